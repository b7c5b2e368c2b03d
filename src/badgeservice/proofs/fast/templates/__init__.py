"""Documents that differ in a few texts: what they have in common is written once."""

from badgeservice.proofs.fast.templates.filling import Marks
from badgeservice.proofs.fast.templates.kinds import Kinds
from badgeservice.proofs.fast.templates.template import Template

__all__ = ["Kinds", "Marks", "Template"]

"""The fast engine: from JSON to canonical N-Quads in one walk, or not at all.

The general engine expands a document, turns it into a dataset, checks that nothing was lost and
canonicalises that. Nearly all of its time goes into finding out, again for every document, what the
contexts mean. This engine asks PyLD once for each place in a document and keeps the answer as text
(``scopes``); it walks the JSON with these tables, and each leaf becomes the end of one line
(``walk``, ``spelling``). Lines are kept by subject, and blank nodes are hashed from the lines they
have (``blocks``); where two of them tie, the algorithm of the standard decides as it does elsewhere
(``canonical_text``). What many credentials have in common is walked once (``memo``), and documents
that differ in a few texts only are not walked at all (``templates``).

It answers with exactly the text of the strict reading, or it declines and the general engine does
the work. It never refuses, and never accepts what the general engine would refuse: a document that
it cannot prove to be ordinary is not its own.
"""

from badgeservice.proofs.fast.declined import Declined
from badgeservice.proofs.fast.engine import FastEngine
from badgeservice.proofs.fast.templates import Marks, Template

__all__ = ["Declined", "FastEngine", "Marks", "Template"]

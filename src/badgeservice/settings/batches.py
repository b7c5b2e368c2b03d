"""The settings about awarding lists of people: how long what can be undone, and what is kept."""

from pydantic import Field
from pydantic_settings import BaseSettings


class BatchSettings(BaseSettings):
    """What an operator may choose about batches with a preview."""

    undo_minutes: int = Field(
        15, ge=0, le=1_440, description="How long a confirmed batch can be undone, in minutes."
    )
    batch_draft_days: int = Field(
        14, ge=1, le=90, description="A preview that nobody confirms is deleted after so many days."
    )
    batch_kept_days: int = Field(
        90, ge=1, le=3_650, description="The people in a finished batch are deleted after this."
    )

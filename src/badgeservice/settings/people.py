"""The settings about people who sign in: how long what lasts, how often, and how mail goes."""

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings

_SHAPE = r"^[A-Za-z0-9.!#$%'*+/=_-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"


class PeopleSettings(BaseSettings):
    """What an operator may choose about signing in and mail."""

    sign_in_seconds: int = Field(
        600, ge=60, le=600, description="How long a link and a code to sign in work, in seconds."
    )
    max_code_attempts: int = Field(
        5, ge=1, le=10, description="How often a code may be typed wrong before it is of no use."
    )
    sign_in_mails_per_hour: int = Field(
        6, ge=1, le=60, description="Mails to sign in to one address in an hour."
    )
    sign_in_mails_per_day: int = Field(
        20, ge=1, le=200, description="Mails to sign in to one address in a day."
    )
    sign_ins_per_hour: int = Field(
        60, ge=0, description="Requests to sign in of one network in an hour; 0 is no limit."
    )
    sign_ins_per_day: int = Field(
        300, ge=0, description="Requests to sign in of one network in a day; 0 is no limit."
    )
    session_seconds: int = Field(
        30 * 86_400, ge=600, le=90 * 86_400, description="How long a session lasts, in seconds."
    )
    session_idle_seconds: int = Field(
        12 * 3_600,
        ge=300,
        le=30 * 86_400,
        description="A session that is not used for so long is over, in seconds.",
    )
    step_up_seconds: int = Field(
        600, ge=60, le=3_600, description="How long a second factor counts, in seconds."
    )
    invitation_days: int = Field(
        14, ge=1, le=90, description="How long an invitation can be accepted, in days."
    )
    invitations_per_day: int = Field(
        50, ge=1, le=1_000, description="Invitations of one organisation in a day."
    )
    account_kept_days: int = Field(
        30, ge=1, le=365, description="Without a role an address is forgotten after so many days."
    )
    mail_attempts: int = Field(
        8, ge=1, le=20, description="How often a mail is tried before it is given up."
    )
    mail_kept_hours: int = Field(
        24, ge=0, le=720, description="What is personal in a sent mail is deleted after this."
    )
    mail_host: str | None = Field(
        None,
        description="Mail server (SMTP); without one mails become files, in production they wait.",
    )
    mail_port: int = Field(587, ge=1, le=65_535, description="Port of the mail server.")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the mail server is reached; `none` is refused in production."
    )
    mail_user: str | None = Field(None, description="Name to sign in to the mail server.")
    mail_password: SecretStr | None = Field(None, description="Password for the mail server.")
    mail_from: str = Field(
        "badges@example.org", description="Address that mails come from.", max_length=254
    )
    mail_seconds: float = Field(
        10.0, gt=0, le=120, description="Limit for each step with the mail server, in seconds."
    )
    mail_dir: Path | None = Field(
        None, description="Folder for mails as files; default: `mails` in the data folder."
    )

    @field_validator("mail_from")
    @classmethod
    def _require_address(cls, text: str) -> str:
        """It stands in a header of every mail."""
        if not re.fullmatch(_SHAPE, text):
            msg = "give one plain mail address, such as badges@example.org"
            raise ValueError(msg)
        return text

    @model_validator(mode="after")
    def _refuse_half_a_mail_server(self) -> Self:
        if self.mail_host is not None and "mail_from" not in self.model_fields_set:
            msg = "with BADGESERVICE_MAIL_HOST comes BADGESERVICE_MAIL_FROM"
            raise ValueError(msg)
        if (self.mail_user is None) != (self.mail_password is None):
            msg = "BADGESERVICE_MAIL_USER and BADGESERVICE_MAIL_PASSWORD come together"
            raise ValueError(msg)
        if self.mail_user is not None and self.mail_security == "none":
            msg = "a password is not sent to a mail server without TLS"
            raise ValueError(msg)
        if self.mail_host and self.mail_security == "none" and getattr(self, "production", False):
            msg = "in production BADGESERVICE_MAIL_SECURITY must be starttls or tls"
            raise ValueError(msg)
        if self.session_idle_seconds > self.session_seconds:
            msg = "a session cannot be unused for longer than it lasts"
            raise ValueError(msg)
        return self

"""The acts of a review, as they are asked for. Each becomes one entry of the log, `review.` and its name; none is ever changed.

Whether an act may be done on a decision as it stands is decided in `admitting`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

__all__ = [
    "ACT", "FINDING_ACTS", "PREFIX", "REMARK", "Act", "Approve", "Assign", "Comment", "Done", "NewWaiver", "Objection", "Opinion",
    "Plan", "Remark", "Second", "SendBack", "Withdraw",
]  # fmt: skip

PREFIX: Final = "review."
"""How the kinds of its entries begin."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000, pattern=r"\S")]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"\S")]
Place = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Entry = Annotated[int, Field(ge=1, le=2**53)]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _OnFinding(_Asked):
    rule: Place = Field(description="The rule of a finding of this decision.")
    subject: Place = Field(description="Its subject.")


class Assign(_Asked):
    """Give the decision to somebody to review."""

    act: Literal["assign"]
    to: Name
    note: Text | None = None


class SendBack(_Asked):
    """Send the product back to whoever submitted it."""

    act: Literal["send_back"]
    reason: Text


class Comment(_OnFinding):
    """Remark on a finding."""

    act: Literal["comment"]
    text: Text


class Opinion(_Asked):
    """Agree or disagree, with the decision or with one finding of it."""

    act: Literal["opinion"]
    agrees: bool
    reason: Text
    rule: Place | None = None
    subject: Place | None = None


class Second(_Asked):
    """A second look at an opinion, by another person."""

    act: Literal["second"]
    of: Entry = Field(description="The entry of the opinion.")
    agrees: bool
    reason: Text


class Document(_Asked):
    """A document kept elsewhere."""

    reference: Text
    digest: str = Field(pattern=r"^(sha256|sm3):[0-9a-f]{64}$")


class Objection(_OnFinding):
    """The opinion that a rule does not apply. Once another person has approved it, it stands beside the finding; the verdict
    stays."""

    act: Literal["objection"]
    opinion: Text
    document: Document


class Plan(_OnFinding):
    """To mend by a day what a duty that only warns demands."""

    act: Literal["plan"]
    owner: Name
    due: date = Field(description="The last day.")
    measures: Text


class NewWaiver(_OnFinding):
    """Ask for an exception to house policy or a guideline. It binds itself to the finding; another person approves it."""

    act: Literal["waiver"]
    owner: Name
    until: date = Field(description="The first day on which it no longer holds.")
    reason: Text


class Approve(_Asked):
    """Approve an objection or a waiver, or refuse to; by another person than its author."""

    act: Literal["approve"]
    of: Entry = Field(description="The entry of the objection or waiver.")
    approves: bool
    reason: Text


class Withdraw(_Asked):
    """Let an objection, a plan or a waiver count no longer."""

    act: Literal["withdraw"]
    of: Entry = Field(description="The entry of the objection, plan or waiver.")
    reason: Text


class Done(_Asked):
    """Say that a plan is carried out; a later decision proves it."""

    act: Literal["done"]
    of: Entry = Field(description="The entry of the plan.")
    decision: str = Field(pattern=r"^[0-9a-f-]{36}$", description="A later decision in which the finding is settled.")
    note: Text | None = None


Act = Annotated[
    Assign | SendBack | Comment | Opinion | Second | Objection | Plan | NewWaiver | Approve | Withdraw | Done,
    Field(discriminator="act"),
]
Remark = Annotated[Comment | Opinion | Second, Field(discriminator="act")]
"""What an auditor may say: it changes nothing."""

ACT: Final[TypeAdapter[Act]] = TypeAdapter(Act)
REMARK: Final[TypeAdapter[Remark]] = TypeAdapter(Remark)
FINDING_ACTS: Final = (Comment, Objection, Plan, NewWaiver)

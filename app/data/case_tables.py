"""Cases that people saved or opened, sets of them to practise with, and what learners said."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.data.columns import Instant, real_id


class SavedCaseRow(SQLModel, table=True):
    """One case of a user. `content` is its dict form as JSON (cases/write.py); the same content is kept once.

    `file` is the name of the file that it was opened from, "" if it was saved here.
    """

    __tablename__ = "saved_case"
    __table_args__ = (real_id(), UniqueConstraint("user_id", "digest"), Index("ix_saved_case_user", "user_id", "id"))

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id")
    content: str
    digest: str
    file: str = ""
    saved_at: datetime = Field(sa_type=Instant)


class ExerciseSetRow(SQLModel, table=True):
    """A set of cases to practise with. `published`: everybody on this install may, not only who made it."""

    __tablename__ = "exercise_set"
    __table_args__ = (real_id(), Index("ix_exercise_set_user", "user_id", "id"))

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(foreign_key="user.id")
    title: str
    published: bool = False
    made_at: datetime = Field(sa_type=Instant)


class ExerciseRow(SQLModel, table=True):
    """One case of a set, as it was when the set was made."""

    __tablename__ = "exercise"

    set_id: int = Field(primary_key=True, foreign_key="exercise_set.id")
    line: int = Field(primary_key=True)
    content: str


class ExerciseAnswerRow(SQLModel, table=True):
    """What a learner last said to a case (JSON), and whether it was right. `set_key`: a set's id, or a shipped one."""

    __tablename__ = "exercise_answer"

    user_id: int = Field(primary_key=True, foreign_key="user.id")
    set_key: str = Field(primary_key=True)
    line: int = Field(primary_key=True)
    said: str
    was_right: bool
    said_at: datetime = Field(sa_type=Instant)

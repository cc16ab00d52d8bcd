"""The error tree of the app: every failure that is expected has words for the person.

GongjiError            an expected failure, in words
├── InputError         one field of a form is wrong
├── FormErrors         several fields are wrong
├── Refused            a rule of the insurance said no
├── NotAllowed         not yours, or not logged in
├── NoRuleYet          no rule is known for this day or place (rulebook)
├── RuleFileError      a rule file is wrong (rules/load)
├── CaseFileError      a case file is wrong (cases/read)
├── CodeForeign        a code that is not of this install (insurance_code)
└── CodeForged         a code that only looks like ours (insurance_code)
"""

from app.domain.words import Words


class GongjiError(Exception):
    """An expected failure.

    ``text`` is a constant Chinese sentence, used as a message id by the translations, with
    ``{placeholders}``; ``params`` fills them. ``str(error)`` is the finished Chinese text.
    """

    def __init__(self, text: str, /, **params: object) -> None:
        """Keep the message id and what fills its placeholders."""
        super().__init__(text)
        made = text if isinstance(text, Words) else Words(text)
        self.text = made.text
        self.params: dict[str, object] = {**made.params, **params}

    @property
    def words(self) -> Words:
        """The sentence, to be said in any language."""
        return Words(self.text, **self.params)

    def __str__(self) -> str:
        """Give the finished Chinese text; a placeholder without a value is left as it stands."""
        return self.words


class InputError(GongjiError):
    """What was typed into one field of a form is wrong; ``field`` names the field."""

    def __init__(self, field: str, text: str, /, **params: object) -> None:
        """Keep the field beside the words."""
        super().__init__(text, **params)
        self.field = field


class FormErrors(GongjiError):  # noqa: N818 - named for what happened
    """Several fields of a form are wrong at once; ``errors`` holds one error each."""

    def __init__(self, errors: tuple[InputError, ...]) -> None:
        """Collect the errors of the fields, in the order of the form."""
        super().__init__("有 {count} 处要改", count=len(errors))
        self.errors = errors


class Refused(GongjiError):  # noqa: N818 - named for what happened
    """A rule of the insurance said no; ``rule`` is its name (see rule_names)."""

    def __init__(self, rule: str, text: str = "按规则不能办理：{rule}", **params: object) -> None:
        """Keep the name of the rule; the words for it come from Rules.explain."""
        super().__init__(text, **{"rule": rule, **params})
        self.rule = rule


class NotAllowed(GongjiError):  # noqa: N818 - named for what happened
    """The thing asked for belongs to somebody else, or nobody is logged in."""

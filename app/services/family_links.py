"""亲情账户: showing a relative's own code on my phone. It spends the relative's own money and shares none of mine.

What there is stands in link_views.py; when a guardian's consent has ended, in link_consent.py.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select, update

from app.data.people_tables import PersonRow
from app.data.queries.people import linked_to, looked_after, registered, user_of_person
from app.data.sharing_tables import CodeRow, FamilyLinkRow
from app.domain.errors import InputError, NotAllowed
from app.domain.family_code import Consent
from app.domain.people import age_on
from app.domain.words import Words
from app.services.access import Me, me, require_known
from app.services.context import Context
from app.services.link_consent import consent_age, most_links, waiting, waiting_members
from app.services.link_views import Candidate, LinkView, candidates, family_link, kinship_of, my_links
from app.services.notices import NewNotice, notify

__all__ = [
    "Candidate",
    "LinkQuestion",
    "LinkView",
    "agree",
    "candidates",
    "family_link",
    "link",
    "link_question",
    "my_links",
    "rename",
    "unlink",
]
LINKS = "/family?kind=link"
LONGEST_KINSHIP = 10


@dataclass(frozen=True)
class LinkQuestion:
    """What has to be agreed to before a code may be shown: a guardian's tick, or the member's own consent.

    `renews`: there is an 亲情账户, but its member has grown past the guardian's consent.
    """

    member_id: int
    name: str
    badge: int
    age: int
    by_guardian: bool
    already_linked: bool
    places_left: int
    kinship: str = ""
    renews: bool = False


def link_question(context: Context, user_id: int, member_id: int) -> LinkQuestion:
    """Give what to ask before linking with this person.

    Raises:
        NotAllowed: not somebody this user may see.
    """
    with context.database.read() as session:
        who = me(session, user_id)
        require_known(session, who, member_id)
        member = session.get_one(PersonRow, member_id)
        linked = linked_to(session, who.person_id)
        renews = member_id in waiting_members(context, session, who.person_id)
        age = age_on(member.born, context.clock.today())
        return LinkQuestion(
            member_id=member_id,
            name=member.name,
            badge=member.badge,
            age=age,
            by_guardian=age < consent_age(context),
            already_linked=member_id in linked and not renews,
            places_left=most_links(context) - len(set(linked) - {member_id}),
            kinship=kinship_of(session, who, member_id),
            renews=renews,
        )


def link(  # noqa: PLR0913 - whom, and what was said about it
    context: Context, user_id: int, member_id: int, kinship: str, *, agreed: bool, instead_of: int | None = None
) -> int:
    """Make an 亲情账户 and give its id; linked already is no error. A grown member's consent renews one.

    `instead_of` is a link of this user's that ends in the same moment, so that somebody else takes its place.

    Raises:
        InputError: not agreed to (field "agreed"), a kinship longer than fits, oneself, or five already (field "").
        NotAllowed: not somebody this user may see; or, on a shared install, somebody who can only consent themselves;
            or `instead_of` isn't this user's.
    """
    kinship = _checked_kinship(kinship)
    question = link_question(context, user_id, member_id)
    if not agreed:
        text = Words("监护人要先勾选") if question.by_guardian else Words("要先得到本人同意")
        raise InputError("agreed", text)
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        if member_id == who.person_id:
            raise InputError("", "自己的码一直在，不用加")
        found = _live(session, who.person_id, member_id)
        if found is not None and not waiting(context, found, session.get_one(PersonRow, member_id)):
            return found.id or 0
        is_user = bool(registered(session, [member_id]))
        if context.shared:
            _require_mine(session, who, member_id, is_user=is_user)
        if found is not None:
            kinship = kinship or found.kinship
            _end(context, session, found)
        if instead_of is not None:
            _end_other(context, session, who, instead_of)
        most = most_links(context)
        if len(linked_to(session, who.person_id)) >= most:
            raise InputError("", "亲情账户最多 {most} 位家人，先解绑一位", most=most)
        consent = Consent.GUARDIAN if question.by_guardian else Consent.MEMBER
        link_id = _begin(context, session, who.person_id, member_id, kinship, consent)
        if is_user:
            body = Words("对方可以出示您的医保码，花的是您自己的医保。随时可以在「家庭」里解绑。")
            title = Words("{name}加了您的亲情账户", name=who.person.name)
            notify(context, session, member_id, NewNotice("linked", title, body, LINKS))
        unit.commit()
    return link_id


def agree(context: Context, user_id: int, link_id: int) -> int:
    """Let a grown member agree themselves to what a guardian had agreed to; give the id of the new link.

    Raises:
        NotAllowed: not the member of this link, or it has ended.
    """
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(FamilyLinkRow, link_id)
        if row is None or row.member_id != who.person_id or row.ended_at is not None:
            raise NotAllowed("没有找到这个亲情账户")
        if not waiting(context, row, who.person):
            return link_id
        _end(context, session, row)
        renewed = _begin(context, session, row.holder_id, row.member_id, row.kinship, Consent.MEMBER)
        title = Words("{name}同意了亲情账户", name=who.person.name)
        body = Words("您的手机又能出示{name}的医保码，花的是{name}自己的钱。", name=who.person.name)
        _tell_user(context, session, row.holder_id, NewNotice("linked", title, body, LINKS))
        unit.commit()
    return renewed


def rename(context: Context, user_id: int, link_id: int, kinship: str) -> None:
    """Change what the member of an 亲情账户 is called: what they are to the holder.

    Raises:
        InputError: longer than fits (field "kinship").
        NotAllowed: not the holder of this link, or it has ended.
    """
    words = _checked_kinship(kinship)
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(FamilyLinkRow, link_id)
        if row is None or row.holder_id != who.person_id or row.ended_at is not None:
            raise NotAllowed("没有找到这个亲情账户")
        row.kinship = words
        session.add(row)
        unit.commit()


def unlink(context: Context, user_id: int, link_id: int) -> None:
    """End an 亲情账户; either side may, and whoever looks after the member. The other side is told.

    Raises:
        NotAllowed: not a side of it.
    """
    with context.database.write() as unit:
        session = unit.session
        who = me(session, user_id)
        row = session.get(FamilyLinkRow, link_id)
        if row is None or not ({row.holder_id, row.member_id} & looked_after(session, who.person_id)):
            raise NotAllowed("没有找到这个亲情账户")
        if row.ended_at is None:
            _end(context, session, row)
            _tell_end(context, session, who, row)
            unit.commit()


def _checked_kinship(kinship: str) -> str:
    words = " ".join(kinship.split())
    if len(words) > LONGEST_KINSHIP:
        raise InputError("kinship", "称呼最多 {most} 个字", most=LONGEST_KINSHIP)
    return words


def _require_mine(session: Session, who: Me, member_id: int, *, is_user: bool) -> None:
    """Let through, among strangers, only whom this user entered: simulated consent would hand out anybody's code.

    Raises:
        NotAllowed: the person registered themselves, or was entered by somebody else.
    """
    if is_user:
        raise NotAllowed("这里是多人共用的服务。对方自己注册了，请对方登录后自己出示医保码")
    if session.get_one(PersonRow, member_id).created_by != who.person_id:
        raise NotAllowed("这里是多人共用的服务，只能加自己登记的家人。这位是别人登记的，请那位家人出示医保码")


def _live(session: Session, holder_id: int, member_id: int) -> FamilyLinkRow | None:
    return session.exec(
        select(FamilyLinkRow).where(
            FamilyLinkRow.holder_id == holder_id,
            FamilyLinkRow.member_id == member_id,
            col(FamilyLinkRow.ended_at).is_(None),
        )
    ).first()


def _begin(  # noqa: PLR0913, PLR0917 - the columns of a row
    context: Context, session: Session, holder_id: int, member_id: int, kinship: str, consent: Consent
) -> int:
    row = FamilyLinkRow(
        holder_id=holder_id,
        member_id=member_id,
        kinship=kinship,
        consent=consent.value,
        started_at=context.clock.now(),
    )
    session.add(row)
    session.flush()
    return row.id or 0


def _end(context: Context, session: Session, row: FamilyLinkRow) -> None:
    """End a link, and with it the codes of its member that are shown just now: nobody takes them any more."""
    row.ended_at = context.clock.now()
    session.add(row)
    shown = update(CodeRow).where(col(CodeRow.person_id) == row.member_id, col(CodeRow.taken_at).is_(None))
    session.exec(shown.where(col(CodeRow.expires_at) > row.ended_at).values(expires_at=row.ended_at))
    session.flush()


def _end_other(context: Context, session: Session, who: Me, link_id: int) -> None:
    """End a link of this user's, so that somebody else takes its place.

    Raises:
        NotAllowed: not the holder of it.
    """
    row = session.get(FamilyLinkRow, link_id)
    if row is None or row.holder_id != who.person_id:
        raise NotAllowed("没有找到这个亲情账户")
    if row.ended_at is None:
        _end(context, session, row)
        _tell_end(context, session, who, row)


def _tell_end(context: Context, session: Session, who: Me, row: FamilyLinkRow) -> None:
    """Tell the sides that didn't do it, as far as they log in themselves."""
    member = session.get_one(PersonRow, row.member_id)
    title = Words("{name}解绑了亲情账户", name=who.person.name)
    if row.member_id != who.person_id:
        body = Words("对方的手机不能再出示您的医保码。您的医保和钱都不变。")
        _tell_user(context, session, row.member_id, NewNotice("unlinked", title, body, LINKS))
    if row.holder_id != who.person_id:
        body = Words("您的手机不能再出示{member}的医保码。家庭共济不受影响。", member=member.name)
        _tell_user(context, session, row.holder_id, NewNotice("unlinked", title, body, LINKS))


def _tell_user(context: Context, session: Session, person_id: int, told: NewNotice) -> None:
    if user_of_person(session, person_id) is not None:
        notify(context, session, person_id, told)

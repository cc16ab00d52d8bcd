"""惠民保: who may buy it for whom, what it covers, and a price that is typed."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import FormErrors, NotAllowed
from app.services.export_cases import export_text
from app.services.fees import FeeChangedError, FeeEventKind, fee_receipt, fees_of, huiminbao, settle_fee
from app.services.notices import my_notices
from app.services.share import my_sharings
from tests.services.fee_family import CLOSED, OTHER, family_on, go_to, huiminbao_of, pay, quote, refused, resident
from tests.services.install import NANCHANG


def person(install, who, person_id):
    return next(one for one in huiminbao(install.context, who.user_id).people if one.person_id == person_id)


def fields_of(install, who, form):
    with pytest.raises(FormErrors) as wrong:
        quote(install, who, form)
    return {one.field: str(one) for one in wrong.value.errors}


def test_the_page_tells_who_may_and_what_it_covers(install):
    father, mother = family_on(install, CLOSED)
    found = huiminbao(install.context, father.user_id)
    assert (found.years, found.relations, found.obstacle) == ((2026, 2027), ("本人", "配偶", "父母", "子女"), None)
    assert [one.words for one in found.covers] == [
        "高额特药：最高赔付 70%",
        "住院费用：超过起付线后按比例赔付",
        "门诊大病：按病种设定限额",
        "婴儿也保",
        "不限年龄",
        "不限病史",
    ]
    assert all(one.told.basis.source_key == "S1" and one.told.basis.section for one in found.covers)
    assert [one.key for one in found.who_may] == ["pooled.huiminbao", "huiminbao.relations", "huiminbao.member_area"]
    (price,) = found.price
    assert not price.basis.stated
    assert "价格" in price.basis.note
    me, her = found.people
    assert (me.is_me, me.relation, me.obstacle, me.paid) == (True, "本人", None, ())
    assert (her.person_id, her.relation, her.obstacle, her.pays_own) == (mother, "父母", None, False)


def test_it_is_bought_for_a_parent_at_the_typed_price(install):
    father, mother = family_on(install, CLOSED, quota="10.00")
    fee_id = pay(install, father, huiminbao_of(mother, amount="１28.5元"))
    assert install.balance("prior_years", father.person_id) == 300_000 - 12_850
    assert install.balance("collector", "惠民保") == 12_850
    # Neither quota nor cap of a sharing counts, and none is used up.
    assert my_sharings(install.context, father.user_id)[0].used_fen == 0
    slip = fee_receipt(install.context, father.user_id, fee_id)
    assert (slip.kind, slip.year, slip.relation, slip.covers_from) == ("惠民保", 2026, "父母", None)
    assert [one.key for one in slip.rules] == ["pooled.huiminbao", "huiminbao.price_stated"]
    assert fees_of(install.context, father.user_id)[0].kind is FeeEventKind.HUIMINBAO
    assert person(install, father, mother).paid[0].record_id == fee_id
    assert install.is_clean()


def test_for_oneself_the_whole_account_counts(install):
    father, _ = family_on(install, CLOSED, prior_years="10.00", this_year="80.00")
    slip = fee_receipt(install.context, father.user_id, pay(install, father, huiminbao_of(father.person_id)))
    assert slip.sentence == "李明的当年余额付 69.00 元。"
    assert ("acct_mulaid_pay", "个人账户共济支付金额", 0) in slip.fields
    assert my_notices(install.context, father.user_id) == []
    assert install.is_clean()


def test_for_another_only_prior_years_count(install):
    father, mother = family_on(install, CLOSED, prior_years="68.99", this_year="800.00")
    assert refused(install, father, huiminbao_of(mother)) == "prior-years-only"


def test_once_a_year_and_beside_the_resident_fee(install):
    father, mother = family_on(install, date(2026, 2, 1))
    pay(install, father, huiminbao_of(mother))
    assert refused(install, father, huiminbao_of(mother)) == "fee-already-paid"
    assert quote(install, father, huiminbao_of(mother)).refusal.rule_key == "pooled.huiminbao"
    pay(install, father, huiminbao_of(mother, year=2027))
    pay(install, father, resident(mother))
    assert install.one("SELECT count(*) FROM fee") == 3
    assert install.is_clean()


@pytest.mark.parametrize(
    ("relation", "rule"),
    [("配偶", None), ("父母", None), ("子女", None), ("兄弟姐妹", "fee-relation"), ("外孙子女", "fee-relation")],
)
def test_the_relation_is_asked_where_no_sharing_tells_it(install, relation, rule):
    father, _ = family_on(install, CLOSED)
    somebody = install.enter(father, "钱七")
    assert person(install, father, somebody).relation == ""
    assert person(install, father, somebody).obstacle is None
    assert fields_of(install, father, huiminbao_of(somebody)) == {"relation": "选钱七是您的什么人"}
    assert fields_of(install, father, huiminbao_of(somebody, "邻居")) == {"relation": "选钱七是您的什么人"}
    assert fields_of(install, father, huiminbao_of(somebody, "本人")) == {"relation": "选钱七是您的什么人"}
    if rule:
        assert refused(install, father, huiminbao_of(somebody, relation)) == rule
    else:
        assert pay(install, father, huiminbao_of(somebody, relation)) == 1
        assert install.is_clean()


def test_a_relation_on_record_is_not_told_otherwise(install):
    father, mother = family_on(install, CLOSED)
    assert fields_of(install, father, huiminbao_of(mother, "子女")) == {"relation": "家庭共济里登记王桂兰是父母"}
    sister = install.enter(father, "李红")
    install.share(father, sister, "兄弟姐妹")
    assert person(install, father, sister).obstacle.rule_name == "fee-relation"
    assert refused(install, father, huiminbao_of(sister)) == "fee-relation"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("", "还没有填金额"),
        ("0", "金额要大于 0"),
        ("-1", "金额不能是负数"),
        ("0.001", "最多两位小数"),
        ("六十九", "不是金额"),
        ("1e3", "不是金额"),
        ("99999999999", "金额太大了"),
    ],
)
def test_a_price_that_wont_do(install, amount, words):
    father, mother = family_on(install, CLOSED)
    found = fields_of(install, father, huiminbao_of(mother, amount=amount))
    assert list(found) == ["amount"]
    assert words in found["amount"]


def test_every_wrong_field_is_told_at_once(install):
    father, _ = family_on(install, CLOSED)
    somebody = install.enter(father, "钱七")
    found = fields_of(install, father, huiminbao_of(somebody, amount="", year=2025))
    assert set(found) == {"relation", "amount", "year"}
    assert found["year"] == "选 2026 或 2027 年度"


def test_the_region_and_the_insurance_refuse(install):
    father, mother = family_on(install, CLOSED)
    remote = install.enter(father, "孙八", region=NANCHANG)
    assert refused(install, father, huiminbao_of(remote, "子女")) == "member-remote"
    assert quote(install, father, huiminbao_of(remote, "子女")).refusal.rule_key == "huiminbao.member_area"
    uninsured = install.enter(father, "赵六", "", "")
    assert refused(install, father, huiminbao_of(uninsured, "子女")) == "member-not-insured"
    install.insure(father, "390", person=mother, status="2")
    assert refused(install, father, huiminbao_of(mother, "父母")) == "member-not-insured"
    assert person(install, father, mother).obstacle.rule_name == "member-not-insured"


def test_elsewhere_than_yingtan_nothing_is_known(install):
    go_to(install, CLOSED)
    father = install.register()
    install.insure(father, region=NANCHANG, prior_years="3000")
    mother = install.enter(father)
    found = huiminbao(install.context, father.user_id)
    assert found.obstacle.rule_name == "fee-not-stated"
    assert not found.obstacle.stated
    assert refused(install, father, huiminbao_of(mother, "父母")) == "fee-not-stated"
    assert found.covers[0].words == "高额特药：最高赔付 70%"


def test_the_payers_insurance_refuses(install):
    father, mother = family_on(install, CLOSED)
    install.insure(father, status="2")
    assert huiminbao(install.context, father.user_id).obstacle.rule_name == "insurance-not-normal"
    assert refused(install, father, huiminbao_of(mother)) == "insurance-not-normal"
    install.clock.move(days=1)
    install.insure(father, "390", status="1", since=None)
    assert huiminbao(install.context, father.user_id).obstacle.rule_name == "payer-not-employee-insured"


def test_somebody_looked_after_pays_out_of_their_own_account(install):
    father, _ = family_on(install, CLOSED)
    number = install.id_no(date(1960, 1, 2))
    aunt = install.enter(father, "李红", "310", no=number, born=date(1960, 1, 2), this_year="70.00")
    assert person(install, father, aunt).pays_own
    form = replace(huiminbao_of(aunt), payer_id=aunt)
    slip = fee_receipt(install.context, father.user_id, pay(install, father, form))
    assert (slip.payer_name, slip.relation, slip.made_by) == ("李红", "本人", "李明")
    assert install.balance("this_year", aunt) == 100
    herself = install.register("李红", phone=OTHER, no=number, born=date(1960, 1, 2))
    notice = my_notices(install.context, herself.user_id)[0]
    assert (notice.title, notice.body) == (
        "您的个人账户缴了 2026 年度的惠民保",
        "69.00 元，从您自己的个人账户付的。",
    )
    # Who registered looks after themself: the father paid, so he has the slip, but not what it tells of her balances.
    assert fee_receipt(install.context, father.user_id, slip.fee_id).parts == ()
    with pytest.raises(NotAllowed, match="只能用您自己的个人账户"):
        quote(install, father, replace(form, year=2027))
    assert install.is_clean()


def test_another_price_is_another_payment(install):
    father, mother = family_on(install, CLOSED)
    cheap = quote(install, father, huiminbao_of(mother, amount="69.00"))
    dear = quote(install, father, huiminbao_of(mother, amount="99.00"))
    mixed = replace(dear, form=cheap.form)
    with pytest.raises(FeeChangedError):
        settle_fee(install.context, father.user_id, "request", mixed)


def test_the_price_is_in_the_export(install):
    father, mother = family_on(install, CLOSED)
    pay(install, father, huiminbao_of(mother))
    assert 'amount = "69.00"' in export_text(install.context)

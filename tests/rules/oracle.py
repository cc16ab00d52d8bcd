# ruff: noqa: C901, PLR0911, PLR0912, PLR0915 - straight lines are the point of a second reading
"""A second, deliberately naive reading of the case format: straight lines over the dict form of a case.

It shares nothing with the engine: no types, no rule files. Where the two differ, one has misread.
"""

from datetime import date

WALLET_DAY = date(2026, 1, 9)
CLOSE = ["配偶", "父母", "子女", "兄弟姐妹", "祖父母", "外祖父母", "孙子女", "外孙子女"]
FAMILY = "门诊家庭账户"


def fen(text):
    return int(text.replace(".", ""))


def yuan(amount):
    return f"{amount // 100}.{amount % 100:02d}"


def yingtan(person):
    return person["region"].startswith("3606")


def decide(case):
    """Give what must come of a case, like its ``expect``."""
    people = {person["name"]: person for person in case["person"]}
    if "visit" in case:
        return decide_visit(case, people, case["visit"])
    if "fee" in case:
        return decide_fee(case, people, case["fee"])
    return decide_bind(case, people, case["bind"])


def refuse(rule):
    return {"decision": "refused", "refused_by": rule}


def holds(sharing, day):
    if day < sharing["since"]:
        return "sharing-not-started"
    if "revoked" in sharing and day >= sharing["revoked"]:
        return "sharing-revoked"
    if "until" in sharing and day > sharing["until"]:
        return "sharing-expired"
    return None


def money_limits(sharer, sharing):
    prior, this = fen(sharer["prior_years"]), fen(sharer["this_year"])
    limits = [("balance-short", prior + this)]
    if yingtan(sharer):
        limits.append(("prior-years-only", prior))
    else:
        limits.append(("balance-floor", max(0, prior + this - 200000)))
    if sharing and "quota" in sharing:
        limits.append(("quota-used-up", fen(sharing["quota"])))
    if sharing and "per_payment" in sharing:
        limits.append(("per-payment-cap", fen(sharing["per_payment"])))
    return limits


def smallest(limits):
    best = limits[0]
    for limit in limits[1:]:
        if limit[1] < best[1]:
            best = limit
    return best


def why_no_family_money(patient, visit):
    place = visit["place"]
    if not (patient["insutype"] == "390" and yingtan(patient)):
        return "family-account-residents-only"
    if visit["med_type"] != "11":
        return "family-account-outpatient-only"
    if not place["region"].startswith("3606"):
        return "family-account-local-only"
    if place["kind"] not in ("乡镇卫生院", "社区卫生服务中心", "村卫生室", "县级中医院"):
        return "family-account-place"
    return None


def why_no_sharer_money(sharer, sharing, visit, day):
    ended = holds(sharing, day)
    if ended:
        return ended
    if sharer["insutype"] != "310" or sharer["psn_insu_stas"] != "1":
        return "insurance-not-normal"
    far = not visit["place"]["region"].startswith("36")
    if far and not (sharing["mode"] == "医保钱包" and day >= WALLET_DAY):
        return "place-out-of-area"
    if yingtan(sharer) and visit["med_type"] == "21":
        return "inpatient-excluded"
    if yingtan(sharer) and visit["med_type"] == "14":
        return "special-outpatient-excluded"
    return None


def decide_visit(case, people, visit):
    day = case["date"]
    patient = people[visit["patient"]]
    if patient["insutype"] == "" or patient["psn_insu_stas"] != "1":
        return refuse("patient-not-insured")
    if visit["code_of"] != visit["patient"]:
        return refuse("own-code-only")
    if not visit["place"]["designated"]:
        return refuse("place-not-designated")
    total = out = tcm = 0
    for item in visit["items"]:
        total += fen(item["amount"])
        if item["kind"] in ("保健品", "健身", "公共卫生", "非疾病治疗"):
            out += fen(item["amount"])
        if item["kind"] == "中医":
            tcm += fen(item["amount"])
    fund = fen(visit["fund_pay"])
    left = total - out - fund
    not_used, pooled = {}, {}

    family = 0
    for household in case.get("household", []):
        if patient["name"] in household["members"] and left > 0:
            why = why_no_family_money(patient, visit)
            if why:
                not_used[FAMILY] = why
                continue
            limits = [("family-account-short", fen(household["family_account"]))]
            if visit["place"]["kind"] == "县级中医院":
                limits.insert(0, ("family-account-tcm-only", tcm))
            rule, most = smallest(limits)
            family = min(left, most)
            left -= family
            if left > 0:
                not_used[FAMILY] = rule

    own = 0
    if patient["insutype"] == "310":
        own = min(left, fen(patient["prior_years"]) + fen(patient["this_year"]))
        left -= own

    mine = [s for s in case.get("sharing", []) if s["member"] == patient["name"]]
    for since in sorted({s["since"] for s in mine}):
        for sharing in [s for s in mine if s["since"] == since]:
            name = sharing["sharer"]
            if left == 0:
                continue
            others = [s for s in mine if s is not sharing and s["sharer"] == name and not holds(s, day)]
            if holds(sharing, day) and others:
                continue
            why = why_no_sharer_money(people[name], sharing, visit, day)
            if why:
                not_used[name] = why
                continue
            rule, most = smallest(money_limits(people[name], sharing))
            if most >= left:
                pooled[name], left = left, 0
                continue
            not_used[name] = rule
            if most:
                pooled[name] = most
                left -= most
    shared = sum(pooled.values())
    return {
        "decision": "accepted",
        "medfee_sumamt": yuan(total),
        "fund_pay_sumamt": yuan(fund + family),
        "family_account_pay": yuan(family),
        "psn_part_amt": yuan(total - fund - family),
        "out_of_scope_amt": yuan(out),
        "acct_pay": yuan(own + shared),
        "acct_mulaid_pay": yuan(shared),
        "psn_cash_pay": yuan(left + out),
        "pooled_from": {name: yuan(amount) for name, amount in pooled.items()},
        "not_used": not_used,
    }


def why_no_resident_fee(fee, beneficiary, day):
    year, born = fee["year"], beneficiary["born"]
    if year < born.year:
        return "fee-before-birth"
    if year >= 2026 and born >= date(2024, 1, 1) and year in (born.year, born.year + 1, born.year + 2):
        return "fee-newborn-free"
    if year not in (2025, 2026):
        return "fee-amount-unknown"
    if day > date(year, 12, 31):
        return "fee-year-over"
    if year == 2026 and not date(2025, 10, 15) <= day <= date(2026, 2, 28):
        return "fee-window"
    if fee["channel"] in ("微信缴费", "银行柜台"):
        return "fee-channel"
    return None


def decide_fee(case, people, fee):
    day = case["date"]
    payer, beneficiary = people[fee["payer"]], people[fee["beneficiary"]]
    resident = fee["kind"] == "居民医保"
    himself = fee["payer"] == fee["beneficiary"]
    if not resident and not yingtan(payer):
        return refuse("fee-not-stated")
    if fee["already_paid"]:
        return refuse("fee-already-paid")
    if resident:
        why = why_no_resident_fee(fee, beneficiary, day)
        if why:
            return refuse(why)
    if payer["insutype"] != "310":
        return refuse("payer-not-employee-insured")
    if payer["psn_insu_stas"] != "1":
        return refuse("insurance-not-normal")
    if beneficiary["insutype"] == "" or (not resident and beneficiary["psn_insu_stas"] != "1"):
        return refuse("member-not-insured")
    if resident and beneficiary["insutype"] == "310":
        return refuse("fee-beneficiary-employee")
    if not resident and fee["relation"] not in ("本人", "配偶", "父母", "子女"):
        return refuse("fee-relation")
    sharing = None
    if resident and not himself:
        for candidate in case.get("sharing", []):
            between = candidate["sharer"] == fee["payer"] and candidate["member"] == fee["beneficiary"]
            if between and not holds(candidate, day):
                sharing = candidate
        if sharing is None:
            return refuse("fee-not-shared")
    if resident:
        lifted = sharing is not None and sharing["mode"] == "医保钱包" and day >= WALLET_DAY
        near = beneficiary["region"].startswith("3606" if yingtan(payer) else "36")
        if not near and not lifted:
            return refuse("member-remote")
    elif not yingtan(beneficiary):
        return refuse("member-remote")
    amount = 40000 if resident else fen(fee["amount"])
    limits = money_limits(payer, sharing)
    if himself:
        limits = limits[:1]
    rule, most = smallest(limits)
    if most < amount:
        return refuse(rule)
    pooled = 0 if himself else amount
    return {
        "decision": "accepted",
        "acct_pay": yuan(amount),
        "acct_mulaid_pay": yuan(pooled),
        "psn_cash_pay": "0.00",
        "pooled_from": {fee["payer"]: yuan(pooled)} if pooled else {},
        "not_used": {},
    }


def decide_bind(case, people, bind):
    day = case["date"]
    sharer, member = people[bind["sharer"]], people[bind["member"]]
    wallet = bind["mode"] == "医保钱包"
    if bind["sharer"] == bind["member"]:
        return refuse("self-sharing")
    if sharer["insutype"] != "310":
        return refuse("sharer-not-employee-insured")
    if sharer["psn_insu_stas"] != "1":
        return refuse("sharer-not-normal")
    if bind["relation"] not in CLOSE:
        return refuse("relation-not-close")
    if member["insutype"] == "" or member["psn_insu_stas"] != "1":
        return refuse("member-not-insured")
    if wallet and day < WALLET_DAY:
        return refuse("wallet-not-yet")
    if not wallet and not member["region"].startswith("3606" if yingtan(sharer) else "36"):
        return refuse("member-remote")
    for sharing in case.get("sharing", []):
        owner = people[sharing["sharer"]]
        usable = not holds(sharing, day) and owner["insutype"] == "310" and owner["psn_insu_stas"] == "1"
        if sharing["member"] == bind["member"] and usable and (not wallet or sharing["sharer"] == bind["sharer"]):
            return refuse("already-shared")
    if not bind["commitment"]:
        return refuse("commitment-missing")
    return {"decision": "accepted"}

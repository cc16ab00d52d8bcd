"""Triggers that write the index of 记录 with everything that happens."""

# ruff: noqa: S608 - SQL of our own names

_COLUMNS = "kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen"

# Whose movement it is: the account's owner; of a 门诊家庭账户 the first of its household, of a 医保钱包 the sharer.
_OWNER = """\
SELECT CASE account.kind
            WHEN 'family' THEN (
                SELECT min(person_id) FROM household_member WHERE household_id = CAST(account.owner AS INTEGER)
            )
            WHEN 'wallet' THEN (SELECT sharer_id FROM sharing WHERE id = CAST(account.owner AS INTEGER))
            ELSE CAST(account.owner AS INTEGER) END AS person_id
        FROM account WHERE account.id IN (NEW.debit_account_id, NEW.credit_account_id)
        AND account.kind IN ('this_year', 'prior_years', 'family', 'wallet')
        ORDER BY account.kind IN ('family', 'wallet'), account.id LIMIT 1"""


def _written(name: str, event: str, *steps: str) -> str:
    body = "\n    ".join(f"{step};" for step in steps)
    return f"CREATE TRIGGER {name} AFTER INSERT ON {event}\nBEGIN\n    {body}\nEND"


def _month_sum(values: str) -> str:
    return (
        "INSERT INTO month_sum (person_id, month, lender_id, kind, amount_fen)\n"
        f"    {values}\n"
        "    ON CONFLICT (person_id, month, lender_id, kind)\n"
        "    DO UPDATE SET amount_fen = amount_fen + excluded.amount_fen"
    )


def _lender(person: str, record: str) -> str:
    return (
        "INSERT OR IGNORE INTO record_lender (person_id, record_id, kind)\n"
        f"    SELECT {person}, id, kind FROM record WHERE {record}"
    )


RECORD_TRIGGERS = (
    _written(
        "record_of_settlement",
        "settlement",
        f"INSERT INTO record ({_COLUMNS})\n"
        "    VALUES ('visit', NEW.id, NEW.patient_id, NEW.payer_id, NEW.id, NEW.place_name, NEW.day,"
        " NEW.medfee_sumamt_fen)",
    ),
    _written(
        "record_of_settlement_source",
        "settlement_source\nWHEN NEW.paid_fen > 0",
        _month_sum(
            "SELECT patient_id, substr(day, 1, 7), CASE NEW.kind WHEN 'sharer' THEN NEW.person_id ELSE 0 END,"
            " NEW.kind, NEW.paid_fen\n    FROM settlement WHERE id = NEW.settlement_id"
        ),
        _lender("NEW.person_id", "kind = 'visit' AND ref_id = NEW.settlement_id AND NEW.kind = 'sharer'"),
    ),
    _written(
        "record_of_refund",
        "refund",
        f"INSERT INTO record ({_COLUMNS})\n"
        "    SELECT 'refund', NEW.id, NEW.patient_id, NEW.payer_id, id, place_name, NEW.day, NEW.amount_fen\n"
        "    FROM settlement WHERE id = NEW.settlement_id",
    ),
    _written(
        "record_of_refund_source",
        "refund_source",
        _month_sum(
            "SELECT settlement.patient_id, substr(settlement.day, 1, 7),\n"
            "        CASE NEW.kind WHEN 'sharer' THEN NEW.person_id ELSE 0 END, NEW.kind, -NEW.amount_fen\n"
            "    FROM refund JOIN settlement ON settlement.id = refund.settlement_id WHERE refund.id = NEW.refund_id"
        ),
        _lender("NEW.person_id", "kind = 'refund' AND ref_id = NEW.refund_id AND NEW.kind = 'sharer'"),
    ),
    _written(
        "record_of_fee",
        "fee",
        f"INSERT INTO record ({_COLUMNS})\n"
        "    VALUES ('fee', NEW.id, NEW.beneficiary_id, NEW.made_by, NULL, NEW.kind || ' ' || NEW.year, NEW.day,"
        " NEW.amount_fen)",
        _month_sum(
            "VALUES (NEW.beneficiary_id, substr(NEW.day, 1, 7),\n"
            "        CASE NEW.payer_id WHEN NEW.beneficiary_id THEN 0 ELSE NEW.payer_id END,\n"
            "        CASE NEW.payer_id WHEN NEW.beneficiary_id THEN 'own' ELSE 'sharer' END, NEW.amount_fen)"
        ),
        _lender("NEW.payer_id", "kind = 'fee' AND ref_id = NEW.id AND NEW.payer_id <> NEW.beneficiary_id"),
    ),
    _written(
        "record_of_free_year",
        "newborn_confirmation",
        f"INSERT INTO record ({_COLUMNS})\n"
        "    VALUES ('free_year', NEW.id, NEW.person_id, NEW.made_by, NULL, '居民医保 ' || NEW.year, NEW.day, 0)",
    ),
    _written(
        "record_of_transfer",
        "transfer\nWHEN NEW.kind NOT IN ('settlement', 'refund', 'reversal', 'fee')",
        f"INSERT INTO record ({_COLUMNS})\n"
        "    SELECT 'account', NEW.id, person_id, NULL, NULL, '', NEW.day, NEW.amount_fen FROM (\n"
        f"        {_OWNER}\n"
        "    ) WHERE person_id IS NOT NULL",
    ),
)

-- Three tables are made anew, as their checks widen. What points to their rows is looked at when all is done.
PRAGMA defer_foreign_keys = ON
;;
CREATE TEMP TABLE account_before AS SELECT * FROM account
;;
CREATE TEMP TABLE settlement_before AS SELECT * FROM settlement
;;
CREATE TEMP TABLE transfer_before AS SELECT * FROM transfer
;;
-- Dropping a table looks for rows that point into it: transfers point to transfers.
CREATE INDEX ix_transfer_reverses ON transfer (reverses_id)
;;
DROP TABLE transfer
;;
DROP TABLE settlement
;;
DROP TABLE account
;;
CREATE TABLE account (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    balance_fen BIGINT NOT NULL,
    last_transfer_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('this_year', 'prior_years', 'family', 'fund', 'institution', 'cash', 'opening', 'wallet', 'collector', 'employer')),
    CONSTRAINT balance_whole CHECK (typeof(balance_fen) = 'integer'),
    CONSTRAINT no_overdraft CHECK (balance_fen >= 0 OR kind NOT IN ('this_year', 'prior_years', 'family', 'wallet'))
)
;;
INSERT INTO account (
    id, kind, owner, balance_fen, last_transfer_id
)
SELECT
    id, kind, owner, balance_fen, last_transfer_id
FROM account_before ORDER BY id
;;
DROP TABLE account_before
;;
CREATE TABLE settlement (
    id INTEGER NOT NULL,
    request_id VARCHAR NOT NULL,
    request_digest VARCHAR NOT NULL,
    code_id INTEGER,
    patient_id INTEGER NOT NULL,
    payer_id INTEGER NOT NULL,
    place_name VARCHAR NOT NULL,
    place_kind VARCHAR NOT NULL,
    place_region VARCHAR NOT NULL,
    place_code VARCHAR NOT NULL,
    med_type VARCHAR NOT NULL,
    day DATE NOT NULL,
    settled_at BIGINT NOT NULL,
    state VARCHAR NOT NULL,
    medfee_sumamt_fen BIGINT NOT NULL,
    fund_pay_sumamt_fen BIGINT NOT NULL,
    family_account_pay_fen BIGINT NOT NULL,
    psn_part_amt_fen BIGINT NOT NULL,
    out_of_scope_amt_fen BIGINT NOT NULL,
    acct_pay_fen BIGINT NOT NULL,
    acct_mulaid_pay_fen BIGINT NOT NULL,
    psn_cash_pay_fen BIGINT NOT NULL,
    facts VARCHAR NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT state_known CHECK (state IN ('结算完成', '部分退款', '已退款', '已撤销')),
    CONSTRAINT fund_and_part CHECK (medfee_sumamt_fen = fund_pay_sumamt_fen + psn_part_amt_fen),
    CONSTRAINT account_and_cash CHECK (psn_part_amt_fen = acct_pay_fen + psn_cash_pay_fen),
    CONSTRAINT pooled_is_part CHECK (acct_mulaid_pay_fen <= acct_pay_fen),
    CONSTRAINT family_is_part CHECK (family_account_pay_fen <= fund_pay_sumamt_fen),
    CONSTRAINT out_of_scope_is_cash CHECK (out_of_scope_amt_fen <= psn_cash_pay_fen),
    CONSTRAINT medfee_sumamt_fen_whole CHECK (medfee_sumamt_fen IS NULL OR (typeof(medfee_sumamt_fen) = 'integer' AND medfee_sumamt_fen >= 1)),
    CONSTRAINT fund_pay_sumamt_fen_whole CHECK (fund_pay_sumamt_fen IS NULL OR (typeof(fund_pay_sumamt_fen) = 'integer' AND fund_pay_sumamt_fen >= 0)),
    CONSTRAINT family_account_pay_fen_whole CHECK (family_account_pay_fen IS NULL OR (typeof(family_account_pay_fen) = 'integer' AND family_account_pay_fen >= 0)),
    CONSTRAINT psn_part_amt_fen_whole CHECK (psn_part_amt_fen IS NULL OR (typeof(psn_part_amt_fen) = 'integer' AND psn_part_amt_fen >= 0)),
    CONSTRAINT out_of_scope_amt_fen_whole CHECK (out_of_scope_amt_fen IS NULL OR (typeof(out_of_scope_amt_fen) = 'integer' AND out_of_scope_amt_fen >= 0)),
    CONSTRAINT acct_pay_fen_whole CHECK (acct_pay_fen IS NULL OR (typeof(acct_pay_fen) = 'integer' AND acct_pay_fen >= 0)),
    CONSTRAINT acct_mulaid_pay_fen_whole CHECK (acct_mulaid_pay_fen IS NULL OR (typeof(acct_mulaid_pay_fen) = 'integer' AND acct_mulaid_pay_fen >= 0)),
    CONSTRAINT psn_cash_pay_fen_whole CHECK (psn_cash_pay_fen IS NULL OR (typeof(psn_cash_pay_fen) = 'integer' AND psn_cash_pay_fen >= 0)),
    UNIQUE (request_id),
    FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(patient_id) REFERENCES person (id),
    FOREIGN KEY(payer_id) REFERENCES person (id)
)
;;
INSERT INTO settlement (
    id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind,
    place_region, place_code, med_type, day, settled_at, state, medfee_sumamt_fen,
    fund_pay_sumamt_fen, family_account_pay_fen, psn_part_amt_fen, out_of_scope_amt_fen,
    acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, facts, confirmed_at
)
SELECT
    id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind,
    place_region, place_code, med_type, day, settled_at, state, medfee_sumamt_fen,
    fund_pay_sumamt_fen, family_account_pay_fen, psn_part_amt_fen, out_of_scope_amt_fen,
    acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, facts, settled_at
FROM settlement_before ORDER BY id
;;
DROP TABLE settlement_before
;;
CREATE TABLE refund (
    id INTEGER NOT NULL,
    request_id VARCHAR NOT NULL,
    request_digest VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    settlement_id INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    payer_id INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    day DATE NOT NULL,
    refunded_at BIGINT NOT NULL,
    amount_fen BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('退费', '冲正')),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 1)),
    UNIQUE (request_id),
    FOREIGN KEY(settlement_id) REFERENCES settlement (id),
    FOREIGN KEY(patient_id) REFERENCES person (id),
    FOREIGN KEY(payer_id) REFERENCES person (id),
    FOREIGN KEY(made_by) REFERENCES person (id)
)
;;
CREATE TABLE refund_item (
    refund_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    PRIMARY KEY (refund_id, line),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 1)),
    FOREIGN KEY(refund_id) REFERENCES refund (id)
)
;;
CREATE TABLE refund_source (
    refund_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    person_id INTEGER,
    sharing_id INTEGER,
    amount_fen BIGINT NOT NULL,
    PRIMARY KEY (refund_id, line),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 1)),
    FOREIGN KEY(refund_id) REFERENCES refund (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(sharing_id) REFERENCES sharing (id)
)
;;
CREATE TABLE transfer (
    id INTEGER NOT NULL,
    debit_account_id INTEGER NOT NULL,
    credit_account_id INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    memo VARCHAR NOT NULL,
    settlement_id INTEGER,
    reverses_id INTEGER,
    day DATE NOT NULL,
    made_at BIGINT NOT NULL,
    refund_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT amount_positive CHECK (typeof(amount_fen) = 'integer' AND amount_fen > 0),
    CONSTRAINT two_accounts CHECK (debit_account_id <> credit_account_id),
    CONSTRAINT kind_known CHECK (kind IN ('opening', 'correction', 'settlement', 'refund', 'reversal', 'topup', 'turn', 'fee', 'contribution', 'return')),
    CONSTRAINT names_what_it_gives_back CHECK ((kind IN ('refund', 'reversal')) = (reverses_id IS NOT NULL)),
    FOREIGN KEY(debit_account_id) REFERENCES account (id),
    FOREIGN KEY(credit_account_id) REFERENCES account (id),
    FOREIGN KEY(settlement_id) REFERENCES settlement (id),
    FOREIGN KEY(reverses_id) REFERENCES transfer (id),
    FOREIGN KEY(refund_id) REFERENCES refund (id)
)
;;
INSERT INTO transfer (
    id, debit_account_id, credit_account_id, amount_fen, kind, memo, settlement_id, reverses_id,
    day, made_at
)
SELECT
    id, debit_account_id, credit_account_id, amount_fen, kind, memo, settlement_id, reverses_id,
    day, made_at
FROM transfer_before ORDER BY id
;;
DROP TABLE transfer_before
;;
CREATE UNIQUE INDEX ux_account_owner ON account (kind, owner)
;;
CREATE INDEX ix_settlement_patient ON settlement (patient_id, id)
;;
CREATE INDEX ix_settlement_payer ON settlement (payer_id, id)
;;
CREATE INDEX ix_settlement_payer_patient ON settlement (payer_id, patient_id)
;;
CREATE UNIQUE INDEX ux_settlement_code ON settlement (code_id) WHERE state <> '已撤销'
;;
CREATE INDEX ix_refund_patient ON refund (patient_id, id)
;;
CREATE INDEX ix_refund_payer ON refund (payer_id, id)
;;
CREATE INDEX ix_refund_settlement ON refund (settlement_id, id)
;;
CREATE INDEX ix_refund_source_person ON refund_source (person_id, refund_id)
;;
CREATE INDEX ix_refund_source_sharing ON refund_source (sharing_id, refund_id)
;;
CREATE INDEX ix_transfer_credit ON transfer (credit_account_id, id)
;;
CREATE INDEX ix_transfer_debit ON transfer (debit_account_id, id)
;;
CREATE INDEX ix_transfer_refund ON transfer (refund_id) WHERE refund_id IS NOT NULL
;;
CREATE INDEX ix_transfer_reverses ON transfer (reverses_id) WHERE reverses_id IS NOT NULL
;;
CREATE INDEX ix_transfer_settlement ON transfer (settlement_id)
;;
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END
;;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END
;;
CREATE TRIGGER transfer_no_replace BEFORE INSERT ON transfer
WHEN EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END
;;
CREATE TRIGGER transfer_between_accounts BEFORE INSERT ON transfer
WHEN NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id)
OR NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id)
BEGIN SELECT RAISE(ABORT, 'a transfer needs two accounts'); END
;;
CREATE TRIGGER transfer_in_order AFTER INSERT ON transfer
WHEN NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id - 1)
BEGIN SELECT RAISE(ABORT, 'transfers are numbered in order'); END
;;
CREATE TRIGGER transfer_posts AFTER INSERT ON transfer
BEGIN
    UPDATE account SET balance_fen = balance_fen - NEW.amount_fen, last_transfer_id = NEW.id
    WHERE id = NEW.debit_account_id;
    UPDATE account SET balance_fen = balance_fen + NEW.amount_fen, last_transfer_id = NEW.id
    WHERE id = NEW.credit_account_id;
END
;;
CREATE TRIGGER transfer_goes_back BEFORE INSERT ON transfer
WHEN NEW.kind IN ('refund', 'reversal') AND NOT EXISTS (
    SELECT 1 FROM transfer AS paid
    JOIN account AS source ON source.id = paid.debit_account_id
    JOIN account AS target ON target.id = NEW.credit_account_id
    JOIN refund ON refund.id = NEW.refund_id AND refund.settlement_id = paid.settlement_id
    WHERE paid.id = NEW.reverses_id AND paid.kind = 'settlement'
    AND paid.credit_account_id = NEW.debit_account_id AND paid.settlement_id = NEW.settlement_id
    AND CASE WHEN source.kind = 'this_year' AND substr(paid.day, 1, 4) < substr(NEW.day, 1, 4)
        THEN target.kind = 'prior_years' AND target.owner = source.owner
        ELSE target.id = source.id END
    AND NEW.amount_fen <= paid.amount_fen - (
        SELECT coalesce(sum(amount_fen), 0) FROM transfer WHERE reverses_id = paid.id
    )
)
BEGIN SELECT RAISE(ABORT, 'money goes back where it came from'); END
;;
CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
WHEN NEW.balance_fen <> 0 OR NEW.last_transfer_id <> 0
BEGIN SELECT RAISE(ABORT, 'an account starts at zero'); END
;;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END
;;
CREATE TRIGGER account_no_replace BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id OR (kind = NEW.kind AND owner = NEW.owner))
BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END
;;
CREATE TRIGGER account_keeps_owner BEFORE UPDATE OF id, kind, owner ON account
BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END
;;
CREATE TRIGGER account_follows_transfers BEFORE UPDATE OF balance_fen, last_transfer_id ON account
WHEN NOT EXISTS (
    SELECT 1 FROM transfer
    WHERE id = NEW.last_transfer_id AND id > OLD.last_transfer_id
    AND NEW.balance_fen - OLD.balance_fen =
        CASE OLD.id WHEN credit_account_id THEN amount_fen WHEN debit_account_id THEN -amount_fen END
)
BEGIN SELECT RAISE(ABORT, 'a balance follows its transfers'); END
;;
CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_no_replace BEFORE INSERT ON settlement
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.id OR request_id = NEW.request_id
OR (NEW.code_id IS NOT NULL AND code_id = NEW.code_id AND state <> '已撤销'))
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_keeps_amounts BEFORE UPDATE OF
    id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind, place_region, place_code,
    med_type, day, settled_at, medfee_sumamt_fen, fund_pay_sumamt_fen, family_account_pay_fen, psn_part_amt_fen,
    out_of_scope_amt_fen, acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, facts
ON settlement
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_starts_done BEFORE INSERT ON settlement
WHEN NEW.state <> '结算完成'
BEGIN SELECT RAISE(ABORT, 'a state follows its refunds'); END
;;
CREATE TRIGGER settlement_follows_refunds BEFORE UPDATE OF state ON settlement
WHEN NEW.state IS NOT (
    SELECT CASE
        WHEN count(*) = 0 THEN '结算完成'
        WHEN max(kind = '冲正') THEN '已撤销'
        WHEN sum(amount_fen) = NEW.medfee_sumamt_fen THEN '已退款'
        ELSE '部分退款' END
    FROM refund WHERE settlement_id = NEW.id
)
BEGIN SELECT RAISE(ABORT, 'a state follows its refunds'); END
;;
CREATE TRIGGER settlement_confirmed_once BEFORE UPDATE OF confirmed_at ON settlement
WHEN OLD.confirmed_at IS NOT NULL OR OLD.state <> '结算完成'
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER refund_no_delete BEFORE DELETE ON refund
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_no_replace BEFORE INSERT ON refund
WHEN EXISTS (SELECT 1 FROM refund WHERE id = NEW.id OR request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_no_update BEFORE UPDATE ON refund
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_within_payment BEFORE INSERT ON refund
WHEN NOT EXISTS (
    SELECT 1 FROM settlement
    WHERE id = NEW.settlement_id AND patient_id = NEW.patient_id AND payer_id = NEW.payer_id
    AND (NEW.kind = '冲正') = (confirmed_at IS NULL)
    AND (NEW.kind = '退费' OR NEW.amount_fen = medfee_sumamt_fen)
    AND NEW.amount_fen <= medfee_sumamt_fen - (
        SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE settlement_id = NEW.settlement_id
    )
)
BEGIN SELECT RAISE(ABORT, 'no more goes back than was paid'); END
;;
CREATE TRIGGER refund_marks_settlement AFTER INSERT ON refund
BEGIN
    UPDATE settlement SET state = CASE
        WHEN NEW.kind = '冲正' THEN '已撤销'
        WHEN medfee_sumamt_fen = (SELECT sum(amount_fen) FROM refund WHERE settlement_id = NEW.settlement_id)
        THEN '已退款'
        ELSE '部分退款' END
    WHERE id = NEW.settlement_id;
END
;;
CREATE TRIGGER refund_item_no_delete BEFORE DELETE ON refund_item
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_item_no_replace BEFORE INSERT ON refund_item
WHEN EXISTS (SELECT 1 FROM refund_item WHERE refund_id = NEW.refund_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_item_no_update BEFORE UPDATE ON refund_item
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_item_no_more BEFORE INSERT ON refund_item
WHEN EXISTS (SELECT 1 FROM transfer WHERE refund_id = NEW.refund_id)
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_item_within_payment BEFORE INSERT ON refund_item
WHEN NOT EXISTS (
    SELECT 1 FROM refund JOIN settlement_item AS item USING (settlement_id)
    WHERE refund.id = NEW.refund_id AND item.line = NEW.line
    AND NEW.amount_fen <= item.amount_fen - (
        SELECT coalesce(sum(earlier.amount_fen), 0)
        FROM refund AS other JOIN refund_item AS earlier ON earlier.refund_id = other.id
        WHERE other.settlement_id = refund.settlement_id AND earlier.line = NEW.line
    )
)
BEGIN SELECT RAISE(ABORT, 'no more goes back than was paid'); END
;;
CREATE TRIGGER refund_source_no_delete BEFORE DELETE ON refund_source
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_source_no_replace BEFORE INSERT ON refund_source
WHEN EXISTS (SELECT 1 FROM refund_source WHERE refund_id = NEW.refund_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_source_no_update BEFORE UPDATE ON refund_source
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_source_no_more BEFORE INSERT ON refund_source
WHEN EXISTS (SELECT 1 FROM transfer WHERE refund_id = NEW.refund_id)
BEGIN SELECT RAISE(ABORT, 'refunds are kept'); END
;;
CREATE TRIGGER refund_source_within_payment BEFORE INSERT ON refund_source
WHEN NOT EXISTS (
    SELECT 1 FROM refund JOIN settlement_source AS source USING (settlement_id)
    WHERE refund.id = NEW.refund_id AND source.line = NEW.line AND source.kind = NEW.kind
    AND source.person_id IS NEW.person_id AND source.sharing_id IS NEW.sharing_id
    AND NEW.amount_fen <= source.paid_fen - (
        SELECT coalesce(sum(earlier.amount_fen), 0)
        FROM refund AS other JOIN refund_source AS earlier ON earlier.refund_id = other.id
        WHERE other.settlement_id = refund.settlement_id AND earlier.line = NEW.line
    )
)
BEGIN SELECT RAISE(ABORT, 'no more goes back than was paid'); END

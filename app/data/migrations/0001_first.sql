CREATE TABLE account (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    balance_fen BIGINT NOT NULL,
    last_transfer_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('this_year', 'prior_years', 'family', 'fund', 'institution', 'cash', 'opening')),
    CONSTRAINT balance_whole CHECK (typeof(balance_fen) = 'integer'),
    CONSTRAINT no_overdraft CHECK (balance_fen >= 0 OR kind NOT IN ('this_year', 'prior_years', 'family'))
)
;;
CREATE UNIQUE INDEX ux_account_owner ON account (kind, owner)
;;
CREATE TABLE household (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
)
;;
CREATE TABLE password_try (
    subject VARCHAR NOT NULL,
    tries INTEGER NOT NULL,
    locked_until BIGINT,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (subject)
)
;;
CREATE INDEX ix_password_try_last_at ON password_try (last_at)
;;
CREATE TABLE person (
    id INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    born DATE NOT NULL,
    sex VARCHAR NOT NULL,
    cert_type VARCHAR NOT NULL,
    cert_digest VARCHAR NOT NULL,
    cert_sealed VARCHAR NOT NULL,
    mother_name VARCHAR NOT NULL,
    mother_digest VARCHAR NOT NULL,
    badge INTEGER NOT NULL,
    created_by INTEGER,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT badge_known CHECK (badge >= 0),
    UNIQUE (cert_digest),
    FOREIGN KEY(created_by) REFERENCES person (id)
)
;;
CREATE INDEX ix_person_created_by ON person (created_by)
;;
CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
)
;;
CREATE TABLE sms_code (
    id INTEGER NOT NULL,
    phone_digest VARCHAR NOT NULL,
    purpose VARCHAR NOT NULL,
    code_digest VARCHAR NOT NULL,
    tries_left INTEGER NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (phone_digest, purpose)
)
;;
CREATE TABLE acquaintance (
    person_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (person_id, other_id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(other_id) REFERENCES person (id)
)
;;
CREATE TABLE family_link (
    id INTEGER NOT NULL,
    holder_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    kinship VARCHAR NOT NULL,
    consent VARCHAR NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT not_with_oneself CHECK (holder_id <> member_id),
    CONSTRAINT consent_known CHECK (consent IN ('guardian', 'member')),
    FOREIGN KEY(holder_id) REFERENCES person (id),
    FOREIGN KEY(member_id) REFERENCES person (id)
)
;;
CREATE INDEX ix_family_link_holder ON family_link (holder_id)
;;
CREATE INDEX ix_family_link_member ON family_link (member_id)
;;
CREATE UNIQUE INDEX ux_family_link_live ON family_link (holder_id, member_id) WHERE ended_at IS NULL
;;
CREATE TABLE household_member (
    person_id INTEGER NOT NULL,
    household_id INTEGER NOT NULL,
    PRIMARY KEY (person_id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(household_id) REFERENCES household (id)
)
;;
CREATE INDEX ix_household_member_household_id ON household_member (household_id)
;;
CREATE TABLE insurance (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    insutype VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    since DATE NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT insutype_known CHECK (insutype IN ('310', '390', '')),
    CONSTRAINT status_known CHECK (status IN ('0', '1', '2', '3', '4')),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
;;
CREATE INDEX ix_insurance_person_since ON insurance (person_id, since, id)
;;
CREATE TABLE notice (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    route VARCHAR NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
;;
CREATE INDEX ix_notice_person ON notice (person_id, id)
;;
CREATE INDEX ix_notice_unread ON notice (person_id, id) WHERE read_at IS NULL
;;
CREATE TABLE sharing (
    id INTEGER NOT NULL,
    sharer_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    relation VARCHAR NOT NULL,
    kinship VARCHAR NOT NULL,
    mode VARCHAR NOT NULL,
    since DATE NOT NULL,
    until DATE,
    revoked_on DATE,
    revoked_by INTEGER,
    quota_fen BIGINT,
    per_payment_fen BIGINT,
    used_fen BIGINT NOT NULL,
    uses INTEGER NOT NULL,
    facts VARCHAR NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT not_with_oneself CHECK (sharer_id <> member_id),
    CONSTRAINT mode_known CHECK (mode IN ('省内', '医保钱包')),
    CONSTRAINT quota_fen_whole CHECK (quota_fen IS NULL OR (typeof(quota_fen) = 'integer' AND quota_fen >= 1)),
    CONSTRAINT per_payment_fen_whole CHECK (per_payment_fen IS NULL OR (typeof(per_payment_fen) = 'integer' AND per_payment_fen >= 1)),
    CONSTRAINT used_fen_whole CHECK (used_fen IS NULL OR (typeof(used_fen) = 'integer' AND used_fen >= 0)),
    CONSTRAINT used_within_quota CHECK (quota_fen IS NULL OR used_fen <= quota_fen),
    CONSTRAINT until_after_since CHECK (until IS NULL OR until >= since),
    FOREIGN KEY(sharer_id) REFERENCES person (id),
    FOREIGN KEY(member_id) REFERENCES person (id),
    FOREIGN KEY(revoked_by) REFERENCES person (id)
)
;;
CREATE INDEX ix_sharing_member ON sharing (member_id)
;;
CREATE INDEX ix_sharing_sharer ON sharing (sharer_id)
;;
CREATE TABLE user (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    phone_digest VARCHAR NOT NULL,
    phone_sealed VARCHAR NOT NULL,
    password_hash VARCHAR NOT NULL,
    pay_password_hash VARCHAR NOT NULL,
    theme VARCHAR NOT NULL,
    is_sample BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (person_id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    UNIQUE (phone_digest)
)
;;
CREATE TABLE code (
    id INTEGER NOT NULL,
    nonce VARCHAR NOT NULL,
    person_id INTEGER NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    taken_at BIGINT,
    taken_by INTEGER,
    PRIMARY KEY (id),
    UNIQUE (nonce),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(taken_by) REFERENCES user (id)
)
;;
CREATE INDEX ix_code_issued_at ON code (issued_at)
;;
CREATE TABLE draft (
    user_id INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    content_sealed VARCHAR NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, form),
    FOREIGN KEY(user_id) REFERENCES user (id)
)
;;
CREATE TABLE login (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    token_digest VARCHAR NOT NULL,
    device_digest VARCHAR NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (id),
    FOREIGN KEY(user_id) REFERENCES user (id),
    UNIQUE (token_digest)
)
;;
CREATE INDEX ix_login_device_digest ON login (device_digest)
;;
CREATE INDEX ix_login_user_id ON login (user_id)
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
    UNIQUE (code_id),
    FOREIGN KEY(code_id) REFERENCES code (id),
    FOREIGN KEY(patient_id) REFERENCES person (id),
    FOREIGN KEY(payer_id) REFERENCES person (id)
)
;;
CREATE INDEX ix_settlement_patient ON settlement (patient_id, id)
;;
CREATE INDEX ix_settlement_payer ON settlement (payer_id, id)
;;
CREATE INDEX ix_settlement_payer_patient ON settlement (payer_id, patient_id)
;;
CREATE TABLE settlement_item (
    settlement_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    chrgitm_lv VARCHAR NOT NULL,
    amount_fen BIGINT NOT NULL,
    in_scope BOOLEAN NOT NULL,
    PRIMARY KEY (settlement_id, line),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 1)),
    FOREIGN KEY(settlement_id) REFERENCES settlement (id)
)
;;
CREATE TABLE settlement_source (
    settlement_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    person_id INTEGER,
    sharing_id INTEGER,
    asked_fen BIGINT NOT NULL,
    paid_fen BIGINT NOT NULL,
    left_fen BIGINT,
    quota_left_fen BIGINT,
    reason VARCHAR,
    region VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    PRIMARY KEY (settlement_id, line),
    CONSTRAINT asked_fen_whole CHECK (asked_fen IS NULL OR (typeof(asked_fen) = 'integer' AND asked_fen >= 0)),
    CONSTRAINT paid_fen_whole CHECK (paid_fen IS NULL OR (typeof(paid_fen) = 'integer' AND paid_fen >= 0)),
    CONSTRAINT paid_within_asked CHECK (paid_fen <= asked_fen),
    FOREIGN KEY(settlement_id) REFERENCES settlement (id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(sharing_id) REFERENCES sharing (id)
)
;;
CREATE INDEX ix_settlement_source_person ON settlement_source (person_id, settlement_id)
;;
CREATE INDEX ix_settlement_source_sharing ON settlement_source (sharing_id, settlement_id)
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
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT amount_positive CHECK (typeof(amount_fen) = 'integer' AND amount_fen > 0),
    CONSTRAINT two_accounts CHECK (debit_account_id <> credit_account_id),
    CONSTRAINT kind_known CHECK (kind IN ('opening', 'correction', 'settlement', 'refund', 'reversal', 'topup', 'turn')),
    FOREIGN KEY(debit_account_id) REFERENCES account (id),
    FOREIGN KEY(credit_account_id) REFERENCES account (id),
    FOREIGN KEY(settlement_id) REFERENCES settlement (id),
    FOREIGN KEY(reverses_id) REFERENCES transfer (id)
)
;;
CREATE INDEX ix_transfer_credit ON transfer (credit_account_id, id)
;;
CREATE INDEX ix_transfer_debit ON transfer (debit_account_id, id)
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
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.id OR request_id = NEW.request_id OR (NEW.code_id IS NOT NULL AND code_id = NEW.code_id))
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_keeps_amounts BEFORE UPDATE OF
    id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind, place_region, place_code,
    med_type, day, settled_at, medfee_sumamt_fen, fund_pay_sumamt_fen, family_account_pay_fen, psn_part_amt_fen,
    out_of_scope_amt_fen, acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, facts
ON settlement
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_item_no_delete BEFORE DELETE ON settlement_item
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_item_no_replace BEFORE INSERT ON settlement_item
WHEN EXISTS (SELECT 1 FROM settlement_item WHERE settlement_id = NEW.settlement_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_item_no_update BEFORE UPDATE ON settlement_item
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_item_no_more BEFORE INSERT ON settlement_item
WHEN EXISTS (SELECT 1 FROM transfer WHERE settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_source_no_delete BEFORE DELETE ON settlement_source
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_source_no_replace BEFORE INSERT ON settlement_source
WHEN EXISTS (SELECT 1 FROM settlement_source WHERE settlement_id = NEW.settlement_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_source_no_update BEFORE UPDATE ON settlement_source
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER settlement_source_no_more BEFORE INSERT ON settlement_source
WHEN EXISTS (SELECT 1 FROM transfer WHERE settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END
;;
CREATE TRIGGER sharing_no_delete BEFORE DELETE ON sharing
BEGIN SELECT RAISE(ABORT, 'sharings are kept'); END
;;
CREATE TRIGGER sharing_no_replace BEFORE INSERT ON sharing
WHEN EXISTS (SELECT 1 FROM sharing WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'sharings are kept'); END
;;
CREATE TRIGGER sharing_keeps_parties BEFORE UPDATE OF id, sharer_id, member_id, relation, mode, since, facts, created_at ON sharing
BEGIN SELECT RAISE(ABORT, 'sharings are kept'); END
;;
CREATE TRIGGER sharing_stays_revoked BEFORE UPDATE OF revoked_on, revoked_by ON sharing
WHEN OLD.revoked_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a revoked sharing stays revoked'); END

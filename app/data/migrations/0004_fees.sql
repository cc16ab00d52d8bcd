CREATE TABLE newborn_confirmation (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    day DATE NOT NULL,
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT year_whole CHECK (typeof(year) = 'integer'),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(made_by) REFERENCES person (id)
)
;;
CREATE INDEX ix_newborn_confirmation_made_by ON newborn_confirmation (made_by, confirmed_at)
;;
CREATE UNIQUE INDEX ux_newborn_confirmation_once ON newborn_confirmation (person_id, year)
;;
CREATE TABLE fee (
    id INTEGER NOT NULL,
    request_id VARCHAR NOT NULL,
    request_digest VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    beneficiary_id INTEGER NOT NULL,
    payer_id INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    relation VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    sharing_id INTEGER,
    amount_fen BIGINT NOT NULL,
    day DATE NOT NULL,
    paid_at BIGINT NOT NULL,
    facts VARCHAR NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('居民医保', '惠民保')),
    CONSTRAINT channel_known CHECK (channel IN ('赣服通', '支付宝赣服通', '江西医疗保障公众号', '微信缴费', '银行柜台')),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 1)),
    CONSTRAINT year_whole CHECK (typeof(year) = 'integer'),
    CONSTRAINT relation_fits CHECK ((relation = '本人') = (beneficiary_id = payer_id)),
    CONSTRAINT sharing_where_needed CHECK ((sharing_id IS NOT NULL) = (kind = '居民医保' AND beneficiary_id <> payer_id)),
    UNIQUE (request_id),
    FOREIGN KEY(beneficiary_id) REFERENCES person (id),
    FOREIGN KEY(payer_id) REFERENCES person (id),
    FOREIGN KEY(made_by) REFERENCES person (id),
    FOREIGN KEY(sharing_id) REFERENCES sharing (id)
)
;;
CREATE INDEX ix_fee_beneficiary ON fee (beneficiary_id, paid_at)
;;
CREATE INDEX ix_fee_made_by ON fee (made_by, paid_at)
;;
CREATE INDEX ix_fee_payer ON fee (payer_id, paid_at)
;;
CREATE INDEX ix_fee_sharing ON fee (sharing_id, id)
;;
CREATE UNIQUE INDEX ux_fee_once ON fee (beneficiary_id, kind, year)
;;
CREATE TABLE fee_transfer (
    transfer_id INTEGER NOT NULL,
    fee_id INTEGER NOT NULL,
    PRIMARY KEY (transfer_id),
    FOREIGN KEY(transfer_id) REFERENCES transfer (id),
    FOREIGN KEY(fee_id) REFERENCES fee (id)
)
;;
CREATE INDEX ix_fee_transfer_fee_id ON fee_transfer (fee_id)
;;
CREATE TRIGGER fee_no_delete BEFORE DELETE ON fee
BEGIN SELECT RAISE(ABORT, 'fees are kept'); END
;;
CREATE TRIGGER fee_no_replace BEFORE INSERT ON fee
WHEN EXISTS (SELECT 1 FROM fee WHERE id = NEW.id OR request_id = NEW.request_id
OR (beneficiary_id = NEW.beneficiary_id AND kind = NEW.kind AND year = NEW.year))
BEGIN SELECT RAISE(ABORT, 'fees are kept'); END
;;
CREATE TRIGGER fee_no_update BEFORE UPDATE ON fee
BEGIN SELECT RAISE(ABORT, 'fees are kept'); END
;;
CREATE TRIGGER fee_of_no_free_year BEFORE INSERT ON fee
WHEN NEW.kind = '居民医保' AND EXISTS (
    SELECT 1 FROM newborn_confirmation WHERE person_id = NEW.beneficiary_id AND year = NEW.year
)
BEGIN SELECT RAISE(ABORT, 'a free year is not paid'); END
;;
CREATE TRIGGER fee_transfer_no_delete BEFORE DELETE ON fee_transfer
BEGIN SELECT RAISE(ABORT, 'fees are kept'); END
;;
CREATE TRIGGER fee_transfer_no_replace BEFORE INSERT ON fee_transfer
WHEN EXISTS (SELECT 1 FROM fee_transfer WHERE transfer_id = NEW.transfer_id)
BEGIN SELECT RAISE(ABORT, 'fees are kept'); END
;;
CREATE TRIGGER fee_transfer_no_update BEFORE UPDATE ON fee_transfer
BEGIN SELECT RAISE(ABORT, 'fees are kept'); END
;;
CREATE TRIGGER fee_transfer_fits BEFORE INSERT ON fee_transfer
WHEN NOT EXISTS (
    SELECT 1 FROM fee
    JOIN transfer AS paid ON paid.id = NEW.transfer_id
    JOIN account AS source ON source.id = paid.debit_account_id
    JOIN account AS target ON target.id = paid.credit_account_id
    WHERE fee.id = NEW.fee_id AND paid.kind = 'fee' AND paid.day = fee.day
    AND target.kind = 'collector' AND target.owner = fee.kind
    AND source.owner = CAST(
        CASE WHEN source.kind IN ('this_year', 'prior_years') THEN fee.payer_id
            WHEN source.kind = 'wallet' THEN fee.sharing_id END AS TEXT
    )
    AND paid.amount_fen <= fee.amount_fen - (
        SELECT coalesce(sum(amount_fen), 0) FROM fee_transfer JOIN transfer ON transfer.id = transfer_id
        WHERE fee_id = NEW.fee_id
    )
)
BEGIN SELECT RAISE(ABORT, 'a transfer fits its fee'); END
;;
CREATE TRIGGER newborn_confirmation_no_delete BEFORE DELETE ON newborn_confirmation
BEGIN SELECT RAISE(ABORT, 'confirmations are kept'); END
;;
CREATE TRIGGER newborn_confirmation_no_replace BEFORE INSERT ON newborn_confirmation
WHEN EXISTS (SELECT 1 FROM newborn_confirmation WHERE id = NEW.id OR (person_id = NEW.person_id AND year = NEW.year))
BEGIN SELECT RAISE(ABORT, 'confirmations are kept'); END
;;
CREATE TRIGGER newborn_confirmation_no_update BEFORE UPDATE ON newborn_confirmation
BEGIN SELECT RAISE(ABORT, 'confirmations are kept'); END
;;
CREATE TRIGGER newborn_confirmation_of_no_paid_year BEFORE INSERT ON newborn_confirmation
WHEN EXISTS (
    SELECT 1 FROM fee WHERE beneficiary_id = NEW.person_id AND kind = '居民医保' AND year = NEW.year
)
BEGIN SELECT RAISE(ABORT, 'a paid year is not free'); END

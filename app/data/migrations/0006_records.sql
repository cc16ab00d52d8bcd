CREATE TABLE month_sum (
    person_id INTEGER NOT NULL,
    month VARCHAR NOT NULL,
    lender_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    amount_fen BIGINT NOT NULL,
    PRIMARY KEY (person_id, month, lender_id, kind),
    FOREIGN KEY(person_id) REFERENCES person (id)
)
;;
CREATE INDEX ix_month_sum_lender ON month_sum (lender_id, month)
;;
CREATE TABLE record (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    ref_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    payer_id INTEGER,
    settlement_id INTEGER,
    place VARCHAR NOT NULL,
    day DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('visit', 'refund', 'fee', 'free_year', 'account')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(payer_id) REFERENCES person (id),
    FOREIGN KEY(settlement_id) REFERENCES settlement (id)
)
;;
CREATE INDEX ix_record_day ON record (day, id)
;;
CREATE INDEX ix_record_payer ON record (payer_id, id)
;;
CREATE INDEX ix_record_payer_kind ON record (payer_id, kind, id)
;;
CREATE INDEX ix_record_payer_person ON record (payer_id, person_id)
;;
CREATE INDEX ix_record_person ON record (person_id, id)
;;
CREATE INDEX ix_record_person_kind ON record (person_id, kind, id)
;;
CREATE UNIQUE INDEX ux_record_ref ON record (kind, ref_id)
;;
CREATE TABLE record_lender (
    person_id INTEGER NOT NULL,
    record_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    PRIMARY KEY (person_id, record_id),
    CONSTRAINT kind_known CHECK (kind IN ('visit', 'refund', 'fee', 'free_year', 'account')),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(record_id) REFERENCES record (id)
)
;;
CREATE INDEX ix_record_lender_kind ON record_lender (person_id, kind, record_id)
;;
CREATE INDEX ix_record_lender_record ON record_lender (record_id)
;;
INSERT INTO record (kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen)
SELECT kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen FROM (
    SELECT 'visit' AS kind, id AS ref_id, patient_id AS person_id, payer_id, id AS settlement_id, place_name AS place, day,
        medfee_sumamt_fen AS amount_fen, settled_at AS at FROM settlement
    UNION ALL
    SELECT 'refund', refund.id, refund.patient_id, refund.payer_id, settlement.id, place_name, refund.day,
        refund.amount_fen, refunded_at FROM refund JOIN settlement ON settlement.id = refund.settlement_id
    UNION ALL
    SELECT 'fee', id, beneficiary_id, made_by, NULL, kind || ' ' || year, day, amount_fen, paid_at FROM fee
    UNION ALL
    SELECT 'free_year', id, person_id, made_by, NULL, '居民医保 ' || year, day, 0, confirmed_at FROM newborn_confirmation
    UNION ALL
    SELECT 'account', id, owner_id, NULL, NULL, '', day, amount_fen, made_at FROM (
        SELECT transfer.*, (
            SELECT CASE account.kind
                WHEN 'family' THEN (
                    SELECT min(person_id) FROM household_member WHERE household_id = CAST(account.owner AS INTEGER)
                )
                WHEN 'wallet' THEN (SELECT sharer_id FROM sharing WHERE id = CAST(account.owner AS INTEGER))
                ELSE CAST(account.owner AS INTEGER) END
            FROM account WHERE account.id IN (transfer.debit_account_id, transfer.credit_account_id)
            AND account.kind IN ('this_year', 'prior_years', 'family', 'wallet')
            ORDER BY account.kind IN ('family', 'wallet'), account.id LIMIT 1
        ) AS owner_id FROM transfer WHERE kind NOT IN ('settlement', 'refund', 'reversal', 'fee')
    ) WHERE owner_id IS NOT NULL
) ORDER BY day, at, kind = 'refund', ref_id
;;
INSERT OR IGNORE INTO record_lender (person_id, record_id, kind)
SELECT settlement_source.person_id, record.id, record.kind FROM record
JOIN settlement_source ON record.kind = 'visit' AND settlement_source.settlement_id = record.ref_id
WHERE settlement_source.kind = 'sharer' AND paid_fen > 0
UNION
SELECT refund_source.person_id, record.id, record.kind FROM record
JOIN refund_source ON record.kind = 'refund' AND refund_source.refund_id = record.ref_id
WHERE refund_source.kind = 'sharer'
UNION
SELECT fee.payer_id, record.id, record.kind FROM record
JOIN fee ON record.kind = 'fee' AND fee.id = record.ref_id WHERE fee.payer_id <> fee.beneficiary_id
;;
INSERT INTO month_sum (person_id, month, lender_id, kind, amount_fen)
SELECT person_id, month, lender_id, kind, sum(fen) FROM (
    SELECT patient_id AS person_id, substr(day, 1, 7) AS month,
        CASE source.kind WHEN 'sharer' THEN source.person_id ELSE 0 END AS lender_id, source.kind AS kind, paid_fen AS fen
    FROM settlement JOIN settlement_source AS source ON source.settlement_id = settlement.id WHERE paid_fen > 0
    UNION ALL
    SELECT settlement.patient_id, substr(settlement.day, 1, 7),
        CASE source.kind WHEN 'sharer' THEN source.person_id ELSE 0 END, source.kind, -source.amount_fen
    FROM refund JOIN refund_source AS source ON source.refund_id = refund.id
    JOIN settlement ON settlement.id = refund.settlement_id
    UNION ALL
    SELECT beneficiary_id, substr(day, 1, 7), CASE payer_id WHEN beneficiary_id THEN 0 ELSE payer_id END,
        CASE payer_id WHEN beneficiary_id THEN 'own' ELSE 'sharer' END, amount_fen
    FROM fee
) GROUP BY 1, 2, 3, 4
;;
CREATE TRIGGER record_of_settlement AFTER INSERT ON settlement
BEGIN
    INSERT INTO record (kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen)
    VALUES ('visit', NEW.id, NEW.patient_id, NEW.payer_id, NEW.id, NEW.place_name, NEW.day, NEW.medfee_sumamt_fen);
END
;;
CREATE TRIGGER record_of_settlement_source AFTER INSERT ON settlement_source
WHEN NEW.paid_fen > 0
BEGIN
    INSERT INTO month_sum (person_id, month, lender_id, kind, amount_fen)
    SELECT patient_id, substr(day, 1, 7), CASE NEW.kind WHEN 'sharer' THEN NEW.person_id ELSE 0 END, NEW.kind, NEW.paid_fen
    FROM settlement WHERE id = NEW.settlement_id
    ON CONFLICT (person_id, month, lender_id, kind)
    DO UPDATE SET amount_fen = amount_fen + excluded.amount_fen;
    INSERT OR IGNORE INTO record_lender (person_id, record_id, kind)
    SELECT NEW.person_id, id, kind FROM record WHERE kind = 'visit' AND ref_id = NEW.settlement_id AND NEW.kind = 'sharer';
END
;;
CREATE TRIGGER record_of_refund AFTER INSERT ON refund
BEGIN
    INSERT INTO record (kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen)
    SELECT 'refund', NEW.id, NEW.patient_id, NEW.payer_id, id, place_name, NEW.day, NEW.amount_fen
    FROM settlement WHERE id = NEW.settlement_id;
END
;;
CREATE TRIGGER record_of_refund_source AFTER INSERT ON refund_source
BEGIN
    INSERT INTO month_sum (person_id, month, lender_id, kind, amount_fen)
    SELECT settlement.patient_id, substr(settlement.day, 1, 7),
        CASE NEW.kind WHEN 'sharer' THEN NEW.person_id ELSE 0 END, NEW.kind, -NEW.amount_fen
    FROM refund JOIN settlement ON settlement.id = refund.settlement_id WHERE refund.id = NEW.refund_id
    ON CONFLICT (person_id, month, lender_id, kind)
    DO UPDATE SET amount_fen = amount_fen + excluded.amount_fen;
    INSERT OR IGNORE INTO record_lender (person_id, record_id, kind)
    SELECT NEW.person_id, id, kind FROM record WHERE kind = 'refund' AND ref_id = NEW.refund_id AND NEW.kind = 'sharer';
END
;;
CREATE TRIGGER record_of_fee AFTER INSERT ON fee
BEGIN
    INSERT INTO record (kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen)
    VALUES ('fee', NEW.id, NEW.beneficiary_id, NEW.made_by, NULL, NEW.kind || ' ' || NEW.year, NEW.day, NEW.amount_fen);
    INSERT INTO month_sum (person_id, month, lender_id, kind, amount_fen)
    VALUES (NEW.beneficiary_id, substr(NEW.day, 1, 7),
        CASE NEW.payer_id WHEN NEW.beneficiary_id THEN 0 ELSE NEW.payer_id END,
        CASE NEW.payer_id WHEN NEW.beneficiary_id THEN 'own' ELSE 'sharer' END, NEW.amount_fen)
    ON CONFLICT (person_id, month, lender_id, kind)
    DO UPDATE SET amount_fen = amount_fen + excluded.amount_fen;
    INSERT OR IGNORE INTO record_lender (person_id, record_id, kind)
    SELECT NEW.payer_id, id, kind FROM record WHERE kind = 'fee' AND ref_id = NEW.id AND NEW.payer_id <> NEW.beneficiary_id;
END
;;
CREATE TRIGGER record_of_free_year AFTER INSERT ON newborn_confirmation
BEGIN
    INSERT INTO record (kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen)
    VALUES ('free_year', NEW.id, NEW.person_id, NEW.made_by, NULL, '居民医保 ' || NEW.year, NEW.day, 0);
END
;;
CREATE TRIGGER record_of_transfer AFTER INSERT ON transfer
WHEN NEW.kind NOT IN ('settlement', 'refund', 'reversal', 'fee')
BEGIN
    INSERT INTO record (kind, ref_id, person_id, payer_id, settlement_id, place, day, amount_fen)
    SELECT 'account', NEW.id, person_id, NULL, NULL, '', NEW.day, NEW.amount_fen FROM (
        SELECT CASE account.kind
            WHEN 'family' THEN (
                SELECT min(person_id) FROM household_member WHERE household_id = CAST(account.owner AS INTEGER)
            )
            WHEN 'wallet' THEN (SELECT sharer_id FROM sharing WHERE id = CAST(account.owner AS INTEGER))
            ELSE CAST(account.owner AS INTEGER) END AS person_id
        FROM account WHERE account.id IN (NEW.debit_account_id, NEW.credit_account_id)
        AND account.kind IN ('this_year', 'prior_years', 'family', 'wallet')
        ORDER BY account.kind IN ('family', 'wallet'), account.id LIMIT 1
    ) WHERE person_id IS NOT NULL;
END

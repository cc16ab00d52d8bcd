-- From the day on which one side's insurance was no longer normal, a sharing has ended.
ALTER TABLE sharing ADD COLUMN ended_on DATE
;;
ALTER TABLE sharing ADD COLUMN ended_side VARCHAR
;;
-- So have those that wait for an insurance to come back.
UPDATE sharing SET (ended_on, ended_side) = (
    SELECT max(sharing.since, coalesce(since, sharing.since)), side FROM (
        SELECT 'sharer' AS side, (
            SELECT id FROM insurance WHERE person_id = sharer_id ORDER BY since DESC, id DESC LIMIT 1
        ) AS insurance_id
        UNION ALL SELECT 'member', (
            SELECT id FROM insurance WHERE person_id = member_id ORDER BY since DESC, id DESC LIMIT 1
        )
    ) LEFT JOIN insurance ON insurance.id = insurance_id
    WHERE insurance.id IS NULL OR status <> '1' OR insutype = '' OR (side = 'sharer' AND insutype <> '310')
    ORDER BY since LIMIT 1
) WHERE revoked_on IS NULL
;;
UPDATE sharing SET ended_on = NULL, ended_side = NULL WHERE ended_on > until
;;
-- The quota of a 医保钱包 is the money that was put into it: until now none was.
UPDATE sharing SET quota_fen = nullif(used_fen, 0) WHERE mode = '医保钱包'
;;
CREATE TABLE turn (
    month DATE NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (month),
    CONSTRAINT month_begins CHECK (substr(month, 9) = '01')
)
;;
CREATE TABLE contribution (
    id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    amount_fen BIGINT NOT NULL,
    from_day DATE NOT NULL,
    set_by INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 0)),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(set_by) REFERENCES person (id)
)
;;
CREATE TABLE wallet_top_up (
    id INTEGER NOT NULL,
    request_id VARCHAR NOT NULL,
    request_digest VARCHAR NOT NULL,
    sharing_id INTEGER NOT NULL,
    this_year_fen BIGINT NOT NULL,
    prior_years_fen BIGINT NOT NULL,
    day DATE NOT NULL,
    made_at BIGINT NOT NULL,
    returns_at BIGINT NOT NULL,
    accepted_at BIGINT,
    accepted_by INTEGER,
    returned_at BIGINT,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT this_year_fen_whole CHECK (this_year_fen IS NULL OR (typeof(this_year_fen) = 'integer' AND this_year_fen >= 0)),
    CONSTRAINT prior_years_fen_whole CHECK (prior_years_fen IS NULL OR (typeof(prior_years_fen) = 'integer' AND prior_years_fen >= 0)),
    CONSTRAINT not_nothing CHECK (this_year_fen + prior_years_fen > 0),
    CONSTRAINT accepted_or_returned CHECK (accepted_at IS NULL OR returned_at IS NULL),
    CONSTRAINT accepted_by_somebody CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
    UNIQUE (request_id),
    FOREIGN KEY(sharing_id) REFERENCES sharing (id),
    FOREIGN KEY(accepted_by) REFERENCES person (id)
)
;;
CREATE TABLE wallet_return (
    id INTEGER NOT NULL,
    sharing_id INTEGER NOT NULL,
    top_up_id INTEGER,
    this_year_fen BIGINT NOT NULL,
    prior_years_fen BIGINT NOT NULL,
    day DATE NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT this_year_fen_whole CHECK (this_year_fen IS NULL OR (typeof(this_year_fen) = 'integer' AND this_year_fen >= 0)),
    CONSTRAINT prior_years_fen_whole CHECK (prior_years_fen IS NULL OR (typeof(prior_years_fen) = 'integer' AND prior_years_fen >= 0)),
    CONSTRAINT not_nothing CHECK (this_year_fen + prior_years_fen > 0),
    FOREIGN KEY(sharing_id) REFERENCES sharing (id),
    UNIQUE (top_up_id),
    FOREIGN KEY(top_up_id) REFERENCES wallet_top_up (id)
)
;;
CREATE TABLE turn_entry (
    id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    person_id INTEGER NOT NULL,
    household_id INTEGER,
    month DATE NOT NULL,
    amount_fen BIGINT NOT NULL,
    transfer_id INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('year', 'family', 'contribution')),
    CONSTRAINT month_begins CHECK (substr(month, 9) = '01'),
    CONSTRAINT year_begins CHECK (kind = 'contribution' OR substr(month, 6) = '01-01'),
    CONSTRAINT household_where_needed CHECK ((kind = 'family') = (household_id IS NOT NULL)),
    CONSTRAINT amount_fen_whole CHECK (amount_fen IS NULL OR (typeof(amount_fen) = 'integer' AND amount_fen >= 1)),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(household_id) REFERENCES household (id),
    UNIQUE (transfer_id),
    FOREIGN KEY(transfer_id) REFERENCES transfer (id)
)
;;
CREATE TABLE sharing_event (
    id INTEGER NOT NULL,
    sharing_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    day DATE NOT NULL,
    made_at BIGINT NOT NULL,
    made_by INTEGER,
    old_quota_fen BIGINT,
    old_per_payment_fen BIGINT,
    old_until DATE,
    quota_fen BIGINT,
    per_payment_fen BIGINT,
    until DATE,
    top_up_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    CONSTRAINT kind_known CHECK (kind IN ('changed', 'revoked', 'ended', 'accepted')),
    CONSTRAINT top_up_where_accepted CHECK ((kind = 'accepted') = (top_up_id IS NOT NULL)),
    FOREIGN KEY(sharing_id) REFERENCES sharing (id),
    FOREIGN KEY(made_by) REFERENCES person (id),
    UNIQUE (top_up_id),
    FOREIGN KEY(top_up_id) REFERENCES wallet_top_up (id)
)
;;
INSERT INTO sharing_event (sharing_id, kind, day, made_at, made_by)
SELECT id, 'revoked', revoked_on, (CAST(strftime('%s', revoked_on) AS INTEGER) - 28800) * 1000, revoked_by
FROM sharing WHERE revoked_on IS NOT NULL
;;
INSERT INTO sharing_event (sharing_id, kind, day, made_at)
SELECT id, 'ended', ended_on, (CAST(strftime('%s', ended_on) AS INTEGER) - 28800) * 1000
FROM sharing WHERE ended_on IS NOT NULL
;;
CREATE INDEX ix_contribution_person ON contribution (person_id, id)
;;
CREATE INDEX ix_sharing_wallet ON sharing (id) WHERE mode = '医保钱包' AND quota_fen > used_fen
;;
CREATE INDEX ix_wallet_top_up_sharing ON wallet_top_up (sharing_id, id)
;;
CREATE INDEX ix_wallet_top_up_waiting ON wallet_top_up (returns_at) WHERE accepted_at IS NULL AND returned_at IS NULL
;;
CREATE INDEX ix_sharing_event_sharing ON sharing_event (sharing_id, id)
;;
CREATE INDEX ix_wallet_return_sharing ON wallet_return (sharing_id, id)
;;
CREATE INDEX ix_turn_entry_person ON turn_entry (person_id, id)
;;
CREATE UNIQUE INDEX ux_turn_entry_once ON turn_entry (kind, month, person_id)
;;
DROP TRIGGER sharing_stays_revoked
;;
CREATE TRIGGER sharing_stays_revoked BEFORE UPDATE OF revoked_on, revoked_by ON sharing
WHEN OLD.revoked_on IS NOT NULL AND (NEW.revoked_on IS NULL OR NEW.revoked_on > OLD.revoked_on)
BEGIN SELECT RAISE(ABORT, 'a revoked sharing stays revoked'); END
;;
CREATE TRIGGER sharing_begins_live BEFORE INSERT ON sharing
WHEN NEW.ended_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a sharing begins live'); END
;;
CREATE TRIGGER sharing_stays_ended BEFORE UPDATE OF ended_on, ended_side ON sharing
WHEN OLD.ended_on IS NOT NULL OR coalesce(NEW.ended_side, '') NOT IN ('sharer', 'member')
BEGIN SELECT RAISE(ABORT, 'an ended sharing stays ended'); END
;;
CREATE TRIGGER sharing_event_no_delete BEFORE DELETE ON sharing_event
BEGIN SELECT RAISE(ABORT, 'events are kept'); END
;;
CREATE TRIGGER sharing_event_no_replace BEFORE INSERT ON sharing_event
WHEN EXISTS (SELECT 1 FROM sharing_event WHERE id = NEW.id OR top_up_id = NEW.top_up_id)
BEGIN SELECT RAISE(ABORT, 'events are kept'); END
;;
CREATE TRIGGER sharing_event_no_update BEFORE UPDATE ON sharing_event
BEGIN SELECT RAISE(ABORT, 'events are kept'); END
;;
CREATE TRIGGER transfer_in_turned_year BEFORE INSERT ON transfer
WHEN substr(NEW.day, 1, 4) > (SELECT substr(max(month), 1, 4) FROM turn)
BEGIN SELECT RAISE(ABORT, 'a new year is turned first'); END
;;
CREATE TRIGGER turn_entry_no_delete BEFORE DELETE ON turn_entry
BEGIN SELECT RAISE(ABORT, 'turn entries are kept'); END
;;
CREATE TRIGGER turn_entry_no_replace BEFORE INSERT ON turn_entry
WHEN EXISTS (SELECT 1 FROM turn_entry WHERE id = NEW.id OR transfer_id = NEW.transfer_id
OR (person_id = NEW.person_id AND kind = NEW.kind AND month = NEW.month))
BEGIN SELECT RAISE(ABORT, 'turn entries are kept'); END
;;
CREATE TRIGGER turn_entry_no_update BEFORE UPDATE ON turn_entry
BEGIN SELECT RAISE(ABORT, 'turn entries are kept'); END
;;
CREATE TRIGGER turn_entry_fits BEFORE INSERT ON turn_entry
WHEN NOT EXISTS (
    SELECT 1 FROM transfer AS booked
    JOIN account AS source ON source.id = booked.debit_account_id
    JOIN account AS target ON target.id = booked.credit_account_id
    WHERE booked.id = NEW.transfer_id AND booked.amount_fen = NEW.amount_fen AND booked.day >= NEW.month
    AND CASE NEW.kind
        WHEN 'year' THEN (booked.kind, source.kind, target.kind) = ('turn', 'this_year', 'prior_years')
            AND source.owner = CAST(NEW.person_id AS TEXT) AND target.owner = source.owner
        WHEN 'family' THEN (booked.kind, source.kind, target.kind) = ('turn', 'fund', 'family')
            AND target.owner = CAST(NEW.household_id AS TEXT)
        ELSE (booked.kind, source.kind, target.kind) = ('contribution', 'employer', 'this_year')
            AND source.owner = CAST(NEW.person_id AS TEXT) AND target.owner = source.owner END
)
BEGIN SELECT RAISE(ABORT, 'an entry is its transfer'); END
;;
CREATE TRIGGER contribution_no_delete BEFORE DELETE ON contribution
BEGIN SELECT RAISE(ABORT, 'contributions are kept'); END
;;
CREATE TRIGGER contribution_no_replace BEFORE INSERT ON contribution
WHEN EXISTS (SELECT 1 FROM contribution WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'contributions are kept'); END
;;
CREATE TRIGGER contribution_no_update BEFORE UPDATE ON contribution
BEGIN SELECT RAISE(ABORT, 'contributions are kept'); END
;;
CREATE TRIGGER wallet_top_up_no_delete BEFORE DELETE ON wallet_top_up
BEGIN SELECT RAISE(ABORT, 'top-ups are kept'); END
;;
CREATE TRIGGER wallet_top_up_no_replace BEFORE INSERT ON wallet_top_up
WHEN EXISTS (SELECT 1 FROM wallet_top_up WHERE id = NEW.id OR request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'top-ups are kept'); END
;;
CREATE TRIGGER wallet_top_up_waits_first BEFORE INSERT ON wallet_top_up
WHEN NEW.accepted_at IS NOT NULL OR NEW.returned_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a top-up waits first'); END
;;
CREATE TRIGGER wallet_top_up_keeps_amounts BEFORE UPDATE OF
    id, request_id, request_digest, sharing_id, this_year_fen, prior_years_fen, day, made_at, returns_at
ON wallet_top_up
BEGIN SELECT RAISE(ABORT, 'top-ups are kept'); END
;;
CREATE TRIGGER wallet_top_up_accepted_once BEFORE UPDATE OF accepted_at, accepted_by ON wallet_top_up
WHEN OLD.accepted_at IS NOT NULL OR NEW.accepted_at >= OLD.returns_at
BEGIN SELECT RAISE(ABORT, 'a top-up is accepted once, and in time'); END
;;
CREATE TRIGGER wallet_top_up_returned_once BEFORE UPDATE OF returned_at ON wallet_top_up
WHEN NEW.returned_at IS NOT (SELECT made_at FROM wallet_return WHERE top_up_id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a top-up follows its return'); END
;;
CREATE TRIGGER wallet_return_no_delete BEFORE DELETE ON wallet_return
BEGIN SELECT RAISE(ABORT, 'returns are kept'); END
;;
CREATE TRIGGER wallet_return_no_replace BEFORE INSERT ON wallet_return
WHEN EXISTS (SELECT 1 FROM wallet_return WHERE id = NEW.id OR top_up_id = NEW.top_up_id)
BEGIN SELECT RAISE(ABORT, 'returns are kept'); END
;;
CREATE TRIGGER wallet_return_no_update BEFORE UPDATE ON wallet_return
BEGIN SELECT RAISE(ABORT, 'returns are kept'); END
;;
CREATE TRIGGER wallet_return_fits BEFORE INSERT ON wallet_return
WHEN NEW.top_up_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM wallet_top_up AS top_up
    WHERE top_up.id = NEW.top_up_id AND top_up.sharing_id = NEW.sharing_id
    AND top_up.accepted_at IS NULL AND top_up.returned_at IS NULL
    AND NEW.this_year_fen + NEW.prior_years_fen = top_up.this_year_fen + top_up.prior_years_fen
    AND NEW.this_year_fen <= top_up.this_year_fen
)
BEGIN SELECT RAISE(ABORT, 'what comes back is what was put in'); END
;;
CREATE TRIGGER wallet_return_marks_top_up AFTER INSERT ON wallet_return
WHEN NEW.top_up_id IS NOT NULL
BEGIN
    UPDATE wallet_top_up SET returned_at = NEW.made_at WHERE id = NEW.top_up_id;
END

BEGIN TRANSACTION;
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
);
INSERT INTO "account" VALUES(1,'prior_years','1',293200,3);
INSERT INTO "account" VALUES(2,'opening','prior_years 1',-300000,1);
INSERT INTO "account" VALUES(3,'this_year','1',78000,4);
INSERT INTO "account" VALUES(4,'opening','this_year 1',-80000,2);
INSERT INTO "account" VALUES(5,'family','1',0,0);
INSERT INTO "account" VALUES(6,'institution','P36060200007',8800,4);
INSERT INTO "account" VALUES(7,'prior_years','3',120000,5);
INSERT INTO "account" VALUES(8,'opening','prior_years 3',-120000,5);
INSERT INTO "account" VALUES(9,'this_year','3',0,0);
CREATE TABLE acquaintance (
    person_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (person_id, other_id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(other_id) REFERENCES person (id)
);
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
);
INSERT INTO "code" VALUES(1,'0000000005',2,1781231040000,1781231100000,1781231040000,1);
INSERT INTO "code" VALUES(2,'0000000008',1,1781231040000,1781231100000,1781231040000,1);
CREATE TABLE draft (
    user_id INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    content_sealed VARCHAR NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, form),
    FOREIGN KEY(user_id) REFERENCES user (id)
);
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
);
INSERT INTO "family_link" VALUES(1,1,2,'','member',1781231040000,NULL);
CREATE TABLE household (
    id INTEGER NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO "household" VALUES(1);
CREATE TABLE household_member (
    person_id INTEGER NOT NULL,
    household_id INTEGER NOT NULL,
    PRIMARY KEY (person_id),
    FOREIGN KEY(person_id) REFERENCES person (id),
    FOREIGN KEY(household_id) REFERENCES household (id)
);
INSERT INTO "household_member" VALUES(2,1);
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
);
INSERT INTO "insurance" VALUES(1,1,'310','360602','1','2020-01-01',1781231040000);
INSERT INTO "insurance" VALUES(2,2,'390','360602','1','2020-01-01',1781231040000);
INSERT INTO "insurance" VALUES(3,3,'310','360102','2','2020-01-01',1781231040000);
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
);
INSERT INTO "login" VALUES(1,1,'a92983249cbf7ee93165db85e2d49f8507d7c417be718c54161fa4422f9b2a57','8e5f6d8fdc72bad6ef8879e9048712b5a83ad9f96e97d504275407ca85612dc7',1781231040000,NULL);
INSERT INTO "login" VALUES(2,2,'dca8f5172946839d9caafed6f47e0953a4c47dcc6c8bac86d19ec8fc8cd6cec4','8e5f6d8fdc72bad6ef8879e9048712b5a83ad9f96e97d504275407ca85612dc7',1781231040000,NULL);
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
);
INSERT INTO "notice" VALUES(1,2,'shared','李明给您开通了家庭共济','看病买药时，您账户里的钱不够，可以用这份共济。看病仍用您本人的码。','/family/sharing/1',1781231040000,NULL);
INSERT INTO "notice" VALUES(2,1,'used','王桂兰用了您 68.00 元','在月湖区某定点药店。','/records/1',1781231040000,NULL);
CREATE TABLE password_try (
    subject VARCHAR NOT NULL,
    tries INTEGER NOT NULL,
    locked_until BIGINT,
    last_at BIGINT NOT NULL,
    PRIMARY KEY (subject)
);
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
);
INSERT INTO "person" VALUES(1,'李明','1992-03-04','女','01','1b2599101e6e491bd84d85faab52ffd82ddc8eeb01376abd51312fe0c23c91bb','9C93ya3MWlToh8FnSLiECUSW1fuJy7a65cUg5ZJpqcps+HqmojPpDqrEE+5oX6+Aikc=','','',0,NULL,1781231040000);
INSERT INTO "person" VALUES(2,'王桂兰','1960-05-06','女','01','addb61514b303f0fde49fffa2adaf638f9a3b8f941f9f488724e41edf5a7f02e','/wOu1dtz62h4DfP6JLcw7yyX2t/mxX+/XRfoierS3Fd924KSGm6hJ+Qa5FxiApfea9Q=','','',1,1,1781231040000);
INSERT INTO "person" VALUES(3,'周芳','1992-03-04','男','01','cc5087e7df647f0aba4356fe457235efd0c44ffb3daf1418236d1856d8b188f4','fg8Ruz+jzA6mL5Xxy6YJnIpbh0W+IaQlCCxcrxJMEk7PVl1KwDIlfDs06Qx4k4vX6PQ=','','',0,NULL,1781231040000);
CREATE TABLE setting (
    "key" VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY ("key")
);
INSERT INTO "setting" VALUES('code_install','006');
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
);
INSERT INTO "settlement" VALUES(1,'token-000007','2d211ca95e3950dc1d27d3acc4c0846395d71be505ff6b9ce105a327e0f7eba9',1,2,1,'月湖区某定点药店','定点零售药店','360602','P36060200007','41','2026-06-12',1781231040000,'结算完成',6800,0,0,6800,0,6800,6800,0,'{"title": "王桂兰在定点零售药店结算", "source": "共济通模拟记录", "date": "2026-06-12", "person": [{"name": "李明", "born": "1992-03-04", "insutype": "310", "region": "360602", "psn_insu_stas": "1", "prior_years": "3000.00", "this_year": "800.00"}, {"name": "王桂兰", "born": "1960-05-06", "insutype": "390", "region": "360602", "psn_insu_stas": "1"}], "household": [{"members": ["王桂兰"], "family_account": "0.00"}], "sharing": [{"sharer": "李明", "member": "王桂兰", "relation": "父母", "since": "2026-06-12", "quota": "100.00", "mode": "省内"}], "visit": {"patient": "王桂兰", "code_of": "王桂兰", "place": {"kind": "定点零售药店", "region": "360602", "designated": true}, "med_type": "41", "fund_pay": "0.00", "items": [{"name": "药", "kind": "药品", "chrgitm_lv": "01", "amount": "68.00"}]}, "expect": {"decision": "accepted", "medfee_sumamt": "68.00", "fund_pay_sumamt": "0.00", "family_account_pay": "0.00", "psn_part_amt": "68.00", "out_of_scope_amt": "0.00", "acct_pay": "68.00", "acct_mulaid_pay": "68.00", "psn_cash_pay": "0.00", "pooled_from": {"李明": "68.00"}, "not_used": {"门诊家庭账户": "family-account-outpatient-only"}}}');
INSERT INTO "settlement" VALUES(2,'token-000009','0b292abfb22125be498e4d0421e1bbf6ca111f504f3d4b5452e9af000c7a4616',2,1,1,'月湖区某定点药店','定点零售药店','360602','P36060200007','41','2026-06-12',1781231040000,'结算完成',2000,0,0,2000,0,2000,0,0,'{"title": "李明在定点零售药店结算", "source": "共济通模拟记录", "date": "2026-06-12", "person": [{"name": "李明", "born": "1992-03-04", "insutype": "310", "region": "360602", "psn_insu_stas": "1", "prior_years": "2932.00", "this_year": "800.00"}], "visit": {"patient": "李明", "code_of": "李明", "place": {"kind": "定点零售药店", "region": "360602", "designated": true}, "med_type": "41", "fund_pay": "0.00", "items": [{"name": "药", "kind": "药品", "chrgitm_lv": "01", "amount": "20.00"}]}, "expect": {"decision": "accepted", "medfee_sumamt": "20.00", "fund_pay_sumamt": "0.00", "family_account_pay": "0.00", "psn_part_amt": "20.00", "out_of_scope_amt": "0.00", "acct_pay": "20.00", "acct_mulaid_pay": "0.00", "psn_cash_pay": "0.00", "pooled_from": {}, "not_used": {}}}');
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
);
INSERT INTO "settlement_item" VALUES(1,0,'药','药品','01',6800,1);
INSERT INTO "settlement_item" VALUES(2,0,'药','药品','01',2000,1);
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
);
INSERT INTO "settlement_source" VALUES(1,0,'fund',NULL,NULL,0,0,NULL,NULL,NULL,'','');
INSERT INTO "settlement_source" VALUES(1,1,'family',NULL,NULL,6800,0,0,NULL,'family-account-outpatient-only','360602','门诊家庭账户只能付普通门诊，住院、特殊门诊、买药和体检都不能用。');
INSERT INTO "settlement_source" VALUES(1,2,'own',2,NULL,6800,0,NULL,NULL,NULL,'','');
INSERT INTO "settlement_source" VALUES(1,3,'sharer',1,1,6800,6800,293200,3200,NULL,'','');
INSERT INTO "settlement_source" VALUES(1,4,'cash',2,NULL,0,0,NULL,NULL,NULL,'','');
INSERT INTO "settlement_source" VALUES(2,0,'fund',NULL,NULL,0,0,NULL,NULL,NULL,'','');
INSERT INTO "settlement_source" VALUES(2,1,'own',1,NULL,2000,2000,371200,NULL,NULL,'','');
INSERT INTO "settlement_source" VALUES(2,2,'cash',1,NULL,0,0,NULL,NULL,NULL,'','');
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
);
INSERT INTO "sharing" VALUES(1,1,2,'父母','','省内','2026-06-12',NULL,NULL,NULL,10000,NULL,6800,1,'{"title": "李明给王桂兰授权家庭共济", "source": "共济通模拟记录", "date": "2026-06-12", "person": [{"name": "李明", "born": "1992-03-04", "insutype": "310", "region": "360602", "psn_insu_stas": "1", "prior_years": "3000.00", "this_year": "800.00"}, {"name": "王桂兰", "born": "1960-05-06", "insutype": "390", "region": "360602", "psn_insu_stas": "1"}], "household": [{"members": ["王桂兰"], "family_account": "0.00"}], "bind": {"sharer": "李明", "member": "王桂兰", "relation": "父母", "mode": "省内", "commitment": true}, "expect": {"decision": "accepted"}}',1781231040000);
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
);
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
);
INSERT INTO "transfer" VALUES(1,2,1,300000,'opening','本人填报',NULL,NULL,'2026-06-12',1781231040000);
INSERT INTO "transfer" VALUES(2,4,3,80000,'opening','本人填报',NULL,NULL,'2026-06-12',1781231040000);
INSERT INTO "transfer" VALUES(3,1,6,6800,'settlement','家庭共济支付',1,NULL,'2026-06-12',1781231040000);
INSERT INTO "transfer" VALUES(4,3,6,2000,'settlement','本人个人账户支付',2,NULL,'2026-06-12',1781231040000);
INSERT INTO "transfer" VALUES(5,8,7,120000,'opening','本人填报',NULL,NULL,'2026-06-12',1781231040000);
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
);
INSERT INTO "user" VALUES(1,1,'452ecd43a81b284e9febed2e30ff41d511ef65f56660227cd2081cc578ffa5d7','6B7ztI/k/RzM1yAMhxnWRR95RMDCetLfNGnWHFGJ4f8e6eUaroKbDIyXjg==','$argon2id$v=19$m=8,t=1,p=1$m3wqat1IrWCW8vyGKVIW1w$nRfNwHCj/sQWotHGrUnkU72z7CCIDhRjFNTJgPReSNM','$argon2id$v=19$m=8,t=1,p=1$UIIBWU7FvOPav+YFGiS7MA$AqeZFpFEos7lhrPoUXUNGTKvyt2Mxy2Aq8qfNoBmWQI','system',0,1781231040000);
INSERT INTO "user" VALUES(2,3,'027387ddb16d190022f25b747f71a7797fdb6be7ac488eda147cda971aec2065','nuHXBytj8bjdwfJ6SZPri+p7f8LAxbUga80jKXutd7Emcob6LnDqQ97cAw==','$argon2id$v=19$m=8,t=1,p=1$Q5q4CgBR2p0HUcqQTJBMlw$Tndzd3WjK84HH6cHGfNg/nb/rEsu62vw7N/Nqhjth48','$argon2id$v=19$m=8,t=1,p=1$9y32iDWD6FfYnHek+3RTLQ$FA1b17626A124ysEDDxKB98XjqfbKs8oJiNO5YBxWnA','system',0,1781231040000);
CREATE UNIQUE INDEX ux_account_owner ON account (kind, owner);
CREATE INDEX ix_password_try_last_at ON password_try (last_at);
CREATE INDEX ix_person_created_by ON person (created_by);
CREATE INDEX ix_family_link_holder ON family_link (holder_id);
CREATE INDEX ix_family_link_member ON family_link (member_id);
CREATE UNIQUE INDEX ux_family_link_live ON family_link (holder_id, member_id) WHERE ended_at IS NULL;
CREATE INDEX ix_household_member_household_id ON household_member (household_id);
CREATE INDEX ix_insurance_person_since ON insurance (person_id, since, id);
CREATE INDEX ix_notice_person ON notice (person_id, id);
CREATE INDEX ix_notice_unread ON notice (person_id, id) WHERE read_at IS NULL;
CREATE INDEX ix_sharing_member ON sharing (member_id);
CREATE INDEX ix_sharing_sharer ON sharing (sharer_id);
CREATE INDEX ix_code_issued_at ON code (issued_at);
CREATE INDEX ix_login_device_digest ON login (device_digest);
CREATE INDEX ix_login_user_id ON login (user_id);
CREATE INDEX ix_settlement_patient ON settlement (patient_id, id);
CREATE INDEX ix_settlement_payer ON settlement (payer_id, id);
CREATE INDEX ix_settlement_payer_patient ON settlement (payer_id, patient_id);
CREATE INDEX ix_settlement_source_person ON settlement_source (person_id, settlement_id);
CREATE INDEX ix_settlement_source_sharing ON settlement_source (sharing_id, settlement_id);
CREATE INDEX ix_transfer_credit ON transfer (credit_account_id, id);
CREATE INDEX ix_transfer_debit ON transfer (debit_account_id, id);
CREATE INDEX ix_transfer_settlement ON transfer (settlement_id);
CREATE TRIGGER transfer_no_update BEFORE UPDATE ON transfer
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
CREATE TRIGGER transfer_no_delete BEFORE DELETE ON transfer
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
CREATE TRIGGER transfer_no_replace BEFORE INSERT ON transfer
WHEN EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'transfers are append-only'); END;
CREATE TRIGGER transfer_between_accounts BEFORE INSERT ON transfer
WHEN NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.debit_account_id)
OR NOT EXISTS (SELECT 1 FROM account WHERE id = NEW.credit_account_id)
BEGIN SELECT RAISE(ABORT, 'a transfer needs two accounts'); END;
CREATE TRIGGER transfer_in_order AFTER INSERT ON transfer
WHEN NEW.id <> 1 AND NOT EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id - 1)
BEGIN SELECT RAISE(ABORT, 'transfers are numbered in order'); END;
CREATE TRIGGER transfer_posts AFTER INSERT ON transfer
BEGIN
    UPDATE account SET balance_fen = balance_fen - NEW.amount_fen, last_transfer_id = NEW.id
    WHERE id = NEW.debit_account_id;
    UPDATE account SET balance_fen = balance_fen + NEW.amount_fen, last_transfer_id = NEW.id
    WHERE id = NEW.credit_account_id;
END;
CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
WHEN NEW.balance_fen <> 0 OR NEW.last_transfer_id <> 0
BEGIN SELECT RAISE(ABORT, 'an account starts at zero'); END;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END;
CREATE TRIGGER account_no_replace BEFORE INSERT ON account
WHEN EXISTS (SELECT 1 FROM account WHERE id = NEW.id OR (kind = NEW.kind AND owner = NEW.owner))
BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END;
CREATE TRIGGER account_keeps_owner BEFORE UPDATE OF id, kind, owner ON account
BEGIN SELECT RAISE(ABORT, 'accounts are kept'); END;
CREATE TRIGGER account_follows_transfers BEFORE UPDATE OF balance_fen, last_transfer_id ON account
WHEN NOT EXISTS (
    SELECT 1 FROM transfer
    WHERE id = NEW.last_transfer_id AND id > OLD.last_transfer_id
    AND NEW.balance_fen - OLD.balance_fen =
        CASE OLD.id WHEN credit_account_id THEN amount_fen WHEN debit_account_id THEN -amount_fen END
)
BEGIN SELECT RAISE(ABORT, 'a balance follows its transfers'); END;
CREATE TRIGGER settlement_no_delete BEFORE DELETE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_no_replace BEFORE INSERT ON settlement
WHEN EXISTS (SELECT 1 FROM settlement WHERE id = NEW.id OR request_id = NEW.request_id OR (NEW.code_id IS NOT NULL AND code_id = NEW.code_id))
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_keeps_amounts BEFORE UPDATE OF
    id, request_id, request_digest, code_id, patient_id, payer_id, place_name, place_kind, place_region, place_code,
    med_type, day, settled_at, medfee_sumamt_fen, fund_pay_sumamt_fen, family_account_pay_fen, psn_part_amt_fen,
    out_of_scope_amt_fen, acct_pay_fen, acct_mulaid_pay_fen, psn_cash_pay_fen, facts
ON settlement
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_item_no_delete BEFORE DELETE ON settlement_item
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_item_no_replace BEFORE INSERT ON settlement_item
WHEN EXISTS (SELECT 1 FROM settlement_item WHERE settlement_id = NEW.settlement_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_item_no_update BEFORE UPDATE ON settlement_item
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_item_no_more BEFORE INSERT ON settlement_item
WHEN EXISTS (SELECT 1 FROM transfer WHERE settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_source_no_delete BEFORE DELETE ON settlement_source
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_source_no_replace BEFORE INSERT ON settlement_source
WHEN EXISTS (SELECT 1 FROM settlement_source WHERE settlement_id = NEW.settlement_id AND line = NEW.line)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_source_no_update BEFORE UPDATE ON settlement_source
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER settlement_source_no_more BEFORE INSERT ON settlement_source
WHEN EXISTS (SELECT 1 FROM transfer WHERE settlement_id = NEW.settlement_id)
BEGIN SELECT RAISE(ABORT, 'settlements are kept'); END;
CREATE TRIGGER sharing_no_delete BEFORE DELETE ON sharing
BEGIN SELECT RAISE(ABORT, 'sharings are kept'); END;
CREATE TRIGGER sharing_no_replace BEFORE INSERT ON sharing
WHEN EXISTS (SELECT 1 FROM sharing WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'sharings are kept'); END;
CREATE TRIGGER sharing_keeps_parties BEFORE UPDATE OF id, sharer_id, member_id, relation, mode, since, facts, created_at ON sharing
BEGIN SELECT RAISE(ABORT, 'sharings are kept'); END;
CREATE TRIGGER sharing_stays_revoked BEFORE UPDATE OF revoked_on, revoked_by ON sharing
WHEN OLD.revoked_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a revoked sharing stays revoked'); END;
COMMIT;
PRAGMA user_version = 1;

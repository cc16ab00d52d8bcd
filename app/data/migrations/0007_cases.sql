CREATE TABLE exercise_answer (
    user_id INTEGER NOT NULL,
    set_key VARCHAR NOT NULL,
    line INTEGER NOT NULL,
    said VARCHAR NOT NULL,
    was_right BOOLEAN NOT NULL,
    said_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, set_key, line),
    FOREIGN KEY(user_id) REFERENCES user (id)
)
;;
CREATE TABLE exercise_set (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    published BOOLEAN NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    FOREIGN KEY(user_id) REFERENCES user (id)
)
;;
CREATE INDEX ix_exercise_set_user ON exercise_set (user_id, id)
;;
CREATE TABLE saved_case (
    id INTEGER NOT NULL,
    user_id INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT id_real CHECK (id > 0),
    UNIQUE (user_id, digest),
    FOREIGN KEY(user_id) REFERENCES user (id)
)
;;
CREATE INDEX ix_saved_case_user ON saved_case (user_id, id)
;;
CREATE TABLE exercise (
    set_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    content VARCHAR NOT NULL,
    PRIMARY KEY (set_id, line),
    FOREIGN KEY(set_id) REFERENCES exercise_set (id)
)

-- What somebody wants of their learning, and when they want to be reminded of it.
CREATE TABLE learning_plan (
    person_id BLOB NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    remind_at INTEGER,
    remind_days INTEGER NOT NULL,
    stopped_at INTEGER,
    reminded_on INTEGER,
    stop_hash BLOB UNIQUE,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX learning_plan_due ON learning_plan (remind_at, person_id) WHERE remind_at IS NOT NULL AND stopped_at IS NULL;

-- One person's way through a module. Done again, it is another row.
CREATE TABLE module_run (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    module_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    step INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    gesture TEXT,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX module_run_open ON module_run (person_id, module_id) WHERE finished_at IS NULL;
CREATE INDEX module_run_person ON module_run (person_id, updated_at);
CREATE INDEX module_run_module ON module_run (module_id) WHERE finished_at IS NOT NULL;

-- "I know this": what somebody said of an objective, and the questions by which it is tested.
CREATE TABLE claim (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    objective TEXT NOT NULL,
    questions TEXT NOT NULL,
    seed INTEGER NOT NULL,
    status TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    settled_at INTEGER
) STRICT;
CREATE UNIQUE INDEX claim_open ON claim (person_id, objective) WHERE status = 'open';
CREATE INDEX claim_person ON claim (person_id, made_at);

-- Two minutes of practice: what was drawn, and how far it went.
CREATE TABLE practice_round (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    subjects TEXT NOT NULL,
    place INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX practice_round_open ON practice_round (person_id) WHERE finished_at IS NULL;
CREATE INDEX practice_round_person ON practice_round (person_id, started_at);

-- An answer to a question of the bank in a module, a round of practice or a claim. Added to, never changed; it enters no measure that counts.
CREATE TABLE practice_answer (
    source_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    item_id TEXT NOT NULL,
    parameters TEXT NOT NULL,
    shown TEXT NOT NULL,
    response TEXT NOT NULL,
    won INTEGER NOT NULL,
    points INTEGER NOT NULL,
    met INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (source_id, place)
) STRICT;
CREATE INDEX practice_answer_person ON practice_answer (person_id, at);

-- What somebody remembers of a flashcard or an item, and when it comes back.
CREATE TABLE memory (
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    schedule TEXT NOT NULL,
    seen INTEGER NOT NULL,
    due INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, subject)
) STRICT;
CREATE INDEX memory_due ON memory (person_id, due);

-- How well something was remembered, one row for each time. Added to, never changed.
CREATE TABLE memory_recall (
    source_id BLOB NOT NULL,
    place INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    grade TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (source_id, place)
) STRICT;
CREATE INDEX memory_recall_person ON memory_recall (person_id, at);

-- What somebody who followed it says of a module or an offer.
CREATE TABLE rating (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    stars INTEGER NOT NULL,
    text TEXT NOT NULL,
    followed_on TEXT,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    report TEXT NOT NULL,
    reported_at INTEGER,
    settled_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    settled_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (person_id, kind, subject)
) STRICT;
CREATE INDEX rating_subject ON rating (kind, subject, status);
CREATE INDEX rating_waiting ON rating (updated_at) WHERE status = 'waiting';
CREATE INDEX rating_reported ON rating (reported_at) WHERE reported_at IS NOT NULL;
CREATE INDEX rating_settler ON rating (settled_by) WHERE settled_by IS NOT NULL;

-- Where a mail is stopped with one click, for its heads; none for what nobody can stop.
ALTER TABLE mail ADD COLUMN unsubscribe TEXT;

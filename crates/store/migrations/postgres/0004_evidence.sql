-- What answers say of the items: sums, added to once when a session is over, so that no page reads answers. Whole numbers: their order changes nothing.
CREATE TABLE evidence (
    item_hash BYTEA NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    bin BIGINT NOT NULL,
    answers BIGINT NOT NULL,
    not_known BIGINT NOT NULL,
    full_marks BIGINT NOT NULL,
    points BIGINT NOT NULL,
    squares BIGINT NOT NULL,
    ability BIGINT NOT NULL,
    ability_squares BIGINT NOT NULL,
    ability_points BIGINT NOT NULL,
    variance BIGINT NOT NULL,
    time_spent BIGINT NOT NULL,
    log_time BIGINT NOT NULL,
    log_time_squares BIGINT NOT NULL,
    PRIMARY KEY (item_hash, kind, value, bin)
);

CREATE TABLE evidence_choice (
    item_hash BYTEA NOT NULL,
    class TEXT NOT NULL,
    answers BIGINT NOT NULL,
    ability BIGINT NOT NULL,
    PRIMARY KEY (item_hash, class)
);

-- Who does a piece of work that one server does at a time. It saves work; what must happen once is guarded where it is written.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder UUID NOT NULL,
    expires_at BIGINT NOT NULL
);

-- When a finished session was added to the sums. Those that are older than this column wait like new ones: that is the backfill.
ALTER TABLE session ADD COLUMN folded_at BIGINT;
CREATE INDEX session_unfolded ON session (finished_at, id) WHERE finished_at IS NOT NULL AND folded_at IS NULL;

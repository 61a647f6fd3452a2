-- What answers say of the items: sums, added to once when a session is over, so that no page reads answers. Whole numbers: their order changes nothing.
CREATE TABLE evidence (
    item_hash BLOB NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    bin INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    not_known INTEGER NOT NULL,
    full_marks INTEGER NOT NULL,
    points INTEGER NOT NULL,
    squares INTEGER NOT NULL,
    ability INTEGER NOT NULL,
    ability_squares INTEGER NOT NULL,
    ability_points INTEGER NOT NULL,
    variance INTEGER NOT NULL,
    time_spent INTEGER NOT NULL,
    log_time INTEGER NOT NULL,
    log_time_squares INTEGER NOT NULL,
    PRIMARY KEY (item_hash, kind, value, bin)
) STRICT;

CREATE TABLE evidence_choice (
    item_hash BLOB NOT NULL,
    class TEXT NOT NULL,
    answers INTEGER NOT NULL,
    ability INTEGER NOT NULL,
    PRIMARY KEY (item_hash, class)
) STRICT;

-- Who does a piece of work that one server does at a time. It saves work; what must happen once is guarded where it is written.
CREATE TABLE lease (
    name TEXT NOT NULL PRIMARY KEY,
    holder BLOB NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

-- When a finished session was added to the sums. Those that are older than this column wait like new ones: that is the backfill.
ALTER TABLE session ADD COLUMN folded_at INTEGER;
CREATE INDEX session_unfolded ON session (finished_at, id) WHERE finished_at IS NOT NULL AND folded_at IS NULL;

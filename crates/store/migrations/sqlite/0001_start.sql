CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT,
    email_folded TEXT UNIQUE,
    email_verified_at INTEGER,
    password_hash TEXT,
    trade TEXT,
    setting TEXT,
    region TEXT,
    asked_at INTEGER,
    locale TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
) STRICT;
-- What the purge of people without an address looks for.
CREATE INDEX person_anonymous ON person (last_seen_at) WHERE email_folded IS NULL;

CREATE TABLE login (
    token_hash BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX login_person ON login (person_id);
CREATE INDEX login_expires ON login (expires_at);

CREATE TABLE mail_link (
    token_hash BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    email TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX mail_link_person ON mail_link (person_id);
CREATE INDEX mail_link_expires ON mail_link (expires_at);

-- "window" is quoted everywhere: PostgreSQL reserves the word.
CREATE TABLE throttle (
    key BLOB NOT NULL,
    "window" INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    PRIMARY KEY (key, "window")
) STRICT;
CREATE INDEX throttle_window ON throttle ("window");

CREATE TABLE framework_import (
    version TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE item_version (
    hash BLOB NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX item_version_item ON item_version (item_id, version);

CREATE TABLE edition (
    id BLOB NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX edition_created ON edition (created_at);

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB REFERENCES person (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    edition_id BLOB NOT NULL REFERENCES edition (id),
    seed INTEGER NOT NULL,
    token_hash BLOB UNIQUE,
    seq INTEGER NOT NULL,
    status TEXT NOT NULL,
    state BLOB NOT NULL,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE INDEX session_person ON session (person_id, started_at);

CREATE TABLE answer (
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    item_hash BLOB NOT NULL,
    parameters TEXT NOT NULL,
    shown TEXT NOT NULL,
    response TEXT,
    category INTEGER NOT NULL,
    categories INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
    at INTEGER NOT NULL,
    idempotency_key TEXT,
    PRIMARY KEY (session_id, seq)
) STRICT;
CREATE UNIQUE INDEX answer_idempotency ON answer (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE result (
    session_id BLOB NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE share (
    id BLOB NOT NULL PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER,
    views INTEGER NOT NULL,
    last_viewed_at INTEGER
) STRICT;
CREATE INDEX share_session ON share (session_id);

-- The outbox: a mail is written in the transaction that caused it, and sent after the commit.
CREATE TABLE mail (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB REFERENCES person (id) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    claimed_until INTEGER,
    error TEXT,
    created_at INTEGER NOT NULL,
    sent_at INTEGER
) STRICT;
CREATE INDEX mail_waiting ON mail (next_at) WHERE status = 'waiting';
CREATE INDEX mail_person ON mail (person_id);
CREATE INDEX mail_recipient ON mail (recipient);

CREATE TABLE idempotency (
    scope BLOB NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT;
CREATE INDEX idempotency_session ON idempotency (session_id);

-- what the purge looks for
CREATE INDEX session_unowned ON session (updated_at) WHERE person_id IS NULL;
CREATE INDEX mail_done ON mail (created_at) WHERE status <> 'waiting';
CREATE INDEX idempotency_created ON idempotency (created_at);

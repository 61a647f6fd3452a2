CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    email TEXT,
    email_folded TEXT UNIQUE,
    email_verified_at BIGINT,
    password_hash TEXT,
    trade TEXT,
    setting TEXT,
    region TEXT,
    asked_at BIGINT,
    locale TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL
);
-- What the purge of people without an address looks for.
CREATE INDEX person_anonymous ON person (last_seen_at) WHERE email_folded IS NULL;

CREATE TABLE login (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX login_person ON login (person_id);
CREATE INDEX login_expires ON login (expires_at);

CREATE TABLE mail_link (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL,
    email TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX mail_link_person ON mail_link (person_id);
CREATE INDEX mail_link_expires ON mail_link (expires_at);

-- "window" is quoted everywhere: PostgreSQL reserves the word.
CREATE TABLE throttle (
    key BYTEA NOT NULL,
    "window" BIGINT NOT NULL,
    hits BIGINT NOT NULL,
    PRIMARY KEY (key, "window")
);
CREATE INDEX throttle_window ON throttle ("window");

CREATE TABLE framework_import (
    version TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    imported_at BIGINT NOT NULL
);

CREATE TABLE item_version (
    hash BYTEA NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX item_version_item ON item_version (item_id, version);

CREATE TABLE edition (
    id UUID NOT NULL PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX edition_created ON edition (created_at);

CREATE TABLE session (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID REFERENCES person (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    edition_id UUID NOT NULL REFERENCES edition (id),
    seed BIGINT NOT NULL,
    token_hash BYTEA UNIQUE,
    seq BIGINT NOT NULL,
    status TEXT NOT NULL,
    state BYTEA NOT NULL,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX session_person ON session (person_id, started_at);

CREATE TABLE answer (
    session_id UUID NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    item_hash BYTEA NOT NULL,
    parameters TEXT NOT NULL,
    shown TEXT NOT NULL,
    response TEXT,
    category BIGINT NOT NULL,
    categories BIGINT NOT NULL,
    elapsed BIGINT NOT NULL,
    at BIGINT NOT NULL,
    idempotency_key TEXT,
    PRIMARY KEY (session_id, seq)
);
CREATE UNIQUE INDEX answer_idempotency ON answer (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

CREATE TABLE result (
    session_id UUID NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE share (
    id UUID NOT NULL PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT,
    views BIGINT NOT NULL,
    last_viewed_at BIGINT
);
CREATE INDEX share_session ON share (session_id);

-- The outbox: a mail is written in the transaction that caused it, and sent after the commit.
CREATE TABLE mail (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID REFERENCES person (id) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    claimed_until BIGINT,
    error TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT
);
CREATE INDEX mail_waiting ON mail (next_at) WHERE status = 'waiting';
CREATE INDEX mail_person ON mail (person_id);
CREATE INDEX mail_recipient ON mail (recipient);

CREATE TABLE idempotency (
    scope BYTEA NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    session_id UUID NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_session ON idempotency (session_id);

-- what the purge looks for
CREATE INDEX session_unowned ON session (updated_at) WHERE person_id IS NULL;
CREATE INDEX mail_done ON mail (created_at) WHERE status <> 'waiting';
CREATE INDEX idempotency_created ON idempotency (created_at);

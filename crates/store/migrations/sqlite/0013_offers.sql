-- A training offer that was proposed, imported, or changed by the referencing team. Those that come with the program are in its files until somebody changes one.
CREATE TABLE offer (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    organisation_id BLOB REFERENCES organisation (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    body TEXT NOT NULL,
    work TEXT,
    work_status TEXT,
    origin TEXT NOT NULL,
    status TEXT NOT NULL,
    checked_on INTEGER,
    expires_on INTEGER,
    warned_for INTEGER,
    note TEXT NOT NULL,
    revision INTEGER NOT NULL,
    made_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    made_at INTEGER NOT NULL,
    settled_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    settled_at INTEGER,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_status ON offer (status, updated_at);
CREATE INDEX offer_work ON offer (work_status, updated_at) WHERE work_status IS NOT NULL;
CREATE INDEX offer_expires ON offer (expires_on) WHERE status = 'checked';
CREATE INDEX offer_organisation ON offer (organisation_id, updated_at) WHERE organisation_id IS NOT NULL;
CREATE INDEX offer_updated ON offer (updated_at, id);
CREATE INDEX offer_maker ON offer (made_by) WHERE made_by IS NOT NULL;
CREATE INDEX offer_settler ON offer (settled_by) WHERE settled_by IS NOT NULL;

-- What happened to an offer. Added to, never changed.
CREATE TABLE offer_event (
    id BLOB NOT NULL PRIMARY KEY,
    offer_id BLOB NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    act TEXT NOT NULL,
    body TEXT NOT NULL,
    note TEXT NOT NULL,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_event_offer ON offer_event (offer_id, at);
CREATE INDEX offer_event_person ON offer_event (person_id) WHERE person_id IS NOT NULL;

-- A list of offers that was sent in, until it is taken over or thrown away.
CREATE TABLE offer_import (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    rows TEXT NOT NULL,
    status TEXT NOT NULL,
    made_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    made_at INTEGER NOT NULL,
    done_at INTEGER
) STRICT;
CREATE INDEX offer_import_made ON offer_import (made_at);
CREATE INDEX offer_import_organisation ON offer_import (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX offer_import_maker ON offer_import (made_by) WHERE made_by IS NOT NULL;

-- What was found at the address of an offer.
CREATE TABLE link_check (
    slug TEXT NOT NULL PRIMARY KEY,
    url TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    moved_to TEXT,
    failures INTEGER NOT NULL,
    failing_since INTEGER,
    checked_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL
) STRICT;
CREATE INDEX link_check_next ON link_check (next_at);
CREATE INDEX link_check_failing ON link_check (failing_since) WHERE failing_since IS NOT NULL;

-- What a reader says is wrong with an offer.
CREATE TABLE offer_signal (
    id BLOB NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    settled_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    settled_at INTEGER
) STRICT;
CREATE INDEX offer_signal_open ON offer_signal (at) WHERE status = 'open';
CREATE INDEX offer_signal_slug ON offer_signal (slug);
CREATE INDEX offer_signal_person ON offer_signal (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX offer_signal_settler ON offer_signal (settled_by) WHERE settled_by IS NOT NULL;

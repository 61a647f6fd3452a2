-- What an organisation asked to be an exam centre, and what the certifier said: one row an organisation; what came before is in the audit log.
CREATE TABLE accreditation (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL UNIQUE REFERENCES organisation (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    number TEXT UNIQUE,
    statement TEXT NOT NULL,
    contact TEXT NOT NULL,
    note TEXT NOT NULL,
    until INTEGER,
    asked_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    asked_at INTEGER NOT NULL,
    decided_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    decided_at INTEGER
) STRICT;
CREATE INDEX accreditation_asked ON accreditation (asked_at) WHERE status = 'asked';
CREATE INDEX accreditation_asker ON accreditation (asked_by) WHERE asked_by IS NOT NULL;
CREATE INDEX accreditation_decider ON accreditation (decided_by) WHERE decided_by IS NOT NULL;

-- A room where exams are held.
CREATE TABLE room (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    address TEXT NOT NULL,
    seats INTEGER NOT NULL,
    is_step_free INTEGER NOT NULL,
    note TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    closed_at INTEGER,
    UNIQUE (organisation_id, name_folded)
) STRICT;

-- A dated examination. What the convocation says of place and centre is kept as it was said. It outlives its organisation.
CREATE TABLE exam (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB REFERENCES organisation (id) ON DELETE SET NULL,
    room_id BLOB REFERENCES room (id) ON DELETE SET NULL,
    number TEXT NOT NULL UNIQUE,
    centre_name TEXT NOT NULL,
    place TEXT NOT NULL,
    search TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    seats INTEGER NOT NULL,
    status TEXT NOT NULL,
    start_code TEXT,
    watch_hash BLOB,
    note TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    opened_at INTEGER,
    finished_at INTEGER,
    finalised_at INTEGER,
    decided_at INTEGER,
    published_at INTEGER
) STRICT;
CREATE INDEX exam_organisation ON exam (organisation_id, starts_at, id) WHERE organisation_id IS NOT NULL;
CREATE INDEX exam_status ON exam (status, starts_at);
CREATE INDEX exam_room ON exam (room_id) WHERE room_id IS NOT NULL;
CREATE INDEX exam_creator ON exam (created_by) WHERE created_by IS NOT NULL;

-- One person's candidacy in an exam.
CREATE TABLE candidate (
    id BLOB NOT NULL PRIMARY KEY,
    exam_id BLOB NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    learner_id BLOB REFERENCES learner (id) ON DELETE SET NULL,
    code TEXT NOT NULL UNIQUE,
    token_hash BLOB UNIQUE,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    usual_name TEXT,
    birth_date TEXT NOT NULL,
    civil TEXT NOT NULL,
    email TEXT,
    email_folded TEXT,
    external_id TEXT,
    language TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    search TEXT NOT NULL,
    status TEXT NOT NULL,
    convoked_at INTEGER,
    convoked_revision INTEGER,
    confirmed_at INTEGER,
    checked_in_at INTEGER,
    checked_by BLOB,
    document TEXT,
    created_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (exam_id, sort_name, birth_date)
) STRICT;
CREATE INDEX candidate_exam ON candidate (exam_id, sort_name, id);
CREATE UNIQUE INDEX candidate_person ON candidate (person_id, exam_id) WHERE person_id IS NOT NULL;
-- Whoever sat before, with or without an account.
CREATE INDEX candidate_known ON candidate (sort_name, birth_date);
CREATE INDEX candidate_learner ON candidate (learner_id) WHERE learner_id IS NOT NULL;
CREATE INDEX candidate_creator ON candidate (created_by) WHERE created_by IS NOT NULL;

-- What a candidate needs otherwise. Kept apart: it tells of their health.
CREATE TABLE accommodation (
    candidate_id BLOB NOT NULL PRIMARY KEY REFERENCES candidate (id) ON DELETE CASCADE,
    extra_percent INTEGER NOT NULL,
    needs TEXT NOT NULL,
    document TEXT NOT NULL,
    granted_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    granted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX accommodation_granter ON accommodation (granted_by) WHERE granted_by IS NOT NULL;

-- A browser that watches an exam, and whose it is.
CREATE TABLE invigilator (
    id BLOB NOT NULL PRIMARY KEY,
    exam_id BLOB NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    since INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    left_at INTEGER
) STRICT;
CREATE INDEX invigilator_exam ON invigilator (exam_id, since);
CREATE INDEX invigilator_person ON invigilator (person_id) WHERE person_id IS NOT NULL;

-- One candidate at an exam, from the door to the end. Questions and answers are those of its session.
CREATE TABLE sitting (
    id BLOB NOT NULL PRIMARY KEY,
    exam_id BLOB NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    candidate_id BLOB NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
    session_id BLOB UNIQUE REFERENCES session (id) ON DELETE SET NULL,
    number INTEGER NOT NULL,
    status TEXT NOT NULL,
    device_hash BLOB UNIQUE,
    device TEXT NOT NULL,
    next_device_hash BLOB UNIQUE,
    next_device TEXT,
    next_asked_at INTEGER,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ends_at INTEGER,
    ended_at INTEGER,
    ending TEXT,
    seen_at INTEGER,
    away_since INTEGER,
    UNIQUE (exam_id, number)
) STRICT;
-- A failed sitting makes room for another.
CREATE UNIQUE INDEX sitting_candidate ON sitting (candidate_id) WHERE status <> 'void';
CREATE INDEX sitting_candidates ON sitting (candidate_id, created_at);
-- What may run out of time.
CREATE INDEX sitting_ends ON sitting (ends_at) WHERE status = 'running' AND ends_at IS NOT NULL;

-- What happened during a sitting. Added to, never changed.
CREATE TABLE sitting_event (
    id BLOB NOT NULL PRIMARY KEY,
    sitting_id BLOB NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    invigilator_id BLOB REFERENCES invigilator (id) ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sitting_event_sitting ON sitting_event (sitting_id, at);
CREATE INDEX sitting_event_invigilator ON sitting_event (invigilator_id) WHERE invigilator_id IS NOT NULL;

-- "This question does not display": said by a candidate during the exam.
CREATE TABLE exam_alert (
    id BLOB NOT NULL PRIMARY KEY,
    sitting_id BLOB NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    item_id TEXT NOT NULL,
    item_hash BLOB NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    settled_at INTEGER,
    invigilator_id BLOB REFERENCES invigilator (id) ON DELETE SET NULL
) STRICT;
-- One at a time.
CREATE UNIQUE INDEX exam_alert_open ON exam_alert (sitting_id) WHERE status = 'open';
CREATE INDEX exam_alert_sitting ON exam_alert (sitting_id, raised_at);
CREATE INDEX exam_alert_item ON exam_alert (item_id);
CREATE INDEX exam_alert_invigilator ON exam_alert (invigilator_id) WHERE invigilator_id IS NOT NULL;

-- What an invigilator reports: an incident, or, as another document, a fraud.
CREATE TABLE exam_report (
    id BLOB NOT NULL PRIMARY KEY,
    exam_id BLOB NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    sitting_id BLOB REFERENCES sitting (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    category TEXT NOT NULL,
    body TEXT NOT NULL,
    happened_at INTEGER,
    author TEXT NOT NULL,
    outcome TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    filed_at INTEGER,
    settled_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    settled_at INTEGER
) STRICT;
CREATE INDEX exam_report_exam ON exam_report (exam_id, created_at);
CREATE INDEX exam_report_sitting ON exam_report (sitting_id) WHERE sitting_id IS NOT NULL;
CREATE INDEX exam_report_settler ON exam_report (settled_by) WHERE settled_by IS NOT NULL;

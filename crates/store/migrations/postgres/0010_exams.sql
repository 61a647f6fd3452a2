-- What an organisation asked to be an exam centre, and what the certifier said: one row an organisation; what came before is in the audit log.
CREATE TABLE accreditation (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL UNIQUE REFERENCES organisation (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    number TEXT UNIQUE,
    statement TEXT NOT NULL,
    contact TEXT NOT NULL,
    note TEXT NOT NULL,
    until BIGINT,
    asked_by UUID REFERENCES person (id) ON DELETE SET NULL,
    asked_at BIGINT NOT NULL,
    decided_by UUID REFERENCES person (id) ON DELETE SET NULL,
    decided_at BIGINT
);
CREATE INDEX accreditation_asked ON accreditation (asked_at) WHERE status = 'asked';
CREATE INDEX accreditation_asker ON accreditation (asked_by) WHERE asked_by IS NOT NULL;
CREATE INDEX accreditation_decider ON accreditation (decided_by) WHERE decided_by IS NOT NULL;

-- A room where exams are held.
CREATE TABLE room (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    address TEXT NOT NULL,
    seats BIGINT NOT NULL,
    is_step_free BIGINT NOT NULL,
    note TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    closed_at BIGINT,
    UNIQUE (organisation_id, name_folded)
);

-- A dated examination. What the convocation says of place and centre is kept as it was said. It outlives its organisation.
CREATE TABLE exam (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID REFERENCES organisation (id) ON DELETE SET NULL,
    room_id UUID REFERENCES room (id) ON DELETE SET NULL,
    number TEXT NOT NULL UNIQUE,
    centre_name TEXT NOT NULL,
    place TEXT NOT NULL,
    search TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    seats BIGINT NOT NULL,
    status TEXT NOT NULL,
    start_code TEXT,
    watch_hash BYTEA,
    note TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_by UUID REFERENCES person (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    opened_at BIGINT,
    finished_at BIGINT,
    finalised_at BIGINT,
    decided_at BIGINT,
    published_at BIGINT
);
CREATE INDEX exam_organisation ON exam (organisation_id, starts_at, id) WHERE organisation_id IS NOT NULL;
CREATE INDEX exam_status ON exam (status, starts_at);
CREATE INDEX exam_room ON exam (room_id) WHERE room_id IS NOT NULL;
CREATE INDEX exam_creator ON exam (created_by) WHERE created_by IS NOT NULL;

-- One person's candidacy in an exam.
CREATE TABLE candidate (
    id UUID NOT NULL PRIMARY KEY,
    exam_id UUID NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    learner_id UUID REFERENCES learner (id) ON DELETE SET NULL,
    code TEXT NOT NULL UNIQUE,
    token_hash BYTEA UNIQUE,
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
    convoked_at BIGINT,
    convoked_revision BIGINT,
    confirmed_at BIGINT,
    checked_in_at BIGINT,
    checked_by UUID,
    document TEXT,
    created_by UUID REFERENCES person (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (exam_id, sort_name, birth_date)
);
CREATE INDEX candidate_exam ON candidate (exam_id, sort_name, id);
CREATE UNIQUE INDEX candidate_person ON candidate (person_id, exam_id) WHERE person_id IS NOT NULL;
-- Whoever sat before, with or without an account.
CREATE INDEX candidate_known ON candidate (sort_name, birth_date);
CREATE INDEX candidate_learner ON candidate (learner_id) WHERE learner_id IS NOT NULL;
CREATE INDEX candidate_creator ON candidate (created_by) WHERE created_by IS NOT NULL;

-- What a candidate needs otherwise. Kept apart: it tells of their health.
CREATE TABLE accommodation (
    candidate_id UUID NOT NULL PRIMARY KEY REFERENCES candidate (id) ON DELETE CASCADE,
    extra_percent BIGINT NOT NULL,
    needs TEXT NOT NULL,
    document TEXT NOT NULL,
    granted_by UUID REFERENCES person (id) ON DELETE SET NULL,
    granted_at BIGINT NOT NULL
);
CREATE INDEX accommodation_granter ON accommodation (granted_by) WHERE granted_by IS NOT NULL;

-- A browser that watches an exam, and whose it is.
CREATE TABLE invigilator (
    id UUID NOT NULL PRIMARY KEY,
    exam_id UUID NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    since BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    left_at BIGINT
);
CREATE INDEX invigilator_exam ON invigilator (exam_id, since);
CREATE INDEX invigilator_person ON invigilator (person_id) WHERE person_id IS NOT NULL;

-- One candidate at an exam, from the door to the end. Questions and answers are those of its session.
CREATE TABLE sitting (
    id UUID NOT NULL PRIMARY KEY,
    exam_id UUID NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    candidate_id UUID NOT NULL REFERENCES candidate (id) ON DELETE CASCADE,
    session_id UUID UNIQUE REFERENCES session (id) ON DELETE SET NULL,
    number BIGINT NOT NULL,
    status TEXT NOT NULL,
    device_hash BYTEA UNIQUE,
    device TEXT NOT NULL,
    next_device_hash BYTEA UNIQUE,
    next_device TEXT,
    next_asked_at BIGINT,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ends_at BIGINT,
    ended_at BIGINT,
    ending TEXT,
    seen_at BIGINT,
    away_since BIGINT,
    UNIQUE (exam_id, number)
);
-- A failed sitting makes room for another.
CREATE UNIQUE INDEX sitting_candidate ON sitting (candidate_id) WHERE status <> 'void';
CREATE INDEX sitting_candidates ON sitting (candidate_id, created_at);
-- What may run out of time.
CREATE INDEX sitting_ends ON sitting (ends_at) WHERE status = 'running' AND ends_at IS NOT NULL;

-- What happened during a sitting. Added to, never changed.
CREATE TABLE sitting_event (
    id UUID NOT NULL PRIMARY KEY,
    sitting_id UUID NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    invigilator_id UUID REFERENCES invigilator (id) ON DELETE SET NULL,
    at BIGINT NOT NULL
);
CREATE INDEX sitting_event_sitting ON sitting_event (sitting_id, at);
CREATE INDEX sitting_event_invigilator ON sitting_event (invigilator_id) WHERE invigilator_id IS NOT NULL;

-- "This question does not display": said by a candidate during the exam.
CREATE TABLE exam_alert (
    id UUID NOT NULL PRIMARY KEY,
    sitting_id UUID NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    seq BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    item_hash BYTEA NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    settled_at BIGINT,
    invigilator_id UUID REFERENCES invigilator (id) ON DELETE SET NULL
);
-- One at a time.
CREATE UNIQUE INDEX exam_alert_open ON exam_alert (sitting_id) WHERE status = 'open';
CREATE INDEX exam_alert_sitting ON exam_alert (sitting_id, raised_at);
CREATE INDEX exam_alert_item ON exam_alert (item_id);
CREATE INDEX exam_alert_invigilator ON exam_alert (invigilator_id) WHERE invigilator_id IS NOT NULL;

-- What an invigilator reports: an incident, or, as another document, a fraud.
CREATE TABLE exam_report (
    id UUID NOT NULL PRIMARY KEY,
    exam_id UUID NOT NULL REFERENCES exam (id) ON DELETE CASCADE,
    sitting_id UUID REFERENCES sitting (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    category TEXT NOT NULL,
    body TEXT NOT NULL,
    happened_at BIGINT,
    author TEXT NOT NULL,
    outcome TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    filed_at BIGINT,
    settled_by UUID REFERENCES person (id) ON DELETE SET NULL,
    settled_at BIGINT
);
CREATE INDEX exam_report_exam ON exam_report (exam_id, created_at);
CREATE INDEX exam_report_sitting ON exam_report (sitting_id) WHERE sitting_id IS NOT NULL;
CREATE INDEX exam_report_settler ON exam_report (settled_by) WHERE settled_by IS NOT NULL;

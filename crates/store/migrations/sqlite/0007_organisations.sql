-- An institution: a hospital, a school, a care home… A group of hospitals is the parent of its hospitals.
CREATE TABLE organisation (
    id BLOB NOT NULL PRIMARY KEY,
    parent_id BLOB REFERENCES organisation (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    finess TEXT UNIQUE,
    siret TEXT UNIQUE,
    region TEXT,
    memo TEXT NOT NULL,
    is_sample INTEGER NOT NULL,
    created_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX organisation_parent ON organisation (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX organisation_creator ON organisation (created_by) WHERE created_by IS NOT NULL;

-- Who works for an organisation here: its managers and its trainers. Those who are trained are learners.
CREATE TABLE member (
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, person_id)
) STRICT;
CREATE INDEX member_person ON member (person_id);

-- A place offered by mail to somebody who is to become a member.
CREATE TABLE invitation (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    email_folded TEXT NOT NULL,
    role TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    invited_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    settled_at INTEGER,
    outcome TEXT
) STRICT;
CREATE INDEX invitation_organisation ON invitation (organisation_id, created_at);
CREATE INDEX invitation_inviter ON invitation (invited_by) WHERE invited_by IS NOT NULL;
-- One open offer for an address.
CREATE UNIQUE INDEX invitation_open ON invitation (organisation_id, email_folded) WHERE settled_at IS NULL;
CREATE INDEX invitation_email ON invitation (email_folded, created_at);
CREATE INDEX invitation_end ON invitation (expires_at);

-- A key with which a program of the organisation reads its lists and results over the API.
CREATE TABLE organisation_key (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE INDEX organisation_key_organisation ON organisation_key (organisation_id, created_at);
CREATE INDEX organisation_key_creator ON organisation_key (created_by) WHERE created_by IS NOT NULL;

-- A service, a ward, a year of study: each learner is in one at most.
CREATE TABLE unit (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organisation_id, name_folded)
) STRICT;

-- People who are trained together for a time, whatever their trade, school or unit. Days are days since 1970-01-01; ECTS in hundredths.
CREATE TABLE cohort (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    starts_on INTEGER,
    ends_on INTEGER,
    ects INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (organisation_id, name_folded)
) STRICT;

-- Somebody an organisation trains, as it knows them; linked to the person once they have said who they are.
CREATE TABLE learner (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    birth_date TEXT,
    email TEXT,
    email_folded TEXT,
    external_id TEXT,
    trade TEXT,
    school TEXT,
    diploma TEXT,
    regime TEXT,
    unit_id BLOB REFERENCES unit (id) ON DELETE SET NULL,
    sort_name TEXT NOT NULL,
    search TEXT NOT NULL,
    source TEXT NOT NULL,
    token_hash BLOB UNIQUE,
    arrived_on INTEGER,
    left_on INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX learner_name ON learner (organisation_id, sort_name, id);
CREATE INDEX learner_newest ON learner (organisation_id, id);
CREATE UNIQUE INDEX learner_external ON learner (organisation_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX learner_email ON learner (organisation_id, email_folded) WHERE email_folded IS NOT NULL;
CREATE INDEX learner_unit ON learner (unit_id, sort_name, id) WHERE unit_id IS NOT NULL;
-- A person is one learner of an organisation.
CREATE UNIQUE INDEX learner_person ON learner (person_id, organisation_id) WHERE person_id IS NOT NULL;

-- What happened to a learner in the organisation: arrived, moved, left, came back.
CREATE TABLE learner_change (
    id BLOB NOT NULL PRIMARY KEY,
    learner_id BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    changed_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX learner_change_learner ON learner_change (learner_id, at);
CREATE INDEX learner_change_by ON learner_change (changed_by) WHERE changed_by IS NOT NULL;

CREATE TABLE cohort_learner (
    cohort_id BLOB NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
    learner_id BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    PRIMARY KEY (cohort_id, learner_id)
) STRICT;
CREATE INDEX cohort_learner_learner ON cohort_learner (learner_id);

-- A file of people on its way in: read, mapped, looked at, then written or given up. Its content goes once it is settled.
CREATE TABLE import (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    started_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    body BLOB,
    mapping TEXT NOT NULL,
    status TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    progress INTEGER NOT NULL,
    report TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    alive_at INTEGER NOT NULL,
    settled_at INTEGER
) STRICT;
CREATE INDEX import_organisation ON import (organisation_id, created_at);
CREATE INDEX import_starter ON import (started_by) WHERE started_by IS NOT NULL;
CREATE INDEX import_unsettled ON import (alive_at) WHERE settled_at IS NULL;
-- One is written at a time in an organisation.
CREATE UNIQUE INDEX import_running ON import (organisation_id) WHERE status = 'running';
CREATE INDEX import_kept ON import (settled_at) WHERE settled_at IS NOT NULL AND body IS NOT NULL;

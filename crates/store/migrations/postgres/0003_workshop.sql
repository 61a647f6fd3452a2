-- What a person may do besides being one: words of `domain::access`, with a space between them.
ALTER TABLE person ADD COLUMN roles TEXT NOT NULL DEFAULT '';
CREATE INDEX person_roles ON person (email_folded) WHERE roles <> '';

-- An item in the making: its newest text is the revision of this number, and the stage says where that text stands.
CREATE TABLE workshop_item (
    item_id TEXT NOT NULL PRIMARY KEY,
    stage TEXT NOT NULL,
    revision BIGINT NOT NULL,
    title TEXT NOT NULL,
    objective TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    search TEXT NOT NULL,
    author_id UUID REFERENCES person (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX workshop_item_author ON workshop_item (author_id) WHERE author_id IS NOT NULL;

-- Every text that was saved. None is changed afterwards.
CREATE TABLE workshop_revision (
    item_id TEXT NOT NULL REFERENCES workshop_item (item_id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    change TEXT NOT NULL,
    note TEXT NOT NULL,
    author_id UUID REFERENCES person (id) ON DELETE SET NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (item_id, revision)
);
CREATE INDEX workshop_revision_author ON workshop_revision (author_id) WHERE author_id IS NOT NULL;

-- What a reviewer said of one revision; they may say otherwise later, of a later one.
CREATE TABLE workshop_review (
    id UUID NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES workshop_item (item_id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    reviewer_id UUID REFERENCES person (id) ON DELETE SET NULL,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX workshop_review_item ON workshop_review (item_id, at);
CREATE INDEX workshop_review_reviewer ON workshop_review (reviewer_id) WHERE reviewer_id IS NOT NULL;

-- The discussion about an item.
CREATE TABLE workshop_remark (
    id UUID NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL REFERENCES workshop_item (item_id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    author_id UUID REFERENCES person (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    resolved_at BIGINT,
    resolved_by UUID REFERENCES person (id) ON DELETE SET NULL
);
CREATE INDEX workshop_remark_item ON workshop_remark (item_id, at);
CREATE INDEX workshop_remark_author ON workshop_remark (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX workshop_remark_resolver ON workshop_remark (resolved_by) WHERE resolved_by IS NOT NULL;

-- What was decided about an item: how the next publication takes it, and how it stood before it was suspended. Without a revision:
-- the text that came with the program.
CREATE TABLE standing (
    item_id TEXT NOT NULL PRIMARY KEY,
    standing TEXT NOT NULL,
    before TEXT,
    revision BIGINT,
    note TEXT NOT NULL,
    decided_by UUID REFERENCES person (id) ON DELETE SET NULL,
    at BIGINT NOT NULL
);
CREATE INDEX standing_decider ON standing (decided_by) WHERE decided_by IS NOT NULL;

-- What a learner says of a question.
CREATE TABLE report (
    id UUID NOT NULL PRIMARY KEY,
    item_id TEXT NOT NULL,
    item_hash BYTEA NOT NULL,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL,
    wants_answer BIGINT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    answer TEXT,
    answered_at BIGINT,
    answered_by UUID REFERENCES person (id) ON DELETE SET NULL
);
CREATE INDEX report_status ON report (status, at, id);
CREATE INDEX report_item ON report (item_id, at);
CREATE INDEX report_person ON report (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX report_answerer ON report (answered_by) WHERE answered_by IS NOT NULL;

-- What the bank was made of, each time somebody published it. The newest one, with the content that came with the program, makes the
-- edition. Of two that are made from the same one before, the second finds its number taken.
CREATE TABLE publication (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    note TEXT NOT NULL,
    published_by UUID REFERENCES person (id) ON DELETE SET NULL
);
CREATE INDEX publication_by ON publication (published_by) WHERE published_by IS NOT NULL;

-- A calibration: running, then a proposal, then approved or refused.
CREATE TABLE calibration (
    id UUID NOT NULL PRIMARY KEY,
    status TEXT NOT NULL,
    progress BIGINT NOT NULL,
    body TEXT,
    note TEXT NOT NULL,
    started_by UUID REFERENCES person (id) ON DELETE SET NULL,
    started_at BIGINT NOT NULL,
    alive_at BIGINT NOT NULL,
    decided_by UUID REFERENCES person (id) ON DELETE SET NULL,
    decided_at BIGINT,
    publication_id UUID REFERENCES publication (id)
);
CREATE INDEX calibration_started ON calibration (started_at, id);
CREATE INDEX calibration_starter ON calibration (started_by) WHERE started_by IS NOT NULL;
CREATE INDEX calibration_decider ON calibration (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX calibration_publication ON calibration (publication_id) WHERE publication_id IS NOT NULL;

-- An act of the certifier or the jury that takes two people: proposed by one, settled by another.
CREATE TABLE proposal (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    status TEXT NOT NULL,
    proposed_by UUID REFERENCES person (id) ON DELETE SET NULL,
    proposed_at BIGINT NOT NULL,
    settled_by UUID REFERENCES person (id) ON DELETE SET NULL,
    settled_at BIGINT,
    note TEXT NOT NULL
);
CREATE UNIQUE INDEX proposal_open ON proposal (kind, subject) WHERE status = 'open';
CREATE INDEX proposal_subject ON proposal (subject, proposed_at);
CREATE INDEX proposal_proposer ON proposal (proposed_by) WHERE proposed_by IS NOT NULL;
CREATE INDEX proposal_settler ON proposal (settled_by) WHERE settled_by IS NOT NULL;

-- A panel's study of where the cut scores should be.
CREATE TABLE standard_study (
    id UUID NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    method TEXT NOT NULL,
    status TEXT NOT NULL,
    round BIGINT NOT NULL,
    items TEXT NOT NULL,
    settings TEXT NOT NULL,
    result TEXT NOT NULL,
    created_by UUID REFERENCES person (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    closed_at BIGINT
);
CREATE INDEX standard_study_creator ON standard_study (created_by) WHERE created_by IS NOT NULL;

-- A judge of a study.
CREATE TABLE study_judge (
    id UUID NOT NULL PRIMARY KEY,
    study_id UUID NOT NULL REFERENCES standard_study (id) ON DELETE CASCADE,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    finished_round BIGINT NOT NULL,
    since BIGINT NOT NULL,
    UNIQUE (study_id, person_id)
);
CREATE INDEX study_judge_person ON study_judge (person_id) WHERE person_id IS NOT NULL;

-- One judgement.
CREATE TABLE study_rating (
    judge_id UUID NOT NULL REFERENCES study_judge (id) ON DELETE CASCADE,
    round BIGINT NOT NULL,
    cut BIGINT NOT NULL,
    item_id TEXT NOT NULL,
    value BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (judge_id, round, cut, item_id)
);

-- The rules by which exams are decided, one row for each time they were adopted; the newest holds for exams that begin.
CREATE TABLE certification_rule (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    study_id UUID REFERENCES standard_study (id) ON DELETE SET NULL,
    proposal_id UUID REFERENCES proposal (id) ON DELETE SET NULL,
    adopted_at BIGINT NOT NULL
);
CREATE INDEX certification_rule_study ON certification_rule (study_id) WHERE study_id IS NOT NULL;
CREATE INDEX certification_rule_proposal ON certification_rule (proposal_id) WHERE proposal_id IS NOT NULL;

-- What was decided of a sitting. Added to, never changed: the last one holds.
CREATE TABLE decision (
    id UUID NOT NULL PRIMARY KEY,
    sitting_id UUID NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    level BIGINT NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposal_id UUID REFERENCES proposal (id) ON DELETE SET NULL,
    decided_by UUID REFERENCES person (id) ON DELETE SET NULL,
    at BIGINT NOT NULL,
    UNIQUE (sitting_id, number)
);
CREATE INDEX decision_proposal ON decision (proposal_id) WHERE proposal_id IS NOT NULL;
CREATE INDEX decision_decider ON decision (decided_by) WHERE decided_by IS NOT NULL;

-- A faulty question that counts for nobody: in one exam, or wherever it was met.
CREATE TABLE neutralisation (
    id UUID NOT NULL PRIMARY KEY,
    exam_id UUID REFERENCES exam (id) ON DELETE CASCADE,
    item_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    proposal_id UUID REFERENCES proposal (id) ON DELETE SET NULL,
    at BIGINT NOT NULL
);
CREATE INDEX neutralisation_exam ON neutralisation (exam_id) WHERE exam_id IS NOT NULL;
CREATE INDEX neutralisation_item ON neutralisation (item_id);
CREATE INDEX neutralisation_proposal ON neutralisation (proposal_id) WHERE proposal_id IS NOT NULL;

-- A candidate who asks for another look.
CREATE TABLE appeal (
    id UUID NOT NULL PRIMARY KEY,
    sitting_id UUID NOT NULL REFERENCES sitting (id) ON DELETE CASCADE,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT,
    answer TEXT NOT NULL,
    answered_by UUID REFERENCES person (id) ON DELETE SET NULL,
    answered_at BIGINT
);
CREATE UNIQUE INDEX appeal_open ON appeal (sitting_id) WHERE status = 'open';
CREATE INDEX appeal_sitting ON appeal (sitting_id, at);
CREATE INDEX appeal_status ON appeal (status, at, id);
CREATE INDEX appeal_person ON appeal (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX appeal_answerer ON appeal (answered_by) WHERE answered_by IS NOT NULL;

-- A key that signs certificates. A retired one signs nothing more and verifies for ever.
CREATE TABLE signing_key (
    id UUID NOT NULL PRIMARY KEY,
    public BYTEA NOT NULL,
    secret BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    retired_at BIGINT
);

-- A certificate, as it was signed. It outlives the account of its holder.
CREATE TABLE certificate (
    id UUID NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    sitting_id UUID REFERENCES sitting (id) ON DELETE SET NULL,
    person_id UUID REFERENCES person (id) ON DELETE SET NULL,
    family_name TEXT NOT NULL,
    given_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    search TEXT NOT NULL,
    level BIGINT NOT NULL,
    body TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    valid_until BIGINT,
    status_index BIGINT NOT NULL UNIQUE,
    key_id UUID NOT NULL REFERENCES signing_key (id),
    credential TEXT NOT NULL,
    jwt TEXT NOT NULL,
    revoked_at BIGINT,
    revoked_reason TEXT,
    cpf_waits BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX certificate_sitting ON certificate (sitting_id) WHERE sitting_id IS NOT NULL AND revoked_at IS NULL;
CREATE INDEX certificate_sittings ON certificate (sitting_id) WHERE sitting_id IS NOT NULL;
CREATE INDEX certificate_person ON certificate (person_id, issued_at) WHERE person_id IS NOT NULL;
CREATE INDEX certificate_issued ON certificate (issued_at, id);
CREATE INDEX certificate_key ON certificate (key_id);
-- What is to be sent to the Caisse des Dépôts, or again.
CREATE INDEX certificate_cpf ON certificate (issued_at, id) WHERE cpf_waits = 1;

-- A file for the Caisse des Dépôts: prepared by one person, sent by another.
CREATE TABLE cpf_batch (
    id UUID NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    body TEXT NOT NULL,
    report TEXT NOT NULL,
    prepared_by UUID REFERENCES person (id) ON DELETE SET NULL,
    prepared_at BIGINT NOT NULL,
    sent_by UUID REFERENCES person (id) ON DELETE SET NULL,
    sent_at BIGINT,
    processed_at BIGINT
);
CREATE INDEX cpf_batch_preparer ON cpf_batch (prepared_by) WHERE prepared_by IS NOT NULL;
CREATE INDEX cpf_batch_sender ON cpf_batch (sent_by) WHERE sent_by IS NOT NULL;

-- One certificate in such a file.
CREATE TABLE cpf_row (
    id UUID NOT NULL PRIMARY KEY,
    batch_id UUID NOT NULL REFERENCES cpf_batch (id) ON DELETE CASCADE,
    certificate_id UUID NOT NULL REFERENCES certificate (id) ON DELETE CASCADE,
    reference TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    UNIQUE (batch_id, certificate_id)
);
CREATE INDEX cpf_row_certificate ON cpf_row (certificate_id);

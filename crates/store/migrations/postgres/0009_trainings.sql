-- A session in class of the 28 hours. Minutes by domain are in the split (JSON); ECTS in hundredths.
CREATE TABLE lesson (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    cohort_id UUID REFERENCES cohort (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    split TEXT NOT NULL,
    ects BIGINT NOT NULL,
    place TEXT NOT NULL,
    trainer TEXT NOT NULL,
    code TEXT UNIQUE,
    code_until BIGINT,
    closed_at BIGINT,
    created_by UUID REFERENCES person (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX lesson_organisation ON lesson (organisation_id, starts_at, id);
CREATE INDEX lesson_cohort ON lesson (cohort_id, starts_at) WHERE cohort_id IS NOT NULL;
CREATE INDEX lesson_creator ON lesson (created_by) WHERE created_by IS NOT NULL;

-- Who was there, and how that is known: their own code, their signature on the sheet, or the trainer's word.
CREATE TABLE lesson_attendance (
    lesson_id UUID NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    how TEXT NOT NULL,
    recorded_by UUID REFERENCES person (id) ON DELETE SET NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (lesson_id, learner_id)
);
CREATE INDEX lesson_attendance_learner ON lesson_attendance (learner_id);
CREATE INDEX lesson_attendance_recorder ON lesson_attendance (recorded_by) WHERE recorded_by IS NOT NULL;

-- Hours done elsewhere than in class: a module here, a training of somebody else. Claimed by the learner or recorded by the organisation.
CREATE TABLE training (
    id UUID NOT NULL PRIMARY KEY,
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT NOT NULL,
    split TEXT NOT NULL,
    ects BIGINT NOT NULL,
    done_on BIGINT NOT NULL,
    proof TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_by UUID REFERENCES person (id) ON DELETE SET NULL,
    recorded_at BIGINT NOT NULL,
    settled_by UUID REFERENCES person (id) ON DELETE SET NULL,
    settled_at BIGINT
);
CREATE INDEX training_learner ON training (learner_id, done_on);
-- What waits for a decision.
CREATE INDEX training_claimed ON training (learner_id) WHERE status = 'claimed';
CREATE INDEX training_recorder ON training (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE INDEX training_settler ON training (settled_by) WHERE settled_by IS NOT NULL;

-- An attestation that was made out: what it said when it was.
CREATE TABLE attestation (
    id UUID NOT NULL PRIMARY KEY,
    organisation_id UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    learner_id UUID REFERENCES learner (id) ON DELETE SET NULL,
    number TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    issued_by UUID REFERENCES person (id) ON DELETE SET NULL,
    issued_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX attestation_organisation ON attestation (organisation_id, issued_at, id);
CREATE INDEX attestation_learner ON attestation (learner_id) WHERE learner_id IS NOT NULL;
-- A learner has one that holds.
CREATE UNIQUE INDEX attestation_valid ON attestation (learner_id) WHERE revoked_at IS NULL AND learner_id IS NOT NULL;
CREATE INDEX attestation_issuer ON attestation (issued_by) WHERE issued_by IS NOT NULL;

-- A session in class of the 28 hours. Minutes by domain are in the split (JSON); ECTS in hundredths.
CREATE TABLE lesson (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    cohort_id BLOB REFERENCES cohort (id) ON DELETE SET NULL,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    split TEXT NOT NULL,
    ects INTEGER NOT NULL,
    place TEXT NOT NULL,
    trainer TEXT NOT NULL,
    code TEXT UNIQUE,
    code_until INTEGER,
    closed_at INTEGER,
    created_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lesson_organisation ON lesson (organisation_id, starts_at, id);
CREATE INDEX lesson_cohort ON lesson (cohort_id, starts_at) WHERE cohort_id IS NOT NULL;
CREATE INDEX lesson_creator ON lesson (created_by) WHERE created_by IS NOT NULL;

-- Who was there, and how that is known: their own code, their signature on the sheet, or the trainer's word.
CREATE TABLE lesson_attendance (
    lesson_id BLOB NOT NULL REFERENCES lesson (id) ON DELETE CASCADE,
    learner_id BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    how TEXT NOT NULL,
    recorded_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (lesson_id, learner_id)
) STRICT;
CREATE INDEX lesson_attendance_learner ON lesson_attendance (learner_id);
CREATE INDEX lesson_attendance_recorder ON lesson_attendance (recorded_by) WHERE recorded_by IS NOT NULL;

-- Hours done elsewhere than in class: a module here, a training of somebody else. Claimed by the learner or recorded by the organisation.
CREATE TABLE training (
    id BLOB NOT NULL PRIMARY KEY,
    learner_id BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    provider TEXT NOT NULL,
    split TEXT NOT NULL,
    ects INTEGER NOT NULL,
    done_on INTEGER NOT NULL,
    proof TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    recorded_at INTEGER NOT NULL,
    settled_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    settled_at INTEGER
) STRICT;
CREATE INDEX training_learner ON training (learner_id, done_on);
-- What waits for a decision.
CREATE INDEX training_claimed ON training (learner_id) WHERE status = 'claimed';
CREATE INDEX training_recorder ON training (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE INDEX training_settler ON training (settled_by) WHERE settled_by IS NOT NULL;

-- An attestation that was made out: what it said when it was.
CREATE TABLE attestation (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    learner_id BLOB REFERENCES learner (id) ON DELETE SET NULL,
    number TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    issued_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    issued_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX attestation_organisation ON attestation (organisation_id, issued_at, id);
CREATE INDEX attestation_learner ON attestation (learner_id) WHERE learner_id IS NOT NULL;
-- A learner has one that holds.
CREATE UNIQUE INDEX attestation_valid ON attestation (learner_id) WHERE revoked_at IS NULL AND learner_id IS NOT NULL;
CREATE INDEX attestation_issuer ON attestation (issued_by) WHERE issued_by IS NOT NULL;

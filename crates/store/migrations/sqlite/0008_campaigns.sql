-- An assessment offered by an organisation to its people. Not open before opens_at (absent: a draft); over at closes_at, or when somebody
-- closed it.
CREATE TABLE campaign (
    id BLOB NOT NULL PRIMARY KEY,
    organisation_id BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    code TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    intro TEXT NOT NULL,
    template TEXT NOT NULL,
    competences TEXT NOT NULL,
    target TEXT NOT NULL,
    is_anonymous INTEGER NOT NULL,
    audience TEXT NOT NULL,
    sittings INTEGER NOT NULL,
    reminds INTEGER NOT NULL,
    opens_at INTEGER,
    closes_at INTEGER,
    closed_at INTEGER,
    releases INTEGER NOT NULL,
    previous_id BLOB REFERENCES campaign (id) ON DELETE SET NULL,
    created_by BLOB REFERENCES person (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX campaign_organisation ON campaign (organisation_id, created_at, id);
CREATE INDEX campaign_previous ON campaign (previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX campaign_creator ON campaign (created_by) WHERE created_by IS NOT NULL;
-- Those that are open, or will be, and write to their people.
CREATE INDEX campaign_reminding ON campaign (opens_at) WHERE reminds = 1 AND closed_at IS NULL;

-- For whom it is, where it is not for everybody: units and cohorts.
CREATE TABLE campaign_audience (
    campaign_id BLOB NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    target_id BLOB NOT NULL,
    PRIMARY KEY (campaign_id, kind, target_id)
) STRICT;

-- One sitting of one person in one campaign. Unit and trade are what they were when it began. A result is counted once (release); what
-- the release says of unit and trade may be less than what is known, so that no group under ten can be told apart.
CREATE TABLE participation (
    id BLOB NOT NULL PRIMARY KEY,
    campaign_id BLOB NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    learner_id BLOB REFERENCES learner (id) ON DELETE SET NULL,
    person_id BLOB REFERENCES person (id) ON DELETE SET NULL,
    session_id BLOB UNIQUE REFERENCES session (id) ON DELETE SET NULL,
    sitting INTEGER NOT NULL,
    unit_id BLOB REFERENCES unit (id) ON DELETE SET NULL,
    trade TEXT,
    began_at INTEGER NOT NULL,
    finished_at INTEGER,
    measure BLOB,
    measured_at INTEGER,
    release_number INTEGER,
    released_unit TEXT,
    released_trade TEXT,
    shared_at INTEGER,
    shared_first_at INTEGER,
    UNIQUE (campaign_id, person_id, sitting)
) STRICT;
CREATE INDEX participation_campaign ON participation (campaign_id, finished_at, id);
CREATE INDEX participation_learner ON participation (learner_id, campaign_id) WHERE learner_id IS NOT NULL;
CREATE INDEX participation_person ON participation (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX participation_unit ON participation (unit_id) WHERE unit_id IS NOT NULL;
-- Finished and not yet measured; measured and not yet released.
CREATE INDEX participation_unmeasured ON participation (finished_at, id) WHERE finished_at IS NOT NULL AND measured_at IS NULL;
CREATE INDEX participation_pending ON participation (campaign_id, id) WHERE measure IS NOT NULL;

-- A mail that reminded somebody of a campaign.
CREATE TABLE reminder (
    campaign_id BLOB NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    learner_id BLOB NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, learner_id, kind)
) STRICT;
CREATE INDEX reminder_learner ON reminder (learner_id);

-- Results that became visible together, and how many people each group of it has; known: those among them who have shown their own result.
CREATE TABLE release_cell (
    campaign_id BLOB NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    unit TEXT NOT NULL,
    trade TEXT NOT NULL,
    people INTEGER NOT NULL,
    known INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (campaign_id, number, unit, trade)
) STRICT;

-- What the released results of a campaign add up to: for all of it, by unit, by trade. The sums are the domain's (little-endian integers).
CREATE TABLE tally (
    campaign_id BLOB NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    dimension TEXT NOT NULL,
    value TEXT NOT NULL,
    people INTEGER NOT NULL,
    sums BLOB NOT NULL,
    PRIMARY KEY (campaign_id, dimension, value)
) STRICT;

-- The same for each question: held back until ten more people have answered it, then shown.
CREATE TABLE tally_item (
    campaign_id BLOB NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
    item_hash BLOB NOT NULL,
    item_id TEXT NOT NULL,
    shown INTEGER NOT NULL,
    shown_sums BLOB NOT NULL,
    held INTEGER NOT NULL,
    held_sums BLOB NOT NULL,
    PRIMARY KEY (campaign_id, item_hash)
) STRICT;

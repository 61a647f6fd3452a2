# Organisations: mine, making one, what waits, settings
mine-title = Steer
mine-lead = Follow how your teams or students grow: who has taken the assessment, what is missing, and proof of the 28 hours.
mine-step-organisation = 1. Your organisation.
mine-step-organisation-text = A name is enough to begin.
mine-step-people = 2. Your people.
mine-step-people-text = A file, a few names by hand, or just a code to hand out.
mine-step-campaign = 3. A campaign.
mine-step-campaign-text = A template, three fields, and the link goes out. You see progress the same day.
mine-new = Add an organisation
mine-invited = Does your organisation exist already? Ask one of its managers to invite you at this address: the invitation will appear here.
mine-offers = { $count ->
    [one] An invitation is waiting for you
   *[other] { $count } invitations are waiting for you
}
mine-offer = You would be { $post } there. Accept before { $date }.
post-manager = manager
post-trainer = trainer
kind-hospital = Hospital or clinic
kind-school = School, institute, university
kind-care-home = Care home, social care
kind-community = Local health community
kind-company = Company
kind-group = Group of organisations
kind-other = Something else
organisation-new-title = Add an organisation
organisation-new-text = You will manage it. Everything can be changed later.
organisation-new-below = It will belong to <strong>{ $group }</strong>, whose managers will manage it too.
organisation-new-button = Add the organisation
organisation-kind = What is it?
organisation-name = Name, as your teams say it
organisation-finess = FINESS number
organisation-finess-hint = Optional. Nine digits or letters.
organisation-siret = SIRET number
organisation-siret-hint = Optional. Fourteen digits.
organisation-region = Region
organisation-region-none = Not given
refusal-not-in-the-list = Nothing valid is chosen here. Choose from the list.
steer-save = Save
steer-cancel = Change nothing
inbox-title = To do
inbox-empty = Nothing is waiting for you.
settings-title = Settings
settings-nav = Settings of the organisation
settings-tab-identity = Organisation
settings-tab-units = Units
settings-tab-cohorts = Cohorts
settings-tab-team = Team
settings-managers-only = Only managers change this.
units-text = The wards, groups or years of your organisation. Each person is in one unit at most; results can be read by unit from ten people on.
units-empty = No units yet. Importing a file can create them too.
units-add = Add a unit
cohorts-text = Classes or training groups, with their dates. A cohort may mix trades, schools and units; it carries the 28 hours.
cohorts-empty = No cohorts yet.
cohorts-add = Add a cohort
cohort-name-hint = For example “Nurses 2026-2029”.
cohort-starts = First day
cohort-ends = Last day
cohort-ects = ECTS credits of the 28 hours
cohort-ects-hint = Optional.
cohort-from-to = From { $first } to { $last }
cohort-from = From { $first } on
cohort-to = Until { $last }
cohort-undated = No dates
cohort-credits = { $ects } ECTS
entry-name = Name
entry-add = Add
entry-change = Change
entry-delete = Delete
delete-unit-title = Delete a unit
delete-unit-text = { $count ->
    [0] The unit <strong>{ $name }</strong> will be deleted. Nobody is in it.
    [one] The unit <strong>{ $name }</strong> will be deleted. The person in it stays in the organisation, without a unit.
   *[other] The unit <strong>{ $name }</strong> will be deleted. The { $count } people in it stay in the organisation, without a unit.
}
delete-cohort-title = Delete a cohort
delete-cohort-text = { $count ->
    [0] The cohort <strong>{ $name }</strong> will be deleted. Nobody is in it.
    [one] The cohort <strong>{ $name }</strong> will be deleted. The person in it stays in the organisation, with their hours.
   *[other] The cohort <strong>{ $name }</strong> will be deleted. The { $count } people in it stay in the organisation, with their hours.
}
steer-team-text = Managers decide who is of the team and sign; trainers follow people, campaigns and hours.
steer-team-me = (you)
steer-team-since = since { $date }
people-count = { $count ->
    [0] Nobody
    [one] 1 person
   *[other] { $count } people
}
notice-organisation-made = Your organisation is there. Add your people now, or go straight to a campaign.
notice-organisation-closed = The organisation is closed, and all that it held is erased.
notice-entry-added = Added.
notice-entry-deleted = Deleted.
notice-invited = The invitation is on its way.
notice-invitation-withdrawn = The invitation is withdrawn.
notice-joined = Welcome to the team.
notice-declined = The invitation is declined. Nothing else changes.
notice-member-removed = This person is no longer of the team.
notice-left-organisation = You have left the team.
notice-key-revoked = The key opens nothing any more.
refusal-name-missing = A name is missing. Write one.
refusal-finess-invalid = This FINESS number does not have the expected form. It has nine digits or letters; check it, or leave the field empty.
refusal-siret-invalid = This SIRET number does not check: it has fourteen digits, and one of them was probably copied wrong. Check it, or leave the field empty.
refusal-finess-taken = An organisation has this FINESS number already. Ask one of its managers to invite you, or leave the field empty.
refusal-siret-taken = An organisation has this SIRET number already. Ask one of its managers to invite you, or leave the field empty.
refusal-group-circular = An organisation cannot belong to itself, nor to what belongs to it. Choose another group.
refusal-group-too-deep = This group would have too many levels: five at most. Attach the organisation higher up.
refusal-last-manager = This is the last manager of the organisation. Name somebody else first, then try again.
refusal-already-member = This person is of the team already. You can change their role in the list.
refusal-invitation-for-another = This invitation was sent to another address than your account’s. Sign in with the invited address, or ask for an invitation to yours.
refusal-invitation-over = This invitation was used, withdrawn, or is too old. Ask whoever invited you for another one.
refusal-entry-taken = This name is taken in your organisation. Choose another one, or change the one that exists.
refusal-day-invalid = This date does not exist or is not possible here. Check the day, the month and the year.
refusal-days-reversed = The end comes before the beginning. Check both dates.
refusal-learner-number-taken = Somebody else in your organisation has this number. Check it, or look for that person in the list.
refusal-record-changed = This record was changed meanwhile, by somebody else or in another tab. What you wrote is kept below: check it, then save again.
refusal-closing-name = The name does not match, nothing was erased. Copy it as it is shown.
refusal-credits-invalid = This number of credits is not possible. Write a number from 0 to 300, for example 2 or 2.5.

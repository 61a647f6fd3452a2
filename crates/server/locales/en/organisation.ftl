# Organisations: mine, making one, what waits, settings
steer-title = Steer
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
refusal-name-missing = A name is missing. Write one, then save again.
refusal-finess-invalid = This FINESS number does not have the expected form. It has nine digits or letters; check it, or leave the field empty.
refusal-siret-invalid = This SIRET number does not check: it has fourteen digits, and one of them was probably copied wrong. Check it, or leave the field empty.
refusal-finess-taken = An organisation has this FINESS number already. Ask one of its managers to invite you, or leave the field empty.
refusal-siret-taken = An organisation has this SIRET number already. Ask one of its managers to invite you, or leave the field empty.
refusal-group-circular = An organisation cannot belong to itself, nor to what belongs to it. Choose another group.
refusal-group-too-deep = This group would have too many levels: five at most. Attach the organisation higher up.
refusal-last-manager = This is the last manager of the organisation. Name somebody else first, or close the organisation.
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
settings-tab-group = Group
settings-tab-memo = To know
settings-tab-keys = API access
steer-team-empty = Nobody here: the managers of its group manage this organisation.
steer-team-make-trainer = Make a trainer
steer-team-make-manager = Make a manager
steer-team-remove = Remove from the team
steer-team-offers = Invitations that wait
steer-team-offer-until = to be accepted before { $date }
steer-team-offer-over = too old
steer-team-offer-again = Send again
steer-team-offer-withdraw = Withdraw
steer-team-invite = Invite somebody
steer-team-email = E-mail address
steer-team-post = Role
steer-team-invite-button = Send the invitation
steer-team-invite-text = They receive a link, good for two weeks, which works for the account of this address.
steer-team-leave = Leave the team
go-title = Remove from the team
go-title-me = Leave the team
go-text = <strong>{ $email }</strong> will no longer have access to <strong>{ $name }</strong>.
go-text-me = You will no longer have access to <strong>{ $name }</strong>.
go-stays = What stays with the organisation
go-campaigns = { $count ->
    [one] One campaign made.
   *[other] { $count } campaigns made.
}
go-running = { $count ->
    [one] One is still open: tell whoever will follow it.
   *[other] { $count } are still open: tell whoever will follow them.
}
go-lessons = { $count ->
    [one] One session in class.
   *[other] { $count } sessions in class.
}
go-keys = { $count ->
    [one] One access key, which still works.
   *[other] { $count } access keys, which still work.
}
go-invitations = { $count ->
    [one] One invitation that waits, still good.
   *[other] { $count } invitations that wait, still good.
}
go-memo = Before leaving, check that the page “To know” says what those who follow must know.
go-memo-empty = The page “To know” is empty: a few lines for those who follow will spare many questions.
go-button = Remove this person
go-button-me = Leave the team
invitation-title = Invitation
invitation-text = You are invited to join <strong>{ $organisation }</strong> as a { $post }.
invitation-accept = Accept
invitation-decline = Decline
invitation-until = Good until { $date }.
invitation-over = This invitation was used, withdrawn, or is too old. If you accepted it, the organisation is under “Steer”; otherwise ask for another one.
invitation-sign-in = Sign in with the address <strong>{ $email }</strong> to answer. No account yet? The same sign-in link makes one.
invitation-another = It was sent to <strong>{ $email }</strong>, and you are signed in as <strong>{ $me }</strong>. Sign out, then come back by the link of the mail with the right address.
mail-invitation-subject = An invitation to join an organisation on Socle
mail-invitation-hello = Hello,
mail-invitation-text = { $inviter } invites you to join “{ $organisation }” on Socle, as a { $post }.
mail-invitation-what-manager = You will see how campaigns advance and what results add up to, decide who is of the team, and sign attestations.
mail-invitation-what-trainer = You will follow its people, its campaigns and the hours of training.
mail-invitation-button = See the invitation
mail-invitation-until = This link works for { $days } days, for the account of this address. If you expected nothing, ignore this message: nothing will happen.
group-text = Whoever manages a group also manages its organisations. Trainers of a group see nothing of them.
group-belongs = This organisation belongs to <strong>{ $group }</strong>.
group-leave = Leave this group
group-leave-text = The managers of the group will have no access any more. At least one person must manage it here.
group-choose = Group
group-join = Join this group
group-none = To attach it to a group, one must manage both. Ask the managers of the group to invite you, or invite them here.
group-children = Organisations of this group
group-no-children = None.
group-new-child = Add an organisation of this group
memo-text = What your successor must know: where the list comes from, whom to tell, what was agreed. The whole team reads and writes it.
memo-label = To know for what follows
memo-hint = No password and no health data here.
memo-kept = What is saved at this moment
keys-text = A key lets a program of your organisation read your lists, campaigns and overall results, and keep the list of people. It opens no account.
keys-made = Your new key
keys-made-text = Copy it now: it will never be shown again.
keys-since = made on { $date }
keys-used = used on { $date }
keys-unused = never used
keys-revoke = Take back
keys-empty = No keys yet.
keys-add = Make a key
keys-name = What is it for?
keys-name-hint = For example “Dashboard of the management”.
keys-add-button = Make the key
close-title = Close this organisation
close-text = <strong>{ $name }</strong> and all that it holds will be erased, for good.
close-learners = { $count ->
    [one] One person of the list, with their history and hours.
   *[other] { $count } people of the list, with their history and hours.
}
close-campaigns = { $count ->
    [one] One campaign and its overall results.
   *[other] { $count } campaigns and their overall results.
}
close-lessons = { $count ->
    [one] One session in class and who was there.
   *[other] { $count } sessions in class and who was there.
}
close-attestations = { $count ->
    [one] One attestation: nobody will be able to check it any more.
   *[other] { $count } attestations: nobody will be able to check them any more.
}
close-stays = The assessments that people took stay theirs. Export first what you must keep.
close-name = To confirm, copy “{ $name }”
close-button = Erase everything and close
refusal-has-children = Organisations still belong to this group. Take them out of the group first, so that none is left without a manager.
inbox-empty-text = What asks for a decision or an act of yours will appear here: a campaign that ends, results to show, an attestation to sign.
waits-people = Your list of people is empty
waits-people-do = Import a file, or add a few names
waits-first-campaign = No campaign is running
waits-first-campaign-do = Make one from a template
waits-invitations-over = { $count ->
    [one] One invitation to the team was not answered
   *[other] { $count } invitations to the team were not answered
}
waits-invitations-over-do = Send again or withdraw
waits-invitations-soon = { $count ->
    [one] One invitation to the team ends soon
   *[other] { $count } invitations to the team end soon
}
waits-invitations-soon-do = Remind the person
waits-file = The import of “{ $name }” is begun
waits-file-do = Go on or give up
waits-draft = The campaign “{ $name }” is ready to open
waits-draft-do = Read it again and open it
waits-ends = { $count ->
    [one] “{ $name }” ends on { $date }: one person has not begun
   *[other] “{ $name }” ends on { $date }: { $count } people have not begun
}
waits-ends-do = See who, and remind
waits-results = “{ $name }”: the results of { $count } people wait so as to stay anonymous
waits-results-do = Wait, or show them now with less detail
waits-claims = { $count ->
    [one] One training done elsewhere is to be accepted
   *[other] { $count } trainings done elsewhere are to be accepted
}
waits-claims-do = Accept or refuse
waits-lessons = { $count ->
    [one] One list of presence is not closed
   *[other] { $count } lists of presence are not closed
}
waits-lessons-do = Check who was there and close
waits-attestations = { $count ->
    [one] “{ $name }” (ends on { $date }): one person has no attestation yet
   *[other] “{ $name }” (ends on { $date }): { $count } people have no attestation yet
}
waits-attestations-do = See the hours, and sign

# Campaigns, for the organisation
campaigns-title = Campaigns
campaigns-new = New campaign
campaigns-first = Prepare a first campaign
campaigns-empty = A campaign invites your teams or students to see where they stand, when you choose. Preparing one takes two minutes.
campaigns-search = Title or code
campaigns-find = Search
campaigns-state = State
campaigns-any-state = Any state
campaigns-all = See all
campaigns-order = Sort by
campaigns-count = { $all ->
    [one] { $found } of one campaign.
   *[other] { $found } of { $all } campaigns.
}
campaigns-none-found = No campaign matches this search.
campaigns-draft = Nobody sees it yet
campaigns-opens = Opens on { $date }
campaigns-ends = Ends on { $date }
campaigns-ended = Ended on { $date }
campaigns-code = Code
campaigns-counts = { $began ->
    [0] Nobody has begun
    [one] One person has begun, { $finished ->
        [0] and has not finished
       *[other] and has finished
    }
   *[other] { $began } people have begun, { $finished } have finished
}
campaign-no-names = without names
phase-draft = Draft
phase-planned = Planned
phase-open = Open
phase-over = Over
occasions-title = For which occasion?
occasions-text = Each model comes ready: what is left is for whom, and until when. Everything can be changed.
occasion-arrivals-name = New arrivals
occasion-arrivals-text = Open all year, for whoever has the code. All five domains.
occasion-arrivals-title = Welcome for new arrivals
occasion-arrivals-intro = Welcome. This assessment goes through digital health as you will meet it here. It tells you where you stand and where to begin; it helps us prepare your welcome.
occasion-students-name = Students: before and after the 28 hours
occasion-students-text = For a cohort, three weeks, with reminders. Two sittings: one before, one after.
occasion-students-title = Basic training in digital health
occasion-students-intro = This assessment prepares your 28 hours of training in digital health. It is not marked. Answer as you would on placement; “I don’t know” is a useful answer.
occasion-drill-name = After the cyber drill
occasion-drill-text = Cybersecurity only, without names, two weeks. About ten questions.
occasion-drill-title = After the cyber drill
occasion-drill-intro = The drill has just taken place. Ten minutes to find out, together, what we would do on the day. No name is asked.
occasion-needs-name = Training needs
occasion-needs-text = The whole organisation, without names, four weeks. To decide what to train first, and whom.
occasion-needs-title = Our training needs in digital health
occasion-needs-intro = We are preparing the training plan. This assessment will tell us where to begin, trade by trade. No name is asked, and nobody will see your result.
occasion-blank-name = Something else
occasion-blank-text = A campaign with names, three weeks, to set as you like.
occasion-blank-intro = { "" }
campaign-new-title = New campaign
campaign-edit-title = Change the campaign
campaign-form-text = Three things to say, and it can open.
campaign-title = Title
campaign-title-hint = As people will read it.
campaign-audience = For whom
campaign-audience-everybody = Everybody on your lists
campaign-audience-groups = Some cohorts, some units
campaign-audience-open = Anyone who has the code, on your lists or not
campaign-cohorts = Cohorts
campaign-units = Units and groups
campaign-no-groups = Your cohorts and units will appear here.
campaign-no-groups-link = Add people
campaign-closes = Last day
campaign-closes-hint = The campaign ends on that day at midnight. Leave empty to keep it open.
campaign-more = Set the rest: introduction, what is assessed, names, reminders
campaign-intro = Introduction
campaign-intro-hint = Read before beginning. Say why, and what you will do with it.
campaign-begun-frozen = People have begun: what is assessed and whether names are asked no longer change. For anything else, copy the campaign.
campaign-scope = What is assessed
campaign-scope-whole = All five domains
campaign-scope-part = The competences ticked below; the fewer there are, the shorter it is
campaign-names = Names
campaign-names-yes = With names: you see who has begun and finished, never the result of somebody who has not shown it
campaign-names-no = Without names: you see how many people took part
campaign-target = Level to reach
campaign-sittings = Sittings per person
campaign-opens = First day
campaign-opens-hint = Leave empty to decide later.
campaign-reminds = Send the e-mails: an invitation, a reminder, a last reminder; never more than three per person
campaign-previous = Compare with
campaign-previous-hint = Results will say what has changed since, for groups of at least ten people.
campaign-previous-none = None
campaign-open-now = Open now
campaign-keep = Keep without opening
campaign-save = Save
campaign-cancel = Cancel
campaign-fault-title-missing = There is no title. Give one that people will recognise.
campaign-fault-title-long = The title is too long. Stay under 120 characters.
campaign-fault-groups-missing = No group is ticked. Tick a cohort or a unit, or choose everybody on your lists.
campaign-fault-closes-past = The last day is past. Choose today or later, or leave it empty.
campaign-fault-closes-before-it-opens = The campaign would end before it opens. Choose a last day after the first.
campaign-fault-nothing-assessed = No competence is ticked. Tick at least one, or choose all five domains.
campaign-fault-sittings = The number of sittings goes from 1 to 5.
campaign-fault-intro-long = The introduction is too long. Stay under 4,000 characters.
campaign-fault-date = There is no such date. Write it as 2026-12-31.
campaign-fault-changed = Somebody changed this campaign while you were filling it in. Nothing you wrote is lost: read it again, then save to replace their version.
campaign-assesses-all = All five domains
board-open = Open now
board-results = Results
board-edit = Change
board-progress = Progress
board-planned = It will open on { $date }.
board-draft = It is a draft: nobody sees it yet.
board-expected = { $expected ->
    [0] It is for nobody on your lists yet.
    [one] It is for one person on your lists.
   *[other] It is for { $expected } people on your lists.
}
board-sum = { $finished ->
    [0] Nobody has finished
    [one] One person has finished
   *[other] { $finished } people have finished
}, of { $expected } expected. { $under ->
    [0] None is under way.
    [one] One is under way.
   *[other] { $under } are under way.
}
board-sum-open = { $began ->
    [0] Nobody has begun yet.
    [one] One person has begun.
   *[other] { $began } people have begun.
} { $finished ->
    [0] None has finished.
    [one] One has finished.
   *[other] { $finished } have finished.
}
board-key-finished = Finished: { $count }
board-key-begun = Under way: { $count }
board-key-rest = Not begun: { $count }
board-key-rest-anonymous = { $expected } people invited
board-participants = Participants, one by one
board-not-finished = Who has not finished
board-by-unit = By unit
board-by-unit-said = as people said
board-unit = Unit
board-no-unit = No unit
board-picture = Picture
board-finished = Finished
board-begun = Begun
board-listed = Expected
board-days = Day by day
board-days-across = Days since it opened
board-days-up = Sittings, in all
board-days-said = In { $days } days, { $begun } sittings begun and { $finished } finished.
board-days-finished = Finished
board-days-begun = Begun
board-days-table = The numbers day by day
board-day = Day
board-invite = Invite
board-invite-text = The code is typed on the page “Join”, or the link opens directly.
board-link = Link
board-settings = Settings
board-when = When
board-from = From { $date }
board-to = to { $date }
board-names = Names
board-names-yes = With names: you see who has finished, not the results
board-names-no = Without names
board-audience-everybody = Everybody on your lists
board-audience-groups = Some groups
board-audience-open = Anyone who has the code
board-reminders = E-mails
board-reminds = { $count ->
    [0] Invitation and reminders; none has left yet
    [one] Invitation and reminders; one has left
   *[other] Invitation and reminders; { $count } have left
}
board-reminds-not = No e-mail is sent
board-copy = Copy
board-close = End now
board-delete = Delete
participants-title = Participants
participants-text = You see who has begun and who has finished. A result appears only if the person chose to show it.
participants-search = Name or number
participants-progress = Progress
participants-all = Everybody
participants-any-unit = Any unit
participants-order-nom = Name
participants-order-avancement = Progress
participants-count = { $total } of { $all }.
participants-name = Name
participants-trade = Trade
participants-left = has left
participants-no-address = no e-mail address
participants-sittings = { $count } sittings
participants-shown = result shown
participants-empty = Nobody matches this search.
participants-nobody = The campaign is for nobody on your lists yet, and nobody has begun.
progress-not-begun = Not begun
progress-begun = Begun
progress-not-finished = Not finished
progress-finished = Finished
progress-shared = Result shown
campaign-close-title = End the campaign now?
campaign-close-text = Nobody will be able to begin “{ $title }” any more. This cannot be undone.
campaign-close-under-way = { $count ->
    [one] One person is under way: they will be able to finish what they began.
   *[other] { $count } people are under way: they will be able to finish what they began.
}
campaign-close-button = End the campaign
campaign-delete-title = Delete the campaign?
campaign-delete-text = “{ $title }” will disappear with its code. Nobody has taken part.
campaign-delete-button = Delete the campaign
notice-campaign-opened = The campaign is open.
notice-campaign-closed = The campaign is over.

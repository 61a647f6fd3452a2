# Results of a campaign and of an organisation
results-tabs = Results of the campaign
results-tab-all = Everybody
results-tab-unit = By unit
results-tab-trade = By profession
results-tab-questions = Questions
results-of = Results · { $title }
results-title = Results
results-everybody = everybody
results-no-unit = unit not given
results-no-trade = profession not given
results-lead = { $people ->
    [one] One person.
   *[other] { $people } people.
  } Work on this first: { $domain }, where { $share } are not yet at the level { $level }.
results-lead-plain = { $people ->
    [one] One person.
   *[other] { $people } people.
  }
results-nobody = Nobody has finished yet. Results will appear here from ten people on.
results-too-few = { $finished ->
    [one] One person has finished.
   *[other] { $finished } people have finished.
  } Nothing is shown yet: results appear in groups of ten or more, so that nobody can be recognised.
results-over-too-few = The campaign is over and { $finished ->
    [one] one person finished it
   *[other] { $finished } people finished it
  }. Fewer than ten results: they are not shown, so that nobody can be recognised.
results-hidden-group = Fewer than ten results have appeared: this group is not shown on its own. Its results count for everybody.
results-standing = { $shown } results shown of { $finished } finished.
results-last = Last shown on { $date }.
results-waiting = { $waiting ->
    [one] One result waits
   *[other] { $waiting } results wait
  } to make, with others, a group of ten or more.
results-waiting-over = { $waiting ->
    [one] One result will not be shown
   *[other] { $waiting } results will not be shown
  } as long as there are not ten together: somebody could be recognised.
results-show-now = Show what waits
results-levels = Levels by domain
results-picture = Share of people at each level, domain by domain, and share at the level { $level } or above
results-picture-note = On the right: the share of people at the level { $level } or above.
results-key-interval = border of the level aimed at, known with { $share }
results-table = Levels by domain, in figures
results-table-show = See the figures
results-at = { $level } or above
results-between = between { $low } and { $high }
results-needs = Train first
results-needs-group = Where to begin
results-needs-text = From the surest need to the least sure. A unit or profession is named only where it clearly differs from everybody.
results-need = Not yet at the level { $level }: { $share } (between { $low } and { $high }), of { $people } people.
results-need-first = Begin with:
results-changes = Since “{ $title }”
results-changes-text = The campaign before had { $people } people. They need not be the same: a difference may come from who took part.
results-change-rose = { $before } → { $after }: better
results-change-fell = { $before } → { $after }: worse
results-change-same = { $before } → { $after }: no clear change
results-change-points = ({ $points } points, between { $low } and { $high })
results-competences = Competences
results-competences-text = Share of people at the level { $level } or above. Few questions are about each competence: the interval is wide.
results-competence = Competence
results-answers = Answers
results-not-asked = no question asked
results-not-assessed = not assessed
results-promise = You see sums over ten people or more, never the result of one person, unless that person chose to show it to you.
results-by-unit = By unit
results-by-trade = By profession
results-head-unit = Unit
results-head-trade = Profession
results-head-child = Organisation
results-count = People
results-groups-lead = Share of people at the level { $level } or above, in each domain.
results-groups-empty = No result has appeared yet. Each group appears from ten people on.
results-heat-note = The darker a cell, the larger the share at the level { $level } or above.
results-unsaid = { $people ->
    [one] One person is not shown apart
   *[other] { $people } people are not shown apart
  }: their group has fewer than ten results. They count for everybody.
results-questions = Questions most missed
results-questions-lead = { $total ->
    [one] One question has
   *[other] { $total } questions have
  } ten answers or more. The one most surely missed comes first.
results-questions-empty = No question has ten answers that are shown yet.
results-missed = Missed by { $share } (between { $low } and { $high }), { $answers } answers
results-given = What was answered, and why
results-given-right = the expected answer
results-given-idea = a mistake foreseen by the author
results-given-other = another answer
results-given-is-right = right
results-given-unknown = “I don’t know”
results-why = Why.
results-question-gone = The text of this question can no longer be read here.
results-page = Page { $page } of { $pages }
results-page-before = Previous page
results-page-after = Next page
results-show-lead = { $told } results of { $waiting } can be shown now. This is what it costs in detail, once and for all.
results-cost-whole = { $people ->
    [one] person is shown with unit and profession
   *[other] people are shown with unit and profession
  }
results-cost-without-trade = { $people ->
    [one] person is shown in their unit, without their profession
   *[other] people are shown in their unit, without their profession
  }
results-cost-without-unit = { $people ->
    [one] person is shown in their profession, without their unit
   *[other] people are shown in their profession, without their unit
  }
results-cost-without-both = { $people ->
    [one] person is shown among everybody only
   *[other] people are shown among everybody only
  }
results-cost-held = { $people ->
    [one] person goes on waiting
   *[other] people go on waiting
  }: they are fewer than ten
results-show-why = If you wait for others to finish, more results will be shown with unit and profession. When the campaign ends, whatever can be shown is shown by itself.
results-show-do = Show now
results-show-wait = Wait
results-show-back = Back to the results
results-show-none = Nothing can be shown now: { $waiting ->
    [0] no result waits.
    [one] one result waits, and ten are needed.
   *[other] { $waiting } results wait, and ten that cannot be told apart are needed.
  }
notice-results-released = The results that waited are shown.
results-overview-title = Results of the organisation
results-period = Period
results-period-12 = Last 12 months
results-period-24 = Last 24 months
results-period-all = From the beginning
results-overview-lead = { $people ->
    [one] One result shown
   *[other] { $people } results shown
  } in { $campaigns ->
    [one] one campaign
   *[other] { $campaigns } campaigns
  }. Who took part twice counts twice.
results-overview-empty = No result has appeared in this period. They appear campaign by campaign, from ten people on.
results-children = By organisation
results-campaigns = Campaigns
results-people = { $people ->
    [one] one person
   *[other] { $people } people
  }
results-reach = Who took part, and who is still to be reached
results-shared-title = Results that their authors show you
results-shared-lead = Each person chose to show theirs, and can take it back at any time.
results-shared-empty = Nobody shows their result. That is for each to choose: it is not asked for.
results-shared-finished = finished on { $date }
results-shared-link = { $count ->
    [one] One person shows you their result
   *[other] { $count } people show you their results
  }
results-one-since = This person has shown you their result since { $date }. They can take it back at any time.
results-one-promise = You see what this person saw before agreeing, and nothing more. This result is there to help them train: it is not made for judging.

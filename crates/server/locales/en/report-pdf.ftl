# The report of a campaign, on paper
campaign-report-kind = Campaign report
campaign-report-assessed = What was assessed
campaign-report-audience = For whom
campaign-report-when = When
campaign-report-took-part = Participation
campaign-report-target = Level aimed at
campaign-report-audience-everybody = Everybody on the organisation’s lists
campaign-report-audience-open = Anyone who has the code of the campaign
campaign-report-anonymous = without names
campaign-report-from-to = From { $from } to { $to }
campaign-report-from = From { $from }, without an end
campaign-report-draft = Not open yet
campaign-report-of-expected = { $finished ->
    [0] Nobody has finished
    [one] One person has finished
   *[other] { $finished } people have finished
  }, of { $expected } expected.
campaign-report-of-began = { $finished ->
    [0] Nobody has finished
    [one] One person has finished
   *[other] { $finished } people have finished
  }, of { $began } who began.
campaign-report-first = Train first, for everybody: { $domain }, where { $share } are not yet at the level { $level }, of { $all } results.
campaign-report-first-part = Train first: { $domain }, for “{ $who }”, where { $share } are not yet at the level { $level }, of { $people } results of this group. The report is about { $all } results in all.
campaign-report-rose = Better since “{ $title }”: { $names }.
campaign-report-fell = Worse since “{ $title }”: { $names }.
campaign-report-unchanged = No clear change since “{ $title }”.
campaign-report-between = { $low } to { $high }
campaign-report-more = { $count ->
    [one] One smaller group is
   *[other] { $count } smaller groups are
  } in the workbook of results and on the pages of the campaign.
campaign-report-before = Before
campaign-report-after = Now
campaign-report-change = Difference, in points
campaign-report-verdict = Reading
campaign-report-verdict-rose = better
campaign-report-verdict-fell = worse
campaign-report-verdict-same = no clear change
campaign-report-changes-note = Share of people at the level { $level } or above. The difference is given with the interval where it lies with { $share }.
campaign-report-question = Question
campaign-report-missed = Missed by
campaign-report-questions-text = { $total ->
    [one] Only one question has
   *[other] { $total } questions have
  } at least ten answers. { $count ->
    [one] Here is the one most surely missed.
   *[other] Here are the { $count } most surely missed.
  }
campaign-report-hidden-title = What is not shown, and why
campaign-report-hidden = Results appear together, at least ten people at a time; a unit or profession is shown on its own from ten results on, a question from ten answers on. No table crosses unit and profession: nothing here lets anyone find the result of one person, not even by subtraction.
campaign-report-no-units = No unit is shown on its own: none has ten results that are shown yet.
campaign-report-no-trades = No profession is shown on its own: none has ten results that are shown yet.
campaign-report-computed-title = How it was computed
campaign-report-computed = Each answer makes it more or less probable, for each person, to be at each of the four levels; a share is the sum of these probabilities over the group, corrected for what the computation draws towards the average. The interval says where the share of these people lies, with { $share }: it depends on how many people and questions there are, and says nothing of those who did not take part.
campaign-report-method = The method, in plain words: { $address }
campaign-report-out = Take these results away:
campaign-report-out-pdf = report to print (PDF)
campaign-report-out-xlsx = workbook (XLSX)
campaign-report-out-csv = levels (CSV)
campaign-report-out-questions = questions (CSV)

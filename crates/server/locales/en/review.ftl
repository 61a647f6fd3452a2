# The team.
role-author = author
role-reviewer = reviewer
role-administrator = administrator
mail-role-subject = Your role in the Socle workshop has changed
mail-role-hello = Hello,
mail-role-given = You now have one more role in the workshop where Socle’s questions are written: { $role }.
mail-role-taken = You no longer have this role in the workshop where Socle’s questions are written: { $role }. Your texts stay, under your name.
mail-role-why = This change was made by somebody who administers the workshop. If it surprises you, write to us: { $contact }.
mail-role-button = Open the workshop

# Mails of the workshop.
mail-news-subject = News from the Socle workshop
mail-news-hello = Hello,
mail-news-text = This is what happened around the questions that you write or review.
mail-news-approved = “{ $title }” is approved.
mail-news-changes = “{ $title }”: changes are asked for.
mail-news-remark = “{ $title }”: a new remark.
mail-news-to-review = “{ $title }” waits for a review.
mail-news-more = and { $count ->
    [one] one more thing
   *[other] { $count } more things
} in the workshop
mail-news-why = You get at most one message of this kind a day. To stop them: { $account }, under “Workshop mails”.
account-workshop = Workshop mails
account-workshop-text = At most one message a day, when a text of yours is judged or commented on, or when a review is asked for.
account-workshop-on = You get them.
account-workshop-off = You do not get them.
account-workshop-start = Get them
account-workshop-stop = Stop them

# The page of the team.
team-title = The team
team-text = Who writes the questions, who reviews them, who decides what the bank holds. A text is always judged by somebody who did not write it.
role-text-author = Writes questions and asks for their review.
role-text-reviewer = Judges the texts of others, answers reports, suspends a question that is wrong.
role-text-administrator = Publishes the bank, retires questions, approves calibrations, makes up the team. May write and review, too.
team-give = Give a role
team-email = Address of the account
team-email-hint = The person has signed in once already. They get a mail.
team-role = Role
team-give-button = Give this role
team-members = { $count ->
    [one] One person
   *[other] { $count } people
}
team-search = Search for an address
team-search-button = Search
team-me = (you)
team-take-back = Take back
team-pages = Pages of the team
team-before = Previous page
team-after = Next page
team-none = Nobody matches this search.
team-all = Show the whole team
take-back-title = Take a role back
take-back-text = <strong>{ $email }</strong> will no longer have this role: <strong>{ $role }</strong>.
take-back-after = Their texts, remarks and verdicts stay. The person gets a mail. You can give the role again.
take-back-me = It is your own role: you will not be able to give it back to yourself. Your texts, remarks and verdicts stay.
take-back-button = Take this role back
take-back-cancel = Change nothing

# Reviewing.
nobody-any-more = somebody who is no longer here
review-title = Review: { $title }
review-changed = The text changed while you were reading
review-changed-text = This is what differs from the text that you had before you. Your explanation is kept below: read again, then give your verdict.
review-text = Text no. { $number }, with its key
review-text-shipped = The original text, with its key
review-note = What changes, says its author:
review-try = Try it as a learner
review-key = Right answer
review-difficulty = difficulty { $value }
review-time = { $seconds } s
review-unreadable = Socle cannot read this text yet: a part is missing, or a line is ill written. It can be completed in the “Text” tab.
review-verdict = Your verdict
review-checks = What you have checked
review-reason = Your explanation
review-reason-hint = Needed to ask for changes. It goes as it is to whoever wrote the text.
review-approve = Approve
review-changes = Ask for changes
judging-own = You wrote a part of this text: somebody else must judge it.
judging-defects = This text has defects that Socle sees by itself (“Text” tab). It can be judged once they are mended.
judging-not-reviewer = Your role lets you read and discuss this text. Judging it takes the role of reviewer.
judging-draft = This text is a draft: its author has not asked for a review yet.
judging-approved = This text is approved. If it changes it will be a draft again.
judging-shipped = This text came with Socle. To discuss or change it, propose a correction in the “Text” tab.
check-list-source = The fact is right, and I have read the source again.
check-list-one-best = One answer only is the best, even for a stickler.
check-list-situation = The situation is real: it happens to real people at work.
check-list-wrong-answers = Each wrong answer is a real error, with feedback of its own.
check-list-guessable = The answer cannot be guessed from form: length, tone, absolute words.
check-list-words = The words are plain, warm, exact, and leave nobody out.
check-list-accessible = Everything is understood without the picture, the colour or the mouse.
check-list-short-source = source
check-list-short-one-best = one best answer
check-list-short-situation = real situation
check-list-short-wrong-answers = wrong answers
check-list-short-guessable = no clue from form
check-list-short-words = words
check-list-short-accessible = accessibility
verdict-approve = Approved
verdict-changes = Changes asked for
verdict-of = text no. { $number }
verdict-checked = Checked:
discussion-title = { $count ->
    [0] Discussion
    [one] Discussion: one remark waits
   *[other] Discussion: { $count } remarks wait
}
discussion-empty = Nobody has said anything about this question yet.
remark-on = text no. { $number }
remark-settled = Settled by { $who }
remark-settle = Mark as settled
remark-reopen = Open again
remark-label = Your remark
remark-button = Post the remark

# Where a question stands, and what may be decided.
state-none = Not in the bank yet
state-pretest = On trial
state-provisional = In service
state-calibrated = In service, calibrated
state-suspended = Suspended
state-retired = Retired
state-text-none = Nobody meets this question. Once its text is approved it can be put on trial.
state-text-pretest = Learners meet it, but it does not count in their result as long as too little is known of it.
state-text-provisional = It counts, with its author’s estimate of the difficulty.
state-text-calibrated = It counts, with the difficulty learned from answers.
state-text-suspended = Nobody gets it for the moment. Sessions begun before keep it.
state-text-retired = Nobody gets it any more. Old results that hold it stay valid.
state-waits = This decision waits for the next publication.
state-decided = Decided by { $who }, { $date }.
way-try-out = Put on trial
way-replace = Replace the text
way-suspend = Suspend
way-restore = Put back into service
way-retire = Retire
way-text-try-out = The approved text is put to learners without counting in their result, until its difficulty is known.
way-text-replace = The approved text, which says the same thing better, takes the place of the one that learners meet. The question still counts.
way-text-suspend = Nobody gets this question any more, at once, until further notice.
way-text-restore = The question comes back as it was before it was suspended.
way-text-retire = The question leaves the bank for good. Only another trial could bring it back.
decide-try-out = Put this question on trial?
decide-replace = Replace the text of this question?
decide-suspend = Suspend this question?
decide-restore = Put this question back into service?
decide-retire = Retire this question?
decide-now = This takes effect at once: the bank is published again without it. Sessions under way do not change.
decide-later = This takes effect with the next publication of the bank. Until then you can still decide otherwise.
decide-reason = Why suspend it?
decide-note = Why? (optional)
decide-reason-hint = For whoever reads the history.

# History.
texts-title = History: { $title }
texts-texts = The texts of this question
texts-number = Text no. { $number }
texts-newest = The newest
texts-published = In service
texts-no-author = original text
change-first = first text
change-wording = better words
change-substance = another question in substance
texts-see = What changed
texts-restore = Go back to this text
texts-compare = From text no. { $from } to text no. { $to }
texts-from = From
texts-to = To
texts-compare-button = Compare
texts-none = Nobody has touched this question since it came with Socle.
texts-propose = Propose a correction
texts-outdated = Another text was saved meanwhile: nothing was changed. This is the list as it is now.
notice-restored-note = Back to text no. { $number }.
compare-count = { $parts ->
    [one] One part differs
   *[other] { $parts } parts differ
}, { $same ->
    [one] one is the same
   *[other] { $same } are the same
}.
compare-before = Before
compare-after = After
compare-absent = Did not exist.
compare-gone = No longer exists.
compare-removed = removed:
compare-added = added:
compare-nothing = These two texts say exactly the same.

# Publishing.
publish-title = Publish the bank
publish-text = Publishing freezes the bank as the decisions make it. New sessions begin with it; those under way keep theirs.
publish-changes = { $count ->
    [0] Nothing would change
    [one] One question would change
   *[other] { $count } questions would change
}
publish-sizes = { $today } questions today, { $then } then.
publish-becomes = becomes
publish-gone = out of the bank
publish-new-text = new text
publish-differences = See the differences
publish-nothing = No decision waits: the bank that learners meet is up to date.
publish-warnings = To know before you publish
publish-warnings-text = None of this keeps you from publishing.
publish-note = Why this publication?
publish-note-hint = One sentence, for the history.
publish-button = Publish
publish-past = Publications
publish-number = Publication no. { $number }
publish-current = Current
publish-changed = { $count ->
    [0] no question changed
    [one] one question changed
   *[other] { $count } questions changed
}
publish-go-back = Go back to it
publish-past-none = The bank is still the one that came with Socle.
go-back-title = Go back to publication no. { $number }?
go-back-text = The bank will be what it was on { $date } again, as a new publication: the history keeps everything.
go-back-after = Decisions taken since are replaced by those of then. The texts stay in the workshop.
go-back-button = Go back to this publication
notice-published = The bank is published. New sessions begin with it.
warning-published-meanwhile = Somebody else published meanwhile: nothing was published twice. Read again what would change now, then try once more.
warning-thin-domain = { $domain }: { $count } counted questions; it takes 60 so that two people do not get the same ones.
warning-thin-objective = Objective { $code }: { $count } counted questions; it takes 4.
warning-uninformed = { $domain }: at level { $ability } the bank measures badly (information { $information }, it should be 5).
warning-enemy-missing = { $item } names a neighbouring question that the bank does not hold: { $enemy }.
warning-expired = { $item }: the source is to be read again.

# The parts of a text.
part-text = text
part-title = Title
part-situation = Situation
part-question = Question asked
part-explanation = What to remember
part-source = Source
part-publisher = publisher
part-date = date
part-url = address
part-checked = read on
part-review_by = to be read again by
part-objective = Objective
part-trades = Trades
part-setting = Setting
part-language = Language
part-difficulty = Difficulty
part-time = Time
part-review = Review by experts
part-enemies = Neighbouring questions
part-version = Version
part-options = Options
part-correct = right answer
part-feedback = feedback
part-steps = Steps
part-order = order
part-answers = Answers
part-answer = answer
part-prompts = Prompts
part-elements = Elements
part-categories = Categories
part-category = category
part-gaps = Gaps
part-accept = Accepted, too
part-wrong = Foreseen errors
part-wrong-idea = Foreseen error: { $what }
part-value = value
part-values = values
part-unit = unit
part-units = Units
part-tolerance = tolerance
part-spots = Passages
part-messages = Messages
part-subject = subject
part-from = sender
part-body = body
part-clue = clue
part-expect = expected
part-points = Points
part-shuffle = order drawn by lot
part-kind = form
part-panels = Screens
part-blocks = content
part-rules = Rules
part-right = right
part-label = label

# The workshop: what stands around its pages.
nav-workshop = Workshop
workshop-nav = Pages of the workshop
workshop-nav-questions = Questions
workshop-nav-reports = Reports
workshop-nav-bank = The bank
workshop-nav-calibration = Calibration
workshop-nav-publish = Publish
workshop-nav-team = Team
workshop-tabs = Pages of this question
workshop-tab-text = Text
workshop-tab-try = Try it
workshop-tab-review = Review
workshop-tab-history = History
workshop-tab-measures = Measures
workshop-closed-title = The workshop is for the team
workshop-closed-text = This is where Socle’s questions are written and reviewed, with their answers. Your account has no access to it yet.
workshop-closed-ask = To write or review questions, write to the contact of this site: { $contact }. Access takes a minute to give.
workshop-closed-account = Back to my account

# Where a question stands: how the bank takes it, then its next text.
workshop-standing-pretest = On trial
workshop-standing-provisional = In service
workshop-standing-calibrated = In service, calibrated
workshop-standing-suspended = Suspended
workshop-standing-retired = Retired
workshop-stage-draft = Draft
workshop-stage-review = In review
workshop-stage-approved = Approved
workshop-next-draft = new version in draft
workshop-next-review = new version in review
workshop-next-approved = new version approved

# The list.
workshop-list-title = Questions
list-new = Write a question
list-waits = What waits for you
list-wait-review = { $count ->
    [one] One text to review
   *[other] { $count } texts to review
}
list-wait-changes = { $count ->
    [one] Changes asked for on one of your texts
   *[other] Changes asked for on { $count } of your texts
}
list-wait-remarks = { $count ->
    [one] Remarks on one of your texts
   *[other] Remarks on { $count } of your texts
}
list-wait-publish = { $count ->
    [one] One approved text to publish
   *[other] { $count } approved texts to publish
}
list-wait-reports = { $count ->
    [one] One reported question
   *[other] { $count } reported questions
}
list-search = Search the questions
list-search-button = Search
list-narrow = Narrow and sort
list-state = State
list-any-state = Any state
list-domain = Domain
list-any-domain = Any domain
list-objective = Objective
list-any-objective = Any objective
list-kind = Kind
list-any-kind = Any kind
list-language = Language
list-any-language = Any language
list-order = Sort by
list-order-modif = Last change
list-order-titre = Title
list-order-nom = Identifier
list-order-difficulte = Difficulty
list-order-signalements = Reports
list-mine = Those that I began
list-waiting = Those that wait for me
list-apply = Apply
list-count = { $total ->
    [one] One question of { $all }.
   *[other] { $total } questions of { $all }.
}
list-all = See all questions
list-choose = Choose “{ $title }”
list-difficulty = difficulty { $value }
list-changed = changed on { $date }
list-reports = { $count ->
    [one] one report
   *[other] { $count } reports
}
list-pages = Pages of the list
list-before = Before
list-after = After
list-page = Page { $page } of { $pages }
list-export = Take these questions away
list-export-text = The ticked questions, or all of the list when none is. These files hold the right answers.
list-export-csv = List (CSV)
list-export-xlsx = Workbook (XLSX)
list-export-moodle = Moodle XML
list-export-gift = GIFT
list-export-qti = QTI 3.0
list-empty = No question matches. Take a word or a filter away.
list-column-name = Identifier
list-column-title = Title
list-column-objective = Objective
list-column-kind = Kind
list-column-language = Language
list-column-difficulty = Difficulty
list-column-state = State
list-column-reports = Reports

# Bringing questions in.
list-import = Import
import-title = Import questions
import-text = Moodle XML, GIFT, Aiken, QTI 2 or 3, or the authors’ workbook. The file is read, you are told what was lost, and nothing is kept before you ask for it.
import-file = File
import-file-hint = 16 MB at most.
import-language = Language, where the file does not say one
import-do = Read this file
import-no-file = Choose a file: none arrived, or it is empty.
import-read = { $file }: { $count ->
    [0] no question could be taken.
    [one] one question can be taken.
   *[other] { $count } questions can be taken.
}
import-left-out = { $count ->
    [one] One question more does not fit into this page: cut the file to take it.
   *[other] { $count } questions more do not fit into this page: cut the file to take them.
}
import-lost = What was lost on the way
import-weight-refused = Refused.
import-weight-changed = Changed.
import-weight-dropped = Left out.
import-weight-guessed = Guessed.
import-line = Line { $line }.
import-drafts = What may become drafts
import-drafts-text = They will be yours, not reviewed. They will lack what these formats do not say: objective, trades, source.
import-keep-one = Keep “{ $title }”
import-to-complete = { $count ->
    [one] one point to complete
   *[other] { $count } points to complete
}
import-keep = Make drafts of them
import-drop = Keep nothing
import-note = Taken from { $file }
notice-imported = The questions are among your drafts.

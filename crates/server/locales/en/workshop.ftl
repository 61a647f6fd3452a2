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

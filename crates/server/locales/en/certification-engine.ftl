# The exam: what the rules refuse.
refusal-exam-paused = The exam is paused: time does not count, and your answer was not taken. Wait until the invigilator lets it go on, then answer.
refusal-exam-time-up = The time of the exam is over: this answer came too late and does not count. All those before are recorded, and the exam is finished.

# socle simulate certification
cli-exam-simulated = { $people } simulated people, two exams each: { $length } questions that count, out of { $items }.
cli-exam-cut = Cut
cli-exam-exam-accuracy = right
cli-exam-fixed-accuracy = right (fixed)
cli-exam-exam-consistency = alike
cli-exam-fixed-consistency = alike (fixed)
cli-exam-wrongly-above = above*
cli-exam-wrongly-below = below*
cli-exam-minimum = Minimum
cli-exam-none = none
cli-exam-deserve = hold it
cli-exam-certified = certified
cli-exam-wrongly-certified = wrongly
cli-exam-wrongly-refused = refused w.
cli-exam-refused-whole = whole, no
cli-exam-alike = alike
cli-exam-domain = Domain
cli-exam-questions = questions
cli-exam-rmse = RMSE
cli-exam-band = right band
cli-exam-width = levels
cli-exam-overall = Overall ability: RMSE { $rmse }, against { $fixed } with a fixed test; standard error told { $error }.
cli-exam-close = The 95% interval holds the truth for { $coverage } of the people; the jury has to look at { $close } of the decisions, and { $unseen } are wrong among the others.
cli-exam-levels = Exact level: { $exam } of the people, against { $fixed } with a fixed test.
cli-exam-exposure = Exposure: the question put most often is put in { $most } of the exams.
cli-exam-overlap = Questions that two people share: { $mean } on average, at most { $high } for 95% of the pairs, { $largest } at the most.
cli-exam-minutes = Authors' times: { $mean } minutes on average, at most { $high } for 95% of the exams.

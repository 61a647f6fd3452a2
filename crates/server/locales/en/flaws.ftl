# What "socle content check" says without refusing
cli-content-due = To be read again: the source is no longer sure after { $day }. Read it again, then update "checked".
cli-content-expired = Expired: the source was sure until { $day }. The item is not drawn until "checked" is up to date.
cli-content-fault = to be mended
cli-content-doubt = to be looked at
cli-content-hint = to be considered
cli-content-flaws = Review of form: { $faults } to be mended, { $doubts } to be looked at, { $hints } to be considered.
cli-content-flaws-unseen = Review of form: { $faults } to be mended, { $doubts } to be looked at, { $hints } to be considered. "socle content check --flaws" shows them.

# The check-list against flawed items: what it is, why it matters, what to do
flaw-key-long = The right answer is clearly the longest. It can be guessed, because authors put their caution there. Shorten it, or fill out a wrong answer.
flaw-key-short = The right answer is clearly the shortest. It stands out for someone who does not know. Give the others the same length.
flaw-word-cue = A word of the question stands in the right answer alone. It leads there without any knowledge. Change the word, or give it to a wrong answer too.
flaw-grammar-cue = The sentence does not agree with every answer offered. Grammar rules out what knowledge should. Put the article into each answer.
flaw-order-cue = A step tells its own place ("first", "then", "finally"). The order is read instead of understood. Take the word out.
flaw-title-cue = The title or the identifier says what the right answer says. It would give it away to anyone who sees it. Name the situation, not the solution.
flaw-absolute-wrong = Several wrong answers are absolute ("always", "never") and the right one is not. People learn to rule them out unread. Soften them, or make them wrong for another reason.
flaw-vague-key = Only the right answer is cautious ("often", "sometimes"). Caution sounds truer than the rest. Make it plain, or soften a wrong answer too.
flaw-all-of-the-above = An answer stands for others ("all", "none"). Recognising one or two is enough to find it or rule it out. Put a real idea in its place, or let several answers be ticked.
flaw-tick-all-pays = There are twice as many right answers as wrong ones. Ticking everything wins half of the points. Add a plausible wrong answer, or take a right one out.
flaw-options-mixed = One answer is of another kind than the others (question, action, noun). It draws the eye, or rules itself out. Give all of them the same form.
flaw-options-uneven = The longest answer is three times the shortest. Size speaks before substance. Bring the lengths closer.
flaw-options-repeat = All answers begin with the same words. They are read again for nothing. Move them into the question.
flaw-options-overlap = One answer holds another, or two ranges overlap. Both would be right together, which tells which one to rule out. Set them apart.
flaw-options-alike = Two answers differ by a few letters. Nobody knows whether knowledge or eyesight is tested. Let the difference be an idea, or make it visible.
flaw-numbers-unordered = The numbers offered are not in order. Time is lost looking for them. Put them in order and add "shuffle = false".
flaw-double-negation = Two negations answer each other. They have to be undone first, and that is where people go wrong. Say the same in the affirmative.
flaw-negative-stem = The question asks for what is wrong without showing it. Many read too fast and answer the opposite. Ask in the affirmative, or write the negation in capitals.
flaw-situation-missing = The situation says next to nothing. What is tested then is the memory of a lesson, not a practice. Say who, where, and what happens.
flaw-situation-unused = Neither the question nor its answers take up anything of the situation. It is read for nothing if one can answer without it. Tie it in, or take it out.
flaw-acronym = These initials are not explained where they are first read. Someone who began last week does not know them. Write the words in full, then the initials in brackets.
flaw-sentence-long = This sentence is over 40 words. Its beginning is lost before its end. Cut it in two.
flaw-time-short = The time is too short to read at 180 words a minute. Slow readers would be judged on speed. Raise "time", or shorten the text.
flaw-brand = A brand is named. It says nothing to someone who works with another product, and it will pass. Say what the tool does.
flaw-feedback-missing = A wrong idea gets next to no explanation. One leaves without knowing why it was wrong. Say what is tempting, what is wrong, and what to do.
flaw-feedback-same = Two wrong ideas get the same explanation. Each is wrong for its own reason. Answer each.
flaw-feedback-formula = All explanations of wrong ideas begin the same way. Nobody reads them any more. Begin with the idea itself.
flaw-feedback-mute = The feedback on the right answer approves without explaining. Whoever guessed learns nothing. Say why it is right.
flaw-feedback-by-place = Feedback names an answer by its letter or place. The order is drawn for each person: nobody sees the same. Say the idea again in a few words.
flaw-controls-dead = Several controls of this tool do nothing. One or two decoys are enough; beyond, people search at random. Give some of them a rule, or take them out.
flaw-trap-silent = A trap is hardly explained. It is the gravest mistake, the one that puts someone in danger. Say what can happen, and what to do instead.
flaw-traps-many = There are more traps than things to do well. People learn to distrust everything, not to work. Add ordinary things, or turn traps into plain mistakes.
flaw-switches-one-way = All switches have to go the same way. Whoever flips them all unread is right. Add one that must be left as it is.

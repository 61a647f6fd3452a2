# What an import or export of questions refused, changed, left out or guessed
exchange-too-large = The file or text is larger than what is read ({ $detail }): split it.
exchange-empty = There is nothing to read: check that the export worked. { $detail }
exchange-not-text = This is not text: { $detail }
exchange-unknown-format = This is not QTI, Moodle XML, GIFT, Aiken or our workbook. { $detail }
exchange-broken-xml = This XML file is damaged: { $detail }
exchange-doctype = The file declares a document type (DOCTYPE), through which other files could be read: remove that declaration. { $detail }
exchange-too-complex = More elements, or more deeply nested ones, than what is read ({ $detail }).
exchange-qti-unknown = This QTI document holds no question that we can read ({ $detail }): give a file or package of QTI 2.1, 2.2 or 3.0.
exchange-archive-broken = The archive cannot be opened: { $detail }
exchange-archive-path = “{ $detail }” would leave the archive: the package is refused.
exchange-archive-many = The archive holds { $detail } files, more than what is read: split it.
exchange-archive-large = “{ $detail }” is too large once unpacked: take it out of the package, pictures and films are not read.
exchange-archive-bomb = “{ $detail }” is packed so tightly that it could fill the machine: the package is refused.
exchange-manifest-missing = There is no imsmanifest.xml in the archive: export a complete QTI package. { $detail }
exchange-file-missing = The file “{ $detail }” is missing, or cannot be read.
exchange-test-alone = This test points to questions in other files: give the whole package. { $detail }
exchange-sheet-broken = The workbook cannot be read, or its columns are not those of the template ({ $detail }): start again from the template.
exchange-picture = The answer is given on a picture ({ $detail }): we have no such questions yet.
exchange-extended-text = The answer is free text, which only a person can judge. { $detail }
exchange-upload = The answer is a file, a drawing or a recording ({ $detail }): we have no such questions.
exchange-media = The question rests on a sound or a film ({ $detail }): describe it in words, then import again.
exchange-custom = The question brings its own program ({ $detail }): it is never run here.
exchange-adaptive = The question goes on by attempts, hints or steps ({ $detail }): make several questions of it.
exchange-template = The question draws or computes values ({ $detail }): fix them, then import again.
exchange-several-interactions = Several things to do in one question ({ $detail }): make several questions of it.
exchange-no-interaction = There is nothing to do in this question. { $detail }
exchange-unknown-kind = This kind of question is not known: { $detail }
exchange-no-key = No answer is said to be right. { $detail }
exchange-key-unknown = The answer said to be right is not among those offered: { $detail }
exchange-several-keys = Several answers are said to be right where one can be given: { $detail }
exchange-key-differs = The scoring gives all points to another answer than the one said to be right: mend one or the other. { $detail }
exchange-processing = The scoring uses what we do not read: { $detail }
exchange-partial-order = Only some of the steps are to be put in order ({ $detail }): here, all of them are.
exchange-line-answers = A line does not have exactly one answer: { $detail }
exchange-formula = The question holds a formula: write it in words, then import again. { $detail }
exchange-nothing-to-read = A choice cannot be read (a picture without description?): { $detail }
exchange-brackets = The text holds signs ({ $detail }) that mean something else in our files, or that are not closed.
exchange-too-many-choices = Too many or too few choices for a question: { $detail }
exchange-number-in-text = A number with a tolerance inside a text: make a number question of it. { $detail }
exchange-unreadable = This line cannot be read: { $detail }
exchange-not-written = This format has no way to say this question ({ $detail }): it is not written.
exchange-scoring-differs = The right answer is the same, but a partly right answer is worth something else here: check the points. { $detail }
exchange-spelling-looser = Spelling is judged more generously here: case and accents do not count. { $detail }
exchange-choice-limit = How many choices may be made ({ $detail }) is not limited here.
exchange-pairs-directed = Pairs without an order became lines and their answers: one of each pair is now given. { $detail }
exchange-slider-typed = A slider ({ $detail }) became a number to type: say its bounds in the question.
exchange-penalty = Negative points are not taken over: { $detail }
exchange-picture-words = A picture is replaced by its description: { $detail }
exchange-picture-dropped = A picture without description is left out: can the question be understood without it? { $detail }
exchange-active = Active content is removed: { $detail }
exchange-link = The address of a link is removed, its words stay: { $detail }
exchange-table = A table is written as lines: read it again. { $detail }
exchange-emphasis = Bold, italics and headings are not kept. { $detail }
exchange-rubric = A note for scorers is left out: { $detail }
exchange-feedback-dropped = Feedback that has no place here is left out: { $detail }
exchange-text-moved = A text after the answer is put before the question: { $detail }
exchange-test-rules = The rules of the test are not taken over, only the order of its questions: { $detail }
exchange-resource = Files of the package are not questions: { $detail }
exchange-tags = Categories or tags are not taken over: { $detail }
exchange-header-dropped = This format has no place for “{ $detail }”.
exchange-detail-dropped = Elsewhere, this will not be as it is here: { $detail }
exchange-header-guessed = Difficulty is set to 0 and the time estimated at { $detail } seconds.
exchange-encoding-guessed = The text is not UTF-8: it is read as { $detail }. Check the accents.
exchange-language-guessed = The language “{ $detail }” is not said, or is none of ours.
exchange-key-declared = The right answer is said, and its scoring is not: all or nothing is taken. { $detail }
exchange-unit-guessed = The unit of the number is not said; read in the text: “{ $detail }”.
exchange-header-unread = “{ $detail }” cannot be read in our header.
exchange-all-header-guessed = { $count ->
    [one] 1 question: difficulty set to 0, time estimated from the length of the text.
   *[other] { $count } questions: difficulty set to 0, time estimated from the length of the text.
}
exchange-all-language-guessed = { $count ->
    [one] 1 question does not say its language, or has none of ours: that of --language is taken.
   *[other] { $count } questions do not say their language, or have none of ours: that of --language is taken.
}
exchange-all-points = { $count ->
    [one] 1 question: a partly right answer will be worth elsewhere what the other program makes of it.
   *[other] { $count } questions: a partly right answer will be worth elsewhere what the other program makes of it.
}
exchange-all-typos = { $count ->
    [one] 1 question: typing errors will not be tolerated elsewhere.
   *[other] { $count } questions: typing errors will not be tolerated elsewhere.
}
exchange-all-feedback = { $count ->
    [one] 1 question: feedback line by line is not written.
   *[other] { $count } questions: feedback line by line is not written.
}
exchange-all-units = { $count ->
    [one] 1 question: one unit only is written.
   *[other] { $count } questions: one unit only is written.
}
exchange-all-simulator = { $count ->
    [one] 1 simulator travels in our own format, which only Socle reads.
   *[other] { $count } simulators travel in our own format, which only Socle reads.
}

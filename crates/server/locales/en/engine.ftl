# Language of the questions, questions on trial, sources out of date
home-language-legend = In which language?
home-language-en = English first
home-language-en-text = { $questions ->
    [one] One question exists in English: it comes first. The others come in French.
   *[other] { $questions } questions exist in English: they come first. The others come in French.
}
home-language-fr = French
home-language-fr-text = All the questions, in the language in which they were written.
home-start-french = The questions are in French.
method-pretest = A few questions are sometimes on trial: they come by lot among the others and never count in your result; the corrected paper says which they were.
method-fresh = A question whose source has passed its review date is not asked until that source has been read again.
cli-simulate-in-language = Questions asked in the language wanted ({ $language }): { $share }.
cli-simulate-tried-out = { $items ->
    [one] One question is tried out and does not count
   *[other] { $items } questions are tried out and do not count
}: { $mean } in a session on average, beside those that count.
cli-content-domain-expired = { $domain }: every source is to be read again. Its questions are asked all the same, since there are no others; read these first.

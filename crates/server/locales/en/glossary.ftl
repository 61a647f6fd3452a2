# The page of acronyms
glossary-page-title = The acronyms of digital health in France
glossary-description = The acronyms of digital health in France: what they stand for and what that is, in one sentence, with its source.
glossary-title = Acronyms, in plain words
glossary-lead = { $all } acronyms of digital health in France: what they stand for, and what that is in one sentence. Everywhere on this site, an acronym with a dotted underline explains itself at a click.
glossary-search = Look for an acronym or a word
glossary-found = { $found ->
    [0] No acronym for “{ $q }”. Try fewer letters.
    [one] One acronym for “{ $q }”.
   *[other] { $found } acronyms for “{ $q }”.
}
glossary-show-all = Show all acronyms
glossary-letters = Go to a letter
glossary-also = Also:
glossary-source = Source:
glossary-read = read in { $date }
glossary-more = More about { $short }
glossary-export = Take this list with you (CSV)
glossary-card-all = All acronyms
glossary-column-short = Acronym
glossary-column-long = Stands for
glossary-column-text = What it is
glossary-column-also = Other forms
glossary-column-url = Address
glossary-column-source = Source
glossary-column-checked = Read in
terms-told = Acronyms
terms-line = { $short }: { $long }

# What “socle content check” refuses in the glossary
check-term-empty = The acronym “{ $detail }” is incomplete: acronym, long form, sentence and source are needed.
check-term-checked = “{ $detail }” is no month (YYYY-MM).
check-term-twice = The acronym “{ $detail }” is already in the list.
check-term-untold = The acronym “{ $detail }” is explained in one language and not in the other.

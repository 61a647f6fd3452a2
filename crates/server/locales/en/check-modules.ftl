# What "socle content check" refuses in a module
check-module-shows-nothing = A module shows something: { $detail }, at least one.
check-module-order = The step "{ $detail }" is not in its place: a situation first, cards and summary after what they repeat, practice at the end.
check-text-long = Too long (characters written / allowed): { $detail }.
check-diagram-shape = "{ $detail }" does not go with the form of this diagram, or is missing.
check-video-file = "{ $detail }": a name in lower case, digits and hyphens, ending in .webm (film), .vtt (captions) or .webp (first picture).
check-video-length = { $detail } seconds: a film lasts 10 to 180 seconds.
check-video-chapters = Chapters ({ $detail }) begin at 0, follow each other and stay within the film.
check-item-unknown = The question "{ $detail }" is not in the bank.
check-item-language = The question "{ $detail }" is not in the language of the module.
check-item-elsewhere = The question "{ $detail }" is not of the domain of this module.
check-minutes-range = { $detail } minutes: a module lasts 3 to 8 minutes.
check-minutes-honest = The minutes promised are not those of reading and questions (promised / counted): { $detail }.
check-markup = Only paragraphs, lists with "- " and words in **bold** are allowed: { $detail }
check-after-unknown = The module "{ $detail }", to be done before, does not exist.
check-after-itself = The module "{ $detail }", to be done before, itself asks for this one.

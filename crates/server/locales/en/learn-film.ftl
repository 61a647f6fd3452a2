# Films: what "socle content check" refuses of them, and their page
check-film-missing = "{ $detail }" is not beside the module: record the film (node e2e/film/record.mjs), or take the step out.
check-film-large = Too heavy for a phone (weighed / allowed): { $detail }.
check-film-unreadable = "{ $detail }" cannot be read: a film is WebM, its first picture WebP.
check-film-length = The length announced is not that of the film (announced / measured, in seconds): { $detail }.
check-captions-empty = A caption is empty, or there is none. { $detail }
check-captions-order = A caption ends before it begins: { $detail }.
check-captions-overlap = A caption is still there when the next one comes: { $detail }.
check-captions-late = A caption outlasts the film: { $detail }.
check-captions-fast = A caption goes too fast to be read (characters a second): { $detail }.

film-captions = French
film-open = Open the film
film-facts = { $length } · { $weight } · silent: the captions hold the commentary
film-seconds = { $seconds } s
film-minutes = { $minutes } min { $seconds }
film-weight = { $megabytes } MB
film-chapters = In this film
film-transcript = Read instead of watching

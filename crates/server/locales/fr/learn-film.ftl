# Les films : ce que « socle content check » en refuse, et leur page
check-film-missing = « { $detail } » n’est pas à côté du module : enregistrez le film (node e2e/film/record.mjs), ou retirez l’étape.
check-film-large = Trop lourd pour un téléphone (pesé / permis) : { $detail }.
check-film-unreadable = « { $detail } » n’est pas lisible : un film est en WebM, une image d’attente en WebP.
check-film-length = La durée annoncée n’est pas celle du film (annoncée / mesurée, en secondes) : { $detail }.
check-captions-empty = Un sous-titre est vide, ou il n’y en a aucun. { $detail }
check-captions-order = Un sous-titre finit avant d’avoir commencé : { $detail }.
check-captions-overlap = Un sous-titre est encore là quand le suivant arrive : { $detail }.
check-captions-late = Un sous-titre dure plus longtemps que le film : { $detail }.
check-captions-fast = Un sous-titre passe trop vite pour être lu (signes par seconde) : { $detail }.

film-captions = Français
film-open = Ouvrir le film
film-facts = { $length } · { $weight } · sans son : le commentaire est dans les sous-titres
film-seconds = { $seconds } s
film-minutes = { $minutes } min { $seconds }
film-weight = { $megabytes } Mo
film-chapters = Dans ce film
film-transcript = Lire au lieu de regarder

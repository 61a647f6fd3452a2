# Ce que « socle content check » refuse dans un module
check-module-shows-nothing = Un module montre quelque chose : { $detail }, au moins un.
check-module-order = L’étape « { $detail } » n’est pas à sa place : une situation d’abord, les cartes et le résumé après ce qu’ils reprennent, la pratique à la fin.
check-text-long = Trop long (signes écrits / permis) : { $detail }.
check-diagram-shape = « { $detail } » ne va pas avec la forme de ce schéma, ou manque.
check-video-file = « { $detail } » : un nom en minuscules, chiffres et tirets, qui finit par .webm (film), .vtt (sous-titres) ou .webp (image d’attente).
check-video-length = { $detail } secondes : un film dure de 10 à 180 secondes.
check-video-chapters = Les chapitres ({ $detail }) commencent à 0, se suivent et tiennent dans le film.
check-item-unknown = La question « { $detail } » n’est pas dans la banque.
check-item-language = La question « { $detail } » n’est pas dans la langue du module.
check-item-elsewhere = La question « { $detail } » n’est pas du domaine de ce module.
check-minutes-range = { $detail } minutes : un module dure de 3 à 8 minutes.
check-minutes-honest = La durée annoncée n’est pas celle de la lecture et des questions (annoncée / comptée) : { $detail }.
check-markup = Seuls les paragraphes, les listes en « - » et les mots en **gras** sont permis : { $detail }
check-after-unknown = Le module « { $detail } », à faire avant, n’existe pas.
check-after-itself = Le module « { $detail } », à faire avant, demande lui-même celui-ci.

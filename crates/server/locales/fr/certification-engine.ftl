# L'épreuve : ce que les règles refusent.
refusal-exam-paused = L’épreuve est en pause : le temps ne compte pas, et votre réponse n’a pas été prise. Attendez que la personne qui surveille la relance, puis répondez.
refusal-exam-time-up = Le temps de l’épreuve est écoulé : cette réponse est arrivée trop tard et ne compte pas. Toutes celles d’avant sont enregistrées, et l’épreuve est terminée.

# socle simulate certification
cli-exam-simulated = { $people } personnes simulées, deux épreuves chacune : { $length } questions qui comptent, tirées de { $items }.
cli-exam-cut = Seuil
cli-exam-exam-accuracy = juste
cli-exam-fixed-accuracy = juste (fixe)
cli-exam-exam-consistency = pareil
cli-exam-fixed-consistency = pareil (fixe)
cli-exam-wrongly-above = au-dessus*
cli-exam-wrongly-below = en dessous*
cli-exam-minimum = Minimum
cli-exam-none = aucun
cli-exam-deserve = le tiennent
cli-exam-certified = certifiées
cli-exam-wrongly-certified = à tort
cli-exam-wrongly-refused = refus à tort
cli-exam-refused-whole = tout, refusé
cli-exam-alike = pareil
cli-exam-domain = Domaine
cli-exam-questions = questions
cli-exam-rmse = RMSE
cli-exam-band = bande juste
cli-exam-width = niveaux
cli-exam-overall = Capacité d’ensemble : RMSE { $rmse }, contre { $fixed } avec un test fixe ; erreur type annoncée { $error }.
cli-exam-close = L’intervalle à 95 % contient la vraie valeur pour { $coverage } des personnes ; le jury doit regarder { $close } des décisions, et { $unseen } sont fausses parmi les autres.
cli-exam-levels = Niveau exact : { $exam } des personnes, contre { $fixed } avec un test fixe.
cli-exam-exposure = Exposition : la question la plus posée l’est dans { $most } des épreuves.
cli-exam-overlap = Questions communes à deux personnes : { $mean } en moyenne, { $high } au plus pour 95 % des paires, { $largest } au maximum.
cli-exam-minutes = Temps des auteurs : { $mean } minutes en moyenne, { $high } au plus pour 95 % des épreuves.

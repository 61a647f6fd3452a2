# Le rapport d’une campagne, sur papier
campaign-report-kind = Rapport de campagne
campaign-report-assessed = Ce qui a été évalué
campaign-report-audience = Pour qui
campaign-report-when = Quand
campaign-report-took-part = Participation
campaign-report-target = Niveau visé
campaign-report-audience-everybody = Toutes les personnes des listes de l’établissement
campaign-report-audience-open = Toute personne ayant le code de la campagne
campaign-report-anonymous = sans nom
campaign-report-from-to = Du { $from } au { $to }
campaign-report-from = À partir du { $from }, sans date de fin
campaign-report-draft = Pas encore ouverte
campaign-report-of-expected = { $finished ->
    [0] Personne n’a terminé
    [one] Une personne a terminé
   *[other] { $finished } personnes ont terminé
  }, sur { $expected } attendues.
campaign-report-of-began = { $finished ->
    [0] Personne n’a terminé
    [one] Une personne a terminé
   *[other] { $finished } personnes ont terminé
  }, sur { $began } qui ont commencé.
campaign-report-first = À former d’abord, pour tout le monde : { $domain }, où { $share } n’ont pas encore le niveau { $level }, sur { $all } résultats.
campaign-report-first-part = À former d’abord : { $domain }, pour « { $who } », où { $share } n’ont pas encore le niveau { $level }, sur { $people } résultats de ce groupe. Le rapport porte sur { $all } résultats en tout.
campaign-report-rose = En progrès depuis « { $title } » : { $names }.
campaign-report-fell = En recul depuis « { $title } » : { $names }.
campaign-report-unchanged = Pas de changement net depuis « { $title } ».
campaign-report-between = { $low } à { $high }
campaign-report-more = { $count ->
    [one] Un groupe plus petit est
   *[other] { $count } groupes plus petits sont
  } dans le classeur des résultats et sur les pages de la campagne.
campaign-report-before = Avant
campaign-report-after = Maintenant
campaign-report-change = Différence, en points
campaign-report-verdict = Lecture
campaign-report-verdict-rose = en progrès
campaign-report-verdict-fell = en recul
campaign-report-verdict-same = pas de changement net
campaign-report-changes-note = Part des personnes au niveau { $level } ou plus. La différence est donnée avec l’intervalle où elle se trouve à { $share }.
campaign-report-question = Question
campaign-report-missed = Manquée par
campaign-report-questions-text = { $total ->
    [one] Une seule question a
   *[other] { $total } questions ont
  } au moins dix réponses. { $count ->
    [one] Voici la plus sûrement manquée.
   *[other] Voici les { $count } plus sûrement manquées.
  }
campaign-report-hidden-title = Ce qui n’est pas montré, et pourquoi
campaign-report-hidden = Les résultats paraissent ensemble, par parutions d’au moins dix personnes ; un service ou un métier n’est montré à part qu’à partir de dix résultats parus, une question à partir de dix réponses. Aucun tableau ne croise service et métier : rien ici ne permet de retrouver le résultat de quelqu’un, même par soustraction.
campaign-report-no-units = Aucun service n’est montré à part : aucun n’a encore dix résultats parus.
campaign-report-no-trades = Aucun métier n’est montré à part : aucun n’a encore dix résultats parus.
campaign-report-computed-title = Comment c’est calculé
campaign-report-computed = Chaque réponse rend plus ou moins probable, pour chaque personne, d’être à chacun des quatre niveaux ; une part est la somme de ces probabilités sur le groupe, corrigée de ce que le calcul ramène vers la moyenne. L’intervalle dit où la part de ces personnes se trouve, à { $share } : il tient au nombre de personnes et de questions, et ne dit rien de celles qui n’ont pas participé.
campaign-report-method = La méthode, en mots simples : { $address }
campaign-report-out = Emporter ces résultats :
campaign-report-out-pdf = rapport à imprimer (PDF)
campaign-report-out-xlsx = classeur (XLSX)
campaign-report-out-csv = niveaux (CSV)
campaign-report-out-questions = questions (CSV)

result-page-title = Votre profil du { $date }
result-title = Votre profil
result-title-guest = Un profil partagé
result-facts = { $date } · { $answered ->
    [one] { $answered } question
   *[other] { $answered } questions
} · { $minutes } min
result-guest = Une personne vous montre ce profil par un lien privé. Vous ne voyez ni son nom, ni son adresse, ni ses réponses. Elle peut révoquer ce lien à tout moment.
result-early = Vous avez terminé tôt : ce profil repose sur peu de réponses. Lisez les intervalles avant les niveaux.
result-corrected = Voir le corrigé
result-pdf = PDF
result-print = Imprimer

summary-sure = Le Socle est tenu dans { $count ->
    [one] un domaine
    [2] deux domaines
    [3] trois domaines
    [4] quatre domaines
   *[other] les cinq domaines
} : { $names }.
summary-likely = Le Socle est probablement tenu dans { $count ->
    [one] un domaine
    [2] deux domaines
    [3] trois domaines
    [4] quatre domaines
   *[other] les cinq domaines
} : { $names }.
summary-open = Nous ne pouvons pas encore trancher dans { $count ->
    [one] un domaine
    [2] deux domaines
    [3] trois domaines
    [4] quatre domaines
   *[other] les cinq domaines
} : { $names }.
summary-build = Le Socle reste à construire dans { $count ->
    [one] un domaine
    [2] deux domaines
    [3] trois domaines
    [4] quatre domaines
   *[other] les cinq domaines
} : { $names }.

picture-title = Profil par domaine, avec son incertitude
picture-row = { $name } : { $level }, entre { $low } et { $high }.
picture-row-sure = { $name } : { $level }, sans grand doute.
key-point = Notre meilleure estimation
key-interval = Où se trouve votre niveau, avec { $share } de probabilité
key-density = Ce que vos réponses rendent le plus vraisemblable
key-socle = Le Socle : ce que chacun doit tenir

next-title = { $count ->
    [one] Pour la suite
   *[other] Pour la suite, dans cet ordre
}
step-build-base = Poser la base
step-build-base-reason = { $missed } de vos { $answered } réponses n’y étaient pas entièrement justes, et le domaine est sous le Socle. La probabilité que vous teniez cette compétence est de { $probability }.
step-consolidate = Revoir
step-consolidate-reason = { $missed ->
    [one] Une de vos { $answered } réponses n’y était pas entièrement juste.
   *[other] { $missed } de vos { $answered } réponses n’y étaient pas entièrement justes.
} La probabilité que vous teniez cette compétence est de { $probability }.
step-confirm = En savoir plus
step-confirm-reason = C’est là que nous hésitons le plus : le niveau le plus probable ne l’est qu’à { $probability }. Quelques questions de plus trancheraient.
step-pass-on = Transmettre
step-pass-on-reason = Vous y êtes au niveau Avancé ou plus, avec { $probability } de probabilité. Des collègues peuvent compter sur vous.
step-stretch = Viser plus haut
step-stretch-reason = Vos réponses y étaient toutes justes. Des questions plus difficiles vous attendent au prochain positionnement.
step-link = Relire vos réponses : { $domain }

domains-title = Domaine par domaine
domains-text = Pour chaque domaine : le niveau le plus probable, jusqu’où il peut s’étendre, et la probabilité des quatre niveaux.
reach-one = sans grand doute
reach-two = entre { $low } et { $high }
competences-title = Compétences
competence-held = tenue à { $probability }
competence-answers = { $right } sur { $answered } entièrement justes
competence-not-asked = aucune question posée
change-up = Progrès probable depuis la dernière fois ({ $probability })
change-down = Recul probable depuis la dernière fois ({ $probability })
change-none = Pas de changement démontrable depuis la dernière fois

history-title = Au fil du temps
history-text = Chaque point est un positionnement, chaque trait son intervalle. Quand les traits se recouvrent largement, la différence ne prouve rien.
history-table = Estimations au fil du temps
trend-title = { $name } au fil du temps
trend-point = { $date } : { $level }.

read-title = Comment lire ce profil
read-level = Les quatre niveaux découpent une même échelle. Socle est ce que tout professionnel doit tenir ; Expert désigne ceux vers qui l’on se tourne.
read-interval = Compte tenu de vos réponses, votre niveau véritable se trouve dans l’intervalle avec { $share } de probabilité. Un intervalle à cheval sur deux niveaux veut dire que nous ne pouvons pas trancher.
read-competences = Sous chaque domaine, une compétence n’est dite acquise ou pas encore acquise que si vos réponses le permettent. Sinon, nous le disons. L’estimation d’une compétence s’appuie aussi sur le reste du domaine.
read-use = Ce profil est fait pour vous orienter. Il n’est ni un diplôme, ni une évaluation professionnelle.

table-title = Les valeurs exactes
table-text = L’échelle est en écarts types de la population supposée : 0 est sa moyenne. Socle commence à { $low }, Avancé à { $middle }, Expert à { $high }.
table-domain = Domaine
table-row = Domaine et compétences
table-estimate = Estimation
table-sd = Erreur type
table-interval = Intervalle à { $share }
table-answers = Réponses

keep-title = Garder ce résultat
keep-text = Pour l’instant, il n’est lié qu’à ce navigateur. Avec une adresse e-mail, vous le retrouverez partout et vous verrez vos progrès.
keep-button = Recevoir mon lien
share-title = Partager
share-text = Un lien privé montre ce profil, sans votre nom, votre adresse ni vos réponses. Vous pouvez le révoquer quand vous voulez.
share-new = Votre lien, affiché cette seule fois
share-made = Lien créé le { $date }
share-views = { $views ->
    [one] ouvert une fois, le { $date }
   *[other] ouvert { $views } fois, la dernière le { $date }
}
share-unseen = jamais ouvert
share-revoke = Révoquer
share-button = Créer un lien
again-title = Recommencer
again-text = Un nouveau positionnement pose d’autres questions et s’ajoute à celui-ci. Quelques semaines d’écart rendent la comparaison plus parlante.
again-button = Nouveau positionnement
guest-title = Et vous ?
guest-text = Vingt minutes, ou six à la fois, sans compte.
guest-button = Savoir où j’en suis

corrected-page-title = Corrigé
corrected-title = Le corrigé
corrected-text = { $total ->
    [one] Une question, { $right ->
        [0] pas entièrement juste.
       *[other] entièrement juste.
    }
   *[other] { $total } questions, { $right ->
        [0] aucune entièrement juste.
        [one] dont une entièrement juste.
       *[other] dont { $right } entièrement justes.
    }
}
corrected-back = Retour au profil
corrected-domain = Domaine
corrected-all = Tous
corrected-missed = Seulement ce qui n’était pas entièrement juste
corrected-filter = Filtrer
corrected-none = Rien à montrer avec ce choix.
corrected-situation = Relire la situation
corrected-points = { $won } sur { $points }
corrected-pretest = Question à l’essai : elle ne compte pas dans votre résultat
corrected-remember = À retenir
corrected-checked = Vérifié en { $date }.
outcome-right = Juste
outcome-partly = En partie juste
outcome-wrong = Pas juste
outcome-not-known = Vous ne saviez pas
line-yours = votre réponse
line-awaited = attendu
line-given = Votre réponse
line-expected = Attendu
line-nothing = aucune

# Le document imprimé
pdf-title = Votre profil en santé numérique
pdf-picture = { $count ->
    [5] Vos cinq domaines
    [one] Le domaine évalué
   *[other] Les domaines évalués
}
pdf-level = Niveau
pdf-probability = Probabilité
pdf-level-probability = probabilité { $probability }
pdf-interval = { $low } à { $high }
pdf-competence = Compétence
pdf-evidence = Ce que montrent vos réponses
pdf-working-wording = Formulation de travail de l’équipe Socle, ou reprise d’un tiers, en attendant le texte officiel.
pdf-reference = Référence { $reference }
pdf-made = Document établi le { $date }
pdf-unreviewed = Les questions n’ont pas encore été relues par des experts.
pdf-page = page
pdf-of = sur
result-part = Ce positionnement portait sur une partie du référentiel : { $names }. Il ne dit rien du reste.

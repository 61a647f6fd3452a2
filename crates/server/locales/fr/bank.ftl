# La banque en un coup d’œil.
bank-title = La banque
bank-text = { $items } questions en service, dont { $simulators } simulateurs. { $reviewed ->
    [0] Aucune n’a encore été relue par des experts.
    [one] Une a été relue par des experts.
   *[other] { $reviewed } ont été relues par des experts.
}
bank-to-look-at = { $count ->
    [0] Ce que disent les réponses
    [one] Une question à regarder
   *[other] { $count } questions à regarder
}
bank-thin = Où la banque est mince
bank-thin-domain = { $name } : { $items } questions, il en faut { $needed }.
bank-thin-low = { $name } : peu de questions pour les personnes qui débutent (information { $least }, il faut { $needed }). Écrivez-en de faciles.
bank-thin-middle = { $name } : peu de questions de niveau moyen (information { $least }, il faut { $needed }).
bank-thin-high = { $name } : peu de questions pour les personnes avancées (information { $least }, il faut { $needed }). Écrivez-en de difficiles.
bank-thin-objective = { $items ->
    [0] Aucune question : il en faut { $needed }.
    [one] Une question : il en faut { $needed }.
   *[other] { $items } questions : il en faut { $needed }.
}
bank-write = Écrire une question
bank-more-thin = { $count ->
    [one] Un autre objectif est mince ; il est marqué dans les tableaux ci-dessous.
   *[other] { $count } autres objectifs sont minces ; ils sont marqués dans les tableaux ci-dessous.
}
bank-not-thin = Nulle part : chaque domaine a au moins { $domain } questions, chaque objectif au moins { $objective }, et l’information dépasse { $information } de −2 à 2.
bank-due = Sources à relire
bank-due-text = Une question dont la source n’est plus sûre sort du tirage. Relisez ces sources, puis notez la nouvelle date dans la question.
bank-due-over = date dépassée depuis le { $date }
bank-due-until = valable jusqu’au { $date }
bank-domains = Domaines
bank-domain-text = { $items } questions, dont { $simulators } simulateurs.
bank-ability = Niveau
bank-information = Information
bank-information-title = Information des questions du domaine { $domain } selon le niveau des personnes
bank-information-text = Plus la courbe est haute, plus le positionnement est précis à ce niveau. Le trait pointillé marque ce qu’il faut : { $needed } de −2 à 2.
bank-information-table = Information en chiffres, { $domain }
bank-under = trop peu
bank-map = Questions par objectif et par difficulté, { $domain }
bank-objective = Objectif
bank-band-very-easy = Très facile
bank-band-easy = Facile
bank-band-medium = Moyenne
bank-band-hard = Difficile
bank-band-very-hard = Très difficile
bank-sum = Total
bank-counts = En chiffres
bank-counts-kinds = Par type de question
bank-counts-trades = Par métier
bank-counts-settings = Par lieu d’exercice
bank-counts-languages = Par langue
bank-counts-standings = Par état
bank-everybody = Tous
bank-kind-single-choice = Une seule bonne réponse
bank-kind-multiple-choice = Plusieurs bonnes réponses
bank-kind-ordering = Remettre dans l’ordre
bank-kind-matching = Associer
bank-kind-categorise = Ranger
bank-kind-gaps = Texte à trous
bank-kind-short-answer = Réponse courte écrite
bank-kind-number = Nombre avec son unité
bank-kind-hot-text = Marquer des passages
bank-kind-mailbox = Boîte de messages
bank-kind-simulator = Simulateur

# Ce que disent les réponses.
look-at-title = Questions à regarder
look-at-text = { $judged } questions sur { $items } ont assez de réponses pour être jugées. Les plus préoccupantes viennent d’abord ; au plus une sur vingt est là par hasard.
look-at-nothing = Rien à signaler : les réponses se comportent comme prévu.
look-at-new = Pas encore assez de réponses. Cette page se remplira d’elle-même au fil des positionnements.
look-at-before = Page précédente
look-at-after = Page suivante
look-at-page = Page { $page } sur { $pages }
measures-reports = { $count ->
    [one] Un signalement attend une réponse
   *[other] { $count } signalements attendent une réponse
}
measures-none = Cette question n’est pas tirée pour le moment : personne n’y répond. Ses mesures apparaîtront ici quand elle sera à l’essai ou en service.
measures-answers = { $count ->
    [0] Aucune réponse.
    [one] Une réponse.
   *[other] { $count } réponses.
}
measures-score = En moyenne { $value } des points sont gagnés (entre { $low } et { $high }).
measures-unknown = « Je ne sais pas » : { $value }.
measures-few = C’est trop peu pour juger la question : il faut { $enough } réponses. Revenez plus tard, il n’y a rien à faire.
measures-sound = Rien d’inhabituel : les réponses se comportent comme prévu.
measures-curve = Réussite selon le niveau
measures-curve-title = Part des points gagnés selon le niveau des personnes, avec son intervalle, et ce qui était attendu
measures-curve-text = Les points doivent monter de gauche à droite : plus on est avancé, plus on réussit. Loin du trait pointillé, la question est plus facile ou plus difficile que prévu.
measures-points = Points gagnés
measures-believed = Attendu
measures-fitted = Meilleure courbe
measures-observed = Observé
measures-interval = Intervalle à 95 %
measures-people = Réponses
measures-numbers = Voir les chiffres
measures-difficulty = Difficulté
measures-difficulty-text = Son auteur l’estimait à { $author } ; les réponses disent { $now }. Zéro est le niveau moyen, plus haut est plus difficile.
measures-difficulty-flat = La réussite ne monte pas clairement avec le niveau : aucune difficulté ne peut être estimée. Regardez d’abord la clé.
measures-author = Auteur
measures-in-use = En usage
measures-now = Selon les réponses
measures-slope = Pente
measures-choices = Qui choisit quoi
measures-choices-text = La bonne réponse doit être choisie par les personnes les plus avancées ; chaque mauvaise réponse doit tenter quelqu’un.
measures-choice = Réponse
measures-share = Part
measures-ability = Niveau moyen
measures-under = moins de { $smallest }
measures-months = Au fil des mois
measures-months-title = Difficulté de chaque mois par rapport à l’ensemble
measures-months-text = Sous le trait, la question était plus facile ce mois-là que d’habitude ; au-dessus, plus difficile.
measures-month = Mois
measures-shift = Écart de difficulté
measures-groups = Est-elle la même pour tous ?
measures-groups-text = À niveau égal, chaque groupe est comparé à tous les autres. Un écart fort signifie que le texte suppose peut-être un métier ou un lieu.
measures-group = Groupe
measures-class = Écart
measures-class-A = négligeable (A)
measures-class-B = modéré (B)
measures-class-C = fort (C)
measures-harder = plus difficile pour ce groupe
measures-easier = plus facile pour ce groupe
measures-delta = Delta
measures-time = Temps
measures-time-text = La moitié des personnes répondent en moins de { $typical } s, neuf sur dix en moins de { $slow } s ; son auteur annonçait { $author } s.

# Le calibrage.
calibration-title = Calibrage
calibration-text = Au départ, la difficulté d’une question est l’estimation de son auteur. Le calibrage la corrige d’après les réponses. Rien ne change avant qu’une seconde personne n’ait approuvé.
calibration-runs = Un calibrage est en cours.
calibration-watch = Voir où il en est
calibration-note = Une note, si vous voulez
calibration-note-hint = Pour vous retrouver plus tard : « après la campagne d’automne », par exemple.
calibration-start = Lancer un calibrage
calibration-who = Les administrateurs lancent les calibrages. Vous pouvez lire ce qui a été proposé.
calibration-history = Les calibrages
calibration-never = Aucun calibrage n’a encore été lancé.
calibration-by-you = lancé par vous
calibration-by-somebody = lancé par un autre membre de l’équipe
calibration-by-program = lancé par la ligne de commande
calibration-decided-you = décidé par vous le { $date }
calibration-decided-somebody = décidé par un autre membre de l’équipe le { $date }
calibration-decided-program = décidé le { $date } par quelqu’un dont le compte a été effacé
calibration-one-title = Un calibrage
calibration-all = Tous les calibrages
calibration-of = Calibrage du { $date }
calibration-running-text = Vous pouvez fermer cette page : le calcul continue sur le serveur. Il dure quelques minutes.
calibration-refresh = Actualiser
calibration-stop = Arrêter ce calibrage
calibration-summary = { $sessions } positionnements et { $answers } réponses, du { $from } au { $until }.
calibration-counts = { $changed } questions changeraient de difficulté, { $left } resteraient comme elles sont.
calibration-promoted = { $count ->
    [one] Une question à l’essai compterait désormais.
   *[other] { $count } questions à l’essai compteraient désormais.
}
calibration-not-settled = Le calcul s’est arrêté avant de se stabiliser. Relancez-le plutôt que d’approuver cette proposition.
calibration-decide = Votre décision
calibration-decide-text = Si vous approuvez, les nouveaux positionnements utilisent ces valeurs aussitôt. Ceux qui sont en cours gardent les anciennes, et les résultats passés ne changent pas.
calibration-approve = Approuver et publier
calibration-refuse = Refuser
calibration-own = Vous avez lancé ce calibrage : une autre personne qui administre l’atelier doit décider.
calibration-levels = Ce que cela fait aux niveaux
calibration-levels-text = Des positionnements réels, recalculés avec les nouvelles valeurs : combien de personnes auraient eu un autre niveau.
calibration-domain = Domaine
calibration-sessions = Positionnements
calibration-same = Même niveau
calibration-up = Plus haut
calibration-down = Plus bas
calibration-items = Ce que cela fait aux questions
calibration-shifts-title = Difficulté proposée selon la difficulté en usage, question par question, avec son intervalle
calibration-shifts-text = Chaque point est une question. Sur le trait, elle garde sa difficulté ; au-dessus, elle est plus difficile que prévu ; au-dessous, plus facile.
calibration-old = Difficulté en usage
calibration-new = Difficulté proposée
calibration-words = Nom de la question
calibration-show = Montrer
calibration-show-changed = Celles qui changent
calibration-show-left = Celles qui restent
calibration-show-all = Toutes
calibration-sort = Trier par
calibration-sort-shift = Écart
calibration-sort-name = Nom
calibration-sort-answers = Nombre de réponses
calibration-found = { $count ->
    [0] Aucune question.
    [one] Une question.
   *[other] { $count } questions.
}
calibration-column-name = Question
calibration-column-answers = Réponses
calibration-column-old = Difficulté en usage
calibration-column-new = Difficulté proposée
calibration-column-error = Erreur type
calibration-column-slope-old = Pente en usage
calibration-column-slope-new = Pente proposée
calibration-column-left = Pourquoi elle reste
calibration-correlations = Comment les domaines vont ensemble
calibration-correlations-text = Pour information : ces valeurs ne changent pas le calcul des profils.
calibration-pair = Domaines
calibration-correlation = Corrélation
notice-calibration-stopped = Calibrage arrêté. Rien n’a changé.
notice-calibration-approved = Calibrage approuvé et publié. Les nouveaux positionnements l’utilisent.
notice-calibration-refused = Calibrage refusé. Rien n’a changé.

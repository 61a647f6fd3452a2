# Les modules, étape par étape
module-question-after = Le corrigé vient tout de suite après. Votre réponse n’entre dans aucun résultat.
module-question-again = Refaire cette question, sans que rien soit gardé
module-question-try = Vous refaites cette question pour vous : rien n’est gardé de cet essai.
module-question-no-trace = Cet essai n’a laissé aucune trace : vos révisions suivent votre première réponse.
module-question-title = Une question
module-question-gone = Cette question n’est plus posée : elle a été retirée depuis que ce module est écrit. Vous pouvez continuer.

module-list-title = Modules
module-list-lead = Trois à huit minutes, un seul objectif : sous chaque titre, ce que vous saurez faire à la fin. On reprend où vous en étiez, sur n’importe quel appareil.
module-for-patients = Pour les patients et leurs proches
module-for-trainers = Pour celles et ceux qui forment
module-under-way = À reprendre
module-words = Chercher
module-domain = Domaine
module-every-domain = Tous les domaines
module-more-filters = Durée, métier, public, ordre
module-time = Durée
module-any-time = Peu importe
module-at-most = { $count } minutes au plus
module-trade = Métier
module-every-trade = Tous les métiers
module-audience = Public
module-every-audience = Tous
module-audience-professionals = Professionnels et étudiants
module-audience-patients = Patients et proches
module-audience-trainers = Formateurs
module-progress = Où vous en êtes
module-every-progress = Tous
module-progress-new = Pas encore commencés
module-progress-open = En cours
module-progress-done = Terminés
module-order = Ordre
module-order-domaine = Par domaine
module-order-duree = Les plus courts d’abord
module-order-titre = Par titre
module-show = Afficher
module-found = { $count ->
    [0] Aucun module
    [one] Un module
   *[other] { $count } modules
}
module-see-all = { $count ->
    [one] Voir le module
   *[other] Voir les { $count } modules
}
module-none = Aucun module ne répond à tout cela. Enlevez un mot ou un choix, ou voyez tous les modules.
module-pages = Pages de modules
module-page = page { $page } sur { $pages }
module-previous-page = Page précédente
module-next-page = Page suivante
module-export = Emporter cette liste (CSV)
module-column-title = Titre
module-column-promise = Ce que l’on saura faire
module-column-domain = Domaine
module-column-objective = Objectif
module-column-minutes = Minutes
module-column-audience = Public
module-column-trades = Métiers
module-column-questions = Questions
module-column-cards = Cartes
module-column-source = Source
module-column-url = Adresse de la source
module-column-address = Adresse du module
module-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
module-has-film = avec un film
module-state-open = en cours, étape { $step } sur { $steps }
module-state-done = terminé le { $date }
module-state-changed = terminé, mis à jour depuis

module-patients-title = Patients et proches : le numérique en santé, sans jargon
module-patients-lead = Cinq minutes par sujet : votre dossier, vos rendez-vous à l’écran, votre carte Vitale, ce que l’on vous demande et pourquoi. Pas besoin de compte.
module-patients-done = Vous avez tout lu. Ces modules restent ici : revenez quand vous voulez, ou montrez-les à quelqu’un.
module-patients-foot = Rien de ce que vous faites ici n’est transmis à votre médecin, à l’Assurance Maladie ou à qui que ce soit.
module-trainers-title = Former les autres au numérique en santé
module-trainers-lead = Pour les formateurs, tuteurs et cadres : partir de ce que les gens savent, faire parler un cas, animer douze minutes à la relève.
module-trainers-done = Vous avez fait le tour. Ces modules restent ici, avec leurs versions à imprimer.
module-trainers-foot = Chaque module s’imprime : servez-vous-en en séance.
module-audience-facts = { $count ->
    [one] Un module, { $minutes } minutes.
   *[other] { $count } modules, { $minutes } minutes en tout. Chacun se lit seul.
}
module-go-on = Continuer
module-begin-first = Commencer par le premier

module-made-of = { $steps } étapes, dont { $questions ->
    [0] aucune question
    [one] une question
   *[other] { $questions } questions
}
module-begin = Commencer
module-resume = Reprendre à l’étape { $step }
module-again = Le refaire
module-read-again = Relire
module-see-end = Voir la fin
module-from-start = Recommencer au début
module-from-start-text = Vous reprenez à la première étape. Vos réponses déjà données restent comptées ; votre place dans le module est oubliée.
module-from-start-go = Reprendre à la première étape
module-no-account = Pas besoin de compte. On reprend où vous en étiez.
module-changed-text = Ce module a été mis à jour depuis que vous l’avez terminé. Ce que vous avez fait reste fait ; vous pouvez le refaire.
module-gesture-kept = Ce que vous avez prévu de faire
module-gesture-proposed = Un geste possible
module-before = { $count ->
    [one] Ce module vient mieux après celui-ci
   *[other] Ce module vient mieux après ceux-ci
}
module-about = D’où cela vient
module-objective = L’objectif visé :
module-not-reviewed = Écrit à partir de cette source, pas encore relu par des experts.
module-print = Imprimer

module-step-page-title = Étape { $step } sur { $steps } : { $title }
module-step = Étape { $step } sur { $steps }
module-minutes-left = { $count ->
    [one] · encore une minute environ
   *[other] · encore { $count } minutes environ
}
module-kind-situation = Une situation
module-kind-lesson = À savoir
module-kind-diagram = En un schéma
module-kind-example = Un exemple, geste par geste
module-kind-video = Un film
module-kind-question = À vous
module-kind-cards = Des cartes pour retenir
module-kind-summary = À garder
module-kind-practice = Demain
module-diagram-words = Le schéma en mots
module-card = Carte { $card } sur { $cards }
module-card-how = Répondez dans votre tête, puis retournez la carte.
module-card-turn = Retourner la carte
module-card-grade = Vous le saviez ?
module-grade-again = Pas du tout
module-grade-hard = Avec peine
module-grade-good = Oui
module-grade-easy = Tout de suite
module-cards-done = Les cartes sont faites
module-cards-back = Elles reviendront dans vos révisions, chacune au bon moment.
module-summary-title = { $count ->
    [one] Un point à retenir
    [2] Deux points à retenir
    [3] Trois points à retenir
   *[other] { $count } points à retenir
}
module-practice-title = Demain, dans ma pratique
module-gesture-label = Le geste que je prévois
module-gesture-hint = Gardez celui-ci, changez-le, ou effacez tout. Vous seul le voyez : n’écrivez aucun nom.
module-gesture-long = C’est un peu long : { $longest } signes au plus. Raccourcissez votre phrase, puis terminez.
module-finish = Terminer
module-step-nav = D’une étape à l’autre
module-continue = Continuer
module-next-step = Étape suivante
module-previous = Étape précédente
module-previous-intro = Présentation du module

module-end-page-title = Terminé : { $title }
module-end-title = C’est terminé
module-end-lead = { $minutes } minutes bien employées.
module-end-answers = { $answered ->
    [one] { $right ->
        [0] À la question posée, la réponse était ailleurs : elle reviendra dans vos révisions.
       *[other] La question posée, vous l’aviez.
    }
   *[other] Des { $answered } questions posées, { $right ->
        [0] aucune n’était toute juste : elles reviendront dans vos révisions.
        [one] une était toute juste. Les autres reviendront plus tôt dans vos révisions.
       *[other] { $right } étaient toutes justes.
    }
}
module-end-next = La suite
module-end-cards = Pour ne pas oublier
module-end-card-back = { $count ->
    [one] Une carte revient
   *[other] { $count } cartes reviennent
} { $days ->
    [0] aujourd’hui
    [1] demain
   *[other] le { $date }
}
module-end-review = Deux minutes par jour suffisent
module-end-hours = Vous pouvez déclarer ces minutes à votre établissement, pour vos 28 heures.
module-end-hours-link = Mes heures
module-end-keep = Garder ce que vous avez fait
module-end-keep-text = Sans adresse, cela tient à ce navigateur. Avec une adresse, vous le retrouvez partout, et les cartes à revoir aussi.
module-end-keep-button = Me connecter avec une adresse
module-end-home-professionals = Mes prochaines étapes
module-end-home-patients = Les autres sujets
module-end-home-trainers = Les autres modules

module-print-page-title = À imprimer : { $title }
module-print-back = Revenir au module
module-print-cards = Cartes pour retenir
module-print-foot = Version { $version }. En ligne, avec le corrigé des questions :

hours-modules-title = Mes modules
hours-modules-sum = { $count ->
    [one] Un module terminé :
   *[other] { $count } modules terminés :
}
hours-modules-text = Vous seul voyez ces minutes. Elles n’entrent dans les 28 heures que si vous les déclarez et si votre établissement les accepte. Chaque module compte une fois, pour la durée qu’il annonce.
hours-modules-declare = Déclarer { $time } à mon établissement
hours-modules-all-declared = Vous avez déclaré tous vos modules terminés.
hours-modules-list = Voir la liste
hours-modules-declared = Modules d’autoformation en ligne

cli-stats-modules = Modules : { $modules }, { $minutes } minutes en tout ; { $questions } questions, { $cards } cartes, { $films } avec un film. Pour les patients : { $patients } ; pour les formateurs : { $trainers }. Relus par des experts : { $reviewed }.
cli-stats-without = Objectifs qui ont un module : { $with }. Sans module : { $without }.

# Campagnes, côté établissement
campaigns-title = Campagnes
campaigns-new = Nouvelle campagne
campaigns-first = Préparer une première campagne
campaigns-empty = Une campagne propose à vos équipes ou à vos étudiants de se situer, au moment que vous choisissez. En préparer une prend deux minutes.
campaigns-search = Titre ou code
campaigns-find = Chercher
campaigns-state = État
campaigns-any-state = Tous les états
campaigns-all = Tout voir
campaigns-order = Trier par
campaigns-count = { $all ->
    [one] { $found } sur une campagne.
   *[other] { $found } sur { $all } campagnes.
}
campaigns-none-found = Aucune campagne ne répond à cette recherche.
campaigns-draft = Personne ne la voit encore
campaigns-opens = Ouvre le { $date }
campaigns-ends = Se termine le { $date }
campaigns-ended = Terminée le { $date }
campaigns-code = Code
campaigns-counts = { $began ->
    [0] Personne n’a commencé
    [one] Une personne a commencé, { $finished ->
        [0] elle n’a pas terminé
       *[other] elle a terminé
    }
   *[other] { $began } personnes ont commencé, { $finished } ont terminé
}
campaign-no-names = sans noms
phase-draft = Brouillon
phase-planned = Programmée
phase-open = Ouverte
phase-over = Terminée
occasions-title = À quelle occasion ?
occasions-text = Chaque modèle arrive prêt : il reste à dire pour qui, et jusqu’à quand. Tout peut être changé.
occasion-arrivals-name = Nouveaux arrivants
occasion-arrivals-text = Ouverte toute l’année, pour qui a le code. Les cinq domaines.
occasion-arrivals-title = Accueil des nouveaux arrivants
occasion-arrivals-intro = Bienvenue parmi nous. Ce positionnement fait le tour du numérique en santé tel que vous le rencontrerez ici. Il vous dit où vous en êtes et par quoi commencer ; il nous aide à préparer votre accueil.
occasion-students-name = Étudiants : avant et après les 28 heures
occasion-students-text = Pour une promotion, trois semaines, avec rappels. Deux passages : un avant, un après.
occasion-students-title = Formation socle au numérique en santé
occasion-students-intro = Ce positionnement prépare vos 28 heures de formation au numérique en santé. Il n’est pas noté. Répondez comme vous le feriez en stage ; « Je ne sais pas » est une réponse utile.
occasion-drill-name = Après l’exercice cyber
occasion-drill-text = La cybersécurité seulement, sans noms, deux semaines. Une dizaine de questions.
occasion-drill-title = Après l’exercice cyber
occasion-drill-intro = L’exercice vient d’avoir lieu. Dix minutes pour savoir, ensemble, ce que nous ferions le jour venu. Aucun nom n’est demandé.
occasion-needs-name = Recueil des besoins de formation
occasion-needs-text = Tout l’établissement, sans noms, quatre semaines. Pour décider quoi former d’abord, et qui.
occasion-needs-title = Nos besoins de formation au numérique
occasion-needs-intro = Nous préparons le plan de formation. Ce positionnement nous dira par quoi commencer, métier par métier. Aucun nom n’est demandé, et personne ne verra votre résultat.
occasion-blank-name = Autre chose
occasion-blank-text = Une campagne nominative de trois semaines, à régler comme vous voulez.
occasion-blank-intro = { "" }
campaign-new-title = Nouvelle campagne
campaign-edit-title = Modifier la campagne
campaign-form-text = Trois choses à dire, et elle peut ouvrir.
campaign-title = Titre
campaign-title-hint = Tel que les personnes le liront.
campaign-audience = Pour qui
campaign-audience-everybody = Toutes les personnes de vos listes
campaign-audience-groups = Certaines promotions, certains services
campaign-audience-open = Toute personne qui a le code, même absente de vos listes
campaign-cohorts = Promotions et cohortes
campaign-units = Services et groupes
campaign-no-groups = Vos promotions et services apparaîtront ici.
campaign-no-groups-link = Ajouter des personnes
campaign-closes = Dernier jour
campaign-closes-hint = La campagne se termine ce jour-là à minuit. Laissez vide pour qu’elle reste ouverte.
campaign-more = Régler le reste : présentation, ce qui est évalué, noms, rappels
campaign-intro = Présentation
campaign-intro-hint = Lue avant de commencer. Dites pourquoi, et ce que vous en ferez.
campaign-begun-frozen = Des personnes ont commencé : ce qui est évalué et la présence des noms ne changent plus. Pour autre chose, dupliquez la campagne.
campaign-scope = Ce qui est évalué
campaign-scope-whole = Les cinq domaines
campaign-scope-part = Les compétences cochées ci-dessous ; moins il y en a, plus c’est court
campaign-names = Noms
campaign-names-yes = Avec les noms : vous voyez qui a commencé et terminé, jamais les résultats de quelqu’un qui ne les a pas montrés
campaign-names-no = Sans noms : vous voyez combien de personnes ont participé
campaign-target = Niveau à atteindre
campaign-sittings = Passages par personne
campaign-opens = Premier jour
campaign-opens-hint = Laissez vide pour décider plus tard.
campaign-reminds = Envoyer les e-mails : une invitation, un rappel, un dernier rappel ; jamais plus de trois par personne
campaign-previous = Comparer avec
campaign-previous-hint = Les résultats diront ce qui a changé depuis, pour des groupes d’au moins dix personnes.
campaign-previous-none = Aucune
campaign-open-now = Ouvrir maintenant
campaign-keep = Garder sans ouvrir
campaign-save = Enregistrer
campaign-cancel = Annuler
campaign-fault-title-missing = Il manque un titre. Donnez-en un que les personnes reconnaîtront.
campaign-fault-title-long = Le titre est trop long. Restez sous 120 caractères.
campaign-fault-groups-missing = Aucun groupe n’est coché. Cochez une promotion ou un service, ou choisissez toutes les personnes de vos listes.
campaign-fault-closes-past = Le dernier jour est passé. Choisissez aujourd’hui ou plus tard, ou laissez vide.
campaign-fault-closes-before-it-opens = La campagne se terminerait avant d’ouvrir. Choisissez un dernier jour après le premier.
campaign-fault-nothing-assessed = Aucune compétence n’est cochée. Cochez-en au moins une, ou choisissez les cinq domaines.
campaign-fault-sittings = Le nombre de passages va de 1 à 5.
campaign-fault-intro-long = La présentation est trop longue. Restez sous 4 000 caractères.
campaign-fault-date = Cette date n’existe pas. Écrivez-la sous la forme 2026-12-31.
campaign-fault-changed = Quelqu’un a modifié cette campagne pendant que vous la remplissiez. Rien de ce que vous avez écrit n’est perdu : relisez, puis enregistrez pour remplacer sa version.
campaign-assesses-all = Les cinq domaines du socle
board-open = Ouvrir maintenant
board-results = Résultats
board-edit = Modifier
board-progress = Avancement
board-planned = Elle ouvrira le { $date }.
board-draft = C’est un brouillon : personne ne la voit encore.
board-expected = { $expected ->
    [0] Elle n’est encore pour personne de vos listes.
    [one] Elle est pour une personne de vos listes.
   *[other] Elle est pour { $expected } personnes de vos listes.
}
board-sum = { $finished ->
    [0] Personne n’a terminé
    [one] Une personne a terminé
   *[other] { $finished } personnes ont terminé
}, sur { $expected } attendues. { $under ->
    [0] Aucune n’est en chemin.
    [one] Une est en chemin.
   *[other] { $under } sont en chemin.
}
board-sum-open = { $began ->
    [0] Personne n’a encore commencé.
    [one] Une personne a commencé.
   *[other] { $began } personnes ont commencé.
} { $finished ->
    [0] Aucune n’a terminé.
    [one] Une a terminé.
   *[other] { $finished } ont terminé.
}
board-key-finished = Terminé : { $count }
board-key-begun = En chemin : { $count }
board-key-rest = Pas commencé : { $count }
board-key-rest-anonymous = { $expected } personnes invitées
board-participants = Participants, un par un
board-not-finished = Qui n’a pas terminé
board-by-unit = Par service
board-by-unit-said = tel que les personnes l’ont dit
board-unit = Service
board-no-unit = Sans service
board-picture = Dessin
board-finished = Terminé
board-begun = Commencé
board-listed = Attendues
board-days = Jour après jour
board-days-across = Jours depuis l’ouverture
board-days-up = Passages, en tout
board-days-said = En { $days } jours, { $begun } passages commencés et { $finished } terminés.
board-days-finished = Terminés
board-days-begun = Commencés
board-days-table = Les nombres jour par jour
board-day = Jour
board-invite = Inviter
board-invite-text = Ce code se tape sur la page « Rejoindre », ou le lien s’ouvre directement.
board-link = Lien
board-settings = Réglages
board-when = Quand
board-from = Du { $date }
board-to = au { $date }
board-names = Noms
board-names-yes = Avec les noms : vous voyez qui a terminé, pas les résultats
board-names-no = Sans noms
board-audience-everybody = Toutes les personnes de vos listes
board-audience-groups = Certains groupes
board-audience-open = Toute personne qui a le code
board-reminders = E-mails
board-reminds = { $count ->
    [0] Invitation et rappels ; aucun n’est encore parti
    [one] Invitation et rappels ; un est parti
   *[other] Invitation et rappels ; { $count } sont partis
}
board-reminds-not = Aucun e-mail n’est envoyé
board-copy = Dupliquer
board-close = Terminer maintenant
board-delete = Supprimer
participants-title = Participants
participants-text = Vous voyez qui a commencé et qui a terminé. Un résultat n’apparaît que si la personne a choisi de le montrer.
participants-search = Nom ou numéro
participants-progress = Avancement
participants-all = Tout le monde
participants-any-unit = Tous les services
participants-order-nom = Nom
participants-order-avancement = Avancement
participants-count = { $total } sur { $all }.
participants-name = Nom
participants-trade = Métier
participants-left = a quitté
participants-no-address = sans adresse e-mail
participants-sittings = { $count } passages
participants-shown = résultat montré
participants-empty = Personne ne répond à cette recherche.
participants-nobody = La campagne n’est encore pour personne de vos listes, et personne n’a commencé.
progress-not-begun = Pas commencé
progress-begun = Commencé
progress-not-finished = Pas terminé
progress-finished = Terminé
progress-shared = Résultat montré
campaign-close-title = Terminer la campagne maintenant ?
campaign-close-text = Plus personne ne pourra commencer « { $title } ». Cela ne se défait pas.
campaign-close-under-way = { $count ->
    [one] Une personne est en chemin : elle pourra finir ce qu’elle a commencé.
   *[other] { $count } personnes sont en chemin : elles pourront finir ce qu’elles ont commencé.
}
campaign-close-button = Terminer la campagne
campaign-delete-title = Supprimer la campagne ?
campaign-delete-text = « { $title } » disparaîtra avec son code. Personne n’y a participé.
campaign-delete-button = Supprimer la campagne
notice-campaign-opened = La campagne est ouverte.
notice-campaign-closed = La campagne est terminée.

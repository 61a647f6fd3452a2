home-page-title = Où en êtes-vous avec le numérique en santé ?
home-description = Une vingtaine de questions de terrain pour savoir où vous en êtes avec le numérique en santé. Sans compte, en français, avec l’incertitude de chaque résultat.
home-title = Où en êtes-vous avec le numérique en santé ?
home-lead = Une vingtaine de questions de terrain, choisies une à une selon vos réponses. À la fin, un profil par domaine, qui dit aussi ce qu’il ne sait pas.
home-start-legend = De combien de temps disposez-vous ?
home-start-again = Commencer un nouveau positionnement
pace-whole = Vingt minutes environ
pace-whole-text = D’une traite. Vous pouvez toujours faire une pause.
pace-bites = Six minutes à la fois
pace-bites-text = Entre deux gardes. Vous reprenez là où vous en étiez.
home-start-button = Commencer
home-start-fine = Sans compte et sans rien installer. Vos réponses ne sont montrées à personne.
home-resume-title = Vous avez commencé
home-resume-text = { $answered ->
    [0] Aucune question répondue pour le moment. Commencé le { $date }.
    [one] { $answered } question répondue, sur { $about } environ. Dernière réponse le { $date }.
   *[other] { $answered } questions répondues, sur { $about } environ. Dernière réponse le { $date }.
}
home-resume-button = Reprendre
home-latest = Revoir votre profil du { $date }
home-picture-caption = Un exemple de profil, inventé. Le point est notre meilleure estimation, le trait dit jusqu’où elle peut se tromper.

home-get-title = Ce que vous obtenez
home-get-profile = Un niveau par domaine
home-get-profile-text = Découverte, Socle, Avancé ou Expert, chacun avec sa probabilité. « Socle » est ce que chacun doit tenir.
home-get-steps = Trois pistes pour la suite
home-get-steps-text = Chacune avec sa raison, tirée de vos réponses.
home-get-answers = Le corrigé complet
home-get-answers-text = Ce qui était attendu, pourquoi, et la source datée de chaque question.
home-get-yours = Un résultat qui reste le vôtre
home-get-yours-text = À imprimer, à partager par un lien que vous pouvez révoquer, à exporter ou à effacer.

home-domains-title = Cinq domaines, { $hours } heures
home-domains-text = Ce sont ceux de la formation socle au numérique en santé, fixée par l’arrêté du 10 novembre 2022. Ici, l’épaisseur de chaque strate suit ses heures de formation.

home-measure-title = Mesuré sans faux-semblant
home-measure-adaptive = Chaque question est choisie parce que c’est elle qui nous en apprendrait le plus sur vous. Dire « Je ne sais pas » est une réponse, pas une faute.
home-measure-uncertain = Vingt questions ne disent pas tout. Chaque résultat vient donc avec son intervalle : plus il est large, moins nous en savons.
home-measure-bank = La banque compte { $questions } questions. { $reviewed ->
    [0] Aucune n’a encore été relue par un comité d’experts : c’est une première édition, écrite à partir de sources publiques et datées.
    [one] Une seule a été relue par des experts ; les autres sont signalées dans le corrigé.
   *[other] Parmi elles, { $reviewed } ont été relues par des experts ; les autres sont signalées dans le corrigé.
}
home-measure-wording = Une partie du référentiel est une formulation de travail, en attendant l’annexe officielle. Elle est marquée comme telle partout où elle paraît.
home-measure-link = Comment nous mesurons

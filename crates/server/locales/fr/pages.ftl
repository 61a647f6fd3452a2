framework-page-title = Le référentiel
framework-title = Le référentiel
framework-lead = Cinq domaines et { $hours } heures : la formation socle au numérique en santé.
framework-nor = (NOR { $nor })
framework-working = L’annexe officielle annonce { $announced } capacités. Nous n’avons pas pu la consulter en entier : nous avons écrit { $objectives } objectifs pour pouvoir rédiger des questions, { $official ->
    [0] aucun
    [one] un seul
   *[other] { $official }
} dans les termes officiels. Chaque ligne dit d’où elle vient.
framework-contents = Les domaines
framework-questions = { $count ->
    [0] aucune question
    [one] { $count } question
   *[other] { $count } questions
}
framework-version = Version { $version }. { $questions } questions dans la banque.
status-official-text = Lu dans le texte officiel.
status-secondary-text = Repris d’un tiers nommé, sans avoir été comparé au texte officiel.
status-working-text = Écrit par l’équipe Socle, à remplacer par le texte officiel.
source = Source : { $source }

method-page-title = La méthode
method-title = Comment nous mesurons
method-lead = En clair, et sans rien cacher de ce que nous ne savons pas.
method-choose-title = Des questions choisies pour vous
method-choose = Après chaque réponse, le programme cherche la question qui réduirait le plus son incertitude, en veillant à passer par les cinq domaines, à varier les compétences et à ne pas trop solliciter les mêmes questions. Il s’arrête quand la mesure est assez précise, ou vers { $about } questions.
method-estimate-title = Cinq mesures qui s’éclairent
method-estimate = Vos aptitudes dans les cinq domaines sont estimées ensemble. Qui est à l’aise dans l’un l’est souvent dans les autres : une réponse en cybersécurité informe donc un peu sur les données de santé. L’ordre de vos réponses ne compte pas. « Je ne sais pas » vaut comme une réponse sans point.
method-levels-title = Quatre niveaux sur une échelle
method-levels = L’échelle est en écarts types d’une population supposée, 0 étant sa moyenne. Socle commence à { $low }, Avancé à { $middle }, Expert à { $high }. Ces seuils ont été posés par l’équipe ; un jury d’experts doit encore les confirmer.
method-uncertainty-title = Jamais un point sans son intervalle
method-uncertainty = Chaque résultat est une courbe : ce que vos réponses permettent de croire. L’intervalle affiché en contient 95 %. Il tient compte de ce que nous ignorons encore de la difficulté des questions.
method-competences-title = Les compétences, comme des indices
method-competences = Avec une ou deux questions par compétence, donner une note serait malhonnête. Nous disons « acquise », « pas encore acquise » ou « pas assez d’indices », avec la probabilité.
method-bank-title = La banque de questions
method-bank = La banque compte { $questions } questions. { $reviewed ->
    [0] Aucune n’a été relue par un comité d’experts.
    [one] Une a été relue par des experts.
   *[other] { $reviewed } ont été relues par des experts.
} { $calibrated ->
    [0] La difficulté de toutes est une estimation d’auteur : aucune n’a encore reçu assez de réponses pour être mesurée.
    [one] La difficulté d’une seule a été mesurée sur de vraies réponses ; pour les autres, c’est une estimation d’auteur.
   *[other] La difficulté de { $calibrated } d’entre elles a été mesurée sur de vraies réponses ; pour les autres, c’est une estimation d’auteur.
}
method-simulation = Avant chaque édition, { $people } personnes simulées passent par le même programme que vous.
method-length = Questions posées, en moyenne
method-coverage = Valeurs vraies contenues dans l’intervalle à 95 %
method-accuracy = Niveaux retrouvés
method-rmse = Erreur moyenne, en écarts types
method-rmse-random = contre { $value } avec des questions tirées au hasard
method-simulation-limits = Une simulation vérifie le calcul, pas la justesse des questions : elle suppose que leurs difficultés sont celles que nous croyons.
method-no-simulation = Aucun rapport de simulation n’est publié pour cette édition.
method-limits-title = Ce que ce positionnement n’est pas
method-limit-1 = Ce n’est pas une certification, ni une évaluation par votre employeur.
method-limit-2 = Il ne mesure pas vos gestes, mais vos décisions devant des situations décrites.
method-limit-3 = Une différence entre deux positionnements peut venir du hasard : nous disons quand elle est démontrable.
method-limit-4 = La justesse des questions d’un métier à l’autre n’a pas encore pu être vérifiée, faute de réponses.

privacy-lead = Le moins possible, le temps qu’il faut, et pour vous seul.
privacy-what-title = Ce que nous gardons
privacy-what-answers = Vos réponses, l’heure de chacune, le résultat calculé, et ce que vous signalez à propos d’une question.
privacy-what-profile = Votre métier, votre lieu d’exercice et votre région, si vous les avez donnés.
privacy-what-email = Votre adresse e-mail et l’empreinte de votre mot de passe, si vous les avez donnés.
privacy-what-device = Le nom de votre navigateur, pour que vous puissiez reconnaître vos appareils.
privacy-what-security = Ce qui touche à la sécurité de votre compte (connexions, essais manqués, mot de passe, partages) et quand, pour pouvoir vous dire ce qui s’est passé. L’adresse du réseau n’y figure que sous une forme qu’on ne peut pas relire.
privacy-why-title = Pourquoi
privacy-why = Pour vous rendre votre résultat, et pour améliorer les questions à partir de réponses regroupées. Vos réponses ne servent à rien d’autre et ne sont vendues à personne.
privacy-who-title = Qui les voit
privacy-who = Vous, et les personnes à qui vous donnez un lien de partage. Ni votre employeur, ni votre école, ni un autre service. L’équipe qui écrit les questions lit vos signalements sans savoir de qui ils viennent. Aucun contenu ne vient d’un autre site, aucun outil de mesure d’audience n’est utilisé.
privacy-long-title = Combien de temps
privacy-long = Sans compte, un positionnement est effacé après { $months } mois sans visite. Avec un compte, vos données restent jusqu’à ce que vous les effaciez : tout part alors, tout de suite, et vos signalements restent sans votre nom. Les courriels envoyés sont oubliés après 30 jours. Le journal de sécurité est gardé un an ; si vous effacez votre compte, ses lignes restent mais ne parlent plus de personne.
privacy-cookies-title = Cookies
privacy-cookies = Quatre, tous nécessaires : l’un vous reconnaît d’une page à l’autre, deux retiennent la langue et l’affichage choisis, le dernier porte un message comme « c’est enregistré » jusqu’à la page suivante, une minute au plus. Aucun ne suit vos visites ailleurs.
privacy-rights-title = Vos droits
privacy-rights = Voir, corriger, emporter, effacer : tout se fait depuis votre compte, sans rien nous demander.
privacy-contact = Responsable : { $controller }. Pour toute question : <strong>{ $contact }</strong>. Vous pouvez aussi saisir la CNIL.

accessibility-page-title = Accessibilité
accessibility-title = Déclaration d’accessibilité
accessibility-lead = Socle est conçu pour être utilisé par tous, au clavier, au lecteur d’écran, sur un petit écran, sans JavaScript.
accessibility-state-title = État de conformité
accessibility-state = Ce site n’a pas été audité par un tiers. Nous visons le RGAA 4.1 et les WCAG 2.2 au niveau AA, sans pouvoir affirmer que nous les respectons entièrement : en droit, il est donc non conforme tant qu’aucun audit n’a eu lieu.
accessibility-tests-title = Ce que nous vérifions nous-mêmes
accessibility-test-1 = À chaque version, le contrôle automatique axe-core sur toutes les pages, en clair et en sombre : aucune anomalie admise.
accessibility-test-2 = Un positionnement entier au clavier seul, et un autre sans JavaScript.
accessibility-test-3 = L’affichage à 320 pixels de large et les contrastes de chaque couleur.
accessibility-test-4 = Chaque graphique est accompagné des mêmes valeurs en texte et en tableau.
accessibility-known-title = Limites connues
accessibility-known-1 = Nous n’avons pas encore fait tester le site par des personnes qui utilisent un lecteur d’écran au quotidien.
accessibility-known-2 = Le référentiel et la plupart des questions n’existent qu’en français ; la version anglaise les annonce comme tels.
accessibility-known-3 = L’exercice de la boîte de réception est plus long à parcourir au lecteur d’écran.
accessibility-contact-title = Un obstacle ?
accessibility-contact = Écrivez-nous : <strong>{ $contact }</strong>. Dites la page et ce qui vous a arrêté ; nous vous répondrons.
accessibility-defender = Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.

legal-publisher = Éditeur
legal-director = Responsable de la publication
legal-host = Hébergeur
legal-contact = Contact
legal-version = Version du programme
legal-unset = à compléter par l’exploitant
legal-licence-title = Licence
legal-licence = Socle est un logiciel libre, sous licence EUPL-1.2.
legal-credits = Caractère Atkinson Hyperlegible Next, du Braille Institute (licence OFL). Icônes Lucide (licence ISC).
legal-content-title = Contenu
legal-content = Les situations sont inventées. Les personnes, les établissements et les adresses qui y paraissent n’existent pas.

error-page-title = Erreur { $status }
error-status = Erreur { $status }
error-ours = Le problème vient de nous
error-missing = Cette page n’existe pas
error-refused = Cela n’a pas pu se faire
error-resume = Continuer
error-home = Retour à l’accueil
error-code = Code : { $code }.
error-incident = Référence à nous donner : { $incident }.

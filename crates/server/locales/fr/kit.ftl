# Le kit : mails, affiches, guide
kit-title = Kit de lancement
kit-text = De quoi prévenir, expliquer et relancer, prêt à envoyer ou à imprimer.
kit-campaign = Pour la campagne
kit-show = Afficher
kit-no-campaign = Aucune campagne n’est ouverte : les textes renvoient vers la page où l’on saisit un code.
kit-posters = Affiches
kit-posters-text = Une page A4 avec un QR code, pour une salle de pause ou un amphithéâtre.
kit-poster-of = Affiche : { $title }
kit-poster-any = Affiche sans campagne
kit-mails = Mails prêts
kit-mails-text = À copier dans votre messagerie, avec vos mots si vous préférez. Socle sait aussi envoyer l’invitation et les rappels d’une campagne à votre place.
kit-subject = Objet : { $subject }
kit-download = Télécharger en .txt
kit-until = jusqu’au { $date }
kit-until-open = dès maintenant
kit-mail-announce = Annoncer la campagne
kit-mail-announce-subject = Où en êtes-vous avec le numérique en santé ?
kit-mail-announce-body =
    Bonjour,

    { $organisation } vous propose de faire le point sur vos compétences en numérique en santé : données des patients, cybersécurité, communication, outils, télésanté.

    Ce n’est ni un examen ni une évaluation de votre travail. Les questions s’adaptent à vos réponses, vous pouvez vous arrêter et reprendre, et vous recevez tout de suite un profil avec les prochaines étapes qui vous sont utiles.

    Pour commencer ({ $until }) : { $link }

    Votre établissement voit qui a participé et des résultats d’ensemble, jamais en dessous de dix personnes. Vos réponses et votre profil restent à vous : vous seul choisissez de les montrer.

    Merci de votre participation.
kit-mail-remind = Relancer
kit-mail-remind-subject = Il est encore temps de faire le point
kit-mail-remind-body =
    Bonjour,

    La campagne de positionnement de { $organisation } est toujours ouverte ({ $until }).

    Si vous avez commencé, vous reprenez là où vous vous étiez arrêté. Sinon, quelques minutes suffisent pour répondre aux premières questions : { $link }

    Plus nous sommes nombreux, plus les formations proposées répondront aux vrais besoins de chaque métier.

    Merci à celles et ceux qui ont déjà répondu.
kit-mail-thank = Remercier, et dire la suite
kit-mail-thank-subject = Merci, et voici la suite
kit-mail-thank-body =
    Bonjour,

    Merci d’avoir pris part au positionnement en numérique en santé de { $organisation }.

    Votre profil reste disponible dans votre compte, avec les étapes qui vous sont conseillées. De notre côté, les résultats d’ensemble nous servent à choisir les formations à proposer en premier, métier par métier.

    Vous n’avez pas pu participer ? Écrivez-nous, ou voyez si une campagne est ouverte : { $link }
kit-mail-team = Prévenir l’encadrement
kit-mail-team-subject = Une campagne de positionnement commence : ce qu’il faut savoir
kit-mail-team-body =
    Bonjour,

    { $organisation } lance un positionnement en numérique en santé ({ $until }). Chaque personne y répond sur le poste, la tablette ou le téléphone de son choix : { $link }

    Ce que nous vous demandons : en parler dans vos équipes, et laisser un moment pour répondre sur le temps de travail.

    Ce que vous verrez : l’avancement, puis les résultats d’ensemble de votre service dès dix personnes. Personne ne voit les résultats de quelqu’un d’autre sans son accord : merci de ne pas les demander.
kit-guide = Guide de la direction
kit-guide-text = Deux pages pour qui dirige et n’a pas le temps : pourquoi, comment lancer, quoi lire, quoi garder comme preuve.
kit-guide-open = Ouvrir le guide
kit-print = Imprimez cette page, ou enregistrez-la en PDF : le menu et les boutons ne sortent pas.
kit-poster-title = Affiche
kit-poster-question = Où en êtes-vous avec le numérique en santé ?
kit-poster-lead = Faites le point sur vos compétences, et repartez avec un profil et des conseils.
kit-poster-qr = QR code qui mène à la page pour participer
kit-poster-code = Ou sur { $address }, avec le code <br><strong>{ $code }</strong>
kit-poster-address = Ou sur <strong>{ $address }</strong>, avec le code qu’on vous a donné
kit-poster-time = Les questions s’adaptent à vos réponses
kit-poster-pause = Vous pouvez vous arrêter et reprendre
kit-poster-private = Vos résultats restent à vous
kit-poster-until = Jusqu’au { $date }
guide-title = Lancer un positionnement dans votre établissement
guide-lead = L’essentiel pour décider, lancer et utiliser les résultats, en deux pages.
guide-why = Pourquoi
guide-why-text = Les professionnels et les étudiants de santé travaillent chaque jour avec des données, des messageries, des dossiers et des outils à distance. Les besoins diffèrent d’un métier et d’un service à l’autre. Un positionnement dit où en est chaque groupe, avec quelle certitude, et par quoi commencer à former.
guide-before = Avant
guide-before-text = 1. Créez votre établissement et invitez une deuxième personne responsable : il ne faut jamais dépendre d’une seule.
    2. Importez votre liste, ou passez-vous en : une campagne ouverte se rejoint par un code.
    3. Prévenez l’encadrement et les représentants du personnel : ce que l’établissement voit, et ce qu’il ne voit pas.
guide-launch = Lancer
guide-launch-text = Choisissez un modèle de campagne, une date de fin, à qui elle s’adresse. Ouvrez-la, puis utilisez ce kit : l’affiche en salle de pause, le mail d’annonce, un mot en réunion. Prévoyez du temps de travail pour répondre : c’est ce qui change le plus la participation.
guide-during = Pendant
guide-during-text = La page de la campagne montre qui a commencé et qui a terminé. Une relance à mi-parcours et une autre trois jours avant la fin suffisent. Une campagne anonyme ne montre que des nombres.
guide-read = Lire les résultats
guide-read-text = Commencez par « quoi former d’abord, pour qui ». Chaque niveau est donné avec son incertitude : deux groupes dont les intervalles se recouvrent ne sont pas différents. Rien n’est montré en dessous de dix personnes ; les résultats des petits groupes attendent ou rejoignent l’ensemble. Comparez avec la campagne précédente, jamais personne par personne.
guide-prove = Garder les preuves
guide-prove-text = Pour les étudiants, le registre des 28 heures rassemble séances, présences et formations suivies ailleurs, par domaine. L’attestation se signe quand le compte y est. Le dossier de preuves réunit ce qu’un audit demande.
guide-rights = Respecter les personnes
guide-rights-text = L’établissement voit la participation et des résultats d’ensemble. Une personne peut choisir de montrer son résultat détaillé, et le reprendre à tout moment ; ne le demandez pas, et n’en faites dépendre aucune décision. Chacun peut prendre une copie de ses données ou effacer son compte.

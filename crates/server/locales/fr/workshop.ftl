# L’atelier : ce qui entoure ses pages.
nav-workshop = Atelier
workshop-nav = Pages de l’atelier
workshop-nav-questions = Questions
workshop-nav-reports = Signalements
workshop-nav-bank = La banque
workshop-nav-calibration = Calibrage
workshop-nav-publish = Publier
workshop-nav-team = Équipe
workshop-tabs = Pages de cette question
workshop-tab-text = Texte
workshop-tab-try = Essayer
workshop-tab-review = Relecture
workshop-tab-history = Historique
workshop-tab-measures = Mesures
workshop-closed-title = L’atelier est réservé à l’équipe
workshop-closed-text = C’est ici que s’écrivent et se relisent les questions de Socle, avec leurs réponses. Votre compte n’y a pas encore accès.
workshop-closed-ask = Pour écrire ou relire des questions, écrivez au contact de ce site : { $contact }. L’accès se donne en une minute.
workshop-closed-account = Revenir à mon compte

# Où en est une question : comment la banque la prend, puis son prochain texte.
workshop-standing-pretest = À l’essai
workshop-standing-provisional = En service
workshop-standing-calibrated = En service, calibrée
workshop-standing-suspended = Suspendue
workshop-standing-retired = Retirée
workshop-stage-draft = Brouillon
workshop-stage-review = En relecture
workshop-stage-approved = Approuvée
workshop-next-draft = nouvelle version en brouillon
workshop-next-review = nouvelle version en relecture
workshop-next-approved = nouvelle version approuvée

# La liste.
workshop-list-title = Les questions
list-new = Écrire une question
list-waits = Ce qui vous attend
list-wait-review = { $count ->
    [one] Un texte à relire
   *[other] { $count } textes à relire
}
list-wait-changes = { $count ->
    [one] Des changements demandés sur un de vos textes
   *[other] Des changements demandés sur { $count } de vos textes
}
list-wait-remarks = { $count ->
    [one] Des remarques sur un de vos textes
   *[other] Des remarques sur { $count } de vos textes
}
list-wait-publish = { $count ->
    [one] Un texte approuvé à publier
   *[other] { $count } textes approuvés à publier
}
list-wait-reports = { $count ->
    [one] Une question signalée
   *[other] { $count } questions signalées
}
list-search = Chercher dans les questions
list-search-button = Chercher
list-narrow = Affiner et trier
list-state = État
list-any-state = Tous les états
list-domain = Domaine
list-any-domain = Tous les domaines
list-objective = Objectif
list-any-objective = Tous les objectifs
list-kind = Type
list-any-kind = Tous les types
list-language = Langue
list-any-language = Toutes les langues
list-order = Trier par
list-order-modif = Dernière modification
list-order-titre = Titre
list-order-nom = Identifiant
list-order-difficulte = Difficulté
list-order-signalements = Signalements
list-mine = Celles que j’ai commencées
list-waiting = Celles qui m’attendent
list-apply = Appliquer
list-count = { $total ->
    [one] Une question sur { $all }.
   *[other] { $total } questions sur { $all }.
}
list-all = Voir toutes les questions
list-choose = Choisir « { $title } »
list-difficulty = difficulté { $value }
list-changed = modifiée le { $date }
list-reports = { $count ->
    [one] un signalement
   *[other] { $count } signalements
}
list-pages = Pages de la liste
list-before = Précédentes
list-after = Suivantes
list-page = Page { $page } sur { $pages }
list-export = Emporter ces questions
list-export-text = Les questions cochées, ou toutes celles de la liste si aucune ne l’est. Ces fichiers contiennent les bonnes réponses.
list-export-csv = Liste (CSV)
list-export-xlsx = Classeur (XLSX)
list-export-moodle = Moodle XML
list-export-gift = GIFT
list-export-qti = QTI 3.0
list-empty = Aucune question ne correspond. Enlevez un mot ou un filtre.
list-column-name = Identifiant
list-column-title = Titre
list-column-objective = Objectif
list-column-kind = Type
list-column-language = Langue
list-column-difficulty = Difficulté
list-column-state = État
list-column-reports = Signalements

# Faire entrer des questions.
list-import = Importer
import-title = Importer des questions
import-text = Moodle XML, GIFT, Aiken, QTI 2 ou 3, ou le classeur des auteurs. Le fichier est lu, ce qui s’est perdu vous est dit, et rien n’est gardé avant que vous le demandiez.
import-file = Fichier
import-file-hint = 16 Mo au plus.
import-language = Langue, si le fichier ne la dit pas
import-do = Lire ce fichier
import-no-file = Choisissez un fichier : aucun n’est arrivé, ou il est vide.
import-read = { $file } : { $count ->
    [0] aucune question n’a pu être reprise.
    [one] une question peut être reprise.
   *[other] { $count } questions peuvent être reprises.
}
import-left-out = { $count ->
    [one] Une question de plus ne tient pas dans cette page : coupez le fichier pour la reprendre.
   *[other] { $count } questions de plus ne tiennent pas dans cette page : coupez le fichier pour les reprendre.
}
import-lost = Ce qui s’est perdu en route
import-weight-refused = Refusé.
import-weight-changed = Changé.
import-weight-dropped = Laissé.
import-weight-guessed = Deviné.
import-line = Ligne { $line }.
import-drafts = Ce qui peut devenir des brouillons
import-drafts-text = Elles seront à vous, non relues. Il leur manquera ce que ces formats ne disent pas : objectif, métiers, source.
import-keep-one = Garder « { $title } »
import-to-complete = { $count ->
    [one] un point à compléter
   *[other] { $count } points à compléter
}
import-keep = En faire des brouillons
import-drop = Ne rien garder
import-note = Repris de { $file }
notice-imported = Les questions sont dans vos brouillons.

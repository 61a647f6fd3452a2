# Des personnes arrivent par un fichier
intake-title = Importer des personnes
intake-back = Personnes
intake-step-file = Fichier
intake-step-columns = Colonnes
intake-step-look = Vérification
intake-step-write = Écriture
intake-lead = Choisissez le fichier que votre logiciel a exporté. Vous verrez ce qu’il changerait avant que quoi que ce soit soit écrit.
intake-file = Fichier CSV ou Excel
intake-file-hint = Une ligne par personne, au moins un nom et un prénom. 50 000 personnes passent sans peine.
intake-send = Lire le fichier
intake-no-file = Aucun fichier n’a été choisi. Choisissez-en un, puis recommencez.
intake-files = Derniers fichiers
intake-row-done = { $added ->
    [one] { $added } personne ajoutée
   *[other] { $added } personnes ajoutées
}, { $changed ->
    [one] { $changed } modifiée
   *[other] { $changed } modifiées
}
intake-model = Pas encore de fichier ?
intake-model-text = Notre modèle a une colonne pour chaque chose que Socle sait garder. Seuls le nom et le prénom sont nécessaires.
intake-pix-text = Le modèle d’import de Pix Orga (enseignement supérieur) est lu tel quel.
intake-model-xlsx = Modèle Excel
intake-model-csv = Modèle CSV
import-status-read = colonnes à vérifier
import-status-mapped = à vérifier
import-status-running = écriture en cours
import-status-done = écrit
import-status-cancelled = abandonné
import-status-failed = échec
intake-columns-title = Que contient chaque colonne ?
intake-columns-lead = « { $file } » : { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}. Socle a deviné ce que contient chaque colonne : vérifiez, corrigez au besoin.
intake-encoding-utf-8 = Le fichier est lu en UTF-8.
intake-encoding-utf-16 = Le fichier est lu en UTF-16.
intake-encoding-windows-1252 = Le fichier est lu en Windows-1252, comme l’écrivent d’anciens tableurs.
intake-encoding-xlsx = Le fichier est un classeur Excel.
intake-separator-semicolon = Colonnes séparées par des points-virgules.
intake-separator-comma = Colonnes séparées par des virgules.
intake-separator-tab = Colonnes séparées par des tabulations.
intake-separator-bar = Colonnes séparées par des barres.
intake-columns-check = Les accents des exemples ci-dessous doivent être justes.
intake-sheet = Feuille du classeur
intake-sheet-read = Lire cette feuille
intake-heads = La ligne { $line } contient les titres des colonnes
intake-column-of = Colonne { $letters } :
intake-no-head = Colonne { $letters }
intake-column-empty = rien dans cette colonne
intake-column-ignored = Ne pas garder
intake-column-given-name = Prénom
intake-column-family-name = Nom de famille
intake-column-used-name = Nom d’usage
intake-column-full-name = Nom et prénom ensemble
intake-column-birth-date = Date de naissance
intake-column-email = Adresse e-mail
intake-column-number = Numéro d’étudiant ou matricule
intake-column-trade = Métier
intake-column-unit = Service ou groupe
intake-column-cohort = Promotion ou cohorte
intake-column-school = École ou composante
intake-column-diploma = Diplôme préparé
intake-column-regime = Régime
intake-column-arrived-on = Date d’arrivée
intake-column-left-on = Date de départ
intake-column-missing = Aucune colonne ne contient : { $column }. Chaque personne doit avoir un nom et un prénom : dites quelle colonne les contient.
intake-column-twice = Deux colonnes contiennent : { $column }. Gardez-en une, et choisissez « Ne pas garder » pour l’autre.
intake-columns-kept = Ce que vous choisissez de ne pas garder n’entre pas dans Socle. Les deuxièmes prénoms ne servent à rien ici : mieux vaut ne pas les garder.
intake-columns-next = Voir ce que cela changerait
intake-give-up = Abandonner ce fichier
intake-look-title = Ce que ce fichier changerait
intake-look-lead = Rien n’est encore écrit. Regardez ce que « { $file } » changerait dans votre liste, puis décidez.
intake-look-same = Rien à écrire : votre liste dit déjà ce que dit « { $file } ».
intake-look-none = Rien à écrire : aucune ligne de « { $file } » ne peut être prise telle quelle.
intake-count-added = { $count ->
    [one] nouvelle personne
   *[other] nouvelles personnes
}
intake-count-changed = { $count ->
    [one] personne modifiée
   *[other] personnes modifiées
}
intake-count-kept = { $count ->
    [one] personne inchangée
   *[other] personnes inchangées
}
intake-count-refused = { $count ->
    [one] ligne refusée
   *[other] lignes refusées
}
intake-new-units = { $count ->
    [one] Un service ou groupe sera créé : { $names }.
   *[other] { $count } services ou groupes seront créés : { $names }.
}
intake-new-cohorts = { $count ->
    [one] Une promotion sera créée : { $names }.
   *[other] { $count } promotions seront créées : { $names }.
}
intake-refused = { $count ->
    [one] { $count } ligne refusée
   *[other] { $count } lignes refusées
}
intake-refused-text = Ces lignes ne seront pas écrites. Corrigez-les dans votre fichier et importez-le à nouveau : les personnes déjà présentes ne seront pas doublées.
intake-line = Ligne
intake-cell = Cellule
intake-cell-empty = cellule vide
intake-why = Ce qui ne va pas, et que faire
intake-to-correct = À corriger
intake-correct = Télécharger les lignes à corriger
intake-correct-text = Les lignes refusées sont gardées une semaine. Corrigez-les dans ce fichier, puis importez-le : il a déjà les bonnes colonnes.
intake-more = { $count ->
    [one] Et { $count } autre.
   *[other] Et { $count } autres.
}
intake-trades = Métiers que Socle ne connaît pas
intake-trades-text = Dites une fois ce que chaque mot veut dire. Sans réponse, le métier reste vide, et la personne est importée quand même.
intake-trade-lines = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
intake-trade-none = Laisser vide
intake-trades-keep = Retenir ces choix
intake-notices = À savoir
intake-notice-lines = { $count ->
    [one] (ligne { $lines })
   *[other] ({ $count } lignes, dont { $lines })
}
intake-notice-trade-unknown = Métier inconnu : laissé vide.
intake-notice-repeated = Cette ligne répète mot pour mot une ligne précédente : elle compte une seule fois.
intake-notice-will-leave = La date de départ est à venir : le départ n’est pas encore noté.
intake-notice-number-changes = Même nom et même date de naissance qu’une personne de votre liste, autre numéro : le numéro sera remplacé.
intake-changed = { $count ->
    [one] { $count } personne modifiée
   *[other] { $count } personnes modifiées
}
intake-person = Personne
intake-what = Ce qui change
intake-changes-name = nom
intake-changes-birth-date = date de naissance
intake-changes-email = adresse e-mail
intake-changes-number = numéro
intake-changes-trade = métier
intake-changes-course = école, diplôme ou régime
intake-changes-unit = service
intake-changes-cohort = promotion
intake-changes-arrived-on = date d’arrivée
intake-changes-left = départ noté
intake-changes-returned = retour noté
intake-added = { $count ->
    [one] { $count } nouvelle personne
   *[other] { $count } nouvelles personnes
}
intake-absent = Et les personnes de votre liste que le fichier ne nomme pas ?
intake-absent-stay = Ne rien changer pour elles
intake-absent-leave-here = { $count ->
    [one] Noter le départ de { $count } personne, dans les services et promotions que nomme le fichier
   *[other] Noter le départ de { $count } personnes, dans les services et promotions que nomme le fichier
}
intake-absent-leave-all = { $count ->
    [one] Noter le départ de { $count } personne, dans tout l’établissement
   *[other] Noter le départ de { $count } personnes, dans tout l’établissement
}
intake-absent-names = Par exemple : { $names }. Leur historique reste ; un retour se note d’un geste.
intake-absent-not = Noter le départ des personnes que le fichier ne nomme pas n’est proposé que quand aucune ligne n’est refusée : une ligne refusée est peut-être la leur.
intake-write = { $count ->
    [one] Écrire { $count } personne dans la liste
   *[other] Écrire { $count } personnes dans la liste
}
intake-write-absent = Enregistrer
intake-write-partly = Les lignes refusées sont laissées de côté.
intake-columns-again = Revoir les colonnes
intake-report-running = Écriture en cours
intake-report-done = C’est écrit
intake-report-cancelled = Import abandonné
intake-report-failed = L’import n’a pas pu aller au bout
intake-report-running-text = Les personnes de « { $file } » entrent dans votre liste. Vous pouvez fermer cette page : l’écriture continue.
intake-report-done-text = Voici ce que « { $file } » a changé.
intake-report-cancelled-text = « { $file } » n’est plus utilisé, et son contenu est effacé. Ce qui avait déjà été écrit est resté.
intake-report-failed-text = Une difficulté technique a arrêté l’écriture de « { $file } ». Ce qui est écrit reste. Importez-le à nouveau : personne ne sera doublé.
intake-refresh = Actualiser
intake-stop = Arrêter l’écriture
intake-stop-text = Les personnes déjà écrites restent dans la liste.
intake-done-added = { $count ->
    [one] { $count } personne ajoutée
   *[other] { $count } personnes ajoutées
}
intake-done-changed = { $count ->
    [one] { $count } personne modifiée
   *[other] { $count } personnes modifiées
}
intake-done-left = { $count ->
    [one] { $count } départ noté
   *[other] { $count } départs notés
}
intake-done-kept = { $count ->
    [one] { $count } personne inchangée
   *[other] { $count } personnes inchangées
}
intake-done-units = { $count ->
    [one] { $count } service créé
   *[other] { $count } services créés
}
intake-done-cohorts = { $count ->
    [one] { $count } promotion créée
   *[other] { $count } promotions créées
}
intake-done-refused = { $count ->
    [one] { $count } ligne laissée de côté
   *[other] { $count } lignes laissées de côté
}
intake-to-list = Voir la liste
intake-another = Importer un autre fichier
intake-not-empty = Ce fichier ne contient aucune ligne. Vérifiez que vous avez choisi le bon, puis recommencez.
intake-not-too-large = Ce fichier dépasse { $megabytes } Mo : une liste de personnes est bien plus petite. Retirez les images et les feuilles inutiles, ou enregistrez-le en CSV.
intake-not-too-long = Ce fichier a plus de { $rows } lignes. Coupez-le en plusieurs fichiers.
intake-not-too-wide = La ligne { $line } a plus de { $columns } colonnes. Ne gardez que les colonnes utiles.
intake-not-long-cell = Une cellule de la ligne { $line } est démesurée. Le plus souvent, un guillemet ouvert n’est jamais refermé : corrigez cette ligne, ou enregistrez le fichier au format Excel.
intake-not-old-workbook = C’est un ancien classeur Excel (.xls), ou un classeur protégé par un mot de passe. Enregistrez-le au format .xlsx sans mot de passe, ou en CSV.
intake-not-other-archive = Ce n’est pas un classeur Excel. Dans votre tableur, choisissez « Enregistrer sous », puis .xlsx ou CSV.
intake-not-compressed = Ce fichier est compressé. Décompressez-le, puis envoyez ce qu’il contient.
intake-not-not-text = Ce fichier n’est ni du CSV ni un classeur Excel. Dans votre logiciel, exportez la liste en CSV (UTF-8) ou en .xlsx.
intake-not-bomb = Ce classeur, une fois décompressé, serait démesuré : il n’a pas été ouvert. Copiez la liste dans un classeur neuf, ou enregistrez-la en CSV.
intake-not-broken = Ce classeur est abîmé. Ouvrez-le dans votre tableur, enregistrez-le à nouveau, puis recommencez.
intake-not-no-sheet = Cette feuille n’est pas dans le classeur. Choisissez-en une autre.
intake-fault-missing = Il manque un nom ou un prénom.
intake-cure-missing = Complétez la cellule.
intake-fault-not-name = Un nom ne contient ni chiffre ni signe de ce genre.
intake-cure-not-name = Corrigez le nom, ou vérifiez que la bonne colonne est choisie.
intake-fault-names-together = Rien ne dit où finit le nom et où commence le prénom.
intake-cure-names-together = Écrivez le nom en capitales (DIOP Awa), ou « Nom, Prénom », ou deux colonnes.
intake-fault-formula = La cellule contient une formule, ou ce qu’il en reste.
intake-cure-formula = Remplacez-la par sa valeur : copier, puis coller les valeurs.
intake-fault-garbled = Les accents sont abîmés : le fichier a été lu dans un mauvais encodage avant d’arriver ici.
intake-cure-garbled = Exportez la liste à nouveau, en CSV UTF-8 ou en .xlsx.
intake-fault-too-long = La cellule est trop longue.
intake-cure-too-long = Raccourcissez-la : 160 signes au plus, 64 pour un numéro.
intake-fault-not-day = Ce n’est pas une date.
intake-cure-not-day = Écrivez jj/mm/aaaa, par exemple 29/02/2004.
intake-fault-no-such-day = Ce jour n’existe pas dans le calendrier.
intake-cure-no-such-day = Corrigez la date, au format jj/mm/aaaa.
intake-fault-short-year = L’année n’a que deux chiffres : 04 peut être 1904 ou 2004.
intake-cure-short-year = Écrivez l’année en quatre chiffres.
intake-fault-birth-unlikely = Cette personne aurait moins de 12 ans ou plus de 110 ans.
intake-cure-birth-unlikely = Corrigez la date de naissance.
intake-fault-left-before = Le départ précède l’arrivée.
intake-cure-left-before = Corrigez l’une des deux dates.
intake-fault-not-email = Ce n’est pas une adresse e-mail.
intake-cure-not-email = Corrigez l’adresse, ou videz la cellule.
intake-fault-number-twice = Ce numéro est déjà à la ligne { $line }.
intake-cure-number-twice = Gardez une seule des deux lignes, ou corrigez le numéro.
intake-fault-person-twice = La ligne { $line } parle de la même personne, ou peut-être.
intake-cure-person-twice = Gardez une seule ligne ; pour deux homonymes, donnez à chacun un numéro ou une date de naissance.
intake-fault-number-of-another = Dans votre liste, ce numéro est celui d’une tout autre personne.
intake-cure-number-of-another = Corrigez le numéro ; si la personne a changé de nom, changez-le d’abord dans sa fiche.
intake-fault-several-known = Plusieurs personnes de votre liste portent ce nom.
intake-cure-several-known = Ajoutez un numéro ou une date de naissance, dans le fichier et dans leurs fiches.
intake-fault-perhaps-known = Une personne de votre liste porte ce nom avec une autre adresse : rien ne dit si c’est elle.
intake-cure-perhaps-known = Ajoutez un numéro ou une date de naissance, dans le fichier et dans sa fiche.
refusal-import-over = Ce fichier est déjà écrit, en cours d’écriture ou abandonné : il ne se modifie plus. Revenez à la page d’import pour voir où il en est, ou choisissez un autre fichier.
refusal-import-running = Un autre fichier de votre établissement est en cours d’écriture. Attendez qu’il soit terminé, puis recommencez : rien n’est perdu.
people-out-sheet = Personnes
people-out = Emporter la liste :
people-out-csv = CSV
people-out-xlsx = Excel

item-page-title = Question { $number } sur environ { $about }
item-number = Question { $number }
item-about = sur environ { $about }
item-bite = { $answered } sur environ { $about } dans ces six minutes
item-menu = Pause
item-pause = Faire une pause
item-pause-text = Tout est enregistré. Vous reprendrez à cette question.
item-finish = Terminer maintenant
item-finish-text = Voir un résultat avec les réponses déjà données.
item-answer = Valider ma réponse
item-dont-know = Je ne sais pas
item-dont-know-text = « Je ne sais pas » nous renseigne aussi. Le corrigé vient à la fin.

task-hint-single-choice = Une seule réponse.
task-hint-multiple-choice = Une ou plusieurs réponses.
task-hint-ordering = Donnez sa place à chaque étape.
task-hint-matching = Choisissez une réponse par ligne. Certaines peuvent ne pas servir.
task-hint-categorise = Rangez chaque élément.
task-hint-gaps = Remplissez chaque trou.
task-hint-short-answer = Un mot ou deux suffisent. Les petites fautes de frappe ne comptent pas.
task-hint-number = Écrivez un nombre, puis choisissez l’unité.
task-hint-hot-text = Cochez les passages dans le texte.
task-hint-mailbox = Ouvrez chaque message, puis décidez. Vous pouvez regarder l’adresse d’un expéditeur ou d’un lien sans risque.

sort-position = Place de cette étape
sort-none = Place
sort-up = Monter
sort-down = Descendre
sort-hint = Déplacez les étapes avec les flèches, ou en les faisant glisser à la souris.
sort-moved = Étape déplacée en position
gap = Trou { $number }
gap-choose = à choisir
short-answer-label = Votre réponse
number-label = Votre nombre
unit-label = Unité

mail-pane = Message ouvert
mail-from = De
mail-to = À
mail-see-address = Voir l’adresse
mail-see-header = Afficher l’en-tête complet
mail-link = Lien, voir où il mène :
mail-link-goes = Ce lien mène à :
mail-attachments = Pièces jointes
mail-actions = Que faites-vous de ce message ?
mail-action-keep = Garder
mail-action-report = Signaler
mail-action-delete = Supprimer
mail-action-verify = Vérifier autrement
mail-action-reply = Répondre
mail-state-reply = répondu
mail-state-keep = gardé
mail-state-report = signalé
mail-state-delete = supprimé
mail-state-verify = à vérifier

pause-page-title = Pause
pause-title = C’est enregistré
pause-bite = Six minutes de faites.
pause-asked = Vous pouvez fermer cette page.
pause-facts = { $answered ->
    [one] { $answered } question répondue sur { $about } environ, en { $minutes } min.
   *[other] { $answered } questions répondues sur { $about } environ, en { $minutes } min.
}
pause-none = Aucune question répondue pour le moment.
pause-resume = Reprendre
pause-later-title = Reprendre plus tard
pause-later-device = Sur cet appareil, revenez simplement à l’accueil. Sur un autre, il faut un lien.
pause-device-link = Continuer sur un autre appareil
pause-kept = Ce positionnement est gardé dans votre compte.
pause-email-label = Ou recevez un lien par e-mail
finish-page-title = Terminer maintenant ?
finish-title = Terminer maintenant ?
finish-text = { $answered ->
    [one] Vous avez répondu à une question sur { $about } environ. Vous verrez un résultat, mais très incertain : les intervalles seront larges.
   *[other] Vous avez répondu à { $answered } questions sur { $about } environ. Vous verrez un résultat, mais plus incertain : les intervalles seront plus larges.
}
finish-final = Une fois terminé, ce positionnement ne se rouvre pas. Si c’est le temps qui manque, faites plutôt une pause.
finish-none = Vous n’avez encore répondu à aucune question : il n’y aurait rien à dire. Vous pouvez fermer cette page et revenir quand vous voulez.
finish-back = Revenir à la question
finish-button = Terminer et voir mon profil

you-page-title = Quelques mots sur vous
you-title = Quelques mots sur vous
you-text = Trois questions, posées une seule fois. Vous pouvez n’en remplir aucune.
you-trade = Votre métier
you-setting = Votre lieu d’exercice
you-region = Votre région
you-rather-not = Je préfère ne pas le dire
you-save = Enregistrer et voir mon profil
you-skip = Passer
you-why = Ces réponses ne changent pas votre résultat. Elles servent à vérifier que les questions sont justes pour tous les métiers.
family-medical = Professions médicales et pharmacie
family-paramedical = Professions paramédicales et psychologues
family-care = Soins du quotidien et accompagnement
family-social = Travail social
family-support = Encadrement, administration, autres
family-student = Études

task-hint-simulator = Ouvrez chaque écran, faites ce que vous feriez, laissez le reste. Regarder ne compte pas.
simulator-panels = Écrans
simulator-journal = Ce que vous avez fait
simulator-undo = Annuler
simulator-undone = Annulé
simulator-act = Faire
simulator-on = activé
simulator-off = désactivé
simulator-done = fait
simulator-not-done = pas fait
simulator-turn = { $turn ->
    [1] en premier
    [2] en deuxième
    [3] en troisième
    [4] en quatrième
    [5] en cinquième
    [6] en sixième
   *[other] en { $turn }e
}
simulator-sort = Trier par
simulator-filter = Filtrer les lignes
simulator-rows = lignes affichées
simulator-picked = Choix
simulator-address = Adresse
simulator-certificate = Certificat du site
simulator-no-certificate = Le navigateur n’a pas de certificat pour ce site.
simulator-numbers = Voir les nombres
done-untouched = { $what } (laissé tel quel)
done-before = « { $one } » avant « { $other } »
done-first = « { $one } » en premier
done-in-order = dans cet ordre
done-other-order = dans un autre ordre

# Le parcours, la révision, « je sais déjà », les rappels, les progrès
learn-title = Que faire ensuite ?
learn-description = Les trois prochaines étapes pour progresser en santé numérique, en quelques minutes chacune, choisies d’après vos réponses.
learn-lead = Ce qui suit est choisi d’après vos réponses, et change à mesure que vous avancez.
learn-lead-new = Des modules de quelques minutes, entre deux soins. Un positionnement dit lesquels vous serviront le plus.
learn-lead-reached-measured = Vous tenez le niveau { $level } partout, aussi sûrement qu’on peut le dire. Visez plus haut, ou entretenez ce que vous savez.
learn-lead-reached-expected = Avec ce que vous avez suivi depuis, vous devriez tenir le niveau { $level } partout. Seul un nouveau positionnement le dira.
learn-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
learn-due = { $count ->
    [one] 1 carte revient aujourd’hui
   *[other] { $count } cartes reviennent aujourd’hui
}
learn-due-text = Deux minutes, juste avant que vous ne l’oubliiez.
learn-round-open = Une séance est commencée
learn-round-resume = On reprend où vous en étiez
learn-practise-go = Réviser deux minutes
learn-measure-title = Se situer d’abord
learn-measure-text = Une vingtaine de questions, sans compte. Ensuite, nous vous proposons ce qui compte le plus pour vous, et rien de ce que vous savez déjà.
learn-measure-go = Me positionner
learn-measure-resume = Reprendre mon positionnement
learn-next = { $count ->
    [one] Votre prochaine étape
   *[other] Vos { $count } prochaines étapes
}
learn-next-text = Ce qui rapproche le plus de votre objectif, minute pour minute.
learn-how = Comment c’est choisi
learn-first = { $count ->
    [one] Un bon premier module, sans attendre
   *[other] { $count } bons premiers modules, sans attendre
}
learn-first-text = Choisis pour votre métier, sans rien savoir encore de vos réponses.
learn-first-no-trade = Choisis pour tout le monde, sans rien savoir encore de vos réponses.
learn-trade-say = Dire mon métier
learn-module-go = Commencer
learn-prove-go = Répondre
learn-prove-title = Confirmer ce que vous savez
learn-known = Je sais déjà
learn-why = Pourquoi
learn-not-reviewed = pas encore relu par des experts
learn-reason-gap = « { $competence } » : { $held } de chances environ d’être au niveau visé, d’après vos réponses et ce que vous avez suivi ; avec ce module, { $then } environ.
learn-reason-gap-far = « { $competence } » : { $held } de chances d’être au niveau visé. Il faudra plusieurs modules ; celui-ci est de ceux qui comptent le plus.
learn-reason-prepares = Prépare « { $title } ».
learn-reason-changed = Ce module a été récrit depuis que vous l’avez suivi.
learn-reason-faded = { $months ->
    [one] Vous l’avez suivi il y a un mois.
   *[other] Vous l’avez suivi il y a { $months } mois.
}
learn-reason-trade = Écrit pour votre métier.
learn-reason-first = Un bon premier module.
learn-reason-first-trade = Un bon premier module pour votre métier.
learn-reason-fits = Tient dans le temps que vous avez.
learn-reason-claimed = Vous avez dit que vous le savez : deux ou trois questions suffisent pour le confirmer.
learn-nothing-left = Il n’y a plus de module qui vous rapprocherait de cet objectif. D’autres arrivent ; d’ici là, les cartes entretiennent ce que vous savez, et le catalogue des formations va plus loin.
learn-standing = Où vous en êtes, pour le niveau { $level }
learn-standing-text = D’après votre positionnement du { $date }.
learn-standing-result = Voir le résultat
learn-growth-link = Voir mes progrès
learn-held = { $share } de chances de tenir le niveau { $level }
learn-aim-title = Votre objectif
learn-aim-level = Niveau visé partout
learn-aim-minutes = Temps devant vous
learn-aim-save = Enregistrer
learn-more = Plus pour progresser
learn-all-modules = { $count ->
    [one] Le module
   *[other] Les { $count } modules
}
learn-done = { $count ->
    [one] 1 suivi
   *[other] { $count } suivis
}
learn-practice-link = Réviser
learn-practice-link-text = deux minutes par jour, si vous voulez
learn-reminders-link = Rappels
learn-reminders-on = activés
learn-reminders-off = aucun pour l’instant
learn-patients-link = Pour les patients et leurs proches
learn-trainers-link = Pour les formateurs
learn-private = Ce que vous faites ici ne regarde que vous : ni employeur ni école ne le voit, et rien n’en entre dans un résultat.
learn-today = aujourd’hui
learn-tomorrow = demain
learn-in-days = { $count ->
    [one] dans 1 jour
   *[other] dans { $count } jours
}
learn-in-weeks = { $count ->
    [one] dans une semaine
   *[other] dans { $count } semaines
}
learn-in-months = { $count ->
    [one] dans un mois
   *[other] dans { $count } mois
}
learn-result-title = Et maintenant ?
learn-result-all = Tout mon parcours
home-learn-next = Vos prochaines étapes pour progresser
home-learn = Envie d’apprendre tout de suite ?
home-learn-link = Des modules de quelques minutes
practice-title = Deux minutes de révision
practice-open = Une séance est commencée. On reprend où vous en étiez.
practice-due = { $count ->
    [one] 1 carte ou question revient aujourd’hui.
   *[other] { $count } cartes et questions reviennent aujourd’hui.
}
practice-new = { $count ->
    [one] 1 carte ou question que vous avez croisée peut être revue.
   *[other] { $count } cartes et questions que vous avez croisées peuvent être revues.
}
practice-begin = Commencer
practice-later = { $count ->
    [one] Rien à revoir aujourd’hui. 1 carte ou question reviendra.
   *[other] Rien à revoir aujourd’hui. { $count } cartes et questions reviendront.
}
practice-next = La prochaine,
practice-elsewhere = Voir mes prochaines étapes
practice-nothing = Rien à revoir pour l’instant. Les cartes des modules que vous suivez reviendront ici.
practice-modules = Choisir un module
practice-how-title = Comment ça marche
practice-how = Une carte revient juste avant le moment où vous l’oublieriez : le lendemain, puis après quelques jours, quelques semaines, quelques mois. Vous dites vous-même si vous le saviez ; personne d’autre ne le voit.
practice-no-guilt = Vous manquez un jour, une semaine ? Rien n’est perdu : on reprend où vous en étiez.
round-place = { $number } sur { $count }
round-think = Répondez dans votre tête, puis retournez la carte.
round-turn = Retourner la carte
round-ask = Le saviez-vous ?
round-keys = Au clavier : 1, 2, 3, 4.
round-module = Relire le module
round-go-on = Continuer
round-leave = Arrêter là : la suite attendra
grade-again = Non
grade-hard = Avec effort
grade-good = Oui
grade-easy = Tout de suite
round-end-title = C’est fait pour cette fois
round-end-lead = { $count ->
    [0] Rien n’était plus à revoir.
    [one] 1 chose revue.
   *[other] { $count } choses revues.
}
round-again = { $count ->
    [one] Encore une qui revient aujourd’hui
   *[other] Encore deux minutes ({ $count } reviennent aujourd’hui)
}
round-back-title = Elles reviendront
round-remind = Un mail peut vous le rappeler, le jour où quelque chose revient.
round-next-title = Et si vous avez encore un moment
claim-title = Je sais déjà
claim-text = Deux ou trois questions, et les modules sur ce sujet quittent votre parcours. « Je ne sais pas » est une réponse comme une autre.
claim-begin = Répondre aux questions
claim-resume = Reprendre les questions
claim-again = Répondre de nouveau
claim-rests = Vous pourrez le redire à partir du { $date } : un second essai tout de suite mesurerait la chance. En attendant, quelques minutes de module vous en apprendront plus.
claim-fine = Cela ne change aucun résultat : il s’agit seulement de ne pas vous faire perdre de temps.
claim-question = Question { $number }, deux ou trois en tout
claim-next = Question suivante
claim-held-title = Vous le savez, en effet
claim-held-text = Deux réponses justes : les modules sur ce sujet ne vous seront plus proposés. Ils restent ouverts si vous en avez envie.
claim-not-held-title = Pas encore tout à fait
claim-not-held-text = Deux réponses n’étaient pas justes : il reste là quelques minutes utiles, et nous continuons à vous proposer ce sujet.
claim-on = Voir mes prochaines étapes
claim-modules = Les modules sur ce sujet
reminders-title = Rappels
reminders-lead = Un mail par jour au plus, et seulement quand quelque chose revient. Un clic dans le mail suffit pour les arrêter.
reminders-address-title = Il nous faut une adresse
reminders-address-text = Un lien arrive par mail ; il suffit de le suivre, sans mot de passe. Ce que vous avez fait jusqu’ici reste à vous.
reminders-address-go = Recevoir le lien
reminders-were-on = Vous avez arrêté les rappels. Vous pouvez les reprendre ici.
reminders-days = Les jours
reminders-hour = L’heure
reminders-hour-hint = À l’heure de Paris.
reminders-to = Les rappels partent à { $email }.
reminders-begin = Me rappeler
reminders-stop = Arrêter les rappels
weekday-0 = lundi
weekday-1 = mardi
weekday-2 = mercredi
weekday-3 = jeudi
weekday-4 = vendredi
weekday-5 = samedi
weekday-6 = dimanche
stop-title = Arrêter les rappels ?
stop-text = Vous ne recevrez plus de mail quand une carte revient. Vos cartes, elles, restent là.
stop-go = Arrêter les rappels
stop-done = Les rappels sont arrêtés
stop-done-text = Plus aucun ne partira. Vos cartes vous attendent, sans hâte.
stop-back = Finalement, les reprendre
growth-title = Mes progrès
growth-lead = Entre vos deux derniers positionnements, ce qu’on peut dire et ce qu’on ne sait pas.
growth-rose = en hausse
growth-fell = en baisse
growth-unclear = on ne peut pas le dire
growth-rose-text = Il y a { $share } de chances que vous sachiez plus de choses qu’avant.
growth-fell-text = Il y a { $fell } de chances que vous en sachiez moins qu’avant : cela s’oublie, et se reprend.
growth-unclear-text = Vos réponses ne tranchent pas ({ $share } de chances d’une hausse).
growth-picture = Pour chaque domaine, le changement estimé et son intervalle, autour de « pas de changement ».
growth-no-change = pas de changement
growth-caption = À droite de la ligne, une hausse. La barre est l’intervalle à 95 % ; si elle traverse la ligne, le hasard seul peut tout expliquer.
growth-table = Les nombres
growth-change = Changement (écarts types)
growth-interval = Intervalle à 95 %
growth-probability = Probabilité d’une hausse
growth-why-title = Pourquoi nous n’ôtons pas simplement un résultat de l’autre
growth-why = Quand un premier résultat est très bas, le hasard y est souvent pour quelque chose ; le suivant remonte alors de lui-même, même sans avoir rien appris. Nous retirons cet effet avant de parler de progrès.
growth-unknown = Ce qu’on ne sait pas : d’où vient un progrès (des modules, du service, d’un collègue), et ce qu’il en sera dans six mois.
growth-once = Un seul positionnement, le { $date } : il en faut deux pour parler de progrès. Attendez quelques semaines et quelques modules.
growth-never = Les progrès se lisent entre deux positionnements. Le premier prend un quart d’heure.
growth-practice-title = Ce que laisse penser la pratique
growth-practice-text = { $count ->
    [one] Une question répondue depuis, en apprenant.
   *[other] { $count } questions répondues depuis, en apprenant.
}
growth-practice-none = Aucune question répondue en apprenant depuis votre dernier positionnement.
growth-practice-fine = C’est un signe, pas un résultat : on apprend avec ses notes et ses collègues, et une question revue se retient d’elle-même. Rien n’en entre dans une mesure.
growth-sign-up = plutôt en hausse
growth-sign-down = plutôt en baisse
growth-sign-same = sans changement visible
mail-learning-reminder-subject = Deux minutes de révision ?
mail-learning-reminder-hello = Bonjour,
mail-learning-reminder-text = { $count ->
    [one] 1 carte ou question revient aujourd’hui. Deux minutes suffisent, quand vous voulez.
   *[other] { $count } cartes et questions reviennent aujourd’hui. Deux minutes suffisent, quand vous voulez.
}
mail-learning-reminder-button = Réviser
mail-learning-reminder-why = Vous avez demandé ces rappels.
mail-learning-reminder-stop = Arrêter les rappels en un clic
mail-learning-reminder-change = Changer l’heure ou les jours
refusal-reminder-address = Il nous faut une adresse pour vous écrire : donnez-la d’abord, puis réglez vos rappels.
refusal-reminder-hour = Cette heure ne se lit pas. Écrivez-la comme 12:30.
refusal-reminder-days = Aucun jour n’est choisi, donc aucun rappel ne partirait. Choisissez-en au moins un.
refusal-claim-untestable = Nous n’avons pas encore assez de questions sur ce sujet pour le confirmer. Passez simplement au module suivant ; celui-ci reste facultatif.
refusal-claim-rests = Deux réponses n’étaient pas justes : ce sujet se repose un mois avant un nouvel essai. En attendant, suivez un de ses modules.
method-path-title = Le parcours
method-path-text = Les prochaines étapes ne sont pas un cours commun à tous. Nous partons de vos réponses : pour chaque compétence, la probabilité que vous teniez déjà le niveau visé. Un module est proposé s’il augmente le plus, pour chaque minute, la probabilité que vous teniez tout. Ce qui est déjà tenu n’est pas proposé ; ce qui prépare autre chose passe avant ; deux modules proches sont espacés.
method-path-assumed = Ce qu’un module apporte est supposé, pas encore mesuré : un demi-écart type sur ce qu’il enseigne, d’après les études sur l’apprentissage en ligne des soignants (Cook et al., JAMA, 2008). Nous remplacerons ce nombre par nos propres mesures.
method-path-practice = Les cartes reviennent selon FSRS-6, un modèle publié de la mémoire. Une question répondue en apprenant affine le parcours avec un poids plus faible qu’une question de positionnement, et n’entre dans aucun résultat.
cli-learning-assumed = Supposé de ces personnes, et inconnu du parcours :
cli-learning-spread = objectifs dispersés de { $spread } autour de leur compétence
cli-learning-effect = un module élève son objectif de { $effect } × la probabilité de ne pas le tenir encore
cli-learning-takes = il prend avec une probabilité de { $takes } (× { $unprepared } sans ce qui le prépare, × { $trade } s’il parle à d’autres métiers)
cli-learning-pace = un module toutes les { $hours } heures, { $minutes } minutes à la fois
cli-learning-modules = { $modules } modules, dont { $made } inventés pour que chaque objectif en ait { $each }
cli-learning-believed = Le parcours, lui, croit qu’un module apporte { $effect }.
cli-learning-target = { $people } personnes, { $below } sous le niveau { $target }, dont { $compared } l’atteignent dans chaque ordre
cli-learning-order = ordre
cli-learning-reached = l’atteignent
cli-learning-minutes = minutes
cli-learning-median = médiane
cli-learning-count = modules
cli-learning-saved = épargnées
cli-learning-order-path = parcours
cli-learning-order-weakest-first = le plus faible d’abord
cli-learning-order-fixed = ordre fixe
cli-learning-order-random = au hasard

# Les établissements : les miens, en créer un, ce qui attend, les réglages
steer-title = Piloter
mine-lead = Suivez la montée en compétences de vos équipes ou de vos étudiants : qui s’est positionné, ce qui manque, et la preuve des 28 heures.
mine-step-organisation = 1. Votre établissement.
mine-step-organisation-text = Un nom suffit pour commencer.
mine-step-people = 2. Vos personnes.
mine-step-people-text = Un fichier, quelques noms à la main, ou un simple code à donner.
mine-step-campaign = 3. Une campagne.
mine-step-campaign-text = Un modèle, trois champs, et le lien part. Vous voyez l’avancement le jour même.
mine-new = Créer un établissement
mine-invited = Un établissement existe déjà ? Demandez à l’un de ses responsables de vous inviter à cette adresse : l’invitation apparaîtra ici.
mine-offers = { $count ->
    [one] Une invitation vous attend
   *[other] { $count } invitations vous attendent
}
mine-offer = Vous y seriez { $post }. À accepter avant le { $date }.
post-manager = responsable
post-trainer = formateur ou formatrice
kind-hospital = Hôpital ou clinique
kind-school = École, institut, université
kind-care-home = EHPAD, médico-social
kind-community = CPTS, maison de santé
kind-company = Entreprise
kind-group = Groupe d’établissements
kind-other = Autre structure
organisation-new-title = Créer un établissement
organisation-new-text = Vous en serez responsable. Tout peut être changé ensuite.
organisation-new-below = Il fera partie de <strong>{ $group }</strong>, dont les responsables le piloteront aussi.
organisation-new-button = Créer l’établissement
organisation-kind = De quoi s’agit-il ?
organisation-name = Nom, tel que vos équipes le disent
organisation-finess = Numéro FINESS
organisation-finess-hint = Facultatif. Neuf chiffres ou lettres.
organisation-siret = Numéro SIRET
organisation-siret-hint = Facultatif. Quatorze chiffres.
organisation-region = Région
organisation-region-none = Non précisée
refusal-not-in-the-list = Rien de valable n’est choisi ici. Choisissez dans la liste.
steer-save = Enregistrer
steer-cancel = Ne rien changer
inbox-title = À faire
inbox-empty = Rien ne vous attend.
settings-title = Réglages
settings-nav = Réglages de l’établissement
settings-tab-identity = Établissement
settings-tab-units = Services
settings-tab-cohorts = Promotions
settings-tab-team = Équipe
settings-managers-only = Seuls les responsables changent ces informations.
units-text = Les services, groupes ou années de votre établissement. Chaque personne est dans un service au plus ; les résultats se lisent par service dès dix personnes.
units-empty = Aucun service pour l’instant. Un import de fichier peut aussi les créer.
units-add = Ajouter un service
cohorts-text = Les promotions ou groupes de formation, avec leurs dates. Une promotion peut mêler métiers, écoles et services ; c’est elle qui porte les 28 heures.
cohorts-empty = Aucune promotion pour l’instant.
cohorts-add = Ajouter une promotion
cohort-name-hint = Par exemple « IDE 2026-2029 ».
cohort-starts = Premier jour
cohort-ends = Dernier jour
cohort-ects = Crédits ECTS des 28 heures
cohort-ects-hint = Facultatif.
cohort-from-to = Du { $first } au { $last }
cohort-from = À partir du { $first }
cohort-to = Jusqu’au { $last }
cohort-undated = Sans dates
cohort-credits = { $ects } ECTS
entry-name = Nom
entry-add = Ajouter
entry-change = Modifier
entry-delete = Supprimer
delete-unit-title = Supprimer un service
delete-unit-text = { $count ->
    [0] Le service <strong>{ $name }</strong> sera supprimé. Personne n’en fait partie.
    [one] Le service <strong>{ $name }</strong> sera supprimé. La personne qui en fait partie reste dans l’établissement, sans service.
   *[other] Le service <strong>{ $name }</strong> sera supprimé. Les { $count } personnes qui en font partie restent dans l’établissement, sans service.
}
delete-cohort-title = Supprimer une promotion
delete-cohort-text = { $count ->
    [0] La promotion <strong>{ $name }</strong> sera supprimée. Personne n’en fait partie.
    [one] La promotion <strong>{ $name }</strong> sera supprimée. La personne qui en fait partie reste dans l’établissement, avec ses heures.
   *[other] La promotion <strong>{ $name }</strong> sera supprimée. Les { $count } personnes qui en font partie restent dans l’établissement, avec leurs heures.
}
steer-team-text = Les responsables composent l’équipe et signent ; les formateurs et formatrices suivent les personnes, les campagnes et les heures.
steer-team-me = (vous)
steer-team-since = depuis le { $date }
people-count = { $count ->
    [0] Personne
    [one] 1 personne
   *[other] { $count } personnes
}
notice-organisation-made = Votre établissement est créé. Ajoutez maintenant vos personnes, ou passez directement à une campagne.
notice-organisation-closed = L’établissement est fermé, et tout ce qu’il contenait est effacé.
notice-entry-added = C’est ajouté.
notice-entry-deleted = C’est supprimé.
notice-invited = L’invitation est partie.
notice-invitation-withdrawn = L’invitation est retirée.
notice-joined = Bienvenue dans l’équipe.
notice-declined = L’invitation est refusée. Rien d’autre ne change.
notice-member-removed = Cette personne ne fait plus partie de l’équipe.
notice-left-organisation = Vous avez quitté l’équipe.
notice-key-revoked = La clé ne donne plus accès à rien.
refusal-name-missing = Il manque un nom. Écrivez-en un.
refusal-finess-invalid = Ce numéro FINESS n’a pas la forme attendue. Il compte neuf chiffres ou lettres ; vérifiez-le, ou laissez le champ vide.
refusal-siret-invalid = Ce numéro SIRET ne se vérifie pas : il compte quatorze chiffres, et l’un d’eux est sans doute mal recopié. Vérifiez-le, ou laissez le champ vide.
refusal-finess-taken = Un établissement porte déjà ce numéro FINESS. Demandez à l’un de ses responsables de vous inviter, ou laissez le champ vide.
refusal-siret-taken = Un établissement porte déjà ce numéro SIRET. Demandez à l’un de ses responsables de vous inviter, ou laissez le champ vide.
refusal-group-circular = Un établissement ne peut pas faire partie de lui-même, ni de ce qui en fait partie. Choisissez un autre groupe.
refusal-group-too-deep = Ce groupe compterait trop de niveaux : cinq au plus. Rattachez l’établissement plus haut.
refusal-last-manager = C’est la dernière personne responsable de cet établissement. Nommez d’abord quelqu’un d’autre, ou fermez l’établissement.
refusal-already-member = Cette personne fait déjà partie de l’équipe. Vous pouvez changer son rôle dans la liste.
refusal-invitation-for-another = Cette invitation a été envoyée à une autre adresse que celle de votre compte. Connectez-vous avec l’adresse invitée, ou demandez une invitation pour la vôtre.
refusal-invitation-over = Cette invitation a déjà servi, a été retirée, ou est trop ancienne. Demandez-en une autre à la personne qui vous a invité.
refusal-entry-taken = Ce nom est déjà pris dans votre établissement. Choisissez-en un autre, ou modifiez celui qui existe.
refusal-day-invalid = Cette date n’existe pas ou n’est pas possible ici. Vérifiez le jour, le mois et l’année.
refusal-days-reversed = La fin vient avant le début. Vérifiez les deux dates.
refusal-learner-number-taken = Une autre personne de votre établissement porte déjà ce numéro. Vérifiez-le, ou cherchez cette personne dans la liste.
refusal-record-changed = Cette fiche a été modifiée entre-temps, par quelqu’un d’autre ou dans un autre onglet. Ce que vous avez écrit est gardé ci-dessous : vérifiez-le, puis enregistrez de nouveau.
refusal-closing-name = Le nom ne correspond pas, rien n’a été effacé. Recopiez-le tel qu’il est affiché.
refusal-credits-invalid = Ce nombre de crédits n’est pas possible. Écrivez un nombre de 0 à 300, par exemple 2 ou 2,5.
settings-tab-group = Groupe
settings-tab-memo = À savoir
settings-tab-keys = Accès API
steer-team-empty = Personne ici : cet établissement est piloté par les responsables de son groupe.
steer-team-make-trainer = En faire un formateur ou une formatrice
steer-team-make-manager = En faire un ou une responsable
steer-team-remove = Retirer de l’équipe
steer-team-offers = Invitations en attente
steer-team-offer-until = à accepter avant le { $date }
steer-team-offer-over = trop ancienne
steer-team-offer-again = Renvoyer
steer-team-offer-withdraw = Retirer
steer-team-invite = Inviter quelqu’un
steer-team-email = Adresse e-mail
steer-team-post = Rôle
steer-team-invite-button = Envoyer l’invitation
steer-team-invite-text = La personne reçoit un lien, valable deux semaines, qui marche pour le compte de cette adresse.
steer-team-leave = Quitter l’équipe
go-title = Retirer de l’équipe
go-title-me = Quitter l’équipe
go-text = <strong>{ $email }</strong> n’aura plus accès à <strong>{ $name }</strong>.
go-text-me = Vous n’aurez plus accès à <strong>{ $name }</strong>.
go-stays = Ce qui reste à l’établissement
go-campaigns = { $count ->
    [one] Une campagne créée.
   *[other] { $count } campagnes créées.
}
go-running = { $count ->
    [one] L’une est encore ouverte : prévenez qui la suivra.
   *[other] { $count } sont encore ouvertes : prévenez qui les suivra.
}
go-lessons = { $count ->
    [one] Une séance.
   *[other] { $count } séances.
}
go-keys = { $count ->
    [one] Une clé d’accès, qui marche toujours.
   *[other] { $count } clés d’accès, qui marchent toujours.
}
go-invitations = { $count ->
    [one] Une invitation en attente, toujours valable.
   *[other] { $count } invitations en attente, toujours valables.
}
go-memo = Avant de partir, vérifiez que la page « À savoir » dit bien ce que la suite doit connaître.
go-memo-empty = La page « À savoir » est vide : quelques lignes pour la suite éviteront bien des questions.
go-button = Retirer cette personne
go-button-me = Quitter l’équipe
invitation-title = Invitation
invitation-text = Vous êtes invité à rejoindre <strong>{ $organisation }</strong> comme { $post }.
invitation-accept = Accepter
invitation-decline = Refuser
invitation-until = Valable jusqu’au { $date }.
invitation-over = Cette invitation a déjà servi, a été retirée, ou est trop ancienne. Si vous l’avez acceptée, l’établissement est dans « Piloter » ; sinon, demandez-en une autre.
invitation-sign-in = Connectez-vous avec l’adresse <strong>{ $email }</strong> pour répondre. Pas encore de compte ? Le même lien de connexion le crée.
invitation-another = Elle a été envoyée à <strong>{ $email }</strong>, et vous êtes connecté avec <strong>{ $me }</strong>. Déconnectez-vous, puis revenez par le lien du mail avec la bonne adresse.
mail-invitation-subject = Une invitation à rejoindre un établissement sur Socle
mail-invitation-hello = Bonjour,
mail-invitation-text = { $inviter } vous invite à rejoindre « { $organisation } » sur Socle, comme { $post }.
mail-invitation-what-manager = Vous y verrez l’avancement des campagnes et les résultats d’ensemble, vous composerez l’équipe et signerez les attestations.
mail-invitation-what-trainer = Vous y suivrez les personnes, les campagnes et les heures de formation.
mail-invitation-button = Voir l’invitation
mail-invitation-until = Ce lien marche pendant { $days } jours, pour le compte de cette adresse. Si vous n’attendiez rien, ignorez ce message : rien ne se passera.
group-text = Qui est responsable d’un groupe l’est aussi de ses établissements. Les formateurs et formatrices d’un groupe n’y voient rien.
group-belongs = Cet établissement fait partie de <strong>{ $group }</strong>.
group-leave = Quitter ce groupe
group-leave-text = Les responsables du groupe n’y auront plus accès. Il faut qu’une personne au moins soit responsable ici même.
group-choose = Groupe
group-join = Rejoindre ce groupe
group-none = Pour le rattacher à un groupe, il faut être responsable des deux. Demandez aux responsables du groupe de vous inviter, ou invitez-les ici.
group-children = Établissements de ce groupe
group-no-children = Aucun.
group-new-child = Créer un établissement de ce groupe
memo-text = Ce que votre successeur doit savoir : d’où vient la liste, qui prévenir, ce qui a été convenu. Toute l’équipe le lit et l’écrit.
memo-label = À savoir pour la suite
memo-hint = Pas de mot de passe ni de donnée de santé ici.
memo-kept = Ce qui est enregistré en ce moment
keys-text = Une clé laisse un logiciel de votre établissement lire vos listes, vos campagnes et vos résultats d’ensemble, et tenir la liste des personnes. Elle n’ouvre aucun compte.
keys-made = Votre nouvelle clé
keys-made-text = Copiez-la maintenant : elle ne sera plus jamais affichée.
keys-since = créée le { $date }
keys-used = utilisée le { $date }
keys-unused = jamais utilisée
keys-revoke = Retirer
keys-empty = Aucune clé pour l’instant.
keys-add = Créer une clé
keys-name = À quoi sert-elle ?
keys-name-hint = Par exemple « Tableau de bord de la direction ».
keys-add-button = Créer la clé
close-title = Fermer cet établissement
close-text = <strong>{ $name }</strong> et tout ce qu’il contient seront effacés, pour toujours.
close-learners = { $count ->
    [one] Une personne de la liste, avec son historique et ses heures.
   *[other] { $count } personnes de la liste, avec leur historique et leurs heures.
}
close-campaigns = { $count ->
    [one] Une campagne et ses résultats d’ensemble.
   *[other] { $count } campagnes et leurs résultats d’ensemble.
}
close-lessons = { $count ->
    [one] Une séance et ses présences.
   *[other] { $count } séances et leurs présences.
}
close-attestations = { $count ->
    [one] Une attestation : elle ne pourra plus être vérifiée.
   *[other] { $count } attestations : elles ne pourront plus être vérifiées.
}
close-stays = Les positionnements que chacun a faits restent à chacun. Exportez d’abord ce que vous devez garder.
close-name = Pour confirmer, recopiez « { $name } »
close-button = Tout effacer et fermer
refusal-has-children = Des établissements font encore partie de ce groupe. Sortez-les du groupe d’abord, pour qu’aucun ne reste sans responsable.
inbox-empty-text = Ce qui demande une décision ou un geste de votre part apparaîtra ici : une campagne qui se termine, des résultats à montrer, une attestation à signer.
waits-people = Votre liste de personnes est vide
waits-people-do = Importer un fichier, ou ajouter quelques noms
waits-first-campaign = Aucune campagne n’est lancée
waits-first-campaign-do = En créer une à partir d’un modèle
waits-invitations-over = { $count ->
    [one] Une invitation à l’équipe est restée sans réponse
   *[other] { $count } invitations à l’équipe sont restées sans réponse
}
waits-invitations-over-do = Renvoyer ou retirer
waits-invitations-soon = { $count ->
    [one] Une invitation à l’équipe arrive à son terme
   *[other] { $count } invitations à l’équipe arrivent à leur terme
}
waits-invitations-soon-do = Relancer la personne
waits-file = L’import de « { $name } » est commencé
waits-file-do = Le reprendre ou l’abandonner
waits-draft = La campagne « { $name } » est prête à être ouverte
waits-draft-do = La relire et l’ouvrir
waits-ends = { $count ->
    [one] « { $name } » se termine le { $date } : une personne n’a pas commencé
   *[other] « { $name } » se termine le { $date } : { $count } personnes n’ont pas commencé
}
waits-ends-do = Voir qui, et relancer
waits-results = « { $name } » : les résultats de { $count } personnes attendent pour rester anonymes
waits-results-do = Attendre, ou les montrer maintenant avec moins de détail
waits-claims = { $count ->
    [one] Une formation suivie ailleurs est à accepter
   *[other] { $count } formations suivies ailleurs sont à accepter
}
waits-claims-do = Accepter ou refuser
waits-lessons = { $count ->
    [one] Une feuille de présence n’est pas close
   *[other] { $count } feuilles de présence ne sont pas closes
}
waits-lessons-do = Vérifier les présences et clore
waits-attestations = { $count ->
    [one] « { $name } » (fin : { $date }) : une personne n’a pas encore d’attestation
   *[other] « { $name } » (fin : { $date }) : { $count } personnes n’ont pas encore d’attestation
}
waits-attestations-do = Voir les heures, et signer

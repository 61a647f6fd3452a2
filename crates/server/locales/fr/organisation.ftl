# Les établissements : les miens, en créer un, ce qui attend, les réglages
mine-title = Piloter
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
refusal-last-manager = C’est la dernière personne responsable de cet établissement. Nommez d’abord quelqu’un d’autre, puis recommencez.
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

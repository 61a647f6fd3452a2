# Ce qui entoure chaque page.
brand = Socle
brand-home = Socle, accueil
skip-to-content = Aller au contenu
nav-main = Navigation principale
nav-about = À propos
nav-framework = Le référentiel
nav-method = La méthode
nav-account = Mon compte
nav-sign-in = Se connecter
nav-privacy = Données personnelles
nav-accessibility = Accessibilité : non auditée
nav-legal = Mentions légales
nav-api = API
pref-theme = Affichage
pref-lang = Langue
theme-auto = Automatique
theme-light = Clair
theme-dark = Sombre
lang-fr = Français
lang-en = English

# Nombres et dates.
percent = { $value } %
percent-above = plus de { $value } %
percent-below = moins de { $value } %
percent-above-short = > { $value } %
percent-below-short = < { $value } %
list-and = { $first } et { $last }
hours = { $hours } h
questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-time = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year } à { $hour } h { $minute }
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

# Formulaires.
errors-title = { $count ->
    [one] Un point à corriger
   *[other] { $count } points à corriger
}
errors-in-title = Erreur :
error-prefix = Erreur :
choose = Choisissez
copy = Copier
copied = Copié
email-label = Votre adresse e-mail
email-hint = Pour vous envoyer un lien, rien d’autre.

# Niveaux, indices, statuts.
level-decouverte = Découverte
level-socle = Socle
level-avance = Avancé
level-expert = Expert
evidence-held = Acquise
evidence-not-held = Pas encore acquise
evidence-not-enough = Pas assez d’indices
status-official = Officiel
status-secondary = Source secondaire
status-working = Formulation de travail
not-reviewed = Pas encore relue par des experts

# Certitude.
certainty-title = Ce que nous savons déjà
certainty-text = À 0 %, nous ne savons rien de vous. Chaque réponse fait monter ces chiffres, bonne ou mauvaise. Ils n’atteignent jamais 100 %.

# Annonces.
notice-saved = C’est enregistré.
notice-email-sent = Un lien est parti vers votre adresse. Ouvrez-le pour confirmer.
notice-email-kept = Votre adresse est confirmée : vos résultats sont gardés.
notice-password-set = Votre mot de passe est enregistré.
notice-signed-in = Connexion réussie. Bon retour !
notice-signed-out = C’est fait : cet appareil ne vous reconnaît plus.
notice-device-out = Cet appareil est déconnecté.
notice-share-made = Le lien est prêt. Copiez-le maintenant : il ne sera plus affiché.
notice-share-revoked = Le lien est révoqué. Il ne montre plus rien.
notice-erased = Vos données sont effacées.
notice-already-answered = Cette réponse était déjà enregistrée. Voici la suite.

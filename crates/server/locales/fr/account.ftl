account-page-title = Mon compte
account-title = Mon compte
account-history = Mes positionnements
account-open = En cours depuis le { $date }
account-pages = Pages de l’historique
account-newer = Plus récents
account-older = Plus anciens
account-empty = Aucun positionnement pour le moment.
account-email = Adresse e-mail
account-email-is = Adresse : <strong>{ $email }</strong>
account-email-none = Aucune adresse : ce compte n’existe que dans ce navigateur. Ajoutez-en une pour ne pas perdre vos résultats.
account-email-new = Changer d’adresse
account-email-pending = Un lien attend d’être ouvert dans la boîte { $email }.
account-email-send = Recevoir un lien de confirmation
account-password = Mot de passe
account-password-text = Facultatif. Sans mot de passe, vous vous connectez par un lien envoyé à votre adresse.
account-password-current = Mot de passe actuel
account-password-new = Nouveau mot de passe
account-password-hint = Au moins douze caractères. Une suite de mots sans lien entre eux convient très bien.
account-password-set = Choisir ce mot de passe
account-password-change = Changer de mot de passe
account-you = Métier et lieu d’exercice
account-trade = Métier
account-setting = Lieu d’exercice
account-region = Région
account-unsaid = non renseigné
account-you-change = Modifier
account-devices = Appareils connectés
device-current = cet appareil
device-seen = vu le { $date }
device-sign-out = Déconnecter
account-data = Mes données
account-data-text = Tout ce que nous gardons sur vous tient dans un fichier que vous pouvez emporter. Effacer est immédiat et définitif.
account-export = Exporter mes données
account-erase = Tout effacer
erase-page-title = Tout effacer
erase-title = Effacer toutes vos données ?
erase-text = { $sessions ->
    [0] Aucun positionnement
    [one] Un positionnement
   *[other] { $sessions } positionnements
} et { $shares ->
    [0] aucun lien de partage
    [one] un lien de partage
   *[other] { $shares } liens de partage
} disparaîtront, avec votre adresse et votre mot de passe. Personne ne pourra les retrouver, nous non plus.
erase-before = Voulez-vous en garder une copie d’abord ?
erase-word = EFFACER
erase-label = Pour confirmer, écrivez { $word }
erase-button = Tout effacer
erase-cancel = Ne rien effacer

device-page-title = Continuer sur un autre appareil
device-title = Continuer sur un autre appareil
device-text = Un lien à usage unique ouvre votre positionnement et vos résultats sur l’autre appareil. Il marche une fois, pendant trente minutes.
device-make = Créer le lien
device-qr = Code QR du lien à usage unique
device-link = Ou ouvrez cette adresse
device-until = Ce lien marche une fois, jusqu’au { $date }.
device-warning = Ne l’envoyez à personne : qui l’ouvre voit vos résultats.

sign-in-page-title = Se connecter
sign-in-title = Se connecter
sign-in-text = Donnez votre adresse : nous y envoyons un lien. Pas de mot de passe à retenir.
sign-in-link = Recevoir un lien
sign-in-password-title = J’ai un mot de passe
sign-in-password = Mot de passe
sign-in-password-button = Me connecter
sign-in-no-account = Pas encore de compte ? Aucun n’est nécessaire.
sent-page-title = Regardez votre boîte
sent-title = Regardez votre boîte
sent-text = Si <strong>{ $email }</strong> correspond à un compte, un lien vient d’y partir. Il marche une fois, pendant { $minutes } minutes.
sent-nothing = Rien après quelques minutes ? Regardez dans les indésirables, ou vérifiez l’adresse.
sent-again = Demander un autre lien
confirm-sign-in-title = Se connecter
confirm-sign-in-text = Un dernier geste, et vous êtes connecté sur cet appareil.
confirm-sign-in-button = Me connecter
confirm-keep-title = Garder mon résultat
confirm-keep-text = Un dernier geste, et votre résultat est rattaché à votre adresse.
confirm-keep-button = Garder mon résultat
confirm-device-title = Continuer ici
confirm-device-text = Un dernier geste, et vous retrouvez votre positionnement et vos résultats sur cet appareil.
confirm-device-button = Continuer ici
confirm-joins = Ce que vous avez fait sur cet appareil sans compte sera rangé dans celui-ci, et visible de qui le possède.
confirm-why = Ce bouton évite qu’un logiciel qui inspecte vos messages n’utilise le lien à votre place.
expired-title = Ce lien ne marche plus
expired-text = Il a déjà servi, ou il est trop ancien. Rien n’est perdu : demandez-en un autre.
expired-button = Recevoir un nouveau lien

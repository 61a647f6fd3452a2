# Les réglages
cli-config-unreadable = { $file } ne peut pas être lu : { $error }. Vérifiez le chemin et les droits.
cli-config-empty = il est vide
cli-config-syntax = { $file }, ligne { $line } : ce n’est pas du TOML ({ $error }). On attend « clé = valeur ».
cli-config-shape = { $file }, ligne { $line } : « { $key } » attend un texte entre guillemets, un nombre entier, true ou false.
cli-config-meant = { $file }, ligne { $line } : le réglage « { $key } » n’existe pas. Vouliez-vous dire « { $nearest } » ?
cli-config-unknown = { $file }, ligne { $line } : le réglage « { $key } » n’existe pas. Ceux qui existent : { $known }.
cli-config-twice = { $one } et { $other } disent tous deux la même chose : gardez-en un seul.
cli-config-unset = non renseigné
cli-config-default = par défaut
cli-config-line = ligne { $line }

# L’examen de l’installation : ce qui est, puis ce qu’il faut faire
cli-health-ready = Prêt : { $address }
cli-health-not = Pas prêt : { $address } ({ $word })
cli-doctor-content = Contenu : { $items ->
    [one] 1 question
   *[other] { $items } questions
}, { $defects ->
    [0] aucun défaut
    [one] 1 défaut
   *[other] { $defects } défauts
}
cli-doctor-content-do = Lancez « socle content check » : chaque défaut y a son fichier et sa ligne.
cli-doctor-assets = Feuilles de style et scripts dans le programme
cli-doctor-assets-do = Le programme a été construit sans eux : lancez « npm run build » dans assets/, puis reconstruisez-le.
cli-doctor-settings = Réglages : rien de contradictoire
cli-doctor-base-unreadable = L’adresse publique { $url } ne peut pas être lue
cli-doctor-base-unreadable-do = Donnez-la en entier : SOCLE_BASE_URL=https://socle.votre-hopital.fr
cli-doctor-base-nowhere = L’adresse publique { $url } ne mène nulle part : les liens des courriels ne marcheront pas
cli-doctor-base-nowhere-do = Donnez l’adresse que les gens tapent : SOCLE_BASE_URL=https://…
cli-doctor-plain-public = { $url } n’est pas chiffré : mots de passe et réponses passent en clair sur Internet
cli-doctor-plain-public-do = Mettez un serveur mandataire avec TLS devant (deploy/), puis SOCLE_BASE_URL=https://…
cli-doctor-plain-private = { $url } n’est pas chiffré : sur ce réseau, n’importe quel poste peut lire ce qui passe
cli-doctor-plain-private-do = Un certificat de votre autorité interne suffit : mettez un serveur mandataire avec TLS devant (deploy/).
cli-doctor-demo = Le compte de démonstration est ouvert sur une installation publique : son mot de passe est connu de tous
cli-doctor-demo-do = Retirez SOCLE_DEMO, et effacez le compte camille.roux@demo.socle.test depuis « Mon compte ».
cli-doctor-proxy-unsaid = L’adresse publique est en https, donc derrière un serveur mandataire, mais Socle n’en sait rien : tous vos visiteurs comptent pour une seule machine
cli-doctor-proxy-unsaid-do = Mettez SOCLE_BEHIND_PROXY=1 si le mandataire ajoute X-Forwarded-For.
cli-doctor-proxy-forged = Socle croit X-Forwarded-For et écoute sur { $listen } : qui l’atteint sans passer par le mandataire écrit l’adresse qu’il veut
cli-doctor-proxy-forged-do = Écoutez sur 127.0.0.1, ou assurez-vous que seul le mandataire atteint ce port.
cli-doctor-figures-public = Les mesures sont servies sur { $listen }, ouvert à tous
cli-doctor-figures-public-do = Servez-les sur 127.0.0.1 ou sur le réseau de supervision : SOCLE_METRICS_LISTEN=127.0.0.1:9464
cli-doctor-mail-from = L’expéditeur « { $from } » n’est pas une adresse : { $error }
cli-doctor-mail-from-do = Par exemple : SOCLE_MAIL_FROM='Socle <socle@votre-hopital.fr>'
cli-doctor-mail-folder = Aucun relais de courriel : les liens de connexion restent dans le dossier mail/ et n’arrivent à personne
cli-doctor-mail-folder-do = Donnez SOCLE_SMTP_URL, de préférence par un fichier : SOCLE_SMTP_URL_FILE.
cli-doctor-mail-clear = Les courriels partent en clair vers { $host } : leurs liens de connexion peuvent être lus en chemin
cli-doctor-mail-clear-do = Utilisez smtps://, ou ajoutez ?tls=required à l’adresse.
cli-doctor-legal = Les mentions légales sont celles d’une démonstration
cli-doctor-legal-do = Renseignez SOCLE_PUBLISHER, SOCLE_HOST et SOCLE_CONTACT.
cli-doctor-data = Dossier des données : { $folder }
cli-doctor-data-missing = Le dossier des données { $folder } n’existe pas
cli-doctor-data-missing-do = Démarrez le serveur une fois, ou corrigez SOCLE_DATA.
cli-doctor-data-unwritable = Le dossier des données { $folder } ne peut pas être écrit : { $error }
cli-doctor-data-unwritable-do = Lancez cette commande avec le compte du serveur, ou rendez-lui le dossier (chown).
cli-doctor-data-open = Le dossier des données { $folder } est ouvert à d’autres comptes de la machine (droits { $mode })
cli-doctor-data-open-do = chmod 700 { $folder }
cli-doctor-data-network = La base { $folder } est sur un disque réseau ({ $kind }) : ses verrous n’y tiennent pas, elle peut s’abîmer
cli-doctor-data-network-do = Mettez le dossier sur un disque de la machine, ou passez à PostgreSQL.
cli-doctor-disk-full = Il ne reste que { $left } Mo sur le disque : les prochaines réponses seront refusées
cli-doctor-disk-full-do = Faites de la place maintenant : vieilles copies (*.backup), journaux.
cli-doctor-disk-low = Il ne reste que { $left } Mo sur le disque : une copie de la base n’y tient plus
cli-doctor-disk-low-do = Faites de la place avant la prochaine mise à jour, qui copie la base avant de la changer.
cli-doctor-database = Base de données : { $error }
cli-doctor-database-do = Vérifiez qu’elle tourne, l’adresse, et les droits du compte qui lance cette commande.
cli-doctor-integrity = Base de données : { $size } Mo, entière (chaque page et chaque référence vérifiées)
cli-doctor-integrity-elsewhere = Base de données : { $size } Mo ; ses pages se vérifient avec pg_amcheck
cli-doctor-damaged = Base de données abîmée ({ $size } Mo) : { $problems }
cli-doctor-damaged-do = Arrêtez le serveur et remettez la dernière copie : socle db restore COPIE. La base abîmée est gardée à côté.
cli-doctor-server = PostgreSQL { $version } : tient ce que Socle promet
cli-doctor-fsync = PostgreSQL a fsync=off : une coupure de courant peut perdre des réponses déjà confirmées
cli-doctor-fsync-do = ALTER SYSTEM SET fsync = on; SELECT pg_reload_conf();
cli-doctor-full-page-writes = PostgreSQL a full_page_writes=off : une coupure de courant peut abîmer la base
cli-doctor-full-page-writes-do = ALTER SYSTEM SET full_page_writes = on; SELECT pg_reload_conf();
cli-doctor-synchronous-commit = PostgreSQL a synchronous_commit={ $value } : Socle le remonte à « on » pour lui-même, d’autres programmes non
cli-doctor-synchronous-commit-do = ALTER SYSTEM SET synchronous_commit = on; SELECT pg_reload_conf();
cli-doctor-encoding = La base est en { $encoding }, pas en UTF8 : des noms n’y tiendront pas
cli-doctor-encoding-do = Créez-en une autre : createdb --encoding=UTF8 --template=template0 socle, puis copiez-y les données.
cli-doctor-version = PostgreSQL { $version } n’est plus maintenu
cli-doctor-version-do = Passez à une version maintenue (15 ou plus récente).
cli-doctor-connections = PostgreSQL accepte { $most } connexions ; chaque serveur Socle peut en tenir { $held }
cli-doctor-connections-do = Augmentez max_connections : { $held } par serveur, et quelques-unes pour vous.
cli-doctor-clock = Cette machine et PostgreSQL ne sont pas à la même heure : { $seconds } s d’écart
cli-doctor-clock-do = Réglez les deux par NTP (systemd-timesyncd, chrony).
cli-doctor-mails = Courriels en attente : { $waiting }
cli-doctor-mails-do = Voyez si le relais répond, et le journal : chaque échec y est noté.
cli-doctor-smtp = Le relais { $address } répond
cli-doctor-smtp-silent = Le relais { $address } ne convient pas : { $error }
cli-doctor-smtp-silent-do = Vérifiez l’adresse, le port et TLS : smtps:// pour le port 465, ?tls=required pour STARTTLS (587).
cli-doctor-base = { $url } répond
cli-doctor-base-silent = { $url } ne répond pas : { $error }
cli-doctor-base-silent-do = Le serveur tourne-t-il ? Le nom mène-t-il au mandataire ? Un pare-feu arrête-t-il cette machine ?
cli-doctor-base-other = { $url } répond, mais ce n’est pas Socle (statut { $status })
cli-doctor-base-other-do = Faites passer /healthz au serveur sans le changer, ou corrigez SOCLE_BASE_URL.
cli-doctor-base-tls = { $url } : le certificat n’est pas reconnu d’ici ({ $error })
cli-doctor-base-tls-do = Un certificat d’une autorité interne est normal si vos postes la connaissent ; sinon, renouvelez-le.

# Copies, restaurations et leurs preuves
cli-restored-kept = L’ancienne base est gardée : { $kept }
cli-restore-refused = Rien n’a été changé. Prenez une autre copie, ou relancez avec --anyway si vous savez pourquoi.
cli-backup-gone = Vieille copie retirée : { $file }
cli-proved-in-use = La base en service
cli-proved = { $name } : entière, schéma { $schema }, { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
}, { $answers ->
    [one] 1 réponse
   *[other] { $answers } réponses
} ; { $replayed ->
    [0] aucune session à rejouer
    [one] 1 session rejouée ({ $again } réponses), même résultat au bit près
   *[other] { $replayed } sessions rejouées ({ $again } réponses), mêmes résultats au bit près
}.
cli-proved-different = { $name } : entière, schéma { $schema }, { $sessions } sessions, { $answers } réponses, { $replayed } rejouées ({ $again } réponses), mais ces sessions ne redonnent pas ce qui est enregistré : { $different }

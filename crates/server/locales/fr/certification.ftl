# What stands around the certifier's pages, and the roles of certification.
nav-certify = Certifier
certification-nav = Certification, côté certificateur
certification-nav-jury = Sessions à juger
certification-nav-appeals = Recours
certification-nav-centres = Centres
certification-nav-standards = Seuils et règles
certification-nav-registry = Registre
certification-nav-cpf = Caisse des Dépôts
role-certifier = certificateur ou certificatrice
role-text-certifier = Habilite les centres, tient les règles, le registre et les clés.
role-juror = membre du jury
role-text-juror = Décide des résultats avec d’autres, et examine les recours.

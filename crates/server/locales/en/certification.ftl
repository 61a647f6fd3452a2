# What stands around the certifier's pages, and the roles of certification.
nav-certify = Certify
certification-nav = Certification, the certifier’s side
certification-nav-jury = Exams to decide
certification-nav-appeals = Appeals
certification-nav-centres = Centres
certification-nav-standards = Cut scores and rules
certification-nav-registry = Register
certification-nav-cpf = Caisse des Dépôts
role-certifier = certifier
role-text-certifier = Accredits centres; keeps the rules, the register and the keys.
role-juror = juror
role-text-juror = Decides on results with others, and examines appeals.

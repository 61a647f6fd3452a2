# Ce que partagent les pages pour progresser
nav-assess = Se positionner
nav-learn = Progresser
nav-offers = Formations
nav-glossary = Sigles
nav-reference = Référencement
role-referencer = référencement des formations
role-text-referencer = Compare les formations proposées avec leur source, et lit les avis avant qu’ils ne soient montrés.

# L’équipe.
role-author = auteur ou autrice
role-reviewer = relecteur ou relectrice
role-administrator = administrateur ou administratrice
mail-role-subject = Votre rôle dans l’atelier de Socle a changé
mail-role-hello = Bonjour,
mail-role-given = Vous avez désormais un rôle de plus dans l’atelier où s’écrivent les questions de Socle : { $role }.
mail-role-taken = Vous n’avez plus ce rôle dans l’atelier où s’écrivent les questions de Socle : { $role }. Vos textes restent, avec votre nom.
mail-role-why = Ce changement vient de quelqu’un qui administre l’atelier. S’il vous étonne, écrivez-nous : { $contact }.
mail-role-button = Ouvrir l’atelier

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

# Le courrier de l’atelier.
mail-news-subject = Du nouveau dans l’atelier de Socle
mail-news-hello = Bonjour,
mail-news-text = Voici ce qui s’est passé autour des questions que vous écrivez ou relisez.
mail-news-approved = « { $title } » est approuvée.
mail-news-changes = « { $title } » : des changements sont demandés.
mail-news-remark = « { $title } » : une nouvelle remarque.
mail-news-to-review = « { $title } » attend une relecture.
mail-news-more = et { $count ->
    [one] une autre nouvelle
   *[other] { $count } autres nouvelles
} dans l’atelier
mail-news-why = Vous recevez au plus un message de ce genre par jour. Pour ne plus en recevoir : { $account }, rubrique « Mails de l’atelier ».
account-workshop = Mails de l’atelier
account-workshop-text = Un message par jour au plus, quand un de vos textes est jugé ou commenté, ou quand une relecture est demandée.
account-workshop-on = Vous les recevez.
account-workshop-off = Vous ne les recevez pas.
account-workshop-start = Les recevoir
account-workshop-stop = Ne plus les recevoir

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

# La page de l’équipe.
team-title = L’équipe
team-text = Qui écrit les questions, qui les relit, qui décide de ce que la banque contient. Un texte est toujours jugé par une autre personne que celle qui l’a écrit.
role-text-author = Écrit des questions et demande leur relecture.
role-text-reviewer = Juge les textes des autres, répond aux signalements, suspend une question fausse.
role-text-administrator = Publie la banque, retire des questions, approuve les calibrages, compose l’équipe. Peut aussi écrire et relire.
team-give = Donner un rôle
team-email = Adresse du compte
team-email-hint = La personne s’est déjà connectée une fois. Elle reçoit un mail.
team-role = Rôle
team-give-button = Donner ce rôle
team-members = { $count ->
    [one] Une personne
   *[other] { $count } personnes
}
team-search = Chercher une adresse
team-search-button = Chercher
team-me = (vous)
team-take-back = Retirer
team-pages = Pages de l’équipe
team-before = Page précédente
team-after = Page suivante
team-none = Personne ne correspond à cette recherche.
team-all = Voir toute l’équipe
take-back-title = Retirer un rôle
take-back-text = <strong>{ $email }</strong> n’aura plus ce rôle : <strong>{ $role }</strong>.
take-back-after = Ses textes, ses remarques et ses avis restent. La personne reçoit un mail. Vous pourrez lui redonner ce rôle.
take-back-me = C’est votre propre rôle : vous ne pourrez pas vous le redonner. Vos textes, vos remarques et vos avis restent.
take-back-button = Retirer ce rôle
take-back-cancel = Ne rien changer

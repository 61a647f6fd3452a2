# La page des sigles
glossary-page-title = Les sigles du numérique en santé
glossary-description = Les sigles du numérique en santé en France : ce qu’ils veulent dire et ce que c’est, en une phrase, avec leur source.
glossary-title = Les sigles, en clair
glossary-lead = { $all } sigles du numérique en santé : ce qu’ils veulent dire, et ce que c’est en une phrase. Partout sur ce site, un sigle souligné en pointillé s’explique d’un clic.
glossary-search = Chercher un sigle ou un mot
glossary-found = { $found ->
    [0] Aucun sigle pour « { $q } ». Essayez avec moins de lettres.
    [one] Un sigle pour « { $q } ».
   *[other] { $found } sigles pour « { $q } ».
}
glossary-show-all = Voir tous les sigles
glossary-letters = Aller à une lettre
glossary-also = Aussi :
glossary-source = Source :
glossary-read = lu en { $date }
glossary-more = En savoir plus sur { $short }
glossary-export = Emporter cette liste (CSV)
glossary-card-all = Tous les sigles
glossary-column-short = Sigle
glossary-column-long = Forme longue
glossary-column-text = Ce que c’est
glossary-column-also = Autres formes
glossary-column-url = Adresse
glossary-column-source = Source
glossary-column-checked = Lu en
terms-told = Sigles
terms-line = { $short } : { $long }

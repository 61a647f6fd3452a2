# Ce qui ne va pas dans une formation : « socle content check », le formulaire, l’import
check-offer-slug = « { $detail } » ne peut pas être l’identifiant d’une formation : des lettres minuscules sans accent, des chiffres et des tirets, 80 signes au plus, et pas le nom d’une page du catalogue.
check-offer-missing = « { $detail } » manque. Remplissez-le.
check-offer-control = « { $detail } » contient un signe invisible ou un retour à la ligne. Tapez-le à nouveau plutôt que de le coller.
check-offer-siret = « { $detail } » n’est pas un numéro SIRET valable : quatorze chiffres, dont le dernier vérifie les autres. Recopiez-le depuis l’avis de situation.
check-offer-nda = « { $detail } » n’est pas un numéro de déclaration d’activité : onze signes.
check-offer-dpc = « { $detail } » n’est pas un numéro d’action de DPC : de 5 à 20 lettres et chiffres.
check-offer-number = Ce nombre est hors de ce qui est possible : { $detail }.
check-offer-free = La formation est dite gratuite et coûte { $detail } €. Corrigez le prix ou le financement.
check-offer-domain = Le domaine « { $detail } » n’existe pas : donnees, cybersecurite, communication, outils ou telesante.
check-offer-region = La région « { $detail } » n’existe pas : son nom, son code officiel, ou 00 pour tout le pays.
check-offer-date = « { $detail } » n’est ni un jour ni un mois entre 2015 et 2050 : écrivez 2026-09 ou 2026-09-15.
check-offer-order = La fin vient avant le début : { $detail }.
check-offer-address = « { $detail } » n’est pas une adresse que l’on peut ouvrir : elle commence par https:// et nomme un site.
check-offer-source = Une page où vérifier manque : donnez l’adresse de la formation, ou celle de la source.
check-offer-unreadable = « { $detail } » ne peut pas être lu. Écrivez un nombre, ou oui ou non, selon la colonne.
check-offer-word = Ce mot n’est pas dans la liste (entre parenthèses, ceux qui le sont) : { $detail }.

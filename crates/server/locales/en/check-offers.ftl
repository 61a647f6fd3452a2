# What is wrong with a training offer: "socle content check", the form, the import
check-offer-slug = "{ $detail }" cannot be the identifier of an offer: small letters without accents, digits and hyphens, 80 characters at the most, and not the name of a page of the catalogue.
check-offer-missing = "{ $detail }" is missing. Fill it in.
check-offer-control = "{ $detail }" holds an invisible character or a line break. Type it again instead of pasting it.
check-offer-siret = "{ $detail }" is not a valid SIRET number: fourteen digits, the last of which checks the others.
check-offer-nda = "{ $detail }" is not the number of a training body (NDA): eleven characters.
check-offer-dpc = "{ $detail }" is not the number of a DPC action: 5 to 20 letters and digits.
check-offer-number = This number is out of range: { $detail }.
check-offer-free = The training is said to be free and costs { $detail } €. Correct the price or the funding.
check-offer-domain = There is no domain "{ $detail }": donnees, cybersecurite, communication, outils or telesante.
check-offer-region = There is no region "{ $detail }": its name, its official code, or 00 for the whole country.
check-offer-date = "{ $detail }" is neither a day nor a month between 2015 and 2050: write 2026-09 or 2026-09-15.
check-offer-order = The end comes before the beginning: { $detail }.
check-offer-address = "{ $detail }" is not an address that can be opened: it begins with https:// and names a site.
check-offer-source = A page to check against is missing: give the address of the training, or that of the source.
check-offer-unreadable = "{ $detail }" cannot be read. Write a number, or yes or no, as the column wants it.
check-offer-word = This word is not in the list (in brackets, those that are): { $detail }.

# Ce que « socle content check » refuse dans le glossaire
check-term-empty = Le sigle « { $detail } » est incomplet : sigle, forme longue, phrase et source sont nécessaires.
check-term-checked = « { $detail } » n’est pas un mois (AAAA-MM).
check-term-twice = Le sigle « { $detail } » est déjà dans la liste.
check-term-untold = Le sigle « { $detail } » est expliqué dans une langue et pas dans l’autre.

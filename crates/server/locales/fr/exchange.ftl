# Ce qu’un import ou un export de questions a refusé, changé, laissé ou supposé
exchange-too-large = Le fichier ou le texte dépasse ce qui est lu ({ $detail }) : coupez-le en plusieurs.
exchange-empty = Il n’y a rien à lire : vérifiez que l’export a bien réussi. { $detail }
exchange-not-text = Ce n’est pas un texte : { $detail }
exchange-unknown-format = Ce n’est ni du QTI, ni du Moodle XML, ni du GIFT, ni de l’Aiken, ni notre classeur. { $detail }
exchange-broken-xml = Ce fichier XML est abîmé : { $detail }
exchange-doctype = Le fichier déclare un type de document (DOCTYPE), par où d’autres fichiers pourraient être lus : retirez cette déclaration. { $detail }
exchange-too-complex = Plus d’éléments, ou plus profondément imbriqués, que ce qui est lu ({ $detail }).
exchange-qti-unknown = Ce document QTI ne contient pas de question lisible ({ $detail }) : donnez un fichier ou un paquet QTI 2.1, 2.2 ou 3.0.
exchange-archive-broken = L’archive ne s’ouvre pas : { $detail }
exchange-archive-path = « { $detail } » sortirait de l’archive : le paquet est refusé.
exchange-archive-many = L’archive contient { $detail } fichiers, plus que ce qui est lu : coupez-la en plusieurs.
exchange-archive-large = « { $detail } » est trop gros une fois décompressé : retirez-le du paquet, les images et les films n’en sont pas lus.
exchange-archive-bomb = « { $detail } » est compressé au point de pouvoir saturer la machine : le paquet est refusé.
exchange-manifest-missing = Il n’y a pas d’imsmanifest.xml dans l’archive : exportez un paquet QTI complet. { $detail }
exchange-file-missing = Le fichier « { $detail } » manque, ou ne se lit pas.
exchange-test-alone = Ce test renvoie à des questions qui sont dans d’autres fichiers : donnez le paquet entier. { $detail }
exchange-sheet-broken = Le classeur ne se lit pas, ou ses colonnes ne sont pas celles du modèle ({ $detail }) : repartez du modèle.
exchange-picture = La réponse se donne sur une image ({ $detail }) : nous n’avons pas encore de telles questions.
exchange-extended-text = La réponse est un texte libre, que seule une personne peut juger. { $detail }
exchange-upload = La réponse est un fichier, un dessin ou un enregistrement ({ $detail }) : nous n’avons pas de telles questions.
exchange-media = La question repose sur un son ou un film ({ $detail }) : décrivez-le par écrit, puis importez de nouveau.
exchange-custom = La question apporte son propre programme ({ $detail }) : il n’est jamais exécuté ici.
exchange-adaptive = La question avance par essais, indices ou étapes ({ $detail }) : refaites-en plusieurs questions.
exchange-template = La question tire des valeurs au hasard ou les calcule ({ $detail }) : fixez-les, puis importez de nouveau.
exchange-several-interactions = Plusieurs choses à faire dans une même question ({ $detail }) : faites-en plusieurs questions.
exchange-no-interaction = Il n’y a rien à faire dans cette question. { $detail }
exchange-unknown-kind = Ce genre de question n’est pas connu : { $detail }
exchange-no-key = Aucune réponse n’est dite juste. { $detail }
exchange-key-unknown = La réponse dite juste n’est pas parmi celles qui sont proposées : { $detail }
exchange-several-keys = Plusieurs réponses sont dites justes là où l’on n’en donne qu’une : { $detail }
exchange-key-differs = Le barème donne tous les points à une autre réponse que celle qui est dite juste : corrigez l’une ou l’autre. { $detail }
exchange-processing = Le calcul des points emploie ce que nous ne lisons pas : { $detail }
exchange-partial-order = Seule une partie des étapes est à ranger ({ $detail }) : chez nous, toutes le sont.
exchange-line-answers = Une ligne n’a pas exactement une réponse : { $detail }
exchange-formula = La question contient une formule : écrivez-la en mots, puis importez de nouveau. { $detail }
exchange-nothing-to-read = Un choix ne se lit pas (image sans description ?) : { $detail }
exchange-brackets = Le texte contient des signes ({ $detail }) qui ont un autre sens dans nos fichiers, ou qui ne se ferment pas.
exchange-too-many-choices = Trop ou trop peu de choix pour être une question : { $detail }
exchange-number-in-text = Un nombre avec sa marge au milieu d’un texte : faites-en une question de nombre. { $detail }
exchange-unreadable = Cette ligne ne se lit pas : { $detail }
exchange-not-written = Ce format n’a pas de quoi dire cette question ({ $detail }) : elle n’est pas écrite.
exchange-scoring-differs = La bonne réponse est la même, mais une réponse en partie juste ne vaut pas autant ici : relisez les points. { $detail }
exchange-spelling-looser = L’orthographe est jugée ici avec plus d’indulgence : majuscules et accents ne comptent pas. { $detail }
exchange-choice-limit = Le nombre de choix permis ({ $detail }) n’est pas limité ici.
exchange-pairs-directed = Des paires sans ordre sont devenues des lignes et leurs réponses : l’un de chaque paire est désormais donné. { $detail }
exchange-slider-typed = Un curseur ({ $detail }) est devenu un nombre à écrire : dites ses bornes dans la question.
exchange-penalty = Des points négatifs ne sont pas repris : { $detail }
exchange-picture-words = Une image est remplacée par sa description : { $detail }
exchange-picture-dropped = Une image sans description est laissée de côté : la question se comprend-elle sans elle ? { $detail }
exchange-active = Un contenu actif est retiré : { $detail }
exchange-link = L’adresse d’un lien est retirée, ses mots restent : { $detail }
exchange-table = Un tableau est écrit en lignes : relisez-le. { $detail }
exchange-emphasis = Le gras, l’italique et les titres ne sont pas gardés. { $detail }
exchange-rubric = Une consigne pour les correcteurs est laissée de côté : { $detail }
exchange-feedback-dropped = Un retour qui n’a pas sa place ici est laissé de côté : { $detail }
exchange-text-moved = Un texte placé après la réponse est mis avant la question : { $detail }
exchange-test-rules = Les règles du test ne sont pas reprises, seulement l’ordre des questions : { $detail }
exchange-resource = Des fichiers du paquet ne sont pas des questions : { $detail }
exchange-tags = Des catégories ou des mots-clés ne sont pas repris : { $detail }
exchange-header-dropped = Ce format n’a pas de place pour « { $detail } ».
exchange-detail-dropped = Ailleurs, ceci ne sera pas comme ici : { $detail }
exchange-header-guessed = La difficulté est mise à 0 et le temps estimé à { $detail } secondes.
exchange-encoding-guessed = Le texte n’est pas en UTF-8 : il est lu comme { $detail }. Vérifiez les accents.
exchange-language-guessed = La langue « { $detail } » n’est pas dite, ou n’est pas des nôtres.
exchange-key-declared = La bonne réponse est dite, pas son barème : tout ou rien est pris. { $detail }
exchange-unit-guessed = L’unité du nombre n’est pas dite ; lue dans le texte : « { $detail } ».
exchange-header-unread = « { $detail } » ne se lit pas dans notre en-tête.
exchange-all-header-guessed = { $count ->
    [one] 1 question : difficulté mise à 0, temps estimé à la longueur du texte.
   *[other] { $count } questions : difficulté mise à 0, temps estimé à la longueur du texte.
}
exchange-all-language-guessed = { $count ->
    [one] 1 question ne dit pas sa langue, ou en a une qui n’est pas des nôtres : celle de --language est prise.
   *[other] { $count } questions ne disent pas leur langue, ou en ont une qui n’est pas des nôtres : celle de --language est prise.
}
exchange-all-points = { $count ->
    [one] 1 question : une réponse en partie juste vaudra ailleurs ce que l’autre programme en compte.
   *[other] { $count } questions : une réponse en partie juste vaudra ailleurs ce que l’autre programme en compte.
}
exchange-all-typos = { $count ->
    [one] 1 question : les fautes de frappe ne seront pas tolérées ailleurs.
   *[other] { $count } questions : les fautes de frappe ne seront pas tolérées ailleurs.
}
exchange-all-feedback = { $count ->
    [one] 1 question : les retours ligne par ligne ne sont pas écrits.
   *[other] { $count } questions : les retours ligne par ligne ne sont pas écrits.
}
exchange-all-units = { $count ->
    [one] 1 question : une seule unité est écrite.
   *[other] { $count } questions : une seule unité est écrite.
}
exchange-all-simulator = { $count ->
    [one] 1 simulateur voyage dans notre format, que seul Socle relit.
   *[other] { $count } simulateurs voyagent dans notre format, que seul Socle relit.
}

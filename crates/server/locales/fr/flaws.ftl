# Ce que « socle content check » dit sans refuser
cli-content-due = À relire : la source n’est plus sûre après le { $day }. Relisez-la, puis mettez à jour « checked ».
cli-content-expired = Périmée : la source était sûre jusqu’au { $day }. La question n’est plus tirée tant que « checked » n’est pas à jour.
cli-content-fault = à corriger
cli-content-doubt = à regarder
cli-content-hint = à considérer
cli-content-flaws = Relecture de la forme : { $faults } à corriger, { $doubts } à regarder, { $hints } à considérer.
cli-content-flaws-unseen = Relecture de la forme : { $faults } à corriger, { $doubts } à regarder, { $hints } à considérer. « socle content check --flaws » les montre.

# La liste contre les questions mal construites : ce que c'est, pourquoi cela compte, quoi faire
flaw-key-long = La bonne réponse est nettement la plus longue. On la devine sans savoir, car l’auteur y met ses précautions. Raccourcissez-la, ou étoffez une mauvaise réponse.
flaw-key-short = La bonne réponse est nettement la plus courte. Elle saute aux yeux de qui ne sait pas. Donnez aux autres la même longueur.
flaw-word-cue = Un mot de la question ne se retrouve que dans la bonne réponse. Il y mène sans que l’on sache. Changez ce mot, ou donnez-le aussi à une mauvaise réponse.
flaw-grammar-cue = La phrase ne s’accorde pas avec toutes les réponses proposées. La grammaire élimine à la place du savoir. Mettez l’article dans chaque réponse.
flaw-order-cue = Une étape dit elle-même sa place (« d’abord », « ensuite », « enfin »). L’ordre se lit au lieu de se comprendre. Retirez ce mot.
flaw-title-cue = Le titre ou l’identifiant reprend ce que dit la bonne réponse. Il la donnerait à qui le verrait. Nommez la situation plutôt que la solution.
flaw-absolute-wrong = Plusieurs mauvaises réponses sont absolues (« toujours », « jamais »), la bonne ne l’est pas. On apprend vite à les écarter sans les lire. Nuancez-les, ou rendez-les fausses pour une autre raison.
flaw-vague-key = Seule la bonne réponse est prudente (« souvent », « parfois »). La prudence a l’air plus vraie que le reste. Rendez-la nette, ou nuancez aussi une mauvaise réponse.
flaw-all-of-the-above = Une réponse en résume d’autres (« toutes », « aucune »). En reconnaître deux ou une suffit à la trouver ou à l’écarter. Remplacez-la par une vraie idée, ou faites cocher plusieurs réponses.
flaw-tick-all-pays = Les bonnes réponses sont deux fois plus nombreuses que les mauvaises. Tout cocher rapporte la moitié des points. Ajoutez une mauvaise réponse plausible, ou retirez-en une bonne.
flaw-options-mixed = Une réponse est d’une autre nature que les autres (question, action, nom). Elle attire l’œil, ou s’élimine d’elle-même. Donnez à toutes la même forme.
flaw-options-uneven = La plus longue réponse fait trois fois la plus courte. La taille parle avant le fond. Rapprochez les longueurs.
flaw-options-repeat = Toutes les réponses commencent par les mêmes mots. On les relit pour rien. Mettez ces mots dans la question.
flaw-options-overlap = Une réponse en contient une autre, ou deux plages se recouvrent. Les deux seraient justes ensemble, et l’on sait alors laquelle écarter. Séparez-les.
flaw-options-alike = Deux réponses ne diffèrent que de quelques lettres. On ne sait plus si l’on teste le savoir ou la vue. Faites porter la différence sur une idée, ou mettez-la en évidence.
flaw-numbers-unordered = Les nombres proposés ne sont pas rangés. On perd du temps à les chercher. Rangez-les et ajoutez « shuffle = false ».
flaw-double-negation = Deux négations se répondent. Il faut les défaire avant de répondre, et l’on se trompe en le faisant. Dites la même chose à l’affirmative.
flaw-negative-stem = La question demande ce qui ne va pas, sans le faire voir. Beaucoup lisent trop vite et répondent à l’inverse. Posez-la à l’affirmative, ou écrivez la négation en capitales.
flaw-situation-missing = La situation ne dit presque rien. On teste alors la mémoire d’un cours plutôt qu’un geste. Dites qui, où, et ce qui se passe.
flaw-situation-unused = La question et ses réponses ne reprennent rien de la situation. Elle se lit pour rien si l’on peut répondre sans elle. Rattachez-la, ou retirez-la.
flaw-acronym = Ce sigle n’est pas expliqué là où on le lit d’abord. Qui a commencé la semaine dernière ne le connaît pas. Écrivez son sens en toutes lettres, puis le sigle entre parenthèses.
flaw-sentence-long = Cette phrase dépasse 40 mots. On en perd le début avant la fin. Coupez-la en deux.
flaw-time-short = Le temps prévu ne suffit pas à lire à 180 mots par minute. Qui lit lentement serait jugé sur sa vitesse. Allongez « time », ou raccourcissez le texte.
flaw-brand = Une marque est nommée. Elle ne dit rien à qui travaille avec un autre produit, et passera de mode. Dites ce que fait l’outil.
flaw-feedback-missing = Une idée fausse ne reçoit presque aucune explication. On repart sans savoir pourquoi c’était faux. Dites ce qui est tentant, ce qui ne va pas, et quoi faire.
flaw-feedback-same = Deux idées fausses reçoivent la même explication. Chacune a sa raison d’être fausse. Répondez à chacune.
flaw-feedback-formula = Toutes les explications des idées fausses commencent de la même façon. On ne les lit plus. Commencez par l’idée elle-même.
flaw-feedback-mute = Le retour de la bonne réponse approuve sans expliquer. Qui a deviné n’apprend rien. Dites pourquoi c’est juste.
flaw-feedback-by-place = Un retour nomme une réponse par sa lettre ou sa place. L’ordre est tiré pour chacun : personne ne voit le même. Redites l’idée en quelques mots.
flaw-controls-dead = Plusieurs commandes ne servent à rien dans cet outil. Un ou deux leurres suffisent ; au-delà, on cherche au hasard. Donnez une règle à certaines, ou retirez-les.
flaw-trap-silent = Un piège n’est presque pas expliqué. C’est la faute la plus grave, celle qui met quelqu’un en danger. Dites ce qui peut arriver, et le bon geste.
flaw-traps-many = Il y a plus de pièges que de choses à bien faire. On apprend à se méfier de tout, pas à travailler. Ajoutez du courant, ou changez des pièges en simples erreurs.
flaw-switches-one-way = Tous les interrupteurs sont à mettre du même côté. Qui les bascule tous sans lire a tout juste. Ajoutez-en un à laisser comme il est.

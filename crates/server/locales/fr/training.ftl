# Les 28 heures : refus
refusal-training-title = Il manque un intitulé. Donnez-en un en quelques mots, par exemple « Mots de passe et messagerie ».
refusal-training-hours = Cette durée ne se lit pas. Écrivez-la par exemple « 1 h 30 », « 1,5 » ou « 90 min ».
refusal-training-split = Les heures par domaine sont à revoir : il en faut au moins une, et leur somme ne dépasse pas la durée. Corrigez la durée ou la répartition.
refusal-training-date = Cette date ne se lit pas, ou elle est trop loin d’aujourd’hui. Choisissez-la dans le calendrier, ou écrivez-la sous la forme 2026-11-22.
refusal-attendance-code = Ce code n’est pas le bon, ou son temps est écoulé. Relisez-le sur l’écran ou demandez à la personne qui anime la séance de l’afficher de nouveau.
refusal-attendance-stranger = Le code est bon, mais vous n’êtes pas sur la liste de cette séance sous le compte que vous utilisez. Dites-le à la personne qui anime : elle peut noter votre présence sur sa liste.
refusal-attendance-early = La séance n’a pas commencé : les présences s’enregistrent à partir d’une demi-heure avant. Revenez à ce moment-là.
refusal-lesson-closed = La liste de cette séance est close. Rouvrez-la si une présence manque.
refusal-lesson-attended = Des personnes ont été présentes à cette séance : ces heures sont les leurs, elle ne peut pas être supprimée. Retirez d’abord ces présences si elles sont fausses.
refusal-training-settled = Quelqu’un d’autre a déjà traité cette formation. Rechargez la page pour voir ce qui a été décidé.
refusal-hours-missing = Il manque encore des heures dans au moins un domaine : l’attestation ne peut pas être établie. Le registre montre ce qui manque.

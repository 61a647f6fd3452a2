export const module = "trois-questions-pour-commencer";
export const title = "La séance de M. Aubin, bien commencée";
export const chapters = ["Trois questions, trente secondes", "L'image se coupe"];

export async function play({ tool, hand, say, see, chapter, panel, option, hold }) {
  see("Une salle de séance vidéo, écran « Début ». M. Aubin est à l'image.");
  await say("Jeanne retrouve M. Aubin. Elle le connaît, et demande quand même.", () => hand.to(tool.locator(".tool-banner dd").first()));
  await say("Qui est là ? Il dit son nom et sa date de naissance. Le son est testé.", () => option("Lui faire dire son nom"));
  await say("Où êtes-vous ? Dans sa voiture, sur l'aire des Chênes.", () => hand.underline(tool.locator(".tool-text:visible"), "l’aire des Chênes"));
  await hand.wipe();
  await say("Le dossier dit Limoges. Elle note le lieu d'aujourd'hui.", () => option("Aire des Chênes"));
  await say("À quel numéro, si ça coupe ? Le portable, allumé à côté de lui.", () => option("Son portable"));
  chapter();
  see("Écran « Coupure » : une fenêtre annonce que la connexion est perdue. M. Aubin transpirait et cherchait ses mots.");
  await say("Vingt minutes plus tard : il transpire, cherche ses mots. Plus d'image.", async () => {
    await panel("Coupure");
    await hand.to(tool.locator(".tool-notice:visible"), { at: 0.8 });
  });
  await say("Elle n'attend pas : son portable d'abord ; sans réponse, le 15.", () => option("Appeler son portable"));
  await say("Et les secours vont là où il est : l'adresse notée au début.", () => option("Celle notée au début"));
  await say("Trente secondes au début. Elles comptent à cet instant.", () => hand.show(tool, { to: 8 }));
  await hold(600);
}

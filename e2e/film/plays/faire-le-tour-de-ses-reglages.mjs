export const module = "dix-minutes-pour-mon-espace-sante";
export const title = "Le tour du propriétaire";
export const chapters = ["Écrire ce qui sert en urgence", "Regarder qui est passé", "Régler à votre main"];

export async function play({ tool, hand, say, see, chapter, panel, option, hold }) {
  see("Un écran d'exemple, aux trois pages : Profil, Visites, Réglages. Le vrai site n'a pas ce dessin, mais on y trouve les mêmes choses.");
  await say("Voici un espace d'exemple. Le vôtre a un autre dessin, et les mêmes choses.", () => hand.to(tool.locator(".tool-title"), { at: 0.7 }));
  await say("Mme Delmas commence par son allergie.", () => hand.type(tool.locator('input[type="text"]:visible'), "pénicilline"));
  await say("Puis quelqu'un à prévenir. Sa fille, qui est au courant.", () => option("Ma fille Chloé"));
  chapter();
  see("La page « Visites » liste trois lignes : le médecin traitant, la Pharmacie du Port, le Laboratoire des Halles, chacune avec sa date.");
  await say("Ici, chaque visite a sa ligne : qui, et quand.", async () => {
    await panel("Visites");
    await hand.to(tool.locator("table:visible tr").nth(1), { at: 0.5 });
  });
  await say("La Pharmacie du Port, le 3 novembre ? Elle y était ce jour-là : rien à faire.", () => hand.underline(tool.locator("table:visible"), "Pharmacie du Port"));
  await hand.wipe();
  await say("Un nom inconnu, on peut le bloquer, puis poser la question.", () => hand.to(tool.locator("label:visible").filter({ hasText: "Bloquer" }), { at: 0.4 }));
  chapter();
  see("La page « Réglages » a un interrupteur pour être averti, et un choix pour chaque document.");
  await say("Elle demande à être avertie quand un document arrive.", async () => {
    await panel("Réglages");
    await option("M'avertir");
  });
  await say("Ce compte rendu, elle le garde pour elle : elle le masque.", () => option("Masqué aux autres"));
  await say("Elle pourra changer d'avis quand elle voudra. C'est son espace.", () => hand.show(tool, { to: 8 }));
  await hold(600);
}

export const module = "ouvrir-le-dossier-pour-soigner";
export const title = "Deux minutes dans le dossier de M. Garel";
export const chapters = ["Demander, puis ouvrir", "Ne lire que l'utile", "Refermer"];

export async function play({ tool, hand, say, see, chapter, panel, option, row, hold }) {
  see("Le logiciel de l'officine montre le dossier de M. Garel, écran « Accès ».");
  await say("Léa a demandé : « Je peux regarder, pour retrouver votre traitement ? »", () => hand.to(tool.locator(".tool-banner dd").first()));
  await say("D'abord le motif. Elle choisit celui qu'elle vient de dire.", () => option("Retrouver un traitement"));
  await say("M. Garel a dit oui : elle le note, avant d'ouvrir.", () => option("La personne a été informée"));
  chapter();
  see("L'écran « Documents » liste trois documents datés.");
  await say("Trois documents. Elle lit les titres et les dates, rien d'autre.", async () => {
    await panel("Documents");
    await hand.to(tool.locator(".rows-picked:visible tr").nth(1), { at: 0.5 });
  });
  await say("L'ordonnance de cardiologie, du 2 octobre : la plus récente.", () => row("Ordonnance, cardiologie"));
  await say("Le compte rendu de psychiatrie reste fermé. Visible ne veut pas dire utile.", () => hand.to(tool.locator(".rows-picked:visible tr").filter({ hasText: "psychiatrie" }), { at: 0.5 }));
  await say("L'autre ordonnance a presque trois ans : elle n'éclaire plus rien.", () => hand.to(tool.locator(".rows-picked:visible tr").filter({ hasText: "2024" }), { at: 0.5 }));
  await say("Elle compare à voix haute avec ce que M. Garel dit prendre.", () => option("Comparé avec ce que dit"));
  chapter();
  see("L'écran « Fin » montre la trace que M. Garel verra dans son espace : qui, quand, quoi.");
  await say("Cette visite laisse une trace : M. Garel verra qui, quand, quoi.", async () => {
    await panel("Fin");
    await hand.to(tool.locator(".tool-facts:visible dl"), { at: 0.6 });
  });
  await say("Avant la personne suivante, elle ferme le dossier.", () => option("Fermer le dossier"));
  await hold(600);
}

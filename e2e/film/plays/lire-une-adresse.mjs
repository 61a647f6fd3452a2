export const module = "une-adresse-se-lit-par-la-fin";
export const title = "Lire une adresse, du bout du doigt";
export const chapters = ["La page du message", "À qui est cette page ?", "Le bon chemin"];

export async function play({ tool, hand, say, see, chapter, panel, option, row, hold }) {
  const url = tool.locator(".tool-url-text");
  see("Un navigateur montre une page aux couleurs d'un hôpital, avec un cadenas.");
  await say("Nadia a touché un lien. Tout ressemble à son hôpital.", () => hand.to(tool.getByText("Centre hospitalier de Valmont")));
  await say("La page demande son mot de passe. Elle regarde d'abord l'adresse.", () => hand.to(url, { at: 0.1 }));
  chapter();
  see("Dans l'adresse planning.ch-valmont.example.equipes-web.test/valider, des mots sont surlignés l'un après l'autre.");
  await say("On saute « https:// », et on cherche la première barre oblique.", () => hand.underline(url, "/valider"));
  await hand.wipe();
  await say("Juste avant elle : equipes-web.test. C'est le propriétaire.", () => hand.underline(url, "equipes-web.test"));
  await hand.wipe();
  await say("« ch-valmont » est devant : un décor, que chacun peut écrire.", () => hand.underline(url, "ch-valmont.example"));
  await hand.wipe();
  await say("Le cadenas ? La liaison est chiffrée. Il ne dit pas avec qui.", () => hand.to(tool.locator(".tool-url .icon").first(), { at: 0.5 }));
  await say("Le certificat, lui, le dit : le même nom, émis avant-hier.", async () => {
    await hand.press(tool.locator(".tool-address summary"));
    await hand.underline(tool.locator(".tool-address dl"), "equipes-web.test");
  });
  await hand.wipe();
  await say("Nadia ne tape rien, et ferme l'onglet.", () => option("Fermer l'onglet"));
  chapter();
  see("Elle ouvre la liste de ses favoris.");
  await say("Pour le planning, elle passe par son favori.", async () => {
    await panel("Favoris");
    await row("Planning");
  });
  await say("Ici, on lit à la fin : ch-valmont.example. C'est bien l'hôpital.", () => hand.underline(tool.locator(".rows-picked"), "ch-valmont.example"));
  await hand.wipe();
  await say("Et elle signale le message : des collègues l'ont reçu aussi.", () => option("Signaler le message"));
  await hold(600);
}

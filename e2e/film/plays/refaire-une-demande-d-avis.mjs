export const module = "une-question-deux-photos";
export const title = "La deuxième demande, en une minute";
export const chapters = ["La bonne boîte", "La question, le contexte, les photos", "L'accord, puis l'envoi"];

export async function play({ tool, hand, say, see, chapter, panel, option, row, hold }) {
  see("Une messagerie sécurisée de santé, écran « À qui » : deux lignes portent le nom de la même dermatologue.");
  await say("La même dermatologue, deux boîtes. L'une est ordinaire.", () => hand.underline(tool.locator(".rows-picked:visible"), "courriel.example"));
  await hand.wipe();
  await say("L'autre est celle de son service, protégée. C'est ici.", () => row("messagerie-sure"));
  chapter();
  see("L'écran « Demande » propose deux questions, quatre pièces et deux textes de contexte.");
  await say("« Qu'en pensez-vous ? » avait reçu une réponse vague.", async () => {
    await panel("Demande");
    await hand.to(tool.locator("label:visible").filter({ hasText: "pensez-vous" }), { at: 0.5 });
  });
  await say("Cette fois, une question qui se lit seule.", () => option("Faut-il changer de pansement"));
  await say("Une photo de loin : elle situe la plaie.", () => row("Photo de loin"));
  await say("Une photo de près, avec une règle : elle montre le fond et la taille.", () => row("Photo de près"));
  await say("La photo floue et le dossier entier restent ici.", () => hand.to(tool.locator("tr:visible").filter({ hasText: "Tout le dossier" }), { at: 0.5 }));
  await say("Le contexte : ce qui peut changer la réponse. Et « non prise », pour la température.", () => option("Sept semaines"));
  chapter();
  see("L'écran « Envoi » a un interrupteur pour l'accord et un bouton pour envoyer.");
  await say("Mme Sauvage a dit oui : c'est noté dans la demande.", async () => {
    await panel("Envoi");
    await option("Mme Sauvage est informée");
  });
  await say("Elle envoie. La dermatologue a tout pour répondre du premier coup.", () => option("Envoyer la demande"));
  await hold(600);
}

//! Items that have a flaw and items that do not: at least three and two for each rule.

use super::{RULES, flaws};
use crate::item::simulator::{Action, Block, Choose, Panel, Rule, Simulator, Skin, Switch, WrongIdea};
use crate::item::{
    Categorise, Element, Gap, Gaps, Interaction, Item, MailAction, Mailbox, Matching, Message, MultipleChoice, NumberEntry, Opt, Ordering, Prompt, Review,
    ShortAnswer, SingleChoice, Source, Text, Unit, WrongNumber,
};

fn text(id: usize, text: &str) -> Text {
    Text { id: format!("t{id}"), text: text.into() }
}

/// A sentence that explains, another one for each number.
fn said(n: usize) -> String {
    let reasons = [
        "Tentant quand on est pressé",
        "On le croit souvent",
        "Cela rassure",
        "C'est une habitude",
        "L'idée se comprend",
        "Le geste est connu",
        "Rien ne l'empêche",
    ];
    format!("{}, mais la personne {n} reste sans réponse ; appelez-la d'abord.", reasons[n % reasons.len()])
}

fn item(interaction: Interaction) -> Item {
    Item {
        id: "un-essai".into(),
        version: 1,
        objective: "T1.01".into(),
        title: "Un lundi".into(),
        trades: vec!["tous".into()],
        setting: "ehpad".into(),
        language: "fr".into(),
        translates: None,
        difficulty: 0.0,
        time: 240,
        review: Review::NotReviewed,
        enemies: Vec::new(),
        situation: "Vous prenez votre poste à l'accueil d'un établissement de soins, un lundi matin de novembre.".into(),
        question: "Que faites-vous ?".into(),
        explanation: "On vérifie avant d'agir, et l'on garde une trace de ce que l'on a fait.".into(),
        source: Source { title: "Titre".into(), publisher: "Éditeur".into(), date: "2024".into(), url: None, checked: "2026-11".into(), review_by: None },
        interaction,
    }
}

fn options(key: &[&str], wrong: &[&str]) -> Vec<Opt> {
    let one = |(i, (text, correct)): (usize, (&&str, bool))| {
        let feedback = if correct { "Oui : ce geste protège tout le monde, et il se rattrape.".into() } else { said(i) };
        Opt { id: format!("o{i}"), text: (*text).into(), correct, feedback }
    };
    key.iter().map(|k| (k, true)).chain(wrong.iter().map(|w| (w, false))).enumerate().map(one).collect()
}

fn single(key: &str, wrong: &[&str]) -> Item {
    item(Interaction::SingleChoice(SingleChoice { options: options(&[key], wrong), shuffle: true, points: 1 }))
}

fn several(keys: &[&str], wrong: &[&str]) -> Item {
    item(Interaction::MultipleChoice(MultipleChoice { options: options(keys, wrong), shuffle: true, points: 2 }))
}

/// A single choice without any flaw.
fn plain() -> Item {
    single("Fermer la session ouverte", &["Laisser une note au bureau", "Prévenir le cadre demain", "Changer de poste sans bruit"])
}

fn with(mut item: Item, change: impl FnOnce(&mut Item)) -> Item {
    change(&mut item);
    item
}

fn asked(question: &str, item: Item) -> Item {
    with(item, |i| i.question = question.into())
}

fn told(situation: &str, item: Item) -> Item {
    with(item, |i| i.situation = situation.into())
}

fn english(item: Item) -> Item {
    with(item, |i| {
        i.language = "en".into();
        i.situation = "You begin your shift at the reception desk of a clinic, on a Monday morning in November.".into();
        if i.question == "Que faites-vous ?" {
            i.question = "What do you do?".into();
        }
    })
}

fn feedback(item: Item, at: usize, words: &str) -> Item {
    with(item, |i| {
        if let Interaction::SingleChoice(x) = &mut i.interaction {
            x.options[at].feedback = words.into();
        }
    })
}

fn ordering(steps: &[&str]) -> Item {
    let steps = steps.iter().enumerate().map(|(i, s)| text(i, s)).collect();
    item(Interaction::Ordering(Ordering { steps, points: 2, feedback: "On isole avant de prévenir, car chaque minute compte.".into() }))
}

fn matching(pairs: &[(&str, &str)]) -> Item {
    let answers = pairs.iter().enumerate().map(|(i, (_, a))| text(i, a)).collect();
    let prompt = |(i, (p, _)): (usize, &(&str, &str))| Prompt { id: format!("p{i}"), text: (*p).into(), answer: format!("t{i}"), feedback: said(i) };
    item(Interaction::Matching(Matching { answers, prompts: pairs.iter().enumerate().map(prompt).collect(), points: 2, shuffle: true }))
}

fn gap(words: &str, offered: &[&str]) -> Item {
    let options: Vec<String> = offered.iter().map(|o| (*o).to_owned()).collect();
    let gap = Gap { id: "trou".into(), answer: options.first().cloned(), options, accept: Vec::new(), feedback: said(1) };
    item(Interaction::Gaps(Gaps { text: words.into(), gaps: vec![gap], points: 1 }))
}

fn short(accept: &[&str]) -> Item {
    let accept = accept.iter().map(|a| (*a).to_owned()).collect();
    item(Interaction::ShortAnswer(ShortAnswer { accept, typos: 1, placeholder: None, feedback: said(2), wrong: Vec::new() }))
}

fn number(wrong: &[(f64, &str)]) -> Item {
    let wrong = wrong.iter().map(|(value, feedback)| WrongNumber { value: *value, feedback: (*feedback).into() }).collect();
    let units = vec![Unit { name: "heures".into(), factor: 1.0 }];
    item(Interaction::Number(NumberEntry { value: 72.0, tolerance: 0.0, unit: "heures".into(), feedback: said(3), units, wrong }))
}

fn mailbox(messages: &[(MailAction, &str)]) -> Item {
    let message = |(i, (expect, clue)): (usize, &(MailAction, &str))| Message {
        id: format!("m{i}"),
        from: "Accueil".into(),
        address: "accueil@maison.example".into(),
        to: None,
        date: "lundi".into(),
        subject: format!("Objet {i}"),
        body: "Bonjour, voici le planning de la semaine.".into(),
        headers: Vec::new(),
        links: Vec::new(),
        attachments: Vec::new(),
        expect: vec![*expect],
        clue: (*clue).into(),
        feedback: said(i),
    };
    let actions = vec![MailAction::Keep, MailAction::Report, MailAction::Delete];
    item(Interaction::Mailbox(Mailbox { owner: "Camille".into(), actions, messages: messages.iter().enumerate().map(message).collect(), points: 3 }))
}

fn rule(control: &str, right: &str, wrong: Vec<WrongIdea>) -> Rule {
    Rule {
        control: Some(control.into()),
        right: vec![right.into()],
        tolerance: 0.0,
        typos: 1,
        before: None,
        first: None,
        weight: 1,
        feedback: format!("Ce réglage « {control} » protège la personne quand le poste reste seul."),
        wrong,
    }
}

fn idea(value: &str, trap: bool, feedback: &str) -> WrongIdea {
    WrongIdea { values: vec![value.into()], trap, feedback: feedback.into() }
}

fn switch(id: &str, neutral: bool) -> Block {
    Block::Switch(Switch { id: id.into(), label: format!("Réglage {id}"), help: None, on: false, neutral })
}

fn action(id: &str, neutral: bool) -> Block {
    Block::Action(Action { id: id.into(), label: format!("Toucher {id}"), help: None, neutral })
}

fn tool(blocks: Vec<Block>, rules: Vec<Rule>) -> Item {
    item(Interaction::Simulator(Simulator {
        skin: Skin::Settings,
        title: "Réglages".into(),
        owner: "Camille".into(),
        banner: Vec::new(),
        ordered: false,
        points: 3,
        panels: vec![Panel { title: "Un".into(), blocks }],
        rules,
    }))
}

fn choice(label: &str, offered: &[&str]) -> Item {
    let options = offered.iter().enumerate().map(|(i, o)| text(i, o)).collect();
    let block = Block::Choice(Choose { id: "c".into(), label: label.into(), help: None, options, initial: None, shuffle: true, neutral: false });
    tool(vec![block], vec![rule("c", "t0", Vec::new())])
}

const TRAP: &str = "C'est rapide, mais chacun lira alors le dossier de la personne.";

/// Items that have the flaw, and items that look like it and have it not.
#[expect(clippy::too_many_lines, reason = "one table, a row for each rule")]
fn examples(code: &str) -> (Vec<Item>, Vec<Item>) {
    let long = "Fermer la session ouverte, puis écrire au collègue et noter l'heure dans le cahier";
    let wrong = ["Laisser une note au bureau", "Prévenir le cadre demain", "Changer de poste sans bruit"];
    let words = |n: usize| format!("Un{}.", " mot".repeat(n - 1));
    match code {
        "key-long" => (
            vec![
                single(long, &wrong),
                choice("Session", &[long, wrong[0], wrong[1]]),
                several(&[long, "Prévenir tout de suite le collègue concerné, de vive voix"], &["Partir au plus vite", "Attendre midi"]),
            ],
            vec![
                plain(),
                single("Fermer la session ouverte ici", &wrong),
                single(long, &["Laisser la session ouverte, car le collègue va revenir dans un instant à ce poste", wrong[1], wrong[2]]),
            ],
        ),
        "key-short" => {
            let more = [
                "Laisser la session ouverte, en espérant qu'il revienne",
                "Prévenir le cadre demain, quand il aura le temps d'écouter",
                "Changer de poste sans rien dire à personne, et partir",
            ];
            (
                vec![single("La fermer", &more), choice("Session", &["La fermer", more[0], more[1]]), single("Fermer sa session", &more)],
                vec![plain(), single("Fermer la session, puis le dire au collègue", &more)],
            )
        }
        "word-cue" => (
            vec![
                asked(
                    "Quelle sauvegarde choisissez-vous ?",
                    single("La sauvegarde hors ligne", &["Le disque du bureau", "La copie du collègue", "Le tiroir fermé"]),
                ),
                choice("Un badge trouvé au vestiaire", &["Remettre le badge au support", "Essayer, pour voir", "Le jeter aussitôt"]),
                matching(&[
                    ("Un avis demandé sur une photo de plaie", "Photo commentée à distance"),
                    ("Une séance en vidéo", "Rencontre filmée"),
                    ("Un suivi de tension", "Mesure répétée"),
                ]),
            ],
            vec![
                plain(),
                asked(
                    "Quelle sauvegarde choisissez-vous ?",
                    single("La sauvegarde hors ligne", &["La sauvegarde du bureau", "La copie du collègue", "Le tiroir fermé"]),
                ),
                matching(&[
                    ("Un avis demandé sur une plaie", "Téléexpertise"),
                    ("Une séance en vidéo", "Télésoin"),
                    ("Une mesure chaque matin", "Télésurveillance"),
                ]),
            ],
        ),
        "grammar-cue" => (
            vec![
                gap("On vérifie l'{trou} avant tout.", &["identité", "bracelet", "dossier"]),
                gap("Il s'agit d'{trou}.", &["hameçonnage", "rançon", "virus"]),
                english(gap("This is an {trou}.", &["error", "threat", "leak"])),
            ],
            vec![
                gap("On vérifie {trou} avant tout.", &["l'identité", "le bracelet", "le dossier"]),
                gap("Il s'agit d'{trou}.", &["hameçonnage", "intrusion", "erreur"]),
            ],
        ),
        "order-cue" => (
            vec![
                ordering(&["D'abord, débrancher le câble", "Appeler le support", "Noter l'heure"]),
                ordering(&["Débrancher le câble", "Ensuite, appeler le support", "Noter l'heure"]),
                english(ordering(&["Unplug the cable", "Call for help", "Finally, note the time"])),
            ],
            vec![
                ordering(&["Débrancher le câble", "Appeler le support", "Noter l'heure"]),
                ordering(&["Isoler le poste", "Prévenir l'équipe", "Passer au papier"]),
            ],
        ),
        "title-cue" => (
            vec![
                with(plain(), |i| i.title = "Une session à fermer".into()),
                with(plain(), |i| i.id = "fermer-la-session-ouverte".into()),
                with(short(&["hameçonnage"]), |i| i.title = "Un hameçonnage ordinaire".into()),
            ],
            vec![
                plain(),
                with(plain(), |i| i.title = "Le poste d'un collègue absent".into()),
                with(short(&["hameçonnage"]), |i| i.title = "Un message ordinaire".into()),
            ],
        ),
        "absolute-wrong" => (
            vec![
                single("Vérifier l'adresse affichée", &["Toujours répondre aussitôt", "Ne jamais ouvrir ses messages", "Appeler le support demain"]),
                several(&["Vérifier l'adresse", "Appeler l'expéditeur"], &["Supprimer systématiquement", "Ne croire aucun message", "Attendre"]),
                english(single("Check the sender's address", &["Always answer at once", "Never open any message", "Call for help tomorrow"])),
            ],
            vec![
                plain(),
                single("Toujours vérifier l'adresse", &["Toujours répondre aussitôt", "Ne jamais ouvrir ses messages", "Appeler le support demain"]),
                single("Vérifier l'adresse affichée", &["Toujours répondre aussitôt", "Ouvrir la pièce jointe", "Appeler le support demain"]),
            ],
        ),
        "vague-key" => (
            vec![
                single("Elle se trompe parfois", &["Elle dit vrai", "Elle apprend seule", "Elle lit le dossier"]),
                single("Le réseau est souvent en cause", &["Le poste est trop vieux", "Le logiciel est neuf", "Le câble est débranché"]),
                english(single("It is usually the network", &["It is the screen", "It is the mouse", "It is the cable"])),
            ],
            vec![plain(), single("Elle se trompe parfois", &["Elle dit souvent vrai", "Elle apprend seule", "Elle lit le dossier"])],
        ),
        "all-of-the-above" => (
            vec![
                single("Toutes les réponses ci-dessous", &wrong),
                single("Fermer la session ouverte", &[wrong[0], wrong[1], "Aucune de ces réponses"]),
                english(single("All of the above", &["Close the session", "Call the owner", "Leave a note"])),
            ],
            vec![plain(), single("Toutes les sessions sont fermées", &wrong)],
        ),
        "tick-all-pays" => (
            vec![
                several(&["Fermer la session", "Prévenir le collègue", "Noter l'heure", "Garder la carte"], &["Laisser une note", "Changer de poste"]),
                several(&["Fermer la session", "Prévenir le collègue"], &["Laisser une note"]),
                several(&["Fermer la session", "Prévenir le collègue", "Noter l'heure"], &["Changer de poste"]),
            ],
            vec![plain(), several(&["Fermer la session", "Prévenir le collègue", "Noter l'heure"], &["Laisser une note", "Changer de poste"])],
        ),
        "options-mixed" => (
            vec![
                single("Fermer la session ouverte", &["Laisser une note au bureau", "Pourquoi pas demain matin ?", "Changer de poste sans bruit"]),
                single("Fermer la session ouverte", &["Laisser une note au bureau", "Je change de poste sans bruit", "Appeler le cadre"]),
                single("Une session fermée", &["Une note au bureau", "Appeler le cadre demain", "Un autre poste"]),
            ],
            vec![
                plain(),
                single("Le devenir des autres patients", &["La lettre de sortie", "Un groupe comparable", "Une mesure répétée"]),
                single("Le lui dire de vive voix", &["Lui écrire un courrier", "Appeler sa famille", "Noter un mot au dossier"]),
            ],
        ),
        "options-uneven" => (
            vec![
                single("Fermer", &["Laisser une note au bureau du collègue absent", "Partir", "Attendre"]),
                single("Prévenir aussitôt le collègue, puis fermer sa session", &["Partir", "Attendre le soir", "Ne rien faire"]),
                choice("Session", &["La fermer aussitôt et prévenir le collègue absent", "La laisser", "L'oublier"]),
            ],
            vec![plain(), choice("Message", &["« Ces malaises justifient-ils un enregistrement ? »", "« Un avis ? »", "« Urgent »"])],
        ),
        "options-repeat" => (
            vec![
                single(
                    "Le médecin de garde doit être prévenu tout de suite",
                    &[
                        "Le médecin de garde doit être prévenu demain",
                        "Le médecin de garde doit être prévenu par écrit",
                        "Le médecin de garde doit être laissé en paix",
                    ],
                ),
                choice(
                    "Alerte",
                    &["Vous appelez le service de nuit maintenant", "Vous appelez le service de nuit demain", "Vous appelez le service de nuit jamais"],
                ),
                english(single("The nurse on duty will call the doctor", &["The nurse on duty will call the family", "The nurse on duty will call nobody"])),
            ],
            vec![plain(), single("Le médecin de garde est prévenu", &["Le médecin de garde dort", "Le médecin est absent", "Le cadre est prévenu"])],
        ),
        "options-overlap" => (
            vec![
                single("Signaler le message", &["Signaler le message et le supprimer", "Répondre poliment", "Attendre le soir"]),
                single("De 20 à 30 jours", &["De 10 à 20 jours", "De 31 à 40 jours", "Plus longtemps"]),
                english(single("Close the open session", &["Close the open session and leave", "Call the owner", "Leave a note"])),
            ],
            vec![
                plain(),
                single("De 21 à 30 jours", &["De 10 à 20 jours", "De 31 à 40 jours", "Plus longtemps"]),
                choice("Mot de passe", &["Ne pas enregistrer", "Enregistrer", "Demander plus tard"]),
            ],
        ),
        "options-alike" => (
            vec![
                single("Placer la personne face à la fenêtre", &["Placer la personne dos à la fenêtre", "Éteindre", "Attendre"]),
                choice("Dossier", &["Ouvrir le dossier de la voisine", "Ouvrir le dossier de sa voisine", "Ne rien ouvrir"]),
                english(single("Send the report to the family doctor", &["Send the reports to the family doctor", "Wait", "Print it"])),
            ],
            vec![
                plain(),
                single("Garder les données pendant 20 ans après la sortie", &["Garder les données pendant 10 ans après la sortie", "Effacer", "Attendre"]),
            ],
        ),
        "numbers-unordered" => (
            vec![
                single("72 heures", &["24 heures", "48 heures"]),
                with(single("24 heures", &["72 heures", "48 heures"]), unshuffled),
                choice("Délai", &["10 jours", "5 jours", "30 jours"]),
            ],
            vec![with(single("24 heures", &["48 heures", "72 heures"]), unshuffled), single("24 heures", &["3 jours", "Une semaine"]), plain()],
        ),
        "double-negation" => (
            vec![
                single("Ne pas envoyer sans relire", &wrong),
                asked("Lequel n'est pas inutile ici ?", plain()),
                asked("Que ne faites-vous PAS ?", single("Vous ne fermez pas la session", &["Vous appelez le cadre", "Vous notez l'heure"])),
                english(single("Do not send it without reading", &["Send it now", "Print it first", "Wait a while"])),
            ],
            vec![
                plain(),
                single("Ne pas envoyer, et relire sans se presser", &["Envoyer aussitôt", "Relire demain", "Imprimer avant"]),
                single("Ne prendre que la carte", &["Prendre sans regarder", "Laisser sa carte", "Attendre le cadre"]),
            ],
        ),
        "negative-stem" => (
            vec![
                asked("Que ne faites-vous pas ?", plain()),
                asked("Tous ces gestes sont justes, sauf un : lequel ?", plain()),
                asked("Laquelle de ces phrases est fausse ?", plain()),
                english(asked("Which of these is not safe?", plain())),
            ],
            vec![
                plain(),
                asked("Que ne faites-vous PAS ?", plain()),
                asked("Pourquoi cette baisse ne suffit-elle pas ?", plain()),
                asked("Que fermez-vous pour que l'attaquant ne revienne pas ?", plain()),
            ],
        ),
        "situation-missing" => (
            vec![told("Vous êtes infirmière.", plain()), told("Un lundi.", plain()), told("Voici une question de cours.", number(&[]))],
            vec![plain(), told("À 3 h, une patiente sonne : son pansement est trempé et elle a froid.", plain())],
        ),
        "situation-unused" => (
            vec![
                told(
                    "À la maternité, une sage-femme termine une longue nuit de garde avec trois naissances.",
                    asked("Quel mot de passe est le plus solide ?", single("Quatre termes tirés au hasard", &["Une date connue", "Huit lettres identiques"])),
                ),
                told(
                    "Dans une officine de village, un apprenti range des cartons depuis le début de matinée.",
                    asked("Quel protocole chiffre la page ?", single("TLS récent", &["HTTP simple", "Texte clair"])),
                ),
                told(
                    "Une équipe mobile traverse le département sous la neige pour visiter trois familles.",
                    ordering(&["Isoler l'ordinateur", "Prévenir le support", "Noter l'heure"]),
                ),
            ],
            vec![
                plain(),
                told(
                    "À la maternité, une sage-femme retrouve un ordinateur laissé allumé toute la nuit.",
                    asked("Quel geste ?", single("Fermer l'ordinateur", &["Écrire un mot", "Partir"])),
                ),
                told("Une patiente âgée attend dans le couloir depuis une heure, avec une ordonnance.", asked("Que lui dites-vous ?", plain())),
            ],
        ),
        "acronym" => (
            vec![
                told("Vous préparez une demande auprès du SNDS pour une étude de votre service, avec deux internes.", plain()),
                asked("Qui appelle INSi ?", plain()),
                with(plain(), |i| i.explanation = "Le ROR décrit l'offre de soins d'une région.".into()),
            ],
            vec![
                told("Vous préparez une demande auprès du système national des données de santé (SNDS), avec deux internes.", plain()),
                told(
                    "Vous recevez un SMS de l'EHPAD, puis un appel du CHU pour la sortie de Mme PHAM, née un lundi.",
                    asked("Que dites-vous à Mme Pham ?", plain()),
                ),
                told("Vous ouvrez le ROR (répertoire opérationnel des ressources), et cherchez une place près de chez elle.", plain()),
                told("Votre maison de santé lit la directive NIS 2 (sécurité des réseaux), et chacun y va de son idée.", plain()),
                with(single("Le ROR", &["Le DMP", "La messagerie", "Le téléphone"]), |i| {
                    i.explanation = "Le ROR (répertoire des ressources) décrit l'offre ; le DMP (dossier médical partagé) suit une personne.".into();
                }),
                with(plain(), |i| i.explanation = "Le GRADeS, groupement régional d'appui à l'e-santé, aide les équipes.".into()),
                told("Vous notez où loge chaque résident de la maison ce matin (RDC : rez-de-chaussée), puis l'étage.", plain()),
            ],
        ),
        "sentence-long" => (
            vec![told(&words(41), plain()), with(plain(), |i| i.explanation = words(60)), feedback(plain(), 1, &words(45))],
            vec![
                told(&format!("{} {}", words(30), words(30)), plain()),
                told(&words(40), plain()),
                with(plain(), |i| i.explanation = format!("{} ; {}", words(30), words(30))),
            ],
        ),
        "time-short" => (
            vec![
                with(told(&format!("{} ", words(30)).repeat(10), plain()), |i| i.time = 60),
                with(plain(), |i| i.time = 8),
                with(ordering(&[&words(39), &words(38), &words(37)]), |i| i.time = 30),
            ],
            vec![plain(), with(told(&format!("{} ", words(30)).repeat(10), plain()), |i| i.time = 130)],
        ),
        "brand" => (
            vec![
                told("Une collègue vous écrit sur WhatsApp pour changer sa garde de nuit avec la vôtre, demain.", plain()),
                single("Ouvrir Doctolib", &wrong),
                english(asked("What do you type into Google?", plain())),
                told("Vous rejoignez la réunion sur Zoom avec trois confrères d'un autre établissement de la région.", plain()),
            ],
            vec![
                plain(),
                told("Le signal sonore faiblit ; vous faites un zoom sur la plaie, dont un excellent cliché arrive.", plain()),
                told("Mon espace santé vous affiche un document que la patiente a déposé hier soir, sans titre.", plain()),
            ],
        ),
        "feedback-missing" => (
            vec![feedback(plain(), 1, "Non."), feedback(plain(), 2, ""), number(&[(24.0, "Faux !")])],
            vec![plain(), number(&[(24.0, "C'est le délai d'un autre texte, pour les alertes.")])],
        ),
        "feedback-same" => (
            vec![
                feedback(feedback(plain(), 1, "Non, ce n'est pas cela du tout."), 2, "Non, ce n'est pas cela du tout."),
                number(&[(24.0, "Relisez bien la première phrase de l'énoncé."), (48.0, "Relisez bien la première phrase de l'énoncé !")]),
                feedback(feedback(plain(), 1, "Ce geste ne protège vraiment personne."), 3, "ce geste ne protège vraiment personne"),
            ],
            vec![
                plain(),
                number(&[(24.0, "C'est le délai d'un autre texte, pour les alertes."), (48.0, "C'est le délai d'un autre texte, pour les plaintes.")]),
            ],
        ),
        "feedback-formula" => {
            let all = |opening: &str| (1..4).fold(plain(), |i, at| feedback(i, at, &format!("{opening} : la personne {at} reste sans réponse.")));
            (
                vec![all("Ce n'est pas la bonne réponse"), all("Tentant, mais non"), english(all("Not quite"))],
                vec![plain(), feedback(all("Tentant, mais non"), 2, "Le cadre ne pourra rien y faire demain.")],
            )
        }
        "feedback-mute" => (
            vec![
                feedback(plain(), 0, "Oui, bravo, c'est la bonne réponse !"),
                feedback(plain(), 0, "Exact : fermer la session ouverte."),
                english(feedback(plain(), 0, "Well done, that is right.")),
            ],
            vec![plain(), feedback(plain(), 0, "Oui : nul ne peut plus écrire sous son nom.")],
        ),
        "feedback-by-place" => (
            vec![
                feedback(plain(), 1, "Non, c'est la réponse B qui protège vraiment la personne."),
                with(plain(), |i| i.explanation = "La première option protège la personne ; les autres la laissent seule.".into()),
                feedback(plain(), 2, "Relisez la phrase ci-dessus avant de vous décider."),
                english(feedback(plain(), 1, "No: only option C keeps everybody safe.")),
            ],
            vec![
                plain(),
                feedback(plain(), 1, "La réponse a été donnée trop vite : la vitamine C n'y change rien."),
                feedback(plain(), 2, "En première intention, on appelle ; l'option reste ouverte."),
            ],
        ),
        "controls-dead" => (
            vec![
                tool(vec![switch("a", false), switch("b", true), switch("c", true), switch("d", true)], vec![rule("a", "on", Vec::new())]),
                tool(vec![action("a", false), action("b", true), switch("c", true), action("d", true)], vec![rule("a", "done", Vec::new())]),
                tool((0..5).map(|n| switch(&format!("s{n}"), n > 0)).collect(), vec![rule("s0", "on", Vec::new())]),
            ],
            vec![
                tool(vec![switch("a", false), switch("b", true), switch("c", true)], vec![rule("a", "on", Vec::new())]),
                tool(vec![switch("a", false), action("b", false)], vec![rule("a", "on", Vec::new()), rule("b", "not-done", vec![idea("done", true, TRAP)])]),
            ],
        ),
        "trap-silent" => (
            vec![
                tool(vec![action("a", false)], vec![rule("a", "not-done", vec![idea("done", true, "C'est dangereux.")])]),
                tool(vec![switch("a", false)], {
                    let mut rule = rule("a", "off", Vec::new());
                    rule.wrong = vec![idea("on", true, &rule.feedback)];
                    vec![rule]
                }),
                mailbox(&[
                    (MailAction::Keep, "L'adresse est celle de la maison."),
                    (MailAction::Report, "Un piège évident."),
                    (MailAction::Delete, "Une publicité ordinaire, sans lien."),
                ]),
            ],
            vec![
                tool(vec![action("a", false)], vec![rule("a", "not-done", vec![idea("done", true, TRAP)])]),
                mailbox(&[
                    (MailAction::Keep, "L'adresse est celle de la maison."),
                    (MailAction::Report, "L'adresse imite celle de la maison, à une lettre près."),
                    (MailAction::Delete, "Une publicité."),
                ]),
            ],
        ),
        "traps-many" => {
            let trapped = |traps: usize| {
                let wrong = |n: usize| (0..n).map(|i| idea(&format!("t{i}"), true, &said(i))).collect();
                tool(vec![action("a", false), action("b", false)], vec![rule("a", "done", wrong(traps)), rule("b", "done", Vec::new())])
            };
            let clue = "L'adresse imite celle de la maison, à une lettre près.";
            (
                vec![trapped(3), trapped(5), mailbox(&[(MailAction::Report, clue), (MailAction::Report, clue), (MailAction::Keep, clue)])],
                vec![trapped(2), mailbox(&[(MailAction::Report, clue), (MailAction::Keep, clue), (MailAction::Delete, clue), (MailAction::Keep, clue)])],
            )
        }
        "switches-one-way" => {
            let ways = |right: &[&str]| {
                let names: Vec<String> = (0..right.len()).map(|n| format!("s{n}")).collect();
                tool(names.iter().map(|n| switch(n, false)).collect(), names.iter().zip(right).map(|(n, r)| rule(n, r, Vec::new())).collect())
            };
            (
                vec![ways(&["on", "on", "on"]), ways(&["off", "off", "off"]), ways(&["on", "on", "on", "on"])],
                vec![ways(&["on", "off", "on"]), ways(&["on", "on"])],
            )
        }
        other => panic!("no example of {other}"),
    }
}

fn unshuffled(item: &mut Item) {
    if let Interaction::SingleChoice(x) = &mut item.interaction {
        x.shuffle = false;
    }
}

#[test]
fn every_rule_finds_what_is_bad_and_leaves_what_is_good() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let (bad, good) = examples(rule.code);
        assert!(bad.len() >= 3 && good.len() >= 2, "{}: {} and {} examples", rule.code, bad.len(), good.len());
        for (n, item) in bad.iter().enumerate() {
            let found = flaws(item);
            match found.iter().find(|f| f.code == rule.code) {
                None => wrong.push(format!("{}: bad example {n} passes: {found:?}", rule.code)),
                Some(flaw) => assert!(flaw.severity == rule.severity && (!flaw.detail.is_empty() || rule.code == "feedback-missing"), "{flaw:?}"),
            }
        }
        for (n, item) in good.iter().enumerate() {
            wrong.extend(flaws(item).iter().filter(|f| f.code == rule.code).map(|f| format!("good example {n}: {f:?}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_item_without_a_flaw_has_none() {
    let categories = vec![text(0, "À garder"), text(1, "À jeter")];
    let element = |(i, name): (usize, &str)| Element { id: format!("e{i}"), text: name.into(), category: format!("t{}", i % 2), feedback: said(i) };
    let elements = ["Une lettre", "Un brouillon", "Une facture", "Une enveloppe"].into_iter().enumerate().map(element).collect();
    for item in [plain(), item(Interaction::Categorise(Categorise { categories, elements, points: 2 })), number(&[]), short(&["hameçonnage"])] {
        assert_eq!(flaws(&item), [], "{}", item.interaction.kind());
    }
}

#[test]
fn a_flaw_points_at_the_line_of_its_option() {
    let item = single("Signaler le message", &["Répondre poliment", "Signaler le message et le supprimer", "Attendre le soir"]);
    let overlap = flaws(&item).into_iter().find(|f| f.code == "options-overlap").expect("found");
    assert_eq!(overlap.anchor, ("[[interaction.options]]", 2));
    let blocks = vec![
        action("a", true),
        Block::Choice(Choose {
            id: "c".into(),
            label: "Session".into(),
            help: None,
            options: vec![text(0, "La fermer aussitôt et prévenir le collègue absent"), text(1, "La laisser"), text(2, "L'oublier")],
            initial: None,
            shuffle: true,
            neutral: false,
        }),
    ];
    let found = flaws(&tool(blocks, vec![rule("c", "t0", Vec::new())]));
    assert!(found.iter().any(|f| f.code == "key-long" && f.anchor == ("[[interaction.panels.blocks]]", 1)), "{found:?}");
}

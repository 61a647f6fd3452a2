//! One question.

use std::collections::BTreeMap;

use domain::item::Presentation;
use domain::language::Language;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Certainty, FieldError, Page, sample_certainty};

/// `GET /positionnement/{id}`. Send people here with the fragment `#question`: reading starts at its heading.
#[derive(Debug, Clone, Serialize)]
pub struct ItemPage {
    /// Identifier of the session.
    pub id: String,
    /// Number of the answer awaited, sent back with it.
    pub seq: u32,
    /// This is the n-th question…
    pub number: u32,
    /// …of about so many.
    pub about: u32,
    /// In a bite: questions answered in it and their usual number. Absent at a stretch.
    pub bite: Option<Bite>,
    /// How sure we are, per domain.
    pub certainty: Vec<Certainty>,
    /// Short name of the domain of this question.
    pub domain: String,
    /// The question itself.
    #[serde(flatten)]
    pub asked: Question,
}

/// A question as it is put, wherever that is: what `parts/task.html` shows, and the situation before it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Question {
    /// Language of the question: `fr`.
    pub content_lang: &'static str,
    /// The situation, paragraph by paragraph.
    pub situation: Vec<String>,
    /// What is asked.
    pub question: String,
    /// What is to be done, in the shape of content/LISEZMOI.md without anything that tells the answer.
    pub task: Value,
    /// Values typed before a refusal, by field name.
    pub typed: BTreeMap<String, Vec<String>>,
    /// What is wrong with them. `field` is a field name; empty means the whole answer.
    pub errors: Vec<FieldError>,
}

impl Question {
    /// Nothing is filled in yet.
    ///
    /// # Errors
    /// The task cannot be written as JSON.
    pub fn new(presentation: Presentation) -> Result<Self, serde_json::Error> {
        let task = serde_json::to_value(&presentation.task)?;
        let content_lang = Language::of(&presentation.language).code();
        Ok(Self { content_lang, situation: presentation.situation, question: presentation.question, task, ..Self::default() })
    }

    /// For samples.
    pub fn sample(situation: &[&str], question: &str, task: Value) -> Self {
        Self { content_lang: "fr", situation: paragraphs(situation), question: question.into(), task, ..Self::default() }
    }
}

/// Where one is in a bite of six minutes.
#[derive(Debug, Clone, Serialize)]
pub struct Bite {
    /// Answered since it began.
    pub answered: u32,
    /// Usual number.
    pub about: u32,
}

fn paragraphs(text: &[&str]) -> Vec<String> {
    text.iter().map(|p| (*p).to_owned()).collect()
}

fn options(texts: &[&str]) -> Value {
    texts.iter().enumerate().map(|(i, text)| json!({"id": (i + 1).to_string(), "text": text})).collect()
}

fn ward(task: Value, question: &str) -> ItemPage {
    ItemPage {
        id: "0199c0de".into(),
        seq: 7,
        number: 7,
        about: 20,
        bite: None,
        certainty: sample_certainty([0.41, 0.34, 0.18, 0.22, 0.09]),
        domain: "Données de santé".into(),
        asked: Question::sample(
            &[
                "Trois heures du matin, service de médecine. Vous accueillez Mme Martin, transférée d'un autre établissement. Dans le logiciel, deux dossiers « Marie MARTIN » s'affichent, nés à un jour d'écart.",
                "L'ambulancier vous tend une lettre où la date de naissance est illisible. La patiente est éveillée et parle.",
            ],
            question,
            task,
        ),
    }
}

impl Page for ItemPage {
    const TEMPLATE: &'static str = "pages/item.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let single = ward(
            json!({"kind": "single-choice", "options": options(&[
                "J'ouvre le dossier le plus récent, je corrigerai au matin si besoin.",
                "Je demande à la patiente de décliner son nom, son prénom et sa date de naissance, puis je compare avec une pièce d'identité.",
                "Je crée un troisième dossier pour ne rien mélanger.",
                "J'appelle le service d'origine pour qu'il me dise lequel choisir.",
            ])}),
            "Que faites-vous en premier ?",
        );
        let mut first = single.clone();
        (first.seq, first.number) = (1, 1);
        first.certainty = sample_certainty([0.0; 5]);
        let mut bite = single.clone();
        bite.bite = Some(Bite { answered: 3, about: 6 });
        let mut refused = single.clone();
        refused.asked.errors = vec![FieldError::new("choice", "Aucune réponse n'est cochée. Choisissez-en une, ou dites « Je ne sais pas ».")];
        vec![
            ("single-choice", single),
            ("first", first),
            ("bite", bite),
            ("refused", refused),
            ("multiple-choice", multiple()),
            ("ordering", ordering()),
            ("ordering-refused", ordering_refused()),
            ("matching", matching()),
            ("categorise", categorise()),
            ("gaps", gaps()),
            ("short-answer", short_answer()),
            ("number", number()),
            ("hot-text", hot_text()),
            ("mailbox", mailbox()),
            ("simulator", simulator()),
            ("simulator-ordered", simulator_ordered()),
            ("simulator-refused", simulator_refused()),
        ]
    }
}

fn multiple() -> ItemPage {
    let mut page = ward(
        json!({"kind": "multiple-choice", "options": options(&[
            "Le nom de naissance", "Le prénom d'usage", "La date de naissance", "Le numéro de chambre", "Le sexe", "Le lieu de naissance",
        ])}),
        "Quels traits devez-vous avoir pour valider son identité ?",
    );
    page.asked.typed = BTreeMap::from([("choices".to_owned(), vec!["1".to_owned(), "3".to_owned()])]);
    page
}

fn ordering() -> ItemPage {
    let mut page = ward(
        json!({"kind": "ordering", "steps": options(&[
            "Noter l'heure et ce qui s'affiche à l'écran.",
            "Débrancher le câble réseau du poste, sans l'éteindre.",
            "Prévenir le référent informatique ou l'astreinte, par téléphone.",
            "Passer au dossier papier pour les soins de la nuit.",
        ])}),
        "Dans quel ordre agissez-vous ?",
    );
    page.domain = "Cybersécurité".into();
    page.asked.situation = paragraphs(&[
        "Pendant la transmission du soir, l'écran du poste de soins devient rouge : « Vos fichiers sont chiffrés ». Les autres postes fonctionnent encore.",
    ]);
    page
}

fn ordering_refused() -> ItemPage {
    let mut page = ordering();
    page.asked.typed = BTreeMap::from([("position-1".to_owned(), vec!["1".to_owned()]), ("position-2".to_owned(), vec!["1".to_owned()])]);
    page.asked.errors = vec![
        FieldError::new("position-2", "Deux étapes portent le numéro 1. Donnez un numéro différent à chacune."),
        FieldError::new("position-3", "Cette étape n'a pas de numéro. Choisissez-en un."),
    ];
    page
}

fn matching() -> ItemPage {
    let mut page = ward(
        json!({"kind": "matching",
            "prompts": options(&[
                "Un médecin demande l'avis d'un confrère sur la photo d'une plaie, sans le patient.",
                "Une infirmière est auprès du patient pendant que le médecin le voit à l'écran.",
                "Un capteur envoie chaque matin le poids d'un patient insuffisant cardiaque.",
                "Une orthophoniste mène sa séance en vidéo.",
            ]),
            "answers": options(&["Téléconsultation", "Téléexpertise", "Télésurveillance médicale", "Télésoin", "Téléassistance médicale"])}),
        "De quel acte s'agit-il ?",
    );
    page.domain = "Télésanté".into();
    page.asked.situation = paragraphs(&["La maison de santé prépare une affiche pour expliquer la télésanté à ses patients."]);
    page
}

fn categorise() -> ItemPage {
    let mut page = ward(
        json!({"kind": "categorise",
        "categories": options(&["Messagerie sécurisée", "Messagerie ordinaire", "Ni l'une ni l'autre"]),
        "elements": options(&[
            "Le compte rendu d'hospitalisation d'un résident",
            "La date de la prochaine réunion d'équipe",
            "La photo d'une escarre, prise avec votre téléphone personnel",
            "Le menu de la semaine",
            "Votre mot de passe, demandé par le support",
        ])}),
        "Par quel moyen chaque élément peut-il partir ?",
    );
    page.domain = "Communication".into();
    page.asked.situation = paragraphs(&["Vous coordonnez les soins d'un SSIAD. Cinq choses sont à envoyer avant midi."]);
    page
}

fn gaps() -> ItemPage {
    let mut page = ward(
        json!({"kind": "gaps", "pieces": [
            {"text": "Avant d'envoyer, je vérifie "},
            {"select": {"id": "1", "options": options(&["l'adresse du destinataire", "la taille de la pièce jointe", "la police du texte"])}},
            {"text": ". Pour qu'un mot de passe volé ne suffise pas à ouvrir ma messagerie, j'active la "},
            {"typed": {"id": "2"}},
            {"text": ". En cas d'erreur d'envoi, je préviens "},
            {"select": {"id": "3", "options": options(&["le délégué à la protection des données", "la police municipale", "personne"])}},
            {"text": "."},
        ]}),
        "Complétez la consigne affichée au poste de soins.",
    );
    page.asked.typed = BTreeMap::from([("gap-2".to_owned(), vec!["double authen".to_owned()])]);
    page
}

fn short_answer() -> ItemPage {
    let mut page = ward(json!({"kind": "short-answer", "placeholder": "Un mot"}), "Comment appelle-t-on cette technique ?");
    page.domain = "Cybersécurité".into();
    page.asked.situation =
        paragraphs(&["Un message imite l'assurance maladie et vous presse de saisir vos identifiants sur un site presque identique au vrai."]);
    page
}

fn number() -> ItemPage {
    let mut page = ward(
        json!({"kind": "number", "units": options(&["heures", "jours", "semaines"])}),
        "De combien de temps dispose l'établissement pour notifier la CNIL ?",
    );
    page.asked.situation = paragraphs(&["Lundi à 9 h, vous constatez qu'un fichier nominatif de résidents est parti à une mauvaise liste de diffusion."]);
    page.asked.typed = BTreeMap::from([("value".to_owned(), vec!["trois".to_owned()])]);
    page.asked.errors = vec![
        FieldError::new("value", "« trois » n'est pas un nombre. Écrivez-le en chiffres, par exemple 3 ou 3,5."),
        FieldError::new("unit", "Choisissez l'unité."),
    ];
    page
}

fn hot_text() -> ItemPage {
    let mut page = ward(
        json!({"kind": "hot-text", "pieces": [
            {"text": "Bonjour, "},
            {"spot": {"id": "1", "text": "votre compte sera fermé ce soir"}},
            {"text": " si vous ne répondez pas. Comme convenu lors de "},
            {"spot": {"id": "2", "text": "la réunion de mardi"}},
            {"text": ", merci de "},
            {"spot": {"id": "3", "text": "confirmer votre mot de passe en répondant à ce message"}},
            {"text": ". Pour toute question, "},
            {"spot": {"id": "4", "text": "composez le 1234 en interne"}},
            {"text": ". "},
            {"spot": {"id": "5", "text": "Le secrétariat"}},
        ]}),
        "Quels passages doivent vous alerter ?",
    );
    page.asked.typed = BTreeMap::from([("spots".to_owned(), vec!["1".to_owned()])]);
    page.domain = "Cybersécurité".into();
    page.asked.situation = paragraphs(&["Ce message vient d'arriver dans votre boîte professionnelle."]);
    page
}

fn mailbox() -> ItemPage {
    let mut page = ward(
        json!({"kind": "mailbox", "owner": "Camille Roux, infirmière, EHPAD Les Tilleuls", "actions": ["keep", "reply", "report", "delete", "verify"], "messages": [
            {"id": "1", "from": "Service informatique", "address": "support@ehpad-tilleuls-securite.example", "to": "camille.roux@ehpad-tilleuls.example",
             "headers": [["Répondre à", "assistance@boite-postale.example"], ["Remis par", "mx4.connexion-rapide.example"], ["Signature du domaine", "absente"]],
             "date": "lundi 16 novembre, 07:52", "subject": "Votre mot de passe expire aujourd'hui",
             "body": [[{"text": "Bonjour,"}], [{"text": "Votre mot de passe expire ce soir. Pour éviter toute coupure de votre accès aux dossiers, "}, {"link": {"text": "gardez votre mot de passe actuel", "address": "https://ehpad-tilleuls.connexion-rapide.example/session"}}, {"text": " avant midi."}], [{"text": "L'équipe informatique"}]], "attachments": []},
            {"id": "2", "from": "Dr Anne Le Goff", "address": "anne.le-goff@medecin.mssante.example", "to": null, "headers": [],
             "date": "lundi 16 novembre, 08:10", "subject": "Mme B., chambre 12 : adaptation du traitement",
             "body": [[{"text": "Bonjour Camille,"}], [{"text": "À la suite de mon passage, je joins l'ordonnance modifiée. Merci de surveiller la tension deux fois par jour jusqu'à jeudi."}], [{"text": "Bien à vous, A. Le Goff"}]], "attachments": ["ordonnance.pdf"]},
            {"id": "3", "from": "Planning", "address": "planning@ehpad-tilleuls.example", "to": null, "headers": [],
             "date": "lundi 16 novembre, 09:31", "subject": "Planning de décembre, version corrigée",
             "body": [[{"text": "Bonjour à toutes et tous,"}], [{"text": "Voici le planning corrigé. Pour l'ouvrir, activez les macros."}]], "attachments": ["planning_decembre.xlsm", "notice.pdf"]},
            {"id": "4", "from": "Famille Durand", "address": "s.durand@boite.example", "to": null, "headers": [],
             "date": "lundi 16 novembre, 11:04", "subject": "Nouvelles de papa",
             "body": [[{"text": "Bonjour, pourriez-vous m'envoyer par retour le dernier bilan de papa ? Je pars en voyage demain. Sophie"}]], "attachments": []},
        ]}),
        "Que faites-vous de chaque message ?",
    );
    page.asked.typed = BTreeMap::from([("action-2".to_owned(), vec!["keep".to_owned()])]);
    page.domain = "Cybersécurité".into();
    page.asked.situation = paragraphs(&["Vous prenez votre poste. Voici votre boîte de réception."]);
    page
}

fn tool(skin: &str, ordered: bool, turns: usize, panels: &Value) -> Value {
    json!({"kind": "simulator", "skin": skin, "title": "Dossier patient", "owner": "Camille Roux, infirmière", "banner": [["Heure", "03:12"]],
        "ordered": ordered, "turns": turns, "panels": panels})
}

fn simulator() -> ItemPage {
    let search = json!([
        {"type": "address-bar", "url": "https://dossier.hopital.example/recherche", "lock": true, "certificate": [["Délivré à", "hopital.example"]]},
        {"type": "address-bar", "url": "http://recherche.example", "lock": false, "certificate": []},
        {"type": "notice", "tone": "popup", "title": "Mise à jour", "text": ["Une mise à jour de sécurité est prête."]},
        {"type": "pick", "id": "1", "label": "Dossiers trouvés", "help": "Choisissez celui à ouvrir.", "columns": ["Nom", "Né(e) le"],
            "rows": [{"id": "1", "cells": ["MARTIN Marie", "03/04/1951"]}, {"id": "2", "cells": ["MARTIN Marie", "04/03/1951"]}],
            "many": false, "initial": [], "sortable": true, "filterable": true},
        {"type": "switch", "id": "2", "label": "Imprimer le bracelet", "help": null, "on": true},
        {"type": "action", "id": "3", "label": "Créer un dossier", "help": "Sans antécédents."},
    ]);
    let log = json!([
        {"type": "text", "title": "Journal", "text": ["Accès des trente derniers jours."]},
        {"type": "facts", "title": null, "rows": [["Dernier accès", "hier, 22:40"]]},
        {"type": "table", "title": "Accès", "columns": ["Date", "Qui"], "rows": [["12/11", "Dr Petit"]], "sortable": false, "filterable": true},
        {"type": "message", "from": "Accueil", "address": "accueil@hopital.example", "to": "vous@hopital.example", "date": "lundi", "subject": "Doublon ?",
            "body": [[{"text": "Voir "}, {"link": {"text": "la fiche", "address": "https://fiche.example/1"}}]], "attachments": ["piece.pdf"]},
        {"type": "chart", "title": "Accès par semaine", "shape": "bar", "unit": "accès", "labels": ["S1", "S2", "S3"],
            "series": [{"name": "Service", "values": [4, 9, 2.5]}, {"name": "Extérieur", "values": [1, 0, 3]}],
            "threshold": {"value": 6, "label": "Seuil"}, "from": 0},
        {"type": "choice", "id": "4", "label": "Un accès vous étonne", "help": null, "options": options(&["Le signaler", "Le supprimer", "Attendre"]), "initial": "3"},
        {"type": "entry", "id": "5", "label": "Accès en semaine 2", "help": "Un nombre.", "form": "number", "unit": "accès", "initial": ""},
    ]);
    let panels = json!([{"id": "1", "title": "Recherche", "blocks": search}, {"id": "2", "title": "Journal", "blocks": log}]);
    ward(tool("patient-record", false, 1, &panels), "Traitez cette arrivée.")
}

fn simulator_ordered() -> ItemPage {
    let action = |id: &str, label: &str| json!({"type": "action", "id": id, "label": label, "help": null});
    let blocks = [action("1", "Débrancher le câble réseau"), action("2", "Appeler l'astreinte"), action("3", "Éteindre le poste")];
    ward(tool("incident-cell", true, 3, &json!([{"id": "1", "title": "Agir", "blocks": blocks}])), "Que faites-vous, dans l'ordre ?")
}

fn simulator_refused() -> ItemPage {
    let mut page = simulator_ordered();
    page.asked.typed = BTreeMap::from([("do-1".to_owned(), vec!["1".to_owned()]), ("do-2".to_owned(), vec!["1".to_owned()])]);
    page.asked.errors = vec![FieldError::new("", "Deux gestes portent le même rang. Donnez à chacun le sien, ou laissez « pas fait ».")];
    page
}

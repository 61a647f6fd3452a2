//! One step of a module.

use serde::Serialize;
use serde_json::{Value, json};

use super::prose::{Block, blocks};
use super::question::LearnQuestion;
use super::video::Film;
use crate::web::view::{FieldError, Page};

/// `GET /progresser/modules/{id}/{n}`
#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    /// Name of the module.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Its title.
    pub title: String,
    /// Language it is written in.
    pub content_lang: &'static str,
    /// This step, from 1.
    pub number: u32,
    /// Of so many.
    pub steps: u32,
    /// Minutes that are left, this step among them.
    pub minutes_left: u32,
    /// What the step is.
    pub step: StepView,
    /// Whether its reader has done it in this run: then there is a link to the next one.
    pub is_done: bool,
    /// The run, once there is one.
    pub run: Option<String>,
    /// What is wrong with what was sent.
    pub errors: Vec<FieldError>,
}

/// What a step shows.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum StepView {
    /// A moment of practice.
    Situation(PassageView),
    /// One idea.
    Lesson(PassageView),
    /// A picture.
    Diagram {
        /// As it is drawn: the domain's own diagram.
        diagram: Value,
    },
    /// A worked example.
    Example {
        /// Who and where.
        passage: PassageView,
        /// What is done and why, in order.
        moves: Vec<MoveView>,
    },
    /// A film.
    Video {
        /// The film.
        film: Box<Film>,
    },
    /// A question.
    Question {
        /// A sentence that leads to it.
        lead: Option<String>,
        /// The question; none where today's bank does not ask it any more.
        asked: Option<Box<LearnQuestion>>,
    },
    /// Flashcards.
    Cards(CardsView),
    /// What to keep.
    Summary {
        /// Sentences.
        points: Vec<String>,
    },
    /// What to do on the next shift.
    Practice {
        /// The text.
        text: Vec<Block>,
        /// The gesture that is proposed, or what was typed or kept.
        gesture: String,
        /// Whether the run is over: then it is only read.
        is_kept: bool,
        /// Signs that are kept at the most.
        longest: usize,
    },
}

/// A titled text.
#[derive(Debug, Clone, Serialize)]
pub struct PassageView {
    /// Title.
    pub title: String,
    /// Text.
    pub text: Vec<Block>,
}

/// One move of a worked example.
#[derive(Debug, Clone, Serialize)]
pub struct MoveView {
    /// What is done.
    pub does: String,
    /// Why.
    pub because: String,
}

/// Cards, one at a time; all of them once each was graded.
#[derive(Debug, Clone, Serialize)]
pub struct CardsView {
    /// All of them.
    pub cards: Vec<CardView>,
    /// The one on the table, from 0; none once all were graded.
    pub current: Option<u32>,
}

/// A card.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// Its question.
    pub front: String,
    /// Its answer.
    pub back: String,
    /// `again`, `hard`, `good`, `easy`, once it was graded.
    pub grade: Option<String>,
}

pub(super) fn sample_passage() -> PassageView {
    PassageView {
        title: "Deux vérifications, et chacune répond à sa question".into(),
        text: blocks(
            "L'**identité nationale de santé** (INS), c'est un numéro, le matricule, avec des traits : nom de naissance, prénoms, date et lieu de naissance, sexe.\n\nOn vérifie :\n- **ce que dit la personne**, sans lui souffler ;\n- ce que dit la pièce d'identité.\n\n1. On demande.\n2. On compare.\n\nCe n'est pas un contrôle de police : on ne copie rien de plus, on relit.",
        ),
    }
}

pub(super) fn sample_diagram(form: &str) -> Value {
    let node = |label: &str, text: &str, side: Option<&str>, answer: Option<&str>| json!({"label": label, "text": text, "side": side, "answer": answer});
    let nodes = match form {
        "compare" => json!([
            node("Le nom dit par la personne", "Une question ouverte : « Quel est votre nom de naissance ? »", Some("left"), None),
            node("La pièce d'identité", "Comparée ligne à ligne avec l'écran.", Some("left"), None),
            node("Le nom dit par vous", "« Vous êtes bien Mme Martin ? » Tout le monde répond oui.", Some("right"), None),
        ]),
        "decision" => json!([
            node("Qu'avez-vous vérifié ?", "Une pièce d'identité, la réponse d'INSi, les deux ou aucune.", None, None),
            node("Identité provisoire", "On soigne, et on complète dès que c'est possible.", None, Some("Rien encore")),
            node("Identité récupérée", "L'identité existe ; on ne sait pas encore si c'est la personne présente.", None, Some("INSi seul")),
            node("Identité validée", "C'est bien cette personne ; il manque la réponse du téléservice.", None, Some("La pièce seule")),
            node("Identité qualifiée", "Le matricule peut accompagner ses documents de santé.", None, Some("Les deux, sans écart")),
        ]),
        _ => json!([
            node("Demander", "Une question ouverte, à chaque venue.", None, None),
            node("Comparer", "La pièce et l'écran, ligne à ligne, sans rien copier de plus que nécessaire.", None, None),
            node("Qualifier", "Quand les deux disent la même chose.", None, None),
            node("Relire", "À la prochaine venue, s'assurer que c'est bien elle qui revient.", None, None),
        ]),
    };
    let heads = if form == "compare" { (Some("On vérifie"), Some("On devine")) } else { (None, None) };
    json!({"form": form, "title": "D'une venue à l'autre", "alt": "Quatre gestes qui se suivent : demander, comparer, qualifier, relire.",
        "left_title": heads.0, "right_title": heads.1, "nodes": nodes})
}

fn sample_cards(graded: usize) -> CardsView {
    let card = |front: &str, back: &str| CardView { front: front.into(), back: back.into(), grade: None };
    let mut cards = vec![
        card("À quelle question répond le téléservice INSi ?", "« Cette identité existe-t-elle ? » Il ne dit pas qui est au comptoir."),
        card("Que faut-il pour qualifier une identité ?", "La réponse d'INSi et une pièce d'identité fiable, avec les mêmes traits."),
        card("Pas de pièce d'identité aujourd'hui : que fait-on du rendez-vous ?", "On soigne. Le dossier garde un statut plus bas."),
    ];
    for (nth, card) in cards.iter_mut().take(graded).enumerate() {
        card.grade = Some(["again", "hard", "good", "easy"][nth % 4].into());
    }
    CardsView { current: (graded < cards.len()).then_some(graded as u32), cards }
}

impl Page for StepPage {
    const TEMPLATE: &'static str = "pages/learn/step.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let of = |number: u32, step: StepView| Self {
            id: "carte-vitale-et-piece-d-identite".into(),
            version: 1,
            title: "Carte Vitale et pièce d'identité : à chacune son travail".into(),
            content_lang: "fr",
            number,
            steps: 9,
            minutes_left: 4,
            step,
            is_done: false,
            run: Some("0199c0de".into()),
            errors: Vec::new(),
        };
        let question = |asked: Option<LearnQuestion>| StepView::Question {
            lead: Some("Avec un enfant, le piège est dans la carte elle-même.".into()),
            asked: asked.map(Box::new),
        };
        let diagram = |form: &str| StepView::Diagram { diagram: sample_diagram(form) };
        let moves = vec![
            MoveView { does: "Ouvrir le message sans cliquer.".into(), because: "Lire ne coûte rien ; c'est le lien qui agit.".into() },
            MoveView { does: "Lire l'adresse de l'expéditeur par la fin.".into(), because: "Le nom affiché se choisit, pas le domaine.".into() },
        ];
        let practice = |is_kept: bool, gesture: &str| StepView::Practice {
            text: blocks("Une phrase suffit au comptoir, et elle passe très bien."),
            gesture: gesture.into(),
            is_kept,
            longest: 300,
        };
        let mut refused = of(9, practice(false, "Demain, je…"));
        refused.errors = vec![FieldError::new("gesture", "C'est un peu long : 300 signes au plus.")];
        vec![
            ("situation", Self { run: None, ..of(1, StepView::Situation(sample_passage())) }),
            ("lesson", Self { is_done: true, ..of(2, StepView::Lesson(sample_passage())) }),
            ("chain", of(3, diagram("chain"))),
            ("compare", of(3, diagram("compare"))),
            ("layers", of(3, diagram("layers"))),
            ("decision", of(3, diagram("decision"))),
            ("example", of(4, StepView::Example { passage: sample_passage(), moves })),
            ("video", of(4, StepView::Video { film: Box::new(Film::sample()) })),
            ("question", of(5, question(Some(LearnQuestion::sample("single-choice"))))),
            ("question-refused", of(5, question(Some(LearnQuestion::sample("refused"))))),
            ("question-simulator", of(5, question(Some(LearnQuestion::sample("simulator"))))),
            ("question-corrected", Self { is_done: true, ..of(5, question(Some(LearnQuestion::sample_corrected(0)))) }),
            ("question-tried", Self { is_done: true, ..of(5, question(Some(LearnQuestion { is_try: true, ..LearnQuestion::sample_corrected(1) }))) }),
            ("question-again", Self { is_done: true, ..of(5, question(Some(LearnQuestion { is_try: true, ..LearnQuestion::sample("single-choice") }))) }),
            ("question-gone", of(5, question(None))),
            ("card", of(6, StepView::Cards(sample_cards(1)))),
            ("cards-done", Self { is_done: true, ..of(6, StepView::Cards(sample_cards(3))) }),
            ("summary", of(8, StepView::Summary { points: vec!["INSi dit que l'identité existe, la pièce dit que c'est bien cette personne.".into(); 3] })),
            ("practice", of(9, practice(false, "Demain, je ne qualifie une identité qu'avec la pièce en main, relue ligne à ligne."))),
            ("practice-refused", refused),
            ("practice-kept", Self { is_done: true, ..of(9, practice(true, "Demain, je relis ligne à ligne.")) }),
        ]
    }
}

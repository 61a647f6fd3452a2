//! A campaign as its people meet it: the code, the page before it begins, the link in a mail, and what of it others see.

use serde::Serialize;

use crate::render::Page;
use crate::web::view::profile_form::{Choice, TradeGroup};
use crate::web::view::result::DomainProfile;
use crate::web::view::{FieldError, SAMPLE_NOW};

/// `GET /rejoindre`
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub errors: Vec<FieldError>,
}

/// What a campaign assesses.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessed {
    /// Whether it is the whole framework.
    pub is_whole: bool,
    /// The domains of which something is assessed.
    pub domains: Vec<AssessedDomain>,
}

/// A domain of which something is assessed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssessedDomain {
    /// Short name.
    pub name: String,
    /// What is assessed of it, where that is not all.
    pub competences: Vec<String>,
}

/// A sitting that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sitting {
    /// Which, from 1.
    pub number: i64,
    /// When it ended.
    pub finished_at: i64,
    /// Its session; absent once it was erased.
    pub session: Option<String>,
    /// Its participation.
    pub participation: String,
}

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TypedIdentity {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth.
    pub birth: String,
    /// Number in the organisation.
    pub number: String,
    /// Unit.
    pub unit: String,
    /// Trade.
    pub trade: String,
    /// Whether it is taken a few minutes at a time.
    pub bites: bool,
}

/// `GET /campagne/{code}`
#[derive(Debug, Clone, Serialize)]
pub struct CampaignPage {
    /// As it stands in the address.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who offers it.
    pub organisation: String,
    /// Whether it is a rehearsal.
    pub is_sample: bool,
    /// What they say about it, paragraph by paragraph.
    pub intro: Vec<String>,
    /// What is assessed.
    pub assessed: Assessed,
    /// Questions at the most.
    pub questions: u32,
    /// Minutes at the most.
    pub minutes: u32,
    /// From when on.
    pub opens_at: Option<i64>,
    /// Until when.
    pub ends_at: Option<i64>,
    /// Whether nobody is asked who they are.
    pub is_anonymous: bool,
    /// `begin`, `go-on`, `done`, `not-open` or `over`.
    pub state: &'static str,
    /// What is asked before: `nothing`, `identity` (who is on a list), `name` (whoever has the code) or `place` (where one works).
    pub asks: &'static str,
    /// As whom they take part.
    pub learner: Option<String>,
    /// The session to go on with.
    pub session: Option<String>,
    /// Sittings that are over.
    pub sittings: Vec<Sitting>,
    /// How many there may be.
    pub allowed: i64,
    /// Units to choose from.
    pub units: Vec<Choice>,
    /// Trades to choose from.
    pub trades: Vec<TradeGroup>,
    /// What was typed.
    pub typed: TypedIdentity,
    /// Whether they have an account.
    pub is_signed_in: bool,
    /// Where one signs in to come back here.
    pub sign_in: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// Language of the names of what is assessed.
    pub content_lang: &'static str,
}

/// `GET /rejoindre/lien/{token}`
#[derive(Debug, Clone, Serialize)]
pub struct LinkPage {
    /// Where the form leads.
    pub action: String,
    /// Who trains them.
    pub organisation: String,
    /// As whom they take part.
    pub learner: String,
    /// What is open for them: code and title.
    pub campaigns: Vec<(String, String)>,
    /// The address signed in with, if any.
    pub email: Option<String>,
}

/// `GET /rejoindre/lien/{token}/mails`
#[derive(Debug, Clone, Serialize)]
pub struct MailsPage {
    /// Where the form leads.
    pub action: String,
    /// Whose mails.
    pub organisation: String,
    /// Whether none are sent any more.
    pub is_stopped: bool,
}

/// `GET /mes-campagnes`
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// Every sitting, the newest first.
    pub rows: Vec<MineRow>,
    /// Whether they have an account.
    pub is_signed_in: bool,
}

/// A sitting, and what others see of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MineRow {
    /// The participation.
    pub id: String,
    /// The campaign's title.
    pub title: String,
    /// Who offered it.
    pub organisation: String,
    /// As whom they are known there; absent where nobody is asked.
    pub learner: Option<String>,
    /// Which sitting, from 1.
    pub number: i64,
    /// When it began.
    pub began_at: i64,
    /// When it ended.
    pub finished_at: Option<i64>,
    /// Its session; absent once it was erased.
    pub session: Option<String>,
    /// Since when the result is shown.
    pub shown_at: Option<i64>,
    /// Whether it can be shown at all.
    pub can_be_shown: bool,
}

/// A result as an organisation sees it once it is shown: this and nothing else. The page on which somebody decides, and the one on which the
/// organisation reads, print the same struct by the same template.
#[derive(Debug, Clone, Serialize)]
pub struct ShownResult {
    /// When the sitting ended.
    pub finished_at: i64,
    /// Questions that count.
    pub answered: u32,
    /// Cut scores between the levels.
    pub cuts: [f64; 3],
    /// Probability of the intervals.
    pub interval: f64,
    /// The domains that were assessed.
    pub domains: Vec<DomainProfile>,
    /// Language of their names.
    pub content_lang: &'static str,
}

/// `GET /mes-campagnes/{participation}/partager`
#[derive(Debug, Clone, Serialize)]
pub struct SharePage {
    /// The participation.
    pub id: String,
    /// The campaign's title.
    pub title: String,
    /// To whom.
    pub organisation: String,
    /// As whom they are known there.
    pub learner: String,
    /// How many people of the organisation, and of those above it, could read it today.
    pub readers: usize,
    /// Since when it is shown.
    pub shown_at: Option<i64>,
    /// The session, for one's own page.
    pub session: String,
    /// What would be seen, exactly.
    pub shown: ShownResult,
}

/// Trades for samples.
fn sample_trades() -> Vec<TradeGroup> {
    vec![TradeGroup { family: "paramedical".into(), trades: vec![Choice { id: "infirmier".into(), name: "Infirmier, infirmière".into() }] }]
}

/// A part of the framework, for samples.
pub(crate) fn sample_part() -> Assessed {
    Assessed {
        is_whole: false,
        domains: vec![
            AssessedDomain { name: "Cybersécurité".into(), competences: Vec::new() },
            AssessedDomain { name: "Données de santé".into(), competences: vec!["Identifier un usager ou un professionnel de santé".into()] },
        ],
    }
}

impl Page for CodePage {
    const TEMPLATE: &'static str = "pages/steer/code.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { typed: String::new(), errors: Vec::new() };
        let refused = Self { typed: "KMPX 34".into(), errors: vec![FieldError::new("code", "Aucune campagne ouverte n’a ce code.")] };
        vec![("empty", empty), ("refused", refused)]
    }
}

impl Page for CampaignPage {
    const TEMPLATE: &'static str = "pages/steer/campaign.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let identity = Self {
            code: "KMPX3479".into(),
            title: "Accueil des nouveaux arrivants".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            is_sample: false,
            intro: vec!["Bienvenue parmi nous. Ce positionnement nous aide à préparer votre formation.".into(), "Il ne sert à rien d’autre.".into()],
            assessed: Assessed { is_whole: true, domains: Vec::new() },
            questions: 23,
            minutes: 20,
            opens_at: Some(SAMPLE_NOW),
            ends_at: Some(SAMPLE_NOW + 20 * 86_400_000_000),
            is_anonymous: false,
            state: "begin",
            asks: "identity",
            learner: None,
            session: None,
            sittings: Vec::new(),
            allowed: 1,
            units: Vec::new(),
            trades: Vec::new(),
            typed: TypedIdentity::default(),
            is_signed_in: false,
            sign_in: "/connexion?back=%2Fcampagne%2FKMPX3479".into(),
            errors: Vec::new(),
            content_lang: "fr",
        };
        let sitting = Sitting { number: 1, finished_at: SAMPLE_NOW, session: Some("0199beef".into()), participation: "0199cafe".into() };
        let known = Self { asks: "nothing", learner: Some("Zoé Lefèvre".into()), is_signed_in: true, ..identity.clone() };
        let refused = Self {
            typed: TypedIdentity { given: "Zoé".into(), family: "Lefevre".into(), birth: "2004-03-02".into(), ..TypedIdentity::default() },
            errors: vec![FieldError::new("family", "Nous ne vous avons pas trouvé dans la liste de l’établissement.")],
            ..identity.clone()
        };
        let anonymous = Self {
            title: "Après l’exercice cyber".into(),
            intro: Vec::new(),
            assessed: sample_part(),
            is_anonymous: true,
            is_sample: true,
            asks: "place",
            units: vec![Choice { id: "1".into(), name: "Urgences".into() }],
            trades: sample_trades(),
            ends_at: None,
            questions: 10,
            minutes: 9,
            ..identity.clone()
        };
        let open = Self { asks: "name", trades: sample_trades(), ..identity.clone() };
        let done = Self { state: "done", asks: "nothing", learner: Some("Zoé Lefèvre".into()), sittings: vec![sitting.clone()], ..identity.clone() };
        let again = Self { sittings: vec![sitting.clone()], allowed: 2, ..known.clone() };
        let erased = Self { sittings: vec![Sitting { session: None, ..sitting }], ..done.clone() };
        vec![
            ("identity", identity.clone()),
            ("known", known.clone()),
            ("refused", refused),
            ("anonymous", anonymous),
            ("open", open),
            ("go-on", Self { state: "go-on", session: Some("0199c0de".into()), ..known.clone() }),
            ("done", done),
            ("again", again),
            ("erased", erased),
            ("not-open", Self { state: "not-open", asks: "nothing", ..identity.clone() }),
            ("over", Self { state: "over", asks: "nothing", ..identity }),
        ]
    }
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "pages/steer/link.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let one = Self {
            action: "/rejoindre/lien/Zr8m2kQv".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            learner: "Zoé Lefèvre".into(),
            campaigns: vec![("KMPX3479".into(), "Accueil des nouveaux arrivants".into())],
            email: None,
        };
        let two = Self {
            campaigns: vec![("KMPX3479".into(), "Accueil des nouveaux arrivants".into()), ("ABCD2345".into(), "Télésanté".into())],
            email: Some("zoe@ifsi.example".into()),
            ..one.clone()
        };
        vec![("one", one.clone()), ("two", two), ("none", Self { campaigns: Vec::new(), ..one })]
    }
}

impl Page for MailsPage {
    const TEMPLATE: &'static str = "pages/steer/mails.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let sent = Self { action: "/rejoindre/lien/Zr8m2kQv/mails".into(), organisation: "EHPAD Les Tilleuls".into(), is_stopped: false };
        vec![("sent", sent.clone()), ("stopped", Self { is_stopped: true, ..sent })]
    }
}

impl Page for MinePage {
    const TEMPLATE: &'static str = "pages/steer/my-campaigns.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let row = MineRow {
            id: "0199cafe".into(),
            title: "Accueil des nouveaux arrivants".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            learner: Some("Zoé Lefèvre".into()),
            number: 1,
            began_at: SAMPLE_NOW,
            finished_at: Some(SAMPLE_NOW),
            session: Some("0199beef".into()),
            shown_at: None,
            can_be_shown: true,
        };
        let rows = vec![
            MineRow { finished_at: None, can_be_shown: false, number: 2, ..row.clone() },
            row.clone(),
            MineRow { shown_at: Some(SAMPLE_NOW), ..row.clone() },
            MineRow { learner: None, can_be_shown: false, title: "Après l’exercice cyber".into(), ..row.clone() },
            MineRow { session: None, can_be_shown: false, ..row },
        ];
        vec![("full", Self { rows, is_signed_in: false }), ("empty", Self { rows: Vec::new(), is_signed_in: true })]
    }
}

impl Page for SharePage {
    const TEMPLATE: &'static str = "pages/steer/share.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let result = crate::web::view::result::ResultPage::samples().swap_remove(0).1;
        let hidden = Self {
            id: "0199cafe".into(),
            title: "Accueil des nouveaux arrivants".into(),
            organisation: "EHPAD Les Tilleuls".into(),
            learner: "Zoé Lefèvre".into(),
            readers: 3,
            shown_at: None,
            session: "0199beef".into(),
            shown: ShownResult {
                finished_at: SAMPLE_NOW,
                answered: result.answered,
                cuts: result.cuts,
                interval: result.interval,
                domains: result.domains,
                content_lang: "fr",
            },
        };
        vec![("hidden", hidden.clone()), ("shown", Self { shown_at: Some(SAMPLE_NOW), readers: 1, ..hidden })]
    }
}

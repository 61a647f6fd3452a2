//! Who one is: trade, setting, region. Asked once, never required.

use serde::Serialize;

use super::{FieldError, Page};

/// `GET /vous`
#[derive(Debug, Clone, Serialize)]
pub struct ProfileFormPage {
    /// Where to go afterwards.
    pub back: String,
    /// Trades by family.
    pub trades: Vec<TradeGroup>,
    /// Settings.
    pub settings: Vec<Choice>,
    /// Regions.
    pub regions: Vec<Choice>,
    /// What was chosen: `trade`, `setting`, `region` ids; empty for none, `-` for "I prefer not to say".
    pub trade: String,
    /// See `trade`.
    pub setting: String,
    /// See `trade`.
    pub region: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
}

/// Trades of a family; the text `family-{id}` names it.
#[derive(Debug, Clone, Serialize)]
pub struct TradeGroup {
    /// `medical`, `paramedical`, `care`, `social`, `support`, `student`.
    pub family: String,
    /// Its trades.
    pub trades: Vec<Choice>,
}

/// One line of a list, in the visitor's language.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Sent back.
    pub id: String,
    /// Shown.
    pub name: String,
}

fn choice((id, name): &(&str, &str)) -> Choice {
    Choice { id: (*id).into(), name: (*name).into() }
}

impl Page for ProfileFormPage {
    const TEMPLATE: &'static str = "pages/profile-form.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let groups: [(&str, &[(&str, &str)]); 6] = [
            ("medical", &[("medecin", "Médecin"), ("pharmacien", "Pharmacien, pharmacienne")]),
            ("paramedical", &[("infirmier", "Infirmier, infirmière"), ("manipulateur-erm", "Manipulateur, manipulatrice d'électroradiologie médicale")]),
            ("care", &[("aide-soignant", "Aide-soignant, aide-soignante")]),
            ("social", &[("assistant-service-social", "Assistant, assistante de service social")]),
            ("support", &[("secretaire-medicale", "Secrétaire médical, secrétaire médicale"), ("autre", "Autre métier")]),
            ("student", &[("etudiant-paramedical", "Étudiant, étudiante paramédical")]),
        ];
        let empty = Self {
            back: "/resultat/0199c0de".into(),
            trades: groups.iter().map(|(family, trades)| TradeGroup { family: (*family).into(), trades: trades.iter().map(choice).collect() }).collect(),
            settings: [("hopital-public", "Hôpital public"), ("ehpad", "EHPAD ou résidence pour personnes âgées")].iter().map(choice).collect(),
            regions: [("53", "Bretagne"), ("11", "Île-de-France")].iter().map(choice).collect(),
            trade: String::new(),
            setting: String::new(),
            region: String::new(),
            errors: Vec::new(),
        };
        let error = FieldError::new("trade", "Ce métier n'est pas dans la liste. Choisissez-en un, ou « Autre métier ».");
        vec![
            ("empty", empty.clone()),
            ("filled", Self { trade: "infirmier".into(), setting: "ehpad".into(), region: "-".into(), ..empty.clone() }),
            ("refused", Self { errors: vec![error], ..empty }),
        ]
    }
}

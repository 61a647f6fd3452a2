//! The file itself.

use std::fmt::Write as _;

use domain::date::Day;

use super::passage::{Passage, Sex};
use crate::credential::moment;

/// Who sends, as the Caisse knows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// `idClient`: 8 characters.
    pub client: String,
    /// `idContrat`: up to 20 characters, `MCFCER002304`.
    pub contract: String,
    /// The certification in the national registers: `RS…` or `RNCP…`.
    pub code: String,
}

/// What is wrong with a sender. The word names a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SenderFault {
    /// The client is not of 8 letters and digits.
    Client,
    /// The contract is not of 1 to 20 letters and digits.
    Contract,
    /// The code is neither `RS` nor `RNCP` with digits.
    Code,
}

impl SenderFault {
    /// Its word.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Contract => "contract",
            Self::Code => "code",
        }
    }
}

/// Everything that is wrong with a sender.
pub fn sender_faults(sender: &Sender) -> Vec<SenderFault> {
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric());
    let held = [
        (SenderFault::Client, sender.client.len() == 8 && plain(&sender.client)),
        (SenderFault::Contract, (1..=20).contains(&sender.contract.len()) && plain(&sender.contract)),
        (SenderFault::Code, register(&sender.code).is_some()),
    ];
    held.into_iter().filter(|(_, holds)| !holds).map(|(fault, _)| fault).collect()
}

/// In which register a code stands.
fn register(code: &str) -> Option<&'static str> {
    ["RNCP", "RS"].into_iter().find(|name| code.strip_prefix(name).is_some_and(|n| (1..=7).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit())))
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// `idFlux`, up to 50 characters: by it the acknowledgement comes back.
    pub id: String,
    /// When it was made, microseconds UTC.
    pub made_at: i64,
    /// Who sends.
    pub sender: Sender,
    /// Whom.
    pub passages: Vec<Passage>,
}

/// Writes a file of passages without [`faults`](super::faults), in UTF-8.
pub fn write(flow: &Flow) -> String {
    let mut xml = Xml { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), depth: 0 };
    let names = " xmlns:cpf=\"urn:cdc:cpf:pc5:schema:1.0.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
    xml.open_with("flux", names);
    xml.leaf("idFlux", &flow.id);
    xml.leaf("horodatage", &moment(flow.made_at).replace('Z', "+00:00"));
    xml.leaf("action", "CREATION");
    xml.within("emetteur", |xml| {
        xml.leaf("idClient", &flow.sender.client);
        xml.within("certificateurs", |xml| {
            xml.within("certificateur", |xml| {
                xml.leaf("idClient", &flow.sender.client);
                xml.leaf("idContrat", &flow.sender.contract);
                xml.within("certifications", |xml| xml.within("certification", |xml| certification(xml, flow)));
            });
        });
    });
    xml.close("flux");
    xml.text
}

fn certification(xml: &mut Xml, flow: &Flow) {
    xml.leaf("type", register(&flow.sender.code).unwrap_or("RS"));
    xml.leaf("code", &flow.sender.code);
    xml.leaf("natureDeposant", "CERTIFICATEUR");
    xml.within("passageCertifications", |xml| {
        for one in &flow.passages {
            xml.within("passageCertification", |xml| passage(xml, one));
        }
    });
}

fn passage(xml: &mut Xml, one: &Passage) {
    xml.leaf("idTechnique", &one.reference);
    xml.leaf("urlPreuve", &one.proof);
    xml.leaf("obtentionCertification", "PAR_SCORING");
    xml.leaf("donneeCertifiee", "true");
    xml.leaf("dateDebutExamen", &day(one.exam_on));
    xml.leaf("dateFinExamen", &day(one.exam_on));
    xml.leaf("modalitePassageExamen", "EN_PRESENTIEL");
    xml.leaf("dateDebutValidite", &day(one.from));
    xml.leaf_or_nil("dateFinValidite", &day(one.until));
    xml.leaf("presenceNiveauLangueEuro", "false");
    xml.leaf("presenceNiveauNumeriqueEuro", "false");
    xml.leaf("scoring", &one.level);
    xml.leaf_or_nil("mentionValidee", "");
    xml.within("modalitesInscription", |xml| xml.leaf_or_nil("modaliteAcces", ""));
    xml.within("identificationTitulaire", |xml| xml.within("titulaire", |xml| holder(xml, one)));
}

fn holder(xml: &mut Xml, one: &Passage) {
    let birth = day(one.birth_date);
    let mut parts = birth.split('-');
    let mut part = || parts.next().unwrap_or_default().to_owned();
    xml.leaf("nomNaissance", &one.family_name);
    xml.leaf_or_nil("nomUsage", one.usual_name.as_deref().unwrap_or_default());
    xml.leaf("prenom1", &one.given_name);
    xml.leaf("anneeNaissance", &part());
    xml.leaf("moisNaissance", &part());
    xml.leaf("jourNaissance", &part());
    xml.leaf("sexe", if one.sex == Some(Sex::F) { "F" } else { "M" });
    xml.within("codeCommuneNaissance", |xml| {
        if one.insee.trim().is_empty() {
            xml.within("codePostalNaissance", |xml| xml.leaf_or_nil("codePostal", &one.postcode));
        } else {
            xml.within("codeInseeNaissance", |xml| xml.leaf("codeInsee", &one.insee));
        }
    });
    xml.leaf_if_any("libelleCommuneNaissance", &one.city);
    if one.is_of_france() {
        xml.leaf("codePaysNaissance", "100");
        xml.leaf("libellePaysNaissance", "FRANCE");
    } else {
        xml.leaf_if_any("libellePaysNaissance", &one.country);
    }
}

fn day(day: Option<Day>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

/// Elements of the one namespace, escaped, indented.
struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{}{line}", "  ".repeat(self.depth));
    }

    fn open_with(&mut self, name: &str, attributes: &str) {
        self.line(&format!("<cpf:{name}{attributes}>"));
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        self.line(&format!("</cpf:{name}>"));
    }

    fn within(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.open_with(name, "");
        inside(self);
        self.close(name);
    }

    fn leaf(&mut self, name: &str, value: &str) {
        let escaped = value.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        self.line(&format!("<cpf:{name}>{escaped}</cpf:{name}>"));
    }

    fn leaf_if_any(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.leaf(name, value);
        }
    }

    fn leaf_or_nil(&mut self, name: &str, value: &str) {
        if value.trim().is_empty() {
            self.line(&format!("<cpf:{name} xsi:nil=\"true\"/>"));
        } else {
            self.leaf(name, value);
        }
    }
}

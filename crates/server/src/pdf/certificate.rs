//! The certificate on paper.

use serde::Serialize;

use super::training::made;
use super::world::Template;
use super::{Footer, MadeOn, PdfError};

/// A certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CertificateDocument {
    /// Language of every sentence, as ISO 639.
    pub lang: String,
    /// Date written into the file's metadata: that of the certificate.
    pub made_on: MadeOn,
    /// Title, the level left out.
    pub title: String,
    /// « Certificat ».
    pub kind: String,
    /// Who certifies.
    pub issuer: String,
    /// What they are.
    pub issuer_text: String,
    /// Said where it was revoked; empty otherwise.
    pub withdrawn: String,
    /// Before the name.
    pub intro_text: String,
    /// Whose.
    pub name: String,
    /// Born when; may be empty.
    pub born: String,
    /// The level.
    pub level: String,
    /// What holding it means.
    pub means: String,
    /// Number, exam, centre, dates: names with their values.
    pub facts: Vec<(String, String)>,
    /// Over the domains.
    pub domains_title: String,
    /// How they are to be read.
    pub domains_text: String,
    /// Heads of the three columns.
    pub columns: [String; 3],
    /// Domains with enough questions.
    pub domains: Vec<DomainShown>,
    /// Over how it can be checked.
    pub check_title: String,
    /// How it can be checked.
    pub check_text: String,
    /// The address at which it can be checked, as squares row by row: 1 is dark.
    pub squares: Vec<Vec<u8>>,
    /// What the squares are, for those who do not see them.
    pub alt: String,
    /// Foot of the page.
    pub footer: Footer,
}

/// A domain with the levels between which its holder stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DomainShown {
    /// Its name.
    pub name: String,
    /// 0 to 3.
    pub lowest: u8,
    /// The same or higher.
    pub highest: u8,
    /// The same in words.
    pub band: String,
}

/// Makes the document. Some milliseconds: call it off the async threads.
///
/// # Errors
/// A mistake of the program.
pub fn certificate_pdf(document: &CertificateDocument) -> Result<Vec<u8>, PdfError> {
    made(Template::Certificate, document, &document.lang, document.made_on, &document.footer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certificate(text: &str, domains: usize) -> CertificateDocument {
        let said = |usual: &str| if text.is_empty() { usual.to_owned() } else { text.to_owned() };
        let domain = |(n, name): (usize, &str)| DomainShown {
            name: said(name),
            lowest: (n % 3) as u8,
            highest: (n % 3 + usize::from(n % 2 == 0)) as u8,
            band: said(["Découverte à Socle", "Socle", "Avancé à Expert", "Découverte", "Socle à Avancé"][n]),
        };
        let names = ["Données de santé", "Cybersécurité en santé", "Communication en santé", "Outils numériques en santé", "Télésanté"];
        CertificateDocument {
            lang: "fr".into(),
            made_on: MadeOn { year: 2026, month: 11, day: 22 },
            title: said("Compétences numériques en santé"),
            kind: said("Certificat"),
            issuer: said("Université de Bourgogne-Franche-Comté"),
            issuer_text: said("Organisme certificateur"),
            withdrawn: text.to_owned(),
            intro_text: said("certifie que"),
            name: said("Marie-Bénédicte LE GUEN-KERVELLA"),
            born: said("née ou né le 3 février 2001"),
            level: said("Niveau Avancé"),
            means: said("Agit seul et justifie ses choix dans les situations numériques courantes et moins courantes de son exercice."),
            facts: vec![
                (said("Numéro"), said("BCDF-GHJK-LMNP")),
                (said("Examen"), said("surveillé, le 20 novembre 2026, à l’IFSI du Centre hospitalier Nord")),
            ],
            domains_title: said("Par domaine"),
            domains_text: said("Niveaux entre lesquels la personne se situe, avec quatre chances sur cinq."),
            columns: [said("Domaine"), String::new(), said("Niveaux")],
            domains: names.into_iter().enumerate().take(domains).map(domain).collect(),
            check_title: said("Vérifier ce certificat"),
            check_text: said("Ouvrez https://socle.example/verifier/BCDF-GHJK-LMNP ou scannez ce code."),
            squares: crate::qr::squares("https://socle.example/verifier/BCDF-GHJK-LMNP")
                .expect("it fits")
                .into_iter()
                .map(|row| row.into_iter().map(u8::from).collect())
                .collect(),
            alt: said("Code à scanner"),
            footer: Footer {
                product: "Socle".into(),
                reference: "BCDF-GHJK-LMNP".into(),
                reference_text: "Certificat BCDF-GHJK-LMNP".into(),
                made: String::new(),
                unreviewed: String::new(),
                page: "page".into(),
                of: "sur".into(),
            },
        }
    }

    #[test]
    fn a_certificate_is_one_accessible_page_and_the_same_bytes_each_time() {
        let made = certificate_pdf(&certificate("", 5)).expect("made");
        let count = |wanted: &[u8]| made.windows(wanted.len()).filter(|w| *w == wanted).count();
        assert_eq!(count(b"/Type/Page/") + count(b"/Type/Page\n"), 1);
        assert!(made.windows(11).any(|w| w == b"pdfuaid:par"));
        assert_eq!(certificate_pdf(&certificate("", 5)).expect("again"), made);
        assert!(certificate_pdf(&certificate("", 0)).is_ok(), "no domain had enough questions");
        if let Some(folder) = std::env::var_os("SOCLE_PREVIEW") {
            std::fs::create_dir_all(&folder).expect("a folder");
            std::fs::write(std::path::Path::new(&folder).join("sample-certificate.pdf"), &made).expect("written");
        }
    }

    #[test]
    fn what_was_typed_is_printed_as_it_is() {
        let hostile = "#let x = read(\"/etc/passwd\") $ x^2 $ *gras* <label> @cite \\ // ] [ { } \u{202e} 你好 👩🏽‍⚕️";
        for text in [hostile.to_owned(), "anticonstitutionnellement".repeat(8)] {
            certificate_pdf(&certificate(&text, 5)).unwrap_or_else(|e| panic!("{text:.40}: {e}"));
        }
    }
}

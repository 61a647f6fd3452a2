//! What is taught and listed beside the items: modules, training offers, the glossary.

use domain::bank::References;
use domain::catalogue::check;
use domain::catalogue::funding::{self, Contact, Payer};
use domain::catalogue::offer::Offer;
use domain::glossary::{self, Glossary, Term};
use domain::item::Item;
use domain::learning::module::{Module, faults, faults_of_modules};
use formats::content as format;

use super::check::{Defect, unreadable};
use super::{Files, Films};

/// What is taught and listed.
#[derive(Debug, Default)]
pub struct Library {
    /// Modules, in order of their file.
    pub modules: Vec<Module>,
    /// Their films.
    pub films: Films,
    /// Training offers that came with the program, in order of their file.
    pub offers: Vec<Offer>,
    /// Acronyms in French.
    pub french: Glossary,
    /// Acronyms in English.
    pub english: Glossary,
    /// Who pays for training.
    pub payers: Vec<Payer>,
    /// Who to ask.
    pub contacts: Vec<Contact>,
}

impl Library {
    /// The module of this name.
    pub fn module(&self, id: &str) -> Option<&Module> {
        self.modules.iter().find(|module| module.id == id)
    }
}

/// Files of one kind as they were read, each with its name and text.
struct Texts<T> {
    read: Vec<T>,
    sources: Vec<(String, String)>,
}

/// Every file below a folder, with a defect for each that cannot be read or is not named as what it holds.
fn all<T>(files: &Files, folder: &str, read: fn(&str) -> Result<T, format::Unreadable>, id: fn(&T) -> &str, defects: &mut Vec<Defect>) -> Texts<T> {
    let mut texts = Texts { read: Vec::new(), sources: Vec::new() };
    for file in files.under(folder) {
        let text = match file.text {
            Ok(text) => text,
            Err(why) => {
                defects.push(unreadable(&file.name, 1, why));
                continue;
            }
        };
        match read(&text) {
            Ok(one) => {
                let stem = file.name.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml");
                if stem != id(&one) {
                    defects.push(Defect { line: format::line_of(&text, "id", 0), file: file.name.clone(), code: "file-name", detail: id(&one).to_owned() });
                }
                texts.read.push(one);
                texts.sources.push((file.name, text));
            }
            Err(error) => defects.push(unreadable(&file.name, error.line, error.message)),
        }
    }
    texts
}

/// Reads and checks what is taught and listed; modules against the bank they ask from.
pub(super) fn library(files: &Files, items: &[Item], references: Option<References<'_>>, regions: &[String], defects: &mut Vec<Defect>) -> Library {
    let modules = all(files, "modules", format::module, |module| &module.id, defects);
    let mut findings: Vec<_> = modules.read.iter().enumerate().flat_map(|(i, module)| faults(module, items).into_iter().map(move |f| (i, f))).collect();
    findings.extend(references.map(|references| faults_of_modules(&modules.read, items, references)).unwrap_or_default());
    for (i, finding) in findings {
        let (file, text) = &modules.sources[i];
        defects.push(Defect { file: file.clone(), line: format::line_of_finding(text, &finding), code: finding.code, detail: finding.detail });
    }
    let mut films = Films::default();
    for (module, (name, text)) in modules.read.iter().zip(&modules.sources) {
        films.take(files, module, (name, text), defects);
    }
    let offers = all(files, "offers", format::offer, |offer| &offer.id, defects);
    if let Some(References { framework, trades, .. }) = references {
        let references = check::References { framework, trades, regions };
        for (offer, (file, text)) in offers.read.iter().zip(&offers.sources) {
            for finding in check::findings(offer, &references) {
                defects.push(Defect { file: file.clone(), line: format::line_of_finding(text, &finding), code: finding.code, detail: finding.detail });
            }
        }
    }
    let [french, english] = ["glossary/fr.toml", "glossary/en.toml"].map(|path| terms(files, path, defects));
    for short in glossary::untold(&french, &english) {
        defects.push(Defect { file: "glossary/en.toml".into(), line: 1, code: "term-untold", detail: short });
    }
    let (payers, _) = list(files, "guide/funding.toml", format::payers, defects);
    let (contacts, _) = list(files, "guide/contacts.toml", format::contacts, defects);
    let trades: Vec<&str> = references.iter().flat_map(|references| references.trades).map(String::as_str).collect();
    for (code, detail) in references.map(|_| funding::faults(&payers, &contacts, &trades)).unwrap_or_default() {
        let file = if contacts.iter().any(|contact| contact.id == detail) { "guide/contacts.toml" } else { "guide/funding.toml" };
        defects.push(Defect { file: file.to_owned(), line: 1, code, detail });
    }
    Library { modules: modules.read, films, offers: offers.read, french: Glossary::new(french), english: Glossary::new(english), payers, contacts }
}

/// A list in one file with its text; that of the program where a folder does not have it.
fn list<T>(files: &Files, path: &str, read: fn(&str) -> Result<Vec<T>, format::Unreadable>, defects: &mut Vec<Defect>) -> (Vec<T>, String) {
    let file = files.one_or_shipped(path);
    let text = file.text.map_err(|why| unreadable(&file.name, 1, why));
    let entries = text.and_then(|text| read(&text).map(|entries| (entries, text)).map_err(|error| unreadable(&file.name, error.line, error.message)));
    entries.map_err(|defect| defects.push(defect)).unwrap_or_default()
}

/// Reads and checks a glossary.
fn terms(files: &Files, path: &str, defects: &mut Vec<Defect>) -> Vec<Term> {
    let (terms, text) = list(files, path, format::glossary, defects);
    for finding in glossary::faults(&terms) {
        defects.push(Defect { file: path.to_owned(), line: format::line_of_finding(&text, &finding), code: finding.code, detail: finding.detail });
    }
    terms
}

//! The framework: what is to be mastered, in domains, competences and objectives, each row with its standing.

use serde::{Deserialize, Serialize};

/// How sure the wording of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Read in the official text.
    Official,
    /// Reproduced by a named third party, not checked against the official text.
    Secondary,
    /// Written by us so that items can be authored; never shown as official.
    Working,
}

/// One of the five domains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// `1` to `5`, as in the text.
    pub code: String,
    /// Folder of its items and end of its address.
    pub slug: String,
    /// Name in the text.
    pub name: String,
    /// Short name for pictures and menus.
    pub short: String,
    /// Short name in English.
    pub english: String,
    /// What it is about, in one line.
    pub tagline: String,
    /// Hours of training in the text.
    pub hours: u32,
    /// Standing of the name.
    pub status: Standing,
    /// Where the name was read.
    pub source: String,
    /// Where the hours were read.
    pub hours_source: String,
}

/// A competence inside a domain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// Official number where there is one, else a working code; never renumbered.
    pub code: String,
    /// Code of its domain.
    pub domain: String,
    /// Wording.
    pub title: String,
    /// Standing of the wording.
    pub status: Standing,
    /// Where it comes from.
    pub source: String,
}

/// An objective (the text says *capacité*): what items are written for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Never renumbered: items hold on to it.
    pub code: String,
    /// Code of its competence.
    pub competence: String,
    /// Wording.
    pub text: String,
    /// Standing of the wording.
    pub status: Standing,
    /// Where it comes from.
    pub source: String,
    /// The official objective that says the same since an import, when somebody has drawn the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub official: Option<String>,
}

/// A version of the framework.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// Name of the version.
    pub version: String,
    /// Title of the training.
    pub title: String,
    /// The legal text.
    pub text: String,
    /// Its official number.
    pub nor: String,
    /// Its address.
    pub url: String,
    /// Date from which it applies, `YYYY-MM-DD`.
    pub effective: String,
    /// Hours in all.
    pub total_hours: u32,
    /// How many objectives the official text is said to hold.
    pub capacities_announced: u32,
    /// Domains in order.
    pub domains: Vec<Domain>,
    /// Competences in order.
    pub competences: Vec<Competence>,
    /// Objectives in order.
    pub objectives: Vec<Objective>,
}

impl Framework {
    /// The objective of that code.
    pub fn objective(&self, code: &str) -> Option<&Objective> {
        self.objectives.iter().find(|o| o.code == code)
    }

    /// The competence of that code.
    pub fn competence(&self, code: &str) -> Option<&Competence> {
        self.competences.iter().find(|c| c.code == code)
    }

    /// Position of a domain, which is also its dimension in the measurement.
    pub fn dimension(&self, domain: &str) -> Option<usize> {
        self.domains.iter().position(|d| d.code == domain)
    }

    /// Position of the competence and of the domain that an objective belongs to.
    pub fn place_of(&self, objective: &str) -> Option<Place> {
        let competence = &self.objective(objective)?.competence;
        let at = self.competences.iter().position(|c| c.code == *competence)?;
        Some(Place { competence: at, domain: self.dimension(&self.competences[at].domain)? })
    }

    /// Rows that point nowhere or stand twice, as sentences for an administrator.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for competence in &self.competences {
            if self.dimension(&competence.domain).is_none() {
                faults.push(format!("competence {}: domain {} does not exist", competence.code, competence.domain));
            }
        }
        for objective in &self.objectives {
            if self.competence(&objective.competence).is_none() {
                faults.push(format!("objective {}: competence {} does not exist", objective.code, objective.competence));
            }
            if let Some(official) = &objective.official
                && self.objective(official).is_none()
            {
                faults.push(format!("objective {}: official objective {official} does not exist", objective.code));
            }
        }
        let mut codes: Vec<&str> = self.domains.iter().map(|d| d.code.as_str()).collect();
        codes.extend(self.competences.iter().map(|c| c.code.as_str()));
        codes.extend(self.objectives.iter().map(|o| o.code.as_str()));
        codes.sort_unstable();
        for pair in codes.windows(2) {
            if pair[0] == pair[1] {
                faults.push(format!("code {} stands twice", pair[0]));
            }
        }
        faults
    }
}

/// Where an objective belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index in [`Framework::competences`].
    pub competence: usize,
    /// Index in [`Framework::domains`].
    pub domain: usize,
}

/// One row of an official text to be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialRow {
    /// Code of the domain, `1` to `5`.
    pub domain: String,
    /// Official code of the competence.
    pub competence: String,
    /// Official title of the competence.
    pub competence_title: String,
    /// Rank of the objective in its competence.
    pub rank: u32,
    /// Official wording of the objective.
    pub text: String,
    /// Hours of the domain, where given.
    pub hours: Option<u32>,
    /// Working objectives that say the same, whose items it takes on.
    pub replaces: Vec<String>,
}

/// Loads an official text over a framework and gives the new version.
///
/// Nothing is renumbered or removed: an objective that items point to stays, keeps its code, and says which official
/// objective it corresponds to where the file says so.
///
/// # Errors
/// Sentences, one for each row that cannot be taken; nothing is changed then.
pub fn import_official(base: &Framework, version: &str, effective: &str, source: &str, rows: &[OfficialRow]) -> Result<Framework, Vec<String>> {
    let mut next = base.clone();
    let mut faults = Vec::new();
    version.clone_into(&mut next.version);
    effective.clone_into(&mut next.effective);
    for (n, row) in rows.iter().enumerate() {
        let line = n + 2;
        let Some(domain) = next.domains.iter_mut().find(|d| d.code == row.domain) else {
            faults.push(format!("line {line}: domain « {} » does not exist (1 to 5)", row.domain));
            continue;
        };
        if let Some(hours) = row.hours {
            domain.hours = hours;
        }
        if let Some(competence) = next.competences.iter_mut().find(|c| c.code == row.competence) {
            if competence.domain != row.domain {
                faults.push(format!("line {line}: competence {} belongs to domain {}", row.competence, competence.domain));
                continue;
            }
            row.competence_title.clone_into(&mut competence.title);
            competence.status = Standing::Official;
            source.clone_into(&mut competence.source);
        } else {
            next.competences.push(Competence {
                code: row.competence.clone(),
                domain: row.domain.clone(),
                title: row.competence_title.clone(),
                status: Standing::Official,
                source: source.to_owned(),
            });
        }
        let code = format!("{}.{:02}", row.competence, row.rank);
        let official = Objective {
            code: code.clone(),
            competence: row.competence.clone(),
            text: row.text.clone(),
            status: Standing::Official,
            source: source.to_owned(),
            official: None,
        };
        match next.objectives.iter().position(|o| o.code == code) {
            Some(at) if next.objectives[at].status == Standing::Official && base.objective(&code).is_none() => {
                faults.push(format!("line {line}: competence {} has rank {} twice", row.competence, row.rank));
            }
            Some(at) => next.objectives[at] = official,
            None => next.objectives.push(official),
        }
        for replaced in &row.replaces {
            match next.objectives.iter_mut().find(|o| o.code == *replaced) {
                Some(working) => working.official = Some(code.clone()),
                None => faults.push(format!("line {line}: working objective {replaced} does not exist")),
            }
        }
    }
    next.total_hours = next.domains.iter().map(|d| d.hours).sum();
    faults.extend(next.faults());
    if faults.is_empty() { Ok(next) } else { Err(faults) }
}

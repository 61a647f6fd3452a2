//! Results of a campaign as tables: everything that its pages show, a row for each group and each domain or competence.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use domain::access::ReadResults;
use domain::framework::Framework;
use domain::profile::Level;
use domain::refusal::Refusal;
use domain::steering::{Group, GroupLevel, Picture, Whom, needs, progress};
use formats::table::{Cell, Workbook, WriteError};
use psychometrics::groups::Share;
use uuid::Uuid;

use super::{Office, Row, Rows, Sheet, XLSX, attached, csv};
use crate::service::steering::{CampaignResults, QuestionResult, of_campaign, questions};
use crate::service::{Failure, Result as Served};
use crate::web::guard::{OrPage, PageError};
use crate::web::names::{named, short};
use crate::web::visit::Visit;

/// Questions in a table at the most.
const QUESTIONS: usize = 2000;

/// `GET /pilotage/{organisation}/campagnes/{campaign}/resultats.csv`
pub(super) async fn as_csv(office: Office, Path((_, campaign)): Path<(String, String)>) -> Result<Response, PageError> {
    let book = Book::read(&office, &campaign).await?;
    let (sheet, rows) = book.levels();
    Ok(csv(&sheet, Once(Some(rows))))
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}/questions.csv`
pub(super) async fn questions_csv(office: Office, Path((_, campaign)): Path<(String, String)>) -> Result<Response, PageError> {
    let book = Book::read(&office, &campaign).await?;
    let (sheet, rows) = book.questions();
    Ok(csv(&sheet, Once(Some(rows))))
}

/// `GET /pilotage/{organisation}/campagnes/{campaign}/resultats.xlsx`
pub(super) async fn as_xlsx(office: Office, Path((_, campaign)): Path<(String, String)>) -> Result<Response, PageError> {
    let visit = &office.visit;
    let book = Book::read(&office, &campaign).await?;
    let file = format!("{}.xlsx", book.file("resultats"));
    let sheets = [book.levels(), book.needs(), book.progress(), book.questions()];
    let pass = visit.app.gates.exports.enter().await.or_page(visit)?;
    let written = tokio::task::spawn_blocking(move || {
        let bytes = written(&sheets);
        drop(pass);
        bytes
    });
    let bytes = written.await.map_err(|e| Failure::Broken(e.to_string())).and_then(|w| w.map_err(|e| Failure::Broken(e.to_string()))).or_page(visit)?;
    Ok(attached(XLSX, &file, bytes.into()))
}

fn written(sheets: &[(Sheet, Vec<Row>)]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    for (sheet, rows) in sheets {
        workbook.sheet(&sheet.name, &sheet.heads, &sheet.widths)?;
        for row in rows {
            workbook.row(row)?;
        }
    }
    let mut bytes = Vec::new();
    workbook.save(&mut bytes)?;
    Ok(bytes)
}

/// Rows that are there.
struct Once(Option<Vec<Row>>);

impl Rows for Once {
    async fn next(&mut self) -> Served<Option<Vec<Row>>> {
        Ok(self.0.take())
    }
}

/// What is shown of a campaign, in somebody's language.
struct Book<'v> {
    visit: &'v Visit,
    results: CampaignResults,
    asked: Vec<QuestionResult>,
    framework: Framework,
    /// Probability of the intervals.
    probability: f64,
    /// Names of units by their identifier, and of trades by their code.
    names: BTreeMap<String, String>,
}

impl<'v> Book<'v> {
    async fn read(office: &'v Office, campaign: &str) -> Result<Self, PageError> {
        let visit = &office.visit;
        let id: Uuid = campaign.parse().map_err(|_| PageError::new(visit, Refusal::NotFound))?;
        let proof = office.may::<ReadResults>()?;
        let results = of_campaign(&visit.app.store, &proof, id).await.or_page(visit)?;
        let (_, asked, _) = questions(&visit.app, &proof, id, 0, QUESTIONS).await.or_page(visit)?;
        let current = visit.app.editions.current();
        let trades = visit.app.people.trades.iter().map(|trade| (trade.id.clone(), named(trade, visit.lang)));
        let names = results.units.iter().map(|unit| (unit.id.to_string(), unit.name.clone())).chain(trades).collect();
        let probability = current.edition.blueprint.reporting.interval;
        Ok(Self { visit, results, asked, framework: current.edition.framework.clone(), probability, names })
    }

    fn file(&self, what: &str) -> String {
        format!("socle-{what}-{}", self.results.campaign.code.to_lowercase())
    }

    fn sheet(&self, name: &str, file: &str, columns: &[(&str, u16)]) -> Sheet {
        let levels = [Level::Decouverte, Level::Socle, Level::Avance, Level::Expert];
        let head = |column: &str| match levels.iter().find(|level| level.as_str() == column) {
            Some(level) => {
                let level = self.visit.say(&format!("level-{}", level.as_str()));
                self.visit.app.renderer.texts().text(self.visit.lang, "export-share-at", &[("level", level.into())])
            }
            None => self.visit.say(&format!("export-column-{column}")),
        };
        Sheet {
            file: self.file(file),
            name: self.visit.say(&format!("export-{name}-sheet")),
            heads: columns.iter().map(|(column, _)| head(column)).collect(),
            widths: columns.iter().map(|(_, width)| *width).collect(),
        }
    }

    /// Which people: what kind of group, and its name.
    fn whom(&self, whom: &Whom) -> [Cell<'static>; 2] {
        let (kind, name) = match whom {
            Whom::Everybody => ("everybody", String::new()),
            Whom::Unit(id) => ("of-unit", self.names.get(id).cloned().unwrap_or_default()),
            Whom::Trade(code) => ("of-trade", self.names.get(code).unwrap_or(code).clone()),
        };
        [Cell::text(self.visit.say(&format!("export-{kind}"))), Cell::text(name)]
    }

    /// A domain's name, or a competence's with that of its domain.
    fn place(&self, code: &str) -> [Cell<'static>; 2] {
        let competence = self.framework.competence(code);
        let domain = competence.map_or(code, |competence| competence.domain.as_str());
        let name = self.framework.domains.iter().find(|d| d.code == domain).map_or_else(|| domain.to_owned(), |d| short(d, self.visit.lang));
        [Cell::text(name), competence.map_or(Cell::Empty, |competence| Cell::text(competence.title.clone()))]
    }

    fn reached(&self, share: &Share) -> [Cell<'static>; 3] {
        let (low, high) = share.interval(self.probability);
        [percent(share.value), percent(low), percent(high)]
    }

    fn levels(&self) -> (Sheet, Vec<Row>) {
        let columns = [
            ("group", 18),
            ("name", 34),
            ("people", 12),
            ("domain", 26),
            ("competence", 50),
            ("decouverte", 14),
            ("socle", 14),
            ("avance", 14),
            ("expert", 14),
            ("reached", 18),
            ("low", 14),
            ("high", 14),
        ];
        let target = self.results.target as usize;
        let row = |group: &Group, level: &GroupLevel| {
            let mut row: Row = self.whom(&group.whom).into();
            row.push(Cell::Whole(level.people));
            row.extend(self.place(&level.code));
            row.extend(level.levels.iter().map(|share| percent(share.value)));
            row.extend(self.reached(&level.at_least[target]));
            row
        };
        let mut rows = Vec::new();
        for group in &self.results.groups {
            let picture = Picture::of(&group.sums, &self.framework);
            rows.extend(picture.domains.iter().chain(&picture.competences).map(|level| row(group, level)));
        }
        (self.sheet("levels", "resultats", &columns), rows)
    }

    fn needs(&self) -> (Sheet, Vec<Row>) {
        let columns = [("group", 18), ("name", 34), ("people", 12), ("domain", 26), ("below", 18), ("low", 14), ("high", 14), ("weakest", 50)];
        let ranked = needs(&self.results.groups, &self.framework, self.results.target, self.probability);
        let row = |need: domain::steering::Need| {
            let mut row: Row = self.whom(&need.whom).into();
            let [domain, _] = self.place(&need.domain);
            let weakest = need.weakest.as_deref().and_then(|code| self.framework.competence(code)).map(|c| c.title.clone());
            row.extend([Cell::Whole(need.people), domain, percent(need.below.value), percent(need.interval.0), percent(need.interval.1)]);
            row.push(weakest.map_or(Cell::Empty, Cell::text));
            row
        };
        (self.sheet("needs", "besoins", &columns), ranked.into_iter().map(row).collect())
    }

    /// Since the campaign before, for every group that is in both.
    fn progress(&self) -> (Sheet, Vec<Row>) {
        let columns = [("group", 18), ("name", 34), ("domain", 26), ("before", 16), ("after", 16), ("change", 16), ("error", 16), ("rose", 20)];
        let mut rows = Vec::new();
        for group in &self.results.groups {
            let Some(before) = self.results.before(&group.whom) else { continue };
            for change in progress(before, &group.sums, &self.framework, self.results.target) {
                let mut row: Row = self.whom(&group.whom).into();
                let [domain, _] = self.place(&change.code);
                row.push(domain);
                let share = [change.before.value, change.after.value, change.share.value, change.share.standard_error, change.share.rose];
                row.extend(share.map(percent));
                rows.push(row);
            }
        }
        (self.sheet("progress", "progres", &columns), rows)
    }

    fn questions(&self) -> (Sheet, Vec<Row>) {
        let columns = [("item", 26), ("question", 70), ("answers", 12), ("missed", 16), ("low", 14), ("high", 14), ("unknown", 16)];
        let row = |asked: &QuestionResult| {
            let text = asked.item.as_ref().map_or(Cell::Empty, |item| Cell::text(item.question.clone()));
            let missed = &asked.missed;
            let shares = [missed.share, missed.interval.0, missed.interval.1, missed.unknown].map(percent);
            [vec![Cell::text(asked.item_id.clone()), text, Cell::Whole(missed.answers)], shares.into()].concat()
        };
        (self.sheet("questions", "questions", &columns), self.asked.iter().map(row).collect())
    }
}

/// A share in percent, to a tenth.
fn percent(share: f64) -> Cell<'static> {
    Cell::Number(share * 100.0, 1)
}

//! What is wrong with a training offer, wherever it comes from: a file of the content, a form, a row of a list.

use std::ops::RangeInclusive;

use super::column::Column;
use super::offer::{COUNTRY, EVERYBODY, Funding, Offer};
use crate::date::{Month, span};
use crate::framework::Framework;
use crate::item::Finding;
use crate::organisation::siret;

/// Signs of a title.
pub const TITLE: usize = 160;
/// Signs of a name, of a place, of what is said of accessibility.
pub const NAME: usize = 200;
/// Signs of a summary: two or three sentences.
pub const SUMMARY: usize = 600;
/// Signs of an address.
pub const ADDRESS: usize = 500;
/// Names that pages of the catalogue have.
const RESERVED: [&str; 7] = ["agenda", "comparer", "couverture", "financement", "flux", "liste", "proposer"];
/// Signs of a slug.
pub const SLUG: usize = 80;
/// Credits: a master's degree has 120, six years of medicine 360.
const ECTS: RangeInclusive<f64> = 0.5..=360.0;
/// Hours: half an hour to five years of full-time study.
const HOURS: RangeInclusive<f64> = 0.25..=8_000.0;
/// Euros: what costs more is a typing error.
const PRICE: RangeInclusive<f64> = 0.0..=100_000.0;
/// Entries of a list.
const ENTRIES: usize = 120;
/// Years in which something may begin or end.
const YEARS: RangeInclusive<&str> = "2015"..="2050";

/// What offers refer to.
#[derive(Debug, Clone, Copy)]
pub struct References<'a> {
    /// Domains and objectives.
    pub framework: &'a Framework,
    /// Names of the trades.
    pub trades: &'a [String],
    /// Codes of the regions.
    pub regions: &'a [String],
}

/// Something that is wrong with an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub column: Column,
    /// A stable word, whose sentence is in the locales.
    pub code: &'static str,
    /// What it is about.
    pub detail: String,
}

/// Everything that is wrong with an offer, in the order of its columns.
pub fn faults(offer: &Offer, references: &References<'_>) -> Vec<Fault> {
    let mut found = Faults::default();
    identity(offer, &mut found);
    measures(offer, &mut found);
    audience(offer, references, &mut found);
    dates(offer, &mut found);
    source(offer, &mut found);
    found.0.sort_by_key(|fault| fault.column);
    found.0
}

/// The same for a file of the content, each with where it stands in it.
pub fn findings(offer: &Offer, references: &References<'_>) -> Vec<Finding> {
    let place = |column| match column {
        Column::SourceTitle => ("title", 1),
        Column::SourcePublisher => ("publisher", 0),
        Column::SourceDate => ("date", 0),
        Column::SourceUrl => ("url", usize::from(offer.url.is_some())),
        Column::SourceChecked => ("checked", 0),
        other => (other.code(), 0),
    };
    faults(offer, references).into_iter().map(|fault| Finding { code: fault.code, detail: fault.detail, anchor: place(fault.column) }).collect()
}

/// Whether this is a name of an offer in addresses: small letters, digits, single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    (1..=SLUG).contains(&text.len()) && text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Whether this is an address that a browser can open on another site: `https` or `http`, a name with a dot, no user, no space.
pub fn is_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split_once(':').map_or(host, |(name, port)| if port.parse::<u16>().is_ok() { name } else { "" });
    let label = |part: &str| !part.is_empty() && part.len() <= 63 && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let last_is_a_word = name.rsplit('.').next().is_some_and(|last| last.chars().any(char::is_alphabetic));
    text.len() <= ADDRESS && !text.chars().any(|c| c.is_whitespace() || c.is_control()) && name.contains('.') && name.split('.').all(label) && last_is_a_word
}

#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn push(&mut self, column: Column, code: &'static str, detail: impl Into<String>) {
        self.0.push(Fault { column, code, detail: detail.into() });
    }

    /// A text that must be there, in one line, not longer than this.
    fn needed(&mut self, column: Column, text: &str, longest: usize) {
        if text.trim().is_empty() {
            self.push(column, "offer-missing", column.head());
        }
        self.fits(column, text, longest);
    }

    fn fits(&mut self, column: Column, text: &str, longest: usize) {
        let signs = text.chars().count();
        if signs > longest {
            self.push(column, "text-long", format!("{signs} / {longest}"));
        }
        if text.chars().any(|c| c.is_control() && !(column == Column::Summary && c == '\n')) {
            self.push(column, "offer-control", column.head());
        }
    }

    fn optional(&mut self, column: Column, text: Option<&String>, longest: usize) {
        if let Some(text) = text {
            self.needed(column, text, longest);
        }
    }

    fn within(&mut self, column: Column, number: Option<f64>, range: &RangeInclusive<f64>) {
        if let Some(number) = number.filter(|number| !range.contains(number)) {
            self.push(column, "offer-number", format!("{number} ({} – {})", range.start(), range.end()));
        }
    }

    fn listed(&mut self, column: Column, code: &'static str, list: &[String], is_known: impl Fn(&str) -> bool) {
        for (i, entry) in list.iter().enumerate() {
            if list[..i].contains(entry) {
                self.push(column, "name-twice", entry);
            } else if !is_known(entry) {
                self.push(column, code, entry);
            }
        }
        if list.len() > ENTRIES {
            self.push(column, "text-long", format!("{} / {ENTRIES}", list.len()));
        }
    }
}

fn identity(offer: &Offer, found: &mut Faults) {
    if !is_slug(&offer.id) || RESERVED.contains(&offer.id.as_str()) {
        found.push(Column::Id, "offer-slug", &offer.id);
    }
    found.needed(Column::Title, &offer.title, TITLE);
    found.needed(Column::Organisation, &offer.organisation, NAME);
    found.needed(Column::Summary, &offer.summary, SUMMARY);
    if offer.siret.as_deref().is_some_and(|number| siret(number) != Ok(Some(number.to_owned()))) {
        found.push(Column::Siret, "offer-siret", offer.siret.clone().unwrap_or_default());
    }
    let signs = |number: &str, range: RangeInclusive<usize>| range.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_alphanumeric());
    if let Some(number) = offer.nda.as_ref().filter(|number| !signs(number, 11..=11)) {
        found.push(Column::Nda, "offer-nda", number);
    }
    if let Some(number) = offer.dpc_number.as_ref().filter(|number| !signs(number, 5..=20)) {
        found.push(Column::DpcNumber, "offer-dpc", number);
    }
    found.optional(Column::Place, offer.place.as_ref(), NAME);
    found.optional(Column::Accessibility, offer.accessibility.as_ref(), NAME);
    if !matches!(offer.language.as_str(), "fr" | "en") {
        found.push(Column::Language, "language-unknown", &offer.language);
    }
    if let Some(url) = offer.url.as_ref().filter(|url| !is_address(url)) {
        found.push(Column::Url, "offer-address", url);
    }
}

fn measures(offer: &Offer, found: &mut Faults) {
    found.within(Column::Ects, offer.ects, &ECTS);
    found.within(Column::Hours, offer.hours, &HOURS);
    found.within(Column::Price, offer.price, &PRICE);
    if offer.funding.contains(&Funding::Free) && offer.price.is_some_and(|price| price > 0.0) {
        found.push(Column::Price, "offer-free", offer.price.unwrap_or_default().to_string());
    }
    if offer.funding.iter().enumerate().any(|(i, one)| offer.funding[..i].contains(one)) {
        found.push(Column::Funding, "name-twice", Column::Funding.head());
    }
}

fn audience(offer: &Offer, references: &References<'_>, found: &mut Faults) {
    let is_trade = |trade: &str| trade == EVERYBODY || references.trades.iter().any(|known| known == trade);
    found.listed(Column::Trades, "trade-unknown", &offer.trades, is_trade);
    found.listed(Column::MandatoryFor, "trade-unknown", &offer.mandatory_for, is_trade);
    found.listed(Column::Domains, "offer-domain", &offer.domains, |slug| references.framework.domains.iter().any(|domain| domain.slug == slug));
    found.listed(Column::Objectives, "objective-unknown", &offer.objectives, |code| references.framework.objective(code).is_some());
    if offer.trades.is_empty() {
        found.push(Column::Trades, "offer-missing", Column::Trades.head());
    }
    if let Some(region) = offer.region.as_ref().filter(|region| *region != COUNTRY && !references.regions.contains(region)) {
        found.push(Column::Region, "offer-region", region);
    }
}

fn dates(offer: &Offer, found: &mut Faults) {
    for (column, date) in [(Column::Starts, &offer.starts), (Column::Ends, &offer.ends)] {
        if let Some(date) = date.as_ref().filter(|date| span(date).is_none() || !date.get(..4).is_some_and(|year| YEARS.contains(&year))) {
            found.push(column, "offer-date", date);
        }
    }
    let (starts, ends) = (offer.starts.as_deref().and_then(span), offer.ends.as_deref().and_then(span));
    if let (Some((starts, _)), Some((_, ends))) = (starts, ends)
        && ends < starts
    {
        found.push(Column::Ends, "offer-order", format!("{starts} – {ends}"));
    }
}

fn source(offer: &Offer, found: &mut Faults) {
    let source = &offer.source;
    found.needed(Column::SourceTitle, &source.title, NAME);
    found.needed(Column::SourcePublisher, &source.publisher, NAME);
    let is_date = |text: &str| span(text).is_some() || (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()));
    if !is_date(&source.date) {
        found.push(Column::SourceDate, "source-date", &source.date);
    }
    if Month::parse(&source.checked).is_none() {
        found.push(Column::SourceChecked, "source-month", &source.checked);
    }
    match &source.url {
        Some(url) if !is_address(url) => found.push(Column::SourceUrl, "offer-address", url),
        // somebody must be able to look
        None if offer.url.is_none() => found.push(Column::SourceUrl, "offer-source", Column::SourceUrl.head()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::columns::tests::offer;
    use crate::catalogue::offer::Modality;

    fn framework() -> Framework {
        serde_json::from_str(
            r#"{"version":"1","title":"t","text":"t","nor":"n","url":"u","effective":"2024-11-04","total_hours":28,"capacities_announced":1,"competences":[],"objectives":[],
            "domains":[{"code":"1","slug":"donnees","name":"n","short":"s","english":"e","tagline":"t","hours":7,"status":"working","source":"s","hours_source":"h"}]}"#,
        )
        .expect("a framework")
    }

    fn codes(change: impl FnOnce(&mut Offer)) -> Vec<(&'static str, &'static str)> {
        let (framework, trades, regions) = (framework(), vec!["infirmier".to_owned()], vec!["76".to_owned()]);
        let mut offer = offer();
        change(&mut offer);
        let references = References { framework: &framework, trades: &trades, regions: &regions };
        faults(&offer, &references).into_iter().map(|fault| (fault.column.code(), fault.code)).collect()
    }

    #[test]
    fn a_whole_offer_has_no_fault() {
        assert_eq!(codes(|_| ()), []);
    }

    #[test]
    fn each_rule_says_its_column() {
        assert_eq!(codes(|o| o.id = "Deux mots".into()), [("id", "offer-slug")]);
        assert_eq!(codes(|o| o.id = "a--b".into()), [("id", "offer-slug")]);
        assert_eq!(codes(|o| o.id = "comparer".into()), [("id", "offer-slug")], "pages have these names");
        assert_eq!(codes(|o| o.title = " ".into()), [("title", "offer-missing")]);
        assert_eq!(codes(|o| o.title = "x".repeat(161)), [("title", "text-long")]);
        assert_eq!(codes(|o| o.title = "a\u{7}b".into()), [("title", "offer-control")]);
        assert_eq!(codes(|o| o.siret = Some("12002701600564".into())), [("siret", "offer-siret")]);
        assert_eq!(codes(|o| o.siret = Some("120 027 016 00563".into())), [("siret", "offer-siret")], "it is kept without spaces");
        assert_eq!(codes(|o| o.nda = Some("1234".into())), [("nda", "offer-nda")]);
        assert_eq!(codes(|o| o.ects = Some(0.0)), [("ects", "offer-number")]);
        assert_eq!(codes(|o| o.ects = Some(f64::NAN)), [("ects", "offer-number")]);
        assert_eq!(codes(|o| o.hours = Some(-1.0)), [("hours", "offer-number")]);
        assert_eq!(codes(|o| (o.price, o.funding) = (Some(12.0), vec![Funding::Free])), [("price", "offer-free")]);
        assert_eq!(codes(|o| o.trades = vec!["sorcier".into()]), [("trades", "trade-unknown")]);
        assert_eq!(codes(|o| o.trades = vec![]), [("trades", "offer-missing")]);
        assert_eq!(codes(|o| o.trades = vec!["tous".into(), "tous".into()]), [("trades", "name-twice")]);
        assert_eq!(codes(|o| o.domains = vec!["magie".into()]), [("domains", "offer-domain")]);
        assert_eq!(codes(|o| o.objectives = vec!["T9.99".into()]), [("objectives", "objective-unknown")]);
        assert_eq!(codes(|o| o.region = Some("99".into())), [("region", "offer-region")]);
        assert_eq!(codes(|o| o.region = Some("00".into())), []);
        assert_eq!(codes(|o| o.starts = Some("2026-02-30".into())), [("starts", "offer-date")]);
        assert_eq!(codes(|o| o.starts = Some("2014-12".into())), [("starts", "offer-date")], "whoever types that means another year");
        assert_eq!(codes(|o| o.ends = Some("2051-01-01".into())), [("ends", "offer-date")]);
        assert_eq!(codes(|o| (o.starts, o.ends) = (Some("2026-05".into()), Some("2026-04-30".into()))), [("ends", "offer-order")]);
        assert_eq!(codes(|o| (o.starts, o.ends) = (Some("2026-05-20".into()), Some("2026-05".into()))), [], "a month ends on its last day");
        assert_eq!(codes(|o| o.url = Some("javascript:alert(1)".into())), [("url", "offer-address")]);
        assert_eq!(codes(|o| (o.url, o.source.url) = (None, None)), [("source.url", "offer-source")]);
        assert_eq!(codes(|o| o.source.date = "hier".into()), [("source.date", "source-date")]);
        assert_eq!(codes(|o| o.source.checked = "2026".into()), [("source.checked", "source-month")]);
        assert_eq!(codes(|o| o.language = "de".into()), [("language", "language-unknown")]);
        assert_eq!(codes(|o| o.modality = Some(Modality::Classroom)), []);
        let many = codes(|o| o.objectives = (0..=ENTRIES).map(|n| format!("T9.{n}")).collect());
        assert!(many.len() == ENTRIES + 2 && many.contains(&("objectives", "text-long")), "{} faults: a list has an end", many.len());
    }

    #[test]
    fn an_address_leads_to_another_site_and_nowhere_else() {
        for good in ["https://www.univ.fr", "http://a.fr/x?y=z#t", "https://é.fr:8443/chemin", "https://a-b.c.io/"] {
            assert!(is_address(good), "{good}");
        }
        for wrong in [
            "",
            "www.univ.fr",
            "ftp://a.fr",
            "https://",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://u:p@a.fr/",
            "https://a .fr",
            "https://a..fr",
            "//a.fr",
            "https://[::1]/",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
        let long = |letters: usize| is_address(&format!("https://a.fr/{}", "x".repeat(letters - 13)));
        assert!(long(ADDRESS) && !long(ADDRESS + 1));
        let label = |letters: usize| is_address(&format!("https://{}.fr/", "x".repeat(letters)));
        assert!(label(63) && !label(64), "no name of a site is longer");
    }
}

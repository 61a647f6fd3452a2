//! Who is served, where, on what: offers counted by trade, domain and region. An offer that is over counts no more.
//!
//! An offer for every trade serves everybody a little and nobody in particular: it is counted beside those that name a trade, never among them. The
//! same holds of what is for the whole country, beside what takes place in a region.

use super::offer::{COUNTRY, EVERYBODY, Offer, Scope};
use super::shelf::{Entry, Known, Shelf};

/// Offers, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// How many.
    pub offers: usize,
    /// How many of them end with a diploma or a certification.
    pub diploma: usize,
    /// How many say their credits.
    pub ects: usize,
    /// How many say their hours.
    pub hours: usize,
    /// How many are about digital health, not general computing.
    pub specific: usize,
    /// How many are mandatory for somebody.
    pub mandatory: usize,
}

impl Count {
    fn add(&mut self, entry: &Entry) {
        self.offers += 1;
        self.diploma += usize::from(entry.has_diploma());
        self.ects += usize::from(entry.offer.ects.is_some_and(|ects| ects > 0.0));
        self.hours += usize::from(entry.offer.hours.is_some());
        self.specific += usize::from(entry.offer.scope == Scope::Specific);
        self.mandatory += usize::from(!entry.offer.mandatory_for.is_empty());
    }
}

/// A trade or a region with what there is for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub id: String,
    /// In every domain, an offer once.
    pub all: Count,
    /// By domain, in the order of the vocabulary.
    pub domains: Vec<Count>,
}

/// Who is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Every offer that is not over.
    pub all: Count,
    /// How many are over, and not counted.
    pub over: usize,
    /// By domain.
    pub domains: Vec<Count>,
    /// What names each trade.
    pub trades: Vec<Line>,
    /// What is for every trade.
    pub everybody: Line,
    /// What takes place in each region.
    pub regions: Vec<Line>,
    /// What is for the whole country, or followed from anywhere.
    pub everywhere: Line,
    /// What says no place.
    pub nowhere: usize,
}

impl Coverage {
    /// Counts what stands on the shelf.
    pub fn of(shelf: &Shelf) -> Self {
        let vocabulary = shelf.vocabulary();
        let current: Vec<&Entry> = shelf.entries().iter().filter(|entry| !entry.is_over(shelf.today())).collect();
        let line = |id: &str, is_in: &dyn Fn(&Entry) -> bool| {
            let here: Vec<&Entry> = current.iter().copied().filter(|entry| is_in(entry)).collect();
            Line { id: id.to_owned(), all: count(&here), domains: by_domain(&here, &vocabulary.domains) }
        };
        let has_place = |entry: &Entry| entry.is_everywhere() || entry.offer.region.is_some();
        Self {
            all: count(&current),
            over: shelf.entries().len() - current.len(),
            domains: by_domain(&current, &vocabulary.domains),
            trades: vocabulary.trades.iter().map(|trade| line(&trade.id, &|entry| names(&entry.offer, &trade.id))).collect(),
            everybody: line(EVERYBODY, &|entry| names(&entry.offer, EVERYBODY)),
            regions: vocabulary.regions.iter().map(|region| line(&region.id, &|entry| region_of(entry) == Some(region.id.as_str()))).collect(),
            everywhere: line(COUNTRY, &|entry| entry.is_everywhere()),
            nowhere: current.iter().filter(|entry| !has_place(entry)).count(),
        }
    }

    /// Trades that no offer names.
    pub fn unnamed(&self) -> Vec<&str> {
        self.trades.iter().filter(|line| line.all.offers == 0).map(|line| line.id.as_str()).collect()
    }

    /// Regions where nothing takes place.
    pub fn empty_regions(&self) -> Vec<&str> {
        self.regions.iter().filter(|line| line.all.offers == 0).map(|line| line.id.as_str()).collect()
    }

    /// Trades and domains where no offer names the trade, though one does in another domain: the trade, and the places of the domains.
    pub fn partly_served(&self) -> Vec<(&str, Vec<usize>)> {
        let gaps = |line: &Line| line.domains.iter().enumerate().filter(|(_, count)| count.offers == 0).map(|(at, _)| at).collect::<Vec<_>>();
        let served = self.trades.iter().filter(|line| line.all.offers > 0);
        served.map(|line| (line.id.as_str(), gaps(line))).filter(|(_, gaps)| !gaps.is_empty()).collect()
    }
}

/// A line of the open data: what is for this trade, in this domain, in this region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// A trade, or `tous`.
    pub trade: String,
    /// A domain.
    pub domain: String,
    /// A region, or `00` for the whole country.
    pub region: String,
    /// What there is.
    pub count: Count,
}

/// Every trade, domain and region, empty ones too: where nobody is served is what is looked for.
pub fn cells(shelf: &Shelf) -> Vec<Cell> {
    let vocabulary = shelf.vocabulary();
    let trades: Vec<&str> = std::iter::once(EVERYBODY).chain(vocabulary.trades.iter().map(|trade| trade.id.as_str())).collect();
    let regions: Vec<&str> = std::iter::once(COUNTRY).chain(vocabulary.regions.iter().map(|region| region.id.as_str())).collect();
    let domains = &vocabulary.domains;
    let mut counts = vec![Count::default(); trades.len() * domains.len() * regions.len()];
    for entry in shelf.entries().iter().filter(|entry| !entry.is_over(shelf.today())) {
        let Some(region) = region_of(entry).and_then(|id| regions.iter().position(|region| *region == id)) else { continue };
        let domains_of = domains.iter().enumerate().filter(|(_, domain)| entry.offer.domains.contains(&domain.id));
        for (domain, _) in domains_of {
            for (trade, _) in trades.iter().enumerate().filter(|(_, trade)| names(&entry.offer, trade)) {
                counts[(trade * domains.len() + domain) * regions.len() + region].add(entry);
            }
        }
    }
    let mut counts = counts.into_iter();
    let mut cells = Vec::with_capacity(counts.len());
    for trade in &trades {
        for domain in domains {
            for region in &regions {
                let count = counts.next().unwrap_or_default();
                cells.push(Cell { trade: (*trade).to_owned(), domain: domain.id.clone(), region: (*region).to_owned(), count });
            }
        }
    }
    cells
}

fn names(offer: &Offer, trade: &str) -> bool {
    offer.trades.iter().any(|named| named == trade)
}

/// Where it takes place: a region, the whole country, or not said.
fn region_of(entry: &Entry) -> Option<&str> {
    if entry.is_everywhere() { Some(COUNTRY) } else { entry.offer.region.as_deref() }
}

fn count(entries: &[&Entry]) -> Count {
    let mut count = Count::default();
    for entry in entries {
        count.add(entry);
    }
    count
}

fn by_domain(entries: &[&Entry], domains: &[Known]) -> Vec<Count> {
    let of = |domain: &Known| count(&entries.iter().copied().filter(|entry| entry.offer.domains.contains(&domain.id)).collect::<Vec<_>>());
    domains.iter().map(of).collect()
}

//! Who answered what: the data of calibration, of fit and of differential functioning.

use std::fmt;

/// A cell without an answer, in a matrix of responses.
pub const MISSING: u8 = u8::MAX;

/// The answers of persons to items, each a category from 0 to 254, or missing.
///
/// One byte a cell when most cells are filled, five bytes an answer when few are (adaptive data): see
/// [`Responses::from_matrix`] and [`Responses::from_persons`]. Persons and items are numbered from 0.
///
/// ```
/// use psychometrics::responses::{MISSING, Responses};
///
/// let responses = Responses::from_matrix(3, vec![1, 0, MISSING, 1, 1, 0])?;
/// assert_eq!((responses.persons(), responses.items(), responses.answered()), (2, 3, 5));
/// assert_eq!(responses.get(0, 2), None);
/// assert_eq!(responses.answers(1).collect::<Vec<_>>(), [(0, 1), (1, 1), (2, 0)]);
/// # Ok::<(), psychometrics::responses::ResponsesError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Responses {
    persons: usize,
    items: usize,
    cells: Cells,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Cells {
    /// Row by row, a byte a cell.
    Matrix(Vec<u8>),
    /// The answers of person p stand from `starts[p]` to `starts[p + 1]`, items ascending.
    Lists { starts: Vec<usize>, items: Vec<u32>, categories: Vec<u8> },
}

/// Why answers do not make a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponsesError {
    /// There is no item.
    NoItem,
    /// There is no person.
    NoPerson,
    /// The number of cells is not a multiple of the number of items.
    Ragged {
        /// How many cells were given.
        cells: usize,
        /// How many items a row has.
        items: usize,
    },
    /// A person answered an item that does not exist.
    NoSuchItem {
        /// The person, from 0.
        person: usize,
        /// The item asked for.
        item: usize,
    },
    /// A person answered an item twice.
    AnsweredTwice {
        /// The person, from 0.
        person: usize,
        /// The item, from 0.
        item: usize,
    },
}

impl fmt::Display for ResponsesError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoItem => formatter.write_str("there is no item"),
            Self::NoPerson => formatter.write_str("there is no person"),
            Self::Ragged { cells, items } => write!(formatter, "{cells} cells do not make rows of {items} items"),
            Self::NoSuchItem { person, item } => write!(formatter, "person {person} answered item {item}, which does not exist"),
            Self::AnsweredTwice { person, item } => write!(formatter, "person {person} answered item {item} twice"),
        }
    }
}

impl std::error::Error for ResponsesError {}

impl Responses {
    /// From a matrix, row by row (a row a person), with [`MISSING`] where there is no answer. No person at all, and rows without
    /// any answer, are allowed.
    pub fn from_matrix(items: usize, cells: Vec<u8>) -> Result<Self, ResponsesError> {
        if items == 0 {
            return Err(ResponsesError::NoItem);
        }
        if cells.is_empty() {
            return Err(ResponsesError::NoPerson);
        }
        if !cells.len().is_multiple_of(items) {
            return Err(ResponsesError::Ragged { cells: cells.len(), items });
        }
        Ok(Self { persons: cells.len() / items, items, cells: Cells::Matrix(cells) })
    }

    /// From each person's list of (item, category), in any order. For data in which a person meets few of the items.
    pub fn from_persons<I>(items: usize, persons: I) -> Result<Self, ResponsesError>
    where
        I: IntoIterator,
        I::Item: IntoIterator<Item = (usize, u8)>,
    {
        if items == 0 {
            return Err(ResponsesError::NoItem);
        }
        let (mut starts, mut answered, mut categories) = (vec![0], Vec::new(), Vec::new());
        let mut row: Vec<(usize, u8)> = Vec::new();
        for (person, answers) in persons.into_iter().enumerate() {
            row.clear();
            row.extend(answers.into_iter().filter(|(_, category)| *category != MISSING));
            row.sort_unstable();
            if let Some((item, _)) = row.last().filter(|(item, _)| *item >= items) {
                return Err(ResponsesError::NoSuchItem { person, item: *item });
            }
            if let Some(pair) = row.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(ResponsesError::AnsweredTwice { person, item: pair[0].0 });
            }
            answered.extend(row.iter().map(|(item, _)| *item as u32));
            categories.extend(row.iter().map(|(_, category)| *category));
            starts.push(answered.len());
        }
        if starts.len() == 1 {
            return Err(ResponsesError::NoPerson);
        }
        Ok(Self { persons: starts.len() - 1, items, cells: Cells::Lists { starts, items: answered, categories } })
    }

    /// How many persons there are, with or without answers.
    pub fn persons(&self) -> usize {
        self.persons
    }

    /// How many items there are, answered or not.
    pub fn items(&self) -> usize {
        self.items
    }

    /// How many answers there are.
    pub fn answered(&self) -> usize {
        match &self.cells {
            Cells::Matrix(cells) => cells.iter().filter(|cell| **cell != MISSING).count(),
            Cells::Lists { items, .. } => items.len(),
        }
    }

    /// Whether every person answered every item.
    pub fn is_complete(&self) -> bool {
        self.answered() == self.persons * self.items
    }

    /// The category of one answer; `None` when it is missing.
    ///
    /// # Panics
    /// When the person or the item does not exist.
    pub fn get(&self, person: usize, item: usize) -> Option<u8> {
        assert!(person < self.persons && item < self.items, "person {person} or item {item} does not exist");
        match &self.cells {
            Cells::Matrix(cells) => Some(cells[person * self.items + item]).filter(|cell| *cell != MISSING),
            Cells::Lists { starts, items, categories } => {
                let row = starts[person]..starts[person + 1];
                items[row.clone()].binary_search(&(item as u32)).ok().map(|place| categories[row.start + place])
            }
        }
    }

    /// One person's answers as (item, category), items ascending.
    ///
    /// # Panics
    /// When the person does not exist.
    pub fn answers(&self, person: usize) -> impl Iterator<Item = (usize, u8)> + '_ {
        assert!(person < self.persons, "person {person} does not exist");
        let (row, listed): (&[u8], &[u32]) = match &self.cells {
            Cells::Matrix(cells) => (&cells[person * self.items..(person + 1) * self.items], &[]),
            Cells::Lists { starts, items, categories } => {
                let range = starts[person]..starts[person + 1];
                (&categories[range.clone()], &items[range])
            }
        };
        let is_matrix = matches!(self.cells, Cells::Matrix(_));
        row.iter()
            .enumerate()
            .filter(|(_, category)| **category != MISSING)
            .map(move |(place, category)| (if is_matrix { place } else { listed[place] as usize }, *category))
    }

    /// How often each category of each item was given: `counts[item][category]`, up to the highest category seen.
    pub fn category_counts(&self) -> Vec<Vec<u64>> {
        let mut counts: Vec<Vec<u64>> = vec![Vec::new(); self.items];
        for person in 0..self.persons {
            for (item, category) in self.answers(person) {
                let own = &mut counts[item];
                if own.len() <= usize::from(category) {
                    own.resize(usize::from(category) + 1, 0);
                }
                own[usize::from(category)] += 1;
            }
        }
        counts
    }
}

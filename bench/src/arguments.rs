//! The words of the command line: places and `--name value` pairs.

use std::collections::BTreeMap;
use std::str::FromStr;

/// What was asked. Each command takes what it knows; what is left at the end is refused.
#[derive(Debug)]
pub struct Arguments {
    places: Vec<String>,
    named: BTreeMap<String, String>,
}

impl Arguments {
    /// Reads the words after the command.
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut words = words;
        let (mut places, mut named) = (Vec::new(), BTreeMap::new());
        while let Some(word) = words.next() {
            let Some(name) = word.strip_prefix("--") else {
                places.push(word);
                continue;
            };
            let value = words.next().ok_or_else(|| format!("--{name} has no value"))?;
            if named.insert(name.to_owned(), value).is_some() {
                return Err(format!("--{name} is given twice"));
            }
        }
        Ok(Self { places, named })
    }

    /// The next word that is not an option.
    pub fn place(&mut self, what: &str) -> Result<String, String> {
        if self.places.is_empty() { Err(format!("{what} is missing")) } else { Ok(self.places.remove(0)) }
    }

    /// An option's value, or the default.
    pub fn option<T: FromStr>(&mut self, name: &str, default: T) -> Result<T, String> {
        match self.named.remove(name) {
            Some(text) => text.parse().map_err(|_| format!("--{name}: \"{text}\" is not understood")),
            None => Ok(default),
        }
    }

    /// An option that must be there.
    pub fn required<T: FromStr>(&mut self, name: &str) -> Result<T, String> {
        let text = self.named.remove(name).ok_or_else(|| format!("--{name} is missing"))?;
        text.parse().map_err(|_| format!("--{name}: \"{text}\" is not understood"))
    }

    /// Refuses what no one took.
    pub fn finish(self) -> Result<(), String> {
        match self.places.first().cloned().or_else(|| self.named.keys().next().map(|name| format!("--{name}"))) {
            Some(unknown) => Err(format!("{unknown} is not known here")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Arguments, String> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn places_and_options_are_told_apart_and_what_is_unknown_is_refused() {
        let mut arguments = read("data.u8 --persons 10 --runs 2").unwrap();
        assert_eq!(arguments.place("the data").unwrap(), "data.u8");
        assert_eq!(arguments.required::<usize>("persons").unwrap(), 10);
        assert_eq!(arguments.option("threads", 1_usize).unwrap(), 1);
        assert_eq!(arguments.finish().unwrap_err(), "--runs is not known here");
    }

    #[test]
    fn a_value_that_is_missing_doubled_or_of_another_kind_is_refused() {
        assert!(read("--persons").is_err());
        assert!(read("--persons 1 --persons 2").is_err());
        assert!(read("--persons ten").unwrap().required::<usize>("persons").is_err());
        assert!(read("").unwrap().required::<usize>("persons").is_err());
        assert!(read("").unwrap().place("the data").is_err());
    }
}

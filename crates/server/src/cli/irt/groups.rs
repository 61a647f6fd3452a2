//! Who belongs to which group, from a file or from a column of the responses.

use std::path::PathBuf;

use clap::Args;
use formats::irt::{ResponseTable, read_groups};

use super::input::read;

/// Where groups are named.
#[derive(Debug, Args)]
pub(super) struct Grouping {
    /// The groups (person, group); `-` for standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "group_column")]
    groups: Option<PathBuf>,
    /// The column of the responses that names the group.
    #[arg(long, value_name = "NAME")]
    group_column: Option<String>,
    /// The reference group; default: that of the first person. The others are focal groups.
    #[arg(long, value_name = "NAME")]
    reference: Option<String>,
}

/// Groups by number.
pub(super) struct Numbered {
    /// Their names, the reference group first.
    pub(super) names: Vec<String>,
    /// The number of each person's group.
    pub(super) numbers: Vec<usize>,
}

impl Grouping {
    pub(super) fn file(&self) -> Option<&PathBuf> {
        self.groups.as_ref()
    }

    pub(super) fn column(&self) -> Option<&str> {
        self.group_column.as_deref()
    }

    /// The groups, where they are named.
    ///
    /// # Errors
    /// A person without a group; a reference group without a person; one group only.
    pub(super) fn of(&self, table: &ResponseTable) -> Result<Option<Numbered>, String> {
        let named = match (&self.groups, &table.groups) {
            (Some(path), _) => {
                let groups = read(path, read_groups)?;
                groups
                    .of(&table.persons)
                    .map_err(|faults| faults.to_string().lines().map(|line| format!("{}: {line}", path.display())).collect::<Vec<_>>().join("\n"))?
            }
            (None, Some(groups)) => groups.clone(),
            (None, None) if self.reference.is_some() => return Err("--reference needs groups: --groups or --group-column".to_owned()),
            (None, None) => return Ok(None),
        };
        let mut names: Vec<String> = Vec::new();
        if let Some(reference) = &self.reference {
            if !named.contains(reference) {
                return Err(format!("nobody is in the reference group `{reference}`"));
            }
            names.push(reference.clone());
        }
        let mut numbers = Vec::with_capacity(named.len());
        for name in named {
            let number = names.iter().position(|known| *known == name).unwrap_or(names.len());
            if number == names.len() {
                names.push(name);
            }
            numbers.push(number);
        }
        if names.len() < 2 {
            return Err(format!("everybody is in the group `{}`: two groups are needed", names.concat()));
        }
        Ok(Some(Numbered { names, numbers }))
    }
}

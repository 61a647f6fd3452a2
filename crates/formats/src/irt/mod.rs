//! What psychometricians keep in CSV files: items with their parameters, responses, groups, links, abilities.
//!
//! Every reader takes the bytes of a whole file: UTF-8 with or without its mark, UTF-16 with it, or Windows-1252; columns between
//! commas, semicolons or tabs (the header tells which). The first line names the columns. A blank cell, `NA` and `.` mean "not
//! given". What cannot be read is refused with [`Faults`]: line, column, what is wrong, what to do; never with a panic.
//!
//! | file | columns | read by |
//! |---|---|---|
//! | items | `item,model` and the parameters of the model | [`read_items`] |
//! | responses | `person` (optional), then one column an item; a row a person | [`read_responses`] |
//! | groups | `person,group` | [`read_groups`] |
//! | links | `from,to`: names of the same item in two files | [`read_links`] |
//! | abilities | `person,theta`, and what else stands in `socle irt ability`'s output | [`read_abilities`] |
//!
//! ```
//! use formats::irt::{read_items, write_items};
//!
//! let items = read_items(b"item;model;a;b\nq1;2PL;1,2;-0,5\n")?;
//! assert_eq!(items[0].name, "q1");
//! assert_eq!(write_items(&items), "item,model,a,b\nq1,2PL,1.2,-0.5\n");
//! # Ok::<(), formats::irt::Faults>(())
//! ```

mod abilities;
mod cell;
mod fault;
mod groups;
mod items;
mod links;
pub mod plot;
mod responses;
mod sheet;

pub use abilities::{NamedAbility, read_abilities};
pub use cell::{quoted, shortest};
pub use fault::{Fault, Faults, Problem};
pub use groups::{Groups, read_groups};
pub use items::{NamedItem, model_name, parameters, read_items, write_items};
pub use links::{Link, read_links};
pub use responses::{ResponseOptions, ResponseTable, read_responses, write_responses};
pub use sheet::COLUMN_LIMIT;

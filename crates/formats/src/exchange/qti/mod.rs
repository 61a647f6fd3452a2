//! QTI 2.1, 2.2 and 3.0 in, 3.0 out: items alone, and packages with their tests.

mod body;
mod built;
mod choices;
mod entries;
mod feedback;
mod header;
mod item;
mod names;
mod package;
mod pairs;
mod processing;
mod value;
mod write;
mod write_package;
mod write_processing;

pub(super) use item::read_item;
pub(super) use package::read_package;
pub use write::write_item;
pub use write_package::write_package;

/// Namespace of QTI 3.0 items and tests.
const NAMESPACE: &str = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";

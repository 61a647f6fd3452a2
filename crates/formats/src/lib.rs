//! Translation to and from outside languages. Texts in, plain types out, and for every defect the line where it stands.

pub mod archive;
pub mod bundle;
pub mod calendar;
pub mod captions;
pub mod content;
pub mod cpf;
pub mod credential;
pub mod decode;
pub mod exchange;
pub mod feed;
pub mod film;
pub mod framework_csv;
pub mod irt;
pub mod sheet;
pub mod table;

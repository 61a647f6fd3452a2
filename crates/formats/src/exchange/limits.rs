//! How much is read from outside, and why no more. Real files stay far below; what is above is broken or meant to harm.

/// Bytes of one file: a bank of ten thousand questions in Moodle XML without pictures is about 20 MB.
pub const FILE: usize = 32 << 20;
/// Bytes of an archive: packages carry pictures that we do not read, and uploads end somewhere.
pub const ARCHIVE: usize = 64 << 20;
/// Files in an archive: a package of ten thousand questions.
pub const ENTRIES: usize = 12_000;
/// Bytes of one file inside an archive, unpacked, be it read or not: refuses the picture of 100 MB.
pub const ENTRY: u64 = 32 << 20;
/// Bytes of all files of an archive, unpacked: what a server of 512 MB can bear.
pub const UNPACKED: u64 = 192 << 20;
/// How much larger than packed a file may be. XML of real packages reaches 30; deflate ends at 1,032, and bombs are near it.
pub const RATIO: u64 = 200;
/// Below this size a ratio says nothing: a page of spaces is no bomb.
pub const RATIO_FROM: u64 = 1 << 20;
/// Depth of elements: questions stay below 20, and every walk over the tree is as deep as this.
pub const DEPTH: usize = 64;
/// Elements, texts and comments in one document: 32 MB of real questions hold about half of it.
pub const NODES: u32 = 2_000_000;
/// Bytes of one text of a question: fifty pages.
pub const TEXT: usize = 200_000;
/// Choices of one question: the largest real lists that we met have thirty.
pub const CHOICES: usize = 64;
/// Answers that are played to compare two scorings: all of them where they are fewer.
pub const PLAYS: usize = 1_024;
/// Steps of response processing for one item, all plays together: about a second.
pub const STEPS: usize = 2_000_000;
/// Losses that are told about one file: enough to see what kind of file it is.
pub const LOSSES: usize = 10_000;
/// Rows and columns of a workbook: our template has 60 columns, and no author writes ten thousand rows.
pub const ROWS: u32 = 10_000;
/// See [`ROWS`].
pub const COLUMNS: u32 = 200;

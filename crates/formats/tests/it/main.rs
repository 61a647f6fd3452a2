//! What the readers promise: what is written is read back, and what cannot be read is told with its place, whatever the bytes.

mod archive;
mod exchange_formats;
mod exchange_hostile;
mod exchange_qti;
mod exchange_round_trip;
mod files;
mod irt_bytes;
mod irt_items;
mod irt_plot;
mod irt_responses;
mod sheet;

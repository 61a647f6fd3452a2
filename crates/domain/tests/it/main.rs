//! What the rules promise, held to the bank, the framework and the blueprint that are shipped.

mod calibration;
mod content;
mod evidence;
mod framework;
mod people;
mod scoring;
mod selection;
mod session;
mod simulators;
mod stored;

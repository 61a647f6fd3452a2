//! What the rules promise, held to the bank, the framework and the blueprint that are shipped.

mod before;
mod calibration;
mod catalogue;
mod certification;
mod content;
mod evidence;
mod exam;
mod exam_choice;
mod flaws;
mod framework;
mod freshness;
mod learning_path;
mod modules;
mod people;
mod pretest;
mod privacy;
mod privacy_oracle;
mod scope;
mod scoring;
mod selection;
mod session;
mod shelf;
mod simulators;
mod steering;
mod stored;
mod translations;

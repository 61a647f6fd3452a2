//! The readers of `formats::exchange`: any bytes are items or named refusals; an item that came in goes out into every format and, through
//! QTI, comes back with its key.
#![no_main]

use domain::item::{Item, Response, Shown, key_response};
use formats::exchange::{import, write_gift, write_item, write_moodle, write_qti_item};
use libfuzzer_sys::fuzz_target;
use psychometrics::random::Random;

/// The right answer, in the order of the author.
fn key(item: &Item) -> Response {
    let mut shown = Shown::draw(&item.interaction, &mut Random::new(1, 0));
    shown.0.iter_mut().for_each(|list| list.sort_unstable());
    key_response(&item.interaction, &shown)
}

fuzz_target!(|bytes: &[u8]| {
    let imported = import("f", bytes, "fr");
    assert!(!imported.items.is_empty() || imported.refusals().next().is_some(), "nothing came out, and nothing says why");
    for draft in imported.items.iter().take(5) {
        let item = &draft.item;
        assert!(formats::content::item(&write_item(item, &[])).is_ok(), "a draft is one of our files");
        let _ = (write_gift(std::slice::from_ref(item)), write_moodle(std::slice::from_ref(item)));
        if let Ok(written) = write_qti_item(item) {
            for back in import("b.xml", written.file.as_bytes(), "fr").items {
                assert_eq!(back.item.interaction.kind(), item.interaction.kind());
                assert_eq!(key(&back.item), key(item));
            }
        }
    }
});

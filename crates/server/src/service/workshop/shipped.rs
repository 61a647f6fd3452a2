//! The items that came with the program, with their texts as their authors wrote them.

use std::collections::BTreeMap;

use domain::item::Item;
use formats::content;

use crate::app::App;

/// An item that came with the program.
#[derive(Debug, Clone)]
pub struct ShippedItem {
    /// The content file.
    pub text: String,
    /// What it says.
    pub item: Item,
}

/// All of them, by name.
pub type Shipped = BTreeMap<String, ShippedItem>;

/// The items that came with the program. Read once: what is inside a program does not change.
pub fn shipped(app: &App) -> &Shipped {
    app.shipped.get_or_init(|| {
        let texts = app.files.items().into_iter().filter_map(|file| file.text.ok());
        texts.filter_map(|text| content::item(&text).ok().map(|item| (item.id.clone(), ShippedItem { text, item }))).collect()
    })
}

//! Our own header, carried through QTI in `data-` attributes of the body.

use domain::item::{GapPiece, HotPiece, Interaction, Item, Task, present};

use super::super::header::{Header, pairs};
use super::super::judge::as_authored;
use super::super::xml::{El, Tag};

/// What our attributes begin with.
const PREFIX: &str = "data-socle-";

/// Writes the header onto the body. The language is the item's own attribute.
pub(super) fn write(body: Tag, item: &Item) -> Tag {
    let body = body.maybe(format!("{PREFIX}order"), order(item));
    pairs(item).into_iter().filter(|(name, _)| *name != "language").fold(body, |body, (name, value)| body.with(format!("{PREFIX}{name}"), value))
}

/// Reads it back.
pub(super) fn read(body: El<'_>) -> Header {
    let ours = body.0.attributes().filter_map(|a| Some((a.name().strip_prefix(PREFIX)?.to_owned(), a.value().to_owned())));
    Header(ours.collect())
}

/// The order in which gaps or passages are listed, where it is not that of the text.
fn order(item: &Item) -> Option<String> {
    let (listed, places): (Vec<&str>, Vec<String>) = match (&item.interaction, present(item, &as_authored(&item.interaction)).task) {
        (Interaction::Gaps(x), Task::Gaps { pieces }) => {
            let place = |p| match p {
                GapPiece::Select { id, .. } | GapPiece::Typed { id } => Some(id),
                GapPiece::Text(_) => None,
            };
            (x.gaps.iter().map(|g| g.id.as_str()).collect(), pieces.into_iter().filter_map(place).collect())
        }
        (Interaction::HotText(x), Task::HotText { pieces }) => {
            let place = |p| if let HotPiece::Spot(spot) = p { Some(spot.id) } else { None };
            (x.spots.iter().map(|s| s.id.as_str()).collect(), pieces.into_iter().filter_map(place).collect())
        }
        _ => return None,
    };
    let is_in_order = places.iter().enumerate().all(|(i, place)| *place == (i + 1).to_string());
    (!is_in_order).then(|| listed.join(" "))
}

/// Lists gaps or passages in the order that our own writer named.
pub(super) fn reorder(interaction: &mut Interaction, header: &Header) {
    let Some(order) = header.get("order") else { return };
    let place = |id: &str| order.split_whitespace().position(|o| o == id).unwrap_or(usize::MAX);
    match interaction {
        Interaction::Gaps(x) => x.gaps.sort_by_key(|g| place(&g.id)),
        Interaction::HotText(x) => x.spots.sort_by_key(|s| place(&s.id)),
        _ => {}
    }
}

//! QR codes: drawn for a page, and as rows of squares for a printed document.

use qrcode::render::svg;
use qrcode::{Color, QrCode};

/// An SVG element of at least 220 units each way, with the quiet zone that readers need; black on white whatever the theme. `None` when
/// the text is longer than such a code can hold (some 2,300 bytes).
pub(crate) fn svg(text: &str) -> Option<String> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(220, 220).quiet_zone(true).build();
    // the declaration of an XML file has no place inside a page
    drawn.find("<svg").map(|at| drawn[at..].to_owned())
}

/// The squares for a document, row by row from the top: true is dark. Whoever draws them leaves four squares of white around.
pub(crate) fn squares(text: &str) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    Some(code.to_colors().chunks(code.width()).map(|row| row.iter().map(|c| *c == Color::Dark).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_svg_element_and_the_same_square_of_squares() {
        let drawn = svg("https://socle.example/presence?code=BCDFGH").expect("it fits");
        assert!(drawn.starts_with("<svg") && drawn.trim_end().ends_with("</svg>"), "{drawn:.80}");
        let rows = squares("https://socle.example/presence?code=BCDFGH").expect("it fits");
        assert!(rows.len() >= 21 && rows.iter().all(|row| row.len() == rows.len()));
        // the three finders begin dark at their corners, the fourth corner has none
        assert!(rows[0][0] && rows[0][rows.len() - 1] && rows[rows.len() - 1][0]);
        assert_eq!((svg(&"x".repeat(5_000)), squares(&"x".repeat(5_000))), (None, None));
    }
}

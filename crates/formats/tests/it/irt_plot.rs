use formats::irt::NamedItem;
use formats::irt::plot::{PlotError, Range, category, characteristic, expected_score, information, svg, test_information};
use proptest::prelude::*;
use psychometrics::model::ItemModel;

fn two_pl(name: &str, discrimination: f64, difficulty: f64) -> NamedItem {
    NamedItem { name: name.to_owned(), model: ItemModel::TwoPl { discrimination, difficulty } }
}

fn graded() -> NamedItem {
    NamedItem { name: "mood".to_owned(), model: ItemModel::Grm { discrimination: 1.5, thresholds: vec![-1.0, 0.0, 1.5] } }
}

/// Every opened element is closed, in order, and every text is escaped.
fn well_formed(svg: &str) -> bool {
    let mut open = Vec::new();
    for part in svg.split('<').skip(1) {
        let Some((tag, text)) = part.split_once('>') else { return false };
        if text.contains('>') || tag.contains('\n') {
            return false;
        }
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop().as_deref() != Some(closed) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    open.is_empty() && !svg.contains("NaN") && !svg.contains("inf\"")
}

#[test]
fn a_figure_holds_the_values_of_the_models() {
    let items = [two_pl("q1", 1.2, 0.5), two_pl("q2", 0.8, -1.0)];
    let curve = |figure: formats::irt::plot::Figure, number: usize| figure.curves[number].points.clone();
    for (theta, value) in curve(characteristic(&items, Range::default()).expect("drawn"), 1) {
        assert_eq!(value.to_bits(), items[1].model.probability(theta, 1).to_bits());
    }
    let test = test_information(&items, Range { low: -2.0, high: 2.0 }).expect("drawn");
    for (theta, value) in &test.curves[0].points {
        let all = items[0].model.expected_information(*theta) + items[1].model.expected_information(*theta);
        assert_eq!(value.to_bits(), all.to_bits());
    }
    let error = |information: f64| 1.0 / information.sqrt();
    assert!(test.curves[1].on_right);
    assert!(test.curves[1].points.iter().zip(&test.curves[0].points).all(|(drawn, all)| drawn.1.to_bits() == error(all.1).to_bits()));
    let categories = category(&graded(), Range::default()).expect("drawn");
    assert_eq!(categories.curves.len(), 4);
    for point in 0..categories.curves[0].points.len() {
        let sum: f64 = categories.curves.iter().map(|curve| curve.points[point].1).sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }
    let score = curve(expected_score(&[graded(), items[0].clone()], Range::default()).expect("drawn"), 0);
    assert!(score.windows(2).all(|pair| pair[0].1 < pair[1].1) && score.last().is_some_and(|(_, last)| *last > 3.8 && *last < 4.0));
}

#[test]
fn a_figure_says_in_words_what_it_shows_and_can_be_read_in_black_and_white() {
    let items: Vec<NamedItem> = (0..12).map(|number| two_pl(&format!("q{number}"), 1.0, f64::from(number) / 4.0)).collect();
    let drawn = svg(&characteristic(&items, Range::default()).expect("drawn"));
    assert!(well_formed(&drawn));
    for part in [
        "role=\"img\"",
        "<title id=\"title\">Item characteristic curves</title>",
        "<desc id=\"description\">Probability of a right answer",
        ">Ability θ</text>",
        ">q11</text>",
        ">−4</text>",
    ] {
        assert!(drawn.contains(part), "{part}");
    }
    let dashes: std::collections::BTreeSet<&str> = drawn.split("stroke-dasharray=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(dashes.len(), 7, "eight lines, one of them plain");
    assert!(drawn.contains("<circle"), "the ninth and later curves have marks");
    let crowd: Vec<NamedItem> = (0..200).map(|number| two_pl(&format!("q{number}"), 1.0, f64::from(number) / 50.0)).collect();
    let drawn = svg(&information(&crowd, Range::default()).expect("drawn"));
    assert!(well_formed(&drawn) && !drawn.contains(">q11</text>"), "two hundred curves have no legend");
}

#[test]
fn there_is_nothing_to_draw_without_items_or_without_a_range() {
    let item = graded();
    assert_eq!(information(&[], Range::default()), Err(PlotError::NoItem));
    for (low, high) in [(1.0, 1.0), (2.0, -2.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (-1e9, 0.0)] {
        assert_eq!(category(&item, Range { low, high }), Err(PlotError::BadRange), "{low} {high}");
    }
}

proptest! {
    #[test]
    fn any_item_of_any_name_is_drawn(
        name in "\\PC{0,40}|[\\x00-\\x7f]{0,10}", discrimination in 1e-6..900.0, difficulty in -999.0..999.0, low in -999.0..998.0, width in 1e-6..1.0,
    ) {
        let items = [two_pl(&name, discrimination, difficulty), graded()];
        let range = Range { low, high: low + width };
        for figure in [characteristic(&items, range), information(&items, range), test_information(&items, range), category(&items[0], range), expected_score(&items, range)] {
            let drawn = svg(&figure.expect("drawn"));
            prop_assert!(well_formed(&drawn), "{}", drawn);
        }
    }
}

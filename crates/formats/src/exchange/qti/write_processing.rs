//! Our scoring as response processing: the same points for the same answer, rounding included.
//!
//! What QTI cannot say is how generously spelling is read: `SCORE` of typed words is that of the accepted texts, whatever their case.

use domain::item::{Gap, Interaction, NumberEntry, Ordering, ShortAnswer};

use super::super::xml::Tag;

/// The rules of an interaction.
pub(super) fn rules(interaction: &Interaction) -> Tag {
    let points = interaction.points();
    let rules = match interaction {
        Interaction::MultipleChoice(x) => vec![marked(points, x.options.iter().filter(|o| o.correct).count()), chosen()],
        Interaction::HotText(x) => vec![marked(points, x.spots.iter().filter(|s| s.correct).count()), chosen()],
        Interaction::Ordering(x) => ordering(x),
        Interaction::Matching(x) => {
            let pairs = x.prompts.iter().map(|p| (p.id.as_str(), format!("{} {}", p.id, p.answer)));
            lines(points, x.prompts.len(), x.answers.len(), pairs)
        }
        Interaction::Categorise(x) => {
            let pairs = x.elements.iter().map(|e| (e.id.as_str(), format!("{} {}", e.id, e.category)));
            lines(points, x.elements.len(), x.categories.len(), pairs)
        }
        Interaction::Gaps(x) => gaps(points, &x.gaps),
        Interaction::ShortAnswer(x) => short_answer(x),
        Interaction::Number(x) => number(x),
        // one right answer; simulators never come here
        _ => vec![all_or_nothing(), chosen()],
    };
    Tag::new("qti-response-processing").children(rules)
}

fn variable(id: &str) -> Tag {
    Tag::new("qti-variable").with("identifier", id)
}

fn float(value: f64) -> Tag {
    Tag::new("qti-base-value").with("base-type", "float").text(value.to_string())
}

fn named(id: &str) -> Tag {
    Tag::new("qti-base-value").with("base-type", "identifier").text(id)
}

fn map(id: &str) -> Tag {
    Tag::new("qti-map-response").with("identifier", id)
}

fn operator(name: &'static str, operands: impl IntoIterator<Item = Tag>) -> Tag {
    Tag::new(name).children(operands)
}

fn set(id: &'static str, value: Tag) -> Tag {
    Tag::new("qti-set-outcome-value").with("identifier", id).child(value)
}

fn only_if(condition: Tag, rule: Tag) -> Tag {
    Tag::new("qti-response-condition").child(Tag::new("qti-response-if").child(condition).child(rule))
}

/// Adds a name to the feedback to be shown.
fn say(id: &str) -> Tag {
    set("FEEDBACK", operator("qti-multiple", [variable("FEEDBACK"), named(id)]))
}

/// What was chosen names its feedback.
fn chosen() -> Tag {
    set("FEEDBACK", operator("qti-multiple", [variable("RESPONSE")]))
}

fn all_or_nothing() -> Tag {
    only_if(operator("qti-match", [variable("RESPONSE"), Tag::new("qti-correct").with("identifier", "RESPONSE")]), set("SCORE", float(1.0)))
}

/// Whole points for a share of them, rounded down, none below 0: `Score::of` of the domain.
fn points_for(share: Tag, points: u8) -> Tag {
    let raised = operator("qti-sum", [operator("qti-product", [share, float(f64::from(points))]), float(1e-9)]);
    let whole = operator("qti-integer-to-float", [operator("qti-truncate", [raised])]);
    set("SCORE", operator("qti-min", [operator("qti-max", [whole, float(0.0)]), float(f64::from(points))]))
}

/// A share beyond what chance gives with so many ways.
fn beyond_chance(right: Tag, of: usize, ways: usize) -> Tag {
    let chance = 1.0 / ways as f64;
    let share = operator("qti-divide", [right, float(of as f64)]);
    operator("qti-divide", [operator("qti-subtract", [share, float(chance)]), float(1.0 - chance)])
}

/// (right ones chosen - wrong ones chosen) / right ones.
fn marked(points: u8, right: usize) -> Tag {
    points_for(operator("qti-divide", [map("RESPONSE"), float(right as f64)]), points)
}

fn lines<'a>(points: u8, of: usize, ways: usize, pairs: impl Iterator<Item = (&'a str, String)>) -> Vec<Tag> {
    let mut rules = vec![points_for(beyond_chance(map("RESPONSE"), of, ways), points)];
    rules.extend(pairs.map(|(id, pair)| {
        let pair = Tag::new("qti-base-value").with("base-type", "directedPair").text(pair);
        only_if(operator("qti-not", [operator("qti-member", [pair, variable("RESPONSE")])]), say(id))
    }));
    rules
}

/// Pairs in the right order, beyond the half that chance gives: of each pair, what is left of the response without all others is
/// compared with the pair itself.
fn ordering(x: &Ordering) -> Vec<Tag> {
    let mut rules = Vec::new();
    let mut pairs = 0_usize;
    for (i, first) in x.steps.iter().enumerate() {
        for (j, second) in x.steps.iter().enumerate().skip(i + 1) {
            pairs += 1;
            let others = x.steps.iter().enumerate().filter(|(k, _)| *k != i && *k != j);
            let left = others.fold(variable("RESPONSE"), |left, (_, step)| operator("qti-delete", [named(&step.id), left]));
            let pair = operator("qti-ordered", [named(&first.id), named(&second.id)]);
            rules.push(only_if(operator("qti-match", [left, pair]), set("PAIRS", operator("qti-sum", [variable("PAIRS"), float(1.0)]))));
        }
    }
    rules.push(points_for(beyond_chance(variable("PAIRS"), pairs, 2), x.points));
    rules.push(only_if(operator("qti-lt", [variable("SCORE"), float(f64::from(x.points))]), say("wrong")));
    rules
}

fn gaps(points: u8, gaps: &[Gap]) -> Vec<Tag> {
    let right = operator("qti-sum", gaps.iter().map(|g| map(&g.id)));
    let mut rules = vec![points_for(operator("qti-divide", [right, float(gaps.len() as f64)]), points)];
    rules.extend(gaps.iter().map(|g| only_if(operator("qti-lt", [map(&g.id), float(1.0)]), say(&g.id))));
    rules
}

fn branches(branches: Vec<(Tag, Tag)>, otherwise: Tag) -> Tag {
    let mut condition = Tag::new("qti-response-condition");
    for (n, (test, rule)) in branches.into_iter().enumerate() {
        condition = condition.child(Tag::new(if n == 0 { "qti-response-if" } else { "qti-response-else-if" }).child(test).child(rule));
    }
    condition.child(Tag::new("qti-response-else").child(otherwise))
}

fn short_answer(x: &ShortAnswer) -> Vec<Tag> {
    let typed = |text: &String| {
        let text = Tag::new("qti-base-value").with("base-type", "string").text(text);
        Tag::new("qti-string-match").with("case-sensitive", "false").child(variable("RESPONSE")).child(text)
    };
    let is_right = (operator("qti-gt", [variable("SCORE"), float(0.0)]), set("FEEDBACK", Tag::new("qti-null")));
    let idea = |(i, w): (usize, &domain::item::WrongText)| (operator("qti-or", w.text.iter().map(typed)), say(&format!("wrong{}", i + 1)));
    let ideas = std::iter::once(is_right).chain(x.wrong.iter().enumerate().map(idea)).collect();
    vec![set("SCORE", map("RESPONSE")), branches(ideas, say("wrong"))]
}

fn number(x: &NumberEntry) -> Vec<Tag> {
    // the typed number in the reference unit, near a value
    let near = |value: f64| {
        let test = |i: usize, factor: f64| {
            let typed =
                if factor.to_bits() == 1.0_f64.to_bits() { variable("RESPONSE") } else { operator("qti-product", [variable("RESPONSE"), float(factor)]) };
            let tolerance = format!("{0} {0}", x.tolerance);
            let equal = Tag::new("qti-equal").with("tolerance-mode", "absolute").with("tolerance", tolerance).child(float(value)).child(typed);
            if x.units.len() == 1 {
                return equal;
            }
            operator("qti-and", [operator("qti-match", [variable("UNIT"), named(&format!("u{}", i + 1))]), equal])
        };
        operator("qti-or", x.units.iter().enumerate().map(|(i, u)| test(i, u.factor)))
    };
    let right = (near(x.value), set("SCORE", float(1.0)));
    let ideas = x.wrong.iter().enumerate().map(|(i, w)| (near(w.value), say(&format!("wrong{}", i + 1))));
    vec![branches(std::iter::once(right).chain(ideas).collect(), say("wrong"))]
}

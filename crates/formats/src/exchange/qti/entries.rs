//! What is typed, or chosen inside a sentence: gaps, short answers, numbers, sliders.

use std::collections::BTreeMap;

use domain::item::{Gap, Gaps, Interaction, NumberEntry, Response, ShortAnswer, Unit};
use domain::text::fold;

use super::super::draft::{Import, Refused, Said, refused};
use super::super::judge::tuples;
use super::super::loss::Code;
use super::super::prose::{Piece, plain};
use super::super::xml::El;
use super::body::Body;
use super::built::{Built, at, one, place};
use super::choices::{declared, our_names, read_choices};
use super::feedback::NONSENSE;
use super::pairs::gap_text;
use super::processing::{Processing, tolerances};
use super::value::{Atom, Base, Cardinality, Value, Variables};

/// All that is needed to read entries.
pub(super) struct Entries<'p, 'a> {
    pub(super) body: &'p Body<'a>,
    pub(super) variables: &'a Variables,
    pub(super) processing: &'p Processing<'a>,
    pub(super) hint: Option<&'p str>,
}

impl<'a> Entries<'_, 'a> {
    /// Reads the entries of a body, and its texts.
    pub(super) fn read(&self, import: &mut Import, said: &mut Said) -> Result<Built<'a>, Refused> {
        let interactions = &self.body.interactions;
        let first = interactions[0];
        let is_alone = interactions.len() == 1 && first.is("text-entry-interaction");
        if self.hint == Some("number") || (is_alone && self.variable(first)?.base == Base::Number) {
            return self.number(import, said);
        }
        let hole = self.paragraph_of(0);
        let stands_apart = self.body.paragraphs[hole].len() == 1;
        if is_alone && self.hint.map_or(stands_apart, |h| h == "short-answer") {
            return self.short_answer(import, said);
        }
        self.gaps(import, said)
    }

    fn variable(&self, el: El<'_>) -> Result<&'a super::value::Variable, Refused> {
        self.variables.response(response_of(el))
    }

    fn paragraph_of(&self, interaction: usize) -> usize {
        self.body.paragraphs.iter().position(|p| p.contains(&Piece::Hole(interaction))).unwrap_or_default()
    }

    fn gaps(&self, import: &mut Import, said: &mut Said) -> Result<Built<'a>, Refused> {
        let interactions = &self.body.interactions;
        let (first, last) = (self.paragraph_of(0), self.paragraph_of(interactions.len() - 1));
        let paragraphs = &self.body.paragraphs;
        self.body.surround(import, said, &paragraphs[..first], &paragraphs[last + 1..], String::new());
        let ids: Vec<String> = interactions.iter().map(|i| response_of(*i).to_owned()).collect();
        let names = our_names(&ids);
        if ids.iter().enumerate().any(|(i, id)| ids[..i].contains(id)) {
            return refused(Code::SeveralInteractions, ids.join(" "));
        }
        let text = gap_text(&paragraphs[first..=last], &names)?;
        let (mut gaps, mut values, mut key) = (Vec::new(), Vec::new(), Vec::new());
        for (el, name) in interactions.iter().zip(names) {
            let gap = if el.is("inline-choice-interaction") { self.chosen(import, said, *el, name)? } else { self.typed(import, said, *el, name)? };
            key.push(gap.right);
            values.push(gap.values);
            gaps.push(gap.gap);
        }
        let ways: Vec<usize> = values.iter().map(Vec::len).collect();
        let is_chosen: Vec<bool> = gaps.iter().map(|g| !g.options.is_empty()).collect();
        let entry = |i: usize, v: usize, text: &Atom| match text {
            Atom::Text(text) if !is_chosen[i] => text.clone(),
            Atom::Number(n) if !is_chosen[i] => n.to_string(),
            _ => place(v),
        };
        let play = |tuple: Vec<usize>| -> Response {
            Response::Gaps { gaps: tuple.into_iter().enumerate().map(|(i, v)| (place(i), entry(i, v, &values[i][v]))).collect() }
        };
        let plays = tuples(&key, &ways).into_iter().map(play).collect();
        let bases: Vec<Base> = interactions.iter().map(|i| self.variable(*i).map(|v| v.base)).collect::<Result<_, _>>()?;
        let outside = move |response: &Response| match response {
            Response::Gaps { gaps } => gaps
                .iter()
                .filter_map(|(gap, typed)| {
                    let i = gap.parse::<usize>().ok()?.checked_sub(1)?;
                    let atom = if is_chosen[i] { values[i].get(typed.parse::<usize>().ok()?.checked_sub(1)?)?.clone() } else { bases[i].atom(typed)? };
                    Some((ids[i].clone(), Value::One(atom)))
                })
                .collect(),
            _ => BTreeMap::new(),
        };
        Ok(Built { interaction: Interaction::Gaps(Gaps { text, gaps, points: 1 }), plays, outside: Box::new(outside), inline: Vec::new() })
    }

    fn chosen(&self, import: &mut Import, said: &Said, el: El<'a>, name: String) -> Result<ReadGap, Refused> {
        let choices = read_choices(import, said, el.all("inline-choice"))?;
        let right = declared(self.variables, response_of(el))?;
        let [Atom::Text(right)] = right.as_slice() else {
            return refused(if right.is_empty() { Code::NoKey } else { Code::SeveralKeys }, response_of(el));
        };
        let Some(key) = choices.iter().position(|c| c.0 == *right) else { return refused(Code::KeyUnknown, right) };
        let options: Vec<String> = choices.iter().map(|c| c.1.clone()).collect();
        let gap = Gap { id: name, answer: Some(options[key].clone()), options, accept: Vec::new(), feedback: String::new() };
        Ok(ReadGap { gap, right: key, values: choices.into_iter().map(|c| Atom::Text(c.0)).collect() })
    }

    fn typed(&self, import: &mut Import, said: &Said, el: El<'a>, name: String) -> Result<ReadGap, Refused> {
        let id = response_of(el);
        let variable = self.variable(el)?;
        if variable.base == Base::Number {
            let compares = self.processing.operators(&["equal", "equal-rounded", "gt", "gte", "lt", "lte"]);
            if compares.iter().any(|c| c.within().any(|v| v.id() == id)) {
                return refused(Code::NumberInText, id);
            }
        }
        let accept = self.accepted(el)?;
        if self.hint.is_none() {
            import.lose(said.line, &said.origin, Code::SpellingLooser, accept[0].clone());
        }
        let mut values: Vec<Atom> = accept.iter().filter_map(|a| variable.base.atom(a)).collect();
        values.push(if variable.base == Base::Number { Atom::Number(-987_654.0) } else { Atom::Text(NONSENSE.to_owned()) });
        let gap = Gap { id: name, options: Vec::new(), answer: None, accept, feedback: String::new() };
        Ok(ReadGap { gap, right: 0, values })
    }

    /// Texts that are right: what is declared, and whatever the mapping gives as much for.
    fn accepted(&self, el: El<'_>) -> Result<Vec<String>, Refused> {
        let id = response_of(el);
        let variable = self.variable(el)?;
        if variable.cardinality == Cardinality::Record || variable.base == Base::Other {
            return refused(Code::Processing, id);
        }
        let mut right = declared(self.variables, id)?;
        if let Some(mapping) = &variable.mapping {
            let most = mapping.entries.iter().map(|(_, worth, _)| *worth).fold(0.0, f64::max);
            right.extend(mapping.entries.iter().filter(|(_, worth, _)| most > 0.0 && *worth >= most).map(|(atom, ..)| atom.clone()));
        }
        let mut texts: Vec<String> = Vec::new();
        for text in right.iter().filter_map(text_of) {
            if !text.trim().is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        if texts.is_empty() {
            // no declaration: what the rules compare with and give everything for
            let mut best = (0.0, Vec::new());
            for text in self.processing.constants().iter().filter_map(text_of) {
                let worth = self.worth(id, &text, variable.base)?;
                if worth > best.0 {
                    best = (worth, vec![text]);
                } else if worth > 0.0 && worth >= best.0 {
                    best.1.push(text);
                }
            }
            texts = best.1;
        }
        if texts.is_empty() { refused(Code::NoKey, id) } else { Ok(texts) }
    }

    fn worth(&self, id: &str, text: &str, base: Base) -> Result<f64, Refused> {
        let Some(atom) = base.atom(text) else { return Ok(0.0) };
        Ok(self.processing.run(&one(id, Value::One(atom)))?.get("SCORE").and_then(Value::as_number).unwrap_or(0.0))
    }

    fn short_answer(&self, import: &mut Import, said: &mut Said) -> Result<Built<'a>, Refused> {
        let el = self.body.interactions[0];
        self.body.around_block(import, said, String::new());
        let accept = self.accepted(el)?;
        let typos = el.number("data-socle-typos").map_or(0, |t| t.clamp(0.0, 2.0) as u8);
        if self.hint.is_none() {
            import.lose(said.line, &said.origin, Code::SpellingLooser, accept[0].clone());
        }
        let id = response_of(el);
        let variable = self.variable(el)?;
        let mut texts: Vec<String> = accept.clone();
        texts.extend(self.processing.constants().iter().filter_map(text_of));
        texts.extend(variable.mapping.iter().flat_map(|m| m.entries.iter().filter_map(|(atom, ..)| text_of(atom))));
        texts.push(NONSENSE.to_owned());
        let mut distinct: Vec<String> = Vec::new();
        for text in texts {
            // what only spelling tells from a right answer is right here, which is told
            let is_variant = !accept.contains(&text) && accept.iter().any(|a| fold(a) == fold(&text));
            if !text.trim().is_empty() && !distinct.contains(&text) && !is_variant {
                distinct.push(text);
            }
        }
        let placeholder = el.attr("placeholder-text").map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned);
        let interaction = Interaction::ShortAnswer(ShortAnswer { accept, typos, placeholder, feedback: String::new(), wrong: Vec::new() });
        let outside = move |response: &Response| match response {
            Response::ShortAnswer { text } => one(id, Value::text(text)),
            _ => one(id, Value::Null),
        };
        let plays = distinct.into_iter().map(|text| Response::ShortAnswer { text }).collect();
        Ok(Built { interaction, plays, outside: Box::new(outside), inline: Vec::new() })
    }

    fn number(&self, import: &mut Import, said: &mut Said) -> Result<Built<'a>, Refused> {
        let el = self.body.interactions[0];
        let id = response_of(el);
        let (value, tolerance) = self.expected(id)?;
        let units = self.units(import, said, el)?;
        if self.body.marked.is_some() {
            self.body.around_block(import, said, String::new());
        } else {
            self.question_around_number(import, said);
        }
        let unit_id = self.body.interactions.get(1).map(|i| response_of(*i));
        let reference = units.iter().find(|u| (u.factor - 1.0).abs() < 1e-12).map(|u| u.name.as_str());
        let unit = el.attr("data-socle-unit").or(reference).unwrap_or_default().to_owned();
        let unit_names: Vec<String> = self.body.interactions.get(1).map(|i| i.all("inline-choice").map(|c| c.id().to_owned()).collect()).unwrap_or_default();
        let plays = number_plays(value, tolerance, &units, &self.processing.constants());
        let outside = move |response: &Response| match response {
            Response::Number { value, unit } => {
                let typed = value.parse().map_or(Value::Null, Value::number);
                let mut given = one(id, typed);
                if let (Some(unit_id), Some(unit)) = (unit_id, unit.as_ref().and_then(|u| at(&unit_names, u))) {
                    given.extend(one(unit_id, Value::text(unit)));
                }
                given
            }
            _ => one(id, Value::Null),
        };
        let interaction = Interaction::Number(NumberEntry { value, tolerance, unit, feedback: String::new(), units, wrong: Vec::new() });
        Ok(Built { interaction, plays, outside: Box::new(outside), inline: Vec::new() })
    }

    /// Our own writer offers the units beside the number; elsewhere the unit is what follows the field, if it is short.
    fn units(&self, import: &mut Import, said: &Said, el: El<'a>) -> Result<Vec<Unit>, Refused> {
        if let Some(list) = self.body.interactions.get(1) {
            let choices = read_choices(import, said, list.all("inline-choice"))?;
            return Ok(choices.into_iter().map(|(_, name, el)| Unit { name, factor: el.number("data-socle-factor").unwrap_or(1.0) }).collect());
        }
        if let Some(name) = el.attr("data-socle-unit") {
            return Ok(vec![Unit { name: name.to_owned(), factor: el.number("data-socle-factor").unwrap_or(1.0) }]);
        }
        let paragraph = &self.body.paragraphs[self.paragraph_of(0)];
        let behind = paragraph.iter().skip_while(|p| **p != Piece::Hole(0)).find_map(|p| if let Piece::Words(w) = p { Some(w.trim()) } else { None });
        let name = behind.map(|w| w.trim_end_matches(['.', ',', ';', '?', '!', ' '])).filter(|w| !w.is_empty() && w.split_whitespace().count() <= 3);
        import.lose(said.line, &said.origin, Code::UnitGuessed, name.unwrap_or_default());
        Ok(vec![Unit { name: name.unwrap_or_default().to_owned(), factor: 1.0 }])
    }

    fn question_around_number(&self, import: &mut Import, said: &mut Said) {
        let hole = self.paragraph_of(0);
        let paragraphs = &self.body.paragraphs;
        let sentence: String = paragraphs[hole]
            .iter()
            .map(|p| match p {
                Piece::Words(words) => words.clone(),
                Piece::Hole(_) => "…".to_owned(),
            })
            .collect();
        let words = plain(std::slice::from_ref(&paragraphs[hole]));
        let prompt = if words.split_whitespace().count() > 3 { sentence } else { String::new() };
        self.body.surround(import, said, &paragraphs[..hole], &paragraphs[hole + 1..], prompt);
    }

    /// The number that is right and how far from it one may be: what the rules say, checked afterwards by playing them.
    fn expected(&self, id: &str) -> Result<(f64, f64), Refused> {
        let declared = declared(self.variables, id)?;
        let declared = match declared.as_slice() {
            [Atom::Number(n)] => Some(*n),
            [] => None,
            _ => return refused(Code::SeveralKeys, id),
        };
        let about = |el: &El<'_>| el.within().any(|v| v.is("variable") && v.id() == id);
        let constant = |el: El<'_>| el.children().find(|c| c.is("base-value")).and_then(|c| c.text().parse::<f64>().ok()).filter(|n| n.is_finite());
        for el in self.processing.operators(&["equal"]).into_iter().filter(about) {
            let Some(value) = constant(el).or(declared) else { continue };
            if declared.is_some_and(|d| (d - value).abs() > 1e-9) {
                continue; // about a wrong number that was foreseen
            }
            let (low, high) = tolerances(el, value)?;
            if (low - high).abs() > 1e-12 * (1.0 + low.abs()) {
                return refused(Code::Processing, format!("tolerance {low} {high}"));
            }
            return Ok((value, low));
        }
        if let (Some(el), Some(value)) = (self.processing.operators(&["equal-rounded"]).into_iter().find(about), declared) {
            let places = el.number("figures").unwrap_or(0.0).clamp(0.0, 15.0) as u32;
            return Ok((value, 0.5 / (0..places).fold(1.0, |s, _| s * 10.0)));
        }
        let bound = |names: &[&str]| self.processing.operators(names).into_iter().filter(about).find_map(constant);
        if let (Some(low), Some(high)) = (bound(&["gte", "gt"]), bound(&["lte", "lt"]))
            && low < high
        {
            return Ok((f64::midpoint(low, high), (high - low) / 2.0));
        }
        declared.map_or_else(|| refused(Code::NoKey, id), |value| Ok((value, 0.0)))
    }
}

/// A gap with the values worth playing, and which of them is right.
struct ReadGap {
    gap: Gap,
    right: usize,
    values: Vec<Atom>,
}

fn response_of(el: El<'_>) -> &str {
    el.attr("response-identifier").unwrap_or_default().trim()
}

fn text_of(atom: &Atom) -> Option<String> {
    match atom {
        Atom::Text(text) => Some(text.clone()),
        Atom::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// Numbers at the ends of what is right, just beyond, and far away; in every unit.
fn number_plays(value: f64, tolerance: f64, units: &[Unit], constants: &[Atom]) -> Vec<Response> {
    let near = (tolerance * 1e-4).max(1e-6 * (1.0 + value.abs()));
    let mut numbers = vec![value, value + tolerance + near, value - tolerance - near, value + 1000.0 * (1.0 + tolerance), -value - 10.0 * (1.0 + tolerance)];
    if tolerance > 0.0 {
        numbers.extend([value + tolerance - near, value - tolerance + near]);
    }
    numbers.extend(constants.iter().filter_map(|a| if let Atom::Number(n) = a { Some(*n) } else { None }).filter(|n| (n - value).abs() > tolerance + near));
    let offered = units.iter().enumerate().filter(|(_, u)| u.factor > 0.0);
    offered
        .flat_map(|(i, unit)| {
            let unit_place = (units.len() > 1).then(|| place(i));
            numbers.iter().map(move |n| Response::Number { value: (n / unit.factor).to_string(), unit: unit_place.clone() }).collect::<Vec<_>>()
        })
        .collect()
}

/// A slider: the number it is set to, typed.
pub(super) fn slider<'a>(import: &mut Import, said: &Said, el: El<'a>, variables: &'a Variables, processing: &Processing<'_>) -> Result<Built<'a>, Refused> {
    let id = response_of(el);
    let right = declared(variables, id)?;
    let [Atom::Number(value)] = right.as_slice() else {
        return refused(if right.is_empty() { Code::NoKey } else { Code::SeveralKeys }, id);
    };
    let (low, high) = (el.number("lower-bound").unwrap_or(f64::NEG_INFINITY), el.number("upper-bound").unwrap_or(f64::INFINITY));
    if *value < low || *value > high {
        return refused(Code::KeyUnknown, value.to_string());
    }
    import.lose(said.line, &said.origin, Code::SliderTyped, format!("{low} … {high}"));
    import.lose(said.line, &said.origin, Code::UnitGuessed, "");
    let units = vec![Unit { name: String::new(), factor: 1.0 }];
    let tolerance = processing.operators(&["equal"]).into_iter().find_map(|e| tolerances(e, *value).ok()).map_or(0.0, |(low, _)| low);
    let plays = number_plays(*value, tolerance, &units, &[]);
    let number = NumberEntry { value: *value, tolerance, unit: String::new(), feedback: String::new(), units, wrong: Vec::new() };
    let outside = move |response: &Response| match response {
        Response::Number { value, .. } => one(id, value.parse().map_or(Value::Null, Value::number)),
        _ => one(id, Value::Null),
    };
    Ok(Built { interaction: Interaction::Number(number), plays, outside: Box::new(outside), inline: Vec::new() })
}

//! What a form says was done in a simulator: the same list of steps that the API takes.

use domain::item::{PresentedBlock, PresentedSimulator, SimulatorStep};
use domain::refusal::Refusal;

use super::form::Fields;

/// The steps of a simulator's form: whatever is no longer as it was found, from top to bottom; where the order of the
/// actions counts, these come last, by the turns that were given to them.
///
/// # Errors
/// Nothing was touched, or two actions have the same turn.
pub(super) fn of(simulator: &PresentedSimulator, fields: &Fields) -> Result<Vec<SimulatorStep>, Refusal> {
    let mut steps = Vec::new();
    let mut turns: Vec<(usize, SimulatorStep)> = Vec::new();
    for block in simulator.panels.iter().flat_map(|panel| &panel.blocks) {
        match block {
            PresentedBlock::Choice { id, initial, .. } => {
                let value = value(fields, id);
                steps.extend(changed(id, value, initial.as_deref().unwrap_or_default()).filter(|_| !value.is_empty()));
            }
            PresentedBlock::Switch { id, on, .. } => {
                let word = |on: bool| if on { "on" } else { "off" };
                steps.extend(changed(id, word(ticked(fields, id, "on")?), word(*on)));
            }
            PresentedBlock::Pick(pick) => {
                let picked = fields.0.get(&name(&pick.id)).map(|rows| rows.join(",")).unwrap_or_default();
                steps.extend(changed(&pick.id, &picked, &pick.initial.join(",")));
            }
            PresentedBlock::Entry { id, initial, .. } => steps.extend(changed(id, value(fields, id).trim(), initial.trim())),
            PresentedBlock::Action { id, .. } => match value(fields, id) {
                "" => {}
                turn if simulator.ordered => {
                    let turn = turn.parse().map_err(|_| Refusal::ResponseUnknownOption)?;
                    turns.push((turn, step(id, "done")));
                }
                _ => steps.extend(ticked(fields, id, "done")?.then(|| step(id, "done"))),
            },
            _ => {}
        }
    }
    turns.sort_by_key(|(turn, _)| *turn);
    if turns.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(Refusal::ResponseSameTurn);
    }
    steps.extend(turns.into_iter().map(|(_, step)| step));
    if steps.is_empty() { Err(Refusal::ResponseMissing) } else { Ok(steps) }
}

fn name(id: &str) -> String {
    format!("do-{id}")
}

fn value<'a>(fields: &'a Fields, id: &str) -> &'a str {
    fields.one(&name(id))
}

/// Whether a box is ticked; a box that says something else is not one of ours.
fn ticked(fields: &Fields, id: &str, word: &str) -> Result<bool, Refusal> {
    match value(fields, id) {
        "" => Ok(false),
        said if said == word => Ok(true),
        _ => Err(Refusal::ResponseUnknownOption),
    }
}

fn step(id: &str, value: &str) -> SimulatorStep {
    SimulatorStep { on: id.to_owned(), value: value.to_owned() }
}

fn changed(id: &str, value: &str, found: &str) -> Option<SimulatorStep> {
    (value != found).then(|| step(id, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::item::{Form, PresentedPanel, PresentedPick, Skin};
    use std::collections::BTreeMap;

    fn simulator(ordered: bool) -> PresentedSimulator {
        let action = |id: &str| PresentedBlock::Action { id: id.into(), label: String::new(), help: None };
        let switch = |id: &str, on| PresentedBlock::Switch { id: id.into(), label: String::new(), help: None, on };
        let pick = PresentedPick {
            id: "5".into(),
            label: String::new(),
            help: None,
            columns: Vec::new(),
            rows: Vec::new(),
            many: true,
            initial: vec!["2".into()],
            sortable: false,
            filterable: false,
        };
        let blocks = vec![
            PresentedBlock::Choice { id: "1".into(), label: String::new(), help: None, options: Vec::new(), initial: None },
            switch("2", true),
            switch("3", false),
            PresentedBlock::Entry { id: "4".into(), label: String::new(), help: None, form: Form::Words, unit: None, initial: "déjà".into() },
            PresentedBlock::Pick(pick),
            action("6"),
            action("7"),
        ];
        let panels = vec![PresentedPanel { id: "1".into(), title: String::new(), blocks }];
        PresentedSimulator { skin: Skin::Settings, title: String::new(), owner: String::new(), banner: Vec::new(), ordered, turns: 2, panels }
    }

    fn sent(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in pairs {
            fields.entry((*name).to_owned()).or_default().push((*value).to_owned());
        }
        Fields(fields)
    }

    /// The form as it was found: what is on, written or picked is sent, what is off or empty is not.
    const FOUND: [(&str, &str); 3] = [("do-2", "on"), ("do-4", "déjà"), ("do-5", "2")];

    #[test]
    fn a_form_says_what_is_no_longer_as_it_was_found() {
        assert_eq!(of(&simulator(false), &sent(&FOUND)), Err(Refusal::ResponseMissing));
        let all = [("do-1", "3"), ("do-3", "on"), ("do-4", " mot "), ("do-5", "1"), ("do-5", "2"), ("do-6", "done")];
        let steps = of(&simulator(false), &sent(&all)).expect("steps");
        let expected = [("1", "3"), ("2", "off"), ("3", "on"), ("4", "mot"), ("5", "1,2"), ("6", "done")].map(|(on, value)| step(on, value));
        assert_eq!(steps, expected);
        for forged in [("do-2", "<script>"), ("do-6", "1")] {
            assert_eq!(of(&simulator(false), &sent(&[forged])), Err(Refusal::ResponseUnknownOption));
        }
    }

    #[test]
    fn turns_say_in_which_order_actions_were_done() {
        let with = |turns: &[(&'static str, &'static str)]| sent(&[FOUND.as_slice(), turns].concat());
        let steps = of(&simulator(true), &with(&[("do-6", "2"), ("do-7", "1"), ("do-1", "4")]));
        assert_eq!(steps, Ok(vec![step("1", "4"), step("7", "done"), step("6", "done")]));
        assert_eq!(of(&simulator(true), &with(&[("do-6", "1"), ("do-7", "1")])), Err(Refusal::ResponseSameTurn));
        assert_eq!(of(&simulator(true), &with(&[("do-6", "first")])), Err(Refusal::ResponseUnknownOption));
    }
}

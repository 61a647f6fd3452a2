//! Simulators and mailboxes.

use super::reading::{RULES, Reading, is_trap};
use super::words::count;
use super::{Flaws, Rule, excerpt, fault, hint};
use crate::item::simulator::{Block, Simulator};
use crate::item::{Interaction, Mailbox};
use crate::text::fold;

pub(super) const CONTROLS_DEAD: Rule = hint("controls-dead");
pub(super) const TRAP_SILENT: Rule = fault("trap-silent");
pub(super) const TRAPS_MANY: Rule = hint("traps-many");
pub(super) const ONE_WAY: Rule = hint("switches-one-way");

/// Controls of which no rule speaks, from which a tool is a decor.
const DEAD: usize = 2;
/// Words below which a trap was not explained.
const EXPLAINED: usize = 6;

pub(super) fn find(reading: &Reading<'_>, found: &mut Flaws) {
    match &reading.item.interaction {
        Interaction::Mailbox(x) => mailbox(x, found),
        Interaction::Simulator(x) => simulator(x, found),
        _ => {}
    }
}

fn mailbox(x: &Mailbox, found: &mut Flaws) {
    const MESSAGES: &str = "[[interaction.messages]]";
    let traps = x.messages.iter().filter(|m| is_trap(m)).count();
    if 2 * traps > x.messages.len() {
        found.push(TRAPS_MANY, format!("{traps} / {}", x.messages.len()), (MESSAGES, 0));
    }
    for (i, message) in x.messages.iter().enumerate().filter(|(_, m)| is_trap(m)) {
        if count(&message.clue) < EXPLAINED || fold(&message.clue) == fold(&message.feedback) {
            found.push(TRAP_SILENT, excerpt(&message.subject), (MESSAGES, i));
        }
    }
}

fn simulator(x: &Simulator, found: &mut Flaws) {
    let blocks = || x.panels.iter().flat_map(|p| &p.blocks);
    let dead: Vec<&str> = blocks().filter_map(neutral).collect();
    if dead.len() > DEAD {
        found.push(CONTROLS_DEAD, format!("{} : {}", dead.len(), dead.join(", ")), ("[[interaction.panels]]", 0));
    }
    let traps = x.rules.iter().flat_map(|r| &r.wrong).filter(|w| w.trap).count();
    if traps > x.rules.len() {
        found.push(TRAPS_MANY, format!("{traps} / {}", traps + x.rules.len()), (RULES, 0));
    }
    for (i, rule) in x.rules.iter().enumerate() {
        for trap in rule.wrong.iter().filter(|w| w.trap) {
            if count(&trap.feedback) < EXPLAINED || fold(&trap.feedback) == fold(&rule.feedback) {
                found.push(TRAP_SILENT, excerpt(&trap.feedback), (RULES, i));
            }
        }
    }
    one_way(x, found);
}

/// The label of a control of which no rule speaks.
fn neutral(block: &Block) -> Option<&str> {
    match block {
        Block::Choice(b) if b.neutral => Some(&b.label),
        Block::Switch(b) if b.neutral => Some(&b.label),
        Block::Pick(b) if b.neutral => Some(&b.label),
        Block::Entry(b) if b.neutral => Some(&b.label),
        Block::Action(b) if b.neutral => Some(&b.label),
        _ => None,
    }
}

/// All switches, three or more, are to be put the same way: whoever puts all of them so has won without reading.
fn one_way(x: &Simulator, found: &mut Flaws) {
    let ways: Vec<&str> = x
        .panels
        .iter()
        .flat_map(|p| &p.blocks)
        .filter_map(|b| match b {
            Block::Switch(s) => Some(s),
            _ => None,
        })
        .filter_map(|s| super::reading::rule_of(x, &s.id))
        .filter_map(|r| r.right.first().map(String::as_str))
        .collect();
    if let [first, ..] = ways[..]
        && ways.len() >= 3
        && ways.iter().all(|w| *w == first)
    {
        found.push(ONE_WAY, format!("{} × {first}", ways.len()), (RULES, 0));
    }
}

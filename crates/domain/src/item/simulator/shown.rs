//! A simulator as it leaves for a browser: in the order drawn for a person, without names and without rules.

use psychometrics::random::Random;
use serde::{Deserialize, Serialize};

use super::{Action, AddressBar, Block, Chart, Choose, Entry, Fact, Facts, Form, Letter, Panel, Pick, Simulator, Skin, Switch, Table, Tone};
use crate::item::Text;
use crate::item::presentation::{BodyPiece, Choice, Shown, body_pieces, paragraphs};

/// A simulator as a person sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PresentedSimulator {
    /// Which tool.
    pub skin: Skin,
    /// Title of its window.
    pub title: String,
    /// Who sits in front of it.
    pub owner: String,
    /// A band that stays whatever is looked at.
    pub banner: Vec<Fact>,
    /// Whether the order of the actions counts.
    pub ordered: bool,
    /// How many turns can be given: as many as there are actions.
    pub turns: usize,
    /// What is looked at.
    pub panels: Vec<PresentedPanel>,
}

/// A screen of the tool.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PresentedPanel {
    /// Its place, from `"1"`.
    pub id: String,
    /// On its tab.
    pub title: String,
    /// From top to bottom.
    pub blocks: Vec<PresentedBlock>,
}

/// A piece of a screen. Controls have an `id`: their place among the controls, from `"1"`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "field by field the block of the same name")]
pub enum PresentedBlock {
    Text { title: Option<String>, text: Vec<String> },
    Notice { tone: Tone, title: Option<String>, text: Vec<String> },
    Facts(Facts),
    Table(Table),
    Message(PresentedLetter),
    AddressBar(AddressBar),
    Chart(Chart),
    Choice { id: String, label: String, help: Option<String>, options: Vec<Choice>, initial: Option<String> },
    Switch { id: String, label: String, help: Option<String>, on: bool },
    Pick(PresentedPick),
    Entry { id: String, label: String, help: Option<String>, form: Form, unit: Option<String>, initial: String },
    Action { id: String, label: String, help: Option<String> },
}

/// A message as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentedLetter {
    /// Displayed sender.
    pub from: String,
    /// Real sender.
    pub address: Option<String>,
    /// Recipient.
    pub to: Option<String>,
    /// As displayed.
    pub date: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// Paragraphs.
    pub body: Vec<Vec<BodyPiece>>,
    /// Names of attached files.
    pub attachments: Vec<String>,
}

/// A table whose rows can be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentedPick {
    /// Its place among the controls.
    pub id: String,
    /// What is to be picked.
    pub label: String,
    /// A word of help.
    pub help: Option<String>,
    /// Heads.
    pub columns: Vec<String>,
    /// Rows, named by their place.
    pub rows: Vec<PresentedRow>,
    /// Whether several can be picked.
    pub many: bool,
    /// Rows that are picked when one arrives.
    pub initial: Vec<String>,
    /// Whether rows can be sorted.
    pub sortable: bool,
    /// Whether rows can be filtered.
    pub filterable: bool,
}

/// A row that can be picked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresentedRow {
    /// Its place, from `"1"`.
    pub id: String,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Draws the orders of a simulator: of the options of each choice, and, where the order of the actions counts, of each
/// unbroken run of actions; in the order in which they stand.
pub(in crate::item) fn draw(simulator: &Simulator, random: &mut Random) -> Vec<Vec<u8>> {
    let mut orders = Vec::new();
    let mut drawn = |length: usize, shuffle: bool| {
        let mut order: Vec<u8> = (0..length as u8).collect();
        if shuffle {
            random.shuffle(&mut order);
        }
        orders.push(order);
    };
    for panel in &simulator.panels {
        for piece in pieces(simulator, panel) {
            match piece {
                Piece::One(Block::Choice(x)) => drawn(x.options.len(), x.shuffle),
                Piece::One(_) => {}
                Piece::Run(actions) => drawn(actions.len(), true),
            }
        }
    }
    orders
}

/// A block, or several actions in a row whose order is drawn.
enum Piece<'a> {
    One(&'a Block),
    Run(&'a [Block]),
}

fn pieces<'a>(simulator: &Simulator, panel: &'a Panel) -> impl Iterator<Item = Piece<'a>> {
    let ordered = simulator.ordered;
    let mut rest = panel.blocks.as_slice();
    std::iter::from_fn(move || {
        let run = rest.iter().take_while(|b| ordered && matches!(b, Block::Action(_))).count();
        let (piece, after) = if run > 0 { (Piece::Run(&rest[..run]), &rest[run..]) } else { (Piece::One(rest.first()?), &rest[1..]) };
        rest = after;
        Some(piece)
    })
}

/// A control as it was shown: its place is its index in [`controls`].
#[derive(Debug, Clone, Copy)]
pub(super) enum Control<'a> {
    Choice(&'a Choose, usize),
    Switch(&'a Switch),
    Pick(&'a Pick),
    Entry(&'a Entry),
    Action(&'a Action),
}

impl Control<'_> {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Choice(x, _) => &x.id,
            Self::Switch(x) => &x.id,
            Self::Pick(x) => &x.id,
            Self::Entry(x) => &x.id,
            Self::Action(x) => &x.id,
        }
    }

    pub(super) fn label(&self) -> &str {
        match self {
            Self::Choice(x, _) => &x.label,
            Self::Switch(x) => &x.label,
            Self::Pick(x) => &x.label,
            Self::Entry(x) => &x.label,
            Self::Action(x) => &x.label,
        }
    }

    pub(super) const fn is_neutral(&self) -> bool {
        match self {
            Self::Choice(x, _) => x.neutral,
            Self::Switch(x) => x.neutral,
            Self::Pick(x) => x.neutral,
            Self::Entry(x) => x.neutral,
            Self::Action(x) => x.neutral,
        }
    }
}

/// Blocks in the order in which they are shown, each with the panel it stands in and the drawn list that is its own.
fn in_order<'a>(simulator: &'a Simulator, shown: &'a Shown) -> impl Iterator<Item = (usize, usize, &'a Block)> {
    let mut list = 0;
    simulator.panels.iter().enumerate().flat_map(move |(at, panel)| {
        let mut blocks = Vec::with_capacity(panel.blocks.len());
        for piece in pieces(simulator, panel) {
            match piece {
                Piece::One(block) => {
                    blocks.push((at, list, block));
                    list += usize::from(matches!(block, Block::Choice(_)));
                }
                Piece::Run(actions) => {
                    blocks.extend(shown.order(list).filter_map(|i| actions.get(i)).map(|block| (at, list, block)));
                    list += 1;
                }
            }
        }
        blocks
    })
}

/// The controls in the order in which they were shown. What came back names them by their place in it.
pub(super) fn controls<'a>(simulator: &'a Simulator, shown: &'a Shown) -> Vec<Control<'a>> {
    in_order(simulator, shown)
        .filter_map(|(_, list, block)| match block {
            Block::Choice(x) => Some(Control::Choice(x, list)),
            Block::Switch(x) => Some(Control::Switch(x)),
            Block::Pick(x) => Some(Control::Pick(x)),
            Block::Entry(x) => Some(Control::Entry(x)),
            Block::Action(x) => Some(Control::Action(x)),
            _ => None,
        })
        .collect()
}

/// Shows a simulator in the given order.
pub(in crate::item) fn present(simulator: &Simulator, shown: &Shown) -> PresentedSimulator {
    let mut panels: Vec<PresentedPanel> = simulator
        .panels
        .iter()
        .enumerate()
        .map(|(i, panel)| PresentedPanel { id: named(i), title: panel.title.clone(), blocks: Vec::with_capacity(panel.blocks.len()) })
        .collect();
    let (mut place, mut turns) = (0, 0);
    for (panel, list, block) in in_order(simulator, shown) {
        let mut next = || {
            place += 1;
            place.to_string()
        };
        turns += usize::from(matches!(block, Block::Action(_)));
        panels[panel].blocks.push(match block {
            Block::Text(x) => PresentedBlock::Text { title: x.title.clone(), text: paragraphs(&x.text) },
            Block::Notice(x) => PresentedBlock::Notice { tone: x.tone, title: x.title.clone(), text: paragraphs(&x.text) },
            Block::Facts(x) => PresentedBlock::Facts(x.clone()),
            Block::Table(x) => PresentedBlock::Table(x.clone()),
            Block::Message(x) => PresentedBlock::Message(letter(x)),
            Block::AddressBar(x) => PresentedBlock::AddressBar(x.clone()),
            Block::Chart(x) => PresentedBlock::Chart(x.clone()),
            Block::Choice(x) => choice(x, next(), shown, list),
            Block::Switch(x) => PresentedBlock::Switch { id: next(), label: x.label.clone(), help: x.help.clone(), on: x.on },
            Block::Pick(x) => PresentedBlock::Pick(pick(x, next())),
            Block::Entry(x) => PresentedBlock::Entry {
                id: next(),
                label: x.label.clone(),
                help: x.help.clone(),
                form: x.form,
                unit: x.unit.clone(),
                initial: x.initial.clone().unwrap_or_default(),
            },
            Block::Action(x) => PresentedBlock::Action { id: next(), label: x.label.clone(), help: x.help.clone() },
        });
    }
    PresentedSimulator {
        skin: simulator.skin,
        title: simulator.title.clone(),
        owner: simulator.owner.clone(),
        banner: simulator.banner.clone(),
        ordered: simulator.ordered,
        turns,
        panels,
    }
}

pub(super) fn named(index: usize) -> String {
    (index + 1).to_string()
}

fn choice(x: &Choose, id: String, shown: &Shown, list: usize) -> PresentedBlock {
    let options: Vec<&Text> = shown.order(list).filter_map(|i| x.options.get(i)).collect();
    PresentedBlock::Choice {
        id,
        label: x.label.clone(),
        help: x.help.clone(),
        initial: x.initial.as_ref().and_then(|name| options.iter().position(|o| o.id == *name)).map(named),
        options: options.iter().enumerate().map(|(i, o)| Choice { id: named(i), text: o.text.clone() }).collect(),
    }
}

fn pick(x: &Pick, id: String) -> PresentedPick {
    PresentedPick {
        id,
        label: x.label.clone(),
        help: x.help.clone(),
        columns: x.columns.clone(),
        rows: x.rows.iter().enumerate().map(|(i, row)| PresentedRow { id: named(i), cells: row.cells.clone() }).collect(),
        many: x.many,
        initial: x.rows.iter().enumerate().filter(|(_, row)| x.initial.contains(&row.id)).map(|(i, _)| named(i)).collect(),
        sortable: x.sortable,
        filterable: x.filterable,
    }
}

fn letter(x: &Letter) -> PresentedLetter {
    PresentedLetter {
        from: x.from.clone(),
        address: x.address.clone(),
        to: x.to.clone(),
        date: x.date.clone(),
        subject: x.subject.clone(),
        body: paragraphs(&x.body).iter().map(|p| body_pieces(p, &x.links)).collect(),
        attachments: x.attachments.clone(),
    }
}

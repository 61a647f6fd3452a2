//! An item as the rules read it: every text with its place, every list that one chooses from, everything said back.

use super::words::{Lists, content, tokens};
use crate::item::presentation::{gap_pieces, spot_pieces};
use crate::item::simulator::{Block, Fact, Rule, Simulator};
use crate::item::{Interaction, Item, MailAction, Mailbox};
use crate::text::fold;

/// A text that opens a line of the file, and which occurrence of it.
pub(super) type Anchor = (&'static str, usize);

pub(super) const OPTIONS: &str = "[[interaction.options]]";
const STEPS: &str = "[[interaction.steps]]";
const ANSWERS: &str = "[[interaction.answers]]";
const PROMPTS: &str = "[[interaction.prompts]]";
const CATEGORIES: &str = "[[interaction.categories]]";
const ELEMENTS: &str = "[[interaction.elements]]";
const GAPS: &str = "[[interaction.gaps]]";
const SPOTS: &str = "[[interaction.spots]]";
const WRONG: &str = "[[interaction.wrong]]";
const MESSAGES: &str = "[[interaction.messages]]";
const PANELS: &str = "[[interaction.panels]]";
const BLOCKS: &str = "[[interaction.panels.blocks]]";
pub(super) const RULES: &str = "[[interaction.rules]]";

/// What a text is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Situation,
    Question,
    /// Can be chosen, ordered, joined, done.
    Offer,
    /// Shown by a tool: looked at rather than read.
    Tool,
    /// Said back, after the answer.
    Remark,
    Explanation,
}

/// A text of an item.
#[derive(Debug)]
pub(super) struct Passage {
    pub text: String,
    pub part: Part,
    pub anchor: Anchor,
}

/// A text that can be chosen.
#[derive(Debug)]
pub(super) struct Offer {
    pub text: String,
    /// Folded as a whole.
    pub folded: String,
    /// Its words, folded.
    pub words: Vec<String>,
    /// Stems of those that carry meaning.
    pub content: Vec<String>,
    pub is_key: bool,
    pub anchor: Anchor,
}

/// A list that one chooses from.
#[derive(Debug)]
pub(super) struct Choices {
    /// What stands over it, where that is not the question: the label of a control, the line to be joined.
    pub label: String,
    pub offers: Vec<Offer>,
    /// Whether the order is drawn for each person.
    pub is_shuffled: bool,
    /// Whether the options stand alone, each a sentence or so: not so in a gap.
    pub is_listed: bool,
}

impl Choices {
    /// The only right option, where there is one, and the wrong ones.
    pub fn one_key(&self) -> Option<(&Offer, Vec<&Offer>)> {
        let (right, wrong): (Vec<_>, Vec<_>) = self.offers.iter().partition(|o| o.is_key);
        match right[..] {
            [key] if wrong.len() > 1 => Some((key, wrong)),
            _ => None,
        }
    }
}

/// What is said back, and about what.
#[derive(Debug)]
pub(super) struct Remark {
    pub text: String,
    /// What it speaks of, where it is the text of an option.
    pub about: String,
    pub is_of_key: bool,
    pub anchor: Anchor,
}

/// An item, read.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub item: &'a Item,
    pub lists: &'static Lists,
    /// In the order in which they are read.
    pub passages: Vec<Passage>,
    pub choices: Vec<Choices>,
    pub remarks: Vec<Remark>,
}

impl<'a> Reading<'a> {
    pub fn new(item: &'a Item) -> Self {
        let mut reading = Self { item, lists: Lists::of(&item.language), passages: Vec::new(), choices: Vec::new(), remarks: Vec::new() };
        reading.passage(&item.situation, Part::Situation, ("situation", 0));
        reading.passage(&item.question, Part::Question, ("question", 0));
        reading.interaction();
        for remark in 0..reading.remarks.len() {
            let Remark { text, anchor, .. } = &reading.remarks[remark];
            let (text, anchor) = (text.clone(), *anchor);
            reading.passage(&text, Part::Remark, anchor);
        }
        reading.passage(&item.explanation, Part::Explanation, ("explanation", 0));
        reading
    }

    fn passage(&mut self, text: &str, part: Part, anchor: Anchor) {
        if !text.trim().is_empty() {
            self.passages.push(Passage { text: text.to_owned(), part, anchor });
        }
    }

    fn remark(&mut self, text: &str, about: &str, is_of_key: bool, anchor: Anchor) {
        self.remarks.push(Remark { text: text.to_owned(), about: about.to_owned(), is_of_key, anchor });
    }

    fn choose(&mut self, label: &str, offers: impl Iterator<Item = (String, bool, Anchor)>, is_shuffled: bool, is_listed: bool) {
        let lists = self.lists;
        let read = |(text, is_key, anchor): (String, bool, Anchor)| {
            let words = tokens(&text);
            Offer { folded: fold(&text), content: content(&words, lists), words, text, is_key, anchor }
        };
        let offers = offers.map(read).collect();
        self.choices.push(Choices { label: label.to_owned(), offers, is_shuffled, is_listed });
    }

    fn interaction(&mut self) {
        match &self.item.interaction {
            Interaction::SingleChoice(x) => self.options(&x.options, x.shuffle),
            Interaction::MultipleChoice(x) => self.options(&x.options, x.shuffle),
            Interaction::Ordering(x) => {
                for (i, step) in x.steps.iter().enumerate() {
                    self.passage(&step.text, Part::Offer, (STEPS, i));
                }
                self.remark(&x.feedback, "", false, ("feedback", 0));
            }
            Interaction::Matching(x) => {
                for (i, prompt) in x.prompts.iter().enumerate() {
                    self.passage(&prompt.text, Part::Offer, (PROMPTS, i));
                    self.remark(&prompt.feedback, "", false, (PROMPTS, i));
                }
                for (i, answer) in x.answers.iter().enumerate() {
                    self.passage(&answer.text, Part::Offer, (ANSWERS, i));
                }
            }
            Interaction::Categorise(x) => {
                for (i, category) in x.categories.iter().enumerate() {
                    self.passage(&category.text, Part::Offer, (CATEGORIES, i));
                }
                for (i, element) in x.elements.iter().enumerate() {
                    self.passage(&element.text, Part::Offer, (ELEMENTS, i));
                    self.remark(&element.feedback, "", false, (ELEMENTS, i));
                }
            }
            Interaction::Gaps(x) => {
                let text: String = gap_pieces(&x.text).map(|piece| piece.unwrap_or("…")).collect();
                self.passage(&text, Part::Offer, ("text", 0));
                for (i, gap) in x.gaps.iter().enumerate() {
                    let offers = gap.options.iter().map(|o| (o.clone(), gap.answer.as_ref() == Some(o), (GAPS, i)));
                    self.choose("", offers, true, false);
                    for option in &gap.options {
                        self.passage(option, Part::Offer, (GAPS, i));
                    }
                    self.remark(&gap.feedback, "", false, (GAPS, i));
                }
            }
            Interaction::ShortAnswer(x) => {
                self.remark(&x.feedback, "", false, ("feedback", 0));
                for (i, wrong) in x.wrong.iter().enumerate() {
                    self.remark(&wrong.feedback, "", false, (WRONG, i));
                }
            }
            Interaction::Number(x) => {
                self.remark(&x.feedback, "", false, ("feedback", 0));
                for (i, wrong) in x.wrong.iter().enumerate() {
                    self.remark(&wrong.feedback, "", false, (WRONG, i));
                }
            }
            Interaction::HotText(x) => {
                let text: String = spot_pieces(&x.text).map(|piece| piece.unwrap_or_else(|(_, words)| words)).collect();
                self.passage(&text, Part::Offer, ("text", 0));
                for (i, spot) in x.spots.iter().enumerate() {
                    self.remark(&spot.feedback, "", false, (SPOTS, i));
                }
            }
            Interaction::Mailbox(x) => self.mailbox(x),
            Interaction::Simulator(x) => self.simulator(x),
        }
    }

    fn options(&mut self, options: &[crate::item::Opt], shuffle: bool) {
        self.choose("", options.iter().enumerate().map(|(i, o)| (o.text.clone(), o.correct, (OPTIONS, i))), shuffle, true);
        for (i, option) in options.iter().enumerate() {
            self.passage(&option.text, Part::Offer, (OPTIONS, i));
            self.remark(&option.feedback, &option.text, option.correct, (OPTIONS, i));
        }
    }

    fn mailbox(&mut self, x: &Mailbox) {
        for (i, message) in x.messages.iter().enumerate() {
            self.passage(&message.subject, Part::Tool, (MESSAGES, i));
            self.passage(&message.body, Part::Tool, (MESSAGES, i));
            self.remark(&message.clue, "", false, (MESSAGES, i));
            self.remark(&message.feedback, "", false, (MESSAGES, i));
        }
    }

    fn simulator(&mut self, x: &Simulator) {
        let mut nth = 0;
        for (i, panel) in x.panels.iter().enumerate() {
            self.passage(&panel.title, Part::Tool, (PANELS, i));
            for block in &panel.blocks {
                self.block(x, block, (BLOCKS, nth));
                nth += 1;
            }
        }
        for (i, rule) in x.rules.iter().enumerate() {
            self.remark(&rule.feedback, "", false, (RULES, i));
            for idea in &rule.wrong {
                self.remark(&idea.feedback, "", false, (RULES, i));
            }
        }
    }

    fn block(&mut self, x: &Simulator, block: &Block, anchor: Anchor) {
        let mut tool = |text: &str| self.passage(text, Part::Tool, anchor);
        let facts = |rows: &[Fact]| rows.iter().map(|[label, value]| format!("{label} {value}")).collect::<Vec<_>>().join("\n");
        match block {
            Block::Text(b) => {
                b.title.iter().for_each(|t| tool(t));
                tool(&b.text);
            }
            Block::Notice(b) => {
                b.title.iter().for_each(|t| tool(t));
                tool(&b.text);
            }
            Block::Facts(b) => {
                b.title.iter().for_each(|t| tool(t));
                tool(&facts(&b.rows));
            }
            Block::Table(b) => {
                tool(&b.title);
                tool(&b.columns.join(" "));
                b.rows.iter().for_each(|row| tool(&row.join(" ")));
            }
            Block::Message(b) => {
                b.subject.iter().for_each(|t| tool(t));
                tool(&b.body);
            }
            Block::AddressBar(b) => tool(&facts(&b.certificate)),
            Block::Chart(b) => {
                tool(&b.title);
                tool(&b.labels.join(" "));
            }
            Block::Choice(b) => {
                self.control(&b.label, b.help.as_deref(), anchor);
                let rule = rule_of(x, &b.id);
                let is_key = |id: &String| rule.is_some_and(|r| r.right.contains(id));
                let offers = b.options.iter().map(|o| (o.text.clone(), is_key(&o.id), anchor));
                self.choose(&b.label, offers, b.shuffle, true);
                for option in &b.options {
                    self.passage(&option.text, Part::Offer, anchor);
                }
            }
            Block::Switch(b) => self.control(&b.label, b.help.as_deref(), anchor),
            Block::Pick(b) => {
                self.control(&b.label, b.help.as_deref(), anchor);
                for row in std::iter::once(&b.columns).chain(b.rows.iter().map(|r| &r.cells)) {
                    self.passage(&row.join(" "), Part::Tool, anchor);
                }
            }
            Block::Entry(b) => self.control(&b.label, b.help.as_deref(), anchor),
            Block::Action(b) => self.control(&b.label, b.help.as_deref(), anchor),
        }
    }

    fn control(&mut self, label: &str, help: Option<&str>, anchor: Anchor) {
        self.passage(label, Part::Offer, anchor);
        self.passage(help.unwrap_or_default(), Part::Offer, anchor);
    }
}

/// The rule that speaks of a control.
pub(super) fn rule_of<'a>(x: &'a Simulator, control: &str) -> Option<&'a Rule> {
    x.rules.iter().find(|r| r.control.as_deref() == Some(control))
}

/// Whether a message is a trap: whoever works with it is harmed.
pub(super) fn is_trap(message: &crate::item::Message) -> bool {
    let works_with_it = [MailAction::Keep, MailAction::Reply].iter().any(|a| message.expect.contains(a));
    !works_with_it && message.expect.contains(&MailAction::Report)
}

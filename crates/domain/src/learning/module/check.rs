//! What is wrong with a module as written: lengths, order, honesty of its minutes, references.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::{Cards, Diagram, Example, Form, Module, Side, Step, Summary, Video, words};
use crate::bank::References;
use crate::item::check::{Findings, is_fictitious, name, source};
use crate::item::{Finding, Item};

/// Minutes of a module.
const MINUTES: RangeInclusive<u32> = 3..=8;
/// Seconds by which the minutes promised may miss those it takes.
const HONEST: u32 = 60;
/// Words of a situation.
const SITUATION: RangeInclusive<usize> = 40..=90;
/// Words of a lesson.
const LESSON: RangeInclusive<usize> = 60..=130;
/// Signs of a gesture.
const GESTURE: usize = 110;
/// Signs of a sentence that stands alone: a promise, a point of a summary.
const SENTENCE: usize = 240;
/// Signs of an alternative text: one or two sentences, in which a picture is said.
const ALTERNATIVE: usize = 300;

const STEPS: &str = "[[steps]]";
const NODES: &str = "[[steps.nodes]]";
const MOVES: &str = "[[steps.moves]]";
const CARDS: &str = "[[steps.cards]]";
const POINTS: &str = "[[steps.points]]";
const CHAPTERS: &str = "[[steps.chapters]]";

/// Defects of one module, read alone: `bank` for the questions it asks. What it shares with others is [`faults_of_modules`]'s to check.
pub fn faults(module: &Module, bank: &[Item]) -> Vec<Finding> {
    let mut found = Findings::default();
    header(module, &mut found);
    rhythm(module, &mut found);
    let mut parts = Parts::default();
    for (i, step) in module.steps.iter().enumerate() {
        for text in step.texts() {
            markup(text, i, &mut found);
        }
        parts.step(i, step, &mut found);
    }
    found.distinct(CARDS, module.cards().map(|card| card.id.as_str()));
    questions(module, bank, &mut found);
    minutes(module, bank, &mut found);
    found.into_list()
}

/// Defects of all modules: for each, the place of the module in `modules` and the finding.
pub fn faults_of_modules(modules: &[Module], bank: &[Item], references: References<'_>) -> Vec<(usize, Finding)> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (i, module) in modules.iter().enumerate() {
        let mut own = Findings::default();
        if let Some(first) = places.insert(&module.id, i) {
            own.push("id-twice", &modules[first].title, "id", 0);
        }
        match references.framework.place_of(&module.objective) {
            None => own.push("objective-unknown", &module.objective, "objective", 0),
            Some(place) => {
                let domain_of = |item: &Item| references.framework.place_of(&item.objective).map(|place| place.domain);
                for (i, step) in module.steps.iter().enumerate() {
                    let Step::Question(question) = step else { continue };
                    let item = bank.iter().find(|item| item.id == question.item);
                    if item.and_then(domain_of).is_some_and(|domain| domain != place.domain) {
                        own.push("item-elsewhere", &question.item, STEPS, i);
                    }
                }
            }
        }
        for trade in module.trades.iter().filter(|t| *t != "tous" && !references.trades.contains(t)) {
            own.push("trade-unknown", trade, "trades", 0);
        }
        for setting in module.settings.iter().filter(|s| !references.settings.contains(s)) {
            own.push("setting-unknown", setting, "settings", 0);
        }
        found.extend(own.into_list().into_iter().chain(faults(module, bank)).map(|finding| (i, finding)));
    }
    for (i, module) in modules.iter().enumerate() {
        let mut own = Findings::default();
        for before in &module.after {
            match places.get(before.as_str()) {
                None => own.push("after-unknown", before, "after", 0),
                Some(place) if leads_to(modules, &places, *place, i) => own.push("after-itself", before, "after", 0),
                Some(_) => {}
            }
        }
        found.extend(own.into_list().into_iter().map(|finding| (i, finding)));
    }
    found.sort_by_key(|(i, _)| *i);
    found
}

/// Whether `to` is `from` or comes before it, however far.
fn leads_to(modules: &[Module], places: &BTreeMap<&str, usize>, from: usize, to: usize) -> bool {
    let (mut seen, mut open) = (vec![false; modules.len()], vec![from]);
    while let Some(place) = open.pop() {
        if place == to {
            return true;
        }
        if !std::mem::replace(&mut seen[place], true) {
            open.extend(modules[place].after.iter().filter_map(|before| places.get(before.as_str())));
        }
    }
    false
}

fn header(module: &Module, found: &mut Findings) {
    name(&module.id, found);
    if module.version == 0 {
        found.push("version-zero", "0", "version", 0);
    }
    fits("title", &module.title, 80, "title", 0, found);
    fits("promise", &module.promise, SENTENCE, "promise", 0, found);
    if module.trades.is_empty() {
        found.push("empty-field", "trades", "trades", 0);
    }
    if !matches!(module.language.as_str(), "fr" | "en") {
        found.push("language-unknown", &module.language, "language", 0);
    }
    source(&module.source, found);
}

/// What every module has, and in which order.
fn rhythm(module: &Module, found: &mut Findings) {
    for (kind, range) in [("situation", 1..=2), ("lesson", 1..=3), ("question", 1..=3), ("cards", 1..=1), ("summary", 1..=1), ("practice", 1..=1)] {
        count(kind, module.steps.iter().filter(|step| step.kind() == kind).count(), range, STEPS, 0, found);
    }
    if !module.steps.iter().any(|step| matches!(step, Step::Diagram(_) | Step::Example(_) | Step::Video(_))) {
        found.push("module-shows-nothing", "diagram, example, video", STEPS, 0);
    }
    if module.steps.first().is_some_and(|step| step.kind() != "situation") {
        found.push("module-order", "situation", STEPS, 0);
    }
    if module.steps.last().is_some_and(|step| step.kind() != "practice") {
        found.push("module-order", "practice", STEPS, module.steps.len() - 1);
    }
    // what is to be kept cannot stand before what it is kept of
    let taught = module.steps.iter().rposition(|step| matches!(step, Step::Lesson(_) | Step::Diagram(_) | Step::Example(_) | Step::Video(_)));
    for (i, step) in module.steps.iter().enumerate() {
        if matches!(step, Step::Cards(_) | Step::Summary(_)) && taught.is_some_and(|last| i < last) {
            found.push("module-order", step.kind(), STEPS, i);
        }
    }
}

/// How many nodes, moves… were met so far: a file knows them by their number.
#[derive(Default)]
struct Parts {
    nodes: usize,
    moves: usize,
    cards: usize,
    points: usize,
    chapters: usize,
}

impl Parts {
    fn step(&mut self, i: usize, step: &Step, found: &mut Findings) {
        match step {
            Step::Situation(passage) => {
                fits("title", &passage.title, 60, STEPS, i, found);
                length("situation", &passage.text, SITUATION, i, found);
            }
            Step::Lesson(passage) => {
                fits("title", &passage.title, 60, STEPS, i, found);
                length("lesson", &passage.text, LESSON, i, found);
            }
            Step::Diagram(diagram) => self.diagram(i, diagram, found),
            Step::Example(example) => self.example(i, example, found),
            Step::Video(video) => self.video(i, video, found),
            Step::Question(question) => {
                if let Some(lead) = &question.lead {
                    fits("lead", lead, 160, STEPS, i, found);
                }
            }
            Step::Cards(cards) => self.cards(i, cards, found),
            Step::Summary(summary) => self.summary(i, summary, found),
            Step::Practice(practice) => {
                length("practice", &practice.text, 8..=90, i, found);
                fits("gesture", &practice.gesture, GESTURE, STEPS, i, found);
            }
        }
    }

    fn diagram(&mut self, i: usize, diagram: &Diagram, found: &mut Findings) {
        fits("title", &diagram.title, 60, STEPS, i, found);
        fits("alt", &diagram.alt, ALTERNATIVE, STEPS, i, found);
        let of_side = |side: Side| diagram.nodes.iter().filter(|node| node.side == Some(side)).count();
        match diagram.form {
            Form::Chain | Form::Layers | Form::Decision => count("nodes", diagram.nodes.len(), 3..=5, STEPS, i, found),
            Form::Compare => {
                count("left", of_side(Side::Left), 1..=4, STEPS, i, found);
                count("right", of_side(Side::Right), 1..=4, STEPS, i, found);
            }
        }
        let compares = diagram.form == Form::Compare;
        if diagram.left_title.is_some() != compares || diagram.right_title.is_some() != compares {
            found.push("diagram-shape", "left_title, right_title", STEPS, i);
        }
        let mut answers: Vec<&str> = Vec::new();
        for (n, node) in diagram.nodes.iter().enumerate() {
            let at = self.nodes + n;
            fits("label", &node.label, 28, NODES, at, found);
            fits("text", &node.text, 90, NODES, at, found);
            if node.side.is_some() != compares {
                found.push("diagram-shape", "side", NODES, at);
            }
            // the first node of a decision is its question
            if node.answer.is_some() != (diagram.form == Form::Decision && n > 0) {
                found.push("diagram-shape", "answer", NODES, at);
            }
            if let Some(answer) = &node.answer {
                fits("answer", answer, 28, NODES, at, found);
                if answers.contains(&answer.as_str()) {
                    found.push("name-twice", answer, NODES, at);
                }
                answers.push(answer);
            }
        }
        self.nodes += diagram.nodes.len();
    }

    fn example(&mut self, i: usize, example: &Example, found: &mut Findings) {
        fits("title", &example.title, 60, STEPS, i, found);
        length("example", &example.text, 1..=90, i, found);
        count("moves", example.moves.len(), 2..=6, STEPS, i, found);
        for (n, step) in example.moves.iter().enumerate() {
            fits("does", &step.does, 120, MOVES, self.moves + n, found);
            fits("because", &step.because, 160, MOVES, self.moves + n, found);
        }
        self.moves += example.moves.len();
    }

    fn video(&mut self, i: usize, video: &Video, found: &mut Findings) {
        fits("title", &video.title, 60, STEPS, i, found);
        for (file, end) in [(&video.file, ".webm"), (&video.captions, ".vtt"), (&video.poster, ".webp")] {
            let stem = file.strip_suffix(end).unwrap_or_default();
            if stem.is_empty() || !stem.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                found.push("video-file", file, STEPS, i);
            }
        }
        if !(10..=180).contains(&video.seconds) {
            found.push("video-length", video.seconds.to_string(), STEPS, i);
        }
        length("transcript", &video.transcript, 20..=600, i, found);
        let rises = video.chapters.is_sorted_by(|a, b| a.at < b.at);
        if !rises || video.chapters.first().is_none_or(|c| c.at != 0) || video.chapters.last().is_some_and(|c| c.at >= video.seconds) {
            found.push("video-chapters", video.chapters.len().to_string(), STEPS, i);
        }
        for (n, chapter) in video.chapters.iter().enumerate() {
            fits("title", &chapter.title, 60, CHAPTERS, self.chapters + n, found);
        }
        self.chapters += video.chapters.len();
    }

    fn cards(&mut self, i: usize, cards: &Cards, found: &mut Findings) {
        count("cards", cards.cards.len(), 3..=5, STEPS, i, found);
        for (n, card) in cards.cards.iter().enumerate() {
            if card.id.is_empty() || !card.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                found.push("id-form", &card.id, CARDS, self.cards + n);
            }
            fits("front", &card.front, 120, CARDS, self.cards + n, found);
            fits("back", &card.back, 160, CARDS, self.cards + n, found);
        }
        self.cards += cards.cards.len();
    }

    fn summary(&mut self, i: usize, summary: &Summary, found: &mut Findings) {
        count("points", summary.points.len(), 3..=3, STEPS, i, found);
        for (n, point) in summary.points.iter().enumerate() {
            fits("text", &point.text, SENTENCE, POINTS, self.points + n, found);
        }
        self.points += summary.points.len();
    }
}

fn questions(module: &Module, bank: &[Item], found: &mut Findings) {
    let mut asked: Vec<&str> = Vec::new();
    for (i, step) in module.steps.iter().enumerate() {
        let Step::Question(question) = step else { continue };
        if asked.contains(&question.item.as_str()) {
            found.push("name-twice", &question.item, STEPS, i);
        }
        asked.push(&question.item);
        match bank.iter().find(|item| item.id == question.item) {
            None => found.push("item-unknown", &question.item, STEPS, i),
            Some(item) if item.language != module.language => found.push("item-language", &question.item, STEPS, i),
            Some(_) => {}
        }
    }
}

/// The minutes promised are those it takes, to a minute.
fn minutes(module: &Module, bank: &[Item], found: &mut Findings) {
    if !MINUTES.contains(&module.minutes) {
        found.push("minutes-range", module.minutes.to_string(), "minutes", 0);
    }
    let takes = module.seconds(|id| bank.iter().find(|item| item.id == id).map(|item| item.time));
    if takes.abs_diff(module.minutes.saturating_mul(60)) > HONEST {
        found.push("minutes-honest", format!("{} / {}:{:02}", module.minutes, takes / 60, takes % 60), "minutes", 0);
    }
}

/// Paragraphs, lists and bold words; no other mark, no address of anybody.
fn markup(text: &str, i: usize, found: &mut Findings) {
    let other = |line: &str| {
        let line = line.trim_start();
        line.starts_with('#') || line.starts_with("* ") || line.starts_with("> ") || line.contains('`') || line.contains("](") || line.contains('<')
    };
    let marked = text.lines().find(|line| other(line)).or_else(|| (text.matches("**").count() % 2 == 1).then_some("**"));
    if let Some(line) = marked {
        found.push("markup", line.trim(), STEPS, i);
    }
    for word in text.split(|c: char| c.is_whitespace() || "«»(),;".contains(c)) {
        if word.rsplit_once('@').is_some_and(|(local, host)| !local.is_empty() && !is_fictitious(host.trim_end_matches(['.', ':', '?', '!', '*']))) {
            found.push("real-address", word, STEPS, i);
        }
    }
}

/// A text that is there, and no longer than so many signs.
fn fits(what: &str, text: &str, most: usize, anchor: &'static str, nth: usize, found: &mut Findings) {
    let signs = text.trim().chars().count();
    if signs == 0 {
        found.push("empty-field", what, anchor, nth);
    } else if signs > most {
        found.push("text-long", format!("{what} : {signs} / {most}"), anchor, nth);
    }
}

/// A text of so many words.
fn length(what: &str, text: &str, range: RangeInclusive<usize>, i: usize, found: &mut Findings) {
    count(what, words(text), range, STEPS, i, found);
}

fn count(what: &str, number: usize, range: RangeInclusive<usize>, anchor: &'static str, nth: usize, found: &mut Findings) {
    if !range.contains(&number) {
        found.push("wrong-count", format!("{what} : {number} ({} à {})", range.start(), range.end()), anchor, nth);
    }
}

//! The diagrams of modules, as SVG: wide for a desk, a column for a telephone. Colours come from the style sheet, by class; what is drawn stands
//! as a list beside it, so the drawings themselves are hidden from whoever listens.

use std::fmt::Write as _;

use minijinja::HtmlEscape;
use serde::Deserialize;

use super::typeset;

/// What is drawn: the shape of a module's own diagram.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Diagram {
    form: Form,
    alt: String,
    #[serde(default)]
    left_title: Option<String>,
    #[serde(default)]
    right_title: Option<String>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Form {
    Chain,
    Compare,
    Layers,
    Decision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Side {
    Left,
    Right,
}

#[derive(Debug, Clone, Deserialize)]
struct Node {
    label: String,
    text: String,
    #[serde(default)]
    side: Option<Side>,
    #[serde(default)]
    answer: Option<String>,
}

/// Widths of the two drawings, in pixels.
const WIDE: f64 = 760.0;
const NARROW: f64 = 340.0;
/// Between the edge of a box and its words.
const PAD: f64 = 14.0;
/// Heights of a line of a label and of a text.
const LABEL: f64 = 21.0;
const TEXT: f64 = 19.0;
/// Their sizes.
const LABEL_SIZE: f64 = 16.0;
const TEXT_SIZE: f64 = 14.5;
/// Between boxes that an arrow joins.
const ARROW: f64 = 30.0;
/// The most boxes that stand in a row and can be read.
const IN_A_ROW: usize = 4;

/// Both drawings; the style sheet shows the one that fits.
pub(super) fn svg(diagram: &Diagram) -> String {
    let mut out = format!("<div class=\"diagram\" role=\"img\" aria-label=\"{}\">", HtmlEscape(&diagram.alt));
    for (class, width) in [("diagram-wide", WIDE), ("diagram-narrow", NARROW)] {
        let mut sheet = Sheet { width, out: String::with_capacity(4096) };
        let height = sheet.draw(diagram);
        let _ = write!(out, "<svg class=\"{class}\" viewBox=\"0 0 {width} {}\" aria-hidden=\"true\" focusable=\"false\">{}</svg>", px(height), sheet.out);
    }
    out.push_str("</div>");
    out
}

struct Sheet {
    width: f64,
    out: String,
}

/// The words of a box, in lines.
struct Words {
    label: Vec<String>,
    text: Vec<String>,
}

impl Words {
    fn of(node: &Node, width: f64) -> Self {
        let room = width - 2.0 * PAD;
        Self { label: lines(&node.label, room, LABEL_SIZE, true), text: lines(&node.text, room, TEXT_SIZE, false) }
    }

    fn height(&self) -> f64 {
        2.0 * PAD + self.label.len() as f64 * LABEL + self.text.len() as f64 * TEXT - 2.0
    }
}

impl Sheet {
    fn is_narrow(&self) -> bool {
        self.width < WIDE
    }

    /// Draws it and returns how high it is.
    fn draw(&mut self, diagram: &Diagram) -> f64 {
        let nodes = &diagram.nodes;
        match diagram.form {
            Form::Chain if self.is_narrow() || nodes.len() > IN_A_ROW => self.column(nodes),
            Form::Chain => self.row(nodes),
            Form::Compare => self.compare(diagram),
            Form::Layers => self.layers(nodes, 0.0, 0),
            Form::Decision if self.is_narrow() || nodes.len() > IN_A_ROW + 1 => self.branches(nodes),
            Form::Decision => self.tree(nodes),
        }
    }

    fn column(&mut self, nodes: &[Node]) -> f64 {
        let mut y = 1.0;
        for (nth, node) in nodes.iter().enumerate() {
            if nth > 0 {
                self.arrow((self.width / 2.0, y - ARROW + 3.0), (self.width / 2.0, y - 3.0));
            }
            y += self.boxed("d-box", node, 1.0, y, self.width - 2.0) + ARROW;
        }
        y - ARROW + 1.0
    }

    fn row(&mut self, nodes: &[Node]) -> f64 {
        let count = nodes.len().max(1) as f64;
        let width = (self.width - 2.0 - ARROW * (count - 1.0)) / count;
        let height = nodes.iter().map(|node| Words::of(node, width).height()).fold(0.0, f64::max);
        for (nth, node) in nodes.iter().enumerate() {
            let x = 1.0 + nth as f64 * (width + ARROW);
            if nth > 0 {
                self.arrow((x - ARROW + 3.0, 1.0 + height / 2.0), (x - 3.0, 1.0 + height / 2.0));
            }
            self.frame("d-box", x, 1.0, width, height);
            self.words(&Words::of(node, width), x + PAD, 1.0 + PAD);
        }
        height + 2.0
    }

    fn compare(&mut self, diagram: &Diagram) -> f64 {
        let gap = 20.0;
        let width = if self.is_narrow() { self.width - 2.0 } else { (self.width - 2.0 - gap) / 2.0 };
        let mut low = 0.0_f64;
        let mut y = 1.0;
        for (side, title, class) in [(Side::Left, &diagram.left_title, "d-box"), (Side::Right, &diagram.right_title, "d-box d-other")] {
            let x = if side == Side::Right && !self.is_narrow() { 1.0 + width + gap } else { 1.0 };
            if !self.is_narrow() {
                y = 1.0;
            }
            y += 17.0;
            for line in lines(title.as_deref().unwrap_or_default(), width, LABEL_SIZE, true) {
                self.line("d-head", x, y, &line);
                y += LABEL;
            }
            y -= 6.0;
            for node in diagram.nodes.iter().filter(|node| node.side == Some(side)) {
                y += self.boxed(class, node, x, y, width) + 10.0;
            }
            low = low.max(y - 10.0);
            y += 12.0;
        }
        low + 1.0
    }

    /// One inside the other.
    fn layers(&mut self, nodes: &[Node], y: f64, depth: usize) -> f64 {
        let Some((node, inner)) = nodes.split_first() else { return y };
        let inset = depth as f64 * if self.is_narrow() { 11.0 } else { 18.0 };
        let (x, width) = (1.0 + inset, self.width - 2.0 - 2.0 * inset);
        let words = Words::of(node, width);
        let from = self.out.len();
        let low = if inner.is_empty() { y + words.height() } else { self.layers(inner, y + words.height() - 4.0, depth + 1) + 11.0 };
        // the outer one is drawn first, so that the inner ones lie upon it
        let within = self.out.split_off(from);
        self.frame(&format!("d-box d-layer-{}", depth.min(4)), x, y + 1.0, width, low - y - 1.0);
        self.words(&words, x + PAD, y + 1.0 + PAD);
        self.out.push_str(&within);
        low + if depth == 0 { 1.0 } else { 0.0 }
    }

    /// A question above, an answer in each column.
    fn tree(&mut self, nodes: &[Node]) -> f64 {
        let Some((question, answers)) = nodes.split_first() else { return 0.0 };
        let top_width = 420.0_f64.min(self.width - 2.0);
        let height = self.boxed("d-box d-question", question, (self.width - top_width) / 2.0, 1.0, top_width) + 1.0;
        let count = answers.len().max(1) as f64;
        let gap = 14.0;
        let width = (self.width - 2.0 - gap * (count - 1.0)) / count;
        let middle = |nth: usize| 1.0 + nth as f64 * (width + gap) + width / 2.0;
        let (bar, pills) = (height + 16.0, height + 30.0);
        let answer = |node: &Node| lines(node.answer.as_deref().unwrap_or_default(), width - 16.0, TEXT_SIZE, true);
        let deep = answers.iter().map(|node| answer(node).len()).max().unwrap_or(1) as f64 * TEXT + 9.0;
        let boxes = pills + deep + 22.0;
        let last = answers.len().saturating_sub(1);
        let (centre, across) = (px(self.width / 2.0), px(bar));
        let _ = write!(self.out, "<path class=\"d-line\" d=\"M{centre} {}V{across}M{} {across}H{}\"/>", px(height), px(middle(0)), px(middle(last)));
        let tallest = answers.iter().map(|node| Words::of(node, width).height()).fold(0.0, f64::max);
        for (nth, node) in answers.iter().enumerate() {
            let x = 1.0 + nth as f64 * (width + gap);
            let said = answer(node);
            let tall = said.len() as f64 * TEXT + 9.0;
            let _ = write!(self.out, "<path class=\"d-line\" d=\"M{} {}V{}\"/>", px(middle(nth)), px(bar), px(pills));
            self.pill(&said, middle(nth), pills);
            self.arrow((middle(nth), pills + tall), (middle(nth), boxes - 3.0));
            self.frame("d-box", x, boxes, width, tallest);
            self.words(&Words::of(node, width), x + PAD, boxes + PAD);
        }
        boxes + tallest + 1.0
    }

    /// A question above, its answers one below the other along a trunk.
    fn branches(&mut self, nodes: &[Node]) -> f64 {
        let Some((question, answers)) = nodes.split_first() else { return 0.0 };
        let mut y = self.boxed("d-box d-question", question, 1.0, 1.0, self.width - 2.0) + 1.0;
        let (trunk, x) = (14.0, 34.0);
        let from = y;
        let mut turn = y;
        for node in answers {
            y += 16.0;
            let said = lines(node.answer.as_deref().unwrap_or_default(), self.width - x - 20.0, TEXT_SIZE, true);
            let tall = said.len() as f64 * TEXT + 9.0;
            turn = y + tall / 2.0;
            let _ = write!(self.out, "<path class=\"d-line\" d=\"M{trunk} {}H{x}\"/>", px(turn));
            let widest = said.iter().map(|line| width_of(line, TEXT_SIZE, true)).fold(0.0, f64::max) + 22.0;
            self.pill(&said, x + widest / 2.0, y);
            y += tall + 6.0;
            y += self.boxed("d-box", node, x, y, self.width - 1.0 - x);
        }
        let _ = write!(self.out, "<path class=\"d-line\" d=\"M{trunk} {}V{}\"/>", px(from), px(turn));
        y + 1.0
    }

    /// An answer, in the middle of `x`.
    fn pill(&mut self, said: &[String], x: f64, y: f64) {
        let widest = said.iter().map(|line| width_of(line, TEXT_SIZE, true)).fold(0.0, f64::max) + 22.0;
        let tall = said.len() as f64 * TEXT + 9.0;
        let _ = write!(
            self.out,
            "<rect class=\"d-pill\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"13\"/>",
            px(x - widest / 2.0),
            px(y),
            px(widest),
            px(tall)
        );
        for (nth, line) in said.iter().enumerate() {
            self.line("d-answer", x, y + 4.0 + TEXT * (nth as f64 + 0.78), line);
        }
    }

    /// A box with its words. Returns how high it is.
    fn boxed(&mut self, class: &str, node: &Node, x: f64, y: f64, width: f64) -> f64 {
        let words = Words::of(node, width);
        self.frame(class, x, y, width, words.height());
        self.words(&words, x + PAD, y + PAD);
        words.height()
    }

    fn frame(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        let _ = write!(self.out, "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"10\"/>", px(x), px(y), px(width), px(height));
    }

    fn words(&mut self, words: &Words, x: f64, y: f64) {
        let mut at = y - 3.0;
        for line in &words.label {
            at += LABEL;
            self.line("d-label", x, at - 4.0, line);
        }
        at += 1.0;
        for line in &words.text {
            at += TEXT;
            self.line("d-text", x, at - 4.0, line);
        }
    }

    fn line(&mut self, class: &str, x: f64, y: f64, words: &str) {
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>", px(x), px(y), HtmlEscape(words));
    }

    /// An arrow, straight down or straight to the right.
    fn arrow(&mut self, from: (f64, f64), to: (f64, f64)) {
        let is_down = from.0.total_cmp(&to.0).is_eq();
        let (a, b) = if is_down { ((to.0 - 5.5, to.1 - 8.0), (to.0 + 5.5, to.1 - 8.0)) } else { ((to.0 - 8.0, to.1 - 5.5), (to.0 - 8.0, to.1 + 5.5)) };
        let _ = write!(
            self.out,
            "<path class=\"d-line\" d=\"M{} {}L{} {}\"/><path class=\"d-tip\" d=\"M{} {}L{} {}L{} {}z\"/>",
            px(from.0),
            px(from.1),
            px(to.0),
            px(to.1 - if is_down { 6.0 } else { 0.0 }),
            px(a.0),
            px(a.1),
            px(to.0),
            px(to.1),
            px(b.0),
            px(b.1)
        );
    }
}

/// Words in lines that fit; a word that is wider than the room has a line of its own.
fn lines(text: &str, room: f64, size: f64, is_bold: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in typeset(text).split(' ').filter(|word| !word.is_empty()) {
        match out.last_mut() {
            Some(line) if width_of(line, size, is_bold) + width_of(" ", size, is_bold) + width_of(word, size, is_bold) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    out
}

/// How wide words are at the most: the classes of letters of our typeface, rounded up, since a drawing cannot measure.
fn width_of(words: &str, size: f64, is_bold: bool) -> f64 {
    let em: f64 = words
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' => 0.30,
            'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.40,
            'm' | 'w' | 'M' | 'W' | 'œ' | '…' | '%' | '@' | '—' => 0.88,
            c if c.is_uppercase() => 0.70,
            _ => 0.56,
        })
        .sum();
    em * size * if is_bold { 1.06 } else { 1.0 }
}

fn px(value: f64) -> String {
    ((value * 10.0).round() / 10.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(label: &str, text: &str, side: Option<Side>, answer: Option<&str>) -> Node {
        Node { label: label.into(), text: text.into(), side, answer: answer.map(Into::into) }
    }

    fn diagram(form: Form, count: usize) -> Diagram {
        let long = "Comparée ligne à ligne avec l'écran, sans rien copier de plus que ce qu'il faut <ici>.";
        let one = |nth: usize| {
            let side = (form == Form::Compare).then_some(if nth.is_multiple_of(2) { Side::Left } else { Side::Right });
            node("Identité récupérée & sûre", long, side, (form == Form::Decision && nth > 0).then_some("Les deux, sans aucun écart"))
        };
        let heads = (form == Form::Compare).then(|| "On vérifie".to_owned());
        Diagram { form, alt: "A & \"B\"".into(), left_title: heads.clone(), right_title: heads, nodes: (0..count).map(one).collect() }
    }

    /// Numbers of an attribute, in order.
    fn numbers(svg: &str, name: &str) -> Vec<f64> {
        svg.split(&format!(" {name}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn every_form_stays_on_its_sheet_and_nothing_can_be_slipped_in() {
        for form in [Form::Chain, Form::Compare, Form::Layers, Form::Decision] {
            for count in 3..=6 {
                let both = svg(&diagram(form, count));
                assert!(both.contains("aria-label=\"A &amp; &quot;B&quot;\"") && both.contains("&lt;ici&gt;") && !both.contains("<ici>"), "{form:?}");
                for (drawing, width) in both.split("<svg ").skip(1).zip([WIDE, NARROW]) {
                    let height: f64 = drawing.split("viewBox=\"0 0 ").nth(1).unwrap().split(['"', ' ']).nth(1).unwrap().parse().unwrap();
                    let boxes: Vec<&str> = drawing.split("<rect ").skip(1).collect();
                    assert!(boxes.len() >= count, "{form:?} {count}");
                    for rect in boxes {
                        let of = |name: &str| numbers(&format!(" {rect}"), name)[0];
                        assert!(of("x") >= 0.0 && of("x") + of("width") <= width + 0.2, "{form:?} {count}: {rect:.120}");
                        assert!(of("y") >= 0.0 && of("y") + of("height") <= height + 0.2, "{form:?} {count}: {rect:.120}, {height}");
                    }
                    for text in drawing.split("<text ").skip(1) {
                        assert!(numbers(&format!(" {text}"), "y")[0] < height, "{form:?} {count}: {text:.80}");
                    }
                }
            }
        }
    }

    #[test]
    fn words_are_broken_into_lines_that_fit() {
        let broken = lines("Comparée ligne à ligne avec l'écran", 100.0, TEXT_SIZE, false);
        assert!(broken.len() > 2 && broken.iter().all(|line| width_of(line, TEXT_SIZE, false) <= 100.0), "{broken:?}");
        assert_eq!(broken.join(" "), typeset("Comparée ligne à ligne avec l'écran"));
        assert_eq!(lines("anticonstitutionnellement oui", 20.0, TEXT_SIZE, false).len(), 2);
        assert_eq!(lines("", 20.0, TEXT_SIZE, false), [""; 0]);
    }
}

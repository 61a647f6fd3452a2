//! Marked-up text into ours: paragraphs of plain words. Nothing active comes through, and what the marks said beyond the words is told.

use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::limits;
use super::loss::Code;
use super::xml::El;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Words(String),
    /// The place of something else, by its number.
    Hole(usize),
}

/// What to do with an element met on the way.
pub(super) enum Visit {
    /// Read it as text.
    Read,
    /// Leave it out.
    Skip,
    /// Put a hole in its place, inside the paragraph.
    Hole(usize),
}

/// Text being collected.
#[derive(Debug, Default)]
pub(super) struct Prose {
    paragraphs: Vec<Vec<Piece>>,
    current: Vec<Piece>,
    /// What was lost on the way.
    pub(super) lost: BTreeSet<(Code, String)>,
    length: usize,
}

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];
/// Elements that do something, or hold no text to be read.
const ACTIVE: [&str; 18] = [
    "script", "style", "iframe", "frame", "embed", "applet", "form", "input", "button", "select", "textarea", "svg", "canvas", "template", "noscript", "link",
    "meta", "base",
];
/// Elements whose marks are not kept.
const EMPHASIS: [&str; 13] = ["b", "strong", "i", "em", "u", "mark", "h1", "h2", "h3", "h4", "h5", "h6", "del"];

impl Prose {
    /// Plain text, where empty lines separate paragraphs.
    pub(super) fn of_plain(text: &str) -> Self {
        let mut prose = Self::default();
        for paragraph in text.replace("\r\n", "\n").split("\n\n") {
            prose.words(paragraph);
            prose.end_paragraph();
        }
        prose
    }

    /// The text of an element; `visit` says what to do with those it knows.
    pub(super) fn of_xml<'a>(el: El<'a>, visit: &mut dyn FnMut(El<'a>) -> Visit) -> Self {
        let mut prose = Self::default();
        prose.walk(el, visit);
        prose
    }

    /// The text of HTML as browsers would read it.
    pub(super) fn of_html(html: &str) -> Self {
        let mut prose = Self::default();
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        // inside an element that is left out: its name, and how many of that name are open
        let mut out: Option<(String, usize)> = None;
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let attribute = |wanted: &str| {
                        tag.attributes.iter().find(|(key, _)| key.as_slice() == wanted.as_bytes()).map(|(_, v)| String::from_utf8_lossy(v).into_owned())
                    };
                    match &mut out {
                        Some((open, depth)) => *depth += usize::from(*open == name && !tag.self_closing),
                        None if !prose.open(&name, attribute) && !tag.self_closing && !is_void(&name) => out = Some((name, 1)),
                        None => {}
                    }
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    match &mut out {
                        Some((open, depth)) if *open == name => {
                            *depth -= 1;
                            if *depth == 0 {
                                out = None;
                            }
                        }
                        Some(_) => {}
                        None => prose.close(&name),
                    }
                }
                Token::String(words) if out.is_none() => prose.words(&String::from_utf8_lossy(&words)),
                _ => {}
            }
        }
        prose
    }

    fn walk<'a>(&mut self, el: El<'a>, visit: &mut dyn FnMut(El<'a>) -> Visit) {
        for node in el.0.children() {
            if node.is_text() {
                self.words(node.text().unwrap_or_default());
            } else if node.is_element() {
                let child = El(node);
                match visit(child) {
                    Visit::Skip => {}
                    Visit::Hole(number) => self.current.push(Piece::Hole(number)),
                    Visit::Read => {
                        let name = child.name();
                        if self.open(&name, |wanted| child.attr(wanted).map(str::to_owned)) {
                            self.walk(child, visit);
                        }
                        self.close(&name);
                    }
                }
            }
        }
    }

    /// An element begins; whether what is in it is read.
    fn open(&mut self, name: &str, attribute: impl Fn(&str) -> Option<String>) -> bool {
        if BLOCKS.contains(&name) {
            self.end_paragraph();
        }
        if EMPHASIS.contains(&name) {
            self.lose(Code::Emphasis, "");
        }
        match name {
            "li" => self.words("• "),
            "table" => self.lose(Code::Table, ""),
            "img" => self.picture(attribute("alt"), attribute("src")),
            "a" => {
                if let Some(href) = attribute("href") {
                    self.lose(Code::Link, href);
                }
            }
            "math" => {
                self.lose(Code::Formula, "");
                return false;
            }
            "audio" | "video" => {
                self.lose(Code::Media, attribute("src").unwrap_or_default());
                return false;
            }
            "object" => {
                let is_picture = attribute("type").is_some_and(|t| t.starts_with("image/"));
                if !is_picture {
                    self.lose(Code::Media, attribute("data").or_else(|| attribute("type")).unwrap_or_default());
                    return false;
                }
                // what stands inside is what stands for it
                self.lose(Code::PictureWords, attribute("data").unwrap_or_default());
            }
            "sup" | "sub" => self.raise(name),
            _ if ACTIVE.contains(&name) => {
                self.lose(Code::Active, name);
                return false;
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "td" | "th" => self.words(" | "),
            "tr" => {
                if let Some(Piece::Words(words)) = self.current.last_mut() {
                    *words = words.trim_end().trim_end_matches('|').to_owned();
                }
                self.end_paragraph();
            }
            "sup" | "sub" => self.lower(),
            _ if BLOCKS.contains(&name) => self.end_paragraph(),
            _ => {}
        }
    }

    fn picture(&mut self, words: Option<String>, address: Option<String>) {
        if let Some(words) = words.filter(|w| !w.trim().is_empty()) {
            self.lose(Code::PictureWords, words.trim());
            self.words(&format!(" [{}] ", words.trim()));
        } else {
            // an address that holds the picture itself is no name
            let address = address.unwrap_or_default();
            self.lose(Code::PictureDropped, if address.starts_with("data:") { "data:" } else { &address });
        }
    }

    /// `10<sup>3</sup>` must not become 103: digits are raised as characters where there are any, and marked otherwise.
    fn raise(&mut self, name: &str) {
        self.current.push(Piece::Words(if name == "sup" { "\u{2}".to_owned() } else { "\u{3}".to_owned() }));
    }

    fn lower(&mut self) {
        let Some(at) = self.current.iter().rposition(|p| matches!(p, Piece::Words(w) if w == "\u{2}" || w == "\u{3}")) else { return };
        let is_raised = self.current[at] == Piece::Words("\u{2}".to_owned());
        let inside: String = self.current.drain(at..).filter_map(|p| if let Piece::Words(w) = p { Some(w) } else { None }).skip(1).collect();
        let written: Option<String> = inside.trim().chars().map(|c| small(c, is_raised)).collect();
        let written = written.unwrap_or_else(|| if is_raised { format!("^({})", inside.trim()) } else { format!("_({})", inside.trim()) });
        self.current.push(Piece::Words(written));
    }

    pub(super) fn words(&mut self, text: &str) {
        self.length += text.len();
        if self.length > limits::TEXT {
            self.lose(Code::TooLarge, format!("{} kB", limits::TEXT / 1000));
            return;
        }
        if !text.is_empty() {
            // control characters say nothing, and those of the private area are nobody's letters
            let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
            self.current.push(Piece::Words(text));
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let pieces = folded(std::mem::take(&mut self.current));
        if !pieces.is_empty() {
            self.paragraphs.push(pieces);
        }
    }

    pub(super) fn lose(&mut self, code: Code, detail: impl Into<String>) {
        let detail: String = detail.into().chars().take(200).collect();
        self.lost.insert((code, detail));
    }

    /// The paragraphs.
    pub(super) fn finish(mut self) -> (Vec<Vec<Piece>>, BTreeSet<(Code, String)>) {
        self.end_paragraph();
        (self.paragraphs, self.lost)
    }
}

/// Elements that hold nothing and are never closed.
fn is_void(name: &str) -> bool {
    matches!(name, "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "source" | "track" | "wbr" | "frame")
}

fn small(c: char, raised: bool) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match (c, raised) {
        ('0'..='9', true) => Some(RAISED[(c as u32 - '0' as u32) as usize]),
        ('0'..='9', false) => char::from_u32(0x2080 + c as u32 - '0' as u32),
        ('-' | '−', true) => Some('⁻'),
        ('-' | '−', false) => Some('₋'),
        ('+', true) => Some('⁺'),
        ('+', false) => Some('₊'),
        ('e', true) => Some('ᵉ'),
        ('r', true) => Some('ʳ'),
        _ => None,
    }
}

/// Neighbouring words joined, white space folded, none at either end.
fn folded(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Words(before)), Piece::Words(words)) => before.push_str(&words),
            (_, piece) => out.push(piece),
        }
    }
    for piece in &mut out {
        if let Piece::Words(words) = piece {
            *words = fold_spaces(words);
        }
    }
    if let Some(Piece::Words(words)) = out.first_mut() {
        *words = words.trim_start().to_owned();
    }
    if let Some(Piece::Words(words)) = out.last_mut() {
        *words = words.trim_end().to_owned();
    }
    out.retain(|p| !matches!(p, Piece::Words(w) if w.is_empty()));
    out
}

/// One space for each run of white space, at the ends too. Spaces that do not break are words of French, and stay.
fn fold_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Paragraphs as our files write them: separated by empty lines. Holes are left out.
pub(super) fn plain(paragraphs: &[Vec<Piece>]) -> String {
    written(paragraphs, |_| String::new())
}

/// The same with words for each hole.
pub(super) fn written(paragraphs: &[Vec<Piece>], mut hole: impl FnMut(usize) -> String) -> String {
    let paragraph = |pieces: &Vec<Piece>| -> String {
        let words = pieces.iter().map(|p| match p {
            Piece::Words(words) => words.clone(),
            Piece::Hole(number) => hole(*number),
        });
        words.collect()
    };
    paragraphs.iter().map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> (String, Vec<Code>) {
        let (paragraphs, lost) = Prose::of_html(text).finish();
        (plain(&paragraphs), lost.into_iter().map(|(code, _)| code).collect())
    }

    #[test]
    fn html_becomes_paragraphs_of_words() {
        assert_eq!(html("<p>Un&nbsp;<b>deux</b>\n trois</p><p>quatre<br>cinq</p>"), ("Un\u{a0}deux trois\n\nquatre\n\ncinq".into(), vec![Code::Emphasis]));
        assert_eq!(html("<ul><li>a</li><li>b &amp; c</li></ul>").0, "• a\n\n• b & c");
        assert_eq!(html("10<sup>3</sup> et CO<sub>2</sub>, x<sup>ab</sup>").0, "10³ et CO₂, x^(ab)");
        assert_eq!(html("<table><tr><td>1</td><td>2</td></tr></table>"), ("1 | 2".into(), vec![Code::Table]));
    }

    #[test]
    fn nothing_active_comes_through() {
        for hostile in [
            "a<script>alert('<b>')</script>b",
            "a<SCRIPT src=https://x.example></SCRIPT>b",
            "a<style>p{background:url(https://x.example)}</style>b",
            "a<iframe src='javascript:1'>z</iframe>b",
            "a<svg onload=alert(1)><text>z</text></svg>b",
            "a<noscript>z</noscript>b",
            "a<form><input value=z></form>b",
        ] {
            let (words, lost) = html(hostile);
            assert_eq!(words, "ab", "{hostile}");
            assert_eq!(lost, [Code::Active], "{hostile}");
        }
        assert_eq!(html("<a href='javascript:alert(1)' onclick=x>ici</a>"), ("ici".into(), vec![Code::Link]));
        assert_eq!(html("<img src=x onerror=alert(1)>"), (String::new(), vec![Code::PictureDropped]));
        assert_eq!(html("&lt;script&gt;").0, "<script>", "words are words; every page escapes them");
        assert_eq!(html("a<!-- c -->b<script>c").0, "ab");
    }
}

//! XML in and out. In: a tree without document type or entities, of limited depth and size. Out: elements that escape themselves.

use std::borrow::Cow;

use roxmltree::{Document, Node, ParsingOptions};

use super::draft::Import;
use super::limits;
use super::loss::Code;

/// An element, with the names of QTI 2.x and 3.0 read alike: `simpleChoice` and `qti-simple-choice` are both `simple-choice`.
#[derive(Debug, Clone, Copy)]
pub(super) struct El<'a>(pub(super) Node<'a, 'a>);

/// Parses a document and hands over its root; what cannot be parsed is refused.
pub(super) fn with_document(import: &mut Import, text: &str, read: impl FnOnce(&mut Import, El<'_>)) {
    if let Some(line) = too_deep(text) {
        return import.refuse(line, "", Code::TooComplex, limits::DEPTH.to_string());
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: limits::NODES, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => read(import, El(document.root_element())),
        Err(roxmltree::Error::DtdDetected) => import.refuse(1, "", Code::Doctype, ""),
        Err(roxmltree::Error::NodesLimitReached) => import.refuse(0, "", Code::TooComplex, limits::NODES.to_string()),
        Err(error) => import.refuse(error.pos().row as usize, "", Code::BrokenXml, error.to_string()),
    }
}

/// The line where elements are nested deeper than [`limits::DEPTH`], counted before anything recursive sees them.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut rest) = (0_usize, text);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |i| i + end.len());
        let length = if rest.starts_with("<!--") {
            skip("-->")
        } else if rest.starts_with("<![CDATA[") {
            skip("]]>")
        } else {
            let length = end_of_tag(rest);
            let tag = &rest[..length];
            if tag.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if !tag.starts_with("<?") && !tag.starts_with("<!") && !tag.ends_with("/>") {
                depth += 1;
            }
            length
        };
        if depth > limits::DEPTH {
            return Some(text[..text.len() - rest.len()].matches('\n').count() + 1);
        }
        rest = &rest[length.max(1)..];
    }
    None
}

/// Bytes of the tag that a text begins with; `>` inside quotes does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (i, c) in text.bytes().enumerate() {
        match (quote, c) {
            (None, b'>') => return i + 1,
            (None, b'"' | b'\'') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// `simpleChoice` and `qti-simple-choice` as `simple-choice`.
fn kebab(name: &str) -> Cow<'_, str> {
    let name = name.strip_prefix("qti-").unwrap_or(name);
    if !name.contains(|c: char| c.is_ascii_uppercase()) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('-');
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

impl<'a> El<'a> {
    /// Name as in QTI 3.0, without its prefix.
    pub(super) fn name(self) -> Cow<'a, str> {
        kebab(self.tag())
    }

    /// Name as it is written.
    pub(super) fn tag(self) -> &'a str {
        self.0.tag_name().name()
    }

    pub(super) fn is(self, name: &str) -> bool {
        self.name() == name
    }

    /// An attribute by its name in QTI 3.0.
    pub(super) fn attr(self, name: &str) -> Option<&'a str> {
        self.0.attributes().find(|a| a.namespace().is_none() && (a.name() == name || kebab(a.name()) == name)).map(|a| a.value())
    }

    pub(super) fn id(self) -> &'a str {
        self.attr("identifier").unwrap_or_default().trim()
    }

    pub(super) fn number(self, name: &str) -> Option<f64> {
        self.attr(name)?.trim().parse().ok().filter(|n: &f64| n.is_finite())
    }

    pub(super) fn flag(self, name: &str) -> bool {
        matches!(self.attr(name).map(str::trim), Some("true" | "1"))
    }

    /// `xml:lang`.
    pub(super) fn language(self) -> Option<&'a str> {
        self.0.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::trim).filter(|l| !l.is_empty())
    }

    pub(super) fn children(self) -> impl Iterator<Item = El<'a>> {
        self.0.children().filter(Node::is_element).map(El)
    }

    pub(super) fn child(self, name: &str) -> Option<El<'a>> {
        self.children().find(|c| c.is(name))
    }

    pub(super) fn all(self, name: &'static str) -> impl Iterator<Item = El<'a>> {
        self.children().filter(move |c| c.is(name))
    }

    /// Every element below, and this one.
    pub(super) fn within(self) -> impl Iterator<Item = El<'a>> {
        self.0.descendants().filter(Node::is_element).map(El)
    }

    /// All text inside, trimmed.
    pub(super) fn text(self) -> String {
        let whole: String = self.0.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
        whole.trim().to_owned()
    }

    pub(super) fn line(self) -> usize {
        self.0.document().text_pos_at(self.0.range().start).row as usize
    }
}

/// An element on its way out.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    name: &'static str,
    attributes: Vec<(Cow<'static, str>, String)>,
    inside: Vec<Inside>,
}

#[derive(Debug, Clone)]
enum Inside {
    Tag(Tag),
    Text(String),
}

impl Tag {
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), inside: Vec::new() }
    }

    pub(super) fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    pub(super) fn maybe(self, name: impl Into<Cow<'static, str>>, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.inside.push(Inside::Text(text.into()));
        self
    }

    pub(super) fn child(mut self, tag: Self) -> Self {
        self.inside.push(Inside::Tag(tag));
        self
    }

    pub(super) fn children(mut self, tags: impl IntoIterator<Item = Self>) -> Self {
        self.inside.extend(tags.into_iter().map(Inside::Tag));
        self
    }

    /// Whether an element of this name stands anywhere inside.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.name == name || self.inside.iter().any(|i| matches!(i, Inside::Tag(t) if t.holds(name)))
    }

    /// A whole document.
    pub(super) fn document(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write(&mut out, Some(0));
        out.push('\n');
        out
    }

    /// Indented as long as no text stands between elements, where spaces would count.
    fn write(&self, out: &mut String, indent: Option<usize>) {
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, true, out);
            out.push('"');
        }
        if self.inside.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        let inner = indent.filter(|_| !self.inside.iter().any(|i| matches!(i, Inside::Text(_)))).map(|i| i + 1);
        for inside in &self.inside {
            match inside {
                Inside::Text(text) => escape(text, false, out),
                Inside::Tag(tag) => {
                    new_line(out, inner);
                    tag.write(out, inner);
                }
            }
        }
        if inner.is_some() {
            new_line(out, indent);
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

fn new_line(out: &mut String, indent: Option<usize>) {
    if let Some(indent) = indent {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", indent));
    }
}

/// Escapes for an element or, with `quoted`, for an attribute, whose line breaks a parser would fold. Characters that XML 1.0
/// cannot hold at all are left out.
fn escape(text: &str, quoted: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if quoted => out.push_str("&quot;"),
            '\n' if quoted => out.push_str("&#10;"),
            '\t' if quoted => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let tag = Tag::new("a").with("b", "1 < 2 & \"3\"\n").child(Tag::new("c").text("x ").child(Tag::new("d").text("<y>\r")));
        let text = tag.document();
        let document = Document::parse(&text).expect("well-formed");
        let root = El(document.root_element());
        assert_eq!(root.attr("b"), Some("1 < 2 & \"3\"\n"));
        assert_eq!(root.child("c").and_then(|c| c.child("d")).map(|d| d.0.text()), Some(Some("<y>\r")));
    }

    #[test]
    fn both_spellings_of_qti_have_one_name() {
        assert_eq!(kebab("simpleChoice"), "simple-choice");
        assert_eq!(kebab("qti-simple-choice"), "simple-choice");
    }

    #[test]
    fn depth_is_counted_outside_comments_and_quotes() {
        let nest = |n: usize| format!("{}{}", "<a b='>'>".repeat(n), "</a>".repeat(n));
        assert_eq!(too_deep(&nest(limits::DEPTH)), None);
        assert_eq!(too_deep(&nest(limits::DEPTH + 1)), Some(1));
        assert_eq!(too_deep(&format!("<r><!--{}--><![CDATA[{}]]></r>", nest(500), nest(500))), None);
        assert_eq!(too_deep("<a/>".repeat(500).as_str()), None);
    }
}

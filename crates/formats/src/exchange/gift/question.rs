//! Questions of GIFT in.

use domain::item::{Gap, Gaps, Interaction, Opt, SingleChoice};

use super::super::draft::{Import, Refused, Said, refused};
use super::super::header::Header;
use super::super::judge::set_points;
use super::super::loss::Code;
use super::super::parts::{letter, unescaped};
use super::super::prose::Prose;
use super::answers::{Block, answers};

/// A question as it stands in the file.
struct Source {
    line: usize,
    text: String,
    header: Header,
}

/// Reads every question of a file.
pub(super) fn read(import: &mut Import, text: &str) {
    let sources = sources(import, text);
    if sources.is_empty() {
        return import.refuse(0, "", Code::UnknownFormat, "");
    }
    for (number, source) in sources.into_iter().enumerate() {
        let (title, body) = title(&source.text);
        let title = title.map(unescaped).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let named = source.header.get("id").map(str::to_owned).or_else(|| Some(title.clone()).filter(|t| !t.is_empty()));
        let origin = named.unwrap_or_else(|| (number + 1).to_string());
        let said = Said { origin: origin.clone(), line: source.line, title, ..Said::default() };
        import.one(source.line, &origin, |import| question(import, body, said, &source.header));
    }
}

/// Questions, separated by empty lines; comments and categories left out, the names and tags in comments kept.
fn sources(import: &mut Import, text: &str) -> Vec<Source> {
    let (mut found, mut open): (Vec<Source>, Option<Source>) = (Vec::new(), None);
    let (mut header, mut depth) = (Header::default(), 0_i32);
    for (n, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        let is_comment = trimmed.starts_with("//") && depth <= 0;
        if is_comment {
            comment(trimmed, &mut header);
            continue;
        }
        if let Some(category) = trimmed.strip_prefix("$CATEGORY:").filter(|_| open.is_none()) {
            import.lose(n + 1, "", Code::Tags, category.trim());
            continue;
        }
        // an empty line inside braces is a slip that every program forgives
        if trimmed.is_empty() && depth <= 0 {
            found.extend(open.take());
            depth = 0;
            continue;
        }
        depth += braces(line);
        let source = open.get_or_insert_with(|| Source { line: n + 1, text: String::new(), header: std::mem::take(&mut header) });
        source.text.push_str(line);
        source.text.push('\n');
    }
    found.extend(open);
    found
}

/// How many more braces a line opens than it closes.
fn braces(line: &str) -> i32 {
    let (mut depth, mut escaped) = (0, false);
    for c in line.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    depth
}

/// `[id:name]` and `[tag:words]` of a comment.
fn comment(line: &str, header: &mut Header) {
    // a value may hold brackets of its own, escaped
    let kept = line.replace("\\[", "\u{2}").replace("\\]", "\u{1}");
    for part in kept.split('[').skip(1) {
        let Some((part, _)) = part.split_once(']') else { continue };
        let part = part.replace('\u{1}', "]").replace('\u{2}', "[");
        match part.split_once(':') {
            Some(("id", id)) => {
                header.0.insert("id".to_owned(), id.trim().to_owned());
            }
            Some(("tag", tag)) => {
                if let Some((name, value)) = tag.strip_prefix("socle-").and_then(|t| t.split_once(':')) {
                    header.0.insert(name.trim().to_owned(), value.trim().to_owned());
                }
            }
            _ => {}
        }
    }
}

/// `::title::` before a question.
fn title(text: &str) -> (Option<&str>, &str) {
    let trimmed = text.trim_start();
    match trimmed.strip_prefix("::").and_then(|rest| end_of_title(rest).map(|at| (&rest[..at], &rest[at + 2..]))) {
        Some((title, body)) => (Some(title.trim()), body),
        None => (None, trimmed),
    }
}

fn end_of_title(text: &str) -> Option<usize> {
    text.match_indices("::").map(|(i, _)| i).find(|i| !text[..*i].ends_with('\\'))
}

/// The brace that is not escaped, from a place on.
fn find(text: &str, brace: char) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == brace => return Some(i),
            _ => {}
        }
    }
    None
}

fn question(import: &mut Import, body: &str, mut said: Said, header: &Header) -> Result<(), Refused> {
    let (format, body) = format(body);
    let Some(start) = find(body, '{') else { return refused(Code::NoInteraction, body.lines().next().unwrap_or_default()) };
    let Some(length) = find(&body[start..], '}') else { return refused(Code::Brackets, "{") };
    let (before, inside, after) = (&body[..start], &body[start + 1..start + length], body[start + length + 1..].trim());
    if find(after, '{').is_some() {
        return refused(Code::SeveralInteractions, "{ }");
    }
    let words = |import: &mut Import, text: &str, said: &Said| {
        let text = unescaped(text);
        import.plain(said, if format == "html" { Prose::of_html(&text) } else { Prose::of_plain(&text) })
    };
    let Block { mut read, explanation } = answers(import, &said, inside, header, format == "html")?;
    said.explanation = words(import, &explanation, &said)?;
    let text = words(import, before, &said)?;
    let mut paragraphs: Vec<String> = text.split("\n\n").filter(|p| !p.is_empty()).map(str::to_owned).collect();
    if !after.is_empty() || header.kind() == Some("gaps") {
        let behind = words(import, after, &said)?;
        let before = paragraphs.pop().unwrap_or_default();
        read.interaction = gap(read.interaction, &before, &behind)?;
    }
    if let Some(points) = header.points() {
        set_points(&mut read.interaction, points);
    } else if let Some(detail) = read.differs {
        import.lose(said.line, &said.origin, Code::ScoringDiffers, detail);
    }
    said.question = paragraphs.pop().unwrap_or_default();
    said.situation = paragraphs.join("\n\n");
    header.take(import, said, read.interaction);
    Ok(())
}

/// `[html]` and its like before a text.
fn format(text: &str) -> (&str, &str) {
    let trimmed = text.trim_start();
    for format in ["html", "plain", "moodle", "markdown"] {
        if let Some(rest) = trimmed.strip_prefix('[').and_then(|t| t.strip_prefix(format)).and_then(|t| t.strip_prefix(']')) {
            return (if format == "moodle" { "html" } else { format }, rest);
        }
    }
    ("plain", trimmed)
}

/// A missing word: the answers stand inside the sentence.
fn gap(interaction: Interaction, before: &str, after: &str) -> Result<Interaction, Refused> {
    let text = |before: &str, after: &str| -> Result<String, Refused> {
        if before.contains('{') || after.contains('{') {
            return refused(Code::Brackets, "{ }");
        }
        let is_mark = after.starts_with(['.', ',', ';', ')', '!', '?']) && !after.starts_with(' ');
        let (left, right) = (if before.is_empty() { "" } else { " " }, if after.is_empty() || is_mark { "" } else { " " });
        Ok(format!("{before}{left}{{g1}}{right}{after}"))
    };
    let gap = match interaction {
        Interaction::SingleChoice(SingleChoice { options, .. }) => {
            let answer = options.iter().find(|o| o.correct).map(|o| o.text.clone());
            let feedback = options.iter().find(|o| !o.correct && !o.feedback.is_empty()).map(|o: &Opt| o.feedback.clone()).unwrap_or_default();
            Gap { id: "g1".to_owned(), options: options.into_iter().map(|o| o.text).collect(), answer, accept: Vec::new(), feedback }
        }
        Interaction::ShortAnswer(x) => Gap { id: "g1".to_owned(), options: Vec::new(), answer: None, accept: x.accept, feedback: x.feedback },
        other => return refused(Code::UnknownKind, other.kind()),
    };
    Ok(Interaction::Gaps(Gaps { text: text(before, after)?, gaps: vec![gap], points: 1 }))
}

/// Options of a choice: shared between kinds of answers.
pub(super) fn option(i: usize, text: String, feedback: String) -> Opt {
    Opt { id: letter(i), text, correct: false, feedback }
}

//! Moodle's "embedded answers": gaps written `{1:SHORTANSWER:=right#why~wrong#why}` inside a text.

use domain::item::{Gap, Gaps, Interaction};

use super::super::draft::{Import, Refused, Said, refused};
use super::super::loss::Code;
use super::super::parts::{Read, split, unescaped};
use super::super::prose::{Prose, plain};

/// Takes the gaps out of the paragraphs; those before them remain.
pub(super) fn read(import: &mut Import, said: &Said, paragraphs: &mut Vec<String>) -> Result<Read, Refused> {
    let is_gap = |p: &String| p.contains('{');
    let (Some(first), Some(last)) = (paragraphs.iter().position(is_gap), paragraphs.iter().rposition(|p| p.contains('}'))) else {
        return refused(Code::NoKey, "{ }");
    };
    if last < first {
        return refused(Code::Brackets, "{ }");
    }
    let text = paragraphs[first..=last].join("\n\n");
    let (mut out, mut gaps, mut differs) = (String::new(), Vec::new(), None);
    let mut rest = text.as_str();
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let Some(length) = end(&rest[start..]) else { return refused(Code::Brackets, "{ }") };
        let id = format!("g{}", gaps.len() + 1);
        let (gap, has_parts) = gap(import, said, id, &rest[start + 1..start + length - 1])?;
        if has_parts {
            differs = Some(gap.id.clone());
        }
        out.extend(["{", &*gap.id, "}"]);
        gaps.push(gap);
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    if out.matches('{').count() != gaps.len() {
        return refused(Code::Brackets, "{ }");
    }
    let after = paragraphs.split_off(last + 1);
    paragraphs.truncate(first);
    if !after.is_empty() {
        import.lose(said.line, &said.origin, Code::TextMoved, after[0].clone());
        paragraphs.splice(0..0, after);
    }
    let is_one = gaps.len() == 1;
    let mut read = Read::parts(Interaction::Gaps(Gaps { text: out, gaps, points: if is_one { 1 } else { 2 } }));
    if is_one {
        super::super::judge::set_points(&mut read.interaction, 1);
        read.differs = differs;
    }
    Ok(read)
}

/// Bytes up to the brace that closes a gap.
fn end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '}' => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// One gap from what stands between its braces; whether wrong answers are worth something.
fn gap(import: &mut Import, said: &Said, id: String, inside: &str) -> Result<(Gap, bool), Refused> {
    let mut head = inside.splitn(3, ':');
    let (Some(_), Some(kind), Some(answers)) = (head.next(), head.next(), head.next()) else { return refused(Code::Unreadable, inside) };
    let kind = kind.trim().to_ascii_uppercase();
    let is_chosen = match kind.as_str() {
        "MULTICHOICE" | "MC" | "MULTICHOICE_V" | "MCV" | "MULTICHOICE_H" | "MCH" | "MULTICHOICE_S" | "MCS" | "MULTICHOICE_VS" | "MCVS" | "MULTICHOICE_HS"
        | "MCHS" => true,
        "SHORTANSWER" | "SA" | "MW" | "SHORTANSWER_C" | "SAC" | "MWC" | "NUMERICAL" | "NM" => false,
        _ => return refused(Code::UnknownKind, kind),
    };
    let is_number = matches!(kind.as_str(), "NUMERICAL" | "NM");
    let mut found = Gap { id, options: Vec::new(), answer: None, accept: Vec::new(), feedback: String::new() };
    let mut has_parts = false;
    for part in split(answers, '~') {
        let (worth, text, feedback) = answer(import, said, &part)?;
        let text = if is_number { numeric(&text)? } else { text };
        if !is_chosen && text == "*" {
            if worth > 0.0 {
                return refused(Code::SeveralKeys, "*");
            }
            found.feedback = feedback;
            continue;
        }
        has_parts |= worth > 0.0 && worth < 100.0;
        if is_chosen {
            if worth >= 100.0 && found.answer.replace(text.clone()).is_some() {
                return refused(Code::SeveralKeys, text);
            }
            found.options.push(text);
        } else if worth >= 100.0 {
            found.accept.push(text);
        }
        if worth <= 0.0 && !feedback.is_empty() && found.feedback.is_empty() {
            found.feedback = feedback;
        }
    }
    if found.answer.is_none() && found.accept.is_empty() {
        return refused(Code::NoKey, found.id);
    }
    Ok((found, has_parts))
}

/// A number without tolerance, as it is typed.
fn numeric(text: &str) -> Result<String, Refused> {
    match text.split_once(':') {
        None => Ok(text.to_owned()),
        Some((value, tolerance)) if tolerance.trim().parse() == Ok(0.0) => Ok(value.trim().to_owned()),
        Some(_) => refused(Code::NumberInText, text),
    }
}

/// Worth in hundredths, text, feedback.
fn answer(import: &mut Import, said: &Said, part: &str) -> Result<(f64, String, String), Refused> {
    let (worth, rest) = if let Some(rest) = part.strip_prefix('=') {
        (100.0, rest)
    } else if let Some((worth, rest)) = part.strip_prefix('%').and_then(|p| p.split_once('%')) {
        let Ok(worth) = worth.trim().parse() else { return refused(Code::Unreadable, part) };
        (worth, rest)
    } else {
        (0.0, part)
    };
    let mut pieces = split(rest, '#').into_iter();
    let mut words = |text: String| -> Result<String, Refused> {
        let (paragraphs, lost) = Prose::of_plain(&unescaped(&text)).finish();
        for (code, detail) in lost {
            import.lose(said.line, &said.origin, code, detail);
        }
        Ok(plain(&paragraphs))
    };
    let text = words(pieces.next().unwrap_or_default())?;
    let feedback = words(pieces.collect::<Vec<_>>().join("#"))?;
    Ok((worth, text, feedback))
}

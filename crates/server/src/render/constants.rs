//! What a template says whoever reads it is written into it once, when it is compiled.
//!
//! Most calls of a page have one literal: `{{ t("nav-method") }}`, `{{ icon("pause") }}`, `{{ asset("app.css") }}`. In one language their
//! value never changes, and looking it up again for each page was half the price of a page. A call with anything else in it, or whose
//! name is unknown, stays where it is and is evaluated (or refused) when the page is made.

/// The template with its constant calls replaced by what `value` says of `(function, literal)`, already escaped; a call of
/// which it says nothing stays.
pub(super) fn written_in(source: &str, value: impl Fn(&str, &str) -> Option<String>) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let mut rest = source;
    while let Some((before, inside, after)) = next_expression(rest) {
        out.push_str(before);
        match call(inside).and_then(|(function, literal)| value(function, literal)).filter(|text| is_plain(text)) {
            Some(text) => out.push_str(&text),
            None => out.extend(["{{", inside, "}}"]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before the next `{{ … }}`, in it, and after it.
fn next_expression(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{{")?;
    let (inside, after) = rest.split_once("}}")?;
    Some((before, inside, after))
}

/// The function and the literal of ` name("literal") `.
fn call(expression: &str) -> Option<(&str, &str)> {
    let (function, rest) = expression.trim().split_once("(\"")?;
    let literal = rest.strip_suffix("\")")?;
    let is_name = |text: &str, more: &[u8]| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || more.contains(&b));
    (is_name(function, b"_") && is_name(literal, b"-_.")).then_some((function, literal))
}

/// Whether a template that holds this text prints just this text: no tag in it, and no space at its ends, which a tag
/// beside it could swallow.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !["{{", "{%", "{#", "}}", "%}", "#}"].iter().any(|tag| text.contains(tag)) && !text.ends_with('{')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_with_one_literal_are_written_in_and_all_others_stay() {
        let value = |function: &str, literal: &str| match (function, literal) {
            ("t", "brand") => Some("Socle".to_owned()),
            ("t", "spaced") => Some(" à côté ".to_owned()),
            ("t", "tag") => Some("{% if".to_owned()),
            _ => None,
        };
        let template =
            r#"<b title="{{ t("brand") }}">{{t("brand")}}</b>{{ t("spaced") }}{{ t("tag") }}{{ t("unknown") }}{{ t("brand", n=1) }}{{- t("brand") -}}"#;
        let expected = r#"<b title="Socle">Socle</b>{{ t("spaced") }}{{ t("tag") }}{{ t("unknown") }}{{ t("brand", n=1) }}{{- t("brand") -}}"#;
        assert_eq!(written_in(template, value), expected);
        for odd in ["", "{{", "{{ }}", "a }} {{ b", r#"{{ t("brand" }}"#] {
            assert_eq!(written_in(odd, value), odd);
        }
    }
}

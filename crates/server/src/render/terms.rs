//! Acronyms in a finished page: the first of each becomes a button that opens a card with what it stands for.
//!
//! The card is a `popover`: it needs no script, opens by click, tap or key, and closes with Escape. Its button says the long form on hover.

use std::collections::BTreeSet;
use std::fmt::Write;

use domain::glossary::{Glossary, Term};
use minijinja::HtmlEscape;

/// What may hold no button, or whose words are not ours to explain.
const LEFT_ALONE: &[&str] = &[
    "a", "abbr", "button", "caption", "code", "h1", "h2", "h3", "h4", "kbd", "label", "legend", "option", "pre", "script", "select", "style", "summary", "svg",
    "textarea", "th", "title", "video",
];

/// Also left alone, with all that is in it: a question explains nothing of itself.
const QUIET: &str = "data-no-terms";

/// The words of a card besides the acronym's own.
#[derive(Debug, Clone)]
pub struct CardWords {
    /// The link to the page of all acronyms.
    pub all: String,
}

/// The page with its acronyms marked, each once, in `<main>`. What is no page comes back as it is.
pub fn marked(html: &str, glossary: &Glossary, words: &CardWords) -> String {
    let Some((before, main, after)) = parts(html) else { return html.to_owned() };
    let mut out = String::with_capacity(html.len() + 4096);
    out.push_str(before);
    let mut told = BTreeSet::new();
    let mut rest = main;
    while let Some(open) = rest.find('<') {
        text(&mut out, &rest[..open], glossary, &mut told);
        let tag = &rest[open..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let passed = if is_quiet(&tag[..end]) { end + whole(&tag[end..], name(&tag[1..end])) } else { end };
        out.push_str(&tag[..passed]);
        rest = &tag[passed..];
    }
    out.push_str(rest);
    for place in told {
        card(&mut out, place, &glossary.terms()[place], words);
    }
    out.push_str(after);
    out
}

/// What stands before the inside of `<main>`, the inside, and what comes after.
fn parts(html: &str) -> Option<(&str, &str, &str)> {
    let main = html.find("<main")?;
    let inside = main + html[main..].find('>')? + 1;
    let end = inside + html[inside..].rfind("</main>")?;
    Some((&html[..inside], &html[inside..end], &html[end..]))
}

fn name(tag: &str) -> &str {
    tag.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default()
}

fn is_quiet(tag: &str) -> bool {
    LEFT_ALONE.contains(&name(&tag[1..])) || tag.contains(QUIET)
}

/// How long an element is from behind its opening tag to behind its closing one. To the end, where it is not closed: then nothing more is marked.
fn whole(html: &str, name: &str) -> usize {
    let (mut depth, mut at) = (1_usize, 0);
    while let Some(open) = html[at..].find('<') {
        let tag = &html[at + open..];
        let closes = tag.strip_prefix("</").is_some_and(|rest| self::name(rest) == name);
        if closes {
            depth -= 1;
        } else if self::name(&tag[1..]) == name {
            depth += 1;
        }
        at += open + tag.find('>').map_or(tag.len(), |end| end + 1);
        if depth == 0 {
            return at;
        }
    }
    html.len()
}

fn text(out: &mut String, text: &str, glossary: &Glossary, told: &mut BTreeSet<usize>) {
    let mut from = 0;
    for found in glossary.find(text) {
        if !told.insert(found.term) {
            continue;
        }
        out.push_str(&text[from..found.at.start]);
        let long = HtmlEscape(&glossary.terms()[found.term].long).to_string();
        let shown = &text[found.at.clone()];
        let _ = write!(out, r#"<button type="button" class="term" popovertarget="sigle-{}" title="{long}">{shown}</button>"#, found.term);
        from = found.at.end;
    }
    out.push_str(&text[from..]);
}

fn card(out: &mut String, place: usize, term: &Term, words: &CardWords) {
    let (short, long, text, slug) = (HtmlEscape(&term.short), HtmlEscape(&term.long), HtmlEscape(&term.text), term.slug());
    let _ = write!(
        out,
        r#"<div class="term-card" id="sigle-{place}" popover><p class="term-long"><b>{short}</b> {long}</p><p>{text}</p><p class="fine"><a href="/glossaire#{slug}">{}</a></p></div>"#,
        HtmlEscape(&words.all)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let term = |short: &str, long: &str| Term { short: short.into(), long: long.into(), text: "Un <repère>.".into(), ..Term::default() };
        Glossary::new(vec![term("INS", "Identité nationale de santé"), term("DMP", "Dossier \"partagé\"")])
    }

    fn page(main: &str) -> String {
        marked(&format!("<title>INS</title><main id=\"contenu\">{main}</main><footer>INS</footer>"), &glossary(), &CardWords { all: "Tous les sigles".into() })
    }

    #[test]
    fn the_first_of_each_acronym_is_a_button_with_a_card_and_the_others_are_words() {
        let html = page("<p class=\"INS\">L’INS, puis l’INS et le DMP.</p>");
        assert_eq!(html.matches("<button").count(), 2);
        assert!(
            html.contains(
                r#"<p class="INS">L’<button type="button" class="term" popovertarget="sigle-0" title="Identité nationale de santé">INS</button>, puis l’INS"#
            ),
            "{html}"
        );
        assert_eq!(html.matches("popover>").count(), 2);
        assert!(html.contains("Un &lt;repère&gt;."), "what a card says is text: {html}");
        assert!(html.contains("title=\"Dossier &quot;partagé&quot;\""), "{html}");
        assert!(html.starts_with("<title>INS</title>") && html.ends_with("</main><footer>INS</footer>"), "only what the page is about: {html}");
    }

    #[test]
    fn what_is_pressed_typed_or_asked_holds_no_button() {
        for quiet in [
            "<a href=\"/\">INS</a>",
            "<h2>INS <span>DMP</span></h2>",
            "<label>INS <b>DMP</b></label>",
            "<div data-no-terms><div>INS</div> DMP</div>",
            "<textarea>INS</textarea>",
            "<svg><text>INS</text></svg>",
        ] {
            assert_eq!(page(quiet), format!("<title>INS</title><main id=\"contenu\">{quiet}</main><footer>INS</footer>"));
        }
        assert_eq!(page("<h2>INS</h2><p>INS</p>").matches("<button").count(), 1, "what is read after it is marked all the same");
    }

    #[test]
    fn what_is_no_page_comes_back_as_it_is() {
        for odd in ["", "INS", "<p>INS", "<main", "<main>INS", "<main><a>INS</main>"] {
            assert_eq!(marked(odd, &glossary(), &CardWords { all: String::new() }).replace("</main>", ""), odd.replace("</main>", ""));
        }
    }
}

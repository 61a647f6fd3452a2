//! The body of an item: text, and the places where something is to be done.

use std::cell::RefCell;

use super::super::draft::{Import, Refused, Said, refused};
use super::super::loss::Code;
use super::super::prose::{Piece, Prose, Visit, plain};
use super::super::xml::El;

/// Interactions that stand inside a sentence.
const INLINE: [&str; 2] = ["text-entry-interaction", "inline-choice-interaction"];

/// What is in a body.
pub(super) struct Body<'a> {
    /// All paragraphs; holes are places in `interactions`.
    pub(super) paragraphs: Vec<Vec<Piece>>,
    pub(super) interactions: Vec<El<'a>>,
    /// The situation and the question, where our own writer marked them.
    pub(super) marked: Option<(String, String)>,
}

impl<'a> Body<'a> {
    pub(super) fn read(import: &mut Import, said: &Said, body: El<'a>) -> Result<Self, Refused> {
        let interactions: RefCell<Vec<El<'a>>> = RefCell::default();
        let notes = Notes::default();
        // our own writer says which paragraph is the question, where no prompt can
        let is_marked = body.within().any(|e| e.attr("class") == Some("socle-question"));
        let prose = Prose::of_xml(body, &mut |el| {
            let name = el.name();
            if is_interaction(&name) {
                interactions.borrow_mut().push(el);
                return Visit::Hole(interactions.borrow().len() - 1);
            }
            if is_marked && matches!(el.attr("class"), Some("socle-situation" | "socle-question")) {
                return Visit::Skip;
            }
            notes.visit(el)
        });
        let marked = |class: &str| body.within().find(|e| e.attr("class") == Some(class)).map(|e| Prose::of_xml(e, &mut |_| Visit::Read).finish().0);
        let marked = match (marked("socle-situation"), marked("socle-question")) {
            (situation, Some(question)) => Some((plain(&situation.unwrap_or_default()), plain(&question))),
            _ => None,
        };
        let paragraphs = import.paragraphs(said, prose)?;
        notes.tell(import, said)?;
        Ok(Self { paragraphs, interactions: interactions.into_inner(), marked })
    }

    /// The one interaction, or those inside a text.
    pub(super) fn is_inline(&self) -> bool {
        self.interactions.iter().all(|i| INLINE.contains(&&*i.name()))
    }

    /// Situation and question around a block interaction, whose prompt is the question where it has one.
    pub(super) fn around_block(&self, import: &mut Import, said: &mut Said, prompt: String) {
        if let Some((situation, question)) = &self.marked {
            (said.situation, said.question) = (situation.clone(), question.clone());
            return;
        }
        let hole = self.paragraphs.iter().position(|p| p.iter().any(|piece| matches!(piece, Piece::Hole(_)))).unwrap_or(self.paragraphs.len());
        let (before, after) = self.paragraphs.split_at(hole);
        self.surround(import, said, before, after, prompt);
    }

    /// Situation and question around paragraphs that hold the answers. Text behind them moves before them: our questions end there.
    pub(super) fn surround(&self, import: &mut Import, said: &mut Said, before: &[Vec<Piece>], after: &[Vec<Piece>], prompt: String) {
        let words =
            |paragraphs: &[Vec<Piece>]| -> Vec<String> { paragraphs.iter().map(|p| plain(std::slice::from_ref(p))).filter(|p| !p.is_empty()).collect() };
        let mut texts = words(before);
        let behind = words(after);
        if !behind.is_empty() {
            import.lose(said.line, &said.origin, Code::TextMoved, behind[0].clone());
            texts.extend(behind);
        }
        if let Some((situation, question)) = &self.marked {
            (said.situation, said.question) = (situation.clone(), question.clone());
            return;
        }
        said.question = if prompt.is_empty() { texts.pop().unwrap_or_default() } else { prompt };
        said.situation = texts.join("\n\n");
    }
}

pub(super) fn is_interaction(name: &str) -> bool {
    name.ends_with("-interaction")
}

/// What a walk meets beside text: told when it is over, since it cannot be told while the text is read.
#[derive(Default)]
pub(super) struct Notes(RefCell<Vec<(Code, String)>>);

impl Notes {
    /// What to do with an element of QTI's own.
    pub(super) fn visit(&self, el: El<'_>) -> Visit {
        let note = |code, detail: &str| self.0.borrow_mut().push((code, detail.to_owned()));
        match &*el.name() {
            // feedback and prompts are read elsewhere; the others are not read to a person
            "feedback-inline" | "feedback-block" | "prompt" | "stylesheet" | "catalog-info" | "content-body-catalog" => Visit::Skip,
            "rubric-block" if el.attr("view").is_some_and(|v| v.split_whitespace().any(|w| w == "candidate")) => Visit::Read,
            "rubric-block" => {
                note(Code::Rubric, &el.text().chars().take(80).collect::<String>());
                Visit::Skip
            }
            "printed-variable" | "template-inline" | "template-block" | "template-body-block" => {
                note(Code::Template, el.tag());
                Visit::Skip
            }
            "include" => {
                note(Code::Active, el.attr("href").unwrap_or("include"));
                Visit::Skip
            }
            _ => Visit::Read,
        }
    }

    pub(super) fn tell(self, import: &mut Import, said: &Said) -> Result<(), Refused> {
        for (code, detail) in self.0.into_inner() {
            if code.weight() == super::super::loss::Weight::Refused {
                return refused(code, detail);
            }
            import.lose(said.line, &said.origin, code, detail);
        }
        Ok(())
    }
}

/// The text of a choice, a prompt, a feedback: one line.
pub(super) fn line(import: &mut Import, said: &Said, el: El<'_>) -> Result<String, Refused> {
    let notes = Notes::default();
    let prose = Prose::of_xml(el, &mut |e| notes.visit(e));
    let text = import.line(said, prose)?;
    notes.tell(import, said)?;
    Ok(text)
}

/// The text of what must be read to answer.
pub(super) fn readable(import: &mut Import, said: &Said, el: El<'_>) -> Result<String, Refused> {
    let text = line(import, said, el)?;
    if text.is_empty() { refused(Code::NothingToRead, el.id()) } else { Ok(text) }
}

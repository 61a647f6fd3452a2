//! An item of QTI: its one interaction, its key, its scoring, its texts.

use super::super::draft::{Import, Refused, Said, refused};
use super::super::judge::{Verdict, judge, set_points};
use super::super::loss::Code;
use super::super::xml::El;
use super::body::{Body, is_interaction, line};
use super::built::Built;
use super::entries::{Entries, slider};
use super::feedback::Feedback;
use super::processing::Processing;
use super::value::{Value, Variables};
use super::{choices, header, pairs};

/// Reads one item, or says why not.
pub(in super::super) fn read_item(import: &mut Import, item: El<'_>) {
    let origin = if item.id().is_empty() { item.attr("title").unwrap_or_default().to_owned() } else { item.id().to_owned() };
    let title = item.attr("title").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let said = Said { origin: origin.clone(), line: item.line(), title, language: item.language().map(str::to_owned), ..Said::default() };
    import.one(item.line(), &origin, |import| read(import, item, said));
}

fn read(import: &mut Import, item: El<'_>, mut said: Said) -> Result<(), Refused> {
    if item.flag("adaptive") {
        return refused(Code::Adaptive, "adaptive");
    }
    let Some(body_el) = item.child("item-body") else { return refused(Code::NoInteraction, item.tag()) };
    if let Some(stimulus) = item.child("assessment-stimulus-ref") {
        return refused(Code::FileMissing, stimulus.attr("href").unwrap_or_default());
    }
    representable(body_el)?;
    let variables = Variables::read(item)?;
    let processing = Processing::read(item, &variables)?;
    let body = Body::read(import, &said, body_el)?;
    let header = header::read(body_el);
    let mut built = build(import, &mut said, &body, &variables, &processing, header.kind())?;
    let feedback = Feedback::read(import, &said, item)?;
    // first, since wrong ideas decide what a typing error is
    feedback.place(import, &mut said, &mut built, &processing)?;
    weigh(import, &said, item, &mut built, &processing, header.points())?;
    header::reorder(&mut built.interaction, &header);
    header.take(import, said, built.interaction);
    Ok(())
}

/// Refuses, by name, interactions that ours cannot be.
fn representable(body: El<'_>) -> Result<(), Refused> {
    let interactions: Vec<El<'_>> = body.within().filter(|e| is_interaction(&e.name())).collect();
    for el in &interactions {
        let code = match &*el.name() {
            "hotspot-interaction"
            | "graphic-order-interaction"
            | "graphic-associate-interaction"
            | "graphic-gap-match-interaction"
            | "select-point-interaction"
            | "position-object-interaction" => Code::Picture,
            "extended-text-interaction" => Code::ExtendedText,
            "upload-interaction" | "drawing-interaction" => Code::Upload,
            "media-interaction" => Code::Media,
            "custom-interaction" | "portable-custom-interaction" => Code::Custom,
            "end-attempt-interaction" => Code::Adaptive,
            "choice-interaction"
            | "order-interaction"
            | "match-interaction"
            | "associate-interaction"
            | "gap-match-interaction"
            | "hottext-interaction"
            | "inline-choice-interaction"
            | "text-entry-interaction"
            | "slider-interaction" => continue,
            _ => Code::UnknownKind,
        };
        return refused(code, el.tag());
    }
    Ok(())
}

fn build<'a>(
    import: &mut Import,
    said: &mut Said,
    body: &Body<'a>,
    variables: &'a Variables,
    processing: &Processing<'a>,
    hint: Option<&str>,
) -> Result<Built<'a>, Refused> {
    let el = match body.interactions.as_slice() {
        [] => return refused(Code::NoInteraction, ""),
        _ if body.is_inline() => return Entries { body, variables, processing, hint }.read(import, said),
        [el] => *el,
        several => return refused(Code::SeveralInteractions, several.iter().map(|i| i.tag()).collect::<Vec<_>>().join(" ")),
    };
    let prompt = el.child("prompt").map(|p| line(import, said, p)).transpose()?.unwrap_or_default();
    body.around_block(import, said, prompt);
    match &*el.name() {
        "choice-interaction" => choices::choice(import, said, el, variables, processing),
        "order-interaction" => choices::order(import, said, el, variables),
        "hottext-interaction" => choices::hot_text(import, said, el, variables, processing),
        "match-interaction" => pairs::matching(import, said, el, variables, hint),
        "associate-interaction" => pairs::associate(import, said, el, variables),
        "gap-match-interaction" => pairs::gap_match(import, said, el, variables),
        "slider-interaction" => slider(import, said, el, variables, processing),
        _ => refused(Code::UnknownKind, el.tag()),
    }
}

/// Plays both scorings against each other.
fn weigh(import: &mut Import, said: &Said, item: El<'_>, built: &mut Built<'_>, processing: &Processing<'_>, points: Option<u8>) -> Result<(), Refused> {
    if !processing.is_said() {
        set_points(&mut built.interaction, 1);
        import.lose(said.line, &said.origin, Code::KeyDeclared, "");
        return Ok(());
    }
    let mut stopped = None;
    let outside = &built.outside;
    let worth = |response: &_| match processing.run(&outside(response)) {
        Ok(outcomes) => Some(outcomes.get("SCORE").and_then(Value::as_number).unwrap_or(0.0)),
        Err(why) => {
            stopped.get_or_insert(why);
            None
        }
    };
    let verdict = judge(&mut built.interaction, &built.plays, points, worth);
    match (verdict, stopped) {
        (_, Some(why)) => Err(why),
        (Some(Verdict::Same), _) => Ok(()),
        (Some(Verdict::Differs), _) => {
            let how = item.child("response-processing").and_then(|r| r.attr("template")).and_then(|t| t.rsplit('/').next()).unwrap_or_default();
            import.lose(said.line, &said.origin, Code::ScoringDiffers, how);
            Ok(())
        }
        (Some(Verdict::KeyDiffers) | None, _) => refused(Code::KeyDiffers, ""),
    }
}

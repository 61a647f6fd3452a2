//! An offer as those who work at it read it: what it says, what it said, what happened.

use domain::catalogue::columns::{Column, cell};
use domain::catalogue::lifecycle::{Stage, freshness};
use domain::catalogue::offer::Offer;
use domain::date::Day;
use store::link_checks::LinkCheck;
use store::offer_signals::OfferSignal;
use store::offers::{Event, Head};
use uuid::Uuid;

use crate::service::catalogue::Dossier;
use crate::web::view::catalogue::desk::{Fact, Happening, LinkRow, OfferRow, SignalRow, Sure};

/// How sure an offer is today.
pub(super) fn sure(dossier: &Dossier, today: Day) -> Sure {
    let fresh = dossier.shown.as_ref().map(|shown| freshness(shown, dossier.checked_on(), dossier.expires_on(), today));
    Sure {
        stage: dossier.stage.code(),
        is_shown: dossier.shown.is_some(),
        freshness: fresh.map_or("", domain::catalogue::lifecycle::Freshness::code),
        until: dossier.row.expires_on.filter(|_| dossier.shown.is_some()).map(|day| Day::numbered(day).begins()),
    }
}

/// The same of a row of a list, which holds no text.
pub(super) fn head(head: Head, today: Day) -> OfferRow {
    let word = |stored: &str| Stage::parse(stored).map_or("", Stage::code);
    let is_shown = matches!(head.status.as_str(), "to-be-checked" | "checked");
    let is_over = head.expires_on.is_some_and(|day| day < today.number());
    OfferRow {
        path: format!("/referencement/formations/{}", head.slug),
        sure: Sure {
            stage: word(head.work_status.as_deref().unwrap_or(&head.status)),
            is_shown,
            freshness: match head.status.as_str() {
                "checked" if is_over => "to-be-checked-again",
                "checked" => "checked",
                "to-be-checked" => "to-be-checked",
                _ => "",
            },
            until: head.expires_on.filter(|_| is_shown).map(|day| Day::numbered(day).begins()),
        },
        title: head.title,
        organisation: head.organisation.unwrap_or_default(),
        note: String::new(),
        updated_at: head.updated_at,
    }
}

/// What an offer says, column by column; where the catalogue says something else, that too.
pub(super) fn facts(dossier: &Dossier) -> Vec<Fact> {
    let fact = |column: &Column| {
        let said = cell(&dossier.text, *column);
        let before = dossier.shown.as_ref().map(|shown| cell(shown, *column)).filter(|before| *before != said);
        let is_link = said.starts_with("https://") || said.starts_with("http://");
        (!said.is_empty() || before.is_some()).then(|| Fact { column: column.code(), head: column.head(), cell: said, before, is_link })
    };
    Column::ALL.iter().filter(|column| !matches!(column, Column::Id | Column::Status)).filter_map(fact).collect()
}

/// What happened, the last first, each with the columns that it changed.
pub(super) fn happenings(events: &[Event], reader: Option<Uuid>) -> Vec<Happening> {
    let texts: Vec<Option<Offer>> = events.iter().map(|event| serde_json::from_str(&event.body).ok()).collect();
    let changed = |place: usize| match (&texts[place], texts.get(place + 1).and_then(Option::as_ref)) {
        (Some(after), Some(before)) if events[place].act == "changed" => {
            Column::ALL.iter().filter(|column| cell(after, **column) != cell(before, **column)).map(|column| column.head()).collect()
        }
        _ => Vec::new(),
    };
    let told = |(place, event): (usize, &Event)| Happening {
        act: event.act.clone(),
        at: event.at,
        note: event.note.clone(),
        is_mine: reader.is_some() && event.person_id == reader,
        changed: changed(place),
    };
    events.iter().enumerate().map(told).collect()
}

/// What a reader says.
pub(super) fn signal(signal: OfferSignal) -> SignalRow {
    SignalRow {
        id: signal.id.to_string(),
        slug: signal.slug,
        reason: signal.reason,
        text: signal.text,
        at: signal.at,
        is_open: signal.status == "open",
        note: signal.note,
    }
}

/// What was found at an address.
pub(super) fn link(link: LinkCheck) -> LinkRow {
    LinkRow {
        slug: link.slug,
        url: link.url,
        outcome: link.outcome,
        status: link.status,
        since: link.failing_since,
        at: link.checked_at,
        moved_to: link.moved_to,
    }
}

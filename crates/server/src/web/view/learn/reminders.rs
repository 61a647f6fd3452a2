//! When to be reminded, and the link that stops it.

use serde::Serialize;

use crate::web::view::{FieldError, Page};

/// `GET /progresser/rappels`
#[derive(Debug, Clone, Serialize)]
pub struct RemindersPage {
    /// Where reminders go; none without an account.
    pub email: Option<String>,
    /// Whether they are on.
    pub are_on: bool,
    /// Whether they were on, and stopped.
    pub were_on: bool,
    /// The hour, as it is typed.
    pub hour: String,
    /// The days of the week that are chosen, Monday first.
    pub days: Vec<bool>,
    /// What is wrong with what was typed.
    pub errors: Vec<FieldError>,
}

/// `GET /rappels/{token}`
#[derive(Debug, Clone, Serialize)]
pub struct StopPage {
    /// Where its form goes.
    pub action: String,
    /// Whether they are stopped.
    pub is_stopped: bool,
}

impl Page for RemindersPage {
    const TEMPLATE: &'static str = "pages/learn/reminders.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let weekdays = vec![true, true, true, true, true, false, false];
        let email = Some("camille.roux@ehpad-tilleuls.example".to_owned());
        let off = Self { email, are_on: false, were_on: false, hour: "12:30".into(), days: weekdays, errors: Vec::new() };
        let wrong = vec![FieldError::new("heure", "Cette heure ne se lit pas."), FieldError::new("jours", "Choisissez au moins un jour.")];
        vec![
            ("off", off.clone()),
            ("on", Self { are_on: true, ..off.clone() }),
            ("stopped", Self { were_on: true, ..off.clone() }),
            ("nobody", Self { email: None, ..off.clone() }),
            ("refused", Self { hour: "midi".into(), days: vec![false; 7], errors: wrong, ..off }),
        ]
    }
}

impl Page for StopPage {
    const TEMPLATE: &'static str = "pages/learn/reminders-stop.html";

    fn samples() -> Vec<(&'static str, Self)> {
        let on = Self { action: "/rappels/Zr8m2kQv".into(), is_stopped: false };
        vec![("on", on.clone()), ("stopped", Self { is_stopped: true, ..on })]
    }
}

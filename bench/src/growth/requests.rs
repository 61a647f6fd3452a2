//! Every page and request of people who have a past, and whole sessions of new ones.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::Times;
use super::cold::forget;
use super::sample::Sample;
use crate::learners::ledger::Ledger;
use crate::learners::life::{Ended, Life, Mode, School};
use crate::learners::{api, page};

const BROWSER: &str = "User-Agent: bench\r\nAccept: text/html\r\nAccept-Language: fr\r\nSec-Fetch-Site: same-origin\r\n";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
/// How a round of requests goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Round<'a> {
    /// Whole sessions of new people, by the API and by the pages.
    pub whole: usize,
    /// Sign-in links that are asked for: the server counts them by place, and this is one place.
    pub links: usize,
    /// Files of the database that are forgotten before each request.
    pub cold: Option<&'a Path>,
    /// Whether everybody is erased at the end.
    pub erase: bool,
}

/// Asks for everything, person after person.
pub async fn times(address: SocketAddr, samples: &[Sample], round: Round<'_>) -> Result<Times, String> {
    let school = Rc::new(School {
        address,
        mode: Mode::Api,
        gzip: false,
        think: Duration::ZERO,
        // keys of an earlier round would give its sessions back
        seed: uuid::Uuid::now_v7().as_u128() as u64,
        stubborn: false,
        over: Cell::new(false),
        under_way: Cell::new(0),
        ledger: RefCell::new(Ledger { measuring: true, ..Ledger::default() }),
    });
    let mut life = Life::new(Rc::clone(&school), 1);
    let outcome = ask(&mut life, samples, round).await;
    let ledger = school.ledger.take();
    match outcome {
        Ok(()) => Ok(ledger.kinds.into_iter().map(|(kind, seen)| (kind, seen.micros)).collect()),
        Err(_) => Err(format!("a request was refused: {:?}", ledger.errors)),
    }
}

async fn ask(life: &mut Life, samples: &[Sample], round: Round<'_>) -> Result<(), Ended> {
    let Round { whole, links, cold, erase } = round;
    let chill = |life: &Life| cold.map_or(Ok(()), forget).map_err(|e| life.refuse(&e.to_string()));
    for (n, Sample { session, token, share, email, .. }) in samples.iter().enumerate() {
        let cookie = format!("{BROWSER}Cookie: socle={token}\r\n");
        let pages: [(&'static str, String); 8] = [
            ("home, signed in", "/".into()),
            ("positionings", "/positionnement".into()),
            ("result page", format!("/resultat/{session}")),
            ("answers looked at again", format!("/resultat/{session}/corrige")),
            ("result as PDF", format!("/resultat/{session}.pdf")),
            ("account", "/compte".into()),
            ("export of one's data", "/compte/export".into()),
            ("shared result", format!("/partage/{share}")),
        ];
        for (kind, path) in &pages {
            chill(life)?;
            life.ask(kind, "GET", path, &cookie, "", &[200, 303]).await?;
        }
        chill(life)?;
        life.ask("share", "POST", &format!("/resultat/{session}/partages"), &format!("{cookie}{FORM}"), "", &[200, 303]).await?;
        if n < links {
            chill(life)?;
            let body = format!("act=link&email={}&back=%2F", email.replace('@', "%40"));
            life.ask("link by mail", "POST", "/connexion", &format!("{BROWSER}{FORM}"), &body, &[200, 303]).await?;
        }
        chill(life)?;
        life.ask("health", "GET", "/sante", "", "", &[200]).await?;
    }
    if cold.is_none() {
        for _ in 0..whole {
            api::position(life).await?;
            life.client.close();
            page::position(life).await?;
            life.client.close();
        }
    }
    for Sample { token, .. } in samples.iter().filter(|_| erase) {
        let headers = format!("{BROWSER}{FORM}Cookie: socle={token}\r\n");
        chill(life)?;
        life.ask("erase", "POST", "/compte/effacer", &headers, "word=EFFACER", &[303]).await?;
    }
    Ok(())
}

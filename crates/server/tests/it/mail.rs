//! A link by mail, through a real SMTP conversation.

use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::account::path_of_link;
use crate::answering::{Way, finished};
use crate::harness::{Home, MINUTE, PATIENCE, TestApp};

/// A mail as it arrived.
#[derive(Debug)]
pub struct Arrived {
    pub to: String,
    text: String,
}

/// A mail server that keeps what it is given. `refusals` mails are first turned away.
pub async fn post_office(refusals: usize) -> (String, mpsc::UnboundedReceiver<Arrived>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("smtp://{}", listener.local_addr().expect("an address"));
    let (give, take) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut refusals = refusals;
        while let Ok((stream, _)) = listener.accept().await {
            if converse(stream, &give, refusals > 0).await.is_err() {
                continue;
            }
            refusals = refusals.saturating_sub(1);
        }
    });
    (address, take)
}

/// RFC 5321, as much of it as it takes.
async fn converse(stream: TcpStream, give: &mpsc::UnboundedSender<Arrived>, refuse: bool) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 essai\r\n").await?;
    let (mut to, mut line) = (String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.split([' ', '\r']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" | "HELO" => stream.write_all(b"250-essai\r\n250 8BITMIME\r\n").await?,
            "RCPT" if refuse => stream.write_all(b"451 plus tard\r\n").await?,
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                stream.write_all(b"250 ok\r\n").await?;
            }
            "DATA" => {
                stream.write_all(b"354 go\r\n").await?;
                let mut text = String::new();
                loop {
                    line.clear();
                    stream.read_line(&mut line).await?;
                    if line == ".\r\n" {
                        break;
                    }
                    text.push_str(&line);
                }
                stream.write_all(b"250 kept\r\n").await?;
                let _ = give.send(Arrived { to: to.clone(), text });
            }
            "QUIT" => return stream.write_all(b"221 bye\r\n").await,
            _ => stream.write_all(b"250 ok\r\n").await?,
        }
    }
}

/// Undoes quoted-printable, as far as a link needs it.
fn readable(text: &str) -> String {
    text.replace("=\r\n", "").replace("=3D", "=").replace("\r\n", "\n")
}

async fn with_office(home: Home, refusals: usize) -> (TestApp, mpsc::UnboundedReceiver<Arrived>) {
    let (address, arrived) = post_office(refusals).await;
    let app = TestApp::with(home, |config| config.smtp_url = Some(address)).await;
    server::jobs::spawn(&app.app);
    (app, arrived)
}

async fn next(arrived: &mut mpsc::UnboundedReceiver<Arrived>) -> Arrived {
    tokio::time::timeout(PATIENCE, arrived.recv()).await.expect("a mail leaves at once").expect("the office is open")
}

macro_rules! with_mail {
    (async fn $name:ident($app:ident, $arrived:ident) $body:block) => {
        async fn $name($app: &TestApp, $arrived: &mut mpsc::UnboundedReceiver<Arrived>) $body

        mod $name {
            use super::{Home, with_office};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let (app, mut arrived) = with_office(Home::folder(), 0).await;
                super::$name(&app, &mut arrived).await;
                app.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(home) = Home::schema() {
                    let (app, mut arrived) = with_office(home, 0).await;
                    super::$name(&app, &mut arrived).await;
                    app.finish().await;
                }
            }
        }
    };
}

with_mail! {
    async fn a_result_is_kept_by_the_link_that_comes_by_mail(app, arrived) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 1).await;
        // somebody else typed the address on this machine before: their device must not stay signed in
        let mut elsewhere = app.browser();
        elsewhere.cookies = browser.cookies.clone();
        browser.post("/compte/email", &[("email", "Awa.Diop@ch-nord.example"), ("session", &session)]).await.is(200);
        let mail = next(arrived).await;
        assert_eq!(mail.to, "Awa.Diop@ch-nord.example");
        let text = readable(&mail.text);
        assert!(text.contains("Subject:") && text.contains("From: \"Socle\"") || text.contains("From: Socle"), "{text}");
        assert!(text.contains("text/plain") && text.contains("text/html"));
        let link = path_of_link(&text);

        // a mail scanner looks, and uses nothing up
        for _ in 0..3 {
            app.browser().get(&link).await.is(200);
        }
        let mut phone = app.browser();
        let to = phone.post(&link, &[]).await.is(303).location();
        assert_eq!(to, "/compte");
        phone.get(&format!("/resultat/{session}")).await.is(200);
        assert!(phone.get("/compte").await.is(200).text().contains("Awa.Diop@ch-nord.example"));
        // once
        app.browser().get(&link).await.is(410);
        let mut again = app.browser();
        again.post(&link, &[]).await.is(410);
        assert!(again.cookies.is_empty());
        // whoever held the visit before the address was proved is signed out
        assert_eq!(elsewhere.get("/compte").await.is(303).location(), "/connexion?back=/compte");
        elsewhere.get(&format!("/resultat/{session}")).await.is(401);
    }
}

with_mail! {
    async fn a_known_address_signs_in_and_an_unknown_one_is_not_told_apart(app, arrived) {
        let mut browser = app.browser();
        let session = finished(app, &mut browser, Way::Lot, 2).await;
        browser.post("/compte/email", &[("email", "tom@village.example")]).await.is(200);
        let link = path_of_link(&readable(&next(arrived).await.text));
        browser.post(&link, &[]).await.is(303);

        let mut fresh = app.browser();
        let known = fresh.post("/connexion", &[("act", "link"), ("email", "tom@village.example")]).await.is(200).text();
        let first = next(arrived).await;
        let unknown = app.browser().post("/connexion", &[("act", "link"), ("email", "tim@village.example")]).await.is(200).text();
        let second = next(arrived).await;
        assert_eq!(known.replace("tom@", "t@"), unknown.replace("tim@", "t@"), "the page tells nothing about who has an account");
        assert_eq!(second.to, "tim@village.example");
        fresh.post(&path_of_link(&readable(&first.text)), &[]).await.is(303);
        fresh.get(&format!("/resultat/{session}")).await.is(200);
    }
}

with_mail! {
    async fn a_link_in_a_mail_ends_after_half_an_hour(app, arrived) {
        let mut browser = app.browser();
        browser.post("/connexion", &[("act", "link"), ("email", "lent@village.example")]).await.is(200);
        let link = path_of_link(&readable(&next(arrived).await.text));
        app.advance(31 * MINUTE);
        browser.get(&link).await.is(410);
        browser.post(&link, &[]).await.is(410);
        assert!(browser.cookies.is_empty());
    }
}

with_mail! {
    async fn of_two_who_follow_one_link_at_once_one_gets_in(app, arrived) {
        let mut browser = app.browser();
        browser.post("/connexion", &[("act", "link"), ("email", "double@village.example")]).await.is(200);
        let link = path_of_link(&readable(&next(arrived).await.text));
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let (mut browser, link) = (app.browser(), link.clone());
            tries.spawn(async move { browser.post(&link, &[]).await.status.as_u16() });
        }
        let mut statuses = tries.join_all().await;
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 410, 410, 410, 410, 410, 410, 410]);
        assert_eq!(app.rows().await["login"], 1);
    }
}

mod a_mail_that_was_turned_away_is_tried_again {
    use super::*;

    async fn check(home: Home) {
        let (app, mut arrived) = with_office(home, 1).await;
        app.browser().post("/connexion", &[("act", "link"), ("email", "tard@village.example")]).await.is(200);
        // the next try comes when its time has come: time passes here, and the outbox is rung as every new mail does
        let mail = loop {
            app.advance(MINUTE);
            app.app.mail_waits.notify_one();
            match tokio::time::timeout(Duration::from_millis(200), arrived.recv()).await {
                Ok(mail) => break mail.expect("the office is open"),
                Err(_) => assert!(app.app.clock.now() < crate::harness::NOW + 600 * MINUTE, "no mail came"),
            }
        };
        assert_eq!(mail.to, "tard@village.example");
        app.finish().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        check(Home::folder()).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        if let Some(home) = Home::schema() {
            check(home).await;
        }
    }
}

on_both! {
    async fn without_a_mail_server_mails_wait_in_a_folder(app) {
        server::jobs::spawn(&app.app);
        let mut browser = app.browser();
        browser.post("/connexion", &[("act", "link"), ("email", "local@village.example")]).await.is(200);
        let folder = app.app.config.data.join("mail");
        let text = crate::harness::eventually("a file appears", || {
            let entry = std::fs::read_dir(&folder).ok()?.flatten().find(|e| e.path().extension().is_some_and(|x| x == "eml"))?;
            std::fs::read_to_string(entry.path()).ok().filter(|t| t.contains("/connexion/lien/"))
        })
        .await;
        browser.post(&path_of_link(&readable(&text)), &[]).await.is(303);
    }
}

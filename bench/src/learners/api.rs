//! A learner whose program speaks to the API: start, answer after answer, result.

use psychometrics::random::Random;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::life::{Ended, Life};
use super::response::{Task, draw};

#[derive(Deserialize)]
struct Shown<'a> {
    #[serde(borrow)]
    task: Task<'a>,
}

#[derive(Deserialize)]
struct Question<'a> {
    seq: u32,
    #[serde(borrow)]
    item: Shown<'a>,
}

#[derive(Deserialize)]
struct Started<'a> {
    id: Uuid,
    token: &'a str,
    seq: u32,
    #[serde(borrow)]
    item: Shown<'a>,
}

#[derive(Deserialize)]
struct Reply<'a> {
    answered: u32,
    again: bool,
    finished: bool,
    #[serde(borrow, default)]
    next: Option<Question<'a>>,
}

/// What is to be sent next.
struct Turn {
    seq: u32,
    response: Value,
}

/// From the first request of a new person to their result.
pub async fn position(life: &mut Life) -> Result<(), Ended> {
    let key = life.key();
    let headers = format!("Content-Type: application/json\r\nIdempotency-Key: {key:032x}\r\n");
    life.ask("start", "POST", "/api/v1/sessions", &headers, r#"{"kind":"positioning"}"#, &[201, 200]).await?;
    let Ok(started) = serde_json::from_slice::<Started<'_>>(life.client.body()) else { return Err(life.refuse("start: a reply that cannot be read")) };
    let (id, token) = (started.id, started.token.to_owned());
    let first = Question { seq: started.seq, item: started.item };
    let Some(first) = answer_to(&first, &mut life.random) else { return Err(life.refuse("start: a task of an unknown kind")) };
    let mut turn = Some(first);
    let path = format!("/api/v1/sessions/{id}/answers");
    while let Some(Turn { seq, response }) = turn {
        life.think().await;
        if life.school.over.get() {
            return Err(Ended::Over);
        }
        let key = life.key();
        life.school.ledger.borrow_mut().send(id.as_u128(), seq, &response, Some(key));
        let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: {key:032x}\r\n");
        let body = json!({ "seq": seq, "response": response }).to_string();
        life.ask("answer", "POST", &path, &headers, &body, &[200]).await?;
        let Ok(reply) = serde_json::from_slice::<Reply<'_>>(life.client.body()) else { return Err(life.refuse("answer: a reply that cannot be read")) };
        if reply.answered != seq {
            return Err(life.refuse("answer: the reply is about another question"));
        }
        let mut ledger = life.school.ledger.borrow_mut();
        ledger.acknowledge(id.as_u128(), reply.finished);
        ledger.again += u64::from(reply.again);
        drop(ledger);
        turn = match reply.next {
            Some(next) => match answer_to(&next, &mut life.random) {
                None => return Err(life.refuse("answer: a task of an unknown kind")),
                turn => turn,
            },
            None => None,
        };
    }
    life.ask("result", "GET", &format!("/api/v1/sessions/{id}/result"), &format!("Authorization: Bearer {token}\r\n"), "", &[200]).await?;
    life.school.ledger.borrow_mut().arrive();
    Ok(())
}

fn answer_to(question: &Question<'_>, random: &mut Random) -> Option<Turn> {
    Some(Turn { seq: question.seq, response: draw(&question.item.task, random)? })
}

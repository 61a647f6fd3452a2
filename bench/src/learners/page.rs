//! A learner with a browser: the first page, forms, redirects followed, a cookie, the result.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::client::Head;
use super::form::fill;
use super::life::{Ended, Life};

/// What a browser says of itself and of where a request comes from.
const BROWSER: &str = "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\nAccept: text/html\r\nAccept-Language: fr\r\nSec-Fetch-Site: same-origin\r\n";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

/// The cookies of one person's browser.
#[derive(Debug, Default)]
struct Cookies(BTreeMap<String, String>);

impl Cookies {
    fn take(&mut self, head: &Head) {
        for cookie in &head.cookies {
            if let Some((name, value)) = cookie.split_once('=') {
                self.0.insert(name.to_owned(), value.to_owned());
            }
        }
        self.0.retain(|_, value| !value.is_empty());
    }

    fn headers(&self, form: bool) -> String {
        let mut headers = BROWSER.to_owned();
        if form {
            headers.push_str(FORM);
        }
        for (place, (name, value)) in self.0.iter().enumerate() {
            headers.push_str(if place == 0 { "Cookie: " } else { "; " });
            headers.push_str(name);
            headers.push('=');
            headers.push_str(value);
        }
        if !self.0.is_empty() {
            headers.push_str("\r\n");
        }
        headers
    }
}

/// From the first page that a new person opens to their result.
pub async fn position(life: &mut Life) -> Result<(), Ended> {
    let mut cookies = Cookies::default();
    get(life, &mut cookies, "home", "/").await?;
    let mut to = post(life, &mut cookies, "begin", "/positionnement", "pace=whole").await?;
    let Some(id) = to.strip_prefix("/positionnement/").and_then(|id| id.parse::<Uuid>().ok()) else { return Err(life.refuse("begin: led elsewhere")) };
    let (page, form) = (format!("/positionnement/{id}"), format!("/positionnement/{id}/reponse"));
    while to == page {
        get(life, &mut cookies, "question", &page).await?;
        let text = String::from_utf8_lossy(life.client.body());
        let Some(filled) = fill(&text, &mut life.random) else { return Err(life.refuse("question: no form that can be filled in")) };
        life.think().await;
        if life.school.over.get() {
            return Err(Ended::Over);
        }
        life.school.ledger.borrow_mut().send(id.as_u128(), filled.seq, &filled.response, None);
        to = post(life, &mut cookies, "answer", &form, &filled.body).await?;
        // where it leads says that it was recorded; "too late" leads to the same page, with something to say there
        if cookies.0.contains_key("notice") {
            return Err(life.refuse("answer: said to be too late"));
        }
        life.school.ledger.borrow_mut().acknowledge(id.as_u128(), to != page);
    }
    let result = format!("/resultat/{id}");
    if to == format!("/vous?back={result}") {
        get(life, &mut cookies, "profile form", &to).await?;
        to = post(life, &mut cookies, "profile", "/vous", &format!("back={result}&act=skip")).await?;
    }
    if to != result {
        return Err(life.refuse("answer: led elsewhere"));
    }
    get(life, &mut cookies, "result", &result).await?;
    life.school.ledger.borrow_mut().arrive();
    Ok(())
}

async fn get(life: &mut Life, cookies: &mut Cookies, kind: &'static str, path: &str) -> Result<(), Ended> {
    let headers = cookies.headers(false);
    let head = life.ask(kind, "GET", path, &headers, "", &[200]).await?;
    cookies.take(&head);
    Ok(())
}

/// Posts a form, and says where its redirect leads, without the place on the page.
async fn post(life: &mut Life, cookies: &mut Cookies, kind: &'static str, path: &str, body: &str) -> Result<String, Ended> {
    let headers = cookies.headers(true);
    let head = life.ask(kind, "POST", path, &headers, body, &[303]).await?;
    cookies.take(&head);
    let Some(location) = head.location else { return Err(life.refuse(&format!("{kind}: a redirect to nowhere"))) };
    Ok(location.split('#').next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cookies_are_kept_and_forgotten_as_the_server_says() {
        let mut cookies = Cookies::default();
        cookies.take(&Head { cookies: vec!["socle=a".into(), "notice=x".into()], ..Head::default() });
        assert!(cookies.headers(false).contains("Cookie: notice=x; socle=a\r\n"));
        cookies.take(&Head { cookies: vec!["notice=".into()], ..Head::default() });
        assert!(cookies.headers(true).ends_with("Cookie: socle=a\r\n"));
    }
}

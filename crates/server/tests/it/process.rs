//! The program itself, as a process: killed in the middle, started again, and its commands.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

use crate::harness::{Home, PATIENCE, root};

/// `socle`, with nothing taken from the environment of whoever runs the tests.
pub fn socle(home: &Home) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socle"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SOCLE_")) {
        command.env_remove(name);
    }
    command.env("LC_ALL", "fr_FR.UTF-8").arg("--data").arg(home.path());
    if let Some(url) = home.database_url() {
        command.arg("--database-url").arg(url);
    }
    command
}

pub fn run(command: &mut Command) -> Output {
    command.output().expect("the program runs")
}

pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A server in a process of its own; killed when it is dropped.
pub struct Server {
    pub child: Child,
    pub address: SocketAddr,
}

impl Server {
    pub fn start(home: &Home) -> Self {
        Self::told(home, &[])
    }

    /// With more options.
    pub fn told(home: &Home, options: &[&str]) -> Self {
        let mut command = socle(home);
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(options).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the server starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let line = lines.next().expect("it says where it is").expect("text");
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("no address in « {line} »"));
        let address: String = address.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ':')).collect();
        let address = address.trim_end_matches(['.', ':']).parse().unwrap_or_else(|e| panic!("{line}: {e}"));
        Self { child, address }
    }

    /// One request, one connection; `None` when the server is not there to answer.
    pub fn ask(&self, method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> Option<(u16, Value)> {
        let mut stream = TcpStream::connect_timeout(&self.address, PATIENCE).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let token = token.map(|t| format!("authorization: Bearer {t}\r\n")).unwrap_or_default();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: application/json\r\n{token}content-length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut reply = String::new();
        stream.read_to_string(&mut reply).ok()?;
        let status = reply.split(' ').nth(1)?.parse().ok()?;
        let (_, body) = reply.split_once("\r\n\r\n")?;
        Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is answered at a place: anything complete, the same for the same question.
pub fn answer(item: &Value) -> Value {
    let task = &item["task"];
    let kind = &task["kind"];
    let list = |name: &str| task[name].as_array().cloned().unwrap_or_default();
    let id = |entry: &Value| entry["id"].clone();
    let map = |names: Vec<Value>, value: &Value| Value::Object(names.iter().map(|n| (n["id"].as_str().expect("an id").to_owned(), value.clone())).collect());
    match kind.as_str().expect("a kind") {
        "single-choice" => json!({ "kind": kind, "choice": id(&list("options")[0]) }),
        "multiple-choice" => json!({ "kind": kind, "choices": [id(&list("options")[1])] }),
        "ordering" => json!({ "kind": kind, "order": list("steps").iter().map(id).collect::<Vec<_>>() }),
        "matching" => json!({ "kind": kind, "pairs": map(list("prompts"), &id(&list("answers")[0])) }),
        "categorise" => json!({ "kind": kind, "places": map(list("elements"), &id(&list("categories")[0])) }),
        "short-answer" => json!({ "kind": kind, "text": "je crois" }),
        "number" => json!({ "kind": kind, "value": 3, "unit": id(&list("units")[0]) }),
        "mailbox" => json!({ "kind": kind, "actions": map(list("messages"), &list("actions")[0]) }),
        _ => Value::Null,
    }
}

async fn every_acknowledged_answer_survives_a_kill(home: Home) {
    home.prepare().await;
    let (token, session, acknowledged) = kill_in_the_middle(&home);
    let mut server = Server::start(&home);
    let path = format!("/api/v1/sessions/{session}");
    let (status, standing) = server.ask("GET", &path, Some(&token), None).expect("it answers again");
    assert_eq!(status, 200, "{standing}");
    let answered = standing["answered"].as_u64().expect("a number") as usize;
    assert!(answered >= acknowledged.len(), "{} answers were acknowledged, {answered} are there", acknowledged.len());
    // each is told again as the one that was recorded; another one is refused
    for (n, response) in acknowledged.iter().enumerate() {
        let body = json!({ "seq": n + 1, "response": response });
        let (status, reply) = server.ask("POST", &format!("{path}/answers"), Some(&token), Some(&body)).expect("a reply");
        assert_eq!((status, &reply["again"]), (200, &json!(true)), "answer {}: {reply}", n + 1);
    }
    // and the session goes on to its end
    let (_, mut question) = server.ask("GET", &format!("{path}/item"), Some(&token), None).expect("a question");
    for _ in 0..40 {
        let body = json!({ "seq": question["seq"], "response": answer(&question["item"]) });
        let (status, reply) = server.ask("POST", &format!("{path}/answers"), Some(&token), Some(&body)).expect("a reply");
        assert_eq!(status, 200, "{reply}");
        if reply["finished"] == true {
            break;
        }
        question = reply["next"].clone();
    }
    let (status, result) = server.ask("GET", &format!("{path}/result"), Some(&token), None).expect("a result");
    assert_eq!(status, 200, "{result}");
    assert_eq!(result["domains"].as_array().map(Vec::len), Some(5));

    // the log replays, beside the running server and after it
    let replayed = run(socle(&home).args(["replay", &session]));
    assert!(replayed.status.success(), "{}", said(&replayed));
    server.kill();
    let replayed = run(socle(&home).args(["replay", &session]));
    assert!(replayed.status.success(), "{}", said(&replayed));
    assert!(!run(socle(&home).args(["replay", "00000000-0000-0000-0000-000000000000"])).status.success());
    home.finish().await;
}

/// Answers while a second thread waits to kill; gives what was acknowledged before the end.
fn kill_in_the_middle(home: &Home) -> (String, String, Vec<Value>) {
    let mut server = Server::start(home);
    let (status, started) = server.ask("POST", "/api/v1/sessions", None, Some(&json!({ "kind": "positioning" }))).expect("a session");
    assert_eq!(status, 201, "{started}");
    let (token, session) = (started["token"].as_str().expect("a token").to_owned(), started["id"].as_str().expect("a name").to_owned());
    let path = format!("/api/v1/sessions/{session}/answers");
    let (mut item, mut acknowledged) = (started["item"].clone(), Vec::new());
    while acknowledged.len() < 6 {
        let response = answer(&item);
        let (status, reply) = server.ask("POST", &path, Some(&token), Some(&json!({ "seq": acknowledged.len() + 1, "response": response }))).expect("a reply");
        assert_eq!(status, 200, "{reply}");
        acknowledged.push(response);
        item = reply["next"]["item"].clone();
    }
    // one more is on its way when the server dies: it may be there afterwards, or not, but whole
    let response = answer(&item);
    std::thread::scope(|scope| {
        let asked = Server { child: Command::new("true").spawn().expect("a stand-in"), address: server.address };
        let body = json!({ "seq": acknowledged.len() + 1, "response": response });
        let (path, token) = (&path, &token);
        let last = scope.spawn(move || asked.ask("POST", path, Some(token), Some(&body)));
        server.kill();
        if let Some((200, _)) = last.join().expect("the thread ends") {
            acknowledged.push(response.clone());
        }
    });
    (token, session, acknowledged)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_answer_survives_a_kill_on_sqlite() {
    every_acknowledged_answer_survives_a_kill(Home::folder()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_acknowledged_answer_survives_a_kill_on_postgres() {
    if let Some(schema) = Home::schema() {
        every_acknowledged_answer_survives_a_kill(schema).await;
    }
}

#[test]
fn a_second_start_says_the_port_that_the_system_gave() {
    let home = Home::folder();
    let first = Server::start(&home).address;
    assert_ne!(first.port(), 0);
    // how long a start takes is for bench/ to say
    let second = Server::start(&home);
    assert!(second.ask("GET", "/sante", None, None).is_some());
}

#[test]
fn a_busy_port_is_said_in_one_line() {
    let home = Home::folder();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let output = run(socle(&home).args(["serve", "--listen", &address]));
    assert!(!output.status.success());
    assert!(said(&output).contains(&address), "{}", said(&output));
}

#[test]
fn the_shipped_content_passes_its_own_check() {
    let home = Home::folder();
    let output = run(socle(&home).args(["content", "check"]));
    assert!(output.status.success(), "{}", said(&output));
    let output = run(socle(&home).args(["content", "check", "--json"]).arg(root().join("content")));
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "[]");
}

#[test]
fn a_simulation_is_printed_and_repeats_itself() {
    let home = Home::folder();
    let simulate = || run(socle(&home).args(["simulate", "--people", "12", "--seed", "3", "--json"]));
    let (first, second) = (simulate(), simulate());
    assert!(first.status.success(), "{}", said(&first));
    assert_eq!(first.stdout, second.stdout, "the same seed gives the same people");
    let report: Value = serde_json::from_slice(&first.stdout).expect("JSON");
    for field in ["bias", "rmse", "coverage_95", "level_accuracy", "rmse_random_choice", "rmse_separate_scales"] {
        assert!(report["domains"][0][field].is_number(), "{field}: {report}");
    }
    let words = run(socle(&home).args(["simulate", "--people", "5"]));
    assert!(words.status.success() && !words.stdout.is_empty());
}

#[test]
fn a_database_is_backed_up_restored_and_found_well() {
    let home = Home::folder();
    let backup = home.path().join("copie.db");
    let ok = |arguments: &[&str]| {
        let output = run(socle(&home).args(arguments));
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        output
    };
    ok(&["db", "migrate"]);
    let file = backup.to_str().expect("a path");
    ok(&["db", "backup", file]);
    assert!(!run(socle(&home).args(["db", "backup", file])).status.success(), "an existing file is never written over");
    ok(&["db", "restore", file]);
    ok(&["doctor"]);
    assert!(!run(socle(&Home::folder()).args(["doctor"])).status.success(), "a database that is not there is not well");
    assert!(!Path::new("data/socle.db").exists(), "nothing is written beside the folder that was named");
}

#[test]
fn the_official_text_is_imported_once_and_the_server_starts_with_it() {
    let home = Home::folder();
    let file = home.path().join("officiel.csv");
    let head = "domaine;competence_code;competence;capacite_ordre;capacite;heures;version;date_effet;objectifs_de_travail\n";
    std::fs::write(&file, format!("{head}1;1.90;Compétence officielle;1;Savoir « tout »;6;essai-2027;2027-01-01;T1.01\n")).expect("written");
    let import = || run(socle(&home).args(["content", "import-framework"]).arg(&file));
    let first = import();
    assert!(first.status.success(), "{}", said(&first));
    let again = import();
    assert!(!again.status.success() && said(&again).contains("essai-2027"), "{}", said(&again));
    std::fs::write(&file, format!("{head}9;1.90;X;un;Y;6;essai-2028;2027-01-01;\n")).expect("written");
    let bad = import();
    assert!(!bad.status.success() && said(&bad).contains("line 2"), "{}", said(&bad));
    let server = Server::start(&home);
    assert_eq!(server.ask("POST", "/api/v1/sessions", None, Some(&json!({ "kind": "positioning" }))).expect("a session").0, 201);
}

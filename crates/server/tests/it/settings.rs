//! Settings from options, environment and file; and a doctor that knows which of them are wrong.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpSocket};

use crate::harness::{Home, eventually, root};
use crate::process::{Server, run, said, socle};

fn written(home: &Home, name: &str, text: &str) -> String {
    let path = home.path().join(name);
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("a path").to_owned()
}

/// The lines of `config show`, without the blanks between.
fn shown(command: &mut Command) -> String {
    let output = run(command.args(["config", "show"]));
    assert!(output.status.success(), "{}", said(&output));
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_option_wins_over_the_environment_over_the_file_over_what_is_usual() {
    let home = Home::folder();
    let file = written(&home, "socle.toml", "publisher = \"fichier\"\nhost = \"fichier\"\ncontact = \"fichier\"\ndrain = 7\nbehind-proxy = true\n");
    let mut command = socle(&home);
    command.env("SOCLE_CONFIG", &file).env("SOCLE_HOST", "environnement").env("SOCLE_CONTACT", "environnement");
    let shown = shown(command.args(["--log", "warn"]));
    for line in [
        "publisher = \"fichier\" # ligne 1",
        "host = \"environnement\" # SOCLE_HOST",
        "drain = 7 # ligne 4",
        "behind-proxy = true # ligne 5",
        "log = \"warn\" # --log",
        "slow-ms = 200 # par défaut",
        "# base-url = # non renseigné",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line} in\n{shown}");
    }
    let told = run(socle(&home).env("SOCLE_CONFIG", &file).env("SOCLE_DRAIN", "8").args(["config", "show", "--drain", "9"]));
    assert!(said(&told).contains("drain = 9") && said(&told).contains("# --drain"), "{}", said(&told));
}

#[test]
fn what_is_shown_is_a_file_of_settings() {
    let home = Home::folder();
    let first = shown(socle(&home).env("SOCLE_PUBLISHER", "CHU « Nord »\\ \"\t"));
    let file = written(&home, "socle.toml", &first);
    let mut again = Command::new(env!("CARGO_BIN_EXE_socle"));
    again.env_clear().env("LC_ALL", "fr_FR.UTF-8").args(["--config", &file]);
    let value =
        |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(" # ").next().expect("a value").to_owned()).collect::<Vec<_>>();
    assert_eq!(value(&shown(&mut again)), value(&first));
}

#[test]
fn the_file_is_what_the_server_serves_with() {
    let home = Home::folder();
    let file = written(&home, "socle.toml", "base-url = \"http://localhost:1\"\n");
    let mut command = socle(&home);
    command.args(["--config", &file, "serve", "--listen", "127.0.0.1:0"]).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().expect("started");
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().expect("its words")), &mut line).expect("a line");
    child.kill().expect("killed");
    child.wait().expect("gone");
    assert!(line.contains("http://localhost:1 "), "{line}");
}

#[test]
fn a_mistake_in_the_file_is_named_with_its_line_and_nothing_starts() {
    let home = Home::folder();
    for (text, words) in [
        ("data = \"d\"\nbase_url = \"x\"\n", &["ligne 2", "base_url", "« base-url »"][..]),
        ("couleur = \"x\"\n", &["ligne 1", "couleur", "publisher"]),
        ("\n\nlisten = \"partout\"\n", &[":3:", "--listen", "partout"]),
        ("listen = [\n", &["ligne"]),
        ("drain = 1.5\n", &["ligne 1", "drain"]),
        ("smtp-url = \"smtp://a\"\nsmtp-url-file = \"b\"\n", &["smtp-url-file"]),
    ] {
        let file = written(&home, "socle.toml", text);
        let output = run(socle(&home).args(["--config", &file, "serve"]));
        let said = said(&output);
        assert!(!output.status.success() && words.iter().all(|word| said.contains(word)), "{text}: {said}");
    }
    let absent = home.path().join("absent.toml");
    assert!(!run(socle(&home).arg("--config").arg(&absent).args(["config", "show"])).status.success(), "a file that was named must be there");
}

#[test]
fn a_secret_may_have_a_file_of_its_own_and_is_never_shown() {
    let home = Home::folder();
    let secret = written(&home, "smtp", "smtps://socle:tres%20secret@smtp.ch-nord.example:465\n");
    let file = written(&home, "socle.toml", &format!("smtp-url-file = \"{secret}\"\ndatabase-url = \"postgres://u:autre-secret@h/db\"\n"));
    let hides = |command: &mut Command| {
        let shown = shown(command);
        assert!(!shown.contains("secret@") && !shown.contains("tres"), "{shown}");
        assert!(shown.contains("smtps://…@smtp.ch-nord.example:465"), "{shown}");
        shown
    };
    assert!(hides(socle(&home).env("SOCLE_SMTP_URL_FILE", &secret)).contains("SOCLE_SMTP_URL_FILE"));
    let shown = hides(socle(&home).args(["--config", &file]));
    assert!(shown.contains("postgres://…@h/db"), "{shown}");
    // the environment's own wins over the file's, and an option over both
    let other = written(&home, "other", "smtp://127.0.0.1:25");
    let told = run(socle(&home).args(["--config", &file, "config", "show"]).env("SOCLE_SMTP_URL_FILE", &other));
    assert!(said(&told).contains("smtp://127.0.0.1:25"), "{}", said(&told));
    let told = run(socle(&home).args(["config", "show", "--smtp-url", "smtp://127.0.0.2:25"]).env("SOCLE_SMTP_URL_FILE", &other));
    assert!(said(&told).contains("smtp://127.0.0.2:25"), "{}", said(&told));
    // both at once, none, or an empty one: said, without the secret
    for (name, value) in
        [("SOCLE_SMTP_URL", "smtp://tres-secret@h"), ("SOCLE_SMTP_URL_FILE", "/nulle/part"), ("SOCLE_SMTP_URL_FILE", &written(&home, "empty", "\n"))]
    {
        let output = run(socle(&home).env("SOCLE_SMTP_URL_FILE", &secret).env(name, value).args(["config", "show"]));
        assert!(!output.status.success() && ["SMTP", "/nulle/part", "empty"].iter().any(|name| said(&output).contains(name)), "{}", said(&output));
        assert!(!said(&output).contains("tres"), "{}", said(&output));
    }
}

/// What the doctor finds, as its program tells it.
fn examined(command: &mut Command) -> Value {
    let output = run(command.arg("--json"));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}", said(&output)));
    assert_eq!(found["well"].as_bool(), Some(output.status.success()), "{found}");
    for finding in found["findings"].as_array().expect("findings") {
        // a sentence that does not exist comes back as its key
        for name in ["what", "do"] {
            assert!(finding[name].as_str().is_none_or(|text| !text.contains("cli-doctor")), "{finding}");
        }
        assert_eq!(finding["do"].is_null(), finding["level"] == "well", "{finding}");
    }
    found
}

fn is_found(found: &Value, code: &str, level: &str) -> bool {
    let findings = found["findings"].as_array().expect("findings");
    findings.iter().any(|finding| finding["code"] == code && finding["level"] == level)
}

#[track_caller]
fn assert_found(found: &Value, code: &str, level: &str) {
    assert!(is_found(found, code, level), "{code} {level} in {found:#}");
}

/// A home where a server was once.
fn served() -> Home {
    let home = Home::folder();
    assert!(run(socle(&home).args(["db", "migrate"])).status.success());
    home
}

#[test]
fn a_fresh_installation_is_well_in_both_languages() {
    let home = served();
    for language in ["fr_FR.UTF-8", "en_GB.UTF-8"] {
        let found = examined(socle(&home).env("LC_ALL", language).arg("doctor"));
        assert_eq!(found["well"], true, "{found:#}");
        for code in ["content", "assets", "settings", "integrity", "mails"] {
            assert_found(&found, code, "well");
        }
        assert_eq!(found["rows"]["schema_migration"], store::MIGRATIONS.len());
        assert!(run(socle(&home).env("LC_ALL", language).arg("doctor")).status.success());
    }
}

#[test]
fn a_folder_that_others_may_read_is_a_warning_and_a_damaged_database_is_wrong() {
    let home = served();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o755)).expect("set");
        let found = examined(socle(&home).arg("doctor"));
        assert_found(&found, "data-open", "warning");
        assert_eq!(found["well"], true, "a warning is not a failure");
    }
    let file = home.path().join("socle.db");
    let mut bytes = std::fs::read(&file).expect("a database");
    let half = bytes.len() / 2;
    bytes[half..].fill(0x5a);
    std::fs::write(&file, bytes).expect("damaged");
    let found = examined(socle(&home).arg("doctor"));
    assert_eq!(found["well"], false, "{found:#}");
    let codes: Vec<&str> = found["findings"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(codes.contains(&"damaged") || codes.contains(&"database"), "{codes:?}");
}

#[test]
fn a_demonstration_open_to_everybody_is_wrong_and_says_what_to_do() {
    let home = served();
    let found = examined(socle(&home).args(["doctor", "--base-url", "https://127.0.0.1:9", "--demo"]));
    assert_found(&found, "demo", "wrong");
    assert_found(&found, "base-silent", "wrong");
    let words = said(&run(socle(&home).args(["doctor", "--demo"]).env("SOCLE_BASE_URL", "http://203.0.113.7")));
    assert!(words.contains("✗") && words.contains("→"), "{words}");
}

#[test]
fn a_postgres_that_promises_less_is_named() {
    let Some(home) = Home::schema() else { return };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(home.prepare());
    let absent = examined(socle(&home).arg("doctor"));
    assert_found(&absent, "database", "wrong");
    assert!(said(&run(socle(&home).args(["db", "verify"]))).contains("schema"));
    assert!(run(socle(&home).args(["db", "migrate"])).status.success());
    let (server, _) = home.server_and_schema();
    let fsync = runtime.block_on(async {
        let store = store::Store::open_postgres_reader(&home.database()).await.expect("opened");
        store.read(|tx| Box::pin(store::maintenance::server(tx))).await.expect("read").expect("a server").fsync
    });
    let found = examined(socle(&home).arg("doctor"));
    // the PostgreSQL of the tests is a throwaway, and is started so that it promises little
    assert_eq!(found["findings"].as_array().expect("findings").iter().any(|f| f["code"] == "fsync"), !fsync, "{server}: {found:#}");
    assert_found(&found, "integrity-elsewhere", "well");
    assert!(found["rows"]["schema_migration"].as_i64().is_some_and(|rows| rows > 0));
    runtime.block_on(home.finish());
}

/// A relay that says who it is, and offers no TLS.
async fn relay() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                let mut line = String::new();
                stream.write_all(b"220 essai\r\n").await?;
                loop {
                    line.clear();
                    if stream.read_line(&mut line).await? == 0 {
                        return std::io::Result::Ok(());
                    }
                    let reply: &[u8] = match line.split([' ', '\r']).next() {
                        Some("EHLO") => b"250-essai\r\n250 8BITMIME\r\n",
                        Some("NOOP" | "QUIT") => b"250 ok\r\n",
                        // nobody signs in and nobody sends
                        _ => b"502 pas ici\r\n",
                    };
                    stream.write_all(reply).await?;
                }
            });
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relay_is_spoken_to_and_one_without_the_tls_that_was_asked_for_is_wrong() {
    let home = served();
    let relay = relay().await;
    let found = |url: String| examined(socle(&home).env("SOCLE_SMTP_URL", url).arg("doctor"));
    let well = eventually("the relay says who it is", || {
        let found = found(format!("smtp://quelqu-un:tres-secret@{relay}"));
        is_found(&found, "smtp", "well").then_some(found)
    })
    .await;
    assert!(!well.to_string().contains("tres-secret"), "{well}");
    assert_found(&found(format!("smtp://{relay}?tls=required")), "smtp-silent", "wrong");
    // a port that is taken, on which nobody listens
    let taken = TcpSocket::new_v4().expect("a socket");
    taken.bind("127.0.0.1:0".parse().expect("an address")).expect("a port");
    let nobody = taken.local_addr().expect("an address");
    assert_found(&found(format!("smtp://{nobody}")), "smtp-silent", "wrong");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_public_address_that_leads_to_the_server_is_well_and_one_that_leads_elsewhere_is_not() {
    let home = Home::folder();
    let mut server = Server::start(&home);
    let found = |url: String| examined(socle(&home).args(["doctor", "--base-url", &url]));
    let address = server.address.to_string();
    // the doctor waits five seconds for an answer, and a machine may stop for longer
    for (url, code, level) in [
        (format!("http://{address}"), "base", "well"),
        (format!("http://{address}/"), "base", "well"),
        (format!("http://{address}/ailleurs"), "base-other", "wrong"),
        (format!("https://{address}"), "base-tls", "warning"),
    ] {
        eventually(&format!("{url} is found to be {code}"), || is_found(&found(url.clone()), code, level).then_some(())).await;
    }
    // the same server, asked by the probe of a container
    let health = |listen: &str| run(socle(&home).args(["health", "--listen", listen])).status.success();
    for listen in [&address, &format!("0.0.0.0:{}", server.address.port())] {
        eventually("the probe is answered", || health(listen).then_some(())).await;
    }
    server.kill();
    // nobody else is given its port meanwhile
    let taken = TcpSocket::new_v4().expect("a socket");
    taken.set_reuseaddr(true).expect("an option");
    taken.bind(server.address).expect("its port");
    eventually("nobody is there", || (!health(&address)).then_some(())).await;
    assert_found(&found(format!("http://{address}")), "base-silent", "wrong");
    assert!(Path::new(&home.path().join("socle.db")).exists());
}

/// Words of a text that begin so, in capitals.
fn variables(text: &str) -> std::collections::BTreeSet<String> {
    let words = text.split(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'));
    words.filter(|word| word.starts_with("SOCLE_") && word.len() > 6).map(|word| word.trim_end_matches('_').to_owned()).collect()
}

#[test]
fn the_guide_names_every_setting_and_nothing_that_does_not_exist() {
    let help = said(&run(Command::new(env!("CARGO_BIN_EXE_socle")).args(["serve", "--help"])));
    let known = variables(&help);
    let guide = std::fs::read_to_string(root().join("docs/guide/operate.md")).expect("the guide");
    let missing: Vec<&String> =
        known.iter().filter(|name| !guide.contains(name.as_str()) && !["SOCLE_HOST", "SOCLE_CONTACT"].contains(&name.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new(), "the guide does not say what these are");
    // what scripts of deploy/ take besides
    let scripts = ["SOCLE_SCHEMA", "SOCLE_TRY_POSTGRES"].map(str::to_owned);
    let mut texts = vec![guide];
    for entry in std::fs::read_dir(root().join("deploy")).expect("deploy").flatten() {
        texts.push(std::fs::read_to_string(entry.path()).expect("text"));
    }
    for text in texts {
        let unknown: Vec<String> = variables(&text)
            .into_iter()
            .filter(|name| !known.contains(name) && !known.contains(name.strip_suffix("_FILE").unwrap_or(name)) && !scripts.contains(name))
            .collect();
        assert_eq!(unknown, Vec::<String>::new());
    }
}

#[test]
fn the_settings_file_of_deploy_is_read_and_is_well() {
    let home = served();
    let file = root().join("deploy/socle.toml");
    let found = examined(socle(&home).arg("--config").arg(&file).args(["doctor", "--base-url", "https://127.0.0.1:9", "--smtp-url", "smtps://127.0.0.1:9"]));
    assert_found(&found, "settings", "well");
}

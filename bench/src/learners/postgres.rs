//! A `PostgreSQL` of our own, in a temporary folder, as durable as it comes: `fsync` and `synchronous_commit` are on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::process;

/// Seconds after which a start or a stop is said to have failed.
const PATIENCE: &str = "300";

/// A database server that runs. Stopped when dropped.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    /// It refuses to run as root: then it runs as somebody else.
    user: Option<String>,
}

impl Postgres {
    /// Makes a cluster in the folder, which must exist, and starts it.
    pub fn start(folder: &Path) -> Result<Self, String> {
        let programs = newest_programs().ok_or("no PostgreSQL is installed under /usr/lib/postgresql (Debian: apt-get install postgresql)")?;
        let folder = folder.join("postgres");
        fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let user = rustix::process::geteuid().is_root().then(|| "postgres".to_owned());
        if let Some(user) = &user {
            // the folders above are ours alone: somebody else must be able to pass
            if let Some(above) = folder.parent() {
                let _ = said(Command::new("chmod").arg("755").arg(above));
            }
            said(Command::new("chown").arg(user).arg(&folder))?;
        }
        let postgres = Self { programs, folder, user };
        said(postgres.command("initdb").arg("-D").arg(postgres.data()).args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"]))?;
        postgres.serve()?;
        postgres.create("socle")?;
        Ok(postgres)
    }

    /// Starts it, again.
    pub fn serve(&self) -> Result<(), String> {
        let options = format!("-k {} -c listen_addresses= -c max_connections=300", self.folder.display());
        let log = self.folder.join("log");
        said(self.command("pg_ctl").arg("-D").arg(self.data()).args(["-w", "-t", PATIENCE, "-l"]).arg(log).args(["-o", &options, "start"]))
    }

    /// Starts it again where it has ended by itself, as a supervisor would: a disk that refuses its log ends it.
    pub fn ensure_it_serves(&self) -> Result<(), String> {
        let pid = self.pid();
        if pid != 0 && process::runs(pid) && said(self.command("pg_isready").arg("-q").arg("-h").arg(&self.folder)).is_ok() {
            return Ok(());
        }
        self.kill();
        self.serve()
    }

    /// Stops it as an administrator does, and starts it again.
    pub fn restart(&self) -> Result<(), String> {
        let options = format!("-k {} -c listen_addresses= -c max_connections=300", self.folder.display());
        let log = self.folder.join("log");
        said(self.command("pg_ctl").arg("-D").arg(self.data()).args(["-w", "-t", PATIENCE, "-m", "fast", "-l"]).arg(log).args(["-o", &options, "restart"]))
    }

    /// Makes a database.
    pub fn create(&self, name: &str) -> Result<(), String> {
        said(self.command("createdb").arg("-h").arg(&self.folder).args(["-U", "postgres", name]))
    }

    /// The address of a database in it.
    pub fn url(&self, name: &str) -> String {
        format!("postgres://postgres@/{name}?host={}", self.folder.display())
    }

    /// The process above all its others; 0 when it does not run.
    pub fn pid(&self) -> u32 {
        let text = fs::read_to_string(self.data().join("postmaster.pid")).unwrap_or_default();
        text.lines().next().and_then(|line| line.parse().ok()).unwrap_or(0)
    }

    /// All of its processes, the first one first; none when it does not run.
    pub fn family(&self) -> Vec<u32> {
        let pid = self.pid();
        if pid == 0 || !self.is_ours(pid) { Vec::new() } else { std::iter::once(pid).chain(process::children(pid)).collect() }
    }

    /// All of its processes, held where they are. The first one is held before the others are counted: it can start none meanwhile.
    pub fn held(&self) -> Vec<u32> {
        let first: Vec<u32> = self.family().into_iter().take(1).collect();
        process::hold(&first);
        let family = self.family();
        process::hold(&family);
        family
    }

    /// kill -9 of all of its processes, the first one first.
    pub fn kill(&self) {
        let family = self.held();
        family.iter().copied().for_each(process::kill);
        // a new one does not start while an old one holds the shared memory
        while family.iter().any(|pid| process::runs(*pid)) {
            sleep(Duration::from_millis(2));
        }
        // The first one stays a zombie until whoever inherited it buries it, which may take seconds, and its number in these
        // files would keep a new one from starting. A supervisor, as its parent, buries it at once.
        for lock in [self.data().join("postmaster.pid"), self.folder.join(".s.PGSQL.5432.lock")] {
            let _ = fs::remove_file(lock);
        }
    }

    /// The file of a server that ended long ago may name a process that is somebody else's by now.
    fn is_ours(&self, pid: u32) -> bool {
        let started_with = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&started_with).contains(&*self.data().to_string_lossy())
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command = if let Some(user) = &self.user {
            let mut command = Command::new("setpriv");
            command.arg(format!("--reuid={user}")).arg(format!("--regid={user}")).args(["--clear-groups", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir("/");
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = said(self.command("pg_ctl").arg("-D").arg(self.data()).args(["-m", "immediate", "-w", "stop"]));
    }
}

fn newest_programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let newest = versions.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).max()?;
    Some(PathBuf::from(format!("/usr/lib/postgresql/{newest}/bin")))
}

/// Runs a command to its end; what it says when it fails. Its output goes to a file: a server that stays must not hold a pipe.
fn said(command: &mut Command) -> Result<(), String> {
    let log = tempfile::tempfile().map_err(|e| e.to_string())?;
    let output = log.try_clone().map_err(|e| e.to_string())?;
    let name = format!("{command:?}");
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(output).status().map_err(|e| format!("{name}: {e}"))?;
    if status.success() {
        return Ok(());
    }
    let mut said = String::new();
    let mut log = log;
    let _ = std::io::Seek::rewind(&mut log).and_then(|()| std::io::Read::read_to_string(&mut log, &mut said));
    Err(format!("{name}: {status}\n{said}"))
}

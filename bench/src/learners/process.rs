//! What processes take from the machine, as the kernel counts it (proc(5)). Linux only: zeros elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::process::Child;
use std::thread::sleep;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// Processor seconds, user and system, of all threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Processor {
    /// In the program.
    pub user: f64,
    /// In the kernel on its behalf.
    pub system: f64,
}

impl Processor {
    /// Both.
    pub fn seconds(self) -> f64 {
        self.user + self.system
    }

    /// What was used between an earlier reading and this one.
    pub fn since(self, before: Self) -> Self {
        Self { user: self.user - before.user, system: self.system - before.system }
    }
}

struct Stat {
    /// Ended, and not buried yet by whoever started it.
    zombie: bool,
    parent: u32,
    /// Its own, then that of the children it has buried.
    user: [f64; 2],
    system: [f64; 2],
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // the name is in brackets and may hold anything
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let tick = rustix::param::clock_ticks_per_second() as f64;
    let seconds = |place: usize| Some(fields.get(place)?.parse::<f64>().ok()? / tick);
    Some(Stat {
        zombie: fields.first() == Some(&"Z"),
        parent: fields.get(1)?.parse().ok()?,
        user: [seconds(11)?, seconds(13)?],
        system: [seconds(12)?, seconds(14)?],
    })
}

/// What a process used so far.
pub fn processor(pid: u32) -> Processor {
    stat(pid).map_or_else(Processor::default, |s| Processor { user: s.user[0], system: s.system[0] })
}

/// What a process and its children used so far, those included that have ended.
pub fn processor_of_family(pid: u32) -> Processor {
    let mut all = Processor::default();
    if let Some(stat) = stat(pid) {
        all = Processor { user: stat.user[0] + stat.user[1], system: stat.system[0] + stat.system[1] };
    }
    for child in children(pid) {
        let used = processor(child);
        all = Processor { user: all.user + used.user, system: all.system + used.system };
    }
    all
}

/// The processes that this one started and that still run.
pub fn children(pid: u32) -> Vec<u32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(|other| stat(*other).is_some_and(|s| s.parent == pid)).collect()
}

/// Whether a process has not ended yet.
pub fn runs(pid: u32) -> bool {
    stat(pid).is_some_and(|stat| !stat.zombie)
}

/// Resident memory now and at its highest, MiB.
pub fn memory(pid: u32) -> (f64, f64) {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let read = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_suffix("kB")?.trim().parse::<f64>().ok());
    (read("VmRSS:").unwrap_or(0.0) / 1024.0, read("VmHWM:").unwrap_or(0.0) / 1024.0)
}

/// Bytes that a process has sent to the disk so far.
pub fn written(pid: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{pid}/io")).unwrap_or_default();
    let fields: BTreeMap<&str, &str> = text.lines().filter_map(|line| line.split_once(": ")).collect();
    fields.get("write_bytes").and_then(|v| v.parse().ok()).unwrap_or(0.0)
}

/// Asks a process that we started to stop.
pub fn ask_to_stop(child: &Child) {
    let _ = kill_process(Pid::from_child(child), Signal::TERM);
}

/// Holds processes where they are, until [`go_on`]: returns once no thread of theirs is in the kernel any more.
pub fn hold(pids: &[u32]) {
    signal(pids, Signal::STOP);
    let stands = |task: &fs::DirEntry| {
        let text = fs::read_to_string(task.path().join("stat")).unwrap_or_default();
        text.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with(['T', 't', 'Z', 'X']))
    };
    for pid in pids {
        while !fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten().all(|task| stands(&task)) {
            sleep(Duration::from_millis(1));
        }
    }
}

/// Lets processes go on that were held.
pub fn go_on(pids: &[u32]) {
    signal(pids, Signal::CONT);
}

fn signal(pids: &[u32], signal: Signal) {
    for pid in pids.iter().filter_map(|pid| Pid::from_raw(i32::try_from(*pid).ok()?)) {
        let _ = kill_process(pid, signal);
    }
}

/// Ends a process at once, without a word: kill -9.
pub fn kill(pid: u32) {
    signal(&[pid], Signal::KILL);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_process_is_seen_with_its_child() {
        let own = std::process::id();
        // one reading: memory grows between two of them
        let (now, highest) = memory(own);
        assert!(now > 0.0 && highest >= now, "{highest} MiB at its highest, {now} MiB now");
        // it ends when it is told to, or when this test does
        let mut child = std::process::Command::new("cat").stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::null()).spawn().unwrap();
        assert!(children(own).contains(&child.id()));
        assert!(runs(child.id()));
        hold(&[child.id()]);
        go_on(&[child.id()]);
        kill(child.id());
        assert!(!child.wait().unwrap().success());
        assert!(!runs(child.id()));
        // This process goes on working between two readings: the part is read before the whole.
        let alone = processor(own).seconds();
        assert!(processor_of_family(own).seconds() >= alone);
    }
}

//! An entry of a calendar (RFC 5545), as a file that calendars take in: published, changed, or taken away (RFC 5546).
//!
//! One entry of eleven lines: the libraries that we looked at bring a second calendar arithmetic with them for it.

use std::fmt::Write;

use domain::date::Day;

/// Bytes of a line, without its end: longer ones are folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// Something that takes place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Names it for ever, in the whole world.
    pub id: String,
    /// Rises with each change.
    pub revision: i64,
    /// When it was changed last, microseconds UTC.
    pub stamped_at: i64,
    /// When it begins, microseconds UTC.
    pub starts_at: i64,
    /// When it ends, microseconds UTC.
    pub ends_at: i64,
    /// What it is, in a few words.
    pub summary: String,
    /// What is to be known of it.
    pub description: String,
    /// Where it is.
    pub place: String,
    /// Where more is said.
    pub link: String,
    /// Who holds it: a name, and an address where there is one.
    pub organiser: (String, String),
    /// Whether it does not take place: the entry is taken away.
    pub is_cancelled: bool,
}

/// The file of one entry, its lines ended as the standard wants.
pub fn entry(event: &Event) -> String {
    let (method, status) = if event.is_cancelled { ("CANCEL", "CANCELLED") } else { ("PUBLISH", "CONFIRMED") };
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    for start in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Socle//Certification//FR"] {
        line(start);
    }
    line(&format!("METHOD:{method}"));
    line("BEGIN:VEVENT");
    line(&format!("UID:{}", text(&event.id)));
    line(&format!("SEQUENCE:{}", event.revision.max(0)));
    line(&format!("DTSTAMP:{}", moment(event.stamped_at)));
    line(&format!("DTSTART:{}", moment(event.starts_at)));
    line(&format!("DTEND:{}", moment(event.ends_at)));
    line(&format!("SUMMARY:{}", text(&event.summary)));
    line(&format!("DESCRIPTION:{}", text(&event.description)));
    line(&format!("LOCATION:{}", text(&event.place)));
    line(&format!("URL:{}", event.link));
    let (name, address) = &event.organiser;
    if address.contains('@') {
        // a parameter in quotes holds anything but quotes and what is not seen
        let name: String = name.chars().filter(|c| *c != '"' && !c.is_control()).collect();
        line(&format!("ORGANIZER;CN=\"{name}\":mailto:{address}"));
    }
    line(&format!("STATUS:{status}"));
    line("TRANSP:OPAQUE");
    line("END:VEVENT");
    line("END:VCALENDAR");
    file
}

/// Something that takes whole days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeDays {
    /// Names it for ever, in the whole world.
    pub id: String,
    /// Rises with each change.
    pub revision: i64,
    /// When it was changed last, microseconds UTC.
    pub stamped_at: i64,
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// What it is, in a few words.
    pub summary: String,
    /// What is to be known of it.
    pub description: String,
    /// Where it is.
    pub place: String,
    /// Where more is said.
    pub link: String,
}

/// A calendar of such entries, to be subscribed to or taken in. Nobody is busy because of them.
pub fn whole_days(name: &str, entries: &[WholeDays]) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    for start in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Socle//Catalogue//FR", "METHOD:PUBLISH"] {
        line(start);
    }
    line(&format!("X-WR-CALNAME:{}", text(name)));
    let day = |day: Day| day.to_string().replace('-', "");
    for entry in entries {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}", text(&entry.id)));
        line(&format!("SEQUENCE:{}", entry.revision.max(0)));
        line(&format!("DTSTAMP:{}", moment(entry.stamped_at)));
        line(&format!("DTSTART;VALUE=DATE:{}", day(entry.first)));
        // the end of an entry of whole days is the day after its last (RFC 5545, 3.6.1)
        line(&format!("DTEND;VALUE=DATE:{}", day(Day::numbered(entry.last.number().max(entry.first.number()) + 1))));
        line(&format!("SUMMARY:{}", text(&entry.summary)));
        line(&format!("DESCRIPTION:{}", text(&entry.description)));
        line(&format!("LOCATION:{}", text(&entry.place)));
        line(&format!("URL:{}", entry.link));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    file
}

/// A moment in UTC, whole seconds.
fn moment(microseconds: i64) -> String {
    let day = Day::of(microseconds);
    let second = (microseconds - day.begins()) / 1_000_000;
    format!("{}T{:02}{:02}{:02}Z", day.to_string().replace('-', ""), second / 3_600, second / 60 % 60, second % 60)
}

/// A text as a value (RFC 5545, 3.3.11).
fn text(words: &str) -> String {
    let mut value = String::with_capacity(words.len());
    for c in words.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => {
                value.push('\\');
                value.push(c);
            }
            '\n' => value.push_str("\\n"),
            c if c.is_control() => value.push(' '),
            c => value.push(c),
        }
    }
    value
}

/// Adds a line, folded between letters where it is too long.
fn fold(file: &mut String, line: &str) {
    let mut taken = 0;
    for c in line.chars() {
        if taken + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            taken = 1;
        }
        let _ = write!(file, "{c}");
        taken += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            id: "0199c0de@socle.example".into(),
            revision: 3,
            stamped_at: 1_795_305_600_000_000,
            starts_at: 1_795_334_400_000_000,
            ends_at: 1_795_339_800_000_000,
            summary: "Certification; numérique, en santé".into(),
            description: "Apportez une pièce d’identité.\nCode : KMPX 3479\r\n\u{7}Fin\\".into(),
            place: "Salle B12, 2 rue de l’École-de-Médecine, 35000 Rennes, bâtiment des soins infirmiers".into(),
            link: "https://socle.example/certification/candidature/0123456789abcdef".into(),
            organiser: ("IFSI \"Nord\"".into(), "contact@socle.example".into()),
            is_cancelled: false,
        }
    }

    #[test]
    fn an_entry_is_what_calendars_read() {
        let file = entry(&event());
        assert!(file.split_inclusive("\r\n").all(|line| line.ends_with("\r\n") && line.len() <= LINE + 2), "{file}");
        let unfolded = file.replace("\r\n ", "");
        for line in [
            "METHOD:PUBLISH",
            "UID:0199c0de@socle.example",
            "SEQUENCE:3",
            "DTSTART:20261122T080000Z",
            "DTEND:20261122T093000Z",
            "SUMMARY:Certification\\; numérique\\, en santé",
            "DESCRIPTION:Apportez une pièce d’identité.\\nCode : KMPX 3479\\n Fin\\\\",
            "LOCATION:Salle B12\\, 2 rue de l’École-de-Médecine\\, 35000 Rennes\\, bâtiment des soins infirmiers",
            "ORGANIZER;CN=\"IFSI Nord\":mailto:contact@socle.example",
            "STATUS:CONFIRMED",
        ] {
            assert!(unfolded.lines().any(|found| found == line), "{line} in {unfolded}");
        }
    }

    #[test]
    fn whole_days_end_on_the_day_after_their_last() {
        let day = |text| Day::parse(text).expect("a day");
        let entry = WholeDays {
            id: "du@socle.example".into(),
            revision: 0,
            stamped_at: 1_795_305_600_000_000,
            first: day("2026-09-30"),
            last: day("2026-09-30"),
            summary: "DU ; santé".into(),
            description: "x".into(),
            place: "Lille".into(),
            link: "https://socle.example/formations/du".into(),
        };
        let file = whole_days("Formations", &[entry.clone(), WholeDays { last: day("2026-10-02"), ..entry }]);
        assert!(file.contains("DTSTART;VALUE=DATE:20260930\r\nDTEND;VALUE=DATE:20261001\r\n") && file.contains("DTEND;VALUE=DATE:20261003"), "{file}");
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
    }

    #[test]
    fn an_entry_that_is_called_off_takes_itself_away_and_nothing_typed_ends_a_line() {
        let hostile = "x\r\nEND:VEVENT\r\nBEGIN:VALARM";
        let file =
            entry(&Event { is_cancelled: true, summary: hostile.into(), place: hostile.into(), organiser: (hostile.into(), "a@b.example".into()), ..event() });
        assert!(file.contains("METHOD:CANCEL\r\n") && file.contains("STATUS:CANCELLED\r\n"));
        assert_eq!(file.lines().filter(|line| line.starts_with("END:VEVENT")).count(), 1);
        assert_eq!(file.lines().filter(|line| line.starts_with("BEGIN:")).count(), 2);
    }
}

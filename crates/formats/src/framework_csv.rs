//! The official text of the framework, as an administrator pastes it into a spreadsheet:
//! `domaine;competence_code;competence;capacite_ordre;capacite;heures;version;date_effet` and, as an option,
//! `objectifs_de_travail` (codes, separated by spaces or commas) for the working objectives it replaces.

use domain::framework::OfficialRow;
use domain::text::fold;

use crate::decode::decode;

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialText {
    /// Rows in the order of the file.
    pub rows: Vec<OfficialRow>,
    /// The one version named in it.
    pub version: String,
    /// The one date from which it applies.
    pub effective: String,
}

const COLUMNS: [&str; 8] = ["domaine", "competence_code", "competence", "capacite_ordre", "capacite", "heures", "version", "date_effet"];
const REPLACES: &str = "objectifs_de_travail";

/// Reads the file: `;`, `,` or tab; UTF-8 with or without its mark, UTF-16 with it, or Windows-1252 as older spreadsheets write.
///
/// # Errors
/// Sentences, each with its line: a column that is missing, a rank that is no number, two versions in one file.
pub fn read(bytes: &[u8]) -> Result<OfficialText, Vec<String>> {
    let text = decode(bytes).map_err(|e| vec![e.to_string()])?;
    let first = text.lines().next().unwrap_or_default();
    let separator = *[b';', b'\t', b','].iter().max_by_key(|s| first.bytes().filter(|b| b == *s).count()).unwrap_or(&b';');
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers: Vec<String> = reader.headers().map_err(|e| vec![e.to_string()])?.iter().map(|h| fold(h).replace(' ', "_")).collect();
    let missing: Vec<String> = COLUMNS
        .iter()
        .filter(|c| !headers.iter().any(|h| h == *c))
        .map(|c| format!("line 1: column « {c} » is missing (found: {})", headers.join(", ")))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let (mut rows, mut faults, mut versions, mut dates) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (n, record) in reader.records().enumerate() {
        let line = n + 2;
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                faults.push(format!("line {line}: {e}"));
                continue;
            }
        };
        let field = |name: &str| headers.iter().position(|h| h == name).and_then(|i| record.get(i)).unwrap_or_default().trim();
        if record.iter().all(|f| f.trim().is_empty()) {
            continue;
        }
        for name in ["domaine", "competence_code", "competence", "capacite_ordre", "capacite"] {
            if field(name).is_empty() {
                faults.push(format!("line {line}: « {name} » is empty"));
            }
        }
        let Ok(rank) = field("capacite_ordre").parse() else {
            faults.push(format!("line {line}: capacite_ordre « {} » is not a whole number", field("capacite_ordre")));
            continue;
        };
        let hours = field("heures");
        let hours = match hours.parse() {
            Ok(h) => Some(h),
            Err(_) if hours.is_empty() => None,
            Err(_) => {
                faults.push(format!("line {line}: heures « {hours} » is not a whole number"));
                continue;
            }
        };
        for (list, name) in [(&mut versions, "version"), (&mut dates, "date_effet")] {
            let value = field(name).to_owned();
            if !value.is_empty() && !list.contains(&value) {
                list.push(value);
            }
        }
        rows.push(OfficialRow {
            domain: field("domaine").to_owned(),
            competence: field("competence_code").to_owned(),
            competence_title: field("competence").to_owned(),
            rank,
            text: field("capacite").to_owned(),
            hours,
            replaces: field(REPLACES).split([' ', ',', '/']).filter(|c| !c.is_empty()).map(str::to_owned).collect(),
        });
    }
    if versions.len() != 1 {
        faults.push(format!("the file must name exactly one version (found: {})", versions.join(", ")));
    }
    if dates.len() != 1 {
        faults.push(format!("the file must name exactly one date_effet (found: {})", dates.join(", ")));
    }
    if rows.is_empty() {
        faults.push("the file has no row".to_owned());
    }
    match (faults.is_empty(), versions.pop(), dates.pop()) {
        (true, Some(version), Some(effective)) => Ok(OfficialText { rows, version, effective }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "domaine;competence_code;competence;capacite_ordre;capacite;heures;version;date_effet;objectifs_de_travail\n";

    #[test]
    fn a_spreadsheet_is_read_whatever_its_encoding() {
        let text = format!("{HEAD}1;1.1;Identifier;1;\"Définir ; délimiter\";6;2022-11;2022-11-11;T1.01 T1.02\n");
        let read_utf8 = read(text.as_bytes()).expect("utf-8");
        let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
        assert_eq!(read(&latin), Ok(read_utf8.clone()));
        assert_eq!(read_utf8.rows[0].text, "Définir ; délimiter");
        assert_eq!(read_utf8.rows[0].replaces, ["T1.01", "T1.02"]);
        assert_eq!(read_utf8.version, "2022-11");
    }

    #[test]
    fn each_defect_names_its_line() {
        let text = format!("{HEAD}1;1.1;Identifier;un;Définir;6;v1;2022-11-11;\n2;;X;1;Y;5;v2;2022-11-11;\n");
        let faults = read(text.as_bytes()).expect_err("two defects and two versions");
        assert!(faults[0].starts_with("line 2:"), "{faults:?}");
        assert!(faults.iter().any(|f| f.starts_with("line 3:")), "{faults:?}");
        assert!(read(b"a;b\n1;2\n").expect_err("columns")[0].contains("domaine"));
    }
}

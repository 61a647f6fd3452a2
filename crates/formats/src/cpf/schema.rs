//! The rules of the schema, as a table, and a file held against them. Only what this program writes stands in it: an element that the schema would
//! allow and the table does not know is a fault, too.

use domain::date::Day;
use roxmltree::{Document, Node, ParsingOptions};

use Content::{Boolean, Choice, Each, Length, Moment, Of, OneOf, Text, TheDay, Whole};

const NAMESPACE: &str = "urn:cdc:cpf:pc5:schema:1.0.0";
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What is wrong where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFault {
    /// Line in the file, from 1; 0 for the whole of it.
    pub line: u32,
    /// Name of the element.
    pub element: String,
    /// What of it: `missing`, `unexpected`, `twice`, `empty`, `value`, `xml`.
    pub what: &'static str,
}

/// What an element holds.
enum Content {
    /// A text of so many characters.
    Text(usize, usize),
    /// A text of exactly so many.
    Length(usize),
    /// A whole number of a range.
    Whole(i64, i64),
    Boolean,
    /// A day, of the last century or this one.
    TheDay,
    /// A moment with its distance from Greenwich.
    Moment,
    OneOf(&'static [&'static str]),
    /// Each of these at most once, in any order.
    Of(&'static [Element]),
    /// Exactly one of these.
    Choice(&'static [Element]),
    /// One or many of this.
    Each(&'static Element),
}

struct Element {
    name: &'static str,
    is_required: bool,
    is_nillable: bool,
    content: Content,
}

const fn must(name: &'static str, content: Content) -> Element {
    Element { name, is_required: true, is_nillable: false, content }
}

const fn may(name: &'static str, content: Content) -> Element {
    Element { name, is_required: false, is_nillable: false, content }
}

const fn nillable(name: &'static str, content: Content) -> Element {
    Element { name, is_required: true, is_nillable: true, content }
}

static FLOW: Element = must(
    "flux",
    Of(&[
        must("idFlux", Text(1, 50)),
        must("horodatage", Moment),
        may("action", OneOf(&["CREATION", "SUPPRESSION"])),
        must("emetteur", Of(&[must("idClient", Length(8)), must("certificateurs", Of(&[must("certificateur", Of(CERTIFIER))]))])),
    ]),
);

static CERTIFIER: &[Element] =
    &[must("idClient", Length(8)), must("idContrat", Text(1, 20)), must("certifications", Each(&must("certification", Of(CERTIFICATION))))];

static CERTIFICATION: &[Element] = &[
    must("type", Text(1, 255)),
    must("code", Text(1, 100)),
    may("natureDeposant", OneOf(&["CERTIFICATEUR", "TIERS_CONFIANCE"])),
    must("passageCertifications", Each(&must("passageCertification", Of(PASSAGE)))),
];

static PASSAGE: &[Element] = &[
    must("idTechnique", Text(1, 255)),
    may("urlPreuve", Text(1, 255)),
    must("obtentionCertification", OneOf(&["PAR_ADMISSION", "PAR_SCORING"])),
    must("donneeCertifiee", Boolean),
    may("dateDebutExamen", TheDay),
    may("dateFinExamen", TheDay),
    may("modalitePassageExamen", OneOf(&["A_DISTANCE", "EN_PRESENTIEL", "MIXTE"])),
    may("codePostalCentreExamen", Text(1, 9)),
    must("dateDebutValidite", TheDay),
    nillable("dateFinValidite", TheDay),
    must("presenceNiveauLangueEuro", Boolean),
    must("presenceNiveauNumeriqueEuro", Boolean),
    nillable("scoring", Text(1, 255)),
    nillable("mentionValidee", OneOf(&["SANS_MENTION"])),
    must("modalitesInscription", Of(&[nillable("modaliteAcces", OneOf(&["CANDIDAT_LIBRE"]))])),
    must("identificationTitulaire", Choice(&[must("titulaire", Of(HOLDER))])),
];

static HOLDER: &[Element] = &[
    must("nomNaissance", Text(1, 60)),
    nillable("nomUsage", Text(1, 60)),
    must("prenom1", Text(1, 60)),
    must("anneeNaissance", Whole(1900, 2099)),
    nillable("moisNaissance", Whole(1, 12)),
    nillable("jourNaissance", Whole(1, 31)),
    must("sexe", OneOf(&["M", "F"])),
    must(
        "codeCommuneNaissance",
        Choice(&[must("codeInseeNaissance", Of(&[must("codeInsee", Length(5))])), must("codePostalNaissance", Of(&[nillable("codePostal", Text(1, 9))]))]),
    ),
    may("libelleCommuneNaissance", Text(1, 60)),
    may("codePaysNaissance", Length(3)),
    may("libellePaysNaissance", Text(1, 60)),
];

/// Holds a file against the rules: every fault, at most a hundred of them.
///
/// # Errors
/// The faults, with their lines.
pub fn check(xml: &str) -> Result<(), Vec<SchemaFault>> {
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(xml, options).map_err(|error| vec![SchemaFault { line: error.pos().row, element: String::new(), what: "xml" }])?;
    let root = document.root_element();
    let mut found = Found { document: &document, faults: Vec::new() };
    if root.has_tag_name((NAMESPACE, FLOW.name)) {
        found.element(root, &FLOW);
    } else {
        found.say(root, "unexpected");
    }
    found.faults.truncate(100);
    if found.faults.is_empty() { Ok(()) } else { Err(found.faults) }
}

struct Found<'d> {
    document: &'d Document<'d>,
    faults: Vec<SchemaFault>,
}

impl<'d> Found<'d> {
    fn say(&mut self, node: Node<'d, 'd>, what: &'static str) {
        self.say_of(node, node.tag_name().name(), what);
    }

    fn say_of(&mut self, node: Node<'d, 'd>, element: &str, what: &'static str) {
        let line = self.document.text_pos_at(node.range().start).row;
        self.faults.push(SchemaFault { line, element: element.to_owned(), what });
    }

    fn element(&mut self, node: Node<'d, 'd>, rule: &Element) {
        if node.attribute((INSTANCE, "nil")) == Some("true") {
            if !rule.is_nillable || node.has_children() {
                self.say(node, "empty");
            }
            return;
        }
        match &rule.content {
            Of(rules) => self.all(node, rules),
            Choice(rules) => self.choice(node, rules),
            Each(rule) => self.each(node, rule),
            simple => {
                let text = node.text().unwrap_or_default();
                if node.children().any(|c| c.is_element()) || !holds(simple, text) {
                    self.say(node, "value");
                }
            }
        }
    }

    fn all(&mut self, node: Node<'d, 'd>, rules: &[Element]) {
        for child in node.children().filter(Node::is_element) {
            match rules.iter().find(|rule| child.has_tag_name((NAMESPACE, rule.name))) {
                None => self.say(child, "unexpected"),
                Some(rule) => {
                    if child.prev_siblings().skip(1).any(|before| before.has_tag_name((NAMESPACE, rule.name))) {
                        self.say(child, "twice");
                    }
                    self.element(child, rule);
                }
            }
        }
        for rule in rules.iter().filter(|r| r.is_required) {
            if !node.children().any(|c| c.has_tag_name((NAMESPACE, rule.name))) {
                self.say_of(node, rule.name, "missing");
            }
        }
    }

    fn choice(&mut self, node: Node<'d, 'd>, rules: &[Element]) {
        let children: Vec<_> = node.children().filter(Node::is_element).collect();
        let [only] = children[..] else { return self.say(node, if children.is_empty() { "missing" } else { "twice" }) };
        match rules.iter().find(|rule| only.has_tag_name((NAMESPACE, rule.name))) {
            Some(rule) => self.element(only, rule),
            None => self.say(only, "unexpected"),
        }
    }

    fn each(&mut self, node: Node<'d, 'd>, rule: &Element) {
        let mut count = 0;
        for child in node.children().filter(Node::is_element) {
            count += 1;
            if child.has_tag_name((NAMESPACE, rule.name)) {
                self.element(child, rule);
            } else {
                self.say(child, "unexpected");
            }
        }
        if count == 0 {
            self.say_of(node, rule.name, "missing");
        }
    }
}

fn holds(content: &Content, text: &str) -> bool {
    match content {
        Text(least, most) => (*least..=*most).contains(&text.chars().count()),
        Length(length) => text.chars().count() == *length,
        Whole(least, most) => text.trim().parse().is_ok_and(|n: i64| (*least..=*most).contains(&n)),
        Boolean => matches!(text.trim(), "true" | "false" | "1" | "0"),
        TheDay => is_day(text),
        Moment => is_moment(text),
        OneOf(values) => values.contains(&text),
        Of(_) | Choice(_) | Each(_) => false,
    }
}

fn is_day(text: &str) -> bool {
    (text.starts_with("19") || text.starts_with("20")) && Day::parse(text).is_some()
}

/// `2026-11-22T10:00:00+00:00`
fn is_moment(text: &str) -> bool {
    let below = |text: &str, most: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|n| n < most);
    let Some((day, rest)) = text.split_once('T').filter(|(day, rest)| is_day(day) && rest.len() == 14 && rest.is_ascii()) else { return false };
    let _ = day;
    let (time, zone) = rest.split_at(8);
    let parts: Vec<&str> = time.split(':').collect();
    let zone_parts: Vec<&str> = zone[1..].split(':').collect();
    let is_time = matches!(parts[..], [h, m, s] if below(h, 24) && below(m, 60) && below(s, 60));
    is_time && matches!(zone.as_bytes()[0], b'+' | b'-') && matches!(zone_parts[..], [h, m] if below(h, 24) && below(m, 60))
}

use domain::date::Day;

use super::*;

fn day(text: &str) -> Option<Day> {
    Day::parse(text)
}

fn awa() -> Passage {
    Passage {
        reference: "BCDF-GHJK-LMNP".into(),
        proof: "https://socle.example/verifier/BCDF-GHJK-LMNP".into(),
        level: "Avancé".into(),
        exam_on: day("2026-11-20"),
        from: day("2026-11-22"),
        until: None,
        family_name: "Diop & <Fille>".into(),
        usual_name: None,
        given_name: "Awa".into(),
        birth_date: day("2001-02-03"),
        sex: Some(Sex::F),
        insee: "2A004".into(),
        postcode: String::new(),
        city: "Ajaccio".into(),
        country: String::new(),
    }
}

fn flow(passages: Vec<Passage>) -> Flow {
    let sender = Sender { client: "03BHY312".into(), contract: "MCFCER000775".into(), code: "RS5286".into() };
    Flow { id: "0199c0de-0000-7000-8000-000000000001".into(), made_at: 1_795_341_600_000_000, sender, passages }
}

#[test]
fn a_file_of_every_kind_of_person_holds_to_the_schema() {
    let abroad = Passage { insee: String::new(), city: String::new(), country: "Sénégal".into(), sex: Some(Sex::M), usual_name: Some("Sow".into()), ..awa() };
    let by_postcode = Passage { insee: String::new(), postcode: "75013".into(), country: "FRANCE".into(), until: day("2031-11-22"), ..awa() };
    for one in [awa(), abroad.clone(), by_postcode.clone()] {
        assert_eq!(faults(&one), []);
    }
    let written = write(&flow(vec![awa(), abroad, by_postcode]));
    assert_eq!(check(&written), Ok(()), "{written}");
    for said in [
        "<cpf:horodatage>2026-11-22T10:00:00+00:00<",
        "<cpf:nomNaissance>Diop &amp; &lt;Fille&gt;<",
        "<cpf:codeInsee>2A004<",
        "<cpf:codePostal xsi:nil=\"true\"/>",
        "<cpf:codePostal>75013<",
        "<cpf:nomUsage>Sow<",
        "<cpf:type>RS<",
        "<cpf:dateFinValidite>2031-11-22<",
    ] {
        assert!(written.contains(said), "{said} is not in\n{written}");
    }
}

#[test]
fn each_thing_that_the_caisse_refuses_is_said_of_its_row() {
    let long = "a".repeat(61);
    let wrong = [
        (Passage { family_name: " ".into(), ..awa() }, Fault::FamilyName),
        (Passage { given_name: long.clone(), ..awa() }, Fault::GivenName),
        (Passage { usual_name: Some(long.clone()), ..awa() }, Fault::UsualName),
        (Passage { birth_date: day("1899-12-31"), ..awa() }, Fault::BirthDate),
        (Passage { birth_date: None, ..awa() }, Fault::BirthDate),
        (Passage { sex: None, ..awa() }, Fault::Sex),
        (Passage { insee: String::new(), ..awa() }, Fault::BirthPlace),
        (Passage { insee: "7505".into(), ..awa() }, Fault::Insee),
        (Passage { postcode: "1234567890".into(), ..awa() }, Fault::Postcode),
        (Passage { country: long, ..awa() }, Fault::PlaceName),
        (Passage { given_name: "A\u{7}wa".into(), ..awa() }, Fault::Characters),
        (Passage { until: day("2026-11-21"), ..awa() }, Fault::Days),
        (Passage { exam_on: None, ..awa() }, Fault::Days),
        (Passage { reference: "x".repeat(256), ..awa() }, Fault::Reference),
    ];
    for (passage, fault) in wrong {
        assert_eq!(faults(&passage), [fault], "{passage:?}");
    }
    assert_eq!(sender_faults(&flow(Vec::new()).sender), []);
    let nobody = Sender::default();
    assert_eq!(sender_faults(&nobody), [SenderFault::Client, SenderFault::Contract, SenderFault::Code]);
    assert_eq!(sender_faults(&Sender { code: "RSX".into(), ..flow(Vec::new()).sender }), [SenderFault::Code]);
}

#[test]
fn whatever_is_taken_out_added_or_changed_in_a_file_is_a_fault_with_its_line() {
    let good = write(&flow(vec![awa()]));
    let lines: Vec<&str> = good.lines().collect();
    let is_leaf = |line: &str| line.contains("</cpf:") && !line.trim_start().starts_with("</");
    let optional = [
        "action",
        "natureDeposant",
        "urlPreuve",
        "dateDebutExamen",
        "dateFinExamen",
        "modalitePassageExamen",
        "libelleCommuneNaissance",
        "codePaysNaissance",
        "libellePaysNaissance",
    ];
    let mut tried = 0;
    for (n, line) in lines.iter().enumerate().filter(|(_, l)| is_leaf(l)) {
        let without: String = lines.iter().enumerate().filter(|(i, _)| *i != n).flat_map(|(_, l)| [*l, "\n"]).collect();
        let is_optional = optional.iter().any(|name| line.contains(&format!("<cpf:{name}>")));
        assert_eq!(check(&without).is_ok(), is_optional, "without {line}");
        let twice: String = lines.iter().enumerate().flat_map(|(i, l)| if i == n { vec![*l, "\n", *l, "\n"] } else { vec![*l, "\n"] }).collect();
        let fault = check(&twice).expect_err("twice");
        assert!(fault.iter().any(|f| f.what == "twice" && f.line as usize == n + 2), "{line}: {fault:?}");
        let (head, tail) = (line.find('>').expect("a tag") + 1, line.rfind('<').expect("a tag"));
        let emptied = good.replacen(line, &format!("{}{}", &line[..head], &line[tail..]), 1);
        assert!(check(&emptied).is_err(), "{line} emptied");
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
    let changes = [
        ("<cpf:sexe>F<", "<cpf:sexe>X<", "sexe"),
        ("2026-11-20", "2026-02-30", "dateDebutExamen"),
        ("+00:00", "Z", "horodatage"),
        ("03BHY312", "03BHY31", "idClient"),
        ("<cpf:anneeNaissance>2001<", "<cpf:anneeNaissance>1899<", "anneeNaissance"),
        ("<cpf:scoring>", "<cpf:score/><cpf:scoring>", "score"),
        ("<cpf:mentionValidee xsi:nil=\"true\"/>", "<cpf:mentionValidee/>", "mentionValidee"),
    ];
    for (from, to, element) in changes {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good);
        let found = check(&changed).expect_err(element);
        assert!(found.iter().any(|f| f.element == element), "{element}: {found:?}");
    }
    assert_eq!(check("<a/>").expect_err("another file")[0].what, "unexpected");
    assert_eq!(check("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>").expect_err("a document type")[0].what, "xml");
}

#[test]
fn what_came_back_is_read_row_by_row() {
    let report = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ns2:rapport xmlns:ns2=\"urn:cdc:cpf:pc5:rapport:schema\"><nomFichier>f.xml</nomFichier>\
        <idFlux>flux-1</idFlux><idTraitement>51354</idTraitement><PassagesKO><passage><idTechnique>A</idTechnique><messageErreur>Aucun titulaire\n ne \
        correspond</messageErreur></passage><passage><idTechnique>B</idTechnique><messageErreur>Un</messageErreur><messageErreur>deux</messageErreur></passage>\
        </PassagesKO><PassagesOK><idTechnique>C</idTechnique><idTechnique> D </idTechnique></PassagesOK></ns2:rapport>";
    let read = read_report(report).expect("a report");
    assert_eq!((read.flow.as_str(), read.treatment.as_str()), ("flux-1", "51354"));
    assert_eq!(read.accepted, ["C", "D"]);
    let rejected: Vec<(&str, &str)> = read.rejected.iter().map(|r| (r.reference.as_str(), r.reason.as_str())).collect();
    assert_eq!(rejected, [("A", "Aucun titulaire ne correspond"), ("B", "Un ; deux")]);
    let lower = "<cdc:accuse xmlns:cdc=\"urn:x\"><cdc:passagesOK><cdc:passage><cdc:idTechnique>E</cdc:idTechnique></cdc:passage></cdc:passagesOK></cdc:accuse>";
    assert_eq!(read_report(lower).expect("a report").accepted, ["E"]);
    assert_eq!(read_report("<rapport><idFlux>flux-1</idFlux></rapport>"), Err(ReportFault::NoRows));
    assert_eq!(read_report("pas du XML"), Err(ReportFault::NotXml));
    assert_eq!(read_report("<!DOCTYPE a><a/>"), Err(ReportFault::NotXml));
}

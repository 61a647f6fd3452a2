//! The framework, and the official text loaded over it.

use domain::framework::{OfficialRow, Standing, import_official};

use crate::content::SHIPPED;

fn rows() -> Vec<OfficialRow> {
    // an official text for every domain, each row taking on a working objective that items point to
    let framework = &SHIPPED.framework;
    SHIPPED
        .pool
        .iter()
        .map(|p| &p.item.objective)
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .enumerate()
        .map(|(n, objective)| {
            let place = framework.place_of(objective).expect("a place");
            let domain = &framework.domains[place.domain].code;
            OfficialRow {
                domain: domain.clone(),
                competence: format!("{domain}.90"),
                competence_title: format!("Compétence officielle {domain}"),
                rank: n as u32 + 1,
                text: format!("Capacité officielle {n}"),
                hours: None,
                replaces: vec![objective.clone()],
            }
        })
        .collect()
}

#[test]
fn the_shipped_framework_has_the_five_domains_and_hours_of_the_decree() {
    let framework = &SHIPPED.framework;
    assert_eq!(framework.faults(), Vec::<String>::new());
    assert_eq!(framework.domains.iter().map(|d| d.hours).collect::<Vec<_>>(), [6, 5, 5, 6, 6]);
    assert_eq!(framework.total_hours, 28);
    for (d, domain) in framework.domains.iter().enumerate() {
        let items = SHIPPED.pool.iter().filter(|p| p.domain == d).count();
        assert!(items >= 20, "{}: {items} items", domain.name);
        assert!(!domain.source.is_empty());
    }
    for objective in &framework.objectives {
        assert!(!objective.source.is_empty(), "{}", objective.code);
    }
}

#[test]
fn an_import_keeps_the_objective_of_every_item() {
    let rows = rows();
    let next = import_official(&SHIPPED.framework, "essai-1", "2027-01-01", "Journal officiel", &rows).expect("imported");
    assert_eq!(next.version, "essai-1");
    for pooled in &SHIPPED.pool {
        let code = &pooled.item.objective;
        let objective = next.objective(code).unwrap_or_else(|| panic!("{}: objective {code} is lost", pooled.item.id));
        let before = SHIPPED.framework.objective(code).expect("there before");
        assert_eq!(objective.text, before.text, "{code}: the wording that the item was written for is kept");
        assert_eq!(next.place_of(code).map(|p| p.domain), Some(pooled.domain), "{code}: the same dimension");
        let official = objective.official.as_ref().and_then(|o| next.objective(o)).expect("linked");
        assert_eq!(official.status, Standing::Official);
    }
    // and a second import over the first keeps them too
    let again = import_official(&next, "essai-2", "2028-01-01", "Journal officiel", &rows).expect("imported again");
    assert!(SHIPPED.pool.iter().all(|p| again.objective(&p.item.objective).is_some()));
    assert_eq!(again.objectives.len(), next.objectives.len(), "nothing is doubled");
}

#[test]
fn a_row_that_points_nowhere_is_refused_with_its_line_and_nothing_is_taken() {
    let mut bad = rows();
    bad[1].domain = "9".into();
    bad[2].replaces = vec!["Z9.99".into()];
    let faults = import_official(&SHIPPED.framework, "v", "2027-01-01", "s", &bad).expect_err("two defects");
    assert!(faults.iter().any(|f| f.starts_with("line 3:")), "{faults:?}");
    assert!(faults.iter().any(|f| f.starts_with("line 4:")), "{faults:?}");
    let twice: Vec<OfficialRow> = rows().into_iter().take(1).cycle().take(2).collect();
    assert!(import_official(&SHIPPED.framework, "v", "2027-01-01", "s", &twice).is_err(), "the same rank twice");
}

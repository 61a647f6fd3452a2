//! Acronyms: their page, and the cards in the others.

use crate::harness::root;

on_both! {
    async fn an_acronym_is_found_by_its_letters_its_long_form_or_a_word_and_the_list_can_be_taken_away(app) {
        for (language, long) in [("fr", "Identité nationale de santé"), ("en", "National health identity")] {
            let mut browser = app.browser().speaking(language);
            let page = browser.get("/glossaire").await.is(200).text();
            assert_eq!(page.matches("class=\"acronym\"").count(), acronyms(language).len(), "all of them, in {language}");
            let sought = browser.get("/glossaire?q=ins").await.is(200).text();
            let first = sought.split("<dt ").nth(1).and_then(|found| found.split_once('>')).expect("something is found").1;
            assert!(first.starts_with("INS</dt>"), "what begins so comes first: {first}");
            assert!(page.contains(long), "{language}");
            assert!(browser.get("/glossaire?q=nationale%20d%27ident").await.is(200).text().contains("class=\"acronym\"") == (language == "fr"));
            assert!(!browser.get("/glossaire?q=%3Cb%3Ezzz").await.is(200).text().contains("<b>zzz"));
            let csv = browser.get("/glossaire.csv?q=RPPS").await.is(200).text();
            assert!(csv.starts_with('\u{feff}') && csv.contains("RPPS;"), "{csv}");
        }
    }
}

on_both! {
    async fn a_page_explains_each_of_its_acronyms_once_and_a_question_explains_none(app) {
        let mut browser = app.browser();
        let page = browser.get("/referentiel").await.is(200).text();
        assert!(page.contains("class=\"term\"") && page.contains("popover>"), "the framework is full of acronyms");
        for term in acronyms("fr") {
            assert!(page.matches(&format!("<p class=\"term-long\"><b>{term}</b>")).count() <= 1, "{term}");
        }
        let question = browser.begin("all").await;
        let page = browser.get(&format!("/positionnement/{question}")).await.is(200).text();
        let inside = &page[page.find("class=\"situation\"").expect("a question")..page.find("class=\"item-actions\"").expect("its buttons")];
        assert!(!inside.contains("class=\"term\""), "what an acronym stands for may be what is asked");
    }
}

fn acronyms(language: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(format!("content/glossary/{language}.toml"))).expect("the glossary");
    formats::content::glossary(&text).expect("it can be read").into_iter().map(|term| term.short).collect()
}

//! Every statement is understood by both engines.

use store::{STATEMENTS, StoreError};

on_both! {
    async fn every_statement_can_be_prepared(db) {
        db.within(|tx| Box::pin(async move {
            for module in STATEMENTS {
                assert!(!module.is_empty());
                for sql in *module {
                    if let Err(error) = tx.prepare(sql).await {
                        panic!("{sql}: {error}");
                    }
                }
            }
            Ok(())
        })).await;
    }
}

on_both! {
    async fn a_statement_that_is_not_understood_is_an_error(db) {
        let error = db.refused(|tx| Box::pin(tx.prepare("SELECT nothing FROM nowhere"))).await;
        assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
    }
}

on_both! {
    async fn values_go_where_their_number_says_in_whatever_order_it_appears(db) {
        db.within(|tx| Box::pin(async move {
            let sql = "SELECT CAST($3 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($1 AS TEXT)";
            let args = ["one".into(), "two".into(), "three".into()];
            let row: [String; 4] = tx.one(sql, &args, |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])).await?;
            assert_eq!(row, ["three", "one", "two", "one"]);
            Ok(())
        })).await;
        for count in [0, 2] {
            let error = db.refused(move |tx| Box::pin(async move {
                let args = vec![store::Value::Int(1); count];
                tx.execute("DELETE FROM throttle WHERE hits = $1", &args).await
            })).await;
            assert!(matches!(error, StoreError::Other { .. }), "{error:?}");
        }
    }
}

#[test]
fn every_module_of_statements_is_in_the_list() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let modules = std::fs::read_dir(source)
        .unwrap()
        .filter(|entry| {
            let path = entry.as_ref().unwrap().path();
            path.is_file() && std::fs::read_to_string(path).unwrap().contains("\nstatements! {")
        })
        .count();
    assert_eq!(modules, STATEMENTS.len());
}

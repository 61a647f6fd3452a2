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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_statement_gives_a_number_of_a_size_that_nobody_reads() {
    // `SELECT 1` is four bytes there and eight on SQLite: read as what every integer is here, it fails on one engine only
    use tokio_postgres::types::Type;
    let Some(db) = crate::harness::Db::postgres().await else {
        return;
    };
    let (client, connection) = tokio_postgres::connect(&db.url, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let mut found = Vec::new();
    for sql in STATEMENTS.iter().flat_map(|module| module.iter()) {
        let prepared = client.prepare(sql).await.unwrap_or_else(|e| panic!("{sql}: {e:?}"));
        if prepared.columns().iter().any(|column| [Type::INT4, Type::INT2, Type::NUMERIC, Type::FLOAT4].contains(column.type_())) {
            found.push(*sql);
        }
    }
    assert!(found.is_empty(), "CAST these to BIGINT:\n{}", found.join("\n"));
    drop(client);
    connection.await.unwrap().unwrap();
    db.finish().await;
}

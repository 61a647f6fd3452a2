//! The description of the API is the API.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::answering::{Way, play_api};
use crate::harness::root;

/// Routes under `/api/v1` as the router has them.
fn routes() -> BTreeSet<(String, String)> {
    let source = std::fs::read_to_string(root().join("crates/server/src/api/mod.rs")).expect("text");
    let mut routes = BTreeSet::new();
    for line in source.lines().filter(|l| l.contains(".route(\"/api/v1")) {
        let path = line.split('"').nth(1).expect("a path").to_owned();
        for method in ["get", "post", "put", "patch", "delete"] {
            if line.contains(&format!("{method}(")) {
                routes.insert((path.clone(), method.to_owned()));
            }
        }
    }
    routes
}

/// The schema that a reference names.
fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    match schema["$ref"].as_str() {
        Some(reference) => document.pointer(&reference[1..]).unwrap_or_else(|| panic!("{reference} leads nowhere")),
        None => schema,
    }
}

/// Every field that a schema requires, with those of what it is made of.
fn required(document: &Value, schema: &Value) -> BTreeSet<String> {
    let schema = resolved(document, schema);
    let mut fields: BTreeSet<String> = schema["required"].as_array().into_iter().flatten().filter_map(|f| f.as_str().map(str::to_owned)).collect();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        fields.extend(required(document, part));
    }
    fields
}

/// Every field that a schema knows.
fn known(document: &Value, schema: &Value) -> BTreeSet<String> {
    let schema = resolved(document, schema);
    let mut fields: BTreeSet<String> = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        fields.extend(known(document, part));
    }
    fields
}

#[track_caller]
fn fits(document: &Value, schema: &Value, reply: &Value) {
    let (required, known) = (required(document, schema), known(document, schema));
    assert!(!required.is_empty(), "{schema} requires nothing");
    for field in &required {
        assert!(reply.get(field).is_some(), "{field} is required by {schema}: {reply}");
    }
    for (field, value) in reply.as_object().expect("an object") {
        assert!(known.contains(field), "{field} is not described by {schema}: {reply}");
        let of_field = &resolved(document, schema)["properties"][field];
        let of_items = &of_field["items"];
        if let (true, Some(list)) = (of_items["$ref"].is_string(), value.as_array()) {
            for entry in list {
                fits(document, of_items, entry);
            }
        }
    }
}

on_both! {
    async fn every_route_is_described_and_nothing_else(app) {
        let document = app.api().get("/api/openapi.json").await.is(200).json();
        assert!(document["openapi"].as_str().is_some_and(|v| v.starts_with("3.")), "{document}");
        let mut described = BTreeSet::new();
        for (path, methods) in document["paths"].as_object().expect("paths") {
            for method in methods.as_object().expect("methods").keys() {
                described.insert((path.clone(), method.clone()));
            }
        }
        assert_eq!(described, routes());
        assert!(described.len() >= 7);
    }
}

on_both! {
    async fn replies_hold_what_the_description_promises(app) {
        let document = app.api().get("/api/openapi.json").await.is(200).json();
        let schema = |path: &str, method: &str, status: &str| {
            let reply = &document["paths"][path][method]["responses"][status];
            reply.pointer("/content/application~1json/schema").cloned().unwrap_or_else(|| panic!("{method} {path} {status}: {reply}"))
        };
        let begun = app.api().post_keyed("/api/v1/sessions", "une", &json!({ "kind": "positioning" })).await.is(201).json();
        fits(&document, &schema("/api/v1/sessions", "post", "201"), &begun);
        let again = app.api().post_keyed("/api/v1/sessions", "une", &json!({ "kind": "positioning" })).await.is(200).json();
        fits(&document, &schema("/api/v1/sessions", "post", "200"), &again);
        let (session, api) = (begun["id"].as_str().expect("a name").to_owned(), app.api().bearing(begun["token"].as_str().expect("a token")));
        let item = api.get(&format!("/api/v1/sessions/{session}/item")).await.is(200).json();
        fits(&document, &schema("/api/v1/sessions/{id}/item", "get", "200"), &item);
        let (other, second, _) = app.api().begin().await;
        let reply = other.answer(&second, 1, &json!(null)).await.is(200).json();
        fits(&document, &schema("/api/v1/sessions/{id}/answers", "post", "200"), &reply);
        let ended = other.post(&format!("/api/v1/sessions/{second}/finish"), &json!({})).await.is(200).json();
        fits(&document, &schema("/api/v1/sessions/{id}/finish", "post", "200"), &ended);
        assert_eq!(ended["status"], "finished");
        play_api(app, &api, &session, Way::Lot, 1).await;
        let standing = api.get(&format!("/api/v1/sessions/{session}")).await.is(200).json();
        fits(&document, &schema("/api/v1/sessions/{id}", "get", "200"), &standing);
        let result = api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200).json();
        fits(&document, &schema("/api/v1/sessions/{id}/result", "get", "200"), &result);
        let problem = api.get("/api/v1/sessions/x").await.is(404).json();
        let described = document["paths"]["/api/v1/sessions/{id}"]["get"]["responses"]["4XX"]["content"].as_object().expect("content").values().next().expect("one")["schema"].clone();
        fits(&document, &described, &problem);
    }
}

on_both! {
    async fn the_result_says_what_issue_and_client_agreed_on(app) {
        let (api, session, _) = app.api().begin().await;
        assert_eq!(api.get(&format!("/api/v1/sessions/{session}/result")).await.is(404).code(), "not-found", "not before the end");
        play_api(app, &api, &session, Way::Lot, 2).await;
        let result = api.get(&format!("/api/v1/sessions/{session}/result")).await.is(200).json();
        assert_eq!(result["levels"], json!(["decouverte", "socle", "avance", "expert"]));
        let domains = result["domains"].as_array().expect("domains");
        assert_eq!(domains.len(), 5);
        let answered: u64 = domains.iter().filter_map(|d| d["answered"].as_u64()).sum();
        assert_eq!(result["answered"], answered);
        for domain in domains {
            assert!(domain["standard_error"].as_f64().is_some_and(|e| e > 0.0 && e < 1.0), "{domain}");
            assert!(result["levels"].as_array().is_some_and(|l| l.contains(&domain["level"])), "{domain}");
        }
    }
}

on_both! {
    async fn what_is_said_of_an_organisation_holds_what_the_description_promises(app) {
        let document = app.api().get("/api/openapi.json").await.is(200).json();
        let world = Box::pin(crate::steer_world::World::new(app)).await;
        let mut looked_at = 0;
        for (method, template) in routes().into_iter().filter(|(template, _)| template.starts_with("/api/v1/organisations")).map(|(template, method)| (method, template)) {
            assert_eq!(method, "get", "a key reads, and changes nothing");
            let reply = world.ours.key.get(&world.ours.path(&template)).await.is(200).json();
            let schema = document["paths"][&template]["get"]["responses"]["200"].pointer("/content/application~1json/schema").cloned();
            fits(&document, &schema.unwrap_or_else(|| panic!("{template} describes no reply")), &reply);
            looked_at += 1;
        }
        assert!(looked_at >= 12, "{looked_at}");
        let learners = world.ours.path("/api/v1/organisations/{organisation}/learners");
        for wrong in ["?limit=0", "?limit=501", "?limit=ten", "?after=x", "?page=2"] {
            let reply = world.ours.key.get(&format!("{learners}{wrong}")).await.is(400);
            assert_eq!(reply.code(), "malformed", "{wrong}");
            assert!(reply.json()["detail"].is_string(), "{wrong}");
        }
        let theirs = &world.theirs.named["learner"];
        assert_eq!(world.ours.key.get(&format!("{learners}?after={theirs}")).await.is(404).code(), "not-found");
    }
}

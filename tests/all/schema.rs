//! Checks JSON and YAML against a JSON Schema.

use serde_json::Value;

#[track_caller]
pub fn fits(schema: &str, value: &Value) {
    let mistakes = mistakes(schema, value);
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

pub fn mistakes(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema");
    validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// The documents of a YAML file.
#[track_caller]
pub fn yaml(text: &str) -> Vec<Value> {
    serde_saphyr::from_multiple(text).expect("YAML")
}

//! Results that are serialised before their response is made: see `src/lsp/prepared.rs`.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Response, Result};

/// The beginning of a placeholder. No result is a string that begins like this.
const PLACEHOLDER: &str = "\u{0}prepared ";

/// Results that are serialised and not sent yet.
#[derive(Debug, Default)]
pub struct PreparedResults(Mutex<Results>);

#[derive(Debug, Default)]
struct Results {
    bodies: FxHashMap<String, Vec<u8>>,
    number: u64,
}

impl PreparedResults {
    /// Serialises a result. Returns what stands for it until it is sent.
    pub fn prepare(&self, result: &impl Serialize) -> Result<Value> {
        let body = serde_json::to_vec(result).map_err(|_| Error::internal_error())?;
        let mut results = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        results.number += 1;
        let placeholder = format!("{PLACEHOLDER}{}", results.number);
        results.bodies.insert(placeholder.clone(), body);
        Ok(Value::String(placeholder))
    }

    /// The message of a response whose result was prepared. `None` if it was not.
    pub fn message_of(&self, response: &Response) -> Option<Vec<u8>> {
        let placeholder = response.result()?.as_str()?;
        let is_one = placeholder.starts_with(PLACEHOLDER);
        let mut results = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let body = is_one
            .then(|| results.bodies.remove(placeholder))
            .flatten()?;
        let id = serde_json::to_vec(response.id()).ok()?;
        let parts: [&[u8]; 5] = [
            br#"{"jsonrpc":"2.0","id":"#,
            &id,
            br#","result":"#,
            &body,
            b"}",
        ];
        Some(parts.concat())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tower_lsp::jsonrpc::Id;

    use super::*;

    #[test]
    fn a_prepared_result_takes_the_place_of_its_placeholder() {
        let prepared = PreparedResults::default();
        let placeholder = prepared.prepare(&json!(["é\n", 1])).expect("a result");
        for id in [Id::Number(7), Id::String("a\"b".to_owned()), Id::Null] {
            let response = Response::from_ok(id.clone(), placeholder.clone());
            let message = prepared.message_of(&response);
            match id {
                Id::Number(_) => {
                    let message: Value =
                        serde_json::from_slice(&message.expect("a message")).unwrap();
                    assert_eq!(
                        message,
                        json!({"jsonrpc": "2.0", "id": 7, "result": ["é\n", 1]})
                    );
                }
                _ => assert_eq!(message, None, "it is sent once"),
            }
        }
        let other = Response::from_ok(Id::Number(8), json!("text"));
        assert_eq!(prepared.message_of(&other), None);
    }
}

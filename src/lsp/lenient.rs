//! What some clients write, although the protocol does not allow it.
//!
//! Addresses with characters that must be encoded are common: clients compare addresses as texts, so they get their own
//! spelling back. Everything between reading and writing messages sees valid addresses.

use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use serde_json::Value;
use tower_lsp::ls_types::Uri;

/// The maximum number of spellings that are remembered. Further addresses are written as they should be.
const MOST_SPELLINGS: usize = 10_000;

/// Addresses that clients wrote in another way, by the valid ones.
#[derive(Debug, Default)]
pub struct Spellings(Mutex<FxHashMap<String, String>>);

impl Spellings {
    /// Makes the parameters of a request valid.
    pub fn repair(&self, method: &str, params: &mut Value) {
        if method == "initialize" {
            repair_process(params);
        }
        self.repair_addresses(params);
    }

    fn repair_addresses(&self, value: &mut Value) {
        match value {
            Value::Array(items) => items
                .iter_mut()
                .for_each(|item| self.repair_addresses(item)),
            Value::Object(members) => {
                for (name, member) in members {
                    match member {
                        Value::String(address) if name == "uri" || name.ends_with("Uri") => {
                            self.repair_address(address);
                        }
                        member => self.repair_addresses(member),
                    }
                }
            }
            _ => {}
        }
    }

    fn repair_address(&self, address: &mut String) {
        if address.parse::<Uri>().is_ok() {
            return;
        }
        let valid = valid(address);
        let written = std::mem::replace(address, valid.clone());
        let mut known = self.known();
        if known.len() < MOST_SPELLINGS || known.contains_key(&valid) {
            known.insert(valid, written);
        }
    }

    /// The message with addresses as the client writes them.
    pub fn restore(&self, message: Vec<u8>) -> Vec<u8> {
        let known = self.known();
        if known.is_empty() {
            return message;
        }
        let Ok(mut value) = serde_json::from_slice(&message) else {
            return message;
        };
        restore_in(&mut value, &known);
        serde_json::to_vec(&value).unwrap_or(message)
    }

    fn known(&self) -> MutexGuard<'_, FxHashMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Some clients write -1 if they do not know their process.
fn repair_process(params: &mut Value) {
    if let Some(process) = params.get_mut("processId") {
        let is_number = |number: u64| u32::try_from(number).is_ok();
        if !process.as_u64().is_some_and(is_number) {
            *process = Value::Null;
        }
    }
}

fn restore_in(value: &mut Value, known: &FxHashMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(written) = known.get(text) {
                text.clone_from(written);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| restore_in(item, known)),
        Value::Object(members) => {
            let names: Vec<&String> = members.keys().filter_map(|name| known.get(name)).collect();
            // Edits are listed by address.
            if !names.is_empty() {
                let all = std::mem::take(members).into_iter();
                *members = all
                    .map(|(name, member)| (known.get(&name).cloned().unwrap_or(name), member))
                    .collect();
            }
            members
                .values_mut()
                .for_each(|member| restore_in(member, known));
        }
        _ => {}
    }
}

/// The address with everything encoded that must be. A path without a scheme is that of a file.
fn valid(written: &str) -> String {
    let with_scheme = match written.starts_with('/') {
        true => format!("file://{written}"),
        false => written.to_owned(),
    };
    let encoded = encoded(&with_scheme, b"-._~:/?#@!$&'()*+,;=%");
    match encoded.parse::<Uri>() {
        Ok(_) => encoded,
        // Nothing is known by that address, so requests about it have no result.
        Err(_) => format!("unknown:{}", self::encoded(written, b"-._~")),
    }
}

fn encoded(text: &str, kept: &[u8]) -> String {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    let mut out = String::with_capacity(text.len());
    for (at, byte) in bytes.iter().enumerate() {
        let is_kept = byte.is_ascii_alphanumeric() || kept.contains(byte);
        let is_lone_percent = *byte == b'%' && !(is_digit(at + 1) && is_digit(at + 2));
        match is_kept && !is_lone_percent {
            true => out.push(char::from(*byte)),
            false => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn addresses_are_encoded() {
        for (written, expected) in [
            ("file:///w/Übung.sayso", "file:///w/%C3%9Cbung.sayso"),
            ("file:///w/a b[1].sayso", "file:///w/a%20b%5B1%5D.sayso"),
            ("file:///w/100%.sayso", "file:///w/100%25.sayso"),
            ("file:///w/ü%20b.sayso", "file:///w/%C3%BC%20b.sayso"),
            ("/w/a b.sayso", "file:///w/a%20b.sayso"),
            ("a b", "unknown:a%20b"),
            ("", "unknown:"),
        ] {
            assert_eq!(valid(written), expected, "{written}");
        }
    }

    #[test]
    fn a_client_gets_its_own_spelling_back() {
        let spellings = Spellings::default();
        let written = "file:///w/Übung.sayso";
        let mut params = json!({"textDocument": {"uri": written, "text": written}});
        spellings.repair("textDocument/didOpen", &mut params);
        let valid = "file:///w/%C3%9Cbung.sayso";
        assert_eq!(
            params,
            json!({"textDocument": {"uri": valid, "text": written}})
        );
        let answer = json!({"changes": {valid: [], "file:///w/b": []}, "uri": valid, "other": "x"});
        let restored = spellings.restore(answer.to_string().into_bytes());
        let restored: Value = serde_json::from_slice(&restored).expect("JSON");
        assert_eq!(
            restored,
            json!({"changes": {written: [], "file:///w/b": []}, "uri": written, "other": "x"})
        );
    }

    #[test]
    fn a_process_that_is_none() {
        for (written, expected) in [
            (json!(7), json!(7)),
            (json!(null), json!(null)),
            (json!(-1), json!(null)),
            (json!(1e20), json!(null)),
            (json!("7"), json!(null)),
        ] {
            let mut params = json!({"processId": written});
            Spellings::default().repair("initialize", &mut params);
            assert_eq!(params, json!({"processId": expected}));
        }
    }

    proptest! {
        #[test]
        fn every_address_becomes_valid(written in "(file:)?(/{0,3})(.|[ %#?ü]){0,12}") {
            prop_assert!(valid(&written).parse::<Uri>().is_ok(), "{}", valid(&written));
        }
    }
}

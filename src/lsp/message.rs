//! The content of a frame: a request or notification from the client, or its response to a request.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

use super::lenient::Spellings;
use crate::text::halves::marked;

#[derive(Debug)]
pub enum IncomingMessage {
    Request(Request),
    Response(Response),
}

/// Reads one message.
///
/// Bytes that are not UTF-8 are read as U+FFFD. A lone surrogate (`\ud83d`) is marked, as a document expects it:
/// editors send half of a character when they cut an emoji in two. If such an edit were dropped, every later
/// position would be wrong.
pub fn read_message(
    body: &[u8],
    spellings: &Spellings,
) -> Result<IncomingMessage, serde_json::Error> {
    let sort = |envelope| sort(envelope, spellings);
    match serde_json::from_slice(body) {
        Ok(envelope) => Ok(sort(envelope)),
        Err(error) if error.is_data() => Err(error),
        Err(error) => {
            let repaired = repair(body);
            if repaired == body {
                return Err(error);
            }
            serde_json::from_slice(&repaired).map(sort)
        }
    }
}

#[derive(Deserialize)]
struct Envelope {
    method: Option<String>,
    params: Option<Value>,
    id: Option<Id>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    error: Option<Error>,
}

/// Distinguishes `"result": null` from a missing result.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

fn sort(envelope: Envelope, spellings: &Spellings) -> IncomingMessage {
    let Envelope {
        method,
        params,
        id,
        result,
        error,
    } = envelope;
    match (method, result, error) {
        (None, Some(result), _) => {
            IncomingMessage::Response(Response::from_ok(id.unwrap_or(Id::Null), result))
        }
        (None, None, Some(error)) => {
            IncomingMessage::Response(Response::from_error(id.unwrap_or(Id::Null), error))
        }
        (method, ..) => {
            let method = method.unwrap_or_default();
            let mut request = Request::build(method.clone());
            if let Some(mut params) = params {
                spellings.repair(&method, &mut params);
                request = request.params(params);
            }
            if let Some(id) = id {
                request = request.id(id);
            }
            IncomingMessage::Request(request.finish())
        }
    }
}

/// `body` with U+FFFD for everything that is not UTF-8, and with marks for halves of characters.
fn repair(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let mut rest = text.as_bytes();
    let mut json = Vec::with_capacity(rest.len());
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let (before, escape) = rest.split_at(at);
        json.extend_from_slice(before);
        let behind = escape.get(ESCAPE..).unwrap_or_default();
        let length = match (surrogate(escape), surrogate(behind)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 2 * ESCAPE,
            (Some(half), _) => {
                json.extend(String::from_iter(marked(half)).bytes());
                rest = behind;
                continue;
            }
            (None, _) => 2.min(escape.len()),
        };
        json.extend_from_slice(&escape[..length]);
        rest = &escape[length..];
    }
    json.extend_from_slice(rest);
    json
}

/// The length of `\u` and four digits.
const ESCAPE: usize = 6;

/// The surrogate in an escape at the start of `json`.
fn surrogate(json: &[u8]) -> Option<u16> {
    let digits = json.strip_prefix(b"\\u")?.get(..4)?;
    let unit = u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?;
    (0xd800..=0xdfff).contains(&unit).then_some(unit)
}

/// The error response to a message that could not be read.
pub fn refusal(error: &serde_json::Error) -> Error {
    let mut refusal = if error.is_data() {
        Error::invalid_request()
    } else {
        Error::parse_error()
    };
    refusal.message = Cow::Owned(format!("{}: {error}", refusal.message));
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &[u8]) -> Result<IncomingMessage, serde_json::Error> {
        read_message(body, &Spellings::default())
    }

    fn params(body: &[u8]) -> Value {
        match read(body).unwrap() {
            IncomingMessage::Request(request) => request.params().unwrap().clone(),
            IncomingMessage::Response(response) => panic!("a response: {response:?}"),
        }
    }

    #[test]
    fn requests_and_responses_are_told_apart() {
        let request = read(br#"{"jsonrpc":"2.0","id":7,"method":"shutdown"}"#).unwrap();
        assert!(
            matches!(request, IncomingMessage::Request(request) if request.id() == Some(&Id::Number(7)))
        );
        let response = read(br#"{"jsonrpc":"2.0","id":"a","result":null}"#).unwrap();
        assert!(matches!(response, IncomingMessage::Response(response) if response.is_ok()));
        let failed = br#"{"jsonrpc":"2.0","id":1,"error":{"code":-32603,"message":"no"}}"#;
        assert!(
            matches!(read(failed).unwrap(), IncomingMessage::Response(response) if response.is_error())
        );
    }

    #[test]
    fn a_lone_surrogate_is_marked() {
        let body = br#"{"method":"x","params":["a\ud83d","\ude00b","\ud83d\ude00","\\ud83d","\ud83d\ud83d\ude00"]}"#;
        let [high, low] = [0xd83d, 0xde00].map(|half| String::from_iter(marked(half)));
        let expected = [
            format!("a{high}"),
            format!("{low}b"),
            "😀".to_owned(),
            "\\ud83d".to_owned(),
            format!("{high}😀"),
        ];
        assert_eq!(params(body), serde_json::json!(expected));
    }

    #[test]
    fn invalid_utf_8_becomes_replacement_characters() {
        assert_eq!(
            params(b"{\"method\":\"x\",\"params\":[\"Roc\xedo\"]}"),
            serde_json::json!(["Roc\u{fffd}o"])
        );
    }

    #[test]
    fn a_body_that_is_not_a_message_is_refused() {
        for (body, code) in [
            ("{\"method\":", -32700),
            ("", -32700),
            ("[1]", -32600),
            ("{\"method\":1}", -32600),
            ("\"\\ud8", -32700),
            ("\"\\", -32700),
        ] {
            let error = read(body.as_bytes()).unwrap_err();
            assert_eq!(refusal(&error).code.code(), code, "{body}");
        }
    }
}

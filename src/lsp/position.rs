//! The position encoding that client and server agree on, and conversion of positions.

use std::ops::Range;

use ropey::Rope;
use tower_lsp::ls_types::{self, ClientCapabilities, PositionEncodingKind};

use crate::text::position::{Position, PositionEncoding, position_in_rope, range_in_rope};

/// The first encoding that the client offers. UTF-16 if it offers none, as the protocol says.
///
/// The server supports all three, and the client lists its preferred one first.
pub fn agreed_encoding(client: &ClientCapabilities) -> PositionEncoding {
    let offered = client
        .general
        .as_ref()
        .and_then(|general| general.position_encodings.as_ref());
    offered
        .into_iter()
        .flatten()
        .find_map(known_encoding)
        .unwrap_or_default()
}

fn known_encoding(kind: &PositionEncodingKind) -> Option<PositionEncoding> {
    match kind.as_str() {
        "utf-8" => Some(PositionEncoding::Utf8),
        "utf-16" => Some(PositionEncoding::Utf16),
        "utf-32" => Some(PositionEncoding::Utf32),
        _ => None,
    }
}

/// The encoding in the response to `initialize`.
pub fn encoding_kind(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

pub fn from_protocol(position: ls_types::Position) -> Position {
    Position::new(position.line, position.character)
}

pub fn to_protocol(position: Position) -> ls_types::Position {
    ls_types::Position::new(position.line, position.character)
}

/// The protocol's range for a range of bytes.
pub fn range_to_protocol(
    rope: &Rope,
    bytes: Range<usize>,
    encoding: PositionEncoding,
) -> ls_types::Range {
    let [start, end] = [bytes.start, bytes.end]
        .map(|offset| to_protocol(position_in_rope(rope, offset, encoding)));
    ls_types::Range { start, end }
}

/// The bytes of a range of the protocol.
pub fn range_from_protocol(
    rope: &Rope,
    range: ls_types::Range,
    encoding: PositionEncoding,
) -> Range<usize> {
    range_in_rope(rope, [range.start, range.end].map(from_protocol), encoding)
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::GeneralClientCapabilities;

    use super::*;

    fn client(offered: Option<&[&'static str]>) -> ClientCapabilities {
        let kinds = |offered: &[&'static str]| {
            offered
                .iter()
                .map(|&kind| PositionEncodingKind::new(kind))
                .collect()
        };
        let general = GeneralClientCapabilities {
            position_encodings: offered.map(kinds),
            ..GeneralClientCapabilities::default()
        };
        ClientCapabilities {
            general: Some(general),
            ..ClientCapabilities::default()
        }
    }

    #[test]
    fn the_first_supported_choice_of_the_client() {
        for (offered, agreed) in [
            (Some(&["utf-16", "utf-8"][..]), "utf-16"),
            (Some(&["utf-8", "utf-16"][..]), "utf-8"),
            (Some(&["utf-7", "utf-32"][..]), "utf-32"),
            (Some(&[][..]), "utf-16"),
            (None, "utf-16"),
        ] {
            let encoding = agreed_encoding(&client(offered));
            assert_eq!(encoding_kind(encoding).as_str(), agreed, "{offered:?}");
        }
        assert_eq!(
            agreed_encoding(&ClientCapabilities::default()),
            PositionEncoding::Utf16
        );
    }
}

//! `textDocument/semanticTokens/full`, its `delta`, and `textDocument/semanticTokens/range`

use std::ops::Range as Bytes;
use std::sync::Arc;

use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, Uri,
};

use super::super::snapshot::Snapshot;
use super::super::token_results::TokenResults;
use crate::ide::semantic_tokens::{self, TokenClass, semantic_tokens};
use crate::text::position::PositionEncoding;
use crate::text::running_position::RunningPosition;
use crate::workspace::Slot;

/// The maximum number of tokens in one answer. What is further down keeps the colours of the editor's own grammar.
const MOST_TOKENS: usize = 150_000;

/// The number of integers that one token has in the protocol.
const INTEGERS: u32 = 5;

const TYPES: [(TokenClass, SemanticTokenType); 10] = [
    (TokenClass::Keyword, SemanticTokenType::KEYWORD),
    (TokenClass::Entity, SemanticTokenType::CLASS),
    (TokenClass::Source, SemanticTokenType::VARIABLE),
    (TokenClass::Claim, SemanticTokenType::FUNCTION),
    (TokenClass::Word, SemanticTokenType::ENUM_MEMBER),
    (TokenClass::FieldName, SemanticTokenType::PROPERTY),
    (TokenClass::String, SemanticTokenType::STRING),
    (TokenClass::Number, SemanticTokenType::NUMBER),
    (TokenClass::Sign, SemanticTokenType::OPERATOR),
    (TokenClass::Comment, SemanticTokenType::COMMENT),
];

pub fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TYPES.map(|(_, name)| name).to_vec(),
            token_modifiers: vec![
                SemanticTokenModifier::DECLARATION,
                SemanticTokenModifier::READONLY,
                SemanticTokenModifier::DEPRECATED,
            ],
        },
        range: Some(true),
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        ..SemanticTokensOptions::default()
    }
}

/// The tokens of the whole file.
pub fn full(
    snapshot: &Snapshot,
    results: &TokenResults,
    params: &SemanticTokensParams,
) -> Option<SemanticTokensResult> {
    let uri = &params.text_document.uri;
    let tokens = Arc::new(tokens_in(snapshot, uri, 0..usize::MAX)?);
    Some(all(results.keep(&snapshot.file_of(uri), &tokens), &tokens).into())
}

/// What changed since an earlier answer, or all tokens if that is not known any more.
pub fn delta(
    snapshot: &Snapshot,
    results: &TokenResults,
    params: &SemanticTokensDeltaParams,
) -> Option<SemanticTokensFullDeltaResult> {
    let uri = &params.text_document.uri;
    let tokens = Arc::new(tokens_in(snapshot, uri, 0..usize::MAX)?);
    let file = snapshot.file_of(uri);
    let sent = results.sent(&file, &params.previous_result_id);
    let id = results.keep(&file, &tokens);
    let Some(sent) = sent else {
        return Some(all(id, &tokens).into());
    };
    let delta = SemanticTokensDelta {
        result_id: Some(id),
        edits: edit_between(&sent, &tokens).into_iter().collect(),
    };
    Some(delta.into())
}

/// The tokens of the declarations that the range touches.
pub fn in_range(
    snapshot: &Snapshot,
    params: &SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let uri = &params.text_document.uri;
    let path = snapshot.file_of(uri);
    let start = snapshot.offset(&path, params.range.start)?;
    let end = snapshot.offset(&path, params.range.end)?;
    let data = tokens_in(snapshot, uri, start..end.max(start))?;
    let tokens = SemanticTokens {
        result_id: None,
        data,
    };
    Some(tokens.into())
}

fn all(id: String, tokens: &[SemanticToken]) -> SemanticTokens {
    SemanticTokens {
        result_id: Some(id),
        data: tokens.to_vec(),
    }
}

/// One edit that replaces everything between what is the same at both ends; `None` if nothing changed.
fn edit_between(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let same = |(a, b): &(&SemanticToken, &SemanticToken)| a == b;
    let head = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take_while(same).count();
    let (deleted, data) = (old.len() - tail, &new[..new.len() - tail]);
    (deleted > 0 || !data.is_empty()).then(|| SemanticTokensEdit {
        start: head as u32 * INTEGERS,
        delete_count: deleted as u32 * INTEGERS,
        data: (!data.is_empty()).then(|| data.to_vec()),
    })
}

fn tokens_in(snapshot: &Snapshot, uri: &Uri, bytes: Bytes<usize>) -> Option<Vec<SemanticToken>> {
    let id = snapshot.workspace.id_of(&snapshot.file_of(uri))?;
    let file = snapshot.workspace.file(id)?;
    let mut encoder = Encoder {
        encoding: snapshot.encoding,
        last: (0, 0),
        encoded: Vec::new(),
    };
    let mut tokens = Vec::new();
    for (start, slot) in file.placed() {
        let end = start.byte + slot.bytes as usize;
        if end <= bytes.start || start.byte > bytes.end {
            continue;
        }
        tokens.clear();
        semantic_tokens(&snapshot.workspace, id, slot, &mut tokens);
        encoder.encode(start.line as u32, slot, &tokens);
        if encoder.encoded.len() >= MOST_TOKENS {
            break;
        }
    }
    encoder.encoded.truncate(MOST_TOKENS);
    Some(encoder.encoded)
}

/// Encodes tokens as the protocol does: each with its distance from the one before it. A token of several lines becomes
/// several, because few clients know those of several lines.
struct Encoder {
    encoding: PositionEncoding,
    /// The line and the column of the last token.
    last: (u32, u32),
    encoded: Vec<SemanticToken>,
}

impl Encoder {
    fn encode(&mut self, line: u32, slot: &Slot, tokens: &[semantic_tokens::SemanticToken]) {
        let text = &*slot.segment.text;
        let mut position = RunningPosition::new(text, line, self.encoding);
        for token in tokens {
            let mut start = token.span.start as usize;
            for piece in token.span.of(text).split_inclusive(['\n', '\r']) {
                let words = piece.trim();
                if !words.is_empty() {
                    let indent = piece.len() - piece.trim_start().len();
                    let from = position.at(start + indent);
                    let to = position.at(start + indent + words.len());
                    self.add(token, (from.line, from.character), to.character);
                }
                start += piece.len();
            }
        }
    }

    fn add(
        &mut self,
        token: &semantic_tokens::SemanticToken,
        (line, character): (u32, u32),
        end: u32,
    ) {
        let (last_line, last_character) = self.last;
        let is_same_line = line == last_line;
        self.encoded.push(SemanticToken {
            delta_line: line - last_line,
            delta_start: character - if is_same_line { last_character } else { 0 },
            length: end - character,
            token_type: number_of(token.class),
            token_modifiers_bitset: u32::from(token.is_declaration)
                | u32::from(token.is_readonly) << 1
                | u32::from(token.is_deprecated) << 2,
        });
        self.last = (line, character);
    }
}

/// The number of the type in the legend.
fn number_of(class: TokenClass) -> u32 {
    let known = TYPES.iter().position(|(known, _)| *known == class);
    known.unwrap_or_default() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(length: u32) -> SemanticToken {
        SemanticToken {
            delta_line: 1,
            length,
            ..SemanticToken::default()
        }
    }

    #[test]
    fn an_edit_replaces_what_changed() {
        let tokens = |lengths: &[u32]| lengths.iter().copied().map(token).collect::<Vec<_>>();
        for (old, new) in [
            (&[1, 2, 3][..], &[1, 5, 3][..]),
            (&[1, 2, 3], &[1, 3]),
            (&[1, 1], &[1, 1, 1]),
            (&[], &[4]),
            (&[4], &[]),
            (&[1, 2, 2, 3], &[1, 2, 3]),
        ] {
            let (old, new) = (tokens(old), tokens(new));
            let edit = edit_between(&old, &new).expect("an edit");
            let [start, count] = [edit.start, edit.delete_count].map(|at| (at / INTEGERS) as usize);
            let mut changed = old.clone();
            changed.splice(start..start + count, edit.data.unwrap_or_default());
            assert_eq!(changed, new);
        }
        assert_eq!(edit_between(&tokens(&[1]), &tokens(&[1])), None);
    }

    #[test]
    fn the_legend_names_each_class_once() {
        for (at, (class, _)) in TYPES.iter().enumerate() {
            assert_eq!(number_of(*class), at as u32);
        }
    }
}

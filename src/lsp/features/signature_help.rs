//! `textDocument/signatureHelp`

use tower_lsp::ls_types::{
    Documentation, ParameterInformation, ParameterLabel, SignatureHelp, SignatureHelpParams,
    SignatureInformation,
};

use super::super::snapshot::Snapshot;
use crate::ide::markdown::plain;
use crate::ide::signature_help::{Signature, SignaturePart, signature_at};

pub fn show(snapshot: &Snapshot, params: &SignatureHelpParams) -> Option<SignatureHelp> {
    let about = &params.text_document_position_params;
    let (file, offset) = snapshot.place(&about.text_document.uri, about.position)?;
    let signature = signature_at(&snapshot.workspace, file, offset)?;
    let active = signature.active as u32;
    Some(SignatureHelp {
        signatures: vec![information(&signature)],
        active_signature: Some(0),
        active_parameter: Some(active),
    })
}

/// The labels of the parts are in that of the whole, where clients look for them.
fn information(signature: &Signature) -> SignatureInformation {
    let labels: Vec<&str> = signature.parts.iter().map(|part| part.label).collect();
    let parameter = |part: &SignaturePart| ParameterInformation {
        label: ParameterLabel::Simple(part.label.to_owned()),
        documentation: Some(Documentation::String(plain(part.meaning))),
    };
    SignatureInformation {
        label: format!("{}: {}", signature.field, labels.join(" ")),
        documentation: None,
        parameters: Some(signature.parts.iter().map(parameter).collect()),
        active_parameter: None,
    }
}

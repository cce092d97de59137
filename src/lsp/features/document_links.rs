//! `textDocument/documentLink`, and its resolving, which works out the address of a claim's passage.

use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};

use super::super::client::ClientAbilities;
use super::super::ranges::Ranges;
use super::super::snapshot::Snapshot;
use super::super::workspaces::Workspaces;
use crate::ide::links::{Link, LinkTarget, links, passage_address};
use crate::workspace::{DeclarationId, disk};

/// What a link to a passage needs when it is resolved.
#[derive(Debug, Serialize, Deserialize)]
struct PassageLink {
    /// The draft.
    uri: Uri,
    claim: u32,
}

pub fn find(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    params: &DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    let uri = &params.text_document.uri;
    let path = snapshot.file_of(uri);
    let workspace = &snapshot.workspace;
    let file = workspace.id_of(&path)?;
    let exists = |path: &std::path::Path| disk::is_open(&workspace.roots, path).is_ok();
    let found = links(workspace, &snapshot.passages, file, &exists).into_iter();
    let mut ranges = Ranges::of(snapshot);
    let links = found.filter_map(|Link { range, target }| {
        let mut link = DocumentLink {
            range: ranges.range(&path, range)?,
            target: None,
            tooltip: None,
            data: None,
        };
        let tooltip = match target {
            LinkTarget::Address(address) => {
                link.target = Some(address.parse().ok()?);
                None
            }
            LinkTarget::File(path) => {
                link.target = Some(snapshot.uri(&path)?);
                Some("Open the file")
            }
            LinkTarget::Passage(claim) => {
                let (uri, claim) = (uri.clone(), claim.0);
                link.data = serde_json::to_value(PassageLink { uri, claim }).ok();
                Some("Show the passage in the published article")
            }
        };
        link.tooltip = tooltip.filter(|_| client.link_tooltips).map(str::to_owned);
        Some(link)
    });
    Some(links.collect())
}

/// The link with its target. Unchanged if the claim has changed since: the client asks for links again then.
pub fn resolve(workspaces: &Workspaces, mut link: DocumentLink) -> DocumentLink {
    let address = || {
        let data = link.data.clone()?;
        let PassageLink { uri, claim } = serde_json::from_value(data).ok()?;
        let snapshot = workspaces.around(&uri);
        let workspace = &snapshot.workspace;
        let file = workspace.id_of(&snapshot.file_of(&uri))?;
        let claim = DeclarationId(claim);
        let address = passage_address(workspace, &snapshot.passages, file, claim)?;
        address.parse().ok()
    };
    link.target = link.target.take().or_else(address);
    link
}

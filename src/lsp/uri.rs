//! Conversion between document URIs and paths. Everything outside of `lsp` uses paths.

use std::path::{Path, PathBuf};

use tower_lsp::ls_types::Uri;

use crate::workspace::paths;

/// The path of a document. A document that is not a file (`untitled:Draft-1`) gets a path that no file
/// can have.
pub fn path_of(uri: &Uri) -> PathBuf {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    let path = uri
        .to_file_path()
        .filter(|path| is_file && path.is_absolute());
    match path {
        Some(path) => paths::normalized(&path).unwrap_or_else(|| path.into_owned()),
        None => PathBuf::from(format!("{}.sayso", uri.as_str())),
    }
}

/// The URI of a document.
pub fn uri_of(path: &Path) -> Option<Uri> {
    match path.is_absolute() {
        true => Uri::from_file_path(path),
        false => path.to_str()?.strip_suffix(".sayso")?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_and_paths_round_trip() {
        for uri in [
            "file:///w/Roc%C3%ADo%20%231.sayso",
            "untitled:Draft-1",
            "vscode-vfs://host/a.sayso",
        ] {
            let uri: Uri = uri.parse().expect("a URI");
            let back = uri_of(&path_of(&uri)).expect("a URI");
            assert_eq!(path_of(&back), path_of(&uri));
        }
        let path = Path::new("/w/ü/a b.sayso");
        assert_eq!(path_of(&uri_of(path).expect("a URI")), path);
    }
}

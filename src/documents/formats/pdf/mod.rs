//! PDF: by page, with the printed numbers of pages, and by paragraph.

mod glyphs;
mod layout;
mod page_labels;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place};
use crate::documents::format::DocumentFormat;
use glyphs::GlyphReader;

/// More pages than any document that people cite.
const MAX_PAGES: usize = 20_000;

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|why| match why {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Unreadable::Damaged);
    }
    if pages.len() > MAX_PAGES {
        return Err(Unreadable::TooLarge);
    }
    let mut builder = Builder::new(DocumentFormat::Pdf);
    let mut reader = GlyphReader::of(&pdf);
    let mut edges = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        let paragraphs = match reader.fragments(page) {
            Some(fragments) => layout::paragraphs(fragments),
            None => Vec::new(),
        };
        if paragraphs.is_empty() {
            builder.text().extent.unreadable_pages.push(number);
        }
        edges.push(page_labels::numbers_at_edges(&paragraphs));
        for paragraph in paragraphs {
            let place = Place {
                page: Some(number),
                ..Place::default()
            };
            builder.push(PassageKind::Paragraph, &paragraph, place)?;
        }
    }
    let extent = &mut builder.text().extent;
    extent.pages = Some(pages.len() as u32);
    let declared = page_labels::declared(&pdf, pages.len());
    extent.page_labels = declared.unwrap_or_else(|| page_labels::printed(&edges));
    Ok(builder.finish())
}

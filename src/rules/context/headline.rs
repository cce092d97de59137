//! The headline of an article, to search it for names: the title of the `article` declaration.

use std::ops::Range;

use crate::article::{TextWords, WordRun};
use crate::syntax::contents_span;
use crate::text::fold::{Folded, Folding};
use crate::workspace::{DeclarationId, File, FileId, Place};

/// The headline, folded, and its words.
#[derive(Debug)]
pub struct Headline {
    file: FileId,
    id: DeclarationId,
    folded: Folded,
    words: TextWords,
}

impl Headline {
    /// The longest headline that is read, in bytes.
    const LONGEST: usize = 2_000;

    /// `None` if the draft has no headline.
    pub fn of(file_id: FileId, file: &File) -> Option<Headline> {
        let (id, _) = file.article()?;
        let slot = file.slot(id)?;
        let text = &slot.segment.text;
        let title = slot.segment.item.as_ref()?.title_span()?;
        let contents = contents_span(text, title);
        let title = contents.of(text);
        if title.len() > Headline::LONGEST {
            return None;
        }
        let mut folding = Folding::default();
        folding.push(title, contents.start as usize);
        let folded = folding.finish();
        Some(Headline {
            file: file_id,
            id,
            words: TextWords::of(folded.text()),
            folded,
        })
    }

    pub fn text(&self) -> &str {
        self.folded.text()
    }

    pub fn words(&self) -> WordRun<'_> {
        self.words.all()
    }

    /// The place of a range of [`Headline::text`].
    pub fn place(&self, range: Range<usize>) -> Place {
        Place::Declaration {
            file: self.file,
            id: self.id,
            span: self.folded.source_range(range).into(),
        }
    }
}

//! Changes to several files, and what somebody should confirm before they are made.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::rules::FileEdits;
use crate::workspace::Location;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// The replacements in each file. They are sorted by place, and do not overlap.
    by_file: BTreeMap<Arc<Path>, BTreeMap<(usize, usize), Replacement>>,
}

/// What replaces a range of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    pub text: String,
    /// What to confirm before.
    pub warning: Option<Warning>,
}

/// What an editor shows before it makes a change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Warning {
    /// What is done, in a few words.
    pub label: String,
    /// Why that may surprise.
    pub description: String,
}

impl Edits {
    pub fn replace(&mut self, at: Location, text: impl Into<String>) {
        self.add(at, text, None);
    }

    /// Replaces the text once somebody has confirmed it.
    pub fn replace_after(&mut self, warning: Warning, at: Location, text: impl Into<String>) {
        self.add(at, text, Some(warning));
    }

    fn add(&mut self, at: Location, text: impl Into<String>, warning: Option<Warning>) {
        let text = text.into();
        let Range { start, end } = at.range;
        let in_file = self.by_file.entry(at.path).or_default();
        match in_file.get_mut(&(start, end)).filter(|_| start == end) {
            // Both are inserted, in the order in which they were added.
            Some(inserted) => {
                inserted.text += &text;
                inserted.warning = inserted.warning.take().or(warning);
            }
            None => {
                in_file.insert((start, end), Replacement { text, warning });
            }
        }
    }

    /// Adds edits of another workspace to which some of the files belong too. Where both replace the same text, the one
    /// with a warning counts.
    pub fn merge(&mut self, others: Edits) {
        for (path, others) in others.by_file {
            let own = self.by_file.entry(path).or_default();
            for (range, other) in others {
                if own.get(&range).is_none_or(|own| own.warning.is_none()) {
                    own.insert(range, other);
                }
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.by_file.is_empty()
    }

    pub fn warnings(&self) -> impl Iterator<Item = &Warning> {
        let all = self.by_file.values().flat_map(BTreeMap::values);
        all.filter_map(|replacement| replacement.warning.as_ref())
    }

    /// Each file with its replacements, in order.
    pub fn files(
        &self,
    ) -> impl Iterator<
        Item = (
            &Arc<Path>,
            impl Iterator<Item = (Range<usize>, &Replacement)>,
        ),
    > {
        self.by_file.iter().map(|(path, replacements)| {
            let replacements = replacements.iter();
            let replacements = replacements.map(|((start, end), it)| (*start..*end, it));
            (path, replacements)
        })
    }
}

impl From<Vec<FileEdits>> for Edits {
    fn from(files: Vec<FileEdits>) -> Edits {
        let mut edits = Edits::default();
        for FileEdits { path, edits: all } in files {
            for (range, text) in all {
                let path = path.clone();
                edits.replace(Location { path, range }, text);
            }
        }
        edits
    }
}

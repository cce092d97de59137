//! The files of a workspace, by number and by path.

use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use super::file::File;
use super::slot::FileId;

/// A path keeps its number, also while its file is removed. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    /// By number; `None` for a removed file.
    files: imbl::Vector<Option<Arc<File>>>,
    /// In order, so that what is below a folder is in one place.
    ids: imbl::OrdMap<Arc<Path>, FileId>,
}

impl Files {
    pub fn get(&self, id: FileId) -> Option<&Arc<File>> {
        self.files.get(id.0 as usize)?.as_ref()
    }

    pub fn get_mut(&mut self, id: FileId) -> Option<&mut Arc<File>> {
        self.files.get_mut(id.0 as usize)?.as_mut()
    }

    pub fn id_of(&self, path: &Path) -> Option<FileId> {
        let id = self.ids.get(path).copied();
        id.filter(|id| self.get(*id).is_some())
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Arc<File>)> {
        let files = self.files.iter().enumerate();
        files.filter_map(|(at, file)| Some((FileId(at as u32), file.as_ref()?)))
    }

    /// The files below a folder, at any depth, in the order of their paths.
    pub fn below<'a>(&'a self, folder: &'a Path) -> impl Iterator<Item = &'a Arc<File>> {
        let after = (Bound::Excluded(folder), Bound::Unbounded);
        let below = self.ids.range::<_, Path>(after);
        let below = below.take_while(move |(path, _)| path.starts_with(folder));
        below.filter_map(|(_, id)| self.get(*id))
    }

    /// The number of the file at that path, if its text is the same.
    pub fn same_as(&self, file: &File) -> Option<FileId> {
        let id = self.id_of(&file.path)?;
        let (known, new) = (self.get(id)?.slots(), file.slots());
        let mut pairs = known.iter().zip(new);
        let same = known.len() == new.len() && pairs.all(|(a, b)| a.segment.text == b.segment.text);
        same.then_some(id)
    }

    /// Adds a file or replaces the one at its path, which is returned.
    pub fn put(&mut self, mut file: File) -> (FileId, Option<Arc<File>>) {
        let path = file.path.clone();
        let Some(id) = self.ids.get(&path).copied() else {
            let id = FileId(self.files.len() as u32);
            self.ids.insert(path, id);
            self.files.push_back(Some(Arc::new(file)));
            return (id, None);
        };
        let place = &mut self.files[id.0 as usize];
        let old = place.take();
        if let Some(old) = &old {
            file = file.numbered_after(old);
        }
        *place = Some(Arc::new(file));
        (id, old)
    }

    pub fn remove(&mut self, id: FileId) -> Option<Arc<File>> {
        self.files.get_mut(id.0 as usize)?.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_a_folder() {
        let mut files = Files::default();
        for path in [
            "/w/b/c/d", "/w/b", "/w/b-c/x", "/w/b/c!", "/w/a/x", "/w/b/a", "/w/bé/x",
        ] {
            files.put(File::new(Path::new(path), ""));
        }
        let gone = files.id_of(Path::new("/w/b/a")).expect("a file");
        files.remove(gone);
        let below = |folder: &str| -> Vec<String> {
            let below = files.below(Path::new(folder));
            below.map(|file| file.path.display().to_string()).collect()
        };
        assert_eq!(below("/w/b"), ["/w/b/c/d", "/w/b/c!"]);
        assert_eq!(below("/w/b/c/d"), [""; 0]);
        assert_eq!(below("/w/c"), [""; 0]);
        assert_eq!(below("/w").len(), 6);
    }
}

//! The articles of the drafts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::article_text::{ArticlePlace, ArticleText, NamedArticle, ReadText};
use super::disk;
use super::file::File;
use super::named_articles::{NamedArticles, Paths};
use super::paths;
use super::slot::{FileId, Slot};
use super::state::Workspace;
use crate::syntax::Keyword;

impl Workspace {
    /// The article of a file, if it was read.
    pub fn article(&self, id: FileId) -> Option<&Arc<ArticleText>> {
        self.articles.get(&id)
    }

    /// The articles that were read, each with its draft, in the order of the drafts.
    pub fn read_articles(&self) -> impl Iterator<Item = (FileId, &Arc<ArticleText>)> {
        let mut drafts: Vec<_> = self.articles.iter().collect();
        drafts.sort_by_key(|(draft, _)| **draft);
        drafts.into_iter().map(|(draft, text)| (*draft, text))
    }

    /// The article of `file`, if it names or embeds one. Returns `known` if that is still valid, and the one that other
    /// drafts use if it is the same.
    pub fn article_of(
        &self,
        file: &File,
        known: Option<&Arc<ArticleText>>,
        read: ReadText,
    ) -> Option<Arc<ArticleText>> {
        let named = NamedArticle::of(file, &self.roots)?.found(|path| self.located(path));
        if let Some(known) = known.filter(|known| named.is(known)) {
            return Some(known.clone());
        }
        let text = named.text(read);
        Some(self.shared_articles.get(named, text))
    }

    /// The file that a path in the workspace means.
    pub fn located(&self, path: &Path) -> PathBuf {
        let folder = path.parent().unwrap_or(path);
        disk::located(paths::root_of(&self.roots, path).unwrap_or(folder), path)
    }

    /// Reads the article of a file again if the draft names another one. Returns whether it changed.
    pub fn refresh_article(&mut self, id: FileId, read: ReadText) -> bool {
        let known = self.articles.get(&id).cloned();
        let article = self
            .file(id)
            .and_then(|file| self.article_of(file, known.as_ref(), read));
        let is_same = match (&known, &article) {
            (Some(known), Some(article)) => Arc::ptr_eq(known, article),
            (None, None) => true,
            _ => false,
        };
        match article {
            Some(article) => self.articles.insert(id, article),
            None => self.articles.remove(&id),
        };
        !is_same
    }

    /// The drafts whose article is the file at `path`, among drafts whose articles were read.
    pub fn drafts_of(&self, path: &Path) -> Vec<FileId> {
        let is_there = |article: &ArticleText| matches!(&article.place, Some(ArticlePlace::File(file)) if **file == *path);
        let drafts = self.articles.iter();
        let mut drafts: Vec<FileId> = drafts
            .filter(|(_, article)| is_there(article))
            .map(|(id, _)| *id)
            .collect();
        drafts.sort();
        drafts
    }

    /// Drops articles read from `path`; returns the drafts that they belong to.
    pub fn forget_article(&mut self, path: &Path) -> Vec<FileId> {
        let files = self.drafts_of(path);
        for id in &files {
            self.articles.remove(id);
        }
        files
    }

    /// Drops the article of a file that nobody looks at any more.
    pub fn drop_article(&mut self, id: FileId) {
        self.articles.remove(&id);
    }

    /// Which drafts name which file as their article.
    pub fn named_articles(&self) -> &Arc<NamedArticles> {
        self.named_articles.get(|| {
            let files: Vec<(FileId, &Arc<File>)> = self.files().collect();
            let paths = files
                .par_iter()
                .map(|(id, file)| (*id, self.paths_of(file)));
            let mut named = NamedArticles::default();
            for (id, paths) in paths.collect::<Vec<_>>() {
                named.put(id, paths);
            }
            named
        })
    }

    /// A draft changed: `new` replaced `old` in it.
    pub(super) fn follow_article_of(&mut self, draft: FileId, old: &[Slot], new: &[Slot]) {
        let names = |slot: &Slot| matches!(slot.keyword, Some(Keyword::Article | Keyword::Text));
        if old.iter().chain(new).any(names) {
            self.find_articles_of(&[draft]);
        }
    }

    /// The paths that these drafts name may mean other files now.
    pub fn find_articles_of(&mut self, drafts: &[FileId]) {
        let paths = |id: &FileId| {
            let file = self.file(*id);
            (*id, file.map_or(Vec::new(), |file| self.paths_of(file)))
        };
        let drafts: Vec<(FileId, Paths)> = drafts.iter().map(paths).collect();
        self.named_articles.follow(drafts);
    }

    fn paths_of(&self, draft: &File) -> Paths {
        let article = NamedArticle::of(draft, &self.roots);
        let Some(named) = article.as_ref().and_then(NamedArticle::named) else {
            return Vec::new();
        };
        let located = self.located(named);
        let mut paths = vec![named.into()];
        if located != named {
            paths.push(located.into());
        }
        paths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(path: &str, text: &str) -> File {
        File::new(Path::new(path), text)
    }

    /// The drafts of each article, by the names of their files.
    fn shown(workspace: &Workspace) -> String {
        let named = workspace.named_articles();
        let lines = named.paths().map(|path| {
            let drafts = named.drafts_of(path).filter_map(|id| workspace.file(id));
            let drafts: Vec<String> = drafts.map(|file| file.stem().to_string()).collect();
            format!("{}: {}", path.display(), drafts.join(", "))
        });
        lines.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_articles_follow_every_change() {
        let mut workspace = Workspace::new(["/w".into()]);
        workspace.fill([
            draft("/w/a.sayso", "article \"A\"\n  text: \"x/a.md\"\n"),
            draft(
                "/w/b.sayso",
                "article \"B\"\n  text: \"x/a.md\"\ntext\n  Embedded.\n",
            ),
            draft("/w/c.sayso", "entity e: person \"E\"\n"),
        ]);
        assert_eq!(shown(&workspace), "/w/x/a.md: a");
        let snapshot = workspace.clone();
        let b = draft("/w/b.sayso", "article \"B\"\n  text: \"x/a.md\"\n");
        let b = workspace.insert(b).file.expect("a file");
        assert_eq!(shown(&workspace), "/w/x/a.md: a, b");
        let end = "article \"B\"\n  text: \"".len();
        workspace.edit(b, end..end + "x/a.md".len(), "b.md");
        assert_eq!(shown(&workspace), "/w/b.md: b; /w/x/a.md: a");
        let in_folder: Vec<FileId> = workspace
            .named_articles()
            .drafts_in(Path::new("/w/x"))
            .collect();
        assert_eq!(in_folder.len(), 1);
        workspace.remove(Path::new("/w/a.sayso"));
        assert_eq!(shown(&workspace), "/w/b.md: b");
        assert_eq!(shown(&snapshot), "/w/x/a.md: a");
    }
}

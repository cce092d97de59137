//! The articles of the drafts.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::article_text::{ArticlePlace, ArticleText, NamedArticle, ReadText};
use super::disk;
use super::file::File;
use super::paths;
use super::slot::FileId;
use super::state::Workspace;

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
}

//! The articles of the drafts.

use std::path::Path;
use std::sync::Arc;

use super::article_text::{ArticlePlace, ArticleText, ReadText};
use super::slot::FileId;
use super::state::Workspace;

impl Workspace {
    /// The article of a file, if it was read.
    pub fn article(&self, id: FileId) -> Option<&Arc<ArticleText>> {
        self.articles.get(&id)
    }

    /// Reads the article of a file anew where the draft names another. Says whether it changed.
    pub fn refresh_article(&mut self, id: FileId, read: ReadText) -> bool {
        let known = self.articles.get(&id).cloned();
        let article = self
            .file(id)
            .and_then(|file| ArticleText::of(file, &self.roots, known.as_ref(), read));
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

    /// The drafts whose article is the file at `path`, as far as their articles were read.
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

    /// Forgets what was read from `path`; returns the files whose article that was.
    pub fn forget_article(&mut self, path: &Path) -> Vec<FileId> {
        let files = self.drafts_of(path);
        for id in &files {
            self.articles.remove(id);
        }
        files
    }

    /// The article of a file is no longer needed: nobody looks at it.
    pub fn drop_article(&mut self, id: FileId) {
        self.articles.remove(&id);
    }
}

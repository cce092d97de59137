//! The articles that several drafts annotate: each is read into memory once.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use rustc_hash::FxHashMap;

use super::article_text::{ArticlePlace, ArticleProblem, ArticleText, NamedArticle};
use crate::text::Slice;

/// Which articles are in use, by their files and languages. An article is dropped when no draft uses it any more.
#[derive(Debug, Default)]
pub struct SharedArticles(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    entries: FxHashMap<(Arc<Path>, Box<str>), Arc<Entry>>,
    /// The number of entries at which those of dropped articles are removed.
    limit: usize,
    /// Articles that were used last, latest first.
    kept: VecDeque<Arc<ArticleText>>,
    most_kept: usize,
}

/// Locked while the article is parsed: other threads that need it wait for it.
type Entry = Mutex<Weak<ArticleText>>;

impl SharedArticles {
    /// Keeps the last `most` articles although no draft uses them: whoever checks one draft after the other needs
    /// them again.
    pub fn keeping(most: usize) -> SharedArticles {
        SharedArticles(Mutex::new(Known {
            most_kept: most,
            ..Known::default()
        }))
    }

    /// The article with that text. Drafts with the same file, text and language get the same one.
    pub fn get(
        &self,
        named: NamedArticle,
        text: Result<Slice, ArticleProblem>,
    ) -> Arc<ArticleText> {
        let (Ok(ArticlePlace::File(path)), Ok(current)) = (&named.place, &text) else {
            return Arc::new(named.parsed(text));
        };
        let entry = locked(&self.0).entry(path, named.language);
        let mut entry = locked(&entry);
        let known = entry.upgrade().filter(|known| known.text == *current);
        let article = known.unwrap_or_else(|| Arc::new(named.parsed(text)));
        *entry = Arc::downgrade(&article);
        locked(&self.0).keep(&article);
        article
    }
}

impl Known {
    fn entry(&mut self, path: &Arc<Path>, language: &str) -> Arc<Entry> {
        if self.entries.len() >= self.limit {
            // An entry that another thread holds is about to get its article.
            self.entries.retain(|_, entry| {
                Arc::strong_count(entry) > 1 || locked(entry).strong_count() > 0
            });
            self.limit = 2 * self.entries.len() + 16;
        }
        let key = (path.clone(), language.into());
        self.entries.entry(key).or_default().clone()
    }

    fn keep(&mut self, article: &Arc<ArticleText>) {
        self.kept.retain(|kept| !Arc::ptr_eq(kept, article));
        self.kept.push_front(article.clone());
        self.kept.truncate(self.most_kept);
    }
}

/// Ignores a poisoned lock: what it protects is replaced as a whole.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{File, Workspace};

    fn article_of(workspace: &Workspace, draft: &str, text: &str) -> Arc<ArticleText> {
        let file = File::new(Path::new("/w/a.sayso"), draft);
        let read = |_: &Path| Ok(text.into());
        workspace
            .article_of(&file, None, &read)
            .expect("an article")
    }

    #[test]
    fn drafts_of_one_article_share_it() {
        let workspace = Workspace::new(["/w".into()]);
        let draft = "article \"A\"\n  text: \"a.md\"\n";
        let one = article_of(&workspace, draft, "One.");
        for (draft, text, is_same) in [
            (draft, "One.", true),
            (
                "claim: \"x\"\narticle \"B\"\n  text: \"./a.md\"\n",
                "One.",
                true,
            ),
            (draft, "Two.", false),
            ("article \"A\"\n  text: \"b.md\"\n", "One.", false),
            (
                "article \"A\"\n  text: \"a.md\"\n  language: es\n",
                "One.",
                false,
            ),
            ("article \"A\"\ntext\n  One.\n", "One.", false),
        ] {
            let other = article_of(&workspace, draft, text);
            assert_eq!(Arc::ptr_eq(&one, &other), is_same, "{draft} {text}");
        }
    }

    #[test]
    fn an_article_is_dropped_when_nobody_uses_it() {
        let workspace = Workspace::new(["/w".into()]);
        for n in 0..1_000 {
            let draft = format!("article \"A\"\n  text: \"{n}.md\"\n");
            let article = article_of(&workspace, &draft, "One.");
            assert_eq!(Arc::strong_count(&article), 1);
        }
        assert!(locked(&workspace.shared_articles.0).entries.len() <= 16);
    }

    #[test]
    fn the_last_articles_can_be_kept() {
        let shared = SharedArticles::keeping(1);
        let mut workspace = Workspace::new(["/w".into()]);
        workspace.shared_articles = Arc::new(shared);
        let [a, b] = ["a", "b"].map(|name| format!("article \"A\"\n  text: \"{name}.md\"\n"));
        let first = Arc::downgrade(&article_of(&workspace, &a, "One."));
        assert!(Weak::ptr_eq(
            &first,
            &Arc::downgrade(&article_of(&workspace, &a, "One."))
        ));
        article_of(&workspace, &b, "One.");
        assert!(first.upgrade().is_none());
    }
}

//! The language of an article that does not say which it is.

use whatlang::{Lang, detect};

use crate::article::Article;

/// The number of bytes that are read.
const READ: usize = 4_000;
/// The least number of bytes. A short text may be in any language.
const LEAST: usize = 200;

/// The BCP 47 tag of the language that the words are in, if that is certain.
pub fn likely_language(article: &Article) -> Option<&'static str> {
    let text = article.folded().text();
    let read = &text[..text.floor_char_boundary(READ.min(text.len()))];
    let found = detect(read).filter(|found| found.is_reliable() && read.len() >= LEAST)?;
    tag_of(found.lang())
}

/// The shortest tag, for the languages whose sentences Sayso knows to split, and some others.
fn tag_of(language: Lang) -> Option<&'static str> {
    Some(match language {
        Lang::Eng => "en",
        Lang::Spa => "es",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Cat => "ca",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Ell => "el",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleFormat;

    #[test]
    fn only_what_is_certain() {
        let read = |text: &str| Article::read(text, ArticleFormat::Plain);
        let english = "The old bridge over the river was closed on Monday because the northern pier had sunk. ";
        let spanish = "El puente viejo sobre el río fue cerrado el lunes porque el pilar norte se había hundido. ";
        assert_eq!(likely_language(&read(&english.repeat(3))), Some("en"));
        assert_eq!(likely_language(&read(&spanish.repeat(3))), Some("es"));
        for text in ["", "Kein Wort", "12 34 56\n", english] {
            assert_eq!(likely_language(&read(text)), None, "{text}");
        }
    }
}

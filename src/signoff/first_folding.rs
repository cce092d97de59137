//! The folding of seals of three groups. It never changes, whatever [`crate::text::fold`] learns: those seals are
//! stored in drafts.

use unicode_normalization::UnicodeNormalization;

/// `text` as a seal of three groups hashes it.
pub fn fold_as_first(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut has_space = false;
    for character in text.chars() {
        let character = match character {
            _ if is_invisible(character) => continue,
            _ if is_quotation_mark(character) => '\'',
            _ if is_dash(character) => '-',
            _ if character.is_whitespace() => {
                has_space = true;
                continue;
            }
            _ => character,
        };
        if std::mem::take(&mut has_space) && !folded.is_empty() {
            folded.push(' ');
        }
        match character {
            '-' if folded.ends_with('-') => {}
            '.' if folded.ends_with("..") => {
                folded.truncate(folded.len() - 2);
                folded.push('…');
            }
            _ => folded.push(character),
        }
    }
    folded.nfc().collect()
}

fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_quotation_mark(character: char) -> bool {
    matches!(character,
        '"' | '`' | '´' | '«' | '»' | '‘'..='‟' | '‹' | '›' | '′'..='‷' | '「'..='『' | '』'
        | '〝'..='〟' | 'ʼ' | 'ʻ' | '\u{1fef}' | '\u{1ffd}' | '＂' | '＇')
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_changes() {
        for (text, folded) in [
            ("  five  of\n\tits\u{a0}own ", "five of its own"),
            (
                "“It’s” «oui» ´a` ′b″ ʻc 「d」",
                "'It's' 'oui' 'a' 'b' 'c 'd'",
            ),
            ("2024–2026 -- then — now −3", "2024-2026 - then - now -3"),
            ("and ... so.. a . b .. c ....", "and … so.. a . b .. c …."),
            ("co\u{ad}oper\u{200b}ate \u{feff} it", "cooperate it"),
            ("infra\u{ad}\nstructure", "infra structure"),
            (
                "Roci\u{301}o \u{212b} \u{1100}\u{1161}\u{11a8}",
                "Rocío Å 각",
            ),
            // Newer folding makes these equal to other texts.
            ("ﬁnance １２％ ｶﾞ", "ﬁnance １２％ ｶﾞ"),
            ("The\u{61c} ❤\u{fe0f}", "The\u{61c} ❤\u{fe0f}"),
            ("Il a dit : « oui » — 5 %", "Il a dit : ' oui ' - 5 %"),
        ] {
            assert_eq!(fold_as_first(text), folded);
        }
    }
}

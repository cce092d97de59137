//! Characters that readers cannot tell from others, or cannot see at all.

use unicode_normalization::char::decompose_compatible;

/// Calls `emit` with the characters that `character` looks like, if [`is_look_alike`].
pub fn look_alikes(character: char, emit: impl FnMut(char)) {
    let character = match character {
        '〜' => '～',
        _ => character,
    };
    decompose_compatible(character, emit);
}

/// Whether a typesetter or a keyboard writes it for other characters: `ﬁ` for `fi`, `１` for `1`.
///
/// Of the compatibility characters of Unicode, only those whose meaning is that of the others: `m²` is not `m2`, and `½`
/// after a 1 is not `11/2`. Their decompositions never change.
pub fn is_look_alike(character: char) -> bool {
    is_ligature(character) || is_other_width(character) || is_other_font(character)
}

/// Several letters in one character.
fn is_ligature(character: char) -> bool {
    matches!(character,
        'Ĳ' | 'ĳ' | 'Ŀ' | 'ŀ' | 'ŉ' | 'Ǆ'..='ǌ' | 'Ǳ'..='ǳ' | '\u{587}' | 'ໜ' | 'ໝ' | 'ẚ' | '‼' | '⁇'..='⁉'
        | '℃' | '℉' | '℡' | 'Ⅰ'..='ⅿ' | '㎎' | '㎏' | '㎜'..='㎞' | 'ﬀ'..='ﬆ' | 'ﬓ'..='ﬗ' | '\u{fb4f}')
}

/// Characters of the widths, sizes and directions of East Asian type. Those that would become a space and a mark are
/// none of them.
fn is_other_width(character: char) -> bool {
    matches!(character,
        '〜' | '︐'..='︙' | '︰'..='﹄' | '﹇'..='﹈' | '﹍'..='﹏' | '﹐'..='﹒' | '﹔'..='﹦' | '﹨'..='﹫'
        | '！'..='ﾟ' | '￠'..='￢' | '￤'..='￦' | '￨'..='￮')
}

/// Letters and digits in another font or position, and the forms of Arabic letters.
fn is_other_font(character: char) -> bool {
    matches!(character,
        'µ' | 'ℂ' | 'ℊ'..='ℕ' | 'ℙ'..='ℝ' | 'ℤ' | 'ℨ' | 'ℬ' | 'ℭ' | 'ℯ'..='ℱ' | 'ℳ' | 'ℴ' | '\u{2f00}'..='\u{2fd5}'
        | '\u{fb20}'..='\u{fb29}' | '\u{fb50}'..='\u{fc5d}' | '\u{fc64}'..='\u{fdf9}' | '\u{fdfc}'
        | '\u{fe80}'..='\u{fefc}' | '\u{1d400}'..='\u{1d7ff}')
}

/// Whether it is not shown: `Default_Ignorable_Code_Point` of Unicode.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether it selects the look of the character before it.
pub fn is_selector(character: char) -> bool {
    matches!(character, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether it is an invisible letter or digit of a flag.
pub fn is_tag(character: char) -> bool {
    matches!(character, '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_look_alike_has_white_space() {
        for character in ('\0'..=char::MAX).filter(|&character| is_look_alike(character)) {
            look_alikes(character, |other| {
                assert!(!other.is_whitespace(), "{character:?}");
            });
        }
    }
}

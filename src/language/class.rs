//! Water-quality classes: Ⅲ类, III类, 三类水质, 劣Ⅴ, 劣五类; and groups of them: Ⅰ～Ⅲ类, Ⅰ类～Ⅱ类.

use crate::model::WaterClass;

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassToken {
    /// One class.
    One(WaterClass),
    /// A group of classes.
    Range,
}

/// The class or group of classes that starts at `at`, and where it ends.
pub fn class_at(chars: &[char], at: usize) -> Option<(ClassToken, usize)> {
    let (class, mut end, sure) = single(chars, at)?;
    let after_numeral = end;
    let has_suffix = eat_suffix(chars, &mut end);
    if let Some(range_end) = range(chars, end).or_else(|| range(chars, after_numeral)) {
        return Some((ClassToken::Range, range_end));
    }
    (sure || has_suffix)
        .then_some((ClassToken::One(class), end))
        .filter(|_| sure || names_water(chars, at, end))
}

/// The numeral with 劣 before it; `sure` when no other word is written like that.
fn single(chars: &[char], at: usize) -> Option<(WaterClass, usize, bool)> {
    let worse = match chars.get(at)? {
        '劣' => 1 + usize::from(chars.get(at + 1) == Some(&'于')),
        _ => 0,
    };
    let (number, width, roman) = numeral(chars, at + worse)?;
    let end = at + worse + width;
    if worse > 0 {
        return (number == 5).then_some((WaterClass::Inferior, end, true));
    }
    let class = WaterClass::ALL[number - 1];
    let special = matches!(chars[at], 'Ⅰ'..='Ⅴ');
    let letters = roman && !special;
    let boundary = at.checked_sub(1).is_none_or(|i| !chars[i].is_ascii_alphanumeric());
    if letters && !(boundary && chars.get(end) == Some(&'类')) {
        return None;
    }
    Some((class, end, roman))
}

/// 1 to 5, its width, and whether it is a Roman numeral.
fn numeral(chars: &[char], at: usize) -> Option<(usize, usize, bool)> {
    let first = *chars.get(at)?;
    if matches!(first, 'Ⅰ'..='Ⅴ') {
        return Some((first as usize - 'Ⅰ' as usize + 1, 1, true));
    }
    let letters = matches!(first, 'I' | 'V' | 'H');
    if !letters && chars.get(at + 1) != Some(&'类') {
        return None;
    }
    for (text, number) in [("III", 3), ("HI", 3), ("II", 2), ("IV", 4), ("I", 1), ("V", 5)] {
        if chars[at..].iter().take(text.len()).copied().eq(text.chars()) {
            return Some((number, text.len(), true));
        }
    }
    let number = "一二三四五".chars().position(|c| c == first)?;
    Some((number + 1, 1, false))
}

fn eat_suffix(chars: &[char], end: &mut usize) -> bool {
    let found = chars.get(*end) == Some(&'类');
    *end += usize::from(found);
    found
}

fn range(chars: &[char], at: usize) -> Option<usize> {
    if !matches!(chars.get(at)?, '-' | '~' | '至' | '、') {
        return None;
    }
    let listed = chars[at] == '、';
    let (_, end, roman) = numeral(chars, at + 1).map(|(number, width, roman)| (number, at + 1 + width, roman))?;
    let suffixed = chars.get(end) == Some(&'类');
    // Ⅱ、Ⅲ类 is a list of two only where nothing is counted together: a share or number of sections follows 类.
    if listed
        && !(roman
            && suffixed
            && chars
                .get(end + 1)
                .is_some_and(|c| matches!(c, '水' | '断' | '比' | '占')))
    {
        return None;
    }
    (roman || suffixed).then_some(end + usize::from(suffixed))
}

/// 三类水质, 为四类, 保持二类: other things have classes too (三类企业, 27类物资).
fn names_water(chars: &[char], at: usize, end: usize) -> bool {
    let before = at.checked_sub(1).map_or(' ', |i| chars[i]);
    let after = chars.get(end).copied().unwrap_or('。');
    matches!(after, '水' | '标')
        || (matches!(before, '为' | '质' | '到' | '持' | '于') && matches!(after, '，' | ',' | '。' | ';' | '、' | ')'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use WaterClass::*;

    fn read(text: &str) -> Option<(ClassToken, usize)> {
        let chars: Vec<char> = text.chars().collect();
        class_at(&chars, 0)
    }

    #[test]
    fn classes_in_every_writing() {
        for (text, class, end) in [
            ("Ⅲ类", III, 2),
            ("Ⅱ", II, 1),
            ("III类水质", III, 4),
            ("IV类", IV, 3),
            ("HI类", III, 3),
            ("劣Ⅴ类", Inferior, 3),
            ("劣V类", Inferior, 3),
            ("劣五类", Inferior, 3),
            ("劣于Ⅴ类标准", Inferior, 4),
            ("二类水质", II, 2),
        ] {
            assert_eq!(read(text), Some((ClassToken::One(class), end)), "{text}");
        }
    }

    #[test]
    fn groups_are_names() {
        for (text, end) in [("Ⅰ-Ⅲ类水质比例", 4), ("Ⅰ类~Ⅱ类", 5), ("Ⅱ~Ⅲ类", 4), ("Ⅰ、Ⅱ类水质", 4)]
        {
            assert_eq!(read(text), Some((ClassToken::Range, end)), "{text}");
        }
    }

    #[test]
    fn other_things_have_classes_too() {
        for text in ["三类企业", "VOCs", "I期", "五类案件", "一是", "劣质煤", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}

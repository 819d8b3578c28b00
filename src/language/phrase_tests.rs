//! Phrases of time as reports write them.

use super::phrase::*;

fn read(text: &str) -> Option<(Year, Span, Mode, usize)> {
    let chars: Vec<char> = text.chars().collect();
    phrase_at(&chars, 0).map(|(phrase, end)| (phrase.year, phrase.span, phrase.mode, end))
}

fn until(first: (u32, u32), years: i32, last: (u32, u32)) -> Span {
    Span::Until { first, years, last }
}

#[test]
fn phrases_of_reports() {
    use Mode::*;
    use Span::{Day, Days, MonthEnd, Months, Now, PreviousQuarter, Same};
    for (text, year, span, mode, end) in [
        ("2024年一季度", Year::Absolute(2024), Months(1, 3), During, 8),
        ("第三季度", Year::Scope, Months(7, 9), During, 4),
        ("前三季度", Year::Scope, Months(1, 9), During, 4),
        ("三季度", Year::Scope, Months(7, 9), During, 3),
        ("1-6月份", Year::Scope, Months(1, 6), During, 5),
        ("1月至10月，", Year::Scope, Months(1, 10), During, 6),
        ("16月份", Year::Scope, Months(1, 6), During, 4),
        ("111月份", Year::Scope, Months(1, 11), During, 5),
        ("12月", Year::Scope, Months(12, 12), During, 3),
        ("五月份", Year::Scope, Months(5, 5), During, 3),
        ("前9月", Year::Scope, Months(1, 9), During, 3),
        ("截至3月31日", Year::Scope, Day(3, 31), AsOf, 7),
        ("截至2021年底", Year::Absolute(2021), MonthEnd(12), AsOf, 8),
        ("截至6月底", Year::Scope, MonthEnd(6), AsOf, 5),
        ("截至目前", Year::Scope, Now, AsOf, 4),
        ("去年同期", Year::Relative(-1), Same, During, 4),
        ("2019年同期", Year::Absolute(2019), Same, During, 7),
        ("上年末", Year::Reported(-1), MonthEnd(12), During, 3),
        ("一季度末", Year::Scope, MonthEnd(3), During, 4),
        ("今年以来", Year::Relative(0), Span::Year, Since, 4),
        ("5月起", Year::Scope, Months(5, 5), Since, 3),
        ("20xx年一季度", Year::Masked, Months(1, 3), During, 8),
        ("xx年上半年", Year::Masked, Months(1, 6), During, 6),
        ("二〇二四年", Year::Absolute(2024), Span::Year, During, 5),
        ("2024-04-12", Year::Absolute(2024), Day(4, 12), During, 10),
        ("01.12.2016", Year::Absolute(2016), Day(12, 1), During, 10),
        ("自1月20日以来", Year::Scope, Day(1, 20), Since, 8),
        ("5月12日至5月27日", Year::Scope, Days((5, 12), (5, 27)), During, 11),
        ("2022上半年", Year::Absolute(2022), Months(1, 6), During, 7),
        ("04年", Year::Absolute(2004), Span::Year, During, 3),
        (
            "2018-2020年",
            Year::Absolute(2018),
            until((1, 1), 2, (12, 0)),
            During,
            10,
        ),
        (
            "2019-2020年秋冬季",
            Year::Absolute(2019),
            until((10, 1), 1, (3, 0)),
            During,
            13,
        ),
        (
            "2019年10月至2020年3月",
            Year::Absolute(2019),
            until((10, 1), 1, (3, 0)),
            During,
            16,
        ),
        (
            "2023年10月1日至次年3月31日",
            Year::Absolute(2023),
            until((10, 1), 1, (3, 31)),
            During,
            18,
        ),
        ("上季度", Year::Scope, PreviousQuarter, During, 3),
    ] {
        assert_eq!(read(text), Some((year, span, mode, end)), "{text}");
    }
}

#[test]
fn not_phrases_of_time() {
    for text in [
        "2个月",
        "10年",
        "3.5",
        "2024",
        "20xx万元",
        "一类",
        "三季",
        "2+26",
        "12",
        "月",
        "25月",
        "",
    ] {
        let got = read(text);
        assert!(got.is_none(), "{text}: {got:?}");
    }
}

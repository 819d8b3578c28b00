//! What is printed on every page and belongs to none: running heads, feet, page numbers.

use std::collections::HashMap;

use super::lines::Line;

/// Part of the page's height at its top and bottom where such lines stand.
const MARGIN: f64 = 0.12;

/// Takes them out of the lines of the pages, given with the pages' heights.
pub fn drop_running(pages: &mut [(f64, Vec<Line>)]) {
    let mut seen: HashMap<(String, bool), usize> = HashMap::new();
    for (height, lines) in pages.iter() {
        for line in lines.iter().filter(|line| in_margin(line, *height)) {
            *seen.entry(key(line, *height)).or_default() += 1;
        }
    }
    let count = pages.len();
    for (height, lines) in pages.iter_mut() {
        let height = *height;
        let mut heights: Vec<f64> = lines.iter().map(|line| line.y).collect();
        heights.sort_by(f64::total_cmp);
        let [second, last_but_one] = [1, heights.len().saturating_sub(2)].map(|index| heights.get(index).copied());
        lines.retain(|line| {
            let repeated = count > 1 && seen.get(&key(line, height)).is_some_and(|times| times * 2 > count);
            let edge = second.is_none_or(|second| line.y <= second) || last_but_one.is_none_or(|last| line.y >= last);
            let alone = edge && (is_page_number(&line.text) || is_browser_line(&line.text));
            !in_margin(line, height) || !(repeated || alone)
        });
    }
}

fn in_margin(line: &Line, height: f64) -> bool {
    line.y < MARGIN * height || line.y > (1.0 - MARGIN) * height
}

/// The line with its digits masked, and whether it stands at the top.
fn key(line: &Line, height: f64) -> (String, bool) {
    let masked = line
        .text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    (masked, line.y < height / 2.0)
}

/// `— 3 —`, `第3页`, `3/12`, `第 3 页 共 12 页`.
fn is_page_number(text: &str) -> bool {
    let rest = text.replace(['第', '页', '共', '/', '-', '—', '–', '－', '·', '|', ' ', '　'], "");
    (1..=6).contains(&rest.len()) && rest.chars().all(|c| c.is_ascii_digit())
}

/// What a browser prints on the edges: an address with the page's number, the time with the title.
fn is_browser_line(text: &str) -> bool {
    let address = ["file://", "ﬁle://", "http://", "https://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    let mut words = text.split_whitespace();
    let date = words.next().is_some_and(|word| {
        word.matches('/').count() == 2 && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ','))
    });
    let clock = words.next().is_some_and(|word| {
        let time = word.trim_start_matches(['上', '下', '午']);
        time.split_once(':')
            .is_some_and(|(hour, minute)| hour.len() <= 2 && minute.len() == 2 && minute.parse::<u8>().is_ok())
    });
    address || date && clock
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        Line {
            text: text.to_owned(),
            x: 0.0,
            y,
            end: 100.0,
            region: 0,
            fields: Vec::new(),
            size: 10.0,
        }
    }

    #[test]
    fn what_every_page_has_is_no_text() {
        let page = |number: usize| {
            let lines = vec![
                line("某区环境质量季报", 40.0),
                line("优良天数80天。", 200.0),
                line(
                    &format!("第{}项新增。", "一二三".chars().nth(number - 1).unwrap_or('四')),
                    700.0,
                ),
                line(&format!("— {number} —"), 810.0),
            ];
            (842.0, lines)
        };
        let mut pages = vec![page(1), page(2), page(3)];
        pages[0].1.insert(1, line("2024年一季度工作总结", 60.0));
        drop_running(&mut pages);
        let left: Vec<usize> = pages.iter().map(|(_, lines)| lines.len()).collect();
        assert_eq!(left, [3, 2, 2]);
    }

    #[test]
    fn page_numbers_and_lines_of_browsers() {
        for text in ["3", "- 3 -", "第3页", "第 3 页 共 12 页", "3/12"] {
            assert!(is_page_number(text), "{text}");
        }
        assert!(!is_page_number("2024年") && !is_page_number("31.5"));
        assert!(is_browser_line("2026/11/26 16:10 季报") && is_browser_line("file:///tmp/a.html 1/2"));
        assert!(!is_browser_line("2024/10/12"));
    }
}

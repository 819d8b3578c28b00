//! What a page says about its report: title and day of publication.

use chrono::NaiveDate;
use scraper::{ElementRef, Html, Node, Selector};

use super::super::pieces::on_one_line;

/// Names of `<meta>` elements that hold the title.
const TITLES: &[&str] = &["ArticleTitle", "og:title"];
/// Names of `<meta>` elements that hold the day of publication.
const DATES: &[&str] = &[
    "PubDate",
    "publishdate",
    "article:published_time",
    "pubtime",
    "publish_time",
];
/// What stands before the day of publication in the text of a page.
const MARKS: &[&str] = &[
    "发布时间",
    "发布日期",
    "公布时间",
    "公开日期",
    "发文日期",
    "成文日期",
    "日期",
    "时间",
];

/// The title of the report.
pub fn title(page: &Html) -> Option<String> {
    let named = TITLES.iter().find_map(|name| meta(page, name));
    let whole = || first_text(page, "title");
    let heading = || {
        let headings = texts(page, "h1, h2, .title, .tit, .article-title, #title");
        match whole() {
            // The heading that the page's own title begins with; else the only h1.
            Some(whole) => headings
                .into_iter()
                .filter(|heading| heading.chars().count() >= 6 && whole.starts_with(heading.as_str()))
                .max_by_key(String::len),
            None => first_text(page, "h1"),
        }
    };
    named
        .or_else(heading)
        .or_else(|| whole().map(|title| without_site(&title)))
}

/// 总结_某某区生态环境局: the name of the site is not part of the title.
fn without_site(title: &str) -> String {
    for mark in ['_', '|', '—', '-', '–'] {
        let Some((before, site)) = title.rsplit_once(mark) else {
            continue;
        };
        let is_site = ["网", "局", "政府", "厅", "门户", "平台", "部"]
            .iter()
            .any(|word| site.trim().ends_with(word));
        if is_site && before.trim().chars().count() >= 6 {
            return without_site(before.trim().trim_end_matches(['_', '|', '—', '-', '–']));
        }
    }
    title.trim().to_owned()
}

/// The day of publication.
pub fn published(page: &Html) -> Option<NaiveDate> {
    let named = DATES
        .iter()
        .find_map(|name| meta(page, name).and_then(|text| date_in(&text)));
    named.or_else(|| {
        let text = visible(page.root_element());
        MARKS.iter().find_map(|mark| {
            let behind = |(at, _): (usize, &str)| {
                let line: String = text[at + mark.len()..].chars().take(24).collect();
                let line = line.trim_start();
                line.strip_prefix(['：', ':']).and_then(date_at_start)
            };
            text.match_indices(mark).find_map(behind)
        })
    })
}

/// All text but that of scripts.
fn visible(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(own) if !matches!(own.name(), "script" | "style") => {
                text.extend(ElementRef::wrap(child).map(visible));
            }
            _ => {}
        }
    }
    text
}

fn date_at_start(text: &str) -> Option<NaiveDate> {
    date_in(&text.trim_start().chars().take(11).collect::<String>())
}

/// The first `2024-10-12`, `2024年10月12日`, `2024/10/12`, `2024.10.12` of a text.
fn date_in(text: &str) -> Option<NaiveDate> {
    let numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let [year, month, day, ..] = numbers[..] else {
        return None;
    };
    let year = year.parse().ok().filter(|year| (1990..=2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)
}

fn meta(page: &Html, name: &str) -> Option<String> {
    let selector = Selector::parse("meta").ok()?;
    page.select(&selector)
        .find(|meta| {
            let named = meta.value().attr("name").or_else(|| meta.value().attr("property"));
            named.is_some_and(|own| own.eq_ignore_ascii_case(name))
        })
        .and_then(|meta| meta.value().attr("content"))
        .map(on_one_line)
        .filter(|content| !content.is_empty())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let Ok(selector) = Selector::parse(selector) else {
        return Vec::new();
    };
    page.select(&selector)
        .map(|element| on_one_line(&element.text().collect::<String>()))
        .filter(|text| !text.is_empty())
        .collect()
}

fn first_text(page: &Html, selector: &str) -> Option<String> {
    texts(page, selector).into_iter().next()
}

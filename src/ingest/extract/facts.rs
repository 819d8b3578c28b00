//! What a report says of itself: title, reporter, region, reporting period, day of publication.
//!
//! A hint of the user's wins over everything; what is not found stays unknown and is asked for, never invented.

use chrono::{Datelike, NaiveDate};

use super::clock::Clock;
use crate::catalogue::Catalogue;
use crate::ingest::document::{Block, Document};
use crate::language::normal::Normal;
use crate::language::phrase::{Mode, Phrase, Span, Year, phrase_at};
use crate::model::{Finding, Hints, Period, ReportFacts, Severity};

/// Lines at the beginning and end of a report that may be its title, date line or signature.
const EDGE: usize = 8;

/// Finds them; the second value says what could not be found.
pub fn find(document: &Document, catalogue: &Catalogue, hints: &Hints) -> (ReportFacts, Vec<Finding>) {
    let lines = edge_lines(document);
    let title = hints
        .title
        .clone()
        .or_else(|| document.meta.title.clone())
        .or_else(|| title(document));
    let published = hints
        .published
        .or(document.meta.published)
        .or_else(|| published(&lines));
    let named_period = || {
        // 20xx年度…总结: the report hides its year, and a year that its text names is another.
        if title.as_deref().is_some_and(hides_its_year) {
            return None;
        }
        let sources = title
            .iter()
            .map(String::as_str)
            .chain(hints.file_name.as_deref())
            .chain(
                lines
                    .iter()
                    .filter(|(index, text)| *index < EDGE && year_of_plans(text).is_none())
                    .map(|(_, text)| text.as_str()),
            );
        let texts = || lines.iter().map(|(_, text)| text.as_str());
        let year = texts()
            .find_map(|text| bare_year(text).or_else(|| year_in(text)))
            .or_else(|| texts().find_map(year_before_the_plans));
        let bulletin = || title.as_deref().and_then(year_before_the_nation);
        let body = || lines.iter().filter(|(index, _)| (1..EDGE).contains(index));
        let day = || body().find_map(|(_, text)| day_of(text, year?));
        sources
            .filter_map(|text| period_of(text, published, year))
            .next()
            .or_else(bulletin)
            .or_else(day)
    };
    let period = hints.period.or_else(named_period);
    let reporter = reporter(title.as_deref(), &lines);
    let region = hints
        .region
        .clone()
        .or_else(|| branch(title.as_deref(), &lines, &document.text, catalogue))
        .or_else(|| region(title.as_deref(), reporter.as_deref(), &lines, catalogue));
    let region_code = region
        .as_deref()
        .and_then(|name| catalogue.regions().resolve(name, None))
        .map(|region| region.code.clone());
    let facts = ReportFacts {
        title,
        reporter,
        region,
        region_code,
        period,
        published,
    };
    let findings = missing(&facts);
    (facts, findings)
}

fn missing(facts: &ReportFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |code, message: &str, message_zh: &str| {
        findings.push(Finding {
            code,
            severity: Severity::Warning,
            message: message.to_owned(),
            message_zh: message_zh.to_owned(),
        });
    };
    if facts.period.is_none() {
        say(
            "period-unknown",
            "no reporting period found: give it with --period, for example --period 2024Q1",
            "找不到报告期：请用 --period 指定，例如 --period 2024Q1",
        );
    }
    if facts.region.is_none() {
        say(
            "region-unknown",
            "no reporting region found: give it with --region NAME",
            "找不到报告地区：请用 --region 指定",
        );
    }
    if facts.published.is_none() {
        say(
            "published-unknown",
            "no date of publication found: give it with --published DATE",
            "找不到发布日期：请用 --published 指定",
        );
    }
    findings
}

/// The first and last lines with their place in the text.
fn edge_lines(document: &Document) -> Vec<(usize, String)> {
    let lines: Vec<&str> = document
        .text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let short = |index: &usize| lines[*index].chars().count() <= 80 || *index < 3;
    let last = lines.len().saturating_sub(EDGE).max(EDGE.min(lines.len()));
    (0..lines.len().min(EDGE))
        .chain(last..lines.len())
        .filter(short)
        .map(|index| (index, lines[index].chars().take(200).collect()))
        .collect()
}

/// The document's title: its heading of level 0, else its first line.
fn title(document: &Document) -> Option<String> {
    let heading = document.blocks.iter().find_map(|block| match block {
        Block::Heading { level: 0, span } => Some(span.clone()),
        _ => None,
    });
    let first = || {
        document
            .text
            .lines()
            .map(str::trim)
            .find(|line| !line.is_empty())
            .map(str::to_owned)
    };
    let text = heading.map(|span| join_lines(&document.text[span])).or_else(first)?;
    Some(text.chars().take(120).collect())
}

/// Whether a first line is a title, not the first sentence of a text that has none.
pub(super) fn is_title(line: &str) -> bool {
    const LONGEST: usize = 60;
    line.chars().count() <= LONGEST && !line.contains(['。', '；', ';'])
}

fn join_lines(text: &str) -> String {
    text.split('\n').map(str::trim).collect()
}

/// Every phrase of time in a text, with what stands right before and behind it.
fn phrases(text: &str) -> Vec<(Phrase, String, String)> {
    let normal = Normal::new(text);
    let chars = normal.chars();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let inside_number = at > 0 && chars[at - 1].is_ascii_digit() && chars[at].is_ascii_digit();
        match phrase_at(chars, at).filter(|_| !inside_number) {
            Some((phrase, end)) => {
                let before = normal.slice(at.saturating_sub(6)..at).to_owned();
                let behind = normal.slice(end..(end + 4).min(chars.len())).to_owned();
                found.push((phrase, before, behind));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The first date with a year in a date line, dateline or signature; `20240412` in brackets counts, too.
fn published(lines: &[(usize, String)]) -> Option<NaiveDate> {
    let marked = |text: &str| {
        ["发布", "时间", "日期", "发布日期", "来源"]
            .iter()
            .any(|mark| text.contains(mark))
    };
    let date_of = |text: &str| {
        phrases(text)
            .into_iter()
            .find_map(|(phrase, _, _)| match (phrase.year, phrase.span, phrase.mode) {
                (Year::Absolute(year), Span::Day(month, day), Mode::During) => {
                    NaiveDate::from_ymd_opt(year, month, day)
                }
                _ => None,
            })
    };
    let marked_line = lines
        .iter()
        .filter(|(_, text)| marked(text) && text.chars().count() < 60)
        .find_map(|(_, text)| date_of(text));
    let date_line = || {
        lines
            .iter()
            .filter(|(_, text)| text.chars().count() <= 24)
            .find_map(|(_, text)| date_of(text))
    };
    let compact = || lines.iter().take(3).find_map(|(_, text)| compact_date(text));
    let any = || lines.iter().find_map(|(_, text)| date_of(text));
    compact().or(marked_line).or_else(date_line).or_else(any)
}

/// `(20240412)` in a title.
fn compact_date(text: &str) -> Option<NaiveDate> {
    let normal = Normal::new(text);
    let digits: Vec<char> = normal.chars().to_vec();
    let run = digits
        .windows(10)
        .find(|window| window[0] == '(' && window[9] == ')' && window[1..9].iter().all(char::is_ascii_digit))?;
    let number = |range: std::ops::Range<usize>| run[range].iter().collect::<String>().parse::<u32>().ok();
    NaiveDate::from_ymd_opt(number(1..5)? as i32, number(5..7)?, number(7..9)?)
}

/// The first phrase of a title that names a part of a year; its year may come from the day of publication.
fn period_of(text: &str, published: Option<NaiveDate>, known_year: Option<i32>) -> Option<Period> {
    let clock = Clock {
        report: None,
        published,
        ..Clock::default()
    };
    let candidates = phrases(text);
    let year_said = year_in(text);
    candidates.into_iter().find_map(|(phrase, before, behind)| {
        let part = matches!(
            phrase.span,
            Span::Months(..) | Span::Year | Span::WholeYear | Span::Until { .. }
        );
        // 10月例行新闻发布会: when they met, not what they spoke of.
        let met = ["例行", "新闻发", "发布会"].iter().any(|word| behind.starts_with(word));
        let compared = before.ends_with(['较', '比', '与', '到']) || phrase.mode != Mode::During || met;
        if !part || compared || phrase.year == Year::Masked {
            return None;
        }
        let year = match (phrase.year, year_said) {
            (Year::Scope, Some(year)) => Year::Absolute(year),
            (Year::Scope, None) => Year::Absolute(match published {
                Some(published) => recent_year(phrase.span, published),
                None => known_year?,
            }),
            (Year::Relative(0), None) if published.is_none() => Year::Absolute(known_year?),
            (year, _) => year,
        };
        clock
            .resolve(Phrase { year, ..phrase }, super::clock::When::Unknown)
            .period()
    })
}

/// 2017中国生态环境状况公报: the national bulletin writes its year without 年.
fn year_before_the_nation(title: &str) -> Option<Period> {
    let before = title[..title.find("中国")?].trim_end();
    let digits = before.len().checked_sub(4)?;
    bare_year(before.get(digits..)?).and_then(Period::year)
}

fn hides_its_year(title: &str) -> bool {
    phrases(title).iter().any(|(phrase, _, _)| phrase.year == Year::Masked)
}

/// A line that is nothing but a year: 2017.
fn bare_year(line: &str) -> Option<i32> {
    line.parse().ok().filter(|year| (1990..=2099).contains(year))
}

/// The first year that a text writes out, and neither compares with, nor counts from, nor plans for.
fn year_in(text: &str) -> Option<i32> {
    if year_of_plans(text).is_some() {
        return None;
    }
    phrases(text)
        .into_iter()
        .find_map(|(phrase, before, _)| match (phrase.year, phrase.mode) {
            (Year::Absolute(year), Mode::During | Mode::AsOf) => {
                let another = phrase.span == Span::Same || before.ends_with(['较', '比', '与', '到', '对', '年']);
                (!another).then_some(year)
            }
            _ => None,
        })
}

/// 2023年，计划造林12万亩: the year that a line of plans begins with.
fn year_of_plans(line: &str) -> Option<i32> {
    const PLANS: [&str; 6] = ["计划", "力争", "目标", "将", "继续", "预计"];
    let planned = PLANS.iter().any(|word| line.contains(word));
    let (phrase, before, _) = phrases(line).into_iter().next().filter(|_| planned)?;
    match (phrase.year, phrase.span) {
        (Year::Absolute(year), Span::Year | Span::WholeYear) if before.is_empty() => Some(year),
        _ => None,
    }
}

/// What a report plans at its end is for the year after the one that it reports.
fn year_before_the_plans(line: &str) -> Option<i32> {
    year_of_plans(line).map(|year| year - 1)
}

/// 6月17日，全区完成…: the day that a line of a bulletin begins with, unless it tells when they met or published.
fn day_of(line: &str, year: i32) -> Option<Period> {
    const TOLD: [&str; 9] = ["召开", "举行", "获悉", "发布", "公布", "通报", "印发", "日电", "日讯"];
    let (phrase, before, behind) = phrases(line).into_iter().next()?;
    let told = TOLD.iter().any(|word| line.contains(word));
    match (phrase.year, phrase.span, phrase.mode) {
        (Year::Scope, Span::Day(month, day), Mode::During)
            if before.is_empty() && behind.starts_with([',', '，']) && !told =>
        {
            NaiveDate::from_ymd_opt(year, month, day).map(Period::day)
        }
        _ => None,
    }
}

/// The year of a part that was over when the report was published.
fn recent_year(span: Span, published: NaiveDate) -> i32 {
    match span {
        Span::Months(_, last) if last > published.month() => published.year() - 1,
        Span::Year | Span::WholeYear if published.month() < 6 => published.year() - 1,
        _ => published.year(),
    }
}

/// `云溪县生态环境局`: the office in the title or signature.
fn reporter(title: Option<&str>, lines: &[(usize, String)]) -> Option<String> {
    let texts = title.into_iter().chain(lines.iter().map(|(_, text)| text.as_str()));
    texts.filter_map(office).next()
}

fn office(text: &str) -> Option<String> {
    let end = [
        "生态环境分局",
        "环保分局",
        "环境保护分局",
        "生态环境局",
        "生态环境厅",
        "环境保护局",
        "环境保护厅",
        "环保局",
        "环保厅",
        "生态环境部",
        "环境保护部",
        "林业局",
        "水利局",
    ]
    .iter()
    .find_map(|word| text.find(word).map(|at| at + word.len()))?;
    let start = text[..end]
        .rfind(|c: char| !(('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphabetic() || c == '×'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let name = &text[start..end];
    (name.chars().count() <= 24).then(|| name.to_owned())
}

/// The first place named in the title, in the reporter's name, or in the edge lines.
fn region(
    title: Option<&str>,
    reporter: Option<&str>,
    lines: &[(usize, String)],
    catalogue: &Catalogue,
) -> Option<String> {
    // In the body only a place at the beginning of its line is the report's: further on it may be one of a list.
    const BEGINNING: usize = 14;
    let beginning = |text: &'_ str| {
        let text = without_dateline(text);
        let end = text.char_indices().nth(BEGINNING).map_or(text.len(), |(at, _)| at);
        text[..end].to_owned()
    };
    let body = lines.iter().take(5).map(|(_, text)| beginning(text));
    let title = title.filter(|title| is_title(title));
    let named = reporter
        .into_iter()
        .chain(title)
        .filter_map(|text| place_in(text, catalogue));
    let ministry = || reporter.is_some_and(|name| name.ends_with("生态环境部") || name.ends_with("环境保护部"));
    let named = named.chain(body.filter_map(|text| place_in(&text, catalogue))).next();
    named.or_else(|| ministry().then(|| "全国".to_owned()))
}

/// The last of the divisions that a text names one behind the other (山东省临沂市兰山区 → 兰山区), or an invented name.
fn place_in(text: &str, catalogue: &Catalogue) -> Option<String> {
    let text = without_dateline(text);
    if text.contains("全国") && !text.contains('省') {
        return Some("全国".to_owned());
    }
    let chars: Vec<char> = text.chars().collect();
    let mut found: Option<(String, usize)> = None;
    for at in 0..chars.len() {
        let name = catalogue.regions().longest_at(&chars, at);
        match (name, &found) {
            // 城区 is a division's name in some cities; without its city it is a word.
            (Some((name, _)), None) if ["城区", "郊区", "矿区"].contains(&name.as_str()) => {}
            (Some((name, end)), None) => found = Some((name, end)),
            (Some((name, end)), Some((_, last))) if *last == at => found = Some((name, end)),
            _ => {}
        }
    }
    let invented = invented_place(text);
    // The table's full name, where the short one means one division only.
    let full = |name: String| {
        catalogue
            .regions()
            .resolve(&name, None)
            .map_or(name.clone(), |region| region.name.clone())
    };
    found.map(|(name, _)| full(name)).or(invented)
}

/// The county of a city's office in it: 甲市生态环境局乙分局, 甲市乙生态环境局. Its name in full is the table's, or the text's
/// own.
fn branch(title: Option<&str>, lines: &[(usize, String)], text: &str, catalogue: &Catalogue) -> Option<String> {
    let texts = title.into_iter().chain(lines.iter().map(|(_, text)| text.as_str()));
    let (city, county) = texts.filter_map(|text| branch_in(text, catalogue)).next()?;
    let whole = |ending: &str| format!("{county}{ending}");
    let mut names = ["区", "县", "市", "旗", "新区"].map(whole).into_iter();
    let within = catalogue
        .regions()
        .resolve(&city, None)
        .map(|region| region.code.as_str());
    match within {
        Some(code) => names.find(|name| catalogue.regions().resolve(name, Some(code)).is_some()),
        None => names.find(|name| text.contains(name.as_str())),
    }
}

/// The names of city and county in the name of an office.
fn branch_in(text: &str, catalogue: &Catalogue) -> Option<(String, String)> {
    const OFFICES: [&str; 4] = ["生态环境局", "生态环境保护局", "环境保护局", "环保局"];
    let (at, office) = OFFICES
        .iter()
        .filter_map(|office| Some((text.find(office)?, office)))
        .min()?;
    let start = text[..at]
        .rfind(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c))
        .map_or(0, |before| {
            before + text[before..].chars().next().map_or(1, char::len_utf8)
        });
    let before = &text[start..at];
    let behind = &text[at + office.len()..];
    let city_end = ['市', '州', '盟']
        .iter()
        .find_map(|ending| Some(before.find(*ending)? + ending.len_utf8()))?;
    let (city, between) = before.split_at(city_end);
    let name = match behind.find("分局").map(|end| &behind[..end]) {
        Some(name) if between.is_empty() => name,
        _ => between,
    };
    let short = (1..=4).contains(&name.chars().count()) && !name.ends_with(['区', '县', '市', '旗']);
    let known = catalogue.regions().resolve(city, None).is_some() || behind.contains("分局");
    (short && known).then(|| (city.to_owned(), name.to_owned()))
}

/// What an agency's dateline (新华社北京10月29日电) introduces: where and when it was written is not what it is about.
fn without_dateline(text: &str) -> &str {
    const LONGEST: usize = 60;
    let edge = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    ["日电", "日讯", "日消息"]
        .iter()
        .filter_map(|word| Some(text[..edge].find(word)? + word.len()))
        .min()
        .map_or(text, |end| &text[end..])
}

/// `云溪县` of `云溪县生态环境局`: the shortest run of Chinese characters at the beginning that ends like a division.
fn invented_place(text: &str) -> Option<String> {
    let run: Vec<char> = text
        .chars()
        .skip_while(|c| !('\u{4e00}'..='\u{9fff}').contains(c) && !c.is_ascii_alphanumeric())
        .take(12)
        .collect();
    let end = run
        .iter()
        .enumerate()
        .skip(2)
        .find(|(_, c)| matches!(c, '省' | '市' | '县' | '区' | '旗' | '盟' | '州'))?
        .0;
    let name: String = run[..=end].iter().collect();
    let office = run[end + 1..].first().is_some_and(|c| !matches!(c, '域' | '级'));
    let plain = run[..end]
        .iter()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(c) || matches!(c, 'X' | 'x' | '×'));
    let invalid = [
        "全", "我", "本", "各", "中央", "其中", "功能", "保护", "自治", "关于", "两", "去年", "今年",
    ]
    .iter()
    .any(|word| name.starts_with(word));
    let timed = name.contains(['年', '月', '季', '日']);
    let area = super::places::NOT_PLACES.iter().any(|word| name.ends_with(word));
    (office && plain && !invalid && !timed && !area).then_some(name)
}

#[cfg(test)]
#[path = "facts_tests.rs"]
mod tests;

//! Lines of a plain text and what they look like.

use std::ops::Range;

/// What a line looks like on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The document's title.
    Title,
    /// Begins with a numbering: 1 is 一、, 2 is （一）, 3 is 1.
    Numbered(u8),
    /// 表1 …, 附表, 单位：…: announces a table.
    Caption,
    /// A short line without the end of a sentence.
    Short,
    /// Running text.
    Plain,
}

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'t> {
    /// Without blanks around it.
    pub text: &'t str,
    /// Where that stands.
    pub span: Range<usize>,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Whether it is set in like a new paragraph.
    pub begins: bool,
    /// What it looks like.
    pub role: Role,
}

impl Line<'_> {
    /// Whether it could be a heading without a number.
    pub fn is_heading_like(&self) -> bool {
        matches!(self.role, Role::Title | Role::Caption | Role::Numbered(_))
    }
}

/// The non-blank lines of a text.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut after_blank = true;
    let mut at = 0;
    let mut title_open = true;
    let mut titled = false;
    for raw in text.split_inclusive(['\n', '\r']) {
        let trimmed = raw.trim();
        if trimmed.is_empty() {
            after_blank |= raw.starts_with('\n') || !raw.ends_with(['\n', '\r']);
            at += raw.len();
            continue;
        }
        let start = at + (raw.len() - raw.trim_start().len());
        let role = role_of(trimmed, title_open, lines.len());
        // A title may break over lines, but a blank line ends it; site navigation may stand before it.
        let role = if role == Role::Title && titled && after_blank {
            role_of(trimmed, false, 0)
        } else {
            role
        };
        title_open &= role == Role::Title || lines.len() < 2 && role == Role::Short && !titled;
        titled |= role == Role::Title;
        let begins = raw.starts_with(['\u{3000}', ' ', '\t']);
        lines.push(Line {
            text: trimmed,
            span: start..start + trimmed.len(),
            after_blank,
            begins,
            role,
        });
        after_blank = false;
        at += raw.len();
    }
    lines
}

fn role_of(line: &str, title_open: bool, index: usize) -> Role {
    let length = line.chars().take(100).count();
    let sentence = line.ends_with(['。', '；', '！', '？', ';', '，', ',', '、']) || length > 60;
    if line.contains('|') {
        return Role::Short;
    }
    if let Some(level) = numbering(line) {
        return Role::Numbered(level);
    }
    if is_caption(line) && length <= 60 {
        return Role::Caption;
    }
    // 1月1日至7月9日，我县综合指数年累计: a sentence that its page has broken.
    let begins_a_sentence = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(['，', ',']);
    if title_open && index < 3 && !sentence && !begins_a_sentence && is_title(line, length) {
        return Role::Title;
    }
    if !sentence && length <= 24 {
        Role::Short
    } else {
        Role::Plain
    }
}

const TITLE_WORDS: &[&str] = &[
    "总结", "情况", "通报", "公报", "月报", "季报", "年报", "状况", "报告", "小结", "汇报", "公告", "公示", "通知",
    "简报", "工作", "信息", "质量", "结果", "进展", "年", "月", "季度", "发布", "通告", "评价", "环境", "环保", "公布",
    "企业",
];

fn is_title(line: &str, length: usize) -> bool {
    let date = line
        .chars()
        .filter(|c| c.is_ascii_digit() || "-/.:年月日 ".contains(*c))
        .count()
        == length;
    length >= 4 && !date && TITLE_WORDS.iter().any(|word| line.contains(word)) && !line.contains(['。', '：'])
}

/// 一、 is 1, （一） is 2, 1. and 1、 are 3.
fn numbering(line: &str) -> Option<u8> {
    const CHINESE: &str = "一二三四五六七八九十";
    let mut chars = line.chars().peekable();
    let bracket = chars.next_if(|c| matches!(c, '(' | '（')).is_some();
    let mut digits = 0;
    while chars.next_if(|c| CHINESE.contains(*c)).is_some() {
        digits += 1;
    }
    if (1..=3).contains(&digits) {
        return match (bracket, chars.next()?) {
            (true, ')' | '）') => Some(2),
            (false, '、') => Some(1),
            _ => None,
        };
    }
    while chars
        .next_if(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .is_some()
    {
        digits += 1;
    }
    let sign = chars.next()?;
    let next = chars.next().unwrap_or(' ');
    let numbered = (1..=2).contains(&digits) && !next.is_ascii_digit();
    match (bracket, sign) {
        (true, ')' | '）') if numbered => Some(3),
        (false, '、' | '.' | '．') if numbered && next.is_alphabetic() => Some(3),
        _ => None,
    }
}

fn is_caption(line: &str) -> bool {
    let table = ["表", "附表", "图"].iter().any(|word| {
        line.strip_prefix(word).is_some_and(|rest| {
            rest.trim_start()
                .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六".contains(c))
        })
    });
    table
        || line.starts_with("单位：")
        || line.starts_with("单位:")
        || line.starts_with("（单位")
        || line.starts_with("(单位")
}

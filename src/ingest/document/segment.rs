//! Plain text → blocks: title, headings, paragraphs (re-joined where a line broke inside a sentence), tables.

use std::ops::Range;

use super::lines::{Line, Role, lines};
use super::{Block, Table, grid};

/// What a file says of its text beside the text: where paragraphs begin, what is a heading, what is a table.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Bytes at which a paragraph begins: no sentence runs over them.
    pub paragraphs: Vec<usize>,
    /// Where a heading begins, and its level.
    pub headings: Vec<(usize, u8)>,
    /// Tables, in the order of the text.
    pub tables: Vec<Table>,
}

/// The blocks of a text that has nothing but lines. Every character outside blanks is in exactly one block.
pub fn segment(text: &str) -> Vec<Block> {
    segment_marked(text, Marks::default())
}

/// The blocks of a text with the marks of its file.
pub fn segment_marked(text: &str, marks: Marks) -> Vec<Block> {
    let mut lines = lines(text);
    for line in &mut lines {
        mark(line, &marks);
    }
    let mut blocks = Vec::new();
    let mut at = 0;
    for table in marks.tables {
        let before = at + lines[at..].partition_point(|line| line.span.start < table.span.start);
        run(text, &lines[at..before], &mut blocks);
        at = before + lines[before..].partition_point(|line| line.span.start < table.span.end);
        blocks.push(Block::Table(table));
    }
    run(text, &lines[at..], &mut blocks);
    blocks
}

/// The blocks of lines without known tables.
fn run(text: &str, lines: &[Line<'_>], blocks: &mut Vec<Block>) {
    let mut at = 0;
    while at < lines.len() {
        if let Some((table, next)) = grid::table_at(text, lines, at) {
            blocks.push(Block::Table(table));
            at = next;
            continue;
        }
        let next = paragraph_end(lines, at);
        push(text, &lines[at..next], blocks);
        at = next;
    }
}

/// What the file says of a line wins over what the line looks like, but its own numbering tells the level better.
fn mark(line: &mut Line<'_>, marks: &Marks) {
    line.after_blank |= marks.paragraphs.binary_search(&line.span.start).is_ok();
    let heading = marks.headings.iter().find(|(start, _)| *start == line.span.start);
    let short = line.text.chars().count() <= 40 && !line.text.contains(['。', '；']);
    line.role = match (heading, line.role) {
        (Some((_, 0)), _) if short => Role::Title,
        (Some((_, level)), Role::Short | Role::Plain | Role::Title) if short => Role::Numbered(*level),
        (_, role) => role,
    };
}

/// One past the last line that belongs to the paragraph that begins at `at`.
fn paragraph_end(lines: &[Line<'_>], at: usize) -> usize {
    let mut next = at + 1;
    while next < lines.len() && joins(&lines[next - 1], &lines[next]) {
        next += 1;
    }
    next
}

/// Whether a sentence runs from one line into the next.
fn joins(line: &Line<'_>, next: &Line<'_>) -> bool {
    if next.text.contains('|')
        || next.role != Role::Plain && next.role != Role::Short
        || line.role == Role::Title
        || line.role == Role::Caption
    {
        return false;
    }
    let first = next.text.chars().next().unwrap_or(' ');
    let last = line.text.chars().next_back().unwrap_or(' ');
    let ends = matches!(
        last,
        '。' | '！' | '？' | '；' | '：' | '”' | '!' | '?' | ';' | ':' | '|' | '】'
    );
    let leads = matches!(first, '、' | '，' | '。' | '；' | '%' | '％' | ',' | '）' | ')' | '元');
    let continues_number = last.is_ascii_digit() && (first.is_ascii_digit() || leads);
    if leads || continues_number {
        return true;
    }
    if ends || next.after_blank || is_day(line.text) || is_byline(line.text) || is_byline(next.text) {
        return false;
    }
    let inside = matches!(last, '、' | '，' | ',' | '的' | '和' | '及') || line.text.chars().count() >= 18;
    let fragment = line.text.chars().count() < 18 && line.role == Role::Short && !line.begins;
    (inside || fragment || first.is_ascii_digit() && !line.is_heading_like()) && line.role != Role::Numbered(1)
}

/// 发布时间：2024-04-15 来源：某局: what a site says of a text, no part of it.
fn is_byline(line: &str) -> bool {
    const LONGEST: usize = 80;
    const LABELS: [&str; 14] = [
        "发布时间",
        "发布日期",
        "发文日期",
        "成文日期",
        "公开日期",
        "发布机构",
        "信息来源",
        "文章来源",
        "时间",
        "日期",
        "来源",
        "作者",
        "索引号",
        "文号",
    ];
    let rest = LABELS.iter().find_map(|label| line.strip_prefix(label));
    let labelled = rest.is_some_and(|rest| rest.trim_start().starts_with(['：', ':']));
    (labelled || is_dated(line)) && line.chars().count() <= LONGEST
}

/// 2024-04-15 08:15 某报: a day in digits at the beginning of a line that says no sentence.
fn is_dated(line: &str) -> bool {
    let day = line.split_whitespace().next().unwrap_or_default();
    day.contains(['-', '/']) && is_day(day) && !line.contains(['，', '。', '；'])
}

/// A line that is a day and nothing else: that of publication, not the beginning of a sentence.
fn is_day(line: &str) -> bool {
    let parts: Vec<&str> = line
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let digits = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    matches!(parts[..], [year, month, day] if year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2))
}

fn push(text: &str, lines: &[Line<'_>], blocks: &mut Vec<Block>) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let span = first.span.start..last.span.end;
    match first.role {
        Role::Title => blocks.push(Block::Heading { level: 0, span }),
        Role::Caption => blocks.push(Block::Heading { level: 4, span }),
        Role::Numbered(level) => match heading_phrase(&text[span.clone()]) {
            Some(end) if end < span.len() => {
                blocks.push(Block::Heading {
                    level,
                    span: span.start..span.start + end,
                });
                let rest = trimmed(text, span.start + end..span.end);
                if !rest.is_empty() {
                    blocks.push(Block::Paragraph { span: rest });
                }
            }
            Some(_) => blocks.push(Block::Heading { level, span }),
            None => blocks.push(Block::Paragraph { span }),
        },
        Role::Plain | Role::Short => blocks.push(Block::Paragraph { span }),
    }
}

/// Where the heading phrase of a numbered line ends: `1.空气质量。1-6月…` → behind 空气质量。 A numbered sentence has none.
fn heading_phrase(line: &str) -> Option<usize> {
    let ends = line
        .char_indices()
        .find(|(_, c)| matches!(c, '。' | '；' | '：' | ';' | '，'));
    let (end, stop) = match ends {
        Some((at, c)) => (at + c.len_utf8(), c),
        None => (line.len(), '\n'),
    };
    let phrase = &line[..end];
    let words = phrase.trim_start_matches(|c: char| {
        c.is_ascii_digit() || "一二三四五六七八九十（）()、.．０１２３４５６７８９ 　①②③④⑤⑥⑦⑧⑨⑩".contains(c)
    });
    let short = words.chars().count() <= 30;
    let figures = words.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) && stop != '\n';
    (short && !figures && (stop == '。' || stop == '\n')).then_some(end)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shapes(text: &str) -> Vec<String> {
        let show = |block: &Block| {
            let words = text[block.span()].replace('\n', "⏎");
            match block {
                Block::Heading { level, .. } => format!("H{level} {words}"),
                Block::Paragraph { .. } => format!("P {words}"),
                Block::Table(table) => format!(
                    "T {}x{}",
                    table.rows.len(),
                    table.rows.iter().map(Vec::len).max().unwrap_or(0)
                ),
            }
        };
        segment(text).iter().map(show).collect()
    }

    #[test]
    fn a_day_by_itself_begins_no_sentence() {
        for day in [
            "2024-04-08",
            "2024年4月8日",
            "2024/4/8",
            "发布时间：2024-04-08",
            "来源: 县局 时间: 2024-04-08 10:03",
            "2024-04-08 08:15 柳湖日报",
        ] {
            let text = format!("澄河区2024年一季度工作总结\n{day}\n一季度，优良天数80天。\n");
            assert_eq!(
                shapes(&text)[1..],
                [format!("P {day}"), "P 一季度，优良天数80天。".to_owned()]
            );
        }
    }

    #[test]
    fn titles_headings_and_paragraphs() {
        let text = "澄河区2024年一季度工作总结\n2024-04-10\n一、环境质量\n（一）大气。一季度优良天数80天。\n1.完成3个项目；2.完成5个。\n";
        assert_eq!(
            shapes(text),
            [
                "H0 澄河区2024年一季度工作总结",
                "P 2024-04-10",
                "H1 一、环境质量",
                "H2 （一）大气。",
                "P 一季度优良天数80天。",
                "P 1.完成3个项目；2.完成5个。"
            ]
        );
    }

    #[test]
    fn broken_lines_are_one_paragraph() {
        let text = "标题2024年\n\n上半年共审批建设项目环境影响评价文件\n130件,其中报告表\n40个。\n二氧化硫、SO\n2\n、NO\n2\n浓度下降。";
        assert_eq!(
            shapes(text)[1],
            "P 上半年共审批建设项目环境影响评价文件⏎130件,其中报告表⏎40个。"
        );
        assert_eq!(shapes(text)[2], "P 二氧化硫、SO⏎2⏎、NO⏎2⏎浓度下降。");
    }

    #[test]
    fn tables_of_text() {
        let text = "情况通报\n区县 | 综合指数 | 排名 |\n甲县 | 3.25 | 1 |\n乙县 | 3.65 | 2 |\n说明如下。";
        assert_eq!(shapes(text), ["H0 情况通报", "T 3x3", "P 说明如下。"]);
        let spaced = "情况（单位：家）：\n地区 绿牌 蓝牌\n甲市 121 43\n乙市 93 31\n完。";
        assert!(shapes(spaced).contains(&"T 3x3".to_owned()), "{:?}", shapes(spaced));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[一二。，；|0-9 \\n\\ta-c（）、：表％]{0,120}") {
            let blocks = segment(&text);
            let mut last = 0;
            let mut inside = String::new();
            for block in &blocks {
                let span = block.span();
                prop_assert!(span.start >= last && text.get(span.clone()).is_some());
                last = span.end;
                inside.push_str(&text[span]);
            }
            let dense = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(dense(&inside), dense(&text));
        }

        #[test]
        fn any_text_has_blocks(text in "\\PC*") {
            let _ = segment(&text);
        }
    }
}

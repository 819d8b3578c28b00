//! HTML: one page that needs nothing else and opens in any browser, word processor or mail program.
//!
//! The columns for people; numbers at the right, improvements and deteriorations in two colours that the words beside
//! them repeat, the reason for a gap on pointing at it. No script, nothing fetched, everything from a report escaped.

use super::RenderOptions;
use unicode_width::UnicodeWidthStr;

use super::plain::{MISSING, for_people, is_numeric, markup};
use crate::answer::{Answer, Cell, Tone};

const STYLE: &str = include_str!("../../data/page.css");
/// Words up to this width stay on one line.
const SHORT: usize = 24;

/// The answer as a page.
pub fn render(answer: &Answer, options: &RenderOptions) -> String {
    page(answer, &[], options)
}

/// The answer as a page that opens with some lines of text.
pub fn page(answer: &Answer, lead: &[String], options: &RenderOptions) -> String {
    let answer = answer.for_people();
    let title = match answer.title.is_empty() {
        true => lead.last().map_or("jibao", String::as_str),
        false => &answer.title,
    };
    let language = match options.lang {
        "" => String::new(),
        code => format!(" lang=\"{}\"", markup(code)),
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        markup(title)
    );
    for line in lead {
        page.push_str(&format!("<p class=\"lead\">{}</p>\n", markup(line)));
    }
    match answer.rows.is_empty() {
        true if answer.title.is_empty() => {}
        true => page.push_str(&format!("<h1>{}</h1>\n", markup(&answer.title))),
        false => page.push_str(&table(&answer)),
    }
    if !answer.notes.is_empty() {
        page.push_str("<ul>\n");
        for note in &answer.notes {
            page.push_str(&format!("<li>{}</li>\n", markup(note)));
        }
        page.push_str("</ul>\n");
    }
    page + "</main>\n</body>\n</html>\n"
}

/// How a column is set: numbers at the right, short words on one line, long ones in a column of some width.
fn setting(answer: &Answer, column: usize) -> &'static str {
    let widths = answer
        .rows
        .iter()
        .map(|row| for_people(&row.cells[column], "", "").width());
    match widths.max().unwrap_or(0) {
        _ if is_numeric(answer, column) => "n",
        0..=SHORT => "s",
        _ => "l",
    }
}

fn table(answer: &Answer) -> String {
    let settings: Vec<&str> = (0..answer.columns.len())
        .map(|column| setting(answer, column))
        .collect();
    // On a narrow screen the table moves in its own frame, which must be reachable by keyboard too.
    let mut table = String::from("<div class=\"frame\" tabindex=\"0\">\n<table>\n");
    if !answer.title.is_empty() {
        table.push_str(&format!("<caption><span>{}</span></caption>\n", markup(&answer.title)));
    }
    table.push_str("<thead>\n<tr>");
    for (column, setting) in answer.columns.iter().zip(&settings) {
        let heading = markup(&column.heading);
        table.push_str(&format!("<th scope=\"col\" class=\"{setting}\">{heading}</th>"));
    }
    table.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &answer.rows {
        table.push_str("<tr>");
        for (at, cell) in row.cells.iter().enumerate() {
            let tone = if answer.columns[at].toned {
                row.tone
            } else {
                Tone::Plain
            };
            // The first column says what the row is about, unless it is a running number.
            let tag = match at == 0 && settings[at] != "n" {
                true => "th scope=\"row\"",
                false => "td",
            };
            table.push_str(&written(cell, tag, settings[at], tone));
        }
        table.push_str("</tr>\n");
    }
    table + "</tbody>\n</table>\n</div>\n"
}

/// A cell with its tag.
fn written(cell: &Cell, tag: &str, setting: &str, tone: Tone) -> String {
    let tone = match tone {
        Tone::Plain => "",
        Tone::Good => " good",
        Tone::Bad => " bad",
    };
    let mut attributes = format!(" class=\"{setting}{tone}\"");
    let text = match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Measure { shown: text, .. } => markup(text),
        Cell::Marked { before, marked, after } => {
            format!("{}<mark>{}</mark>{}", markup(before), markup(marked), markup(after))
        }
        Cell::Missing { why } => {
            attributes.push_str(&format!(" title=\"{}\"", markup(why)));
            MISSING.to_owned()
        }
    };
    let closing = tag.split(' ').next().unwrap_or(tag);
    format!("<{tag}{attributes}>{text}</{closing}>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Column;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_report_says_is_read_back_and_is_no_tag(text in "[ -~一-龥]{1,40}") {
            let mut answer = Answer::new(text.as_str(), vec![Column::new("a", text.as_str()), Column::new("b", "乙")]);
            answer.push(vec![Cell::text(text.as_str()), Cell::missing(text.as_str())], Tone::Plain);
            let page = scraper::Html::parse_document(&render(&answer, &RenderOptions::default()));
            let find = |selector: &str| page.select(&scraper::Selector::parse(selector).unwrap()).next().unwrap();
            for selector in ["title", "caption", "thead th", "tbody th"] {
                prop_assert_eq!(find(selector).text().collect::<String>(), text.as_str());
            }
            prop_assert_eq!(find("td").value().attr("title"), Some(text.as_str()));
        }
    }
}

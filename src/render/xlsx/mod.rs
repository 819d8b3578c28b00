//! XLSX: a workbook for people who go on with the numbers.
//!
//! A number is a number, and its number format shows the digits, sign and unit that were shown (`-48.0%`, `约120`); words
//! are written as strings, so nothing in a report is ever a formula. A gap is `—` and no empty cell, which a spreadsheet
//! would take for zero. Frozen and filtered headings, widths by display width, title above, notes below.

mod chart;
mod number;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthChar;

use super::plain::{Datum, MISSING, clean, datum, for_people, is_numeric};
use super::{RenderOptions, Unrendered};
use crate::answer::{Answer, Cell, Row, Tone};
use crate::chart::Chart;
use number::Formats;

/// Characters that one cell holds; longer words end with an ellipsis.
const CELL: usize = 32_767;
/// Rows of a sheet, with room for title and notes; a longer table goes on in a sheet of its own.
const ROWS: usize = 1_000_000;
/// Widest column, in digits; longer words are wrapped.
const WIDEST: f64 = 60.0;
/// A wider table is not squeezed onto the width of a page.
const PAGE: f64 = 200.0;
/// Height of a line in points.
const LINE: f64 = 15.0;
/// What the filter's button takes.
const BUTTON: f64 = 3.0;

/// One sheet of a workbook, with its name: at most 31 characters, none of `[]:*?/\`.
pub enum Sheet<'a> {
    /// A table with every column.
    Table(&'a str, &'a Answer),
    /// Points in the course of time, and a picture of them.
    Chart(&'a str, &'a Chart),
}

/// The answer as a workbook of one sheet, with the columns for people.
pub fn render(answer: &Answer, options: &RenderOptions) -> Result<Vec<u8>, Unrendered> {
    with_lead(answer, &[], options)
}

/// The answer as a workbook that opens with some lines of text.
pub fn with_lead(answer: &Answer, lead: &[String], _: &RenderOptions) -> Result<Vec<u8>, Unrendered> {
    let answer = answer.for_people();
    finished(build(&[Sheet::Table("jibao", &answer)], lead))
}

/// A workbook of these sheets.
///
/// # Errors
/// A name that a workbook does not take, or more columns than it holds.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, Unrendered> {
    finished(build(sheets, &[]))
}

fn finished(built: Result<Vec<u8>, XlsxError>) -> Result<Vec<u8>, Unrendered> {
    built.map_err(|error| Unrendered(error.to_string()))
}

fn build(sheets: &[Sheet], lead: &[String]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same answer gives the same bytes; the file system knows when it was written.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut formats = Formats::default();
    for sheet in sheets {
        match sheet {
            Sheet::Chart(name, chart) => chart::fill(book.add_worksheet().set_name(*name)?, name, chart, &mut formats)?,
            Sheet::Table(name, answer) => {
                let chunks = match answer.rows.is_empty() {
                    true => vec![&[][..]],
                    false => answer.rows.chunks(ROWS).collect(),
                };
                for (number, rows) in chunks.into_iter().enumerate() {
                    let page = book.add_worksheet();
                    match number {
                        0 => page.set_name(*name)?,
                        _ => page.set_name(format!("{name} {}", number + 1))?,
                    };
                    fill(page, answer, lead, rows, &mut formats)?;
                }
            }
        }
    }
    book.save_to_buffer()
}

/// Writes one sheet from its title to its notes.
fn fill(
    page: &mut Worksheet,
    answer: &Answer,
    lead: &[String],
    rows: &[Row],
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    let mut line = 0;
    if !answer.title.is_empty() {
        page.write_string_with_format(line, 0, words(&answer.title), &title())?;
        line += 1;
    }
    for text in lead {
        page.write_string(line, 0, words(text))?;
        line += 1;
    }
    let mut widths = vec![WIDEST];
    if !rows.is_empty() {
        (line, widths) = table(page, answer, rows, line, formats)?;
        line += 1;
    }
    notes(page, line, &answer.notes, &widths)?;
    paper(page, widths.iter().sum());
    Ok(())
}

/// Writes the notes from this line on, each across the columns of these widths.
fn notes(page: &mut Worksheet, first: u32, notes: &[String], widths: &[f64]) -> Result<(), XlsxError> {
    let quiet = Style::new()
        .set_font_color(Color::RGB(0x5b_6675))
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    // What lies beyond a screen is not read.
    let mut across = 0.0;
    let last = widths.iter().take_while(|width| {
        across += **width;
        across < PAGE
    });
    let last = u16::try_from(last.count().saturating_sub(1)).unwrap_or(0);
    let room: f64 = widths.iter().take(usize::from(last) + 1).sum();
    for (line, note) in (first..).zip(notes) {
        match last {
            0 => page.write_string_with_format(line, 0, words(note), &quiet)?,
            last => page.merge_range(line, 0, line, last, &words(note), &quiet)?,
        };
        // Merged cells do not find their height themselves.
        page.set_row_height(line, LINE * (wide(note) / room).ceil().max(1.0))?;
    }
    Ok(())
}

fn paper(page: &mut Worksheet, width: f64) {
    page.set_landscape().set_paper_size(9);
    if width < PAGE {
        page.set_print_fit_to_pages(1, 0);
    }
}

fn title() -> Style {
    Style::new().set_bold().set_font_size(14)
}

fn heading() -> Style {
    Style::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0xf0_f2f5))
        .set_border_bottom(FormatBorder::Thin)
}

/// Writes headings and rows from this line on; gives the line behind them and the widths of the columns.
fn table(
    page: &mut Worksheet,
    answer: &Answer,
    rows: &[Row],
    head: u32,
    formats: &mut Formats,
) -> Result<(u32, Vec<f64>), XlsxError> {
    let mut widths = Vec::new();
    let mut behind = head;
    for (at, column) in (0u16..).zip(&answer.columns) {
        let numeric = is_numeric(answer, usize::from(at));
        let style = match numeric {
            true => heading().set_align(FormatAlign::Right),
            false => heading().set_align(FormatAlign::Left).set_indent(1),
        };
        page.write_string_with_format(head, at, words(&column.heading), &style)?;
        let mut width = wide(&column.heading) + BUTTON;
        behind = head + 1;
        for row in rows {
            let cell = &row.cells[usize::from(at)];
            let tone = if column.toned { row.tone } else { Tone::Plain };
            width = width.max(wide(&for_people(cell, "", "")) + 2.0);
            put(page, behind, at, cell, &style_of(numeric, tone), formats)?;
            behind += 1;
        }
        page.set_column_width(at, width.min(WIDEST))?;
        widths.push(width.min(WIDEST));
    }
    let last = u16::try_from(answer.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    page.autofilter(head, 0, behind - 1, last)?;
    page.set_freeze_panes(head + 1, 0)?;
    page.set_repeat_rows(head, head)?;
    Ok((behind, widths))
}

fn style_of(numeric: bool, tone: Tone) -> Style {
    let style = Style::new().set_align(FormatAlign::Top);
    let style = match numeric {
        true => style.set_align(FormatAlign::Right),
        false => style.set_align(FormatAlign::Left).set_indent(1).set_text_wrap(),
    };
    match tone {
        Tone::Plain => style,
        Tone::Good => style.set_font_color(Color::RGB(0x00_734f)),
        Tone::Bad => style.set_font_color(Color::RGB(0xb0_3a00)),
    }
}

/// Writes one cell.
fn put(
    page: &mut Worksheet,
    line: u32,
    at: u16,
    cell: &Cell,
    style: &Style,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    match (datum(cell), cell) {
        (Datum::Number(number), _) => match formats.of(number, &for_people(cell, "", "")) {
            Some((value, format)) => {
                page.write_number_with_format(line, at, value, &style.clone().set_num_format(format))?
            }
            None => page.write_string_with_format(line, at, words(&for_people(cell, "", "")), style)?,
        },
        (Datum::Missing, _) => page.write_string_with_format(line, at, MISSING, style)?,
        (Datum::Text(_), Cell::Marked { before, marked, after })
            if !marked.is_empty() && before.len() + marked.len() + after.len() < CELL =>
        {
            let (plain, bold) = (Style::new(), Style::new().set_bold());
            let pieces = [(&plain, clean(before)), (&bold, clean(marked)), (&plain, clean(after))];
            let pieces: Vec<(&Style, &str)> = pieces
                .iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(style, text)| (*style, text.as_str()))
                .collect();
            page.write_rich_string_with_format(line, at, &pieces, style)?
        }
        (Datum::Text(text), _) => page.write_string_with_format(line, at, words(&text), style)?,
    };
    Ok(())
}

/// Words that a cell can hold.
fn words(text: &str) -> String {
    let text = clean(text);
    match text.encode_utf16().count() > CELL {
        // A character takes at most two units there.
        true => text.chars().take(CELL / 2).chain(['…']).collect(),
        false => text,
    }
}

/// Width of a text in digits: a Chinese character is a little wider than two of them.
fn wide(text: &str) -> f64 {
    text.chars()
        .map(|c| match c.width() {
            Some(2) => 2.15,
            Some(0) | None => 0.0,
            Some(_) => 1.0,
        })
        .sum::<f64>()
        + 1.0
}

//! The terminal table: title above, columns aligned by display width (a Chinese character is two columns wide), numbers
//! to the right, notes below.
//!
//! Only the columns for people are shown. Colour marks the toned columns of a row; the rest stays plain.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle,
};

use super::RenderOptions;
use super::plain::{clean, for_people, is_numeric};
use crate::answer::{Answer, Cell, Column, Tone};

/// Lines above and below as in a printed table, one under the headings, nothing upright.
const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─').junction('─'))
    .content_lines(ContentLineStyle::none())
    .bottom_border(LineStyle::none().fill('─').junction('─'));

/// Invisible marks that take no room while the columns are laid out, and the colours that they become.
/// [`clean`] keeps them out of the text itself.
const COLOURS: [(Tone, char, &str); 2] = [
    (Tone::Good, '\u{2061}', "\x1b[32m"),
    (Tone::Bad, '\u{2062}', "\x1b[31m"),
];
const PLAIN_AGAIN: (char, &str) = ('\u{2063}', "\x1b[0m");

/// The answer as an aligned table.
pub fn render(answer: &Answer, options: &RenderOptions) -> String {
    let answer = match options.terminal {
        true => answer.for_terminal(),
        false => answer.for_people(),
    };
    let mut text = String::new();
    if !answer.title.is_empty() {
        text = clean(&answer.title) + "\n";
    }
    for line in &answer.sketch.lines {
        text = text + &clean(line) + "\n";
    }
    if !answer.rows.is_empty() {
        text = text + &coloured(layout(&answer, options).trim_fmt()) + "\n";
    }
    for (number, note) in (1..).zip(&answer.notes) {
        text = text + &format!("{number}. {}\n", clean(note));
    }
    text
}

fn layout(answer: &Answer, options: &RenderOptions) -> Table {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_header(answer.columns.iter().map(|column| clean(&column.heading)));
    for row in &answer.rows {
        table.add_row(
            answer
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| toned(column, cell, row.tone, options)),
        );
    }
    table.set_content_arrangement(ContentArrangement::Disabled);
    if let Some(width) = options.width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
    }
    for (index, column) in answer.columns.iter().enumerate() {
        let Some(place) = table.column_mut(index) else { continue };
        place.set_padding(if index == 0 { (0, 1) } else { (1, 1) });
        if is_numeric(answer, index) {
            place.set_cell_alignment(CellAlignment::Right);
        }
        // Only words are wrapped; a wrapped colour would run into its neighbours.
        if column.toned || is_numeric(answer, index) {
            place.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table
}

/// The text of a cell, between colour marks where the row's tone is about it.
fn toned(column: &Column, cell: &Cell, tone: Tone, options: &RenderOptions) -> String {
    let text = for_people(cell, "【", "】");
    match COLOURS.iter().find(|(each, ..)| *each == tone) {
        Some((_, mark, _)) if options.colour && column.toned => format!("{mark}{text}{}", PLAIN_AGAIN.0),
        _ => text,
    }
}

fn coloured(table: String) -> String {
    let marks = COLOURS
        .iter()
        .map(|(_, mark, code)| (*mark, *code))
        .chain([PLAIN_AGAIN]);
    marks.fold(table, |table, (mark, code)| table.replace(mark, code))
}

//! A sheet with points in the course of time and a native line chart of them.

use rust_xlsxwriter::{
    Chart as Picture, ChartEmptyCells, ChartMarker, ChartMarkerType, ChartType, Format as Style, FormatAlign,
    Worksheet, XlsxError,
};

use super::number::Formats;
use super::{BUTTON, heading, notes, paper, title, wide, words};
use crate::chart::Chart;

/// Width of a column that nobody set.
const EMPTY: f64 = 8.43;

/// Writes a row for each label and a column for each line, and the picture beside them.
pub fn fill(page: &mut Worksheet, name: &str, chart: &Chart, formats: &mut Formats) -> Result<(), XlsxError> {
    page.write_string_with_format(0, 0, words(&chart.title), &title())?;
    page.write_string(1, 0, words(&chart.unit))?;
    let head = 2;
    page.write_string_with_format(head, 0, "", &heading())?;
    let mut widest = 10.0_f64;
    let mut behind = head + 1;
    for label in &chart.labels {
        page.write_string(behind, 0, words(label))?;
        widest = widest.max(wide(label) + 1.0);
        behind += 1;
    }
    page.set_column_width(0, widest)?;
    let mut picture = Picture::new(ChartType::Line);
    let mut widths = vec![widest];
    let mut column = 0;
    for line in &chart.lines {
        column += 1;
        page.write_string_with_format(
            head,
            column,
            words(&line.name),
            &heading().set_align(FormatAlign::Right),
        )?;
        widths.push((wide(&line.name) + BUTTON).clamp(EMPTY, 40.0));
        page.set_column_width(column, widths[usize::from(column)])?;
        for (at, point) in (head + 1..).zip(&line.points) {
            // A gap stays an empty cell: in a chart words count as zero.
            let Some(point) = point else { continue };
            let format = formats.of(&point.value.to_string(), &point.shown);
            if let Some((value, format)) = format {
                page.write_number_with_format(at, column, value, &Style::new().set_num_format(format))?;
            }
        }
        picture
            .add_series()
            .set_name((name, head, column))
            .set_categories((name, head + 1, 0, behind - 1, 0))
            .set_values((name, head + 1, column, behind - 1, column))
            .set_marker(ChartMarker::new().set_type(ChartMarkerType::Circle).set_size(6));
    }
    picture.title().set_name(words(&chart.title).as_str());
    picture.y_axis().set_name(words(&chart.unit).as_str());
    picture.show_empty_cells_as(ChartEmptyCells::Gaps);
    picture.set_width(820).set_height(420);
    page.insert_chart(head, column + 2, &picture)?;
    page.set_freeze_panes(head + 1, 1)?;
    // Below the picture, across the columns that it covers.
    widths.extend([EMPTY; 13]);
    notes(page, behind.max(head + 22) + 1, &chart.notes, &widths)?;
    paper(page, widths.iter().sum());
    Ok(())
}

//! JSON lines: one object a row, as in the `rows` of [`super::json`]; title and notes are left out.

use super::RenderOptions;
use super::json;
use crate::answer::Answer;

/// The rows of the answer as JSON lines.
pub fn render(answer: &Answer, _: &RenderOptions) -> String {
    answer.rows.iter().map(|row| json::line(&answer.columns, row)).collect()
}

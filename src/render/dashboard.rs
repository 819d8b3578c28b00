//! The page: one file with its style, its script and its data, which asks for nothing from anywhere.

use crate::board::Board;

const PAGE: &str = include_str!("../../data/dashboard/page.html");
const STYLE: &str = include_str!("../../data/dashboard/style.css");
const SCRIPT: &str = include_str!("../../data/dashboard/app.js");

/// The page of a board, as HTML.
///
/// The data is JSON in which no `<` is left, so that nothing of a report can end the element that holds it; the script
/// shows it as text and never as markup.
pub fn dashboard(board: &Board) -> String {
    // Structs of strings and numbers: nothing in them can fail to be written.
    let data = serde_json::to_string(board).unwrap_or_default().replace('<', "\\u003c");
    let mut page = String::with_capacity(data.len() + PAGE.len() + STYLE.len() + SCRIPT.len());
    let mut rest = PAGE;
    for (mark, part) in [
        ("{{style}}", STYLE),
        ("{{data}}", data.as_str()),
        ("{{script}}", SCRIPT),
    ] {
        let (before, after) = rest.split_once(mark).unwrap_or((rest, ""));
        page.push_str(before);
        page.push_str(part);
        rest = after;
    }
    page + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_report_says_cannot_leave_its_element() {
        let board = Board {
            texts: vec![["</script><b>{{script}}".into(), String::new()]],
            ..Board::default()
        };
        let page = dashboard(&board);
        assert!(page.contains(r#"\u003c/script>\u003cb>{{script}}"#));
        assert_eq!(page.matches("</script>").count(), 2);
    }

    #[test]
    fn the_template_has_a_place_for_each_part() {
        for mark in ["{{style}}", "{{data}}", "{{script}}"] {
            assert_eq!(PAGE.matches(mark).count(), 1, "{mark}");
        }
    }
}

//! How deep the elements of a page stand in one another: the parser's work grows with the square of it, so it is counted
//! before anything is parsed.

/// More than any page has.
pub const LIMIT: usize = 600;

/// Elements that end by themselves, or that the parser closes when the next one begins.
const CLOSED: &[&str] = &[
    "p", "li", "td", "th", "tr", "tbody", "thead", "dt", "dd", "option", "br", "hr", "img", "input", "meta", "link",
    "col", "base", "area", "wbr", "embed", "source", "param", "script", "style",
];

/// The greatest number of elements that are open at the same time.
pub fn of(source: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let closing = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            rest = skip_comment(rest);
        } else if matches!(name.as_str(), "script" | "style") && !closing {
            rest = skip_raw(rest, &name);
        } else if !CLOSED.contains(&name.as_str()) {
            open = if closing { open.saturating_sub(1) } else { open + 1 };
            deepest = deepest.max(open);
        }
    }
    deepest
}

fn skip_comment(rest: &str) -> &str {
    match rest.strip_prefix("!--") {
        Some(comment) => comment.find("-->").map_or("", |end| &comment[end..]),
        None => rest,
    }
}

/// What a script or style holds is no markup.
fn skip_raw<'r>(rest: &'r str, name: &str) -> &'r str {
    let close = format!("</{name}");
    rest.match_indices("</")
        .find(|(at, _)| {
            rest.get(*at..*at + close.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(&close))
        })
        .map_or("", |(at, _)| &rest[at + 2..])
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn open_elements_are_counted() {
        assert_eq!(of("<div><p>a<p>b<div></div></div>"), 2);
        assert_eq!(of("<script>'<div><div><div>'</script><!-- <div><div> --><b>x</b>"), 1);
        assert_eq!(of(&"<div>".repeat(9000)), 9000);
        assert_eq!(of("<<<< a < b </></"), 0);
    }
}

//! What a template prints, made harmless for its format.

use minijinja::value::Value;
use minijinja::{AutoEscape, Error, ErrorKind, Output, State};

use crate::render::plain::{clean, markup};

/// Signs that mean something in the middle of a line of Markdown.
const SIGNS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '&', '#', '"'];

/// Writes a value; markup that the program itself made goes out as it is.
pub fn write(output: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    let text = match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    };
    let text = match (value.is_safe(), state.auto_escape()) {
        (true, _) | (_, AutoEscape::None) => text,
        (_, AutoEscape::Custom(_)) => markdown(&clean(&text)),
        _ => markup(&text),
    };
    output
        .write_str(&text)
        .map_err(|_| Error::new(ErrorKind::WriteFailure, "the text could not be kept"))
}

fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if SIGNS.contains(&c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_lose_their_meaning() {
        assert_eq!(markdown("a|b*[c]<d>"), r"a\|b\*\[c\]\<d\>");
        assert_eq!(markup("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
    }
}

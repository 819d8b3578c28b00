//! The encoding of a web page: byte-order mark, what it really is, what it says that it is.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8};

use super::super::decode;

/// How many characters in a thousand may be damaged in a page that says what its encoding is.
const DAMAGED_PER_MILLE: usize = 2;

/// The text of a page. A page that is UTF-8 is read as such, whatever it declares.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let marked = Encoding::for_bom(bytes).is_some();
    if !marked && std::str::from_utf8(bytes).is_err() {
        let declared = declared(bytes).map(|encoding| if encoding == GBK { GB18030 } else { encoding });
        if let Some(text) = declared.and_then(|encoding| mostly(encoding, bytes)) {
            return Some(text);
        }
    }
    decode::decode(bytes).or_else(|| mostly(UTF_8, bytes))
}

/// `charset=…` in the first bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len())?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

fn mostly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let damaged = text.chars().filter(|c| *c == '\u{fffd}').count();
    (!text.contains('\0') && damaged * 1000 <= text.chars().count() * DAMAGED_PER_MILLE).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_is_and_what_it_says() {
        let page = |charset: &str| {
            format!("<html><meta charset=\"{charset}\"><body>优良天数80天，同比增加6天。</body></html>")
        };
        let gb = |charset: &str| GB18030.encode(&page(charset)).0.into_owned();
        assert_eq!(decode(&gb("gb2312")), Some(page("gb2312")));
        assert_eq!(decode(page("gb2312").as_bytes()), Some(page("gb2312")), "it is UTF-8");
        assert_eq!(decode(&gb("utf-8")), Some(page("utf-8")), "it is GBK");
    }

    #[test]
    fn a_damaged_character_does_not_lose_the_page() {
        let mut bytes = GB18030
            .encode(&format!("<meta charset=gbk>{}", "同比增加六天。".repeat(200)))
            .0
            .into_owned();
        bytes.push(0xff);
        assert!(decode(&bytes).is_some_and(|text| text.contains("同比增加六天")));
    }
}

//! Bytes → text: byte-order mark, strict UTF-8, UTF-16 without a mark, then GB18030 and its relatives.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file, without its byte-order mark; `None` when it is not text in any encoding that bureaus use.
pub fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, width)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[width..]);
    }
    if looks_like_utf16(bytes) {
        let little = bytes.chunks_exact(2).filter(|pair| pair[1] == 0).count();
        let big = bytes.chunks_exact(2).filter(|pair| pair[0] == 0).count();
        return strict(if little >= big { UTF_16LE } else { UTF_16BE }, bytes);
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Some(text) = strict(UTF_8, bytes) {
        return Some(text);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    // gb2312 and GBK are read as GB18030, of which they are parts.
    let encoding = if guessed == GBK { GB18030 } else { guessed };
    strict(encoding, bytes).filter(|text| encoding == GB18030 && !has_private_use(text))
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(Cow::into_owned)?;
    (!text.contains('\0')).then_some(text)
}

/// Chinese text in UTF-16 has its line breaks, digits and punctuation with a zero byte, always on the same side.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return false;
    }
    let zeros = |side: usize| bytes.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    even.max(odd) > 4 * even.min(odd) && even.max(odd) * 2 <= bytes.len()
}

/// Big5 read as GB18030 comes out as private-use characters, without any error.
fn has_private_use(text: &str) -> bool {
    text.chars().any(|c| ('\u{e000}'..='\u{f8ff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "云溪县2024年一季度PM2.5平均浓度38微克/立方米。\n";

    #[test]
    fn encodings_of_bureaus() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xff, 0xfe], utf16.as_slice()].concat();
        let gb = GB18030.encode(TEXT).0.into_owned();
        let with_mark = [&[0xef, 0xbb, 0xbf], TEXT.as_bytes()].concat();
        for bytes in [TEXT.as_bytes().to_vec(), utf16, big, marked, gb, with_mark] {
            assert_eq!(decode(&bytes).as_deref(), Some(TEXT));
        }
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(decode(&[0; 100]), None);
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
        assert_eq!(decode(&[0xc3, 0x28, 0xff, 0xfe, 0xfd, 0x80, 0x81]), None);
    }
}

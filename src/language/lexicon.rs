//! The longest word at a place.
//!
//! Some thousand words are looked up at every character of a text, and the table is built at every start of the
//! program: an index on the first two characters builds in about a millisecond where an automaton takes tens.

use rustc_hash::FxHashMap;

/// Words with a payload each; a word may be given more than once.
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    singles: FxHashMap<char, Vec<T>>,
    longer: FxHashMap<(char, char), Vec<Entry<T>>>,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    /// The characters from the third on.
    rest: Box<[char]>,
    payloads: Vec<T>,
}

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Lexicon {
            singles: FxHashMap::default(),
            longer: FxHashMap::default(),
        }
    }
}

impl<T> Lexicon<T> {
    /// Adds a word in normal form, ASCII letters in lower case. An empty word is ignored.
    pub fn insert(&mut self, word: &str, payload: T) {
        let mut chars = word.chars().map(|c| c.to_ascii_lowercase());
        let Some(first) = chars.next() else { return };
        let Some(second) = chars.next() else {
            self.singles.entry(first).or_default().push(payload);
            return;
        };
        let rest: Box<[char]> = chars.collect();
        let bucket = self.longer.entry((first, second)).or_default();
        match bucket.iter_mut().find(|entry| entry.rest == rest) {
            Some(entry) => entry.payloads.push(payload),
            None => {
                // Longer words first: the first that fits is the longest.
                let at = bucket.partition_point(|entry| entry.rest.len() >= rest.len());
                bucket.insert(
                    at,
                    Entry {
                        rest,
                        payloads: vec![payload],
                    },
                );
            }
        }
    }

    /// The payloads of the longest word at `at`, and where it ends.
    pub fn longest_at<'a>(&'a self, chars: &[char], at: usize) -> Option<(&'a [T], usize)> {
        self.all_at(chars, at).next()
    }

    /// All words at `at`, longest first.
    pub fn all_at<'a, 'c>(
        &'a self,
        chars: &'c [char],
        at: usize,
    ) -> impl Iterator<Item = (&'a [T], usize)> + use<'a, 'c, T> {
        let first = chars.get(at).map(char::to_ascii_lowercase);
        let second = chars.get(at + 1).map(char::to_ascii_lowercase);
        let bucket = first.zip(second).and_then(|pair| self.longer.get(&pair));
        let longer = bucket.into_iter().flatten().filter_map(move |entry| {
            let tail = chars[at + 2..].iter().map(char::to_ascii_lowercase);
            let fits = tail.take(entry.rest.len()).eq(entry.rest.iter().copied());
            fits.then(|| (entry.payloads.as_slice(), at + 2 + entry.rest.len()))
        });
        let single = first.and_then(|c| self.singles.get(&c));
        longer.chain(single.into_iter().map(move |payloads| (payloads.as_slice(), at + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_wins() {
        let mut lexicon = Lexicon::default();
        for word in ["达标", "达标天数", "达", "达标天数比例", "PM2.5"] {
            lexicon.insert(word, word.to_owned());
        }
        let chars: Vec<char> = "达标天数为pm2.5".chars().collect();
        let (payloads, end) = lexicon.longest_at(&chars, 0).unwrap();
        assert_eq!((payloads[0].as_str(), end), ("达标天数", 4));
        assert_eq!(lexicon.all_at(&chars, 0).count(), 3);
        assert_eq!(lexicon.longest_at(&chars, 5).unwrap().1, 10);
        assert!(lexicon.longest_at(&chars, 4).is_none());
        assert!(lexicon.longest_at(&chars, 99).is_none());
    }
}

//! The longest word at a place.
//!
//! Some thousand words are looked up at every character of a text, and the table is built at every start of the
//! program: an index on the first three characters builds in a few milliseconds where an automaton takes tens, and a
//! filter of bits turns most places away without a look at it.

use rustc_hash::FxHashMap;

/// Words with a payload each; a word may be given more than once.
#[derive(Debug, Clone)]
pub struct Lexicon<T> {
    /// By the first character, the first two or the first three: what a word begins with, three at the most.
    buckets: FxHashMap<u64, Vec<Entry<T>>>,
    /// One bit for each such beginning, by its hash: most places of a text are turned away here.
    filter: Box<[u64]>,
}

#[derive(Debug, Clone)]
struct Entry<T> {
    /// The characters behind the beginning.
    rest: Box<[char]>,
    payloads: Vec<T>,
}

/// The most characters of a beginning.
const KEY: usize = 3;

/// Words of 64 bits in [`Lexicon::filter`]: 2¹⁷ bits, few of them set by the largest table.
const FILTER: usize = 1 << 11;

impl<T> Default for Lexicon<T> {
    fn default() -> Self {
        Lexicon {
            buckets: FxHashMap::default(),
            filter: vec![0; FILTER].into(),
        }
    }
}

/// A beginning with one more character, as a number: 21 bits a character.
fn extended(key: u64, c: char) -> u64 {
    key << 21 | u64::from(c.to_ascii_lowercase() as u32)
}

/// The place of a beginning in the filter.
fn bit_of(key: u64) -> (usize, u64) {
    let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 47;
    (hash as usize / 64, 1 << (hash % 64))
}

impl<T> Lexicon<T> {
    /// Adds a word in normal form, ASCII letters in lower case. An empty word is ignored.
    pub fn insert(&mut self, word: &str, payload: T) {
        let mut chars = word.chars().map(|c| c.to_ascii_lowercase());
        let mut key = 0;
        for c in chars.by_ref().take(KEY) {
            key = extended(key, c);
            // Every shorter beginning, too: what is not in the filter begins no longer word.
            let (word, bit) = bit_of(key);
            self.filter[word] |= bit;
        }
        if key == 0 {
            return;
        }
        let rest: Box<[char]> = chars.collect();
        let bucket = self.buckets.entry(key).or_default();
        match bucket.iter_mut().find(|entry| entry.rest == rest) {
            Some(entry) => entry.payloads.push(payload),
            None => {
                // Longer words first: the first that fits is the longest.
                let at = bucket.partition_point(|entry| entry.rest.len() >= rest.len());
                let payloads = vec![payload];
                bucket.insert(at, Entry { rest, payloads });
            }
        }
    }

    /// The first characters of all words.
    pub fn first_characters(&self) -> impl Iterator<Item = char> {
        let first = |key: &u64| {
            let length = (u64::BITS - key.leading_zeros()).div_ceil(21);
            char::from_u32((key >> (21 * length.checked_sub(1)?)) as u32)
        };
        self.buckets.keys().filter_map(first)
    }

    /// The payloads of the longest word at `at`, and where it ends.
    pub fn longest_at<'a>(&'a self, chars: &[char], at: usize) -> Option<(&'a [T], usize)> {
        let (keys, length) = self.keys_at(chars, at);
        (0..length).rev().find_map(|index| {
            let from = at + index + 1;
            self.bucket(keys[index]).iter().find_map(|entry| entry.at(chars, from))
        })
    }

    /// All words at `at`, longest first.
    pub fn all_at<'a>(&'a self, chars: &[char], at: usize) -> impl Iterator<Item = (&'a [T], usize)> {
        let mut found = Vec::new();
        self.add_all_at(chars, at, &mut found);
        found.into_iter()
    }

    /// Adds them to a list.
    pub fn add_all_at<'a>(&'a self, chars: &[char], at: usize, found: &mut Vec<(&'a [T], usize)>) {
        let (keys, length) = self.keys_at(chars, at);
        for index in (0..length).rev() {
            let from = at + index + 1;
            found.extend(
                self.bucket(keys[index])
                    .iter()
                    .filter_map(|entry| entry.at(chars, from)),
            );
        }
    }

    fn bucket(&self, key: u64) -> &[Entry<T>] {
        self.buckets.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The beginnings at `at` that the filter lets pass, shortest first, and how many they are.
    fn keys_at(&self, chars: &[char], at: usize) -> ([u64; KEY], usize) {
        let (mut keys, mut length, mut key) = ([0; KEY], 0, 0);
        for c in chars.get(at..).unwrap_or_default().iter().take(KEY) {
            key = extended(key, *c);
            let (word, bit) = bit_of(key);
            if self.filter[word] & bit == 0 {
                break;
            }
            keys[length] = key;
            length += 1;
        }
        (keys, length)
    }
}

impl<T> Entry<T> {
    /// Its payloads and its end, where the characters from `from` on are its rest.
    fn at<'a>(&'a self, chars: &[char], from: usize) -> Option<(&'a [T], usize)> {
        let tail = chars.get(from..from + self.rest.len())?;
        let fits = tail.iter().zip(&*self.rest).all(|(a, b)| a.to_ascii_lowercase() == *b);
        fits.then_some((self.payloads.as_slice(), from + self.rest.len()))
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
        let ends: Vec<usize> = lexicon.all_at(&chars, 0).map(|(_, end)| end).collect();
        assert_eq!(ends, [4, 2, 1]);
        assert_eq!(lexicon.longest_at(&chars, 5).unwrap().1, 10);
        assert!(lexicon.longest_at(&chars, 4).is_none());
        assert!(lexicon.longest_at(&chars, 99).is_none());
    }
}

//! `data/catalogue/*.toml` → the compiled words of this field: indicators, units, cues, regions.
//!
//! Everything is data: an indicator is one TOML block, a unit's spelling one entry of a list. [`Catalogue::builtin`]
//! compiles the embedded files once at start; [`Catalogue::compile`] takes further files of a user's own. All defects
//! are reported together, each with its file and line.

mod builtin;
mod compile;
mod cue;
mod defect;
mod misfit;
mod pattern;
pub mod regions;
mod schema;
pub mod standards;
mod units;

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::model::Indicator;

pub use builtin::BUILTIN;
pub use cue::{Bound, Cue, Modal, Movement};
pub use defect::{Defect, Defects};
pub use misfit::Misfit;
pub use pattern::{Fragment, Pattern};
pub use schema::Example;
pub use units::{Unit, Units};

/// What the extractor must know of an indicator beside the indicator itself.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The indicator.
    pub indicator: Arc<Indicator>,
    /// The user's own file that it stands in; `None` is built in.
    pub own: Option<Arc<str>>,
    /// Its unit's dimension: a number in another dimension cannot be it.
    pub dimension: String,
    /// Measure words that a count of it is written with; empty where the unit alone decides.
    pub counters: Vec<String>,
    /// Words that, before its name in the same clause, make it another thing.
    pub not_after: Vec<String>,
    /// Words of which one must stand before its name in the same sentence; empty where none is needed.
    pub only_after: Vec<String>,
    /// Names that stand for it only behind a word of `only_after` (排污口…，完成整治12个); where there are some, its
    /// aliases need no such word.
    pub short: Vec<String>,
    /// Names that it shares with another on purpose (昼夜间达标率): as many numbers behind one are dealt out in the order
    /// of the catalogue, one number with 均 belongs to each.
    pub shared: Vec<String>,
    /// Words of the sentence that narrow its value (医疗废物…，处置率100%).
    pub narrowed_by: Vec<String>,
    /// What its total is usually broken down into (大气50件、噪声40件): the part's name is all that stands there.
    pub parts: Vec<String>,
    /// Code of the indicator that counts those of it that were dealt with (…27项，已完成21项).
    pub dealt_with: Option<String>,
    /// Whether the word of `only_after` ends the name of the thing (XX湿地公园), which then narrows the value.
    pub bears_name: bool,
    /// How the words right before its name end that tell kinds of it apart: 三北工程造林, 飞播造林.
    pub kinds: Vec<String>,
    /// Words of doing before its name, which are no kinds of it: 完成造林.
    pub no_kinds: Vec<String>,
    /// Sentences from which exactly this indicator is read.
    pub examples: Vec<Example>,
    /// Sentences with a number from which it is not read.
    pub counter_examples: Vec<String>,
}

/// A word of the text that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A cue.
    Cue(Cue),
    /// The first fragment of the alias with this index in [`Catalogue::patterns`].
    Alias(u32),
}

/// The compiled catalogue.
#[derive(Debug, Clone)]
pub struct Catalogue {
    entries: Vec<Entry>,
    by_code: FxHashMap<String, usize>,
    /// Folded names and aliases, made when one is first looked for: a text is read without them.
    by_name: OnceLock<FxHashMap<String, Vec<usize>>>,
    units: Units,
    cues: Vec<(Cue, String)>,
    patterns: Vec<Pattern>,
    regions: regions::Regions,
}

impl Catalogue {
    /// The catalogue that the program carries.
    pub fn builtin() -> Result<Self, Defects> {
        compile::compile(BUILTIN, &[])
    }

    /// The built-in catalogue with files of the user's own, given as name and text.
    pub fn with_own(own: &[(&str, &str)]) -> Result<Self, Defects> {
        compile::compile(BUILTIN, own)
    }

    /// Compiles files given as name and text; all defects are reported at once.
    pub fn compile(files: &[(&str, &str)]) -> Result<Self, Defects> {
        compile::compile(&[], files)
    }

    /// Every entry in catalogue order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every indicator in catalogue order.
    pub fn indicators(&self) -> impl Iterator<Item = &Arc<Indicator>> {
        self.entries.iter().map(|entry| &entry.indicator)
    }

    /// The entry with this code.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.by_code.get(code).map(|index| &self.entries[*index])
    }

    /// The indicators that a user may mean: by code, by name or by an alias, in any width and case.
    ///
    /// More than one where an alias is shared (优良天数 in days and in percent); the first is the one whose own name
    /// or first alias it is.
    pub fn resolve(&self, name: &str) -> Vec<&Arc<Indicator>> {
        if let Some(entry) = self.entry(name) {
            return vec![&entry.indicator];
        }
        let by_name = self.by_name.get_or_init(|| compile::by_name(&self.entries));
        let indices = by_name.get(&fold_name(name)).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| &self.entries[*index].indicator).collect()
    }

    /// The names most like an unknown one, best first: for “did you mean”.
    pub fn nearest(&self, name: &str, most: usize) -> Vec<&Arc<Indicator>> {
        let folded = fold_name(name);
        let mut scored: Vec<(f64, usize)> = (0..self.entries.len())
            .map(|i| (self.likeness(&folded, i), i))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let close = scored.into_iter().take(most).filter(|(score, _)| *score > 0.45);
        close.map(|(_, index)| &self.entries[index].indicator).collect()
    }

    fn likeness(&self, folded: &str, index: usize) -> f64 {
        let indicator = &self.entries[index].indicator;
        let names = [&indicator.code, &indicator.name, &indicator.name_en];
        let all = names.into_iter().chain(&indicator.aliases);
        all.map(|name| strsim::jaro_winkler(folded, &fold_name(name)))
            .fold(0.0, f64::max)
    }

    /// Units and measure words.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// Every cue with its word.
    pub fn cues(&self) -> &[(Cue, String)] {
        &self.cues
    }

    /// Every alias pattern; [`Word::Alias`] is an index into it.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// The administrative divisions.
    pub fn regions(&self) -> &regions::Regions {
        &self.regions
    }
}

/// Of these indicators the ones that a user may mean by a code, a name or an alias, as [`Catalogue::resolve`] has them.
pub fn resolve_among<'i>(indicators: &'i [Arc<Indicator>], name: &str) -> Vec<&'i Arc<Indicator>> {
    if let Some(exact) = indicators.iter().find(|each| each.code == name) {
        return vec![exact];
    }
    let folded = fold_name(name);
    let is_named = |each: &&Arc<Indicator>| {
        let names = [&each.name, &each.name_en];
        names
            .into_iter()
            .chain(&each.aliases)
            .any(|name| fold_name(name) == folded)
    };
    let mut found: Vec<&Arc<Indicator>> = indicators.iter().filter(is_named).collect();
    found.sort_by_key(|each| fold_name(&each.name) != folded);
    found
}

/// A name as it is compared in a question: half-width, without blanks, lower case, half-width brackets.
pub fn fold_name(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '₀'..='₉' => char::from_digit(c as u32 - '₀' as u32, 10).unwrap_or(c),
            other => other,
        })
        .flat_map(|c| match c {
            // Chinese has no case, and is most of what is folded.
            '\u{2e80}'..='\u{ffff}' => Case::None(std::iter::once(c)),
            _ => Case::Lower(c.to_lowercase()),
        })
        .collect()
}

/// A character in lower case.
enum Case {
    None(std::iter::Once<char>),
    Lower(std::char::ToLowercase),
}

impl Iterator for Case {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Case::None(same) => same.next(),
            Case::Lower(lower) => lower.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved_alike_with_and_without_the_catalogue() {
        let catalogue = Catalogue::builtin().unwrap_or_else(|defects| panic!("{defects}"));
        let all: Vec<Arc<Indicator>> = catalogue.indicators().cloned().collect();
        let names = all
            .iter()
            .flat_map(|each| each.aliases.iter().chain([&each.code, &each.name, &each.name_en]));
        for name in names
            .step_by(7)
            .map(String::as_str)
            .chain(["", "x", "ＰＭ２．５", "pm₂.₅"])
        {
            assert_eq!(resolve_among(&all, name), catalogue.resolve(name), "{name}");
        }
    }

    #[test]
    fn the_built_in_catalogue_has_no_defect() {
        // Compiled like files of a user's own: with every check.
        let catalogue = Catalogue::compile(BUILTIN).unwrap_or_else(|defects| panic!("{defects}"));
        assert!(catalogue.entries().len() >= 100, "{}", catalogue.entries().len());
    }
}

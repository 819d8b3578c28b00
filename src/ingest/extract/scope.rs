//! Scopes: a heading, a leading time phrase or a place holds until another replaces it.

use rustc_hash::FxHashSet;

use super::clock::When;
use super::state::Anchor;

/// How far a scope reaches; an inner one hides an outer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The whole report.
    Report,
    /// Until the next heading.
    Section,
    /// Until the end of the paragraph.
    Paragraph,
    /// Until 。
    Sentence,
    /// Until ；
    Segment,
    /// Until the closing bracket.
    Brackets,
}

const LEVELS: usize = 6;

/// One property of the text (time, place, modality) at each reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoped<T> {
    levels: [Option<T>; LEVELS],
}

impl<T: Clone> Scoped<T> {
    /// With a value for the whole report, if there is one.
    pub fn new(report: Option<T>) -> Self {
        let mut levels = std::array::from_fn(|_| None);
        levels[0] = report;
        Scoped { levels }
    }

    /// The innermost value.
    pub fn get(&self) -> Option<&T> {
        self.levels.iter().rev().flatten().next()
    }

    /// The innermost value that reaches at least as far as `reach`.
    pub fn at_least(&self, reach: Reach) -> Option<&T> {
        self.levels[..=reach as usize].iter().rev().flatten().next()
    }

    /// Whether something was set exactly there.
    pub fn has(&self, reach: Reach) -> bool {
        self.levels[reach as usize].is_some()
    }

    /// Whether something was set that reaches less far.
    pub fn has_inside(&self, reach: Reach) -> bool {
        self.levels[reach as usize + 1..].iter().any(Option::is_some)
    }

    /// Sets a value; inner ones end.
    pub fn set(&mut self, reach: Reach, value: T) {
        self.end(reach);
        self.levels[reach as usize] = Some(value);
    }

    /// Ends every value that does not reach beyond `reach`.
    pub fn end(&mut self, reach: Reach) {
        self.levels[reach as usize..].iter_mut().for_each(|level| *level = None);
    }
}

/// Time and place of a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes {
    /// Its period.
    pub time: Scoped<When>,
    /// Its place; `None` inside is the reporting region named as such.
    pub place: Scoped<Option<String>>,
    /// Totals that the document has stated and that reports usually break down, the latest last.
    pub totals: Vec<Anchor>,
    /// The water sections that the document has named so far.
    sections: FxHashSet<String>,
    /// The latest of them.
    section: Option<String>,
}

impl Scopes {
    /// The outermost scopes.
    pub fn new(report: When) -> Self {
        Scopes {
            time: Scoped::new(Some(report)),
            place: Scoped::new(None),
            totals: Vec::new(),
            sections: FxHashSet::default(),
            section: None,
        }
    }

    /// The period that holds here.
    pub fn when(&self) -> When {
        self.time.get().copied().unwrap_or(When::Unknown)
    }

    /// The place that holds here; `None` is the reporting region.
    pub fn place(&self) -> Option<String> {
        self.place.get().cloned().flatten()
    }

    /// Keeps a total in mind that may be broken down later; a reader remembers the last few.
    pub fn remember_total(&mut self, total: Anchor) {
        const MEMORY: usize = 12;
        if self.totals.len() == MEMORY {
            self.totals.remove(0);
        }
        self.totals.push(total);
    }

    /// Keeps the name of a water section in mind.
    pub fn remember(&mut self, section: &str) {
        if self.section.as_deref() != Some(section) {
            self.sections.insert(section.to_owned());
            self.section = Some(section.to_owned());
        }
    }

    /// The water section that was named last.
    pub fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    /// The shortest name of a water section, named before, that a text ends with, and the byte at which it begins.
    pub fn known_section<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        const LONGEST: usize = 16;
        let mut begins = text.char_indices().rev().take(LONGEST).map(|(at, _)| (at, &text[at..]));
        begins.find(|(_, name)| self.sections.contains(*name))
    }

    /// Ends what does not reach beyond `reach`.
    pub fn end(&mut self, reach: Reach) {
        self.time.end(reach);
        self.place.end(reach);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_hides_outer_until_it_ends() {
        let mut scoped = Scoped::new(Some(0));
        scoped.set(Reach::Paragraph, 1);
        scoped.set(Reach::Segment, 2);
        assert_eq!(scoped.get(), Some(&2));
        assert_eq!(scoped.at_least(Reach::Sentence), Some(&1));
        scoped.end(Reach::Segment);
        assert_eq!(scoped.get(), Some(&1));
        scoped.set(Reach::Report, 3);
        assert_eq!(scoped.get(), Some(&3));
    }
}

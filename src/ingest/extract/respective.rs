//! Lists that go with lists: names, places or times on the one side, numbers on the other. Counts must match.

use super::reader::Reader;
use super::series::Item;
use super::value::{Link, Target};
use crate::language::token::Kind;

/// What the numbers of a list are dealt out to.
enum Axis {
    Names,
    Places,
    Times,
    Parts(Vec<String>),
}

impl Reader<'_> {
    /// A target for each number; none has an entry when the counts do not match.
    pub(super) fn respective(&mut self, at: usize, items: &[Item]) -> Vec<Target> {
        if let Some(targets) = self.pair(at, items) {
            return targets;
        }
        let Some(axis) = self.axis(at, items.len()) else {
            let note = format!("{} numbers, but no list of as many names before them", items.len());
            return vec![
                Target {
                    note: Some(note),
                    rule: "unmatched-list",
                    ..Target::default()
                };
                items.len()
            ];
        };
        let subjects = self.state.subjects.clone();
        let target = |(index, item): (usize, &Item)| {
            let mut target = Target {
                rule: "respective",
                ..Target::default()
            };
            let entries = match &axis {
                Axis::Names => subjects[index].entries.clone(),
                _ => self.carried_entries(at),
            };
            target.entry = self.fit_one(&entries, item);
            match &axis {
                Axis::Places => target.region = Some(Some(self.state.regions[index].clone())),
                Axis::Times => target.when = Some(self.state.times[index]),
                Axis::Parts(parts) => target.dimension = Some(parts[index].clone()),
                Axis::Names => {}
            }
            if target.dimension.is_none() {
                let section = target.entry.and_then(|(entry, _)| self.section_of(entry));
                target.dimension = section.or_else(|| self.anchor_dimension(&target));
            }
            target
        };
        items.iter().enumerate().map(target).collect()
    }

    /// `昼夜间达标率分别为95.8%和92.4%`: one name of as many indicators as there are numbers, in the order of the catalogue.
    fn pair(&self, at: usize, items: &[Item]) -> Option<Vec<Target>> {
        let [.., subject] = &self.state.subjects[..] else {
            return None;
        };
        let near = self.link(subject.token, at) != Link::Apart;
        let whole = subject.entries.len() == items.len() && self.state.each && near && self.state.subjects.len() == 1;
        let target = |(entry, item): (&u32, &Item)| {
            Some(Target {
                entry: Some(self.fit_one(&[*entry], item)?),
                dimension: self.section_of(*entry),
                rule: "pair",
                ..Target::default()
            })
        };
        subject
            .entries
            .iter()
            .zip(items)
            .filter(|_| whole)
            .map(target)
            .collect::<Option<Vec<_>>>()
            .filter(|_| whole)
    }

    fn anchor_dimension(&self, target: &Target) -> Option<String> {
        let anchor = self.state.anchor.as_ref()?;
        (anchor.entry == target.entry.map(|(entry, _)| entry)).then(|| anchor.dimension.clone())?
    }

    /// The list of as many members that stands nearest before the numbers.
    fn axis(&self, at: usize, count: usize) -> Option<Axis> {
        let names = self.state.subjects.last().map(|subject| subject.token).filter(|token| {
            self.state.subjects.len() == count && (self.link(*token, at) != Link::Apart || self.state.each)
        });
        let places = Some(self.state.regions_at)
            .filter(|_| self.state.regions.len() == count && self.state.regions_at >= self.state.sentence_start);
        let times = Some(self.state.times_at)
            .filter(|_| self.state.times.len() == count && self.state.times_at >= self.state.sentence_start);
        let nearest = [(names, 0), (places, 1), (times, 2)]
            .into_iter()
            .filter_map(|(token, axis)| Some((token?, axis)))
            .max();
        let parts = || self.parts_before(at, count).map(Axis::Parts);
        match nearest {
            Some((_, 0)) => Some(Axis::Names),
            Some((token, _)) if token < self.state.clause_start && parts().is_some() => parts(),
            Some((_, 1)) => Some(Axis::Places),
            Some(_) => Some(Axis::Times),
            None => parts(),
        }
    }

    /// Unknown names joined by 、 in the clause before the numbers: sections, stations, types.
    fn parts_before(&self, at: usize, count: usize) -> Option<Vec<String>> {
        let clause = &self.tokens.list[self.state.clause_start.min(at)..at];
        let mut parts = vec![String::new()];
        for token in clause {
            match token.kind {
                Kind::List | Kind::And => parts.push(String::new()),
                Kind::Text | Kind::Noise(_) | Kind::Region(_) => parts.last_mut()?.push_str(self.slice(token)),
                Kind::Mention(..) if parts.len() == count => break,
                _ => {}
            }
        }
        let told_apart = (1..parts.len()).all(|index| !parts[..index].contains(&parts[index]));
        (parts.len() == count && told_apart && parts.iter().all(|part| !part.is_empty())).then_some(parts)
    }

    /// The indicator that a list of places or times is about: the name of the sentence, else the latest actual's.
    fn carried_entries(&self, at: usize) -> Vec<u32> {
        let named = self
            .state
            .subjects
            .last()
            .filter(|subject| subject.token < at)
            .map(|subject| subject.entries.clone());
        named
            .or_else(|| self.state.anchor.as_ref().and_then(|anchor| Some(vec![anchor.entry?])))
            .unwrap_or_default()
    }
}

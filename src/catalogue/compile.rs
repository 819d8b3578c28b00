//! Files → [`Catalogue`], collecting every defect on the way.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::defect::{Collector, Defect, Defects};
use super::regions::Regions;
use super::schema::{CueBlock, File, IndicatorBlock, UnitBlock};
use super::units::{Unit, Units, parse_factor};
use super::{Catalogue, Cue, Entry, Pattern, fold_name};
use crate::model::{Aggregation, Better, ChangeStyle, Indicator, SeriesBreak};

pub fn compile(builtin: &[(&str, &str)], own: &[(&str, &str)]) -> Result<Catalogue, Defects> {
    let mut defects = Vec::new();
    let files: Vec<(&str, &str)> = builtin.iter().chain(own).copied().collect();
    let parsed: Vec<(&str, &str, File)> = files
        .iter()
        .zip(parse(&files))
        .filter_map(|((name, text), file)| match file {
            Ok(file) => Some((*name, *text, file)),
            Err(error) => {
                defects.push(syntax_defect(name, text, &error));
                None
            }
        })
        .collect();
    let units = Units::new(each_block(&parsed, &mut defects, |file| &file.unit, compile_unit));
    let cues = each_block(&parsed, &mut defects, |file| &file.cue, compile_cue)
        .into_iter()
        .flatten()
        .collect();
    let mut entries = Vec::new();
    for (index, (name, text, file)) in parsed.into_iter().enumerate() {
        let mut collector = Collector::new(name, text);
        let own: Option<Arc<str>> = (index >= builtin.len()).then(|| name.into());
        for block in file.indicator {
            let offset = block.span().start;
            let compiled = compile_indicator(name, block.into_inner(), &units, &mut |message| {
                collector.add(offset, message)
            });
            let compiled = compiled.map(|entry| Entry {
                own: own.clone(),
                ..entry
            });
            entries.extend(compiled.map(|entry| (entry, (name, text, offset))));
        }
        defects.extend(collector.finish());
    }
    // The embedded files alone are held by a test; comparing them all at every start would cost a third of it.
    if builtin.is_empty() || !own.is_empty() {
        defects.extend(duplicates(&entries));
        defects.extend(shared_headings(&entries));
    }
    if !defects.is_empty() {
        return Err(Defects(defects));
    }
    Ok(assemble(
        entries.into_iter().map(|(entry, _)| entry).collect(),
        units,
        cues,
    ))
}

/// Each file on its own, several at a time: the files are what a short question waits for most.
fn parse(files: &[(&str, &str)]) -> Vec<Result<File, toml::de::Error>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((index, (_, text))) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|index| Some((index, files.get(index)?)))
        {
            done.push((index, toml::from_str(text)));
        }
        done
    };
    let helpers = std::thread::available_parallelism().map_or(0, |cores| cores.get().min(MOST_THREADS) - 1);
    let mut parsed = std::thread::scope(|scope| {
        let spawned = (0..helpers.min(files.len().saturating_sub(1)))
            // Where there is no thread to be had, this one does it all.
            .filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect::<Vec<_>>();
        let mut all = work();
        for thread in spawned {
            match thread.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    parsed.sort_by_key(|(index, _)| *index);
    parsed.into_iter().map(|(_, file)| file).collect()
}

/// More than these have nothing left to do: two files are a quarter of it all.
const MOST_THREADS: usize = 4;

fn syntax_defect(name: &str, text: &str, error: &toml::de::Error) -> Defect {
    let mut collector = Collector::new(name, text);
    collector.add(error.span().map_or(0, |span| span.start), error.message());
    collector.finish().remove(0)
}

/// Compiles every block of one kind, in the order of the files.
fn each_block<'f, B: 'f, T>(
    parsed: &'f [(&str, &str, File)],
    defects: &mut Vec<Defect>,
    blocks: impl Fn(&'f File) -> &'f Vec<toml::Spanned<B>>,
    compile: impl Fn(&'f B, &mut dyn FnMut(String)) -> Option<T>,
) -> Vec<T> {
    let mut compiled = Vec::new();
    for (name, text, file) in parsed {
        let mut collector = Collector::new(name, text);
        for block in blocks(file) {
            let offset = block.span().start;
            compiled.extend(compile(block.get_ref(), &mut |message| collector.add(offset, message)));
        }
        defects.extend(collector.finish());
    }
    compiled
}

fn compile_unit(block: &UnitBlock, defect: &mut dyn FnMut(String)) -> Option<Unit> {
    let Some(factor) = parse_factor(&block.factor) else {
        defect(format!(
            "unit `{}`: factor `{}` is not a positive number or fraction",
            block.code, block.factor
        ));
        return None;
    };
    if block.spellings.is_empty() {
        defect(format!("unit `{}` has no spelling", block.code));
    }
    Some(Unit {
        code: block.code.clone(),
        dimension: block.dimension.clone(),
        factor,
        spellings: block.spellings.clone(),
    })
}

fn compile_cue(block: &CueBlock, defect: &mut dyn FnMut(String)) -> Option<Vec<(Cue, String)>> {
    let Some(cue) = Cue::from_name(&block.cue) else {
        defect(format!("`{}` is not a cue", block.cue));
        return None;
    };
    let shown = block.words.iter().any(|word| block.example.contains(word.as_str()));
    if !shown || block.counter_example.is_empty() {
        defect(format!(
            "cue `{}` needs an example with one of its words, and a counter-example",
            block.cue
        ));
    }
    Some(block.words.iter().map(|word| (cue, word.clone())).collect())
}

fn compile_indicator(
    file: &str,
    block: IndicatorBlock,
    units: &Units,
    defect: &mut dyn FnMut(String),
) -> Option<Entry> {
    let code = &block.code;
    let mut missing = |what: &str, given: &str| defect(format!("indicator `{code}`: `{given}` is not {what}"));
    if !is_code(code) {
        missing("a code of small letters, digits and _ in words parted by points", code);
    }
    for name in [&block.name, &block.name_en] {
        if name.trim().is_empty() || name.chars().any(char::is_control) {
            missing("a name", &name.escape_default().to_string());
        }
    }
    let aggregation = Aggregation::from_code(&block.aggregation);
    if aggregation.is_none() {
        missing("an aggregation", &block.aggregation);
    }
    let better = Better::from_code(&block.better);
    if better.is_none() {
        missing("a direction", &block.better);
    }
    let change = ChangeStyle::from_code(&block.change);
    if change.is_none() {
        missing("a change style", &block.change);
    }
    let dimension = match block.unit.as_str() {
        "class" => Some("class".to_owned()),
        "1" => Some("1".to_owned()),
        unit => units.by_code(unit).map(|unit| unit.dimension.clone()),
    };
    if dimension.is_none() {
        missing("a unit", &block.unit);
    }
    let range = block.range.as_ref().map(|[low, high]| (low.parse(), high.parse()));
    let range = match range {
        None => None,
        Some((Ok(low), Ok(high))) if low <= high => Some((low, high)),
        Some(_) => {
            missing("a range", &format!("{:?}", block.range));
            None
        }
    };
    let series_break = block
        .series_break
        .as_ref()
        .map(|each| (each.day.parse(), &each.standard));
    let series_break = match series_break {
        None => None,
        Some((Ok(day), standard)) => Some(SeriesBreak {
            day,
            standard: standard.clone(),
        }),
        Some(_) => {
            missing("a day and a standard", &format!("{:?}", block.series_break));
            None
        }
    };
    if block.aliases.is_empty() || block.examples.is_empty() || block.counter_examples.is_empty() {
        defect(format!(
            "indicator `{code}` needs an alias, an example and a counter-example"
        ));
    }
    if !block.short.is_empty() && block.only_after.is_empty() {
        defect(format!("indicator `{code}`: short names need `only_after`"));
    }
    let indicator = Indicator {
        code: block.code,
        domain: block.domain.unwrap_or_else(|| stem(file).to_owned()),
        name: block.name,
        name_en: block.name_en,
        unit: block.unit,
        decimals: block.decimals,
        aggregation: aggregation?,
        better: better?,
        change: change?,
        range,
        aliases: block.aliases,
        counts: block.counts,
        series_break,
    };
    Some(Entry {
        indicator: Arc::new(indicator),
        own: None,
        dimension: dimension?,
        counters: block.counters,
        not_after: block.not_after,
        only_after: block.only_after,
        short: block.short,
        shared: block.shared,
        narrowed_by: block.narrowed_by,
        parts: block.parts,
        dealt_with: block.dealt_with,
        bears_name: block.bears_name,
        kinds: block.kinds,
        no_kinds: block.no_kinds,
        examples: block.examples,
        counter_examples: block.counter_examples,
    })
}

/// `air` of `data/catalogue/air.toml`.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.trim_end_matches(".toml")
}

/// A code is two or more words with points between, of small letters, digits and `_`: it heads columns and is typed.
pub fn is_code(code: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    code.contains('.') && code.split('.').all(word)
}

/// Two entries with one code, or with one alias that no unit and no measure word tells apart.
fn duplicates(entries: &[(Entry, (&str, &str, usize))]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut report = |(file, text, offset): (&str, &str, usize), message: String| {
        let mut collector = Collector::new(file, text);
        collector.add(offset, message);
        defects.extend(collector.finish());
    };
    let known: Vec<&str> = entries.iter().map(|(entry, _)| entry.indicator.code.as_str()).collect();
    for (entry, place) in entries {
        let counts = entry.indicator.counts.iter().flatten();
        for code in counts.filter(|code| !known.contains(&code.as_str())) {
            report(*place, format!("`counts`: no indicator has the code `{code}`"));
        }
        if let Some(code) = entry.dealt_with.as_deref().filter(|code| !known.contains(code)) {
            report(*place, format!("`dealt_with`: no indicator has the code `{code}`"));
        }
    }
    let mut codes: FxHashMap<&str, ()> = FxHashMap::default();
    let mut aliases: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for (entry, place) in entries {
        let code = entry.indicator.code.as_str();
        if codes.insert(code, ()).is_some() {
            report(*place, format!("indicator `{code}` is defined twice"));
        }
        for alias in &entry.indicator.aliases {
            if Pattern::parse(alias, 0).is_none() {
                report(
                    *place,
                    format!("indicator `{code}`: alias `{alias}` has no text or two `#`"),
                );
            }
            let others = aliases.entry(fold_name(alias)).or_default();
            if let Some(other) = others.iter().find(|other| overlap(other, entry)) {
                let other = &other.indicator.code;
                report(
                    *place,
                    format!("alias `{alias}` of `{code}` also names `{other}` in the same unit"),
                );
            }
            others.push(entry);
        }
    }
    defects
}

/// Indicators of one domain stand side by side as columns, in English by their codes and in Chinese by their names.
fn shared_headings(entries: &[(Entry, (&str, &str, usize))]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut headings: FxHashMap<(&str, String), &str> = FxHashMap::default();
    for fixed in [
        "region",
        "region_code",
        "period",
        "period_start",
        "period_end",
        "地区",
        "时期",
    ] {
        headings.insert(("", fixed.to_owned()), fixed);
    }
    for (entry, (file, text, offset)) in entries {
        let Indicator { code, name, domain, .. } = entry.indicator.as_ref();
        let rest = code.strip_prefix(domain.as_str()).unwrap_or(code);
        let column = rest.trim_start_matches('.').replace('.', "_");
        for heading in [column, name.to_lowercase()] {
            let fixed = headings.get(&("", heading.clone())).copied();
            let other = headings.insert((domain, heading.clone()), code);
            if let Some(other) = fixed.or(other.filter(|other| other != code)) {
                let mut collector = Collector::new(file, text);
                let message =
                    format!("indicator `{code}` would head the same column of `{domain}` as `{other}`: `{heading}`");
                collector.add(*offset, message);
                defects.extend(collector.finish());
            }
        }
    }
    defects
}

fn overlap(a: &Entry, b: &Entry) -> bool {
    let conditional = |entry: &Entry| !entry.only_after.is_empty() && entry.short.is_empty();
    let told_apart = conditional(a) != conditional(b);
    let shared_counter = a.counters.iter().any(|counter| b.counters.contains(counter));
    a.dimension == b.dimension && !told_apart && (shared_counter || a.counters.is_empty() || b.counters.is_empty())
}

fn assemble(entries: Vec<Entry>, units: Units, cues: Vec<(Cue, String)>) -> Catalogue {
    let mut by_code = FxHashMap::default();
    let mut patterns = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        by_code.insert(entry.indicator.code.clone(), index);
        patterns.extend(
            entry
                .indicator
                .aliases
                .iter()
                .chain(&entry.short)
                .chain(&entry.shared)
                .filter_map(|alias| Pattern::parse(alias, index)),
        );
    }
    Catalogue {
        entries,
        by_code,
        by_name: OnceLock::new(),
        units,
        cues,
        patterns,
        regions: Regions::builtin(),
    }
}

/// The entries of every folded name and alias; the one whose own name it is comes first.
pub fn by_name(entries: &[Entry]) -> FxHashMap<String, Vec<usize>> {
    let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, entry) in entries.iter().enumerate() {
        let named = [&entry.indicator.name, &entry.indicator.name_en];
        for name in named.into_iter().chain(&entry.indicator.aliases) {
            let indices = by_name.entry(fold_name(name)).or_default();
            if !indices.contains(&index) {
                indices.push(index);
            }
        }
    }
    for (name, indices) in &mut by_name {
        indices.sort_by_key(|index| (fold_name(&entries[*index].indicator.name) != *name, *index));
    }
    by_name
}

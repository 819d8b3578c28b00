//! Goes through the blocks of a document: headings open scopes, paragraphs and tables are read inside them.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::clock::{Clock, When};
use super::ledger::Passage;
use super::narrow::group_in;
use super::reader::{About, Reader};
use super::reading::Reading;
use super::scope::{Reach, Scopes};
use super::sentence::Sentences;
use super::{facts as own, label, places, table};
use crate::catalogue::Modal;
use crate::ingest::document::{Block, Document, Table, TableCell};
use crate::language::lex::{lex, lex_into};
use crate::language::normal::Normal;
use crate::language::token::{self, Tokens};
use crate::language::vocabulary::Vocabulary;
use crate::language::words::has_any;
use crate::model::sentence::CUT;
use crate::model::{Figure, Kind, ReportFacts};

/// The level of a caption: it holds for the table or paragraph behind it.
const CAPTION: u8 = 4;

/// The most captions that are remembered while no paragraph ends them: 表1 …, 附表…, 单位：….
const CAPTIONS: usize = 6;

/// A heading above the present block, with what it says of everything below it.
struct Heading {
    /// 1 for 一、, 2 for (一), 3 for 1.; 0 is the title and 4 a caption.
    level: u8,
    text: String,
    /// The time that it names.
    when: Option<When>,
    /// The place that it names.
    place: Option<String>,
    /// 下一步工作打算 holds plans, no actuals.
    modal: Option<Modal>,
    /// The group of sections that it speaks of: 二、国控断面.
    group: Option<String>,
}

/// The state of the walk.
pub struct Walk<'d> {
    document: &'d Document,
    vocabulary: &'d Vocabulary<'d>,
    clock: Clock,
    region: Option<String>,
    title: Option<String>,
    scopes: Scopes,
    /// Headings above the present block, outermost first.
    headings: Vec<Heading>,
    /// Their texts, joined.
    above: Option<Arc<str>>,
    /// The paragraph before, if it is one line that may introduce a table.
    lead: Option<String>,
    /// Characters before byte `counted` of the text.
    chars_before: usize,
    counted: usize,
    figures: Vec<Figure>,
    /// Of the passage before, for their memory.
    normal: Normal,
    /// See `normal`.
    tokens: Tokens,
}

impl<'d> Walk<'d> {
    /// At the beginning of a document.
    pub fn new(document: &'d Document, vocabulary: &'d Vocabulary<'d>, facts: &ReportFacts) -> Self {
        let clock = Clock {
            report: facts.period,
            published: facts.published,
            looks_back: facts
                .title
                .as_deref()
                .is_some_and(|title| title.contains("去年") && !title.contains("同期")),
            ..Clock::default()
        };
        Walk {
            document,
            vocabulary,
            clock,
            region: facts.region.clone(),
            title: facts.title.clone().filter(|title| own::is_title(title)),
            scopes: Scopes::new(When::from(clock.report)),
            headings: Vec::new(),
            above: None,
            lead: None,
            chars_before: 0,
            counted: 0,
            figures: Vec::new(),
            normal: Normal::default(),
            tokens: Tokens::default(),
        }
    }

    /// The ledger so far.
    pub fn figures(self) -> Vec<Figure> {
        self.figures
    }

    /// Reads the next block.
    pub fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, span } => self.heading(*level, span.clone()),
            Block::Paragraph { span } => {
                let line = self.document.text[span.clone()].trim();
                self.lead = (line.chars().count() <= 60 && !line.contains('。')).then(|| line.to_owned());
                if label::is_label(line) && (self.place_of(line).is_some() || label::is_time(line, self.vocabulary)) {
                    return self.heading(CAPTION - 1, span.clone());
                }
                self.scopes.end(Reach::Paragraph);
                let mut sentences = Sentences::of(&self.document.text, span.clone());
                for piece in pieces(&self.document.text, span.clone()) {
                    self.passage(piece, None, &mut sentences);
                }
                self.keep_headings(|heading| heading.level != CAPTION);
            }
            Block::Table(table) => {
                self.scopes.end(Reach::Paragraph);
                self.table(table);
            }
        }
    }

    /// A heading ends those of its level and below; what the ones above say goes on holding.
    fn heading(&mut self, level: u8, span: Range<usize>) {
        self.keep_headings(|above| above.level < level || above.level == CAPTION && level == CAPTION);
        let captions = self.headings.iter().filter(|heading| heading.level == CAPTION).count();
        if captions == CAPTIONS {
            let oldest = self.headings.iter().position(|heading| heading.level == CAPTION);
            oldest.map(|oldest| self.headings.remove(oldest));
        }
        self.enter();
        let mut sentences = Sentences::of(&self.document.text, span.clone());
        for piece in pieces(&self.document.text, span.clone()) {
            self.passage(piece, None, &mut sentences);
        }
        let text = self.document.text[span]
            .trim()
            .trim_end_matches(['。', '：', ':'])
            .to_owned();
        let when = (level > 0).then(|| self.time_of(&text)).flatten();
        let place = (level > 0).then(|| self.place_of(&text)).flatten();
        let modal = (1..CAPTION).contains(&level).then(|| section_modality(&text)).flatten();
        self.headings.push(Heading {
            level,
            group: group_in(&text),
            text,
            when,
            place,
            modal,
        });
        self.join_headings();
        self.enter();
    }

    fn keep_headings(&mut self, keep: impl Fn(&Heading) -> bool) {
        let before = self.headings.len();
        self.headings.retain(keep);
        if self.headings.len() < before {
            self.join_headings();
        }
    }

    fn join_headings(&mut self) {
        let above = self.headings.iter().filter(|heading| heading.level > 0);
        let above: Vec<_> = above.map(|heading| shortened(&heading.text)).collect();
        self.above = (!above.is_empty()).then(|| above.join(" › ").into());
    }

    /// Makes the time and the place of the innermost heading that names one the section's.
    fn enter(&mut self) {
        self.scopes.end(Reach::Section);
        if let Some(place) = self.headings.iter().rev().find_map(|heading| heading.place.clone()) {
            self.scopes.place.set(Reach::Section, Some(place));
        }
        if let Some(when) = self.headings.iter().rev().find_map(|heading| heading.when) {
            self.scopes.time.set(Reach::Section, when);
        }
    }

    /// The place, not the reporting region, that a heading names and nothing else.
    fn place_of(&self, heading: &str) -> Option<String> {
        let place = label::place_of(heading, self.vocabulary)?;
        (self.region.as_deref() != Some(place.as_str())).then_some(place)
    }

    /// The time that a heading or caption names.
    fn time_of(&self, heading: &str) -> Option<When> {
        let normal = Normal::new(heading);
        let tokens = lex(&normal, self.vocabulary);
        let phrase = tokens.list.iter().find_map(|token| match token.kind {
            token::Kind::Phrase(phrase) => Some(phrase),
            _ => None,
        })?;
        Some(self.clock.resolve(phrase, self.scopes.when()))
    }

    fn passage(&mut self, span: Range<usize>, column: Option<Modal>, sentences: &mut Sentences) {
        // The memory of the passage before: most passages are short, and making anew what they need costs as much as
        // reading them.
        let mut normal = std::mem::take(&mut self.normal);
        normal.fill(&self.document.text[span.clone()]);
        let tokens = lex_into(std::mem::take(&mut self.tokens), &normal, self.vocabulary);
        let tokens = places::with_places(tokens, &normal);
        let about = About {
            section: column.or(self.headings.iter().rev().find_map(|heading| heading.modal)),
            region: self.region.as_deref(),
            title: self.title.as_deref().unwrap_or_default(),
            group: self.headings.iter().rev().find_map(|heading| heading.group.as_deref()),
        };
        let clock = Clock {
            plans: about.section.is_some(),
            ..self.clock
        };
        let readings = Reader::new(&normal, &tokens, self.vocabulary, clock, &mut self.scopes, about).read();
        self.write(span, &normal, readings, sentences);
        (self.normal, self.tokens) = (normal, tokens);
    }

    /// A cell that holds sentences is read as a paragraph; the head of its column says whether they are plans.
    fn prose(&mut self, normal: &Normal, tokens: &Tokens, section: Option<Modal>) -> Vec<Reading> {
        let about = About {
            section: section.or(self.headings.iter().rev().find_map(|heading| heading.modal)),
            region: self.region.as_deref(),
            title: self.title.as_deref().unwrap_or_default(),
            group: None,
        };
        let clock = Clock {
            plans: about.section.is_some(),
            ..self.clock
        };
        Reader::new(normal, tokens, self.vocabulary, clock, &mut self.scopes, about).read()
    }

    fn tokens_of(&self, span: Range<usize>) -> (Normal, Tokens) {
        let normal = Normal::new(&self.document.text[span]);
        let tokens = places::with_places(lex(&normal, self.vocabulary), &normal);
        (normal, tokens)
    }

    /// What stands above a table: the innermost headings, and the line before it.
    fn caption(&self) -> String {
        let above = self.headings.iter().map(|heading| heading.text.as_str());
        let mut lines: Vec<&str> = above.rev().take(3).collect();
        lines.reverse();
        lines.extend(self.lead.as_deref());
        lines.join("，")
    }

    /// Every cell is a passage of its own, and one too long to look back in several; its sentence is its row.
    fn table(&mut self, block: &Table) {
        let grid = block.grid();
        let cells = |row: &Vec<&TableCell>| {
            let filled = row.iter().map(|cell| {
                // A text that long is no label, no head and no value.
                let short = if is_long(&cell.span) { 0..0 } else { cell.span.clone() };
                let (normal, tokens) = self.tokens_of(short);
                table::Cell {
                    span: cell.span.clone(),
                    normal,
                    tokens,
                    readings: Vec::new(),
                }
            });
            filled.collect()
        };
        let mut rows: Vec<Vec<table::Cell>> = grid.iter().map(cells).collect();
        let caption = self.caption();
        table::read(&mut rows, &caption, self.vocabulary, self.clock, &mut self.scopes);
        let heads: Vec<String> = rows.first().into_iter().flatten().map(table::Cell::text).collect();
        for cells in rows.iter_mut().skip(1) {
            for (column, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| cell.is_prose()) {
                let section = heads.get(column).and_then(|head| column_modality(head));
                cell.readings = self.prose(&cell.normal, &cell.tokens, section);
            }
        }
        let mut written = HashSet::new();
        for (row, places) in rows.into_iter().zip(&grid) {
            // A merged cell heads every place that it covers, but is one cell of the text.
            let own: Vec<(usize, table::Cell)> = row
                .into_iter()
                .enumerate()
                .zip(places)
                .filter(|(_, cell)| written.insert(std::ptr::from_ref::<TableCell>(cell)))
                .map(|(cell, _)| cell)
                .collect();
            let (Some((_, first)), Some((_, last))) = (own.first(), own.last()) else {
                continue;
            };
            let row = first.span.start.min(last.span.end)..last.span.end.max(first.span.start);
            let mut sentences = Sentences::of_row(row);
            for (column, cell) in own {
                if !is_long(&cell.span) {
                    self.write(cell.span, &cell.normal, cell.readings, &mut sentences);
                    continue;
                }
                let section = heads.get(column).and_then(|head| column_modality(head));
                for piece in pieces(&self.document.text, cell.span) {
                    self.passage(piece, section, &mut sentences);
                }
            }
        }
    }

    /// Adds the rows of a passage to the ledger, with one for every number that no rule has read.
    fn write(&mut self, span: Range<usize>, normal: &Normal, mut readings: Vec<Reading>, sentences: &mut Sentences) {
        if span.start >= self.counted {
            self.chars_before += self.document.text[self.counted..span.start].chars().count();
            self.counted = span.start;
        }
        let mut passage = Passage {
            document: &self.document.text,
            span,
            normal,
            section: self.above.clone(),
            chars_before: self.chars_before,
            counted: 0,
        };
        readings.sort_by_key(|reading| (reading.place.start, reading.place.end));
        let mut uncovered = passage.uncovered(&readings).into_iter().peekable();
        let when = self.scopes.when();
        let vocabulary = self.vocabulary;
        let noise = |(place, rule)| Reading::new(Kind::Noise, place, when, rule);
        for reading in readings {
            let before = |(place, _): &(Range<usize>, _)| place.start < reading.place.start;
            while let Some(name) = uncovered.next_if(before) {
                self.figures.push(passage.figure(noise(name), sentences, vocabulary));
            }
            self.figures.push(passage.figure(reading, sentences, vocabulary));
        }
        for name in uncovered {
            self.figures.push(passage.figure(noise(name), sentences, vocabulary));
        }
    }
}

/// A heading as every figure below it keeps it: no line that a person wrote as one is longer.
fn shortened(heading: &str) -> Cow<'_, str> {
    const LONGEST: usize = 200;
    match heading.char_indices().nth(LONGEST) {
        Some((at, _)) => Cow::Owned(format!("{}{CUT}", &heading[..at])),
        None => Cow::Borrowed(heading),
    }
}

/// Bytes of the longest passage that is read at once; no paragraph that a person wrote is longer.
const LONGEST: usize = 12_000;

fn is_long(span: &Range<usize>) -> bool {
    span.len() > LONGEST
}

/// A text in pieces that are short enough to look back in: each ends with a sentence, if the text has any.
fn pieces(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = span.start;
    while span.end - start > LONGEST {
        let rest = &text[start..span.end];
        let behind = |sign: fn(char) -> bool| {
            let mut ends = rest.char_indices().skip_while(|(at, _)| *at < LONGEST);
            let found = ends.find(|(at, c)| sign(*c) || *at > 2 * LONGEST);
            found.filter(|(_, c)| sign(*c)).map(|(at, c)| at + c.len_utf8())
        };
        let end = behind(|c| matches!(c, '。' | '\n'))
            .or_else(|| behind(|c| matches!(c, '；' | '，' | '、' | ' ' | '（' | '|')))
            .or_else(|| behind(|c| !c.is_ascii()))
            .or_else(|| behind(|_| true));
        let Some(end) = end else { break };
        pieces.push(start..start + end);
        start += end;
    }
    if start < span.end {
        pieces.push(start..span.end);
    }
    pieces
}

/// What a chapter's heading says of its numbers: 下一步工作打算 holds plans, no actuals.
fn section_modality(heading: &str) -> Option<Modal> {
    const PLANS: [&str; 12] = [
        "下一步",
        "打算",
        "工作计划",
        "工作安排",
        "工作思路",
        "下步",
        "下半年",
        "计划",
        "下月",
        "下阶段",
        "工作要点",
        "思路",
    ];
    let aims = heading.ends_with("目标") && !has_any(heading, &["完成", "实现", "达到", "达成", "对照"]);
    match PLANS.iter().any(|word| heading.contains(word)) {
        true => Some(Modal::Plan),
        false => aims.then_some(Modal::Target),
    }
}

/// What the head of a column of sentences says of them.
fn column_modality(head: &str) -> Option<Modal> {
    let done = ["完成情况", "落实情况", "进展"].iter().any(|word| head.contains(word));
    let set = ["目标", "任务", "安排"].iter().any(|word| head.contains(word));
    section_modality(head).or(set.then_some(Modal::Plan)).filter(|_| !done)
}

//! Tables: header row × row label → indicator, place, time, section. What heads what is decided here, not by the reader
//! of the file. A cell whose heads do not agree stays `other`.

mod head;
mod layout;

use std::ops::Range;

use head::{Head, Role};

use super::clock::{Clock, When};
use super::fit::{Fit, fit};
use super::reading::Reading;
use super::scope::{Reach, Scopes};
use crate::language::normal::Normal;
use crate::language::token::{Kind, Quantity, Tokens};
use crate::language::vocabulary::Vocabulary;
use crate::model::{self, Comparison, Decimal, RankOrder, Value};

/// A cell while its table is read.
pub struct Cell {
    /// Where it stands in the document.
    pub span: Range<usize>,
    /// Its normal form.
    pub normal: Normal,
    /// Its tokens.
    pub tokens: Tokens,
    /// What was read from it.
    pub readings: Vec<Reading>,
}

impl Cell {
    /// Whether sentences stand in it that nothing was read from.
    pub fn is_prose(&self) -> bool {
        let has = |sign: Kind| self.tokens.list.iter().any(|token| token.kind == sign);
        let counts = self
            .tokens
            .list
            .iter()
            .any(|token| matches!(token.kind, Kind::Quantity(_)));
        self.readings.is_empty() && counts && (has(Kind::Stop) || has(Kind::Comma))
    }

    /// Its text in normal form.
    pub fn text(&self) -> String {
        self.normal.slice(0..self.normal.chars().len()).to_owned()
    }

    /// Numbers and classes of the cell, with their tokens; a cell of words has none.
    fn figures(&self) -> Vec<(usize, Kind)> {
        let figure = |kind: Kind| matches!(kind, Kind::Quantity(_) | Kind::Class(_));
        let words = self
            .tokens
            .list
            .iter()
            .any(|token| matches!(token.kind, Kind::Mention(..) | Kind::Region(_) | Kind::Phrase(_)));
        let starts = self
            .tokens
            .list
            .first()
            .is_some_and(|token| figure(token.kind) || token.kind == Kind::Dash);
        if words || !starts {
            return Vec::new();
        }
        self.tokens
            .list
            .iter()
            .enumerate()
            .filter(|(_, token)| figure(token.kind))
            .map(|(index, token)| (index, token.kind))
            .collect()
    }
}

/// Reads a table in place.
pub fn read(rows: &mut [Vec<Cell>], caption: &str, vocabulary: &Vocabulary<'_>, clock: Clock, scopes: &mut Scopes) {
    for part in layout::parts(rows) {
        let title: String = part
            .captions
            .iter()
            .map(|(row, cell)| rows[*row][*cell].text())
            .collect();
        let caption = format!("{caption}，{title}");
        let context = Context {
            vocabulary,
            clock,
            when: head::time_of(&title, vocabulary, clock, scopes.when()).unwrap_or(scopes.when()),
            caption: &caption,
        };
        scopes.time.set(Reach::Paragraph, context.when);
        context.part(rows, &part);
    }
}

/// What holds for a whole part of a table.
struct Context<'c> {
    vocabulary: &'c Vocabulary<'c>,
    clock: Clock,
    when: When,
    caption: &'c str,
}

/// Place, time and section that a row's label gives.
#[derive(Debug, Clone, Default)]
struct Label {
    region: Option<String>,
    when: Option<When>,
    dimension: Option<String>,
    /// The row holds changes: 变化, 同比.
    moves: bool,
}

impl Context<'_> {
    fn part(&self, rows: &mut [Vec<Cell>], part: &layout::Part) {
        let heads = self.heads(rows, part);
        for line in &part.body {
            let label = self.label(rows, part, line, &heads);
            for (column, place) in line.iter().enumerate() {
                let Some((row, cell)) = *place else { continue };
                let Some(head) = heads.get(column) else { continue };
                let readings = self.cell(&rows[row][cell], head, &label);
                rows[row][cell].readings = readings;
            }
        }
    }

    fn heads(&self, rows: &[Vec<Cell>], part: &layout::Part) -> Vec<Head> {
        let texts: Vec<String> = part
            .header
            .iter()
            .map(|places| {
                places
                    .iter()
                    .map(|(row, cell)| rows[*row][*cell].text())
                    .collect::<Vec<_>>()
                    .join("")
            })
            .collect();
        head::heads(&texts, self.caption, self.vocabulary)
    }

    fn label(&self, rows: &[Vec<Cell>], part: &layout::Part, line: &[Option<(usize, usize)>], heads: &[Head]) -> Label {
        let mut label = Label::default();
        for (column, place) in line.iter().enumerate().take(part.labels) {
            let Some((row, cell)) = *place else { continue };
            let cell = &rows[row][cell];
            let text = cell.text();
            if !cell.figures().is_empty() || text.is_empty() {
                continue;
            }
            if let Some(when) = head::time_of(&text, self.vocabulary, self.clock, self.when) {
                label.when = Some(when);
            } else if label.region.is_none() && label.dimension.is_none() {
                match heads.get(column).map(|head| &head.role) {
                    Some(Role::Section | Role::Kinds) => label.dimension = Some(text),
                    _ if is_total(&text) => {}
                    _ if is_change(&text) => label.moves = true,
                    _ => label.region = Some(text),
                }
            }
        }
        label
    }

    /// The figures of one cell: the value, and behind it in brackets last year's.
    fn cell(&self, cell: &Cell, head: &Head, label: &Label) -> Vec<Reading> {
        let mut readings = Vec::new();
        for (position, (token, kind)) in cell.figures().into_iter().enumerate() {
            let place = cell.tokens.list[token].range();
            let when = label.when.unwrap_or(self.when);
            let bracketed = position > 0 && cell.tokens.list[token - 1].kind == Kind::Open;
            let reading = match (position, bracketed) {
                _ if label.moves => self.movement(cell, token, kind, head, when),
                (0, _) => self.figure(cell, token, kind, head, label, when),
                (1, true) if self.brackets_hold_last_year() => {
                    let before = when.period().and_then(model::Period::year_earlier).into();
                    self.figure(cell, token, kind, head, label, before)
                }
                _ => Reading::new(model::Kind::Other, place, when, "table-extra"),
            };
            readings.push(reading);
        }
        readings
    }

    /// A cell of a row of changes: in 个百分点 as written, else in the indicator's own unit.
    fn movement(&self, cell: &Cell, token: usize, kind: Kind, head: &Head, when: When) -> Reading {
        let mut reading = Reading::new(
            model::Kind::Other,
            cell.tokens.list[token].range(),
            when,
            "table-change",
        );
        let (Kind::Quantity(quantity), [entry]) = (kind, &head.entries[..]) else {
            return reading;
        };
        let catalogue = self.vocabulary.catalogue;
        let entry_unit = catalogue.entries()[*entry as usize].indicator.unit.clone();
        let written = quantity.unit.map(|unit| catalogue.units().get(unit).code.clone());
        reading.value = Some(Value::Number(quantity.value));
        reading.unit = written.unwrap_or(entry_unit);
        if head.role == Role::Value && reading.unit != "pp" {
            reading.kind = model::Kind::Change;
            reading.entry = Some(*entry);
            reading.compared_to = Some(Comparison::Yoy);
        }
        reading
    }

    fn brackets_hold_last_year(&self) -> bool {
        ["同期", "上年", "去年"].iter().any(|word| self.caption.contains(word))
    }

    fn figure(&self, cell: &Cell, token: usize, kind: Kind, head: &Head, label: &Label, when: When) -> Reading {
        let place = cell.tokens.list[token].range();
        let mut reading = Reading::new(model::Kind::Other, place.clone(), when, "table");
        reading.region = label.region.clone();
        reading.dimension = head.dimension.clone().or_else(|| label.dimension.clone());
        reading.subject = (!head.text.is_empty()).then(|| head.text.clone());
        match kind {
            Kind::Class(class) => {
                reading.value = Some(Value::Class(class));
                reading.unit = "class".to_owned();
                self.class(&mut reading, head);
            }
            Kind::Quantity(quantity) => {
                let quantity = Quantity {
                    unit: quantity.unit.or(head.unit),
                    ..quantity
                };
                let written = match cell.tokens.list[token].end > quantity.number_end {
                    true => cell.normal.slice(quantity.number_end..place.end).to_owned(),
                    false => head.written.clone(),
                };
                reading.value = Some(Value::Number(quantity.value));
                reading.unit = written.clone();
                self.number(&mut reading, &quantity, &written, head);
            }
            _ => {}
        }
        reading
    }

    fn class(&self, reading: &mut Reading, head: &Head) {
        let entries = self.vocabulary.catalogue.entries();
        let entry = entries
            .iter()
            .position(|entry| entry.dimension == "class")
            .map(|index| index as u32);
        reading.kind = match head.role {
            Role::Value | Role::Class => model::Kind::Actual,
            Role::Target => model::Kind::Target,
            Role::Prior => {
                reading.when = reading.when.period().and_then(model::Period::year_earlier).into();
                model::Kind::Actual
            }
            _ => return,
        };
        reading.entry = entry.filter(|_| reading.dimension.is_some());
        if reading.entry.is_none() {
            reading.kind = model::Kind::Other;
        }
    }

    fn number(&self, reading: &mut Reading, quantity: &Quantity, written: &str, head: &Head) {
        let catalogue = self.vocabulary.catalogue;
        let one = head.entries.first().copied().filter(|_| head.entries.len() == 1);
        match head.role {
            Role::Rank => {
                if let (Some(entry), true) = (one, quantity.value.scale() == 0) {
                    reading.kind = model::Kind::Rank;
                    reading.entry = Some(entry);
                    reading.unit = "rank".to_owned();
                    reading.rank_order = Some(RankOrder::Best);
                    reading.rank_of = head::ranked_among(self.caption);
                }
            }
            Role::Change => {
                let Some(entry) = one else { return };
                let share = catalogue.entries()[entry as usize].dimension == "share";
                reading.kind = model::Kind::Change;
                reading.entry = Some(entry);
                reading.unit = if share { "pp" } else { "%" }.to_owned();
                reading.compared_to = Some(Comparison::Yoy);
            }
            Role::Value | Role::Prior | Role::Target => {
                let Some((entry, value)) = self.value(quantity, written, head) else {
                    return;
                };
                reading.kind = if head.role == Role::Target {
                    model::Kind::Target
                } else {
                    model::Kind::Actual
                };
                reading.entry = Some(entry);
                reading.value = Some(Value::Number(value));
                reading.unit = catalogue.entries()[entry as usize].indicator.unit.clone();
                if head.role == Role::Prior {
                    reading.when = reading.when.period().and_then(model::Period::year_earlier).into();
                }
            }
            Role::Class | Role::Section | Role::Kinds | Role::Other => {}
        }
    }

    /// The entry and the value in its unit. A cell without a unit has the indicator's own, where only one entry is meant
    /// and the number is plausible in it.
    fn value(&self, quantity: &Quantity, written: &str, head: &Head) -> Option<(u32, Decimal)> {
        let catalogue = self.vocabulary.catalogue;
        if quantity.unit.is_some() {
            return match fit(catalogue, &head.entries, quantity, written) {
                Fit::One(entry, value) => Some((entry, value)),
                Fit::None | Fit::Two(..) => None,
            };
        }
        // 优良天数 names days and a share: a bare number in a table counts days.
        let counted = |entry: &&u32| catalogue.entries()[**entry as usize].dimension != "share";
        let entry = match head.entries[..] {
            [one] => one,
            _ => *head.entries.iter().find(counted)?,
        };
        let indicator = &catalogue.entries()[entry as usize].indicator;
        let plausible = indicator
            .range
            .is_none_or(|(low, high)| (low..=high).contains(&quantity.value));
        plausible.then_some((entry, quantity.value))
    }
}

/// 变化, 同比: the row holds the changes between the rows above it.
fn is_change(text: &str) -> bool {
    ["变化", "同比", "增减", "变幅", "升降", "比较"]
        .iter()
        .any(|word| text.contains(word))
}

/// 合计, 全市: the reporting region itself.
fn is_total(text: &str) -> bool {
    [
        "合计", "总计", "全市", "全省", "全县", "全区", "全国", "平均", "均值", "总体",
    ]
    .contains(&text)
}

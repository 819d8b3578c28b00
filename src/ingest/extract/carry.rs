//! Numbers without a name of their own: the same thing at another place or time, a part of a total, a share of a count,
//! a name said in full before.

use super::fit::speaks_for_itself;
use super::reader::Reader;
use super::series::Item;
use super::state::{Anchor, Subject};
use super::value::Target;
use crate::catalogue::{Bound, Cue};
use crate::language::token::{Kind, Token};
use crate::language::words::{has, has_any};
use crate::model::Decimal;

impl Reader<'_> {
    /// The same indicator at another place or time: `其中二季度21.9微克/立方米`, `昆区为4.53`.
    pub(super) fn carried(&mut self, at: usize, item: &Item) -> Option<Vec<Target>> {
        let placed = self.tokens.list[self.state.gap.min(at)..at]
            .iter()
            .any(|token| matches!(token.kind, Kind::Region(_)))
            || self.place_before_bracket(at);
        let anchor = self.topic().filter(|_| placed).or_else(|| {
            let latest = self
                .state
                .anchor
                .clone()
                .filter(|anchor| anchor.entry.is_some() || !placed);
            latest.or_else(|| {
                self.state
                    .named
                    .clone()
                    .filter(|_| placed && !self.counted_something_else(item))
            })
        })?;
        if !self.only_fillers(self.state.gap, at) {
            return None;
        }
        let candidates: Vec<u32> = anchor.entry.into_iter().chain(anchor.others.iter().copied()).collect();
        let entry = self
            .fit_one(&candidates, item)
            .or_else(|| self.of_an_earlier_actual(at, item))?;
        if self.is_the_whole_of_what_was_dealt_with(entry.0, item) {
            return None;
        }
        let gap = &self.tokens.list[self.state.gap.min(at)..at];
        // 办结415件，甲县2件仍在办理: what is still open is no part of what was done.
        let behind = self.text.rest(self.tokens.list[item.token].end);
        if ["仍在", "正在", "尚在", "尚未", "还在", "未"]
            .iter()
            .any(|word| behind.starts_with(word))
        {
            return None;
        }
        // 挂牌督办6个，三季度再完成2个: something else was done with those.
        let further = self
            .text
            .slice(self.tokens.list[self.state.gap.min(at)].start..self.tokens.list[at].start);
        if further.contains('再') || gap.iter().any(|token| token.is(Cue::Before(Bound::Over))) {
            return None;
        }
        let moved = gap.iter().any(|token| {
            matches!(
                token.kind,
                Kind::Phrase(_) | Kind::Region(_) | Kind::Cue(Cue::SelfRegion | Cue::Place)
            )
        });
        let opened = gap.is_empty()
            && self.tokens.list[..at]
                .last()
                .is_some_and(|token| token.kind == Kind::Open);
        let goes_on =
            gap.iter().any(|token| token.is(Cue::Filler) || token.is(Cue::All)) && anchor.segment == self.state.segment;
        let aimed = gap.iter().any(|token| token.is(Cue::Aim)) && at >= 2 && self.kind(at - 2) == Some(Kind::Open);
        let transition = aimed || self.state.from || gap.iter().any(|token| token.is(Cue::To));
        // 揭阳垫底，为0.0%: the place stands in the clause before, which has no number.
        let led = self.state.regions_at >= self.state.value_end
            && self.state.regions_at >= self.state.sentence_start
            && !self.state.regions.is_empty()
            && self.measured(item);
        if !(moved
            || led
            || (opened && self.place_before_bracket(at))
            || goes_on && anchor.clause + 1 >= self.state.clause && (self.region_before(at) || self.measured(item))
            || transition)
        {
            return None;
        }
        let target = Target {
            entry: Some(entry),
            dimension: anchor.dimension.clone(),
            rule: "carried",
            ..Target::default()
        };
        let places = self.state.regions.len() > 1 && self.state.regions_at >= self.state.gap && self.state.all;
        Some(match places {
            true => self
                .state
                .regions
                .iter()
                .map(|region| Target {
                    region: Some(Some(region.clone())),
                    ..target.clone()
                })
                .collect(),
            false => vec![target],
        })
    }

    /// `严重污染天数36天，与2014年（66天）…`: the sentence has just counted something unknown in the same measure.
    fn counted_something_else(&self, item: &Item) -> bool {
        let last = self.state.recent.last();
        last.is_some_and(|anchor| anchor.entry.is_none() && anchor.unit == item.written)
    }

    /// `达标190天，占52.1%，与2014年（152天，41.6%）相比`: each of last year's numbers goes to the actual in its measure.
    fn of_an_earlier_actual(&self, at: usize, item: &Item) -> Option<(u32, Decimal)> {
        self.prior_base(at)?;
        let known = self.state.recent.iter().rev();
        let mut fitting = known.filter_map(|anchor| self.fit_one(&[anchor.entry?], item));
        let first = fitting.next()?;
        fitting.all(|(entry, _)| entry == first.0).then_some(first)
    }

    /// `…已完成79个，其中甲县27个，完成18个`: a count behind which the next clause says how many of it were dealt with is no
    /// count of those.
    fn is_the_whole_of_what_was_dealt_with(&self, entry: u32, item: &Item) -> bool {
        let rows = self.catalogue().entries();
        let code = rows[entry as usize].indicator.code.as_str();
        let dealt = rows.iter().any(|row| row.dealt_with.as_deref() == Some(code));
        let behind = self.text.rest(self.tokens.list[item.token].end);
        let clause = behind.strip_prefix([',', '，']).unwrap_or_default();
        let clause = clause.trim_start_matches(['已', '均', '全', '部', '上', '报']);
        let says = ["完成", "办结", "整改", "销号"]
            .iter()
            .find_map(|verb| clause.strip_prefix(verb));
        let counts = |rest: &str| {
            rest.trim_start_matches(['完', '成', '整', '改', '了'])
                .starts_with(|c: char| c.is_ascii_digit())
        };
        dealt && says.is_some_and(counts)
    }

    /// `新增优良天数102天`, `减少重污染天数27天`: how far something moved, not what it is.
    pub(super) fn moves_before_its_name(&self, entry: u32, name: usize) -> bool {
        const MOVES: [&str; 6] = ["新增", "增加", "净增", "减少", "多", "少"];
        let days = self.catalogue().entries()[entry as usize].indicator.unit == "day";
        let before = self.text.slice(0..self.tokens.list[name].start);
        days && MOVES.iter().any(|word| before.ends_with(word))
    }

    /// The name that the sentence is about since its last number: 综合指数较差的是东湖县（4.33）.
    pub(super) fn topic(&self) -> Option<Anchor> {
        let subject = self
            .state
            .subjects
            .last()
            .filter(|subject| subject.token >= self.state.value_end)?;
        (self.state.subjects.len() == 1).then(|| self.anchor_of(&subject.entries, subject.token))
    }

    /// A share or a concentration, not a count: `处于46～80微克/立方米之间，平均为60微克/立方米`.
    pub(super) fn measured(&self, item: &Item) -> bool {
        let unit = item
            .quantity
            .unit
            .map(|index| self.catalogue().units().get(index).dimension.as_str());
        unit.is_some_and(|dimension| dimension == "share" || dimension.ends_with("concentration"))
    }

    fn region_before(&self, at: usize) -> bool {
        self.state.regions_at >= self.state.clause_start.saturating_sub(4)
            && self.state.regions_at < at
            && !self.state.regions.is_empty()
    }

    fn place_before_bracket(&self, at: usize) -> bool {
        if !self.tokens.list[..at]
            .last()
            .is_some_and(|token| token.kind == Kind::Open)
        {
            return false;
        }
        let before = self.tokens.list[..at.saturating_sub(1)]
            .iter()
            .rev()
            .find(|token| !token.is(Cue::Filler));
        before.is_some_and(|token| {
            matches!(
                token.kind,
                Kind::Region(_) | Kind::Phrase(_) | Kind::Cue(Cue::Place | Cue::SelfRegion | Cue::Aim)
            )
        })
    }

    /// `黄牌企业106家，占参评企业数比例为10.00%`: the share that belongs to the count right before it.
    pub(super) fn share_of(&self, at: usize, item: &Item) -> Option<Target> {
        let anchor = self
            .state
            .anchor
            .as_ref()
            .filter(|anchor| anchor.clause + 1 >= self.state.clause)?;
        let entries = self.catalogue().entries();
        let stem = |code: &str, end: &str| {
            code.strip_suffix(end)
                .map(|code| code.trim_end_matches(['.', '_']).to_owned())
        };
        let counted = stem(&entries[anchor.entry? as usize].indicator.code, "count")?;
        let share = entries
            .iter()
            .position(|entry| stem(&entry.indicator.code, "ratio").as_ref() == Some(&counted))?
            as u32;
        let words = self
            .text
            .slice(self.tokens.list[self.state.gap.min(at)].start..self.tokens.list[at].start);
        let says_share = has_any(words, &["比例", "占比", "占", "比率"]);
        let entry = self.fit_one(&[share], item).filter(|_| says_share)?;
        Some(Target {
            entry: Some(entry),
            dimension: anchor.dimension.clone(),
            rule: "share",
            ..Target::default()
        })
    }

    /// `优良天数占有效天数的96.8%`, `绿牌企业占参评企业的13.9%`: the share of what stands before 占.
    pub(super) fn share_in_full(&self, item: &Item) -> Option<Target> {
        let clause = self.state.clause_start.max(self.state.gap).min(item.token);
        let whole = self.text.slice(0..self.tokens.list[item.token].start);
        let takes = (clause..item.token)
            .rfind(|index| self.tokens.list[*index].is(Cue::Filler) && self.slice(&self.tokens.list[*index]) == "占")?;
        let of_something = takes + 1 < item.token && whole.ends_with('的');
        let part = (clause..takes).rfind(|index| matches!(self.kind(*index), Some(Kind::Mention(..))))?;
        if !of_something || !self.only_fillers(part + 1, takes) {
            return None;
        }
        let parts = self.admitted(part);
        let rows = self.catalogue().entries();
        let code = |entry: &u32| rows[*entry as usize].indicator.code.as_str();
        let shares = (0..rows.len() as u32).filter(|entry| {
            let counts = rows[*entry as usize].indicator.counts.as_ref();
            counts.is_some_and(|[counted, _]| parts.iter().any(|part| code(part) == counted))
        });
        let entries: Vec<u32> = shares.collect();
        Some(Target {
            entry: Some(self.fit_one(&entries, item)?),
            dimension: self.dimension_before(part),
            rule: "share-in-full",
            ..Target::default()
        })
    }

    /// `优良天数比例85.5%，扣除沙尘异常超标天后，实际为86.8%`: the share or mean before it, once the dust is taken out.
    pub(super) fn adjusted(&self, at: usize, item: &Item) -> Option<Target> {
        let from = self
            .token(self.state.value_end.max(self.state.sentence_start).min(at))?
            .start;
        let words = self.text.slice(from..self.tokens.list[at].start);
        let taken_out = has_any(words, &["扣除", "剔除", "扣沙"]) && words.contains('沙');
        let anchor = self.state.named.as_ref().filter(|_| taken_out && self.measured(item))?;
        Some(Target {
            entry: Some(self.fit_one(&[anchor.entry?], item)?),
            dimension: Some("扣除沙尘".to_owned()),
            rule: "dust-adjusted",
            ..Target::default()
        })
    }

    /// `交办信访件二十九批，共计203件`: what the clause before named and counted in another measure.
    pub(super) fn summed(&self, at: usize, item: &Item) -> Option<Target> {
        let gap = &self.tokens.list[self.state.gap.min(at)..at];
        let sums = |token: &Token| token.is(Cue::Filler) && ["共", "共计", "合计", "总计"].contains(&self.slice(token));
        let subject = self
            .state
            .subjects
            .last()
            .filter(|subject| subject.clause + 1 == self.state.clause)?;
        let fresh = self.state.recent.last().is_none_or(|anchor| anchor.entry.is_none());
        if gap.len() != 1 || !gap.iter().all(sums) || self.state.subjects.len() != 1 || !fresh {
            return None;
        }
        let entry = self.fit_one(&subject.entries, item)?;
        Some(Target {
            entry: Some(entry),
            dimension: self.narrowed_in(entry.0, self.said_since(self.state.sentence_start, at)),
            rule: "summed",
            ..Target::default()
        })
    }

    /// The sentence named the thing in full before and now only in part: `排查…128个，…其中二季度排查82个`.
    pub(super) fn echoed(&mut self, at: usize, item: &Item) -> Option<Target> {
        let words = self.words_before(self.state.gap, self.tokens.list[at].start)?;
        let length = words.chars().count();
        if !(2..=8).contains(&length) {
            return None;
        }
        // 办结3批86件(重点件12件): in brackets behind an unknown count it is that count's.
        let inside_unknown =
            self.inside_brackets() && self.state.anchor.as_ref().is_some_and(|anchor| anchor.entry.is_none());
        if inside_unknown {
            return None;
        }
        let mut recent = self.state.said.iter().rev();
        let anchor = recent.find(|anchor| anchor.unit == item.written && has(&anchor.subject, &words))?;
        let said = anchor.entry?;
        // 其他污染21件; 昼间…为54.5，夜间…平均等效声级为46.1: something else was named since.
        let gap = &self.tokens.list[self.state.gap.min(at)..at];
        let fresh = |subject: &Subject| subject.token >= self.state.segment_start;
        let another = self.state.subjects.iter().filter(|subject| fresh(subject));
        // 89个项目总投资…。17个项目不予审批，涉及总投资…: the words of another sentence may say that it is not meant.
        let here = self.state.recent.iter().any(|anchor| anchor.entry == Some(said));
        let barred = !here
            && (self.state.gap.min(at)..at).any(|index| {
                let entries = self.tokens.entries(&self.tokens.list[index]);
                entries.contains(&said) && self.is_barred(said, index)
            });
        if barred
            || gap.iter().any(|token| token.is(Cue::Rest))
            || another.clone().any(|subject| !subject.entries.contains(&said))
        {
            return None;
        }
        let entry = self.fit_one(&[said], item)?;
        let dimension = anchor.dimension.clone();
        Some(Target {
            entry: Some(entry),
            dimension,
            rule: "echoed",
            ..Target::default()
        })
    }

    /// `…PM2.5均值…，全年控制在30μg/m³以内`: a target or limit whose unit can only be that of the one thing that the
    /// sentence has named.
    pub(super) fn recalled(&self, at: usize, item: &Item) -> Option<Target> {
        if !self.is_set(at) {
            return None;
        }
        // 完成造林30.7万亩，占下达任务15.52万亩的…: the task of what was done.
        let done = self.state.recent.last().filter(|anchor| anchor.unit == item.written);
        if let Some(entry) = done.and_then(|anchor| self.fit_one(&[anchor.entry?], item)) {
            return Some(Target {
                entry: Some(entry),
                dimension: self.state.recent.last().and_then(|anchor| anchor.dimension.clone()),
                rule: "task-of",
                ..Target::default()
            });
        }
        let names = || self.tokens.list[self.state.sentence_start.min(at)..at].iter();
        if !speaks_for_itself(self.catalogue(), &item.quantity) {
            return None;
        }
        let fitting = |token: &Token| self.fit_one(self.tokens.entries(token), item);
        let once = |mut entries: Vec<(u32, Decimal)>| {
            entries.dedup();
            (entries.len() == 1).then(|| entries[0])
        };
        // 夏季臭氧管控…PM2.5均值: a name in full is what is measured, a bare pollutant may be the topic only.
        let in_full = |token: &&Token| {
            let name = self.slice(token);
            has_any(name, &["均值", "浓度", "平均"])
        };
        let entry = once(names().filter(in_full).filter_map(fitting).collect())
            .or_else(|| once(names().filter_map(fitting).collect()))?;
        Some(Target {
            entry: Some(entry),
            dimension: self.section_of(entry.0).or_else(|| self.section_said(at)),
            rule: "recalled",
            ..Target::default()
        })
    }

    /// `75项督察反馈任务完成46项`, `推进2个反馈问题整改，上半年完成1个`: how many of what the sentence has named last were
    /// dealt with.
    pub(super) fn dealt_with(&self, at: usize, item: &Item) -> Option<Target> {
        let gap = &self.tokens.list[self.state.gap.min(at)..at];
        let done = |token: &Token| {
            let words = self.slice(token);
            ["完成", "再完成", "整改完成"].contains(&words)
        };
        let plain = gap.iter().all(|token| {
            matches!(
                token.kind,
                Kind::Phrase(_) | Kind::Cue(_) | Kind::Text | Kind::Mention(..)
            ) && self.only_says_done(token)
        });
        if !plain || !gap.iter().any(done) {
            return None;
        }
        let rows = self.catalogue().entries();
        let total = |token: &Token| {
            let entries = self.tokens.entries(token).iter();
            entries
                .copied()
                .find_map(|entry| rows[entry as usize].dealt_with.as_deref())
        };
        let anchored = self
            .state
            .recent
            .iter()
            .rev()
            .find_map(|anchor| rows[anchor.entry? as usize].dealt_with.as_deref());
        let named = || {
            self.tokens.list[self.state.sentence_start.min(at)..at]
                .iter()
                .rev()
                .find_map(total)
        };
        let code = anchored.or_else(named)?;
        let entry = rows.iter().position(|row| row.indicator.code == code)? as u32;
        let said = self.said_since(self.state.sentence_start, at);
        Some(Target {
            entry: Some(self.fit_one(&[entry], item)?),
            dimension: self.narrowed_in(entry, said),
            rule: "dealt-with",
            ..Target::default()
        })
    }

    /// A time, or a word of the kind of 已, 再, 完成.
    fn only_says_done(&self, token: &Token) -> bool {
        let words = self.slice(token);
        matches!(token.kind, Kind::Phrase(_)) || words.chars().all(|c| "已再共整改完成任务累计".contains(c))
    }

    /// `…受理投诉90件。…：大气50件，占55.5%`: a name that the total's entry is broken down by, and nothing else counted in
    /// that measure in between.
    pub(super) fn typed_part(&mut self, at: usize, item: &Item) -> Option<Target> {
        let from = self.token(self.state.gap.min(at))?.start;
        let words = self.text.slice(from..self.tokens.list[at].start);
        let mut names = words.rsplit(|c: char| !c.is_alphanumeric());
        let name = names.find(|name| !name.is_empty())?.to_owned();
        let rows = self.catalogue().entries();
        let has_part = |total: &&Anchor| {
            let known = total.entry.map(|entry| &rows[entry as usize].parts);
            known.is_some_and(|parts| parts.contains(&name))
        };
        let total = self.scopes.totals.iter().rev().find(has_part)?.clone();
        let entry = total.entry?;
        let domain = |entry: u32| &rows[entry as usize].indicator.domain;
        let others = self.state.said.iter().any(|anchor| {
            anchor.unit == item.written && anchor.entry.is_none_or(|other| domain(other) != domain(entry))
        });
        if total.unit != item.written || others && !self.state.part {
            return None;
        }
        Some(Target {
            entry: Some(self.fit_one(&[entry], item)?),
            when: Some(total.when),
            dimension: Some(name),
            rule: "typed-part",
            ..Target::default()
        })
    }

    /// `666件信访中，废水39件…`: the total said again, to be taken apart. Such a number is no new figure.
    pub(super) fn restates(&mut self, item: &Item) -> bool {
        let same = |total: &&Anchor| total.unit == item.written && total.value == Some(item.quantity.value);
        if !self.counts_a_set(item) {
            return false;
        }
        let Some(total) = self.scopes.totals.iter().rev().find(same).cloned() else {
            return false;
        };
        self.state.total = Some(total.clone());
        self.state.anchor = Some(total);
        self.state.part = true;
        true
    }

    /// `受理信访90件，其中大气50件`: a part of the total before it, in the same measure.
    pub(super) fn part_of(&mut self, at: usize, item: &Item) -> Option<Target> {
        let anchor = self.state.total.clone().filter(|_| self.state.part)?;
        let name = self.words_before(self.state.gap, self.tokens.list[at].start)?;
        // 其他类10件: the first of these words is a cue, too.
        let first = (self.state.gap..at).find(|index| !matches!(self.kind(*index), Some(Kind::List | Kind::And)));
        let other = first
            .and_then(|index| self.token(index))
            .filter(|token| token.is(Cue::Rest));
        let name = other.map_or(name.clone(), |token| format!("{}{name}", self.slice(token)));
        let plain = self.tokens.list[self.state.gap..at]
            .iter()
            .all(|token| !matches!(token.kind, Kind::Cue(Cue::Verb(_)) | Kind::Mention(..)));
        if ["中", "将", "把", "对", "有"].contains(&name.as_str())
            || anchor.unit != item.written
            || !plain
            || name.chars().count() > 14
            || looks_like_an_action(&name)
        {
            return None;
        }
        let entry = self.fit_one(&[anchor.entry?], item)?;
        self.state.parted = true;
        let place = self.county_called(&name);
        Some(Target {
            entry: Some(entry),
            dimension: Some(name).filter(|_| place.is_none()),
            region: place.map(Some),
            rule: "part",
            ..Target::default()
        })
    }

    /// `投诉814件（谯城138件、涡阳71件）`: the county whose short name stands there; in running text such names are no
    /// places, as too many are ordinary words.
    fn county_called(&self, name: &str) -> Option<String> {
        const ENDINGS: [char; 4] = ['县', '区', '市', '旗'];
        let full = ENDINGS.iter().map(|ending| format!("{name}{ending}"));
        let mut known = full.filter(|name| self.catalogue().regions().named(name).next().is_some());
        let first = known.next().filter(|_| name.chars().count() >= 2)?;
        known.next().is_none().then_some(first)
    }
}

/// 转报…, 拒批…, 已处理: a part that something else was done with is not a part of the same count.
fn looks_like_an_action(name: &str) -> bool {
    [
        "出具", "办结", "处理", "完成", "转", "整改", "拒", "已", "未", "解决", "回复", "化解", "移交", "销号", "开工",
        "通过",
    ]
    .iter()
    .any(|verb| has(name, verb))
        || name.ends_with('中')
        || ["不", "在办", "待", "自", "即", "经", "除", "因", "按", "合并"]
            .iter()
            .any(|word| name.starts_with(word))
}

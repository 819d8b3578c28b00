//! Numbers that are nobody's value: what a picture or a telephone is numbered with, what those that are counted must
//! meet, an exception, the day in an agency's dateline.

use super::reader::Reader;
use super::reading::Reading;
use crate::catalogue::Cue;
use crate::language::phrase::{Phrase, Span};
use crate::language::token::{Kind, Quantity, Token};
use crate::language::words::{find, has, has_any, rfind};
use crate::model::{self, Value};

/// What says that the words before it are a cause.
const CAUSES: &[&str] = &["导致", "引起", "造成", "引发"];

impl Reader<'_> {
    /// Puts a number aside that no name can have, with the token behind it.
    pub(super) fn on_aside(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.on_noise_zone(at) {
            return Some(next);
        }
        if self.is_a_criterion(at) {
            self.unread(at, "criterion", "what those that are counted must meet");
            self.state.verb = None;
        } else if self.misses_an_aim(at) {
            self.unread(at, "aim-distance", "how far it is from an aim");
        } else if self.is_a_reference(at) {
            self.noise(&self.tokens.list[at], "reference");
        } else {
            return None;
        }
        self.state.gap = at + 1;
        Some(at + 1)
    }

    /// `1类区、4a类功能区`: zones of the noise standard (GB 3096), of which the sentence speaks from here on.
    pub(super) fn on_noise_zone(&mut self, at: usize) -> Option<usize> {
        let start = self.tokens.list[at].start;
        let words = self.text.rest(start);
        let class = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = words.len() - class.len();
        let class = class.strip_prefix(['a', 'b']).unwrap_or(class).strip_prefix('类')?;
        let class = class.strip_prefix("声环境").unwrap_or(class);
        let rest = class.strip_prefix("功能区").or_else(|| class.strip_prefix('区'))?;
        if digits != 1 || !words.starts_with(['0', '1', '2', '3', '4']) {
            return None;
        }
        let end = start + words[..words.len() - rest.len()].chars().count();
        let zone = self.text.slice(start..end);
        let listed = self.text.slice(start.saturating_sub(1)..start) == "、";
        let about = match self.state.about.take() {
            Some(("noise.", before)) if listed => format!("{before}、{zone}"),
            _ => zone.to_owned(),
        };
        self.state.about = Some(("noise.", about));
        let token = Token {
            end,
            ..self.tokens.list[at]
        };
        self.noise(&token, "name");
        let next = self.tokens.list.partition_point(|token| token.start < end);
        self.state.gap = next;
        Some(next)
    }

    /// `扣除沙尘天气影响后，全市…`: a clause that leads a sentence holds for the air values of the paragraph.
    pub(super) fn note_the_dust(&mut self, at: usize) {
        let words = self.said_since(self.state.sentence_start, at);
        let leads = self.state.clause_start == self.state.sentence_start;
        let taken_out = ["扣除", "剔除", "扣沙"].iter().any(|word| words.starts_with(word));
        if leads && taken_out && has(words, "沙尘") && words.ends_with('后') {
            self.state.dust = Some(self.tokens.list[at].start);
        }
    }

    /// 由沙尘天气导致的超标天数: 由 leads to a cause, not to an earlier value.
    pub(super) fn names_a_cause(&self, at: usize) -> bool {
        /// The longest name of a cause, in characters.
        const LONGEST: usize = 12;
        let start = self.tokens.list[at].end;
        let words = self.text.slice(start..self.text.chars().len().min(start + LONGEST));
        let clause = words.split([',', '，', '。', ';']).next().unwrap_or_default();
        has_any(clause, CAUSES)
    }

    /// What the days that a cause accounts for are told apart by, up to the end of the segment.
    pub(super) fn cause(&self, entry: u32, at: usize) -> Option<String> {
        if self.catalogue().entries()[entry as usize].indicator.domain != "air" {
            return None;
        }
        let said = self.said_since(self.state.segment_start, at);
        let (_, cause) = said.rsplit_once('由')?;
        let name = &cause[..CAUSES.iter().filter_map(|word| find(cause, word)).min()?];
        let named = (1..=8).contains(&name.chars().count()) && !name.starts_with('于');
        named.then(|| name.to_owned())
    }

    /// `（扣除自然因素影响后，劣Ⅴ类断面比例为0.5%）`: what was taken out of the value that is named next.
    pub(super) fn taken_out(&self, name: usize) -> Option<String> {
        /// The longest name of what is taken out, in characters.
        const LONGEST: usize = 12;
        let said = self.said_since(self.state.segment_start, name);
        let begins = ["扣除", "剔除"].iter().filter_map(|word| rfind(said, word)).max()?;
        let (what, behind) = said[begins + "扣除".len()..].split_once('后')?;
        let plain = |text: &str| !text.contains(|c: char| c.is_ascii_digit() || "，,；。".contains(c));
        let next = plain(behind.trim_start_matches([',', '，']));
        let what = match has(what, "沙") {
            true => "沙尘",
            false => what.trim_end_matches("影响").trim_end_matches('的'),
        };
        (next && plain(what) && (1..=LONGEST).contains(&what.chars().count())).then(|| format!("扣除{what}"))
    }

    /// Gives the air values behind such a clause their dimension.
    pub(super) fn without_dust(&mut self) {
        let Some(from) = self.state.dust else { return };
        let rows = self.vocabulary.catalogue.entries();
        let of_air = |entry: Option<u32>| entry.is_some_and(|entry| rows[entry as usize].indicator.domain == "air");
        for reading in &mut self.readings {
            if reading.place.start >= from && reading.dimension.is_none() && of_air(reading.entry) {
                reading.dimension = Some("扣除沙尘".to_owned());
            }
        }
    }

    fn unread(&mut self, at: usize, rule: &'static str, note: &str) {
        let place = self.tokens.list[at].range();
        let mut reading = Reading::new(model::Kind::Other, place, self.when(), rule);
        if let Some(Kind::Quantity(quantity)) = self.kind(at) {
            reading.value = Some(Value::Number(quantity.value));
            reading.unit = self
                .text
                .slice(quantity.number_end..self.tokens.list[at].end)
                .to_owned();
        }
        reading.region = self.scopes.place();
        reading.note = Some(note.to_owned());
        self.readings.push(reading);
    }

    /// `低于省定目标值8微克`: the number right behind an aim that something is below, not the aim.
    fn misses_an_aim(&self, at: usize) -> bool {
        let aim = at.checked_sub(1).filter(|index| self.tokens.list[*index].is(Cue::Aim));
        let Some(aim) = aim.filter(|index| !self.is_followed_by_its_value(*index)) else {
            return false;
        };
        let clause = &self.tokens.list[self.state.clause_start.min(aim)..aim];
        let compared = |token: &Token| {
            matches!(token.kind, Kind::Cue(Cue::Verb(_))) && self.slice(token).ends_with(['于', '出', '过', '低', '高'])
        };
        clause.iter().any(compared)
    }

    /// 新华社北京10月29日电: the place and day of writing open no scope. Gives the token behind.
    pub(super) fn pass_the_dateline(&mut self) -> usize {
        /// How many tokens an agency's name and place may have.
        const LONGEST: usize = 8;
        let sent = |index: &usize| {
            let day = matches!(
                self.kind(*index),
                Some(Kind::Phrase(Phrase {
                    span: Span::Day(..),
                    ..
                }))
            );
            let behind = self.text.rest(self.tokens.list[*index].end);
            day && ["电", "讯", "消息"].iter().any(|word| behind.starts_with(word))
        };
        let Some(end) = (0..self.tokens.list.len().min(LONGEST)).find(sent) else {
            return 0;
        };
        let day = self.tokens.list[end];
        self.noise(&day, "date");
        self.state.sentence_start = end + 1;
        self.state.clause_start = end + 1;
        self.state.gap = end + 1;
        end + 1
    }

    /// `除新区PM10上升8.4%外`: the exception, if nobody knows the place that it names, is not the whole.
    pub(super) fn is_an_exception(&self, at: usize) -> bool {
        let segment = self.state.segment_start.min(at);
        let begins = (segment..at).rfind(|index| {
            let token = &self.tokens.list[*index];
            token.kind == Kind::Text && self.slice(token).starts_with('除')
        });
        let Some(begins) = begins.filter(|_| !self.state.excepted) else {
            return false;
        };
        let behind = self.text.rest(self.tokens.list[at].end);
        let ends = ["外", "以外", "之外"].iter().any(|word| {
            behind
                .strip_prefix(word)
                .is_some_and(|rest| rest.starts_with([',', '，', '。', ';']))
        });
        ends && self.tokens.list[begins..at]
            .iter()
            .all(|token| !matches!(token.kind, Kind::Region(_)))
    }

    /// `优良率大于90%的县有5个`, `无pH小于5.6的城市`: what those that are counted must meet is nobody's value.
    fn is_a_criterion(&self, at: usize) -> bool {
        const COUNTED: [&str; 20] = [
            "城市",
            "县",
            "区",
            "市",
            "旗",
            "断面",
            "点位",
            "测点",
            "监测点",
            "站点",
            "企业",
            "地区",
            "区域",
            "乡镇",
            "街道",
            "村",
            "湖",
            "水体",
            "河流",
            "月份",
        ];
        let Some(Kind::Quantity(Quantity { unit, .. })) = self.kind(at) else {
            return false;
        };
        if self.is_met_by_counted_cities(at) {
            return true;
        }
        let behind = self.text.rest(self.tokens.list[at].end);
        let bounds = ["及以上", "以上", "及以下", "以下", "以内", "左右", ""];
        let counted = |behind: &str| COUNTED.iter().any(|word| behind.starts_with(word));
        let held = bounds.iter().any(|bound| {
            let behind = behind.strip_prefix(bound).and_then(|rest| rest.strip_prefix('的'));
            behind.is_some_and(counted)
        });
        let counts = unit.is_some_and(|unit| self.catalogue().units().get(unit).dimension == "count");
        held && !counts
    }

    /// `70个城市汽车保有量超过百万辆`: cities that nobody names are counted by what they exceed.
    fn is_met_by_counted_cities(&self, at: usize) -> bool {
        let clause = &self.tokens.list[self.state.clause_start.min(at)..at];
        let bound = |token: &Token| matches!(token.kind, Kind::Cue(Cue::Before(_)));
        if !clause.iter().any(bound) {
            return false;
        }
        let named = clause
            .iter()
            .any(|token| matches!(token.kind, Kind::Region(_) | Kind::Cue(Cue::Place) | Kind::Class(_)));
        let cities = |start: usize| {
            let words = self.text.rest(start);
            let set = words.trim_start_matches(|c: char| c.is_ascii_digit());
            set.len() < words.len() && set.starts_with("个城市") && !set.starts_with("个城市平均")
        };
        let means = has(self.said_since(self.state.clause_start, at), "平均");
        !named && !means && clause.iter().any(|token| cities(token.start))
    }

    /// 见图1, 附表2, 电话：020-83203073: a bare number behind what numbers a picture, a table or a telephone.
    fn is_a_reference(&self, at: usize) -> bool {
        const NUMBERED: [&str; 4] = ["图", "表", "附件", "专栏"];
        const CALLED: [&str; 12] = [
            "电话",
            "传真",
            "邮编",
            "邮政编码",
            "热线",
            "手机",
            "QQ",
            "微信",
            "账号",
            "信用代码",
            "联系方式",
            "文号",
        ];
        /// The longest list of numbers, in characters.
        const LONGEST: usize = 60;
        let Some(Kind::Quantity(Quantity { unit: None, .. })) = self.kind(at) else {
            return false;
        };
        let start = self.tokens.list[at].start;
        let before = self.text.slice(start.saturating_sub(LONGEST)..start);
        let sign = |c: char| c.is_ascii_digit() || " -:、,，/()—".contains(c);
        let number = |words: &[&str], text: &str| words.iter().any(|word| text.ends_with(word));
        number(&NUMBERED, before.trim_end_matches(['-', ' '])) || number(&CALLED, before.trim_end_matches(sign))
    }
}

//! Which entries of the catalogue a name may mean, by the words before it.

use super::reader::Reader;
use super::reading::Reading;
use super::series::Item;
use super::value::Target;
use crate::language::class::class_at;
use crate::language::token::Kind;
use crate::language::words::{has, rfind};
use crate::model;

impl Reader<'_> {
    /// The entries of a name that the words before it allow.
    pub(super) fn admitted(&self, at: usize) -> Vec<u32> {
        let token = &self.tokens.list[at];
        self.admitted_among(self.tokens.entries(token), at, self.slice(token))
    }

    /// Those of the entries whose `not_after` the title and the segment before token `at` allow, and whose `only_after`
    /// its sentence does.
    pub(super) fn admitted_among(&self, entries: &[u32], at: usize, name: &str) -> Vec<u32> {
        let says = |words: &[String], counters: &[String]| {
            // 我县15个问题已全部办结: a name around a number may speak of the sentence before.
            let from = if name.starts_with('#') {
                0
            } else {
                self.state.sentence_start
            };
            let said = self.said_since(from, at);
            words.iter().any(|word| {
                let said = rfind(said, word)
                    .is_some_and(|place| !self.counts_another_since(&said[place..], word, at, counters));
                said || has(name, word) || has(self.title, word)
            })
        };
        let rows = self.catalogue().entries();
        // Whether the entry asks for a word before this name of it.
        let asks = |entry: &u32| {
            let row = &rows[*entry as usize];
            !row.only_after.is_empty() && (row.short.is_empty() || row.short.iter().any(|short| short == name))
        };
        let admits = |entry: &u32| {
            let row = &rows[*entry as usize];
            (!asks(entry) || says(&row.only_after, &row.counters)) && !self.is_barred(*entry, at)
        };
        // 案件平均罚款8.8万元: a mean of amounts is no amount.
        let before = self.text.slice(0..self.tokens.list[at].start);
        let averaged = ["平均", "户均", "件均", "案均"]
            .iter()
            .any(|word| before.ends_with(word));
        let money = |entry: &u32| rows[*entry as usize].dimension == "money";
        let mean = |entry: &u32| {
            rows[*entry as usize].indicator.aggregation == model::Aggregation::Percentile
                && self.is_the_mean_beside_the_percentile(*entry, name)
        };
        let admits = |entry: &u32| admits(entry) && !(averaged && money(entry)) && !mean(entry);
        let admitted: Vec<u32> = entries.iter().copied().filter(admits).collect();
        // 完成整改 after 督察: the entry that asks for the word is the one that is meant, unless the sentence has moved on.
        let (asked, free): (Vec<u32>, Vec<u32>) = admitted.iter().copied().partition(asks);
        if asked.is_empty() {
            return free;
        }
        let asked = self.nearest(asked, at);
        let moved = |entry: &u32| !asks(entry) && self.speaks_of_another_domain(*entry, &asked, at);
        let moved: Vec<u32> = entries.iter().copied().filter(moved).collect();
        if moved.is_empty() { asked } else { moved }
    }

    /// Whether a word of `not_after` stands in the title, in the segment before a token, or in the sentence before one
    /// that goes on with what that has named.
    pub(super) fn is_barred(&self, entry: u32, at: usize) -> bool {
        let rows = self.catalogue().entries();
        let words = &rows[entry as usize].not_after;
        if words.is_empty() {
            return false;
        }
        let before = self.said_since(self.state.segment_start, at);
        let sentence = self.sentence_gone_on_with();
        // 督察组…办结100件。其中，立案9家: parts of a count are of what their total is of.
        let counts = |entry: &u32| !rows[*entry as usize].counters.is_empty();
        let total = self.state.total.as_ref().filter(|_| self.state.part && counts(&entry));
        let total = total.and_then(|total| total.entry.filter(counts));
        let total = total.map_or("", |entry| rows[entry as usize].indicator.name.as_str());
        words
            .iter()
            .any(|word| has(before, word) || has(self.title, word) || has(sentence, word) || has(total, word))
    }

    /// 全区湖库点位水质良好。Ⅰ～Ⅲ类点位7个…: what a sentence that begins with a class goes on with.
    pub(super) fn sentence_gone_on_with(&self) -> &str {
        let start = self.state.sentence_start;
        let Some(first) = self.token(start).filter(|_| start > self.state.sentence_before) else {
            return "";
        };
        match class_at(self.text.chars(), first.start).is_some() {
            true => self.said_since(self.state.sentence_before, start),
            false => "",
        }
    }

    /// 臭氧平均浓度为59…，臭氧日最大8小时滑动平均第90百分位数为135…: where the passage gives the percentile under its own
    /// name, the mean is another statistic of the same pollutant.
    fn is_the_mean_beside_the_percentile(&self, entry: u32, name: &str) -> bool {
        const PERCENTILE: [&str; 5] = ["百分位", "位数", "per", "小时", "8h"];
        let ranked = |name: &str| PERCENTILE.iter().any(|word| has(name, word));
        has(name, "均")
            && !ranked(name)
            && self.tokens.list.iter().any(|token| {
                matches!(token.kind, Kind::Mention(..))
                    && self.tokens.entries(token).contains(&entry)
                    && has(self.slice(token), "百分位")
            })
    }

    /// `一氧化碳年均浓度为0.9毫克/立方米`: an annual mean under its own name may be one, or what reports call the percentile.
    pub(super) fn no_annual_mean(&self, target: Target, item: &Item) -> Target {
        let rows = self.catalogue().entries();
        let percentile = |entry: u32| rows[entry as usize].indicator.aggregation == model::Aggregation::Percentile;
        let Some((entry, _)) = target.entry.filter(|(entry, _)| percentile(*entry)) else {
            return target;
        };
        let said = self.said_since(self.state.segment_start, item.token);
        let mean = rfind(said, "年均").max(rfind(said, "年平均"));
        let name = self.state.subjects.last().map_or(0, |subject| subject.token);
        let named = self.said_since(self.state.segment_start, name.min(item.token));
        if has(said, "位") || mean.is_none_or(|mean| mean < named.len()) {
            return target;
        }
        let code = &rows[entry as usize].indicator.code;
        Target {
            entry: None,
            note: Some(format!("an annual mean, or {code}")),
            rule: "ambiguous",
            ..target
        }
    }

    /// Of entries that ask for different words, those whose word was said in the last clause that has one (空气优良天数88天，
    /// 水源地…达标率); there the first leads (督察组转办的信访举报…，办结).
    fn nearest(&self, mut asked: Vec<u32>, at: usize) -> Vec<u32> {
        let rows = self.catalogue().entries();
        let said = self.said_since(self.state.sentence_start, at);
        let last = |entry: &u32| {
            let words = rows[*entry as usize].only_after.iter();
            words.filter_map(|word| rfind(said, word)).max()
        };
        let Some(latest) = asked.iter().filter_map(last).max().filter(|_| asked.len() > 1) else {
            return asked;
        };
        let clause = said[..latest].rfind([',', '，', ';', '；']).unwrap_or(0);
        let leads = asked.iter().filter_map(last).filter(|place| *place >= clause).min();
        asked.retain(|entry| last(entry) == leads);
        asked
    }

    /// 断面…，空气优良天数361天、优良率98.6%: since the word that `asked` ask for, the sentence has come to speak of what
    /// the entry belongs to.
    fn speaks_of_another_domain(&self, entry: u32, asked: &[u32], at: usize) -> bool {
        let rows = self.catalogue().entries();
        let domain = |entry: &u32| rows[*entry as usize].indicator.domain.as_str();
        let own = domain(&entry);
        let said = self.said_since(self.state.sentence_start, at);
        let words = asked.iter().flat_map(|entry| &rows[*entry as usize].only_after);
        let Some(word) = words.filter_map(|word| rfind(said, word)).max() else {
            return false;
        };
        let start = self.tokens.list[at].start.saturating_sub(said[word..].chars().count());
        let of_own =
            |reading: &Reading| reading.place.start > start && reading.entry.is_some_and(|entry| domain(&entry) == own);
        let mut since = self
            .readings
            .iter()
            .rev()
            .take_while(|reading| reading.place.end > start);
        asked.iter().all(|entry| domain(entry) != own) && since.any(of_own)
    }

    /// 围绕督察整改开展活动，收集意见建议37条，已办结31条: a count of something unknown in the same measure between a word
    /// and the name at token `at` is what the name speaks of.
    fn counts_another_since(&self, since: &str, word: &str, at: usize, counters: &[String]) -> bool {
        let from = self.tokens.list[at].start.saturating_sub(since.chars().count());
        let last = self
            .readings
            .iter()
            .rev()
            .find(|reading| reading.kind != model::Kind::Noise);
        // 督察组转办的109件…，经查属实93件: what the word itself names, and what came of it, is no other thing.
        let another = |subject: &String| !subject.ends_with("属实") && !has(subject, word);
        last.is_some_and(|last| {
            last.kind == model::Kind::Other
                && last.place.start >= from
                && last.rules == ["unnamed"]
                && last.subject.as_ref().is_some_and(another)
                && counters.contains(&last.unit)
        })
    }

    /// The text from a token on up to the one at `at`, as far back as a reader remembers.
    pub(super) fn said_since(&self, first: usize, at: usize) -> &str {
        const MEMORY: usize = 200;
        let end = self.tokens.list[at].start;
        let start = self.token(first).map_or(end, |token| token.start.min(end));
        self.text.slice(start.max(end.saturating_sub(MEMORY))..end)
    }

    /// 未办结, 不达标; PM2.5超标: what stands right before makes it another thing.
    pub(super) fn is_part_of_a_word(&self, at: usize) -> bool {
        let token = self.tokens.list[at];
        let before = token.start.checked_sub(1).map(|i| self.text.chars()[i]);
        let negated = before.is_some_and(|c| matches!(c, '未' | '不' | '非' | '拟'));
        let glued = at > 0 && matches!(self.kind(at - 1), Some(Kind::Mention(..))) && {
            let entries = self.tokens.entries(&self.tokens.list[at - 1]);
            entries.iter().any(|entry| {
                self.catalogue().entries()[*entry as usize]
                    .dimension
                    .ends_with("concentration")
            })
        };
        // 劣四类, 较重酸雨: worse than what the name says.
        let worse = before.is_some_and(|c| c == '劣') || before == Some('重') && self.slice(&token).starts_with("酸雨");
        negated || glued || worse
    }
}

//! What the words around a number say of it: a target, a plan, a limit; how exact it is.

use super::reader::Reader;
use super::series::Item;
use crate::catalogue::{Bound, Cue, Modal};
use crate::language::token::Kind;
use crate::language::words::{has, has_any};
use crate::model::{self, Approx};

impl Reader<'_> {
    /// PM2.5年均浓度…, 29μg/m³的年度目标: a target for a mean of the year holds for the year.
    pub(super) fn says_year(&self, at: usize) -> bool {
        let start = self.tokens.list[self.state.clause_start.min(at)].start;
        let end = self.aim_behind(at).unwrap_or(at);
        // 下半年均值 is no mean of the year.
        let words = self.text.slice(start..self.tokens.list[end].end).replace("半年", "");
        has_any(&words, &["年均", "全年", "年平均", "年度"])
    }

    /// `30μg/m³目标`, `29μg/m³的年度目标`: the token of the aim that the number belongs to.
    fn aim_behind(&self, at: usize) -> Option<usize> {
        let behind = (at + 1..self.tokens.list.len())
            .find(|index| !matches!(self.kind(*index), Some(Kind::Cue(Cue::Filler | Cue::After(_)))))?;
        self.tokens.list[behind].is(Cue::Aim).then_some(behind)
    }

    /// What the sentence, its chapter or the word right before the number says that it is.
    pub(super) fn modality(&self, at: usize, named: bool) -> (model::Kind, Option<&'static str>) {
        if !named || self.state.rule {
            return (model::Kind::Other, self.state.rule.then_some("rule"));
        }
        if self.aims_at(at) || self.sets_an_aim(at) {
            return (model::Kind::Target, Some("target"));
        }
        if self.state.modal.is_none() && self.section.is_none() && self.goes_on_with_an_aim(at) {
            return (model::Kind::Other, Some("target-or-actual"));
        }
        match (self.state.modal, self.section) {
            (Some(Modal::Limit), _) => (model::Kind::Limit, Some("limit")),
            (Some(Modal::Target), _) => (model::Kind::Target, Some("target")),
            (_, Some(Modal::Target)) => (model::Kind::Target, Some("target")),
            (_, Some(_)) if self.bounded(at) || self.is_due(at) => (model::Kind::Target, Some("target")),
            (Some(Modal::Plan), _) | (_, Some(_)) => (model::Kind::Plan, Some("plan")),
            (Some(Modal::Done) | None, None) => (model::Kind::Actual, None),
        }
    }

    /// 超二级标准限值（PM10为116…）: what stands behind is what was measured.
    pub(super) fn is_exceeded(&self, at: usize) -> bool {
        const NEAR: usize = 10;
        let end = self.tokens.list[at].start;
        let said = self.said_since(self.state.clause_start.min(at), at);
        let near = self.text.slice(end.saturating_sub(NEAR)..end);
        let over = has(near, "超") && has(said, "超") && !has_any(said, &["不得超", "不超", "未超"]);
        let word = self.slice(&self.tokens.list[at]);
        let opens =
            matches!(self.kind(at + 1), Some(Kind::Open)) || self.text.rest(self.tokens.list[at].end).starts_with('外');
        over && word.contains("限值") && opens
    }

    /// “十四五”规划, 三年行动计划》: the end of a paper's name plans nothing.
    pub(super) fn is_a_plans_name(&self, at: usize) -> bool {
        let token = &self.tokens.list[at];
        let named = at.checked_sub(1).and_then(|before| self.kind(before));
        let chars = self.text.chars();
        let quoted = chars[..token.start].last().is_some_and(|c| matches!(c, '”' | '"'));
        matches!(named, Some(Kind::Noise(_) | Kind::Cue(Cue::Name))) || quoted || chars.get(token.end) == Some(&'》')
    }

    /// PM2.5目标为39…，优良天数比例为82.7%: whether the list of aims goes on, nobody can tell.
    fn goes_on_with_an_aim(&self, at: usize) -> bool {
        let clause = self.state.clause_start.min(at);
        let aimed = self.state.segment_start < clause
            && (self.state.segment_start..clause).any(|index| {
                self.tokens.list[index].is(Cue::Aim)
                    && self.is_followed_by_its_value(index)
                    && !self.stands_in_closed_brackets(index, at)
            });
        aimed
            && self.measures(at)
            && !has_any(
                self.said_since(clause, at),
                &["实际", "目前", "已", "同比", "完成", "现", "仍", "季度", "月"],
            )
    }

    /// Whether a number is a share, a concentration or a class.
    fn measures(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Quantity(quantity)) => quantity.unit.is_some_and(|unit| {
                let dimension = self.catalogue().units().get(unit).dimension.as_str();
                dimension == "share" || dimension.ends_with("concentration")
            }),
            Some(Kind::Class(_)) => true,
            _ => false,
        }
    }

    /// 以上, 以内, 不少于, or a share or concentration: in a chapter of plans such a number is to be reached.
    fn bounded(&self, at: usize) -> bool {
        let behind = matches!(
            self.kind(at + 1),
            Some(Kind::Cue(Cue::After(Bound::Over | Bound::Under)))
        );
        behind || self.measures(at)
    }

    /// 全年…, 年底前…: in a chapter of plans such a number is what the year is measured by.
    fn is_due(&self, at: usize) -> bool {
        let words = self.said_since(self.state.segment_start, at);
        has_any(words, &["全年", "年底前", "年底", "年内", "年末"])
    }

    /// 不低于, 目标 or 任务 right before the number: 目标（32.9…）, 不高于36….
    fn aims_at(&self, at: usize) -> bool {
        let before = self.tokens.list[self.state.segment_start.min(at)..at].iter().rev();
        let mut words = before.take_while(|token| {
            matches!(
                token.kind,
                Kind::Open | Kind::Cue(Cue::Aim | Cue::TargetBound(_) | Cue::Filler | Cue::Before(_) | Cue::All)
            )
        });
        words.any(|token| matches!(token.kind, Kind::Cue(Cue::Aim | Cue::TargetBound(_))))
            || self.aim_behind(at).is_some()
    }

    /// Whether the number is a target or a limit: it may then stand far from its name.
    pub(super) fn is_set(&self, at: usize) -> bool {
        self.aims_at(at) || self.state.modal == Some(Modal::Limit)
    }

    /// What stands around the number: 约, 超过, 以上, 左右; the number's own 余 and 多 win.
    pub(super) fn approx(&self, item: &Item) -> Option<Approx> {
        let bound = |bound: Bound| match bound {
            Bound::Over => Approx::Over,
            Bound::Under => Approx::Under,
            Bound::About => Approx::About,
        };
        let before = item
            .token
            .checked_sub(1)
            .and_then(|at| self.kind(at))
            .and_then(|kind| match kind {
                Kind::Cue(Cue::Before(each) | Cue::TargetBound(each)) => Some(bound(each)),
                _ => None,
            });
        let after = self.kind(item.token + 1).and_then(|kind| match kind {
            Kind::Cue(Cue::After(each)) => Some(bound(each)),
            _ => None,
        });
        // 3个多百分点, 10个及以上百分点: the bound stands inside the unit.
        let inside = has_any(item.written, &["以上", "个多"]).then_some(Approx::Over);
        item.quantity.approx.or(inside).or(after).or(before)
    }
}

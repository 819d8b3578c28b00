//! The language of an answer: how labels, periods, units and values are said in it.

use super::labels::{DOMAINS, KINDS, Label, Text, UNITS};
use crate::model::{Comparison, Indicator, Kind, Period, Value, WaterClass};

/// The language of headings, notes and words. What a report says stays as the report says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The language of this code: `zh` or `en`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "zh" => Some(Lang::Zh),
            "en" => Some(Lang::En),
            _ => None,
        }
    }

    /// Its tag for pages and documents.
    pub fn tag(self) -> &'static str {
        self.either("zh-CN", "en")
    }

    /// The one of two texts that is in this language.
    pub(super) fn either<'t>(self, zh: &'t str, en: &'t str) -> &'t str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A text of the table.
    pub fn text(self, label: impl Text) -> &'static str {
        let (zh, en) = label.texts();
        self.either(zh, en)
    }

    /// A text of the table with its `{words}` filled in.
    pub fn fill(self, label: impl Text, words: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(label);
        while let Some((before, (word, after))) = rest.split_once('{').and_then(|(b, a)| Some((b, a.split_once('}')?)))
        {
            filled.push_str(before);
            filled.push_str(
                words
                    .iter()
                    .find(|(name, _)| *name == word)
                    .map_or("", |(_, text)| text),
            );
            rest = after;
        }
        filled + rest
    }

    /// A period as a reader of this language names it.
    pub fn period(self, period: Period) -> String {
        match self {
            Lang::Zh => period.label_zh(),
            Lang::En => period.label(),
        }
    }

    /// The name of an indicator.
    pub fn indicator(self, indicator: &Indicator) -> &str {
        self.either(&indicator.name, &indicator.name_en)
    }

    /// A unit as people write it.
    pub fn unit(self, code: &str) -> &str {
        let known = UNITS.iter().find(|(each, ..)| *each == code);
        known.map_or(code, |(_, zh, en)| self.either(zh, en))
    }

    /// A part of the catalogue as a heading.
    pub fn domain(self, code: &str) -> &str {
        let known = DOMAINS.iter().find(|(each, ..)| *each == code);
        known.map_or(code, |(_, zh, en)| self.either(zh, en))
    }

    /// A kind of the ledger as people call it.
    pub fn kind(self, kind: Kind) -> &'static str {
        let (_, zh, en) = KINDS[kind as usize];
        self.either(zh, en)
    }

    /// What a stated change is measured against.
    pub fn comparison(self, comparison: Comparison) -> String {
        let label = match comparison {
            Comparison::Yoy => Label::OnYear,
            Comparison::Qoq => Label::OnQuarter,
            Comparison::Mom => Label::OnMonth,
            Comparison::Target => Label::OnTarget,
            Comparison::Versus(period) => return self.fill(Label::OnPeriod, &[("period", &self.period(period))]),
        };
        self.text(label).to_owned()
    }

    /// A value as people write it.
    pub fn value(self, value: Value) -> String {
        match (value, self) {
            (Value::Number(number), _) => number.to_string(),
            (Value::Class(class), Lang::Zh) => class.name().to_owned(),
            (Value::Class(WaterClass::Inferior), Lang::En) => "worse than V".to_owned(),
            (Value::Class(class), Lang::En) => class.code().to_owned(),
        }
    }

    /// Several words in a row.
    pub fn list(self, words: &[String]) -> String {
        words.join(self.either("、", ", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filled_in_once() {
        let filled = Lang::Zh.fill(Label::GapIn, &[("period", "{why}"), ("why", "x")]);
        assert_eq!(filled, "{why}：x");
    }

    #[test]
    fn an_unknown_unit_is_shown_as_it_is() {
        assert_eq!(
            (Lang::Zh.unit("furlong"), Lang::Zh.unit("day"), Lang::En.unit("day")),
            ("furlong", "天", "days")
        );
    }
}

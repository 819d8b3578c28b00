//! The way from a figure down to the tokens of its sentence, as rows of an explanation.

use super::labels::Label;
use super::lang::Lang;
use super::rules::rule;
use crate::model::{Link, Origin, Role, TokenKind, Trail, TrailToken};

/// What pieces of a sentence are called.
const KINDS: &[(TokenKind, &str, &str)] = &[
    (TokenKind::Number, "数字", "number"),
    (TokenKind::Unit, "单位", "unit"),
    (TokenKind::Class, "水质类别", "class"),
    (TokenKind::Ordinal, "序数", "ordinal"),
    (TokenKind::Masked, "隐去的数字", "masked number"),
    (TokenKind::Time, "时间", "time"),
    (TokenKind::Indicator, "指标名称", "name of indicators"),
    (TokenKind::Place, "地方", "place"),
    (TokenKind::Cue, "提示词", "cue"),
    (TokenKind::Noise, "编号或专名", "numbering or name"),
    (TokenKind::Sign, "标点", "punctuation"),
    (TokenKind::Text, "文字", "text"),
];

/// What things about a figure are called.
const ROLES: &[(Role, &str, &str)] = &[
    (Role::Value, "数值", "value"),
    (Role::Unit, "单位", "unit"),
    (Role::Indicator, "指标", "indicator"),
    (Role::Period, "时期", "period"),
    (Role::Region, "地区", "region"),
    (Role::Dimension, "细分", "detail"),
    (Role::Base, "对比", "base"),
    (Role::Movement, "升降", "movement"),
    (Role::Kind, "类别", "kind"),
    (Role::Approx, "约数", "bound"),
];

/// A row of an explanation about the trail: what it is about, what it says, and the same for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TrailRow {
    /// Heading of the row.
    pub item: String,
    /// What it says.
    pub content: String,
    /// For machines.
    pub machine: Machine,
}

/// What machines get of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Machine {
    /// `link` or `token`.
    pub part: &'static str,
    /// The words.
    pub text: Option<String>,
    /// Kind of the token.
    pub kind: Option<&'static str>,
    /// Its characters in the report's text.
    pub place: Option<(usize, usize)>,
    /// What it gave, parted by blanks.
    pub roles: String,
    /// Where that was found.
    pub origin: Option<&'static str>,
}

/// The rows of a trail: first what each thing comes from, then every token of the sentence.
pub(super) fn rows(trail: &Trail, lang: Lang) -> Vec<TrailRow> {
    let links = trail.links.iter().map(|link| link_row(link, lang));
    let tokens = trail.tokens.iter().enumerate();
    links
        .chain(tokens.map(|(index, token)| token_row(index + 1, token, lang)))
        .collect()
}

fn link_row(link: &Link, lang: Lang) -> TrailRow {
    let text = link.text.as_deref().unwrap_or_default();
    let label = match (link.origin, link.text.is_some()) {
        (Origin::Sentence, _) => Label::FromSentence,
        (Origin::Before, _) => Label::FromBefore,
        (Origin::Section, _) => Label::FromSection,
        (Origin::Report, true) => Label::FromReportText,
        (Origin::Report, false) => Label::FromReport,
        (Origin::Person, _) => Label::FromPerson,
        (Origin::Rule, _) => Label::FromRule,
    };
    TrailRow {
        item: lang.fill(Label::FromItem, &[("role", role(link.role, lang))]),
        content: lang.fill(label, &[("text", text)]),
        machine: Machine {
            part: "link",
            text: link.text.clone(),
            roles: link.role.code().to_owned(),
            origin: Some(link.origin.code()),
            ..Machine::default()
        },
    }
}

fn token_row(number: usize, token: &TrailToken, lang: Lang) -> TrailRow {
    let names: Vec<String> = token.roles.iter().map(|each| role(*each, lang).to_owned()).collect();
    let label = match names.is_empty() {
        true => Label::TokenLine,
        false => Label::TokenGave,
    };
    let words = [
        ("text", token.text.as_str()),
        ("kind", kind(token.kind, lang)),
        ("start", &(token.char_start + 1).to_string()),
        ("end", &token.char_end.to_string()),
        ("roles", &lang.list(&names)),
    ];
    let codes: Vec<&str> = token.roles.iter().map(|role| role.code()).collect();
    TrailRow {
        item: lang.fill(Label::TokenItem, &[("number", &number.to_string())]),
        content: lang.fill(label, &words),
        machine: Machine {
            part: "token",
            text: Some(token.text.clone()),
            kind: Some(token.kind.code()),
            place: Some((token.char_start, token.char_end)),
            roles: codes.join(" "),
            origin: None,
        },
    }
}

/// The rules of a figure, each with what it does where that is known.
pub(super) fn rules(names: &str, lang: Lang) -> String {
    let each = |name: &str| match rule(name, lang) {
        Some(meaning) => lang.fill(Label::RuleMeans, &[("rule", name), ("meaning", meaning)]),
        None => name.to_owned(),
    };
    names.split(" > ").map(each).collect::<Vec<_>>().join(" > ")
}

fn kind(kind: TokenKind, lang: Lang) -> &'static str {
    let (_, zh, en) = KINDS[kind as usize];
    lang.either(zh, en)
}

fn role(role: Role, lang: Lang) -> &'static str {
    let (_, zh, en) = ROLES[role as usize];
    lang.either(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_complete_and_in_order() {
        assert!(TokenKind::ALL.iter().eq(KINDS.iter().map(|(kind, ..)| kind)));
        assert!(Role::ALL.iter().eq(ROLES.iter().map(|(role, ..)| role)));
    }

    #[test]
    fn a_token_says_what_it_gave() {
        let trail = Trail {
            tokens: vec![TrailToken {
                text: "12".into(),
                kind: TokenKind::Number,
                char_start: 4,
                char_end: 6,
                roles: vec![Role::Value],
            }],
            links: vec![Link {
                role: Role::Period,
                origin: Origin::Report,
                text: None,
            }],
        };
        let shown: Vec<String> = rows(&trail, Lang::Zh)
            .into_iter()
            .map(|row| format!("{} {}", row.item, row.content))
            .collect();
        assert_eq!(shown, ["时期出自 报告自身", "词1 12：数字，第5—6字，给出数值"]);
        assert_eq!(
            rules("named > new-rule", Lang::En),
            "named (the name stands before the number) > new-rule"
        );
    }
}

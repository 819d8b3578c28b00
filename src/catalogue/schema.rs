//! The TOML of a catalogue file. Unknown keys are defects.

use serde::Deserialize;
use toml::Spanned;

/// One file: any mix of the three kinds of block.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(default)]
    pub indicator: Vec<Spanned<IndicatorBlock>>,
    #[serde(default)]
    pub unit: Vec<Spanned<UnitBlock>>,
    #[serde(default)]
    pub cue: Vec<Spanned<CueBlock>>,
}

/// `[[indicator]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorBlock {
    pub code: String,
    pub name: String,
    pub name_en: String,
    /// Where it is not the name of the file.
    #[serde(default)]
    pub domain: Option<String>,
    pub unit: String,
    pub decimals: u32,
    pub aggregation: String,
    pub better: String,
    pub change: String,
    pub range: Option<[String; 2]>,
    #[serde(default)]
    pub series_break: Option<BreakBlock>,
    pub aliases: Vec<String>,
    #[serde(default)]
    pub counters: Vec<String>,
    #[serde(default)]
    pub not_after: Vec<String>,
    #[serde(default)]
    pub only_after: Vec<String>,
    #[serde(default)]
    pub bears_name: bool,
    #[serde(default)]
    pub kinds: Vec<String>,
    #[serde(default)]
    pub no_kinds: Vec<String>,
    #[serde(default)]
    pub short: Vec<String>,
    #[serde(default)]
    pub shared: Vec<String>,
    #[serde(default)]
    pub narrowed_by: Vec<String>,
    #[serde(default)]
    pub parts: Vec<String>,
    #[serde(default)]
    pub dealt_with: Option<String>,
    pub counts: Option<[String; 2]>,
    pub examples: Vec<Example>,
    pub counter_examples: Vec<String>,
}

/// The day from which an indicator is measured against another standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakBlock {
    pub day: String,
    pub standard: String,
}

/// A sentence from which exactly one indicator is read, and its value in the catalogue's unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The value as the store writes it.
    pub value: String,
}

/// `[[unit]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitBlock {
    pub code: String,
    pub dimension: String,
    pub factor: String,
    pub spellings: Vec<String>,
}

/// `[[cue]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueBlock {
    pub cue: String,
    pub words: Vec<String>,
    pub example: String,
    pub counter_example: String,
}

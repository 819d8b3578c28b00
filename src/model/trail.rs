//! The way from a figure down to the tokens of its sentence.

use super::indicator::coded_enum;

coded_enum! {
    /// What a piece of a sentence is.
    TokenKind {
        /// A number without its unit.
        Number = "number",
        /// A unit or measure word.
        Unit = "unit",
        /// A water-quality class.
        Class = "class",
        /// 第五, 第4位.
        Ordinal = "ordinal",
        /// Hidden digits.
        Masked = "masked",
        /// A phrase of time.
        Time = "time",
        /// A name of indicators.
        Indicator = "indicator",
        /// A place.
        Place = "place",
        /// A word that says how a number is to be read: 同比, 下降, 分别, 目标.
        Cue = "cue",
        /// Digits that are no figure: numbering, standards, names.
        Noise = "noise",
        /// Punctuation.
        Sign = "sign",
        /// Anything else.
        Text = "text",
    }
}

coded_enum! {
    /// What of a figure a token gave.
    Role {
        /// Its value.
        Value = "value",
        /// Its unit.
        Unit = "unit",
        /// Its indicator.
        Indicator = "indicator",
        /// Its period.
        Period = "period",
        /// Its region.
        Region = "region",
        /// What narrows it.
        Dimension = "dimension",
        /// What a change is measured against.
        Base = "base",
        /// The direction of a change.
        Movement = "movement",
        /// That it is a target, a plan or a limit.
        Kind = "kind",
        /// How exact it is.
        Approx = "approx",
    }
}

coded_enum! {
    /// Where something of a figure was found.
    Origin {
        /// In its own sentence.
        Sentence = "sentence",
        /// Before it, in the same paragraph or table.
        Before = "before",
        /// In a heading above it.
        Section = "section",
        /// In what the report says of itself.
        Report = "report",
        /// A person said so.
        Person = "person",
        /// No single word says it: the rules named with the figure concluded it.
        Rule = "rule",
    }
}

/// A piece of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrailToken {
    /// As the report writes it.
    pub text: String,
    /// What it is.
    pub kind: TokenKind,
    /// First character in the report's text.
    pub char_start: usize,
    /// One past its last character.
    pub char_end: usize,
    /// What of the figure it gave.
    pub roles: Vec<Role>,
}

/// Where one thing about a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The thing.
    pub role: Role,
    /// Where it was found.
    pub origin: Origin,
    /// The words that say it; `None` where no single word does.
    pub text: Option<String>,
}

/// The tokens of a figure's sentence, and what each thing about the figure comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// In the order of the sentence, without gaps.
    pub tokens: Vec<TrailToken>,
    /// In the order of [`Role::ALL`]; only what the figure has.
    pub links: Vec<Link>,
}

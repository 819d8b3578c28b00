//! The neutral result for other programs: typed columns and exact text. It knows neither indicators nor file formats.

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// An exact decimal, as text.
    Decimal,
    /// A day as ISO text.
    Date,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name for programs.
    pub name: String,
    /// What stands in it.
    pub kind: Kind,
    /// What it means, for people.
    pub meaning: String,
}

impl Field {
    /// A column of this name.
    pub fn new(name: impl Into<String>, kind: Kind, meaning: impl Into<String>) -> Self {
        Field {
            name: name.into(),
            kind,
            meaning: meaning.into(),
        }
    }

    /// Its meaning as a heading: up to the first sign that begins an explanation.
    pub fn heading(&self) -> &str {
        let end = self.meaning.find(['：', '，', '；', '（', ':', ',', ';', '(']);
        match self.meaning[..end.unwrap_or(self.meaning.len())].trim() {
            "" => &self.name,
            heading => heading,
        }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dataset {
    /// Its name for programs: `observations`.
    pub name: String,
    /// What it holds, for people.
    pub meaning: String,
    /// Its columns.
    pub fields: Vec<Field>,
    /// As many values in each row as there are columns; `None` is not known, and never zero.
    pub rows: Vec<Vec<Option<String>>>,
    /// Columns that together tell the rows apart; none where that is not promised.
    pub key: Vec<String>,
}

impl Dataset {
    /// Where the column of this name stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// What a column of a message is, beside what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Tells observations apart.
    Dimension,
    /// The dimension of time.
    Time,
    /// The value itself.
    Measure,
    /// Says something about the value, or about all that share a dimension.
    Attribute(Option<&'static str>),
}

/// A column of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Component {
    /// Its name for programs.
    pub id: &'static str,
    /// What it is.
    pub role: Role,
    /// What stands in it.
    pub kind: Kind,
    /// The list from which its values come.
    pub codes: Option<&'static str>,
    /// What it means, in Chinese and English.
    pub names: [&'static str; 2],
}

/// Values that a column may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Codelist {
    /// Its name for programs.
    pub id: &'static str,
    /// In Chinese and English.
    pub names: [String; 2],
    /// Its codes, in order.
    pub codes: Vec<Code>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// As it stands in the column.
    pub id: String,
    /// In Chinese and English.
    pub names: [String; 2],
}

/// The definition of a message: what its columns are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Structure {
    /// Who keeps it.
    pub agency: &'static str,
    /// The flow of data that has it.
    pub dataflow: &'static str,
    /// Of both.
    pub version: &'static str,
    /// In Chinese and English.
    pub names: [&'static str; 2],
    /// Its columns, in order.
    pub components: Vec<Component>,
    /// The lists that they refer to.
    pub codelists: Vec<Codelist>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_ends_where_the_explanation_begins() {
        for (meaning, heading) in [
            ("版次，按发布日期排", "版次"),
            ("Reporting period, for example 2024Q1", "Reporting period"),
            ("（无）", "x"),
            ("数值", "数值"),
        ] {
            assert_eq!(Field::new("x", Kind::Text, meaning).heading(), heading);
        }
    }
}

//! Chinese text × catalogue → tokens with offsets. Reports and questions are read with the same words.
//!
//! | module | does |
//! |---|---|
//! | [`normal`] | folds widths, blanks and damaged signs, and keeps the way back to the source |
//! | [`number`] | digits, Chinese numerals, thousands separators, 万 and 亿 |
//! | [`numeral`] | numerals of any Chinese text: fractions, mixed writings, 负 |
//! | [`quantity`] | the quantities of any Chinese text |
//! | [`phrase`] | phrases of time, still without a year where the text leaves it out |
//! | [`class`] | water-quality classes |
//! | [`lexicon`] | the longest word at a place |
//! | [`vocabulary`] | the catalogue's words in such lexicons |
//! | [`token`] | the tokens themselves |
//! | [`words`] | whether and where fixed words stand in a text |
//! | [`lex`] | one pass over a normalised text |

pub mod class;
pub mod lex;
pub mod lexicon;
pub mod normal;
pub mod number;
pub mod numeral;
pub mod phrase;
pub mod quantity;
mod stretch;
pub mod token;
pub mod vocabulary;
pub mod words;

#[cfg(test)]
mod phrase_tests;

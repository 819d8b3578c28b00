//! jibao (季报): an indicator store for the quarterly reports of China's ecology-and-environment bureaus.
//!
//! It reads a report as it was published, finds every figure in it, writes each indicator with its sentence into one
//! SQLite file, and answers what an office asks of it: how did it change on last quarter (环比), on last year (同比),
//! where does this number stand.
//!
//! Two straight lines run through the crate:
//!
//! ```text
//! import:  paths → document::read → Document → extract(&Document, &Vocabulary) → Extraction → store.record(…)
//! query:   question → store.observations(&Selection) → query::… → Answer → render(Format, &Answer) → stdout
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`model`] | the words of the domain, pure |
//! | [`catalogue`] | `data/catalogue/*.toml` → indicators, units, cues, regions |
//! | [`language`] | Chinese text × catalogue → tokens with offsets |
//! | [`ingest`] | a report → document → ledger |
//! | [`store`] | the SQLite file |
//! | [`query`] | observations → answers, pure |
//! | [`answer`] | the neutral result |
//! | [`dataset`] | typed columns for other programs |
//! | [`board`] | a page of everything, before it is written |
//! | [`bulletin`] | the next bulletin, before it is written |
//! | [`render`] | answers → table, CSV, JSON, Markdown, HTML, XLSX |
//! | [`cli`] | arguments, environment, terminal |
//!
//! # Example
//!
//! ```
//! use jibao::catalogue::Catalogue;
//! use jibao::ingest;
//! use jibao::language::vocabulary::Vocabulary;
//! use jibao::model::{Hints, Period};
//!
//! let catalogue = Catalogue::builtin()?;
//! let vocabulary = Vocabulary::new(&catalogue);
//! let hints = Hints { period: Period::parse("2024Q1").ok(), ..Hints::default() };
//! let text = "一季度，全区PM2.5平均浓度41微克/立方米，同比下降4.7%。";
//! let reading = ingest::read(text.as_bytes(), &vocabulary, &hints)?;
//! let figures = &reading.extraction.figures;
//! assert!(figures.iter().any(|figure| figure.indicator.as_deref() == Some("air.pm25.mean")
//!     && figure.as_written == "41微克/立方米"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod answer;
pub mod board;
pub mod bulletin;
pub mod catalogue;
pub mod chart;
pub mod cli;
pub mod dataset;
pub mod ingest;
pub mod language;
pub mod model;
pub mod query;
pub mod render;
pub mod store;

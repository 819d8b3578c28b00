//! jibao (季报): an indicator store for the quarterly reports of China's ecology-and-environment bureaus.
pub mod answer;
pub mod catalogue;
pub mod cli;
pub mod ingest;
pub mod language;
pub mod model;
pub mod query;
pub mod render;
pub mod store;

//! The embedded files, in catalogue order. A test compares the list with the folder.

macro_rules! embed {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/catalogue/", $name)))),+]
    };
}

/// Name and text of each embedded catalogue file.
pub const BUILTIN: &[(&str, &str)] = embed![
    "units.toml",
    "cues.toml",
    "air.toml",
    "water.toml",
    "soil.toml",
    "ecology.toml",
    "noise.toml",
    "enforcement.toml",
    "approval.toml",
    "credit.toml",
    "complaint.toml",
    "inspection.toml",
    "emission.toml",
    "monitoring.toml",
    "publicity.toml",
    "funding.toml",
    "emergency.toml",
    "radiation.toml",
];

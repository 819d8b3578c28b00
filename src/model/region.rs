//! Administrative divisions of GB/T 2260.

/// The level of a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 全国
    Nation,
    /// 省、自治区、直辖市
    Province,
    /// 地级市、自治州、盟
    City,
    /// 县、县级市、区、旗
    County,
}

impl Level {
    /// `nation`, `province`, `city` or `county`.
    pub fn code(self) -> &'static str {
        ["nation", "province", "city", "county"][self as usize]
    }
}

/// One division: six-digit code, full name, and the division it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Six-digit code of GB/T 2260, for example `110105`.
    pub code: String,
    /// Full name, for example `朝阳区`.
    pub name: String,
    /// Level of the division.
    pub level: Level,
    /// Code of the division above; `None` for a province.
    pub parent: Option<String>,
}

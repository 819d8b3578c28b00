//! Administrative divisions (GB/T 2260), embedded from `data/regions.csv`.

use rustc_hash::FxHashMap;

use crate::model::{Level, Region};

const TABLE: &str = include_str!("../../data/regions.csv");

/// Endings of full names, longest first: what is left over is the short name (延边 of 延边朝鲜族自治州).
const ENDINGS: &[&str] = &[
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
];

/// Peoples that stand between a short name and 自治州.
const PEOPLES: &[&str] = &[
    "朝鲜族",
    "土家族",
    "苗族",
    "侗族",
    "藏族",
    "羌族",
    "彝族",
    "布依族",
    "哈尼族",
    "壮族",
    "傣族",
    "景颇族",
    "白族",
    "傈僳族",
    "回族",
    "蒙古族",
    "蒙古",
    "哈萨克",
    "柯尔克孜",
];

/// Short names that are ordinary words; they are found only in full.
const WORDS: &[&str] = &["海东", "海南", "海西", "海北", "中山", "东方", "西安区", "黄山", "张家"];

/// The table with its indexes.
#[derive(Debug, Clone)]
pub struct Regions {
    list: Vec<Region>,
    /// Full and short names.
    by_name: FxHashMap<String, Vec<usize>>,
}

impl Regions {
    /// The embedded table.
    pub fn builtin() -> Self {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let list: Vec<Region> = rows
            .filter_map(|line| line.split_once(','))
            .map(|(code, name)| region(code, name))
            .collect();
        let mut by_name: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, region) in list.iter().enumerate() {
            by_name.entry(region.name.clone()).or_default().push(index);
            if let Some(short) = short_name(region) {
                by_name.entry(short.to_owned()).or_default().push(index);
                // 昌吉州
                if region.name.ends_with("自治州") {
                    by_name.entry(format!("{short}州")).or_default().push(index);
                }
            }
        }
        Regions { list, by_name }
    }

    /// Every division, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.list.iter()
    }

    /// The division with this code.
    pub fn by_code(&self, code: &str) -> Option<&Region> {
        self.list
            .binary_search_by(|region| region.code.as_str().cmp(code))
            .ok()
            .map(|index| &self.list[index])
    }

    /// All divisions with this full or short name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Region> {
        self.by_name
            .get(name)
            .into_iter()
            .flatten()
            .map(|index| &self.list[*index])
    }

    /// The one division that a name means: unique in the country, or inside the division with code `within`.
    pub fn resolve(&self, name: &str, within: Option<&str>) -> Option<&Region> {
        let inside = |region: &&Region| within.is_none_or(|code| is_inside(&region.code, code));
        let mut found = self.named(name).filter(inside);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Every name that a text may use, with the level of the division.
    pub fn names(&self) -> impl Iterator<Item = (&str, Level)> {
        self.by_name
            .iter()
            .map(|(name, indices)| (name.as_str(), self.list[indices[0]].level))
    }

    /// The longest name that starts at `at`, and where it ends.
    pub fn longest_at(&self, chars: &[char], at: usize) -> Option<(String, usize)> {
        let longest = chars.len().min(at + 12);
        (at + 2..=longest).rev().find_map(|end| {
            let name: String = chars[at..end].iter().collect();
            self.by_name.contains_key(&name).then_some((name, end))
        })
    }
}

fn is_inside(code: &str, outer: &str) -> bool {
    code.starts_with(outer.trim_end_matches('0'))
        || code.starts_with(&outer[..2.min(outer.len())]) && outer.ends_with("0000")
}

fn region(code: &str, name: &str) -> Region {
    let (level, parent) = match (&code[2..4], &code[4..]) {
        ("00", "00") => (Level::Province, None),
        (_, "00") => (Level::City, Some(format!("{}0000", &code[..2]))),
        _ => (Level::County, Some(format!("{}00", &code[..4]))),
    };
    Region {
        code: code.to_owned(),
        name: name.to_owned(),
        level,
        parent,
    }
}

/// The short name of a province or city; counties are named in full, for their short names are ordinary words.
fn short_name(region: &Region) -> Option<&str> {
    if region.level == Level::County {
        return None;
    }
    let ending = ENDINGS.iter().find(|ending| region.name.ends_with(**ending))?;
    let mut short = region.name.trim_end_matches(ending);
    while region.level == Level::City
        && let Some(people) = PEOPLES
            .iter()
            .find(|people| short.ends_with(**people) && short.len() > people.len())
    {
        short = short.trim_end_matches(people);
    }
    (short.chars().count() >= 2 && !WORDS.contains(&short)).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_complete() {
        let regions = Regions::builtin();
        let codes: Vec<&str> = regions.iter().map(|region| region.code.as_str()).collect();
        assert!(
            codes.len() > 3300 && codes.is_sorted_by(|a, b| a < b),
            "sorted, without duplicates"
        );
        for region in regions.iter().filter(|region| region.level == Level::County) {
            let province = format!("{}0000", &region.code[..2]);
            assert!(regions.by_code(&province).is_some(), "{} has no province", region.code);
        }
    }

    #[test]
    fn names_resolve_only_when_they_are_unique() {
        let regions = Regions::builtin();
        let code = |name: &str, within| regions.resolve(name, within).map(|region| region.code.as_str());
        assert_eq!(code("临沂市", None), Some("371300"));
        assert_eq!(code("临沂", None), Some("371300"));
        assert_eq!(code("内蒙古", None), Some("150000"));
        assert_eq!(code("延边", None), Some("222400"));
        assert_eq!(code("北京", None), Some("110000"));
        assert_eq!(code("鼓楼区", None), None);
        assert_eq!(code("鼓楼区", Some("320100")), Some("320106"));
        assert_eq!(code("云溪县", None), None);
    }
}

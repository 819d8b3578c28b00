//! `data/questions.toml`: the words with which people ask.

use serde::Deserialize;

/// What a word of a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// 环比
    Qoq,
    /// 同比
    Yoy,
    /// 变化: up or down.
    Movement,
    /// 上升
    Rise,
    /// 下降
    Fall,
    /// 增幅: the rise as a part of what was.
    RiseRate,
    /// 降幅
    FallRate,
    /// 多几家: the movement in things, not in percent.
    MoreThings,
    /// 超过
    BoundOver,
    /// 低于
    BoundUnder,
    /// 以上, 不低于
    BoundLeast,
    /// 以下, 不超过
    BoundMost,
    /// 较, 比: the base of a comparison follows.
    Against,
    /// 从: the base of a movement follows.
    From,
    /// 到
    To,
    /// 单季
    Single,
    /// 是否一致
    Agree,
    /// 合计, 相加
    Together,
    /// 加: the parts stand on both sides of it.
    Plus,
    /// 相差
    Apart,
    /// 按…计算, 应为
    Computed,
    /// 占
    Share,
    /// 完成率: the share of a thing that was dealt with.
    DoneShare,
    /// 还有…未完成
    Left,
    /// 更正前
    BeforeCorrection,
    /// 以更正稿为准
    Corrected,
    /// 在不同报告中
    InReports,
    /// 报告, 年报: a report as such.
    Report,
    /// 哪一期报告
    WhichReport,
    /// 几份报告
    HowManyReports,
    /// 出自, 写着
    Source,
    /// 开始, 首次
    FirstTime,
    /// 没有
    Missing,
    /// 哪个季度
    WhichTime,
    /// 几个季度
    HowManyTimes,
    /// 各季度
    EachTime,
    /// 哪个区, 各区
    WhichPlace,
    /// 几个断面
    HowManyPlaces,
    /// 几类水
    WhichClass,
    /// 哪些指标
    WhichIndicators,
    /// 最高
    Most,
    /// 最低
    Least,
    /// 最好
    Best,
    /// 最差
    Worst,
    /// 排名
    Rank,
    /// 排第几: the place of one.
    WhichRank,
    /// 变差了
    Worse,
    /// 变好了
    Better,
    /// 目标
    Target,
    /// 标准, 限值
    Standard,
    /// 一级标准
    FirstGrade,
    /// 二级标准
    SecondGrade,
    /// 百分点
    Points,
    /// 百分之几
    Percent,
    /// 多少天
    Days,
    /// 多少件
    Things,
    /// 多少
    HowMuch,
    /// 、和
    List,
    /// Says nothing by itself.
    Filler,
}

const TABLE: &str = include_str!("../../../data/questions.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    word: Vec<Block>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    means: Word,
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "examples are held by a test"))]
    example: String,
}

/// Every word with its meaning. The table is embedded and held by a test; a defect in it leaves nothing.
pub fn all() -> impl Iterator<Item = (String, Word)> {
    let blocks = toml::from_str::<File>(TABLE).map(|file| file.word).unwrap_or_default();
    blocks
        .into_iter()
        .flat_map(|block| block.words.into_iter().map(move |word| (word, block.means)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_has_words_and_an_example_with_one_of_them() {
        let file: File = toml::from_str(TABLE).unwrap_or_else(|error| panic!("{error}"));
        for block in file.word {
            let held = block.words.iter().any(|word| block.example.contains(word.as_str()));
            assert!(held, "{:?}", block.means);
        }
    }
}

//! Cues: the words that say how a number is to be read.

/// Which way a value moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// 上升
    Up,
    /// 下降
    Down,
    /// 持平
    Flat,
    /// 改善: down where less is better, up where more is.
    Better,
    /// 恶化
    Worse,
}

/// What makes a number something else than an actual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modal {
    /// 力争, 目标
    Target,
    /// 计划, 预计
    Plan,
    /// 限值
    Limit,
    /// 已完成: what follows is an actual again.
    Done,
}

/// How exact a word says the number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// 超过, 以上
    Over,
    /// 以下, 以内
    Under,
    /// 约, 左右
    About,
}

/// What a word of the text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// 上升, 下降, 持平, 改善, 恶化
    Verb(Movement),
    /// 同比
    Yoy,
    /// 环比
    Qoq,
    /// 较, 比, 与: a comparison when a phrase of time follows.
    Against,
    /// 其中: what follows is part of what stands before.
    Part,
    /// 分别, 依次: values go to names one by one.
    Each,
    /// 均, 各: one value for all names.
    All,
    /// 和, 及: joins the last two of a list.
    And,
    /// 其余
    Rest,
    /// 力争, 计划, 限值
    Modal(Modal),
    /// 目标, 任务: the number right behind it is a target.
    Aim,
    /// 每超标…, 奖励: a rule, whose numbers are no observations.
    Rule,
    /// 峰值, 小时均值: makes the name before it another thing.
    Other,
    /// A bound that is a requirement: 不低于, 控制在
    TargetBound(Bound),
    /// Before the number: 超过, 约
    Before(Bound),
    /// Behind it: 以上, 以内, 左右
    After(Bound),
    /// 排名, 列
    Rank,
    /// 倒数, 垫底
    RankWorst,
    /// 未出现, 无
    None,
    /// 由, 从: the earlier value of a movement follows.
    From,
    /// 增加到, 改善为, 升至: the present value follows.
    To,
    /// Adds nothing between a name and its number.
    Filler,
    /// 全市, 我区: the reporting region or one above it.
    SelfRegion,
    /// 长三角地区, “2+26”城市: a named group of places.
    Place,
    /// A name that carries a number.
    Name,
}

impl Cue {
    /// Every cue with the word that the catalogue uses for it.
    pub const ALL: &'static [(&'static str, Cue)] = &[
        ("verb.up", Cue::Verb(Movement::Up)),
        ("verb.down", Cue::Verb(Movement::Down)),
        ("verb.flat", Cue::Verb(Movement::Flat)),
        ("verb.better", Cue::Verb(Movement::Better)),
        ("verb.worse", Cue::Verb(Movement::Worse)),
        ("base.yoy", Cue::Yoy),
        ("base.qoq", Cue::Qoq),
        ("against", Cue::Against),
        ("part", Cue::Part),
        ("each", Cue::Each),
        ("all", Cue::All),
        ("and", Cue::And),
        ("rest", Cue::Rest),
        ("modal.target", Cue::Modal(Modal::Target)),
        ("modal.plan", Cue::Modal(Modal::Plan)),
        ("modal.limit", Cue::Modal(Modal::Limit)),
        ("modal.done", Cue::Modal(Modal::Done)),
        ("aim", Cue::Aim),
        ("rule", Cue::Rule),
        ("other", Cue::Other),
        ("target.over", Cue::TargetBound(Bound::Over)),
        ("target.under", Cue::TargetBound(Bound::Under)),
        ("from", Cue::From),
        ("to", Cue::To),
        ("place", Cue::Place),
        ("bound.over", Cue::Before(Bound::Over)),
        ("bound.under", Cue::Before(Bound::Under)),
        ("bound.about", Cue::Before(Bound::About)),
        ("after.over", Cue::After(Bound::Over)),
        ("after.under", Cue::After(Bound::Under)),
        ("after.about", Cue::After(Bound::About)),
        ("rank", Cue::Rank),
        ("rank.worst", Cue::RankWorst),
        ("none", Cue::None),
        ("filler", Cue::Filler),
        ("self", Cue::SelfRegion),
        ("name", Cue::Name),
    ];

    /// The cue with this name in the catalogue.
    pub fn from_name(name: &str) -> Option<Cue> {
        Self::ALL.iter().find(|(each, _)| *each == name).map(|(_, cue)| *cue)
    }
}

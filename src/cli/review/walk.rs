//! Goes through the open figures with a person, one by one. Every decision is on disk before the next is asked.

use super::judge::{Judge, Verdict, candidates};
use crate::answer::Cell;
use crate::catalogue::fold_name;
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::figures::stored_line;
use crate::cli::output::Output;
use crate::cli::prompt::Person;
use crate::cli::settings::Settings;
use crate::model::{Figure, Signature};
use crate::query::Lang;
use crate::query::explain::place_in_sentence;
use crate::store::{NewDecision, OpenFigure, Store};

/// Names of indicators shown for a word that was typed.
const MOST: usize = 12;

/// What came of the walk.
#[derive(Default)]
struct Count {
    assigned: usize,
    noise: usize,
    skipped: usize,
}

/// What a person says of one figure.
enum Said {
    Verdict(Verdict),
    Quit,
}

/// A person going through the open figures.
pub struct Walk<'w, P> {
    pub store: &'w mut Store,
    pub judge: &'w Judge<'w>,
    pub settings: &'w Settings,
    pub person: &'w mut P,
    pub output: &'w mut Output,
}

impl<P: Person> Walk<'_, P> {
    /// Walks through one report, or all.
    pub fn run(&mut self, report: Option<i64>) -> Result<Outcome, Failure> {
        // Before anything is asked: who decides must be known.
        self.judge.signature(None, None).map_err(Failure::new)?;
        let open = self.store.open_figures(report)?;
        let mut count = Count::default();
        for (index, figure) in open.iter().enumerate() {
            let shown = present(figure, index + 1, open.len(), self.store, self.settings)?;
            self.output.say(&shown);
            match ask(figure, self.judge, self.settings, self.person) {
                Said::Quit => break,
                Said::Verdict(verdict) => self.decide(figure, &verdict, &mut count)?,
            }
        }
        let left = open.len() - count.assigned - count.noise;
        self.output.say(&match self.settings.lang {
            Lang::Zh => format!(
                "记为指标 {} 个，非数据 {} 个，跳过 {} 个；还有 {left} 个待判定",
                count.assigned, count.noise, count.skipped
            ),
            Lang::En => format!(
                "{} assigned, {} noise, {} skipped; {left} still open",
                count.assigned, count.noise, count.skipped
            ),
        });
        Ok(if left > 0 { Outcome::Incomplete } else { Outcome::Done })
    }

    fn decide(&mut self, figure: &OpenFigure, verdict: &Verdict, count: &mut Count) -> Result<(), Failure> {
        if *verdict == Verdict::Skip {
            count.skipped += 1;
            return Ok(());
        }
        let ruling = match self.judge.ruling(figure, None, verdict) {
            Ok(ruling) => ruling,
            Err(why) => {
                self.output.say(&format!("jibao: {why}"));
                count.skipped += 1;
                return Ok(());
            }
        };
        let reason = self
            .person
            .line(self.settings.pick("理由（可留空）", "reason (may be empty)"));
        self.store.decide(&[NewDecision {
            figure: figure.row.id,
            ruling,
            signature: Signature {
                at: self.settings.stamp(),
                ..self.judge.signature(None, reason).map_err(Failure::new)?
            },
        }])?;
        let rivals = super::rivals_of(figure.row.id, self.store, self.settings.lang)?;
        rivals.iter().for_each(|rivals| self.output.say(rivals));
        match verdict {
            Verdict::Noise => count.noise += 1,
            _ => count.assigned += 1,
        }
        Ok(())
    }
}

/// The figure with its sentence, the number pointed at.
fn present(open: &OpenFigure, number: usize, of: usize, store: &Store, settings: &Settings) -> Result<String, Failure> {
    let detail = store.figure(open.row.id)?;
    let figure = &detail.row.figure;
    let place = place_in_sentence(&detail.text, &figure.sentence, figure.char_start);
    let line = stored_line(detail.row.clone());
    let sentence = match crate::query::explain::sentence(&line, place) {
        cell @ Cell::Marked { .. } => crate::render::for_people(&cell, "【", "】"),
        cell => crate::render::for_people(&cell, "", ""),
    };
    let note = figure
        .note
        .as_deref()
        .map(|note| format!("\n  {note}"))
        .unwrap_or_default();
    let period = figure
        .period
        .map(|period| settings.lang.period(period))
        .unwrap_or_default();
    Ok(format!(
        "\n[{number}/{of}] {} {} {period}\n  {sentence}{note}",
        open.row.id, open.report_title
    ))
}

fn ask(open: &OpenFigure, judge: &Judge<'_>, settings: &Settings, person: &mut impl Person) -> Said {
    let codes = candidates(&open.row.figure, judge.vocabulary);
    let mut choices: Vec<String> = codes.iter().map(|code| shown(code, judge, settings)).collect();
    choices.extend(
        [
            settings.pick("另一个指标…", "another indicator…"),
            settings.pick("非数据", "noise"),
            settings.pick("跳过", "skip"),
            settings.pick("退出", "quit"),
        ]
        .map(str::to_owned),
    );
    let question = match settings.lang {
        Lang::Zh => format!("“{}”记为", open.place.as_written),
        Lang::En => format!("`{}` is", open.place.as_written),
    };
    let Some(chosen) = person.choose(&question, &choices) else {
        return Said::Quit;
    };
    if let Some(code) = codes.get(chosen) {
        return Said::Verdict(Verdict::Indicator(code.clone()));
    }
    match chosen - codes.len() {
        0 => match another(&open.row.figure, judge, settings, person) {
            Some(code) => Said::Verdict(Verdict::Indicator(code)),
            None => Said::Verdict(Verdict::Skip),
        },
        1 => Said::Verdict(Verdict::Noise),
        2 => Said::Verdict(Verdict::Skip),
        _ => Said::Quit,
    }
}

/// An indicator by code, name or alias, or one of those that are most like what was typed.
fn another(figure: &Figure, judge: &Judge<'_>, settings: &Settings, person: &mut impl Person) -> Option<String> {
    let typed = person.line(settings.pick("代码、名称或别名", "code, name or alias"))?;
    if typed.trim().is_empty() {
        return None;
    }
    let codes = like(&typed, figure, judge);
    if codes.len() <= 1 {
        return Some(codes.into_iter().next().unwrap_or(typed));
    }
    let choices: Vec<String> = codes.iter().map(|code| shown(code, judge, settings)).collect();
    let chosen = person.choose(settings.pick("哪个指标", "which indicator"), &choices)?;
    codes.into_iter().nth(chosen)
}

/// Codes of the indicators that bear a name; else of those that contain it or are most like it and that the unit fits.
fn like(typed: &str, figure: &Figure, judge: &Judge<'_>) -> Vec<String> {
    let catalogue = judge.catalogue();
    let exact = catalogue.resolve(typed);
    if !exact.is_empty() {
        return exact.iter().map(|each| each.code.clone()).collect();
    }
    let wanted = fold_name(typed);
    let contains = catalogue.indicators().filter(|indicator| {
        let names = [&indicator.code, &indicator.name, &indicator.name_en];
        names
            .into_iter()
            .chain(&indicator.aliases)
            .any(|name| fold_name(name).contains(&wanted))
    });
    let mut codes: Vec<String> = Vec::new();
    for each in contains.chain(catalogue.nearest(typed, MOST)) {
        if codes.len() < MOST && !codes.contains(&each.code) && judge.fits(figure, each) {
            codes.push(each.code.clone());
        }
    }
    codes
}

fn shown(code: &str, judge: &Judge<'_>, settings: &Settings) -> String {
    let entry = judge.catalogue().entry(code);
    let name = entry.map_or("", |entry| settings.lang.indicator(&entry.indicator));
    let unit = entry.map_or("", |entry| settings.lang.unit(&entry.indicator.unit));
    format!("{name} ({unit}) {code}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::cli::review::tests::{World, settings};
    use crate::language::vocabulary::Vocabulary;

    /// Answers from a list; chooses by what the choice begins with.
    struct Script(Vec<&'static str>);

    impl Person for Script {
        fn choose(&mut self, _: &str, choices: &[String]) -> Option<usize> {
            let wanted = self.0.remove(0);
            choices.iter().position(|choice| choice.starts_with(wanted))
        }

        fn line(&mut self, _: &str) -> Option<String> {
            Some(self.0.remove(0).to_owned())
        }
    }

    fn walk(world: &mut World, answers: &[&'static str]) -> Vec<String> {
        let catalogue = Catalogue::builtin().unwrap();
        let vocabulary = Vocabulary::new(&catalogue);
        let settings = settings();
        let judge = Judge::new(&vocabulary, Some("王".to_owned()), settings.stamp());
        let mut person = Script(answers.to_vec());
        let mut output = Output::new(&settings);
        Walk {
            store: &mut world.store,
            judge: &judge,
            settings: &settings,
            person: &mut person,
            output: &mut output,
        }
        .run(None)
        .unwrap();
        assert!(person.0.is_empty(), "not asked: {:?}", person.0);
        let show = |decision: crate::model::Decision| {
            format!(
                "{} {} {:?}",
                decision.place.as_written,
                decision.ruling.code(),
                decision.made.reason
            )
        };
        world.store.decisions().unwrap().into_iter().map(show).collect()
    }

    const TEXT: &str = "柳湖县生态环境局2024年一季度工作总结\n全县种下桂花树12棵，发放蓝帽子30个，开出大篷车7辆。\n";

    #[test]
    fn each_open_figure_is_asked_once_and_quitting_keeps_what_was_said() {
        let mut world = World::with(TEXT);
        assert_eq!(
            walk(&mut world, &["非数据", "树不是数据", "跳过", "退出"]),
            ["12棵 noise Some(\"树不是数据\")"]
        );
        assert_eq!(walk(&mut world, &["退出"]).len(), 1);
    }

    #[test]
    fn another_indicator_is_found_by_a_part_of_its_name() {
        let mut world = World::with(TEXT);
        let said = walk(&mut world, &["另一个指标", "立案查处环境", "立案", "", "退出"]);
        assert_eq!(said, ["12棵 indicator None"]);
    }

    #[test]
    fn an_indicator_of_another_dimension_is_refused_and_the_figure_stays_open() {
        let mut world = World::with(TEXT);
        assert!(walk(&mut world, &["另一个指标", "PM2.5", "退出"]).is_empty());
        assert_eq!(world.store.open_figures(None).unwrap().len(), 3);
    }
}

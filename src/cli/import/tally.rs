//! What an import comes to, for its summary.

use crate::answer::Answer;
use crate::cli::Outcome;
use crate::cli::args::Import;
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::settings::Settings;
use crate::model::{Extraction, Kind};
use crate::query::{Lang, ReportLine, reports};
use crate::store::Recorded;

/// Counts of a run.
#[derive(Default)]
pub struct Tally {
    lines: Vec<ReportLine>,
    pub notes: Vec<String>,
    /// Files that could not be read.
    pub failed: usize,
    pub files: usize,
    pub interrupted: bool,
}

impl Tally {
    /// Counts a report that was recorded.
    pub fn add(&mut self, recorded: Recorded, extraction: &Extraction, label: &str, settings: &Settings) {
        let title = title_of(extraction, label);
        let mut line = line_of(extraction, label);
        match recorded {
            Recorded::Unchanged { report } => {
                let same = settings.pick(
                    "：内容与已有报告相同，未作改动，编号 ",
                    ": already there unchanged, as report ",
                );
                self.notes.push(format!("{title}{same}{report}"));
                return;
            }
            Recorded::Again {
                report,
                edition,
                changed,
                ..
            } => {
                (line.id, line.edition) = (report, edition);
                self.notes.push(match settings.lang {
                    Lang::Zh => format!("{title}：已重读，{changed} 个数字的读法有变化"),
                    Lang::En => format!("{title}: read again, {changed} figure(s) are read otherwise now"),
                });
            }
            Recorded::New {
                report,
                edition,
                supersedes,
            } => {
                (line.id, line.edition) = (report, edition);
                if let Some(old) = supersedes {
                    let replaces = settings.pick("：新版次，取代报告 ", ": a new edition, replaces report ");
                    self.notes.push(format!("{title}{replaces}{old}"));
                }
            }
        }
        for finding in &extraction.findings {
            let message = settings.pick(&finding.message_zh, &finding.message);
            self.notes
                .push(format!("{title}{}{message}", settings.pick("：", ": ")));
        }
        self.lines.push(line);
    }

    /// Says what became of everything.
    pub fn finish(self, args: &Import, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
        let lang = settings.lang;
        if self.files == self.failed && self.lines.is_empty() && self.notes.is_empty() {
            return match self.files {
                0 => Err(Failure::new("there is no file to import")
                    .with_hint("name a file, a folder with files, or - for standard input")),
                _ => Err(Failure::new("no report could be read")),
            };
        }
        let mut answer: Answer = reports(&self.lines, lang);
        answer.title = match lang {
            Lang::Zh => format!("已导入 {} 份报告到 {}", self.lines.len(), settings.db.display()),
            Lang::En => format!("imported {} report(s) into {}", self.lines.len(), settings.db.display()),
        };
        answer.notes = self.notes;
        let counts = self.lines.iter().flat_map(|line| &line.counts);
        let unread: u64 = counts
            .filter(|(kind, _)| matches!(kind, Kind::Other | Kind::Masked))
            .map(|(_, count)| count)
            .sum();
        if unread > 0 {
            answer.notes.push(match lang {
                Lang::Zh => format!("目录外和隐去的数字共 {unread} 个，全部留在台账里：jibao figures 报告编号 --kind other --kind masked"),
                Lang::En => format!("{unread} numbers are outside the catalogue or hidden; all are in the ledger: jibao figures REPORT --kind other --kind masked"),
            });
        }
        if self.lines.is_empty() {
            answer.columns.clear();
        }
        output.answer(&answer, &args.table)?;
        Ok(if self.failed > 0 || self.interrupted {
            Outcome::Incomplete
        } else {
            Outcome::Done
        })
    }
}

/// The title of a report, or its file.
pub fn title_of(extraction: &Extraction, label: &str) -> String {
    extraction.facts.title.clone().unwrap_or_else(|| label.to_owned())
}

fn line_of(extraction: &Extraction, label: &str) -> ReportLine {
    let facts = &extraction.facts;
    let count = |kind: &Kind| extraction.figures.iter().filter(|figure| figure.kind == *kind).count() as u64;
    ReportLine {
        id: 0,
        title: Some(title_of(extraction, label)),
        reporter: facts.reporter.clone(),
        region: facts.region.clone(),
        period: facts.period,
        published: facts.published.map(|date| date.to_string()),
        edition: 1,
        superseded_by: None,
        source: Some(label.to_owned()),
        format: None,
        imported_at: None,
        counts: Kind::ALL.iter().map(|kind| (*kind, count(kind))).collect(),
    }
}

//! `import`: read reports and store every figure.

mod interrupt;
mod order;
mod progress;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use super::args::{HintArgs, Import};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, again, child, dry_run, fault, names, own};
use crate::answer::Answer;
use crate::catalogue::Catalogue;
use crate::catalogue::regions::Regions;
use crate::ingest::Reading;
use crate::ingest::archive::Archive;
use crate::ingest::source::{self, Source};
use crate::ingest::{document, exchange};
use crate::language::vocabulary::Vocabulary;
use crate::model::{Correction, Extraction, Hints, Kind, Region};
use crate::query::{Lang, ReportLine, corrections, reports};
use crate::store::{Mode, NewReport, OwnCatalogue, Recorded, Store};
use progress::Progress;

/// Counts of a run.
#[derive(Default)]
struct Tally {
    lines: Vec<ReportLine>,
    notes: Vec<String>,
    failed: usize,
    files: usize,
    interrupted: bool,
}

pub fn run(args: &Import, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let catalogue = settings.catalogue()?;
    let own = own::named(settings)?;
    let vocabulary = Vocabulary::new(&catalogue);
    let hints = hints(&args.hints)?;
    let mut importer = Importer {
        args,
        settings,
        catalogue: &catalogue,
        vocabulary: &vocabulary,
        hints: &hints,
        own: &own,
        store: None,
        stale: BTreeSet::new(),
        tally: Tally::default(),
        dry: Vec::new(),
    };
    let files = source::files(&args.paths);
    let progress = Progress::new(files.len(), settings);
    let interrupted = interrupt::watch();
    let work = |source: Result<Source, source::Error>| {
        let source =
            source.map_err(|error| Failure::chain(&error).with_hint("check the path; folders are read as a whole"))?;
        let reading = read(&source, &vocabulary, &hints)?;
        Ok((source, reading))
    };
    let mut ended = Ok(());
    order::in_order(sources(files), jobs(args), work, |read| {
        // What a reader that Ctrl-C ended says of its file is not true of the file.
        if interrupted() {
            return ControlFlow::Break(());
        }
        if let Err(failure) = importer.take(read, &progress, output) {
            ended = Err(failure);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    progress.end();
    ended?;
    if interrupted() {
        importer.tally.interrupted = true;
        let done = importer.tally.files;
        output.say(settings.pick(
            &format!("jibao: 已中断：此前的 {done} 个文件都已处理，重新运行同一命令即可续完"),
            &format!("jibao: interrupted: the {done} file(s) before are done; the same command goes on from there"),
        ));
    }
    importer.finish(output)
}

/// Threads that read: as asked, else one for each core.
fn jobs(args: &Import) -> usize {
    args.jobs.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        |jobs| usize::from(jobs.get()),
    )
}

/// An import under way.
struct Importer<'i> {
    args: &'i Import,
    settings: &'i Settings,
    catalogue: &'i Catalogue,
    vocabulary: &'i Vocabulary<'i>,
    hints: &'i Hints,
    own: &'i [OwnCatalogue],
    store: Option<Store>,
    /// Corrections by hand that were stale before.
    stale: BTreeSet<i64>,
    tally: Tally,
    dry: Vec<dry_run::Read>,
}

impl Importer<'_> {
    /// Stores what was read from a file, or says why nothing was.
    fn take(
        &mut self,
        read: Result<(Source, Reading), Failure>,
        progress: &Progress,
        output: &mut Output,
    ) -> Result<(), Failure> {
        self.tally.files += 1;
        let (source, reading) = match read {
            Ok(read) => read,
            Err(failure) => {
                progress.aside(|| output.failure(&failure));
                self.tally.failed += 1;
                return Ok(());
            }
        };
        let figures = reading.extraction.figures.len();
        let said = match self.settings.lang {
            Lang::Zh => format!("{figures} 个数字"),
            Lang::En => format!("{figures} figures"),
        };
        let label = source.label.clone();
        match self.args.dry_run {
            true => self.dry.push(dry_run::Read {
                sha256: reading.sha256(&source),
                label: source.label,
                extraction: reading.extraction,
            }),
            false => self.store(&source, reading)?,
        }
        progress.file(&label, &said, output);
        Ok(())
    }

    fn store(&mut self, source: &Source, reading: Reading) -> Result<(), Failure> {
        let store = match &mut self.store {
            Some(store) => store,
            None => {
                let mut opened = Store::open(&self.settings.db, Mode::Write)?;
                opened.remember_catalogues(self.own, &self.settings.stamp())?;
                own::sync(&mut opened, self.catalogue)?;
                self.stale = stale(&opened)?.map(|each| each.id).collect();
                self.store.insert(opened)
            }
        };
        let reading = match self.args.again && reading.origin.is_none() {
            true => again::with_what_is_known(reading, source, store, self.vocabulary, self.hints)?,
            false => reading,
        };
        let again = self.args.again;
        record(
            store,
            self.catalogue,
            source,
            &reading,
            again,
            self.settings,
            &mut self.tally,
        )
    }

    fn finish(self, output: &mut Output) -> Result<Outcome, Failure> {
        let (args, settings, mut tally) = (self.args, self.settings, self.tally);
        if let Some(store) = &self.store {
            let lapsed = stale(store)?.filter(|each| !self.stale.contains(&each.id));
            tally
                .notes
                .extend(lapsed.map(|each| corrections::line(&each, settings.lang)));
        }
        if args.dry_run {
            return dry_run::show(&self.dry, tally.failed, args, self.catalogue, settings, output);
        }
        finish(tally, args, settings, output)
    }
}

/// The corrections by hand whose source is not what it was.
fn stale(store: &Store) -> Result<impl Iterator<Item = Correction> + use<>, Failure> {
    Ok(store.corrections(None)?.into_iter().filter(Correction::is_stale))
}

/// The hints as values.
pub fn hints(args: &HintArgs) -> Result<Hints, Failure> {
    Ok(Hints {
        published: args.published,
        region: args.region.clone(),
        period: args.period.as_deref().map(names::period).transpose()?,
        title: args.title.clone(),
        file_name: None,
    })
}

/// The reports of files, read one by one; an archive is a folder, an export holds many reports.
fn sources(
    files: Vec<Result<std::path::PathBuf, source::Error>>,
) -> impl Iterator<Item = Result<Source, source::Error>> + Send {
    let opened = files.into_iter().map(|path| match path? {
        path if path == Path::new("-") => Source::stream(std::io::stdin()),
        path => Source::file(&path),
    });
    opened.flat_map(|source| {
        let archive = source.as_ref().ok().and_then(Archive::open);
        let reports = source.as_ref().ok().and_then(exchange::split);
        let own = (archive.is_none() && reports.is_none()).then_some(source);
        let reports = reports.into_iter().flatten().map(Ok);
        archive.into_iter().flatten().chain(reports).chain(own)
    })
}

/// Reads one report; what is wrong names the file.
pub fn read(source: &Source, vocabulary: &Vocabulary<'_>, hints: &Hints) -> Result<Reading, Failure> {
    fault::guarded(&source.label, || read_unguarded(source, vocabulary, hints))
}

fn read_unguarded(source: &Source, vocabulary: &Vocabulary<'_>, hints: &Hints) -> Result<Reading, Failure> {
    let hints = Hints {
        file_name: source.name().map(str::to_owned),
        ..hints.clone()
    };
    let fail = |error: document::Error| Failure {
        message: format!("cannot read `{}`: {error}", source.label),
        hint: error.hint(),
    };
    if exchange::is_export(&source.bytes) {
        let is_known = |code: &str| vocabulary.catalogue.entry(code).is_some();
        return exchange::read(&source.bytes, is_known).map_err(fail);
    }
    let document = child::read(&source.bytes, source.name()).map_err(fail)?;
    Ok(Reading::of(document, vocabulary, &hints))
}

fn record(
    store: &mut Store,
    catalogue: &Catalogue,
    source: &Source,
    reading: &Reading,
    again: bool,
    settings: &Settings,
    tally: &mut Tally,
) -> Result<(), Failure> {
    let extraction = &reading.extraction;
    let title = title_of(extraction, &source.label);
    let origin = reading.origin.as_ref();
    let label = origin.map_or(source.label.as_str(), |origin| &origin.source);
    let new = NewReport {
        sha256: &reading.sha256(source),
        source: label,
        format: origin.map_or(reading.document.meta.format.code(), |origin| &origin.format),
        text: &reading.document.text,
        imported_at: origin
            .and_then(|origin| origin.imported_at)
            .unwrap_or_else(|| settings.now()),
        divisions: &divisions(extraction, catalogue.regions()),
        extraction,
    };
    let recorded = match again {
        true => store.record_again(&new),
        false => store.record(&new),
    }?;
    let mut line = line_of(extraction, &source.label);
    match recorded {
        Recorded::Unchanged { report } => {
            let same = settings.pick(
                "：内容与已有报告相同，未作改动，编号 ",
                ": already there unchanged, as report ",
            );
            tally.notes.push(format!("{title}{same}{report}"));
            return Ok(());
        }
        Recorded::Again {
            report,
            edition,
            changed,
            ..
        } => {
            line.id = report;
            line.edition = edition;
            tally.notes.push(match settings.lang {
                Lang::Zh => format!("{title}：已重读，{changed} 个数字的读法有变化"),
                Lang::En => format!("{title}: read again, {changed} figure(s) are read otherwise now"),
            });
        }
        Recorded::New {
            report,
            edition,
            supersedes,
        } => {
            line.id = report;
            line.edition = edition;
            if let Some(old) = supersedes {
                let replaces = settings.pick("：新版次，取代报告 ", ": a new edition, replaces report ");
                tally.notes.push(format!("{title}{replaces}{old}"));
            }
        }
    }
    for finding in &extraction.findings {
        let message = settings.pick(&finding.message_zh, &finding.message);
        tally
            .notes
            .push(format!("{title}{}{message}", settings.pick("：", ": ")));
    }
    tally.lines.push(line);
    Ok(())
}

/// The divisions that the report and its figures name, each with those above it.
fn divisions(extraction: &Extraction, regions: &Regions) -> Vec<Region> {
    let own = extraction.facts.region_code.as_deref();
    let province = own.and_then(|code| code.get(..2)).map(|digits| format!("{digits}0000"));
    let named = extraction.figures.iter().filter_map(|figure| figure.region.as_deref());
    let found = named.filter_map(|name| match &province {
        Some(code) => regions
            .resolve(name, Some(code))
            .or_else(|| regions.resolve(name, None)),
        None => regions.resolve(name, None),
    });
    let mut codes = BTreeSet::new();
    for region in own.and_then(|code| regions.by_code(code)).into_iter().chain(found) {
        let mut above = Some(region);
        while let Some(region) = above {
            codes.insert(region.code.clone());
            above = region.parent.as_deref().and_then(|code| regions.by_code(code));
        }
    }
    codes.iter().filter_map(|code| regions.by_code(code)).cloned().collect()
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

fn finish(tally: Tally, args: &Import, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let lang = settings.lang;
    if tally.files == tally.failed && tally.lines.is_empty() && tally.notes.is_empty() {
        return match tally.files {
            0 => Err(Failure::new("there is no file to import")
                .with_hint("name a file, a folder with files, or - for standard input")),
            _ => Err(Failure::new("no report could be read")),
        };
    }
    let mut answer: Answer = reports(&tally.lines, lang);
    answer.title = match lang {
        Lang::Zh => format!("已导入 {} 份报告到 {}", tally.lines.len(), settings.db.display()),
        Lang::En => format!(
            "imported {} report(s) into {}",
            tally.lines.len(),
            settings.db.display()
        ),
    };
    answer.notes = tally.notes;
    let counts = tally.lines.iter().flat_map(|line| &line.counts);
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
    if tally.lines.is_empty() {
        answer.columns.clear();
    }
    output.answer(&answer, &args.table)?;
    Ok(if tally.failed > 0 || tally.interrupted {
        Outcome::Incomplete
    } else {
        Outcome::Done
    })
}

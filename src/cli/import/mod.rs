//! `import`: read reports and store every figure.

mod access;
mod interrupt;
mod order;
mod progress;
mod tally;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

use super::args::{HintArgs, Import};
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, again, child, dry_run, fault, names, own};
use crate::catalogue::Catalogue;
use crate::catalogue::regions::Regions;
use crate::ingest::Reading;
use crate::ingest::archive::Archive;
use crate::ingest::source::{self, Source};
use crate::ingest::{document, exchange};
use crate::language::vocabulary::Vocabulary;
use crate::model::{Extraction, Hints, Region};
use crate::query::{Lang, corrections};
use crate::store::{NewReport, Recorded};
use access::Access;
use order::Step;
use progress::Progress;
use tally::Tally;
pub use tally::title_of;

pub fn run(args: &Import, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let catalogue = settings.catalogue()?;
    let own = own::named(settings)?;
    let vocabulary = Vocabulary::new(&catalogue);
    let hints = hints(&args.hints)?;
    let files = source::files(&args.paths);
    let mut importer = Importer {
        args,
        settings,
        catalogue: &catalogue,
        vocabulary: &vocabulary,
        hints: &hints,
        access: Access::new(settings, &catalogue, &own),
        progress: Progress::new(files.len(), settings),
        unsaid: Vec::new(),
        tally: Tally::default(),
        dry: Vec::new(),
    };
    let interrupted = interrupt::watch();
    let work = |source: Result<Source, source::Error>| {
        let source =
            source.map_err(|error| Failure::chain(&error).with_hint("check the path; folders are read as a whole"))?;
        let reading = read(&source, &vocabulary, &hints)?;
        Ok((source, reading))
    };
    let mut ended = Ok(());
    order::in_order(sources(files), jobs(args), work, |step| {
        // What a reader that Ctrl-C ended says of its file is not true of the file.
        if interrupted() {
            return ControlFlow::Break(());
        }
        ended = match step {
            Step::Done(read) => importer.take(read, output),
            Step::Waiting => importer.commit(output),
        };
        match ended {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    let ended = ended.and_then(|()| importer.commit(output));
    importer.progress.end();
    if let Err(failure) = ended {
        importer.give_up(output);
        return Err(failure);
    }
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
    access: Access<'i>,
    progress: Progress,
    /// What is said of files once what they hold is on disk.
    unsaid: Vec<Said>,
    tally: Tally,
    dry: Vec<dry_run::Read>,
}

/// What is to be said of a file.
enum Said {
    Read { label: String, figures: usize },
    Failed(Failure),
}

impl Importer<'_> {
    /// Stores what was read from a file, or notes why nothing was.
    fn take(&mut self, read: Result<(Source, Reading), Failure>, output: &mut Output) -> Result<(), Failure> {
        self.tally.files += 1;
        let said = match read {
            Ok((source, reading)) => {
                let (label, figures) = (source.label.clone(), reading.extraction.figures.len());
                match self.args.dry_run {
                    true => self.dry.push(dry_run::Read {
                        sha256: reading.sha256(&source),
                        label: source.label,
                        extraction: reading.extraction,
                    }),
                    false => self.store(&source, reading)?,
                }
                Said::Read { label, figures }
            }
            Err(failure) => {
                self.tally.failed += 1;
                Said::Failed(failure)
            }
        };
        self.unsaid.push(said);
        match self.access.is_due() {
            true => self.commit(output),
            false => Ok(()),
        }
    }

    fn store(&mut self, source: &Source, reading: Reading) -> Result<(), Failure> {
        let reading = match self.args.again && reading.origin.is_none() {
            true => again::with_what_is_known(reading, source, self.access.store()?, self.vocabulary, self.hints)?,
            false => reading,
        };
        let recorded = self.record(source, &reading)?;
        self.tally
            .add(recorded, &reading.extraction, &source.label, self.settings);
        Ok(())
    }

    fn record(&mut self, source: &Source, reading: &Reading) -> Result<Recorded, Failure> {
        let origin = reading.origin.as_ref();
        let new = NewReport {
            sha256: &reading.sha256(source),
            source: origin.map_or(source.label.as_str(), |origin| &origin.source),
            format: origin.map_or(reading.document.meta.format.code(), |origin| &origin.format),
            text: &reading.document.text,
            imported_at: origin
                .and_then(|origin| origin.imported_at)
                .unwrap_or_else(|| self.settings.now()),
            divisions: &divisions(&reading.extraction, self.catalogue.regions()),
            extraction: &reading.extraction,
        };
        self.access.record(&new, self.args.again)
    }

    /// Writes to disk what was recorded, and says so of each file.
    fn commit(&mut self, output: &mut Output) -> Result<(), Failure> {
        self.access.commit()?;
        for said in std::mem::take(&mut self.unsaid) {
            match said {
                Said::Read { label, figures } => {
                    let said = match self.settings.lang {
                        Lang::Zh => format!("{figures} 个数字"),
                        Lang::En => format!("{figures} figures"),
                    };
                    self.progress.file(&label, &said, output);
                }
                Said::Failed(failure) => self.progress.aside(|| output.failure(&failure)),
            }
        }
        Ok(())
    }

    /// The database cannot be written: what was recorded since it was last written is lost with the report that failed.
    fn give_up(&mut self, output: &mut Output) {
        let mut lost = 0;
        for said in std::mem::take(&mut self.unsaid) {
            match said {
                Said::Read { .. } => lost += 1,
                Said::Failed(failure) => output.failure(&failure),
            }
        }
        if lost > 0 {
            output.say(self.settings.pick(
                &format!("jibao: 其前 {lost} 个文件已读而未能存下，重新运行同一命令即可补上"),
                &format!("jibao: the {lost} file(s) before it were read but could not be stored; the same command stores them"),
            ));
        }
    }

    fn finish(self, output: &mut Output) -> Result<Outcome, Failure> {
        let (args, settings, mut tally) = (self.args, self.settings, self.tally);
        let lapsed = self.access.lapsed()?;
        tally
            .notes
            .extend(lapsed.iter().map(|each| corrections::line(each, settings.lang)));
        if args.dry_run {
            return dry_run::show(&self.dry, tally.failed, args, self.catalogue, settings, output);
        }
        tally.finish(args, settings, output)
    }
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

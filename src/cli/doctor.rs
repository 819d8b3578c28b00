//! `doctor`: is everything as it should be, and what to do where it is not.

use super::args::Table;
use super::failure::Failure;
use super::output::Output;
use super::settings::Settings;
use super::{Outcome, own};
use crate::catalogue::Catalogue;
use crate::query::Lang;
use crate::query::doctor::{Finding, State, doctor};
use crate::query::labels::Label;
use crate::render;
use crate::store::{self, Health};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub table: Table,
}

pub fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<Outcome, Failure> {
    let lang = settings.lang;
    let mut findings = vec![program(lang), fonts(lang), catalogue(settings)];
    match settings.db.exists() {
        false => findings.push(Finding {
            subject: Label::DoctorFile,
            state: State::Notice,
            found: lang.fill(Label::DoctorNoFile, &[("file", &settings.db.display().to_string())]),
            advice: None,
        }),
        true => match store::health(&settings.db) {
            Ok(health) => findings.extend(database(&health, settings)),
            Err(error) => findings.push(failed(Label::DoctorFile, error.into())),
        },
    }
    output.answer(&doctor(&findings, lang), &args.table)?;
    Ok(match findings.iter().all(|each| each.state != State::Ill) {
        true => Outcome::Done,
        false => Outcome::Incomplete,
    })
}

fn well(subject: Label, found: String) -> Finding {
    Finding {
        subject,
        state: State::Well,
        found,
        advice: None,
    }
}

fn failed(subject: Label, failure: Failure) -> Finding {
    Finding {
        subject,
        state: State::Ill,
        found: failure.message,
        advice: failure.hint,
    }
}

fn program(lang: Lang) -> Finding {
    let words = [
        ("version", env!("CARGO_PKG_VERSION")),
        ("sqlite", store::sqlite_version()),
    ];
    well(Label::DoctorProgram, lang.fill(Label::DoctorVersions, &words))
}

/// Only pictures as PNG need a font; without one everything else works.
fn fonts(lang: Lang) -> Finding {
    match render::Fonts::new(None).map(|fonts| fonts.chinese().map(str::to_owned)) {
        Ok(Some(family)) => well(Label::DoctorFonts, family),
        found => Finding {
            subject: Label::DoctorFonts,
            state: State::Notice,
            found: found.map_or_else(|error| error.to_string(), |_| lang.text(Label::DoctorNoFont).to_owned()),
            advice: Some(lang.text(Label::DoctorInstallFont).to_owned()),
        },
    }
}

fn catalogue(settings: &Settings) -> Finding {
    let compiled = own::files(settings).and_then(|files| Ok((files.len(), settings.catalogue()?)));
    let said = |(own, catalogue): (usize, Catalogue)| {
        let words = [
            ("count", catalogue.indicators().count().to_string()),
            ("own", own.to_string()),
        ];
        let words = words.each_ref().map(|(key, text)| (*key, text.as_str()));
        settings.lang.fill(Label::DoctorIndicators, &words)
    };
    match compiled {
        Ok(compiled) => well(Label::DoctorCatalogue, said(compiled)),
        Err(failure) => failed(Label::DoctorCatalogue, failure),
    }
}

fn database(health: &Health, settings: &Settings) -> Vec<Finding> {
    let lang = settings.lang;
    let numbers = [
        ("reports", health.reports.to_string()),
        ("figures", health.figures.to_string()),
        ("schema", health.schema.to_string()),
        ("known", health.known.to_string()),
        ("views", health.view_count.to_string()),
    ];
    let numbers = numbers.each_ref().map(|(key, text)| (*key, text.as_str()));
    let fill = |label: Label| lang.fill(label, &numbers);
    let judged = |subject: Label, bad: Vec<String>, good: Label, advice: Label| match bad.is_empty() {
        true => well(subject, fill(good)),
        false => Finding {
            subject,
            state: State::Ill,
            found: bad.join("; "),
            advice: Some(fill(advice)),
        },
    };
    let views = health
        .views
        .iter()
        .map(|(view, why)| format!("{view}: {why}"))
        .collect();
    let mut findings = vec![
        well(Label::DoctorFile, fill(Label::DoctorContent)),
        match health.schema < health.known {
            true => Finding {
                subject: Label::DoctorSchema,
                state: State::Notice,
                found: fill(Label::DoctorOlder),
                advice: Some(fill(Label::DoctorUpgrade)),
            },
            false => well(Label::DoctorSchema, fill(Label::DoctorNewest)),
        },
        judged(
            Label::DoctorIntegrity,
            health.damage.clone(),
            Label::DoctorWhole,
            Label::DoctorRestore,
        ),
        judged(
            Label::DoctorLinks,
            health.orphans.clone(),
            Label::DoctorWhole,
            Label::DoctorRestore,
        ),
        judged(Label::DoctorViews, views, Label::DoctorAnswering, Label::DoctorRestore),
    ];
    if let Some(journal) = &health.journal {
        findings.push(Finding {
            subject: Label::DoctorJournal,
            state: State::Notice,
            found: journal.display().to_string(),
            advice: Some(fill(Label::DoctorKeepJournal)),
        });
    }
    findings
}

//! Which catalogue holds: the built-in one, with what the database remembers and what `--catalogue` names.

use std::path::Path;

use super::failure::Failure;
use super::settings::Settings;
use crate::catalogue::{Catalogue, standards};
use crate::ingest::source::Source;
use crate::store::{Error, Mode, OwnCatalogue, Store};

/// The catalogue for commands on the database.
pub fn with_database(settings: &Settings) -> Result<Catalogue, Failure> {
    compile(&files(settings)?)
}

/// The files of the user's own that hold: one that the command line names replaces a remembered one of its name.
pub fn files(settings: &Settings) -> Result<Vec<OwnCatalogue>, Failure> {
    let mut files = match settings.opened.get() {
        Some(store) => store.own_catalogues()?,
        None => remembered(&settings.db)?,
    };
    for own in named(settings)? {
        match files.iter_mut().find(|file| file.name == own.name) {
            Some(file) => *file = own,
            None => files.push(own),
        }
    }
    Ok(files)
}

/// The catalogue for commands that look at no database.
pub fn without_database(settings: &Settings) -> Result<Catalogue, Failure> {
    compile(&named(settings)?)
}

/// The files that the command line names.
pub fn named(settings: &Settings) -> Result<Vec<OwnCatalogue>, Failure> {
    let mut files: Vec<OwnCatalogue> = Vec::new();
    for path in &settings.catalogues {
        let file = read(path)?;
        if files.iter().any(|other| other.name == file.name) {
            return Err(Failure::new(format!("two catalogue files are called `{}`", file.name))
                .with_hint("a database knows a file by its name: rename one"));
        }
        files.push(file);
    }
    Ok(files)
}

/// One file.
pub fn read(path: &Path) -> Result<OwnCatalogue, Failure> {
    let source = Source::file(path).map_err(|error| Failure::chain(&error))?;
    let name = source.name().unwrap_or(&source.label).to_owned();
    let sha256 = source.sha256();
    let text =
        String::from_utf8(source.bytes).map_err(|_| Failure::new(format!("`{}` is not UTF-8 text", path.display())))?;
    Ok(OwnCatalogue { name, sha256, text })
}

/// Makes the tables of indicators and limits what the catalogue and the standards say.
pub fn sync(store: &mut Store, catalogue: &Catalogue) -> Result<(), Failure> {
    let indicators: Vec<_> = catalogue.indicators().cloned().collect();
    store.sync_catalogue(&indicators)?;
    Ok(store.sync_limits(&standards::limits(catalogue)?)?)
}

/// Compiles the built-in files with these.
pub fn compile(files: &[OwnCatalogue]) -> Result<Catalogue, Failure> {
    let own: Vec<(&str, &str)> = files
        .iter()
        .map(|file| (file.name.as_str(), file.text.as_str()))
        .collect();
    Catalogue::with_own(&own).map_err(|defects| {
        let failure = Failure::from(defects);
        match files.is_empty() {
            true => failure,
            false => failure.with_hint(
                "mend the file; what a database remembers, `import --catalogue FILE` replaces and `catalogue forget NAME` drops",
            ),
        }
    })
}

fn remembered(db: &Path) -> Result<Vec<OwnCatalogue>, Failure> {
    if !db.exists() {
        return Ok(Vec::new());
    }
    match Store::open(db, Mode::Look) {
        Ok(store) => Ok(store.own_catalogues()?),
        Err(Error::Empty { .. }) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

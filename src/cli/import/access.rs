//! The database during an import: opened for the first report, written in batches.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::catalogue::Catalogue;
use crate::cli::failure::Failure;
use crate::cli::own;
use crate::cli::settings::Settings;
use crate::model::Correction;
use crate::store::{Batch, Mode, NewReport, OwnCatalogue, Recorded, Store};

/// How long a batch may keep others from writing: long beside what the disk takes, short beside anyone's patience.
const LENGTH: Duration = Duration::from_millis(200);

/// Between two batches it is the turn of others that wait to write; they look more often than this.
const TURN: Duration = Duration::from_millis(4);

/// How far the database is opened: at most one of `idle` and `batch` is there.
pub struct Access<'i> {
    settings: &'i Settings,
    catalogue: &'i Catalogue,
    own: &'i [OwnCatalogue],
    idle: Option<Store>,
    batch: Option<(Batch, Instant)>,
    /// Corrections by hand that were stale before.
    stale: BTreeSet<i64>,
}

impl<'i> Access<'i> {
    /// To the database of the settings, with this catalogue; `own` are the files of the user's own that it remembers.
    pub fn new(settings: &'i Settings, catalogue: &'i Catalogue, own: &'i [OwnCatalogue]) -> Self {
        Access {
            settings,
            catalogue,
            own,
            idle: None,
            batch: None,
            stale: BTreeSet::new(),
        }
    }

    /// The database as it is with what was recorded so far.
    pub fn store(&mut self) -> Result<&Store, Failure> {
        let under_way = self.batch()?;
        Ok(self.batch.insert(under_way).0.store())
    }

    /// Records a report, or with `again` what is found now in one that is there; it is on disk after [`Access::commit`].
    /// When it fails, what the batch holds is lost.
    pub fn record(&mut self, new: &NewReport<'_>, again: bool) -> Result<Recorded, Failure> {
        let (batch, begun) = self.batch()?;
        let (batch, recorded) = match again {
            true => batch.record_again(new),
            false => batch.record(new),
        }?;
        self.batch = Some((batch, begun));
        Ok(recorded)
    }

    /// Takes the batch under way, or a new one.
    fn batch(&mut self) -> Result<(Batch, Instant), Failure> {
        let store = match (self.batch.take(), self.idle.take()) {
            (Some(under_way), _) => return Ok(under_way),
            (None, Some(store)) => {
                std::thread::sleep(TURN);
                store
            }
            (None, None) => self.open()?,
        };
        Ok((store.into_batch()?, Instant::now()))
    }

    fn open(&mut self) -> Result<Store, Failure> {
        let mut store = Store::open(&self.settings.db, Mode::Write)?;
        store.remember_catalogues(self.own, &self.settings.stamp())?;
        own::sync(&mut store, self.catalogue)?;
        self.stale = stale(&store)?.map(|each| each.id).collect();
        Ok(store)
    }

    /// Whether it is time to end the batch.
    pub fn is_due(&self) -> bool {
        self.batch.as_ref().is_none_or(|(_, begun)| begun.elapsed() >= LENGTH)
    }

    /// Ends the batch: what was recorded is on disk.
    pub fn commit(&mut self) -> Result<(), Failure> {
        if let Some((batch, _)) = self.batch.take() {
            self.idle = Some(batch.commit()?);
        }
        Ok(())
    }

    /// The corrections by hand whose source is not any more what it was before this import.
    pub fn lapsed(&self) -> Result<Vec<Correction>, Failure> {
        let Some(store) = &self.idle else { return Ok(Vec::new()) };
        Ok(stale(store)?.filter(|each| !self.stale.contains(&each.id)).collect())
    }
}

fn stale(store: &Store) -> Result<impl Iterator<Item = Correction> + use<>, Failure> {
    Ok(store.corrections(None)?.into_iter().filter(Correction::is_stale))
}

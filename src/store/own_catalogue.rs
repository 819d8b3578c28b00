//! Catalogue files of the user's own, which the database remembers.

use rusqlite::params;

use super::{Result, Store};

/// A catalogue file of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCatalogue {
    /// Name of the file without its folder: a file of the same name replaces it.
    pub name: String,
    /// Hexadecimal SHA-256 of the text.
    pub sha256: String,
    /// The whole text, TOML.
    pub text: String,
}

impl Store {
    /// The files, in the order in which they were added; none in a file of before there were such.
    pub fn own_catalogues(&self) -> Result<Vec<OwnCatalogue>> {
        if !self.connection.table_exists(None, "own_catalogue")? {
            return Ok(Vec::new());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT name, sha256, text FROM own_catalogue ORDER BY id")?;
        let files = statement.query_map([], |row| {
            Ok(OwnCatalogue {
                name: row.get(0)?,
                sha256: row.get(1)?,
                text: row.get(2)?,
            })
        })?;
        Ok(files.collect::<Result<_, _>>()?)
    }

    /// Remembers files; one of a known name takes the place of the other. Touches nothing when all are known.
    pub fn remember_catalogues(&mut self, files: &[OwnCatalogue], added_at: &str) -> Result<()> {
        self.try_remember(files, added_at).map_err(|error| error.at(&self.path))
    }

    fn try_remember(&mut self, files: &[OwnCatalogue], added_at: &str) -> Result<()> {
        let known = self.own_catalogues()?;
        let new: Vec<&OwnCatalogue> = files.iter().filter(|file| !known.contains(file)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction()?;
        for file in new {
            let replaced = transaction.execute(
                "UPDATE own_catalogue SET sha256 = ?2, text = ?3, added_at = ?4 WHERE name = ?1",
                params![file.name, file.sha256, file.text, added_at],
            )?;
            if replaced == 0 {
                transaction.execute(
                    "INSERT INTO own_catalogue (name, sha256, text, added_at) VALUES (?1, ?2, ?3, ?4)",
                    params![file.name, file.sha256, file.text, added_at],
                )?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Forgets the file of this name; says whether it was there.
    pub fn forget_catalogue(&mut self, name: &str) -> Result<bool> {
        let forgotten = self
            .connection
            .execute("DELETE FROM own_catalogue WHERE name = ?1", [name])
            .map_err(|error| super::Error::from(error).at(&self.path))?;
        Ok(forgotten > 0)
    }
}

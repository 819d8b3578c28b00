//! What a row is about: the columns that every table of values begins with, and what of them the title says once.

use super::labels::Label;
use super::lang::Lang;
use super::track::Track;
use crate::answer::{Cell, Column};

/// What the rows of a table have in common.
pub struct Subjects<'a> {
    lang: Lang,
    region: Option<&'a str>,
    regions_differ: bool,
    indicators_differ: bool,
    dimensions: bool,
    treatments: bool,
}

impl<'a> Subjects<'a> {
    /// Looks over the rows.
    pub fn of(tracks: &[Track<'a>], lang: Lang) -> Self {
        let differ = |key: fn(&Track<'a>) -> &'a str| tracks.windows(2).any(|pair| key(&pair[0]) != key(&pair[1]));
        let regions_differ = differ(|track| track.region);
        Subjects {
            lang,
            region: tracks.first().map(|track| track.region).filter(|_| !regions_differ),
            regions_differ,
            indicators_differ: differ(|track| &track.indicator.code),
            dimensions: tracks.iter().any(|track| track.dimension.is_some()),
            treatments: tracks.iter().any(|track| track.treatment.is_some()),
        }
    }

    /// Whether the rows are of several indicators.
    pub fn indicators_differ(&self) -> bool {
        self.indicators_differ
    }

    /// The columns; the indicator's stands in the table if `name_indicator`, otherwise the title names it.
    pub fn columns(&self, name_indicator: bool) -> Vec<Column> {
        let column = |key, label| Column::new(key, self.lang.text(label));
        vec![
            column("region", Label::Region).shown_if(self.regions_differ),
            column("indicator", Label::Indicator).shown_if(name_indicator),
            column("code", Label::Code).for_machines(),
            column("dimension", Label::Dimension).shown_if(self.dimensions),
            column("treatment", Label::Treatment).shown_if(self.treatments),
            column("unit", Label::Unit),
        ]
    }

    /// The cells of a row for [`Subjects::columns`].
    pub fn cells(&self, track: &Track) -> Vec<Cell> {
        vec![
            Cell::text(track.region),
            Cell::text(self.lang.indicator(track.indicator)),
            Cell::text(track.indicator.code.as_str()),
            Cell::optional(track.dimension),
            Cell::optional(track.treatment),
            Cell::text(self.lang.unit(&track.indicator.unit)),
        ]
    }

    /// The title with the region that all rows share.
    pub fn title(&self, title: &str) -> String {
        match self.region {
            Some(region) => self.lang.fill(Label::TitleIn, &[("region", region), ("title", title)]),
            None => title.to_owned(),
        }
    }

    /// The row's name for a note: as little as tells it from the others.
    pub fn name(&self, track: &Track) -> String {
        let region = Some(track.region).filter(|region| self.region != Some(region));
        let indicator = self.lang.indicator(track.indicator);
        let parts = region
            .into_iter()
            .chain([indicator])
            .chain(track.dimension)
            .chain(track.treatment);
        parts.collect::<Vec<_>>().join(" ")
    }
}

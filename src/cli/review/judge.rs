//! Whether a decision can be: the figure is one that the rules left open, the indicator is one, the unit fits it.

use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::cli::failure::Failure;
use crate::language::lex::lex;
use crate::language::normal::Normal;
use crate::language::vocabulary::Vocabulary;
use crate::model::{Decision, Figure, Indicator, Kind, Ruling, Signature, Value};
use crate::store::{OpenFigure, Store};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Assign it to the indicator of this code, name or alias.
    Indicator(String),
    /// It is no data.
    Noise,
    /// Leave it open.
    Skip,
    /// Take back what was decided.
    Reopen,
}

/// Holds what people ask for against the catalogue and the ledger.
pub struct Judge<'v> {
    pub vocabulary: &'v Vocabulary<'v>,
    by: Option<String>,
    at: String,
}

impl<'v> Judge<'v> {
    /// Decisions that name nobody are by `by`.
    pub fn new(vocabulary: &'v Vocabulary<'v>, by: Option<String>, at: String) -> Self {
        Judge { vocabulary, by, at }
    }

    pub fn catalogue(&self) -> &'v Catalogue {
        self.vocabulary.catalogue
    }

    /// Who, when and why.
    pub fn signature(&self, by: Option<String>, reason: Option<String>) -> Result<Signature, String> {
        super::signature(by.or_else(|| self.by.clone()), self.at.clone(), reason)
    }

    /// The decision that holds for a figure.
    pub fn held(&self, open: &OpenFigure, store: &Store) -> Result<Option<Decision>, Failure> {
        let decisions = store.decisions_about(open.row.id)?;
        Ok(decisions.into_iter().find(|decision| decision.withdrawn.is_none()))
    }

    /// What becomes of a figure; `None` takes the decision back that holds.
    ///
    /// # Errors
    /// The reason why it cannot be.
    pub fn ruling(
        &self,
        open: &OpenFigure,
        held: Option<&Decision>,
        verdict: &Verdict,
    ) -> Result<Option<Ruling>, String> {
        let figure = &open.row.figure;
        let (Verdict::Indicator(_) | Verdict::Noise) = verdict else {
            return match held {
                Some(_) => Ok(None),
                None => Err("nothing was decided about it".to_owned()),
            };
        };
        if held.is_none() && figure.kind != Kind::Other {
            return Err(format!(
                "the rules read it as {}, only `other` figures wait for a decision",
                figure.kind.code()
            ));
        }
        let Verdict::Indicator(name) = verdict else {
            return Ok(Some(Ruling::Noise));
        };
        // What the rules read, not what an earlier decision made of it.
        let was = held.and_then(|held| held.was.as_ref());
        let (value, unit, rule) = was.map_or((figure.value, figure.unit.as_str(), &*figure.rule), |was| {
            (was.value, was.unit.as_str(), was.rule.as_str())
        });
        if is_movement(rule) {
            return Err("it is a movement, and only a value can be assigned to an indicator".to_owned());
        }
        let value = value.ok_or("it has no value")?;
        self.assigned(name, value, unit).map(Some)
    }

    fn assigned(&self, name: &str, value: Value, unit: &str) -> Result<Ruling, String> {
        let named = self.catalogue().resolve(name);
        if named.is_empty() {
            let near = self.catalogue().nearest(name, 3);
            let near: Vec<String> = near
                .iter()
                .map(|each| format!("{} ({})", each.name, each.code))
                .collect();
            let hint = if near.is_empty() {
                String::new()
            } else {
                format!("; did you mean {}?", near.join(", "))
            };
            return Err(format!("`{name}` is not an indicator of the catalogue{hint}"));
        }
        let mut fitting = Vec::new();
        let mut misfit = String::new();
        for indicator in named {
            match self.value_of(indicator, value, unit) {
                Ok(value) => fitting.push((indicator, value)),
                Err(why) => misfit = why,
            }
        }
        match fitting[..] {
            [(indicator, value)] => Ok(Ruling::Indicator {
                code: indicator.code.clone(),
                value,
                unit: indicator.unit.clone(),
            }),
            [] => Err(misfit),
            _ => {
                let codes: Vec<&str> = fitting.iter().map(|(indicator, _)| indicator.code.as_str()).collect();
                Err(format!("`{name}` names several indicators: say {}", codes.join(" or ")))
            }
        }
    }

    /// Whether a figure's unit lets it be a value of the indicator.
    pub fn fits(&self, figure: &Figure, indicator: &Arc<Indicator>) -> bool {
        !is_movement(&figure.rule)
            && figure
                .value
                .is_some_and(|value| self.value_of(indicator, value, &figure.unit).is_ok())
    }

    fn value_of(&self, indicator: &Arc<Indicator>, value: Value, unit: &str) -> Result<Value, String> {
        let entry = self.catalogue().entry(&indicator.code).ok_or("it left the catalogue")?;
        self.catalogue()
            .value_of(entry, value, unit)
            .map_err(|misfit| misfit.to_string())
    }
}

/// 下降4.7% of something that the catalogue lacks is no value of an indicator in percent.
fn is_movement(rule: &str) -> bool {
    let first = rule.split(" > ").next().unwrap_or_default();
    matches!(first, "change" | "flat" | "table-change")
}

/// The indicators that a figure may be: those of its note, then those that its sentence names, as far as the unit fits.
pub fn candidates(figure: &Figure, vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let catalogue = vocabulary.catalogue;
    let mut codes: Vec<String> = Vec::new();
    if is_movement(&figure.rule) {
        return codes;
    }
    let mut add = |code: &str| {
        let entry = catalogue.entry(code).filter(|entry| {
            let value = figure
                .value
                .and_then(|value| catalogue.value_of(entry, value, &figure.unit).ok());
            value.is_some_and(|value| entry.indicator.holds(value)) && !codes.iter().any(|known| known == code)
        });
        codes.extend(entry.map(|_| code.to_owned()));
    };
    let in_a_code = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let note = figure.note.as_deref().unwrap_or_default();
    note.split(|c| !in_a_code(c)).for_each(&mut add);
    let normal = Normal::new(&figure.sentence);
    let tokens = lex(&normal, vocabulary);
    for token in &tokens.list {
        for entry in tokens.entries(token) {
            add(&catalogue.entries()[*entry as usize].indicator.code);
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::review::tests::World;

    fn with(note: &str, sentence: &str, value: &str, unit: &str) -> Vec<String> {
        let world = World::with("柳湖县生态环境局2024年一季度工作总结\n全县种下桂花树12棵。\n");
        let open = world.store.open_figures(None).unwrap().remove(0);
        let figure = Figure {
            note: Some(note.to_owned()),
            sentence: sentence.into(),
            value: value.parse().ok(),
            unit: unit.to_owned(),
            ..open.row.figure
        };
        let catalogue = Catalogue::builtin().unwrap();
        candidates(&figure, &Vocabulary::new(&catalogue))
    }

    #[test]
    fn both_readings_come_first_then_what_the_sentence_names() {
        assert_eq!(
            with(
                "two readings: air.pm25.mean or air.pm10.mean",
                "PM10、SO2浓度41，立案3起。",
                "41",
                "微克/立方米"
            )[..3],
            ["air.pm25.mean", "air.pm10.mean", "air.so2.mean"]
        );
    }

    #[test]
    fn what_cannot_be_is_no_candidate() {
        let note = "172188 ug/m3 is no plausible value of air.o3.p90";
        assert!(with(note, "臭氧172188微克/立方米。", "172188", "微克/立方米").is_empty());
        assert!(with("two readings: air.pm25.mean or air.none", "3件。", "3", "件").is_empty());
    }
}

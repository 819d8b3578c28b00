//! What a cell shows of its number: 0.125 in the format `0.0%` shows 12.5%. What is shown is what was published.

use chrono::{Days, NaiveDate};

/// A number as its format shows it. `General`, text and formats that are not understood show the number itself.
pub fn shown(raw: &str, format: &str, from_1904: bool) -> String {
    let Ok(value) = raw.trim().parse::<f64>() else {
        return raw.trim().to_owned();
    };
    let section = format.split(';').next().unwrap_or_default();
    let pattern = Pattern::of(section);
    if pattern.is_date {
        return date(value, &pattern, from_1904).unwrap_or_else(|| plain(value));
    }
    if pattern.marks == 0 || section.contains(['E', 'e']) && !section.contains('"') {
        return plain(value);
    }
    let scaled = if pattern.percent { value * 100.0 } else { value };
    let fixed = round(scaled, pattern.decimals);
    let digits = match fixed.split_once('.') {
        Some((whole, fraction)) => {
            let needed = pattern.needed.min(fraction.len());
            let kept = fraction[needed..].trim_end_matches('0').len() + needed;
            let dot = if kept > 0 { "." } else { "" };
            format!("{whole}{dot}{}", &fraction[..kept])
        }
        None => fixed,
    };
    format!("{}{digits}{}", pattern.before, pattern.behind)
}

/// A number without the noise of binary fractions: 15 significant digits, as a spreadsheet shows it.
fn plain(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor() as i32;
    let decimals = (14 - magnitude).clamp(0, 20) as usize;
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// Halves are rounded away from zero, as a spreadsheet does: 0.125 is 0.13, although in binary it may lie a little below.
fn round(value: f64, decimals: usize) -> String {
    let nudged = value * (1.0 + f64::EPSILON * 4.0);
    let text = format!("{nudged:.decimals$}");
    match text.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.')) {
        true => text.trim_start_matches('-').to_owned(),
        false => text,
    }
}

/// A format's first section taken apart.
#[derive(Debug, Default)]
struct Pattern {
    /// Text before and behind the digits.
    before: String,
    behind: String,
    /// Places of digits.
    marks: usize,
    /// Places behind the point, and how many of them are always shown.
    decimals: usize,
    needed: usize,
    percent: bool,
    is_date: bool,
    /// Whether days are shown; else only year and month.
    days: bool,
    /// Whether years are shown; a date without is a time of day or a duration.
    years: bool,
}

impl Pattern {
    fn of(section: &str) -> Self {
        let mut pattern = Pattern::default();
        let mut chars = section.chars();
        let mut fraction = false;
        if section.trim().eq_ignore_ascii_case("general") || section == "@" {
            return pattern;
        }
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    let literal: String = chars.by_ref().take_while(|c| *c != '"').collect();
                    pattern.literal(&literal);
                }
                '\\' => {
                    let literal: String = chars.next().into_iter().collect();
                    pattern.literal(&literal);
                }
                '[' => drop(chars.by_ref().find(|c| *c == ']')),
                '_' | '*' => drop(chars.next()),
                '0' | '#' | '?' => {
                    pattern.marks += 1;
                    pattern.decimals += usize::from(fraction);
                    pattern.needed += usize::from(fraction && c == '0');
                }
                '.' if pattern.marks > 0 => fraction = true,
                ',' => {}
                '%' => {
                    pattern.percent = true;
                    pattern.literal("%");
                }
                'y' | 'Y' | 'e' => (pattern.is_date, pattern.years) = (true, true),
                'd' | 'D' => (pattern.is_date, pattern.days) = (true, true),
                'm' | 'M' | 'h' | 'H' | 's' | 'S' => pattern.is_date = true,
                c => pattern.literal(&c.to_string()),
            }
        }
        // 0.00E+00 is no date.
        pattern.is_date &= pattern.marks == 0;
        pattern
    }

    fn literal(&mut self, text: &str) {
        match self.marks {
            0 => self.before.push_str(text),
            _ => self.behind.push_str(text),
        }
    }
}

/// Days since the beginning of 1900, with a 29 February 1900 that never was, or of 1904.
fn date(value: f64, pattern: &Pattern, from_1904: bool) -> Option<String> {
    if !pattern.years && !pattern.days || !(1.0..2_958_466.0).contains(&value) {
        return None;
    }
    let days = value as u64;
    let first = match from_1904 {
        true => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        false => NaiveDate::from_ymd_opt(1899, 12, if days < 60 { 31 } else { 30 })?,
    };
    let date = first.checked_add_days(Days::new(days))?;
    let format = match (pattern.years, pattern.days) {
        (true, true) => "%Y年%-m月%-d日",
        (true, false) => "%Y年%-m月",
        _ => "%-m月%-d日",
    };
    Some(date.format(format).to_string())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_as_their_formats_show_them() {
        for (raw, format, expected) in [
            ("28.4", "General", "28.4"),
            ("0.30000000000000004", "General", "0.3"),
            ("88", "General", "88"),
            ("51", "0.0", "51.0"),
            ("0.125", "0.0%", "12.5%"),
            ("0.8", "0%", "80%"),
            ("3.2149999999999999", "0.00", "3.22"),
            ("3.2145", "0.##", "3.21"),
            ("1.5", "0.##", "1.5"),
            ("2", "#.##", "2"),
            ("1234.5", "#,##0.00_ ", "1234.50"),
            ("-4.7", "0.0_);[Red](0.0)", "-4.7"),
            ("-0.04", "0.0", "0.0"),
            ("12", "0\"家\"", "12家"),
            ("0.125", "0.00", "0.13"),
            ("1E-3", "General", "0.001"),
            ("1234567890123", "General", "1234567890123"),
            ("45577", "yyyy/m/d", "2024年10月12日"),
            ("45566", "yyyy\"年\"m\"月\"", "2024年10月"),
            ("45577", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "2024年10月12日"),
            ("0.5", "h:mm", "0.5"),
            ("1.5", "0.00E+00", "1.5"),
            ("优", "0.0", "优"),
        ] {
            assert_eq!(shown(raw, format, false), expected, "{raw} in {format}");
        }
    }
}

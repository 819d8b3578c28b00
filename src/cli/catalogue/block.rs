//! One `[[indicator]]` as TOML.

/// What stands in a new block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub domain: String,
    pub unit: String,
    pub decimals: u32,
    pub aggregation: String,
    pub better: String,
    pub change: String,
    pub aliases: Vec<String>,
    pub counters: Vec<String>,
    pub example: String,
    pub value: String,
    pub counter_example: String,
}

impl Block {
    /// The block as TOML, ending with a line feed.
    pub fn toml(&self) -> String {
        let mut lines = vec![
            "[[indicator]]".to_owned(),
            format!("code = {}", quoted(&self.code)),
            format!("name = {}", quoted(&self.name)),
            format!("name_en = {}", quoted(&self.name_en)),
            format!("domain = {}", quoted(&self.domain)),
            format!("unit = {}", quoted(&self.unit)),
            format!("decimals = {}", self.decimals),
            format!("aggregation = {}", quoted(&self.aggregation)),
            format!("better = {}", quoted(&self.better)),
            format!("change = {}", quoted(&self.change)),
            format!("aliases = {}", list(&self.aliases)),
        ];
        if !self.counters.is_empty() {
            lines.push(format!("counters = {}", list(&self.counters)));
        }
        lines.push(format!(
            "examples = [{{ text = {}, value = {} }}]",
            quoted(&self.example),
            quoted(&self.value)
        ));
        lines.push(format!(
            "counter_examples = {}",
            list(std::slice::from_ref(&self.counter_example))
        ));
        lines.join("\n") + "\n"
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was_written(text in any::<String>()) {
            let parsed: toml::Table = toml::from_str(&format!("a = {}", quoted(&text))).unwrap();
            prop_assert_eq!(parsed["a"].as_str(), Some(text.as_str()));
        }
    }
}

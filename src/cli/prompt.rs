//! Questions on a terminal. Behind a trait, so that what is done with the answers can be proved without one.

use dialoguer::{Input, Select};

use crate::query::Lang;

/// Somebody who can be asked. Every answer may be refused (Esc), which is `None`.
pub trait Person {
    /// One of several; the index of the choice.
    fn choose(&mut self, question: &str, choices: &[String]) -> Option<usize>;

    /// A line of text, which may be empty.
    fn line(&mut self, question: &str) -> Option<String>;
}

/// The person at the terminal: asked on standard error, answers by keyboard.
pub struct Terminal {
    lang: Lang,
}

impl Terminal {
    /// Asks in this language.
    pub fn new(lang: Lang) -> Self {
        Terminal { lang }
    }
}

impl Person for Terminal {
    fn choose(&mut self, question: &str, choices: &[String]) -> Option<usize> {
        let keys = match self.lang {
            Lang::Zh => "（↑↓ 选择，回车确定，Esc 退出）",
            Lang::En => " (arrows, Enter; Esc leaves)",
        };
        Select::new()
            .with_prompt(format!("{question}{keys}"))
            .items(choices)
            .default(0)
            .interact_opt()
            .ok()
            .flatten()
    }

    fn line(&mut self, question: &str) -> Option<String> {
        Input::new()
            .with_prompt(question)
            .allow_empty(true)
            .interact_text()
            .ok()
    }
}

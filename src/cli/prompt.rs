//! Questions on a terminal. Behind a trait, so that what is done with the answers can be proved without one.

use console::{Key, Term, truncate_str};
use dialoguer::Input;

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
    term: Term,
}

impl Terminal {
    /// Asks in this language.
    pub fn new(lang: Lang) -> Self {
        Terminal {
            lang,
            term: Term::stderr(),
        }
    }

    /// Draws the choices, and takes keys until one is chosen.
    ///
    /// dialoguer's own list hides the cursor and leaves it hidden on Ctrl-C; here Ctrl-C is a key like Esc.
    fn ask(&self, question: &str, choices: &[String]) -> std::io::Result<Option<usize>> {
        let mut at = 0;
        loop {
            self.draw(question, choices, at)?;
            let key = self.term.read_key_raw()?;
            self.term.clear_last_lines(choices.len() + 1)?;
            let chosen = match key {
                Key::ArrowUp | Key::Char('k') => {
                    at = at.checked_sub(1).unwrap_or(choices.len() - 1);
                    continue;
                }
                Key::ArrowDown | Key::Tab | Key::Char('j') => {
                    at = (at + 1) % choices.len();
                    continue;
                }
                Key::Char(digit @ '1'..='9') => match digit.to_digit(10).map(|digit| digit as usize - 1) {
                    Some(index) if index < choices.len() => Some(index),
                    _ => continue,
                },
                Key::Enter => Some(at),
                Key::Escape | Key::CtrlC => None,
                // The terminal is gone.
                Key::Unknown => return Ok(None),
                _ => continue,
            };
            let said = chosen.and_then(|index| choices.get(index)).map_or("", String::as_str);
            self.show(&format!("{question}: {said}"))?;
            return Ok(chosen);
        }
    }

    fn draw(&self, question: &str, choices: &[String], at: usize) -> std::io::Result<()> {
        let keys = match self.lang {
            Lang::Zh => "（↑↓ 或数字选择，回车确定，Esc 退出）",
            Lang::En => " (arrows or digits, Enter; Esc leaves)",
        };
        self.show(&format!("{question}{keys}"))?;
        for (index, choice) in choices.iter().enumerate() {
            let mark = if index == at { ">" } else { " " };
            self.show(&format!("{mark} {} {choice}", index + 1))?;
        }
        Ok(())
    }

    /// One line of the screen: a longer one would wrap, and redrawing would miss it.
    fn show(&self, line: &str) -> std::io::Result<()> {
        let (_, columns) = self.term.size();
        self.term
            .write_line(&truncate_str(line, usize::from(columns.max(20)) - 1, "…"))
    }
}

impl Person for Terminal {
    fn choose(&mut self, question: &str, choices: &[String]) -> Option<usize> {
        if choices.is_empty() {
            return None;
        }
        self.ask(question, choices).ok().flatten()
    }

    fn line(&mut self, question: &str) -> Option<String> {
        Input::new()
            .with_prompt(question)
            .allow_empty(true)
            .interact_text_on(&self.term)
            .ok()
    }
}

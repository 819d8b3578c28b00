//! The bulletin through a template: Markdown, a page, or a Word document. The built-in templates are in `data/bulletin`; a user
//! may give one of their own, which gets the same [`Bulletin`].
//!
//! Everything that a template prints is escaped for its format, and cannot steer a terminal: what a report says stays text.
//! Besides the fields of the bulletin a template has `pictures`, one for each number of a figure: `svg` (Markup, for a page),
//! and `id`, `width`, `height` in EMU of those that are in a document, which are empty where it has none.

mod docx;
mod escape;

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};

use super::svg;
use crate::bulletin::Bulletin;

/// What a bulletin is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Markdown.
    Markdown,
    /// A page for a browser.
    Html,
    /// A document for Word and WPS.
    Docx,
}

/// A template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template<'t> {
    /// Its name in error messages.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// A template that cannot be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name}{}: {what}", line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct TemplateError {
    /// The template's name.
    pub name: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong there.
    pub what: String,
}

impl Form {
    /// The form of files with this extension.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Form::Markdown),
            "html" | "htm" => Some(Form::Html),
            "docx" => Some(Form::Docx),
            _ => None,
        }
    }

    /// The template that is used unless another is given.
    pub fn template(self) -> Template<'static> {
        let (name, text) = match self {
            Form::Markdown => ("bulletin.md.j2", include_str!("../../../data/bulletin/bulletin.md.j2")),
            Form::Html => (
                "bulletin.html.j2",
                include_str!("../../../data/bulletin/bulletin.html.j2"),
            ),
            Form::Docx => (
                "document.xml.j2",
                include_str!("../../../data/bulletin/document.xml.j2"),
            ),
        };
        Template { name, text }
    }
}

/// The bulletin as text: Markdown, or a page with its pictures in it.
///
/// # Errors
/// What is wrong with the template, with its line.
pub fn bulletin(bulletin: &Bulletin, form: Form, template: Template<'_>) -> Result<String, TemplateError> {
    let pictures = bulletin.figures().map(|figure| match form {
        Form::Html => context! { svg => Value::from_safe_string(svg(&figure.chart)) },
        Form::Markdown | Form::Docx => context! {},
    });
    fill(bulletin, form, template, pictures.collect())
}

/// The bulletin as a Word document with these pictures as PNG, one for each figure or none at all.
///
/// # Errors
/// What is wrong with the template, with its line.
pub fn bulletin_docx(
    bulletin: &Bulletin,
    template: Template<'_>,
    pictures: &[Vec<u8>],
) -> Result<Vec<u8>, TemplateError> {
    let ids = pictures.iter().enumerate().map(|(index, png)| {
        let (width, height) = docx::size(png);
        context! { id => docx::picture_id(index), width, height }
    });
    let document = fill(bulletin, Form::Docx, template, ids.collect())?;
    Ok(docx::package(bulletin, &document, pictures))
}

fn fill(
    bulletin: &Bulletin,
    form: Form,
    template: Template<'_>,
    pictures: Vec<Value>,
) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(move |_| match form {
        Form::Markdown => AutoEscape::Custom("markdown".into()),
        Form::Html | Form::Docx => AutoEscape::Html,
    });
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_formatter(escape::write);
    let context = context! { pictures, ..Value::from(Serde(bulletin)) };
    environment
        .render_named_str(template.name, template.text, context)
        .map(|text| text.trim_end().to_owned() + "\n")
        .map_err(|error| TemplateError {
            name: template.name.to_owned(),
            line: error.line(),
            what: match error.detail() {
                Some(detail) => format!("{}: {detail}", error.kind()),
                None => error.kind().to_string(),
            },
        })
}

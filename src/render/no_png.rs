//! What goes wrong when a picture is drawn, and what stands in for the drawing where the program was built without it.

/// Why there is no PNG.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PngError {
    /// The program was built without the feature `png`.
    #[error("this program was built without PNG")]
    NotBuilt,
    /// The file that was given is no font.
    #[error("the file is no font that can be used")]
    NoFont,
    /// No font has a shape for this character.
    #[error("no font of this machine has the character `{0}`")]
    NoShape(char),
    /// The picture could not be drawn.
    #[error("the picture could not be drawn: {0}")]
    NotDrawn(String),
}

/// The fonts that pictures are drawn with: none.
#[cfg(not(feature = "png"))]
pub struct Fonts;

#[cfg(not(feature = "png"))]
impl Fonts {
    /// None.
    ///
    /// # Errors
    /// [`PngError::NotBuilt`], always.
    pub fn new(_own: Option<Vec<u8>>) -> Result<Self, PngError> {
        Err(PngError::NotBuilt)
    }

    /// None.
    pub fn chinese(&self) -> Option<&str> {
        None
    }

    /// No picture.
    ///
    /// # Errors
    /// [`PngError::NotBuilt`], always.
    pub fn png(&self, _chart: &crate::chart::Chart) -> Result<Vec<u8>, PngError> {
        Err(PngError::NotBuilt)
    }
}

//! What a file is that a message sends.

/// What is known of a file, whose link or id alone tells nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaFile {
    /// What it is by its first bytes: `image/png`; none where they tell nothing.
    pub kind: Option<&'static str>,
    /// Its size.
    pub bytes: u64,
    /// Width and height of a sticker.
    pub pixels: Option<(u32, u32)>,
    /// Whether a sticker moves.
    pub is_animated: bool,
}

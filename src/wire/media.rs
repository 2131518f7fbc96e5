//! What a file is that a message sends.

/// What is known of a file, whose link or id alone tells nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MediaFile {
    /// What it is by its content: `image/png`; none where that tells nothing.
    pub kind: Option<&'static str>,
    /// The ending of its name, where that stands for other types than its content: `jpg`.
    pub wrong_ending: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// Width and height of a sticker.
    pub pixels: Option<(u32, u32)>,
    /// Whether a sticker moves.
    pub is_animated: bool,
    /// How a picture is coloured, where its header tells.
    pub colours: Option<Colours>,
    /// What is in a film or a sound; empty where that is not known.
    pub streams: Vec<Stream>,
    /// Why it cannot be shown or played at all: `it ends before its end`.
    pub defect: Option<&'static str>,
}

/// The types of samples that the platform takes for the headers of templates.
pub const SAMPLE_TYPES: [&str; 4] = ["image/jpeg", "image/png", "video/mp4", "application/pdf"];

/// How a picture is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Bits a channel.
    pub bits: u8,
    /// The channels.
    pub model: ColourModel,
}

/// The channels of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourModel {
    /// Red, green and blue, with transparency or without.
    Rgb,
    /// Shades of grey, with transparency or without.
    Grey,
    /// Numbered colours of a table.
    Palette,
    /// The four inks of a printer.
    Cmyk,
}

impl ColourModel {
    /// How it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rgb => "RGB",
            Self::Grey => "grey",
            Self::Palette => "a colour table",
            Self::Cmyk => "CMYK",
        }
    }
}

/// One stream of a film or a sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stream {
    /// Pictures or sound.
    pub sort: StreamSort,
    /// How it is encoded: `H.264`.
    pub codec: &'static str,
    /// How many channels a sound has, where that is told.
    pub channels: Option<u16>,
}

/// What a stream holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamSort {
    /// Pictures.
    Video,
    /// Sound.
    Sound,
}

/// Office files of today, which are all ZIP archives by their content.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PPTX: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// What the files of an ending are.
const ENDINGS: &[(&str, &[&str])] = &[
    ("jpg", &["image/jpeg"]),
    ("jpeg", &["image/jpeg"]),
    ("png", &["image/png"]),
    ("webp", &["image/webp"]),
    ("gif", &["image/gif"]),
    ("bmp", &["image/bmp"]),
    ("svg", &["image/svg+xml"]),
    ("tif", &["image/tiff"]),
    ("tiff", &["image/tiff"]),
    ("heic", &["image/heic"]),
    ("avif", &["image/avif"]),
    ("mp4", &["video/mp4", "audio/mp4"]),
    ("3gp", &["video/3gpp", "audio/3gpp"]),
    ("mov", &["video/quicktime"]),
    ("avi", &["video/x-msvideo"]),
    ("mkv", &["video/x-matroska"]),
    ("webm", &["video/webm"]),
    ("aac", &["audio/aac"]),
    ("amr", &["audio/amr"]),
    ("mp3", &["audio/mpeg"]),
    ("m4a", &["audio/mp4"]),
    ("ogg", &["audio/ogg"]),
    ("oga", &["audio/ogg"]),
    ("opus", &["audio/ogg"]),
    ("wav", &["audio/wav"]),
    ("flac", &["audio/flac"]),
    ("txt", &["text/plain"]),
    ("csv", &["text/csv", "text/plain"]),
    ("pdf", &["application/pdf"]),
    ("doc", &["application/msword"]),
    ("xls", &["application/vnd.ms-excel"]),
    ("ppt", &["application/vnd.ms-powerpoint"]),
    ("docx", &[DOCX]),
    ("xlsx", &[XLSX]),
    ("pptx", &[PPTX]),
    ("zip", &["application/zip"]),
    ("rar", &["application/vnd.rar"]),
    ("7z", &["application/x-7z-compressed"]),
    ("exe", &["application/vnd.microsoft.portable-executable"]),
    ("apk", &["application/vnd.android.package-archive"]),
];

/// A type as the tables have it; none where they do not know it.
pub fn known_type(name: &str) -> Option<&'static str> {
    let mut known = ENDINGS.iter().flat_map(|(_, types)| types.iter());
    known
        .find(|known| known.eq_ignore_ascii_case(name))
        .copied()
}

/// What files whose names end so are; none where the ending is not known.
pub fn types_of_ending(ending: &str) -> Option<&'static [&'static str]> {
    ENDINGS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(ending))
        .map(|(_, types)| *types)
}

//! The first page of an Ogg file, which tells its codec.

use super::sound;
use crate::wire::Stream;

/// The stream of a file; none where its first page tells of none that is known.
pub(super) fn stream(bytes: &[u8]) -> Option<Stream> {
    let segments = usize::from(*bytes.get(26)?);
    let packet = bytes.get(27 + segments..)?;
    let channels = |at: usize| packet.get(at).copied().map(u16::from);
    if packet.starts_with(b"OpusHead") {
        Some(sound("Opus", channels(9)))
    } else if packet.starts_with(b"\x01vorbis") {
        Some(sound("Vorbis", channels(11)))
    } else if packet.starts_with(b"\x7fFLAC") {
        Some(sound("FLAC", None))
    } else if packet.starts_with(b"Speex") {
        Some(sound("Speex", None))
    } else {
        Some(sound("an unknown codec", None))
    }
}

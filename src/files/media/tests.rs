use std::io::Cursor;

use rstest::rstest;

use super::*;
use crate::wire::{ColourModel, Colours};

fn examined(bytes: &[u8], ending: &str) -> MediaFile {
    let length = u64::try_from(bytes.len()).unwrap();
    examine(&mut Cursor::new(bytes), length, ending).unwrap()
}

/// A box with its content.
fn boxed(name: &str, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 8).unwrap();
    [&length.to_be_bytes()[..], name.as_bytes(), content].concat()
}

/// A track for `handler` whose samples are described by an entry of that name.
fn track(handler: &str, entry: &str, rest: &[u8]) -> Vec<u8> {
    let hdlr = boxed("hdlr", &[&[0; 8], handler.as_bytes(), &[0; 12]].concat());
    let stsd = boxed(
        "stsd",
        &[&[0, 0, 0, 0, 0, 0, 0, 1], &boxed(entry, rest)[..]].concat(),
    );
    let minf = boxed("minf", &boxed("stbl", &stsd));
    boxed("trak", &boxed("mdia", &[hdlr, minf].concat()))
}

/// A sound of two channels whose descriptor tells that object type.
fn mp4_sound(object_type: u8) -> Vec<u8> {
    let mut entry = vec![0; 16];
    entry.extend([0, 2, 0, 16, 0, 0, 0, 0, 0xbb, 0x80, 0, 0]);
    let descriptors = [
        0,
        0,
        0,
        0,
        0x03,
        0x80,
        0x80,
        0x80,
        0x16,
        0,
        1,
        0,
        0x04,
        0x11,
        object_type,
    ];
    entry.extend(boxed("esds", &descriptors));
    track("soun", "mp4a", &entry)
}

fn movie(brand: &str, tracks: &[Vec<u8>]) -> Vec<u8> {
    let ftyp = boxed("ftyp", &[brand.as_bytes(), &[0; 4]].concat());
    let mdat = boxed("mdat", &[7; 100]);
    [ftyp, mdat, boxed("moov", &tracks.concat())].concat()
}

fn codecs(file: &MediaFile) -> Vec<(&'static str, Option<u16>)> {
    let streams = file.streams.iter();
    streams
        .map(|stream| (stream.codec, stream.channels))
        .collect()
}

fn png(bits: u8, colour: u8) -> Vec<u8> {
    let header = [0, 0, 2, 0, 0, 0, 2, 0, bits, colour, 0, 0, 0];
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &header[..]].concat()
}

fn jpeg(bits: u8, channels: u8) -> Vec<u8> {
    let comment = [&[0xff, 0xe1, 0x13, 0x88][..], &[0; 4998]].concat();
    let frame = [0xff, 0xff, 0xc2, 0, 17, bits, 1, 0, 1, 0, channels, 0, 0];
    [&[0xff, 0xd8][..], &comment, &frame].concat()
}

#[rstest]
#[case(b"\x89PNG\r\n\x1a\n", "", Some("image/png"))]
#[case(b"RIFF\x24\0\0\0WEBPVP8 ", "", Some("image/webp"))]
#[case(b"RIFF\x24\0\0\0WAVEfmt ", "", Some("audio/wav"))]
#[case(b"\0\0\0\x18ftypmp42", "", Some("video/mp4"))]
#[case(b"\0\0\0\x18ftyp3gp5", "", Some("video/3gpp"))]
#[case(b"OggS\0\x02", "", Some("audio/ogg"))]
#[case(b"#!AMR\n", "", Some("audio/amr"))]
#[case(b"\xff\xf1\x50", "", Some("audio/aac"))]
#[case(b"\xff\xfb\x90", "", Some("audio/mpeg"))]
#[case(b"%PDF-1.7", "", Some("application/pdf"))]
#[case(
    b"PK\x03\x04",
    "docx",
    Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
)]
#[case(b"PK\x03\x04", "zip", Some("application/zip"))]
#[case(b"PK\x03\x04", "jpg", None)]
#[case(b"\x1a\x45\xdf\xa3", "mkv", Some("video/x-matroska"))]
#[case(b"\xd0\xcf\x11\xe0", "XLS", Some("application/vnd.ms-excel"))]
#[case("Grüße".as_bytes(), "txt", Some("text/plain"))]
#[case(b"a\0b", "txt", None)]
#[case(b"\xff\xfe", "txt", None)]
#[case(b"hello", "", None)]
#[case(b"hello", "jpg", None)]
#[case(b"", "jpg", None)]
fn content_tells_a_type_and_the_ending_only_what_it_leaves_open(
    #[case] bytes: &[u8],
    #[case] ending: &str,
    #[case] expected: Option<&str>,
) {
    assert_eq!(kind_of(bytes, ending), expected);
}

#[rstest]
#[case(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\xff\x01\0\xff\x01\0", Some((512, 512)), true)]
#[case(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\0\0\x3f\0\0", Some((128, 64)), false)]
#[case(b"RIFF\0\0\0\0WEBPVP8L\x0a\0\0\0\x2f\xff\xc1\x7f\0", Some((512, 512)), false)]
#[case(b"RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\0\x02\0\x02", Some((512, 512)), false)]
#[case(b"RIFF\0\0\0\0WEBPVP8X", None, false)]
fn the_header_of_a_sticker_tells_its_size(
    #[case] bytes: &[u8],
    #[case] size: Option<(u32, u32)>,
    #[case] moves: bool,
) {
    let found = examined(bytes, "webp");
    assert_eq!((found.pixels, found.is_animated), (size, moves));
}

#[rstest]
#[case(png(8, 2), 8, ColourModel::Rgb)]
#[case(png(8, 6), 8, ColourModel::Rgb)]
#[case(png(16, 6), 16, ColourModel::Rgb)]
#[case(png(4, 3), 8, ColourModel::Palette)]
#[case(png(8, 0), 8, ColourModel::Grey)]
#[case(jpeg(8, 3), 8, ColourModel::Rgb)]
#[case(jpeg(8, 1), 8, ColourModel::Grey)]
#[case(jpeg(8, 4), 8, ColourModel::Cmyk)]
#[case(jpeg(12, 3), 12, ColourModel::Rgb)]
fn the_header_of_a_picture_tells_its_colours(
    #[case] bytes: Vec<u8>,
    #[case] bits: u8,
    #[case] model: ColourModel,
) {
    let found = examined(&bytes, "");
    assert_eq!(found.colours, Some(Colours { bits, model }));
    assert_eq!(found.defect, None);
}

#[rstest]
#[case(b"OpusHead\x01\x01", vec![("Opus", Some(1))])]
#[case(b"OpusHead\x01\x02", vec![("Opus", Some(2))])]
#[case(b"\x01vorbis\0\0\0\0\x02", vec![("Vorbis", Some(2))])]
#[case(b"\x80theora\x03\x02", vec![("an unknown codec", None)])]
fn the_first_page_of_an_ogg_file_tells_its_codec(
    #[case] packet: &[u8],
    #[case] expected: Vec<(&str, Option<u16>)>,
) {
    let mut page = b"OggS\0\x02".to_vec();
    page.extend([0; 20]);
    page.extend([1, u8::try_from(packet.len()).unwrap()]);
    page.extend(packet);
    assert_eq!(codecs(&examined(&page, "ogg")), expected);
}

#[rstest]
#[case("isom", vec![track("vide", "avc1", &[0; 70]), mp4_sound(0x40)], "video/mp4", vec![("H.264", None), ("AAC", Some(2))])]
#[case("isom", vec![track("vide", "hvc1", &[0; 70])], "video/mp4", vec![("H.265", None)])]
#[case("isom", vec![track("vide", "dvh1", &[0; 70]), track("text", "tx3g", &[0; 30])], "video/mp4", vec![("an unknown codec", None)])]
#[case("isom", vec![mp4_sound(0x40)], "audio/mp4", vec![("AAC", Some(2))])]
#[case("M4A ", vec![track("soun", "alac", &[0; 30])], "audio/mp4", vec![("ALAC", Some(0))])]
#[case("isom", vec![mp4_sound(0x6b)], "audio/mp4", vec![("MP3", Some(2))])]
#[case("3gp5", vec![track("vide", "s263", &[0; 70]), track("soun", "samr", &[0; 30])], "video/3gpp", vec![("H.263", None), ("AMR", Some(1))])]
fn the_boxes_of_a_film_tell_its_streams(
    #[case] brand: &str,
    #[case] tracks: Vec<Vec<u8>>,
    #[case] kind: &str,
    #[case] expected: Vec<(&str, Option<u16>)>,
) {
    let found = examined(&movie(brand, &tracks), "");
    assert_eq!(found.kind, Some(kind));
    assert_eq!(codecs(&found), expected);
    assert_eq!(found.defect, None);
}

#[test]
fn a_file_that_is_cut_off_is_told_from_a_whole_one() {
    let film = movie("isom", &[track("vide", "avc1", &[0; 70])]);
    for length in 16..film.len() {
        let found = examined(&film[..length], "mp4");
        assert!(found.defect.is_some(), "{length} of {}", film.len());
    }
    let picture = jpeg(8, 3);
    for length in 3..picture.len() - 2 {
        assert!(
            examined(&picture[..length], "jpg").defect.is_some(),
            "{length}"
        );
    }
    assert_eq!(examined(b"", "jpg").defect, Some("it is empty"));
    assert!(examined(b"RIFF\xff\0\0\0WEBPVP8 ", "webp").defect.is_some());
}

#[test]
fn boxes_within_boxes_without_end_end() {
    let mut nested = Vec::new();
    for _ in 0..6000 {
        nested = boxed("moov", &nested);
    }
    let file = [boxed("ftyp", b"isom\0\0\0\0"), nested].concat();
    assert!(examined(&file, "mp4").streams.is_empty());
}

#[test]
fn an_ending_of_another_type_is_told() {
    assert_eq!(
        examined(&png(8, 2), "jpg").wrong_ending.as_deref(),
        Some("jpg")
    );
    assert_eq!(examined(&png(8, 2), "PNG").wrong_ending, None);
    assert_eq!(examined(&png(8, 2), "dat").wrong_ending, None);
    let sound = movie("isom", &[mp4_sound(0x40)]);
    assert_eq!(examined(&sound, "m4a").wrong_ending, None);
}

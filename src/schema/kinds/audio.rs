//! A sound, or a voice message.

use crate::schema::custom::Custom;
use crate::schema::field::{Field, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{CLOUD, Rule, Test};
use crate::schema::shared::{envelope, file, foreign, media};
use crate::schema::sources;
use crate::wire::Dialect;

/// A sound, or a voice message.
pub(in crate::schema) static AUDIO: Kind = Kind {
    name: "audio",
    title: "Audio or voice message",
    doc: "A sound file (up to 16 MB), or a voice message with its waveform (OGG with OPUS).",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::group(
    "audio",
    "audio",
    &[
        media::source(&[
            media::LINK
                .example("https://img.example.com/greeting.ogg")
                .rules(&[media::link_scheme("audio-link-scheme", sources::AUDIO)]),
            media::ID,
        ])
        .rules(&[media::one_source("audio-source-one-of", sources::AUDIO)]),
        VOICE,
        media::PROVIDER,
        media::FILENAME_ELSEWHERE,
        media::CAPTION.rare().rules(&[media::caption_forbidden(
            "audio-caption-forbidden",
            sources::AUDIO,
        )]),
    ],
)
.pane(Pane::Body)
.essential()
.rules(&[
    envelope::CONTENT,
    file::AUDIO_SIZE,
    file::AUDIO_VOICE_SIZE,
    file::AUDIO_TYPE,
    file::AUDIO_CODEC,
    file::WHOLE,
    file::ENDING,
    file::CLIENT_UPLOAD,
]);

const VOICE: Field = Field::flag("voice", "voice message")
    .doc("Whether it is shown as a voice message, with its waveform; the status played follows when it was heard.")
    .only(CLOUD)
    .rules(&[
        Rule::error(
            "audio-voice-format",
            Test::Custom(Custom::VoiceFormat),
            "a voice message is an .ogg file with OPUS",
            sources::AUDIO,
        )
        .only(CLOUD)
        .predicts(media::UNFETCHED),
        foreign::CLOUD_ONLY_MEMBER,
    ]);

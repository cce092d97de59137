//! WebVTT and SubRip: the words that are shown at a time.

use super::decode::decode;
use super::plain::paragraphs;
use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place};
use crate::documents::format::DocumentFormat;
use crate::documents::times::time_of;

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let text = decode(bytes, None);
    let mut builder = Builder::new(DocumentFormat::Subtitles);
    let mut duration = 0;
    for block in paragraphs(&text) {
        let mut lines = block.text.lines();
        let Some(time) = lines.find_map(timing) else {
            continue;
        };
        let words: Vec<String> = lines.map(without_tags).collect();
        duration = duration.max(time.1);
        let place = Place {
            time: Some(time),
            lines: Some(block.lines),
            ..Place::default()
        };
        builder.push(PassageKind::Cue, &words.join("\n"), place)?;
    }
    let is_empty = builder.text().passages.is_empty();
    builder.text().extent.duration = (!is_empty).then_some(duration);
    Ok(builder.finish())
}

/// `00:14:05.000 --> 00:14:08.000`, with settings after it.
fn timing(line: &str) -> Option<(u32, u32)> {
    let (from, to) = line.split_once("-->")?;
    let to = to.split_whitespace().next()?;
    let (from, to) = (time_of(from)?, time_of(to)?);
    Some((from, to.max(from)))
}

/// The words without marks such as `<i>`. The speaker in `<v Mayor>` is named.
fn without_tags(line: &str) -> String {
    let mut words = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let Some((tag, after)) = after.split_once('>') else {
            words.push('<');
            rest = after;
            break;
        };
        if let Some(speaker) = tag.strip_prefix("v ") {
            words.push_str(speaker.trim());
            words.push_str(": ");
        }
        rest = after;
    }
    words.push_str(rest);
    words
        .replace("&amp;", "&")
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_have_their_times() {
        let vtt = "WEBVTT\n\nNOTE nothing\n\nintro\n00:05.000 --> 00:08.500 align:start\n<v Mayor>We <i>will</i> &amp; must\nact.\n\n1:00:00.000 --> 1:00:01.000\nBye < now\n";
        let text = read(vtt.as_bytes()).unwrap();
        let cues: Vec<_> = text
            .passages
            .iter()
            .map(|it| (it.place.time.unwrap(), &*it.text))
            .collect();
        assert_eq!(
            cues,
            [
                ((5_000, 8_500), "Mayor: We will & must\nact."),
                ((3_600_000, 3_601_000), "Bye < now")
            ]
        );
        assert_eq!(text.extent.duration, Some(3_601_000));
        let srt = read(b"\xef\xbb\xbf1\r\n00:00:05,000 --> 00:00:08,500\r\nHello\r\n").unwrap();
        assert_eq!(srt.locator_of(0, 0).unwrap(), "00:00:05");
        assert!(!read(b"no subtitles").unwrap().has_readable_text());
    }
}

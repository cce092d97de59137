//! The frames of the protocol: a `Content-Length` header, an empty line, and that many bytes of JSON.
//!
//! Reading survives any input. Valid JSON cannot contain a line that looks like a header, so after a
//! malformed frame the reader continues at the next line that ends with a header.

use std::io::{self, BufRead, Read, Write};

/// The maximum size of a frame in bytes. An editor sends a file as one message, so this is far above the
/// size of any draft.
const MAX_FRAME: usize = 256 << 20;

/// The number of bytes at the end of a line that may hold a header.
const LINE_TAIL: usize = 256;

/// What the reader read.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    Body(Vec<u8>),
    /// A malformed frame. Holds the reason, for the editor's log.
    Malformed(String),
}

impl Frame {
    /// In bytes.
    pub fn size(&self) -> usize {
        match self {
            Frame::Body(body) => body.len(),
            Frame::Malformed(_) => 0,
        }
    }
}

pub struct FrameReader<R> {
    /// Bytes to read again before those of `input`.
    again: io::Cursor<Vec<u8>>,
    input: R,
}

impl<R: BufRead> FrameReader<R> {
    pub fn new(input: R) -> Self {
        Self {
            again: io::Cursor::default(),
            input,
        }
    }

    /// The next frame. None at the end of the input, even in the middle of a frame.
    pub fn next_frame(&mut self) -> io::Result<Option<Frame>> {
        let mut length = None;
        let mut garbage = false;
        while let Some(line) = self.line_tail()? {
            match content_length(&line) {
                Some(Ok(found)) if found <= MAX_FRAME => length = Some(found),
                Some(_) => return Ok(Some(Frame::Malformed(refused(&line)))),
                None if !line.is_empty() => garbage = true,
                None => match length {
                    Some(length) => return self.body(length),
                    None if garbage => return Ok(Some(Frame::Malformed(no_length()))),
                    None => {}
                },
            }
        }
        Ok(None)
    }

    /// Puts back the bytes of a body that was not JSON: if its frame was cut short, the next frame
    /// begins inside of it.
    pub fn read_again(&mut self, mut body: Vec<u8>) {
        let position = self.again.position() as usize;
        body.extend_from_slice(&self.again.get_ref()[position..]);
        self.again = io::Cursor::new(body);
    }

    fn body(&mut self, length: usize) -> io::Result<Option<Frame>> {
        let mut body = Vec::new();
        (&mut self.again)
            .chain(&mut self.input)
            .take(length as u64)
            .read_to_end(&mut body)?;
        Ok((body.len() == length).then_some(Frame::Body(body)))
    }

    /// The end of the next line without its line break. None at the end of the input.
    fn line_tail(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut input = (&mut self.again).chain(&mut self.input);
        let mut tail = Vec::new();
        loop {
            let bytes = input.fill_buf()?;
            if bytes.is_empty() {
                return Ok(None);
            }
            let line_break = memchr::memchr(b'\n', bytes);
            let taken = line_break.unwrap_or(bytes.len());
            tail.extend_from_slice(&bytes[taken.saturating_sub(LINE_TAIL)..taken]);
            input.consume(taken + usize::from(line_break.is_some()));
            if line_break.is_some() {
                tail.truncate(tail.trim_ascii_end().len());
                return Ok(Some(tail));
            }
            tail.drain(..tail.len().saturating_sub(LINE_TAIL));
        }
    }
}

/// Writes one frame.
pub fn write_frame(output: &mut impl Write, body: &[u8]) -> io::Result<()> {
    write!(output, "Content-Length: {}\r\n\r\n", body.len())?;
    output.write_all(body)
}

/// The length in the header at the end of a line. An error if it is not a valid number.
fn content_length(line: &[u8]) -> Option<Result<usize, std::num::ParseIntError>> {
    const NAME: &str = "content-length:";
    let line = String::from_utf8_lossy(line).to_ascii_lowercase();
    let at = line.rfind(NAME)?;
    let value = line[at + NAME.len()..].trim();
    let is_header = at == 0 || !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    is_header.then(|| value.parse())
}

fn refused(line: &[u8]) -> String {
    let line = String::from_utf8_lossy(line);
    format!("expected a message of at most {MAX_FRAME} bytes, found `{line}`")
}

fn no_length() -> String {
    "skipped a message without `Content-Length`".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(input: impl AsRef<[u8]>) -> Vec<Result<String, String>> {
        // A small buffer, so that every line and body is read in several pieces.
        let input = io::BufReader::with_capacity(7, input.as_ref());
        let mut reader = FrameReader::new(input);
        let mut frames = Vec::new();
        while let Some(frame) = reader.next_frame().unwrap() {
            frames.push(match frame {
                Frame::Body(body) => Ok(String::from_utf8(body).unwrap()),
                Frame::Malformed(reason) => Err(reason),
            });
        }
        frames
    }

    fn body(text: &str) -> Result<String, String> {
        Ok(text.to_owned())
    }

    #[test]
    fn headers_may_be_written_in_any_way() {
        let input = "content-LENGTH:2\r\nX-Unknown: 7\r\n\r\n{}\
                     Content-Type: application/vscode-jsonrpc; charset=utf8\nContent-Length:  3 \n\n[1]";
        assert_eq!(frames(input), [body("{}"), body("[1]")]);
    }

    #[test]
    fn written_frames_are_read_back() {
        let mut written = Vec::new();
        write_frame(&mut written, "\"é\"".as_bytes()).unwrap();
        write_frame(&mut written, b"").unwrap();
        assert_eq!(frames(written), [body("\"é\""), body("")]);
    }

    #[test]
    fn continues_after_a_frame_that_is_longer_than_its_header_says() {
        let input = "Content-Length: 4\r\n\r\n{\"a\":1}Content-Length: 2\r\n\r\n[]";
        assert_eq!(frames(input), [body("{\"a\""), body("[]")]);
    }

    #[test]
    fn continues_after_a_frame_without_a_valid_length() {
        for bad in [
            "",
            "Content-Length: x",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
        ] {
            let input = format!("{bad}\r\nfoo: bar\r\n\r\n{{}}Content-Length: 2\r\n\r\n[]");
            let frames = frames(input);
            assert!(
                frames[0].is_err() && frames.last() == Some(&body("[]")),
                "{bad}: {frames:?}"
            );
        }
    }

    #[test]
    fn a_frame_that_is_too_large_is_skipped() {
        let mut input = format!("Content-Length: {}\r\n\r\n\"", MAX_FRAME + 1).into_bytes();
        input.extend(std::iter::repeat_n(b'a', 100_000));
        input.extend(b"Content-Length: 3 is part of the text\"Content-Length: 2\r\n\r\n[]");
        let frames = frames(input);
        assert_eq!(frames.len(), 2);
        assert!(frames[0].is_err());
        assert_eq!(frames[1], body("[]"));
    }

    #[test]
    fn finds_the_frame_inside_a_truncated_one() {
        let input = "Content-Length: 40\r\n\r\n{\"cut\": \"shContent-Length: 2\r\n\r\n[]Content-Length: 1\r\n\r\n7";
        let mut reader = FrameReader::new(input.as_bytes());
        let Ok(Some(Frame::Body(swallowed))) = reader.next_frame() else {
            panic!()
        };
        reader.read_again(swallowed);
        assert_eq!(
            reader.next_frame().unwrap(),
            Some(Frame::Body(b"[]".to_vec()))
        );
        assert_eq!(
            reader.next_frame().unwrap(),
            Some(Frame::Body(b"7".to_vec()))
        );
        assert_eq!(reader.next_frame().unwrap(), None);
    }

    #[test]
    fn ends_if_the_input_ends_inside_a_frame() {
        assert_eq!(frames("Content-Length: 9\r\n\r\n{}"), []);
        assert_eq!(frames("Content-Le"), []);
    }
}

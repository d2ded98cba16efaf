//! The door between the file's bytes and the XML reader: one encoding out (UTF-8), lines counted, sizes bounded.

use super::read::Limits;
use super::unreadable::{Cause, Unreadable};
use std::io::{self, BufRead, ErrorKind, Read};

/// How much of the beginning decides the encoding.
const HEAD: usize = 1024;
/// Bytes turned over at a time.
const CHUNK: usize = 16 * 1024;

/// What windows-1252 means by 0x80–0x9F; a zero where it means nothing. The rest is as in ISO-8859-1.
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0,
    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Windows1252,
}

/// A [`BufRead`] of checked UTF-8 over any bytes.
pub(crate) struct Gate<R> {
    inner: R,
    limits: Limits,
    encoding: Encoding,
    /// Bytes read to find the encoding and not yet turned over; then the tail of a character cut by a chunk's end.
    waiting: Vec<u8>,
    text: Vec<u8>,
    at: usize,
    total: u64,
    since_mark: usize,
    /// Line of what the XML reader takes next.
    line: u32,
    /// Line of what is turned over next.
    line_ahead: u32,
    fault: Option<Unreadable>,
}

impl<R: BufRead> Gate<R> {
    /// Looks at the first bytes.
    ///
    /// # Errors
    /// When they show that this is not XML, or is in an encoding that is not read.
    pub fn open(mut inner: R, limits: Limits) -> Result<Self, Unreadable> {
        let first = |cause| Unreadable { line: 1, cause };
        let mut head = Vec::with_capacity(HEAD);
        let taken = inner.by_ref().take(HEAD as u64).read_to_end(&mut head);
        taken.map_err(|error| first(Cause::Io(error.to_string())))?;
        let total = head.len() as u64;
        let encoding = sniff(&mut head).map_err(first)?;
        let gate = Self {
            inner,
            limits,
            encoding,
            waiting: head,
            text: Vec::new(),
            at: 0,
            total,
            since_mark: 0,
            line: 1,
            line_ahead: 1,
            fault: None,
        };
        Ok(gate)
    }

    /// Starts counting anew the bytes of one tag, text or comment.
    pub fn mark(&mut self) {
        self.since_mark = 0;
    }

    /// Line of what is read next, from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The reason for the last error that this reader returned.
    pub fn fault(&mut self) -> Option<Unreadable> {
        self.fault.take()
    }

    fn fail(&mut self, line: u32, cause: Cause) -> io::Error {
        self.fault = Some(Unreadable { line, cause });
        io::Error::from(ErrorKind::InvalidData)
    }

    fn pump(&mut self) -> io::Result<()> {
        self.text.clear();
        self.at = 0;
        let mut raw = std::mem::take(&mut self.waiting);
        let ended = self.fill(&mut raw)?;
        if self.total > self.limits.total {
            return Err(self.fail(self.line_ahead, Cause::TooLarge(self.limits.total)));
        }
        let turned = match self.encoding {
            Encoding::Utf8 => self.turn_utf8(raw, ended),
            Encoding::Windows1252 => self.turn_windows_1252(&raw),
        };
        turned.map_err(|(line, cause)| self.fail(line, cause))
    }

    /// Adds the next bytes; whether there were none.
    fn fill(&mut self, raw: &mut Vec<u8>) -> io::Result<bool> {
        let more = loop {
            match self.inner.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let taken = match more {
            Ok(bytes) => {
                let taken = bytes.len().min(CHUNK);
                raw.extend_from_slice(&bytes[..taken]);
                taken
            }
            Err(error) => return Err(self.fail(self.line_ahead, Cause::Io(error.to_string()))),
        };
        self.inner.consume(taken);
        self.total += taken as u64;
        Ok(taken == 0)
    }

    fn turn_utf8(&mut self, mut raw: Vec<u8>, ended: bool) -> Result<(), (u32, Cause)> {
        let whole = match std::str::from_utf8(&raw) {
            Ok(_) => raw.len(),
            Err(error) if error.error_len().is_none() && !ended => error.valid_up_to(),
            Err(error) => {
                let (valid, rest) = raw.split_at(error.valid_up_to());
                let line = self.line_ahead + newlines(valid);
                return Err((line, Cause::NotUtf8(rest.first().copied().unwrap_or_default())));
            }
        };
        self.waiting = raw.split_off(whole);
        self.text = raw;
        self.check_characters()
    }

    fn turn_windows_1252(&mut self, raw: &[u8]) -> Result<(), (u32, Cause)> {
        let mut text = String::with_capacity(raw.len());
        for &byte in raw {
            let number = match byte {
                0x80..=0x9F => u32::from(WINDOWS_1252[usize::from(byte - 0x80)]),
                other => u32::from(other),
            };
            match char::from_u32(number) {
                Some(character) if number != 0 || byte == 0 => text.push(character),
                _ => return Err((self.line_ahead + newlines(text.as_bytes()), Cause::NotWindows1252(byte))),
            }
        }
        self.text = text.into_bytes();
        self.check_characters()
    }

    fn check_characters(&mut self) -> Result<(), (u32, Cause)> {
        let bad = self.text.iter().position(|&byte| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r'));
        if let Some(at) = bad {
            let line = self.line_ahead + newlines(&self.text[..at]);
            return Err((line, Cause::Control(self.text[at].into())));
        }
        self.line_ahead = self.line_ahead.saturating_add(newlines(&self.text));
        Ok(())
    }
}

impl<R: BufRead> Read for Gate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.fill_buf()?.read(buffer)?;
        self.consume(taken);
        Ok(taken)
    }
}

impl<R: BufRead> BufRead for Gate<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since_mark > self.limits.text {
            return Err(self.fail(self.line, Cause::TooLong(self.limits.text)));
        }
        while self.at >= self.text.len() {
            let before = self.total;
            self.pump()?;
            if self.text.is_empty() && self.total == before {
                break;
            }
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.at + amount).min(self.text.len());
        self.line = self.line.saturating_add(newlines(&self.text[self.at..end]));
        self.at = end;
        self.since_mark = self.since_mark.saturating_add(amount);
    }
}

fn newlines(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|&&byte| byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// Finds the encoding from the beginning of a file, and takes a byte order mark off it.
fn sniff(head: &mut Vec<u8>) -> Result<Encoding, Cause> {
    const NAMED: [(&[u8], &str); 6] = [
        (b"\xFF\xFE", "UTF-16"),
        (b"\xFE\xFF", "UTF-16"),
        (b"<\0", "UTF-16"),
        (b"\0<", "UTF-16"),
        (b"\0\0", "UTF-32"),
        (b"\x4C\x6F\xA7\x94", "EBCDIC"),
    ];
    const OTHER: [(&[u8], &str); 4] = [
        (b"PK\x03\x04", "it is a zip file or a workbook; give the XML file inside it"),
        (b"\x1F\x8B", "it is a compressed file; give the XML file inside it"),
        (b"%PDF", "it is a PDF"),
        (b"\xD0\xCF\x11\xE0", "it is an old office document"),
    ];
    if let Some((_, name)) = NAMED.iter().find(|(start, _)| head.starts_with(start)) {
        return Err(Cause::Encoding((*name).to_owned()));
    }
    if let Some((_, what)) = OTHER.iter().find(|(start, _)| head.starts_with(start)) {
        return Err(Cause::NotXml(what));
    }
    if head.starts_with(b"\xEF\xBB\xBF") {
        head.drain(..3);
    }
    match head.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None if head.len() < HEAD => Err(Cause::Empty),
        None | Some(b'<') => declared(head),
        Some(_) => Err(Cause::NotXml("it does not begin with <")),
    }
}

/// The encoding that the first line names. A file that says UTF-16 and begins with single bytes was written by a program that named
/// the encoding of its own memory: it is read as UTF-8, and any byte that does not fit is found.
fn declared(head: &[u8]) -> Result<Encoding, Cause> {
    let text = String::from_utf8_lossy(head);
    let Some((declaration, _)) = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) else {
        return Ok(Encoding::Utf8);
    };
    let Some((_, value)) = declaration.split_once("encoding") else { return Ok(Encoding::Utf8) };
    let value = value.trim_start().trim_start_matches('=').trim_start();
    let name = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" | "utf-16" => Ok(Encoding::Utf8),
        "windows-1252" | "cp1252" | "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1" => Ok(Encoding::Windows1252),
        _ => Err(Cause::Encoding(name.chars().filter(|c| !c.is_control()).take(40).collect())),
    }
}

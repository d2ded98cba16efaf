//! The kinds of file that are taken, told from their bytes. What a name says must agree; nothing is opened or unpacked.

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    pub media_type: &'static str,
    pub name: &'static str,
    /// The endings that a name of this kind may have; the first is used for downloads.
    pub endings: &'static [&'static str],
}

/// Every kind that is taken.
pub const KINDS: &[Kind] = &[
    kind("application/pdf", "PDF", &["pdf"]),
    kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document", &["docx"]),
    kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel workbook", &["xlsx"]),
    kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint", &["pptx"]),
    kind("application/vnd.oasis.opendocument.text", "OpenDocument text", &["odt"]),
    kind("image/jpeg", "JPEG picture", &["jpg", "jpeg"]),
    kind("image/png", "PNG picture", &["png"]),
    kind("image/heif", "HEIC picture", &["heic", "heif"]),
    kind("image/gif", "GIF picture", &["gif"]),
    kind("image/webp", "WebP picture", &["webp"]),
    kind("audio/mpeg", "MP3 recording", &["mp3"]),
    kind("audio/m4a", "M4A recording", &["m4a", "mp4"]),
    kind("audio/x-wav", "WAV recording", &["wav"]),
    kind("video/mp4", "MP4 video", &["mp4", "m4v"]),
    kind("text/plain", "Plain text", &["txt"]),
    kind("message/rfc822", "E-mail", &["eml"]),
    kind("application/vnd.ms-outlook", "Outlook message", &["msg"]),
];

const fn kind(media_type: &'static str, name: &'static str, endings: &'static [&'static str]) -> Kind {
    Kind { media_type, name, endings }
}

/// Why a file is not taken, in words that say what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("The file is empty. Choose another")]
    Empty,
    #[error("Choose a file of up to 25 MB. This one is larger")]
    TooLarge,
    #[error(
        "Files of this kind are not taken. Use PDF, Word, Excel, PowerPoint, a picture, a recording, plain text or an e-mail"
    )]
    Unknown,
    #[error(
        "The file’s name ends in “{ending}” and it is really a {found}. Rename it, or save it again as what it should be"
    )]
    Mismatch { ending: String, found: &'static str },
}

/// The most bytes of one document.
pub const MOST: usize = 25_000_000;

/// Tells what a file is, and refuses what is not taken.
pub fn tell(name: &str, bytes: &[u8]) -> Result<Kind, NotTaken> {
    if bytes.is_empty() {
        return Err(NotTaken::Empty);
    }
    if bytes.len() > MOST {
        return Err(NotTaken::TooLarge);
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.trim().to_lowercase()).unwrap_or_default();
    let found = by_bytes(&ending, bytes).ok_or(NotTaken::Unknown)?;
    if found.endings.contains(&ending.as_str()) {
        return Ok(found);
    }
    let ending: String = ending.chars().filter(|c| c.is_ascii_alphanumeric()).take(8).collect();
    Err(NotTaken::Mismatch { ending: format!(".{ending}"), found: found.name })
}

/// The kind of that media type.
pub fn of_type(media_type: &str) -> Option<Kind> {
    KINDS.iter().copied().find(|kind| kind.media_type == media_type)
}

fn by_bytes(ending: &str, bytes: &[u8]) -> Option<Kind> {
    match infer::get(bytes) {
        Some(found) => of_type(found.mime_type()),
        None if bytes.starts_with(&OLE) && ending == "msg" => of_type("application/vnd.ms-outlook"),
        None => of_type(text_type(ending, bytes)?),
    }
}

/// The first bytes of Microsoft's older container files, of which an Outlook message is one.
const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Plain text or an e-mail: readable throughout, and neither a page nor a script.
fn text_type(ending: &str, bytes: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(bytes).ok()?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) {
        return None;
    }
    let head = text.trim_start_matches('\u{feff}').trim_start().get(..512).unwrap_or(text.trim_start()).to_lowercase();
    match ending {
        "eml" if head.lines().take(5).any(|line| line.contains(':')) => Some("message/rfc822"),
        "txt" if !head.starts_with("#!") && !MARKS.iter().any(|mark| head.contains(mark)) => Some("text/plain"),
        _ => None,
    }
}

/// What a page or a script begins with.
const MARKS: &[&str] = &["<!doctype", "<html", "<script", "<svg", "<?php", "<?xml", "<iframe", "<body"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say_and_its_name_must_agree() {
        let pdf = b"%PDF-1.7\n".as_slice();
        assert_eq!(tell("Letter.PDF", pdf).map(|kind| kind.name), Ok("PDF"));
        assert_eq!(tell("letter.docx", pdf), Err(NotTaken::Mismatch { ending: ".docx".to_owned(), found: "PDF" }));
        assert_eq!(tell("letter", pdf), Err(NotTaken::Mismatch { ending: ".".to_owned(), found: "PDF" }));
        let jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0];
        assert_eq!(tell("drawing.jpeg", &jpeg).map(|kind| kind.media_type), Ok("image/jpeg"));
        assert_eq!(tell("note.txt", "Zainab’s letter".as_bytes()).map(|kind| kind.name), Ok("Plain text"));
        assert_eq!(
            tell("mail.eml", b"From: a@example.com\r\nSubject: x\r\n\r\nHello").map(|kind| kind.name),
            Ok("E-mail")
        );
    }

    #[test]
    fn what_could_run_is_refused_under_any_name() {
        let programs: [&[u8]; 6] = [
            b"MZ\x90\x00\x03\x00\x00\x00",
            b"\x7fELF\x02\x01\x01\x00",
            b"<!DOCTYPE html><script>alert(1)</script>",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            b"#!/bin/sh\nrm -rf /",
            b"  \n<script>x</script>",
        ];
        for bytes in programs {
            for name in ["a.pdf", "a.jpg", "a.txt", "a.docx", "a.exe", "a.html", "a.svg"] {
                assert!(tell(name, bytes).is_err(), "{name}: {}", String::from_utf8_lossy(bytes));
            }
        }
    }

    #[test]
    fn size_is_held_at_both_ends() {
        assert_eq!(tell("a.pdf", b""), Err(NotTaken::Empty));
        assert_eq!(tell("a.pdf", &vec![b'%'; MOST + 1]), Err(NotTaken::TooLarge));
    }
}

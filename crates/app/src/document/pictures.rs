//! What a camera writes into a picture beside the picture: place, device, owner. It goes before the picture is kept.
//!
//! The picture itself is not decoded: segments and chunks are copied or left out, and what does not read is left as it was.

/// The picture without what was written beside it, where its kind is one that can be cleaned.
pub fn cleaned(media_type: &str, bytes: &[u8]) -> Vec<u8> {
    let clean = match media_type {
        "image/jpeg" => jpeg(bytes),
        "image/png" => png(bytes),
        _ => None,
    };
    clean.unwrap_or_else(|| bytes.to_vec())
}

/// Leaves out a JPEG's application segments 1 to 13 and 15 and its comments; Exif, XMP and IPTC all live there. The way up is
/// kept. `None` where the file does not read as a JPEG.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..2).filter(|start| *start == [0xFF, 0xD8])?.to_vec();
    if let Some(way_up) = way_up(bytes) {
        out.extend(exif_of(way_up));
    }
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if *bytes.get(at)? != 0xFF {
            return None;
        }
        if marker == 0xFF {
            at += 1;
            continue;
        }
        // The scan: from here on it is the picture.
        if marker == 0xDA || marker == 0xD9 {
            out.extend(bytes.get(at..)?);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length.max(2))?;
        // 14 is Adobe's colour transform, without which the colours are wrong; 2 holds the colour profile.
        if !matches!(marker, 0xE1 | 0xE3..=0xED | 0xEF | 0xFE) {
            out.extend(segment);
        }
        at += segment.len();
    }
}

/// The Exif tag that says which way up a picture is: 1 to 8.
const WAY_UP: u16 = 0x0112;

fn way_up(bytes: &[u8]) -> Option<u8> {
    let start = bytes.windows(6).position(|window| window == b"Exif\0\0")? + 6;
    let tiff = bytes.get(start..)?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let (low, high) = if little { (short(4)?, short(6)?) } else { (short(6)?, short(4)?) };
    let table = (usize::from(high) << 16) | usize::from(low);
    let entry = (0..usize::from(short(table)?)).map(|n| table + 2 + n * 12).find(|at| short(*at) == Some(WAY_UP))?;
    u8::try_from(short(entry + 8)?).ok().filter(|value| (2..=8).contains(value))
}

/// A segment that says which way up, and nothing else.
fn exif_of(way_up: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1, 0, 34];
    segment.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([way_up, 0, 0, 0, 0, 0, 0]);
    segment
}

/// Leaves out a PNG's texts, times and Exif. `None` where the file does not read as a PNG.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    while at < bytes.len() {
        let size: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_be_bytes(size)).ok()?;
        let chunk = bytes.get(at..at.checked_add(length)?.checked_add(12)?)?;
        if !matches!(chunk.get(4..8)?, b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt" | b"tIME") {
            out.extend(chunk);
        }
        at += chunk.len();
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], body].concat()
    }

    #[test]
    fn a_photograph_loses_its_place_and_keeps_its_picture() {
        let picture = [segment(0xDB, b"tables"), vec![0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]].concat();
        let gps = segment(0xE1, b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0 GPS 51.50 N");
        let with =
            [vec![0xFF, 0xD8], segment(0xE0, b"JFIF\0"), gps, segment(0xFE, b"by Amara"), picture.clone()].concat();
        let without = cleaned("image/jpeg", &with);
        assert_eq!(without, [vec![0xFF, 0xD8], segment(0xE0, b"JFIF\0"), picture].concat());
    }

    #[test]
    fn a_photograph_keeps_its_way_up() {
        let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0 GPS 51.50 N";
        let with = [vec![0xFF, 0xD8], segment(0xE1, exif), vec![0xFF, 0xDA, 0, 2, 0xFF, 0xD9]].concat();
        let without = cleaned("image/jpeg", &with);
        assert!(!without.windows(3).any(|window| window == b"GPS"));
        assert_eq!(way_up(&without), Some(6));
        assert_eq!(cleaned("image/jpeg", &without), without, "cleaning twice changes nothing");
    }

    #[test]
    fn a_png_loses_its_texts() {
        let chunk = |kind: &[u8], body: &[u8]| {
            [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], kind, body, &[0, 0, 0, 0]].concat()
        };
        let start = b"\x89PNG\r\n\x1a\n".to_vec();
        let with = [start.clone(), chunk(b"IHDR", b"x"), chunk(b"tEXt", b"Author Amara"), chunk(b"IEND", b"")].concat();
        assert_eq!(cleaned("image/png", &with), [start, chunk(b"IHDR", b"x"), chunk(b"IEND", b"")].concat());
    }

    #[test]
    fn what_does_not_read_is_left_alone() {
        for bytes in
            [&b""[..], &[0xFF, 0xD8][..], &[0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 1][..], b"\x89PNG\r\n\x1a\n\0\0"]
        {
            assert_eq!(cleaned("image/jpeg", bytes), bytes);
            assert_eq!(cleaned("image/png", bytes), bytes);
        }
    }
}

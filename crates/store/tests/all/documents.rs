use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use store::{CouncilKey, Documents, Stored};

const ID: &str = "018f2a3b-7c4d-7e5f-8a6b-1c2d3e4f5a6b";
const CHUNK: usize = 64 * 1024;

fn key(byte: u8) -> CouncilKey {
    CouncilKey::from_bytes(&[byte; 32]).unwrap()
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|n| (n * 7 % 251) as u8).collect()
}

fn put(folder: &Path, length: usize) -> (Documents, Stored) {
    let documents = Documents::open(folder, key(1)).unwrap();
    let stored = documents.put(ID, &mut Cursor::new(bytes(length)), u64::MAX).unwrap();
    (documents, stored)
}

fn file(folder: &Path) -> PathBuf {
    folder.join("6b").join(ID)
}

#[test]
fn documents_of_every_length_come_back() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200 * 1024] {
        let folder = tempfile::tempdir().unwrap();
        let (documents, stored) = put(folder.path(), length);
        assert_eq!(stored.bytes, length as u64);
        assert_eq!(stored.sha256.len(), 64);
        assert_eq!(documents.get(ID, &stored.wrapped_key).unwrap(), bytes(length), "{length}");
        let beginning = &bytes(length)[..length.min(64)];
        let on_disk = fs::read(file(folder.path())).unwrap();
        assert!(length < 64 || !on_disk.windows(64).any(|part| part == beginning));
        assert_eq!(fs::read_dir(folder.path().join("6b")).unwrap().count(), 1);
    }
}

#[test]
fn whatever_is_done_to_the_file_is_found() {
    let sealed = CHUNK + 16;
    type Harm = fn(&mut Vec<u8>, usize);
    let cases: &[(&str, Harm)] = &[
        ("first byte", |file, _| file[0] ^= 1),
        ("byte of the first part", |file, _| file[20] ^= 1),
        ("last byte", |file, _| *file.last_mut().unwrap() ^= 1),
        ("cut in the middle of a part", |file, _| file.truncate(100_000)),
        ("cut after a part", |file, sealed| file.truncate(8 + 2 * sealed)),
        ("cut after the label", |file, _| file.truncate(8)),
        ("empty", |file, _| file.clear()),
        ("parts swapped", |file, sealed| {
            let (first, second) = file[8..8 + 2 * sealed].split_at_mut(sealed);
            first.swap_with_slice(second);
        }),
        ("a part left out", |file, sealed| drop(file.drain(8..8 + sealed))),
        ("something added", |file, _| file.push(0)),
    ];
    for (what, harm) in cases {
        let folder = tempfile::tempdir().unwrap();
        let (documents, stored) = put(folder.path(), 3 * CHUNK);
        let path = file(folder.path());
        let mut content = fs::read(&path).unwrap();
        harm(&mut content, sealed);
        fs::write(&path, content).unwrap();
        assert!(documents.get(ID, &stored.wrapped_key).is_err(), "{what}");
    }
}

#[test]
fn another_councils_key_or_another_documents_key_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, stored) = put(folder.path(), 10);
    let other = Documents::open(folder.path(), key(2)).unwrap();
    assert!(other.get(ID, &stored.wrapped_key).is_err());
    let another = ID.replace("018f", "018e");
    let second = documents.put(&another, &mut Cursor::new(bytes(10)), 100).unwrap();
    assert!(documents.get(ID, &second.wrapped_key).is_err());
    fs::copy(file(folder.path()), folder.path().join("6b").join(&another)).unwrap();
    assert!(documents.get(&another, &stored.wrapped_key).is_err());
    assert!(documents.get(ID, &[]).is_err());
    let rewrapped = documents.rewrap(ID, &stored.wrapped_key, &key(2)).unwrap();
    assert_eq!(other.get(ID, &rewrapped).unwrap(), bytes(10));
}

#[test]
fn too_long_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Documents::open(folder.path(), key(1)).unwrap();
    let refused = documents.put(ID, &mut Cursor::new(bytes(CHUNK + 1)), CHUNK as u64);
    assert!(refused.unwrap_err().to_string().contains("longer"));
    assert_eq!(fs::read_dir(folder.path().join("6b")).unwrap().count(), 0);
    assert!(documents.put(ID, &mut Cursor::new(bytes(CHUNK)), CHUNK as u64).is_ok());
}

#[test]
fn an_id_cannot_lead_out_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let documents = Documents::open(folder.path(), key(1)).unwrap();
    for id in ["", "ab", "../../../../etc/passwd", "aaaaaaaa/b", "aaaaaaaa\u{e9}"] {
        assert!(documents.put(id, &mut Cursor::new(b"x"), 10).is_err(), "{id}");
    }
}

#[test]
fn a_destroyed_document_is_gone_and_may_be_destroyed_again() {
    let folder = tempfile::tempdir().unwrap();
    let (documents, stored) = put(folder.path(), 10);
    documents.destroy(ID).unwrap();
    documents.destroy(ID).unwrap();
    assert!(documents.get(ID, &stored.wrapped_key).is_err());
}

#[test]
fn the_councils_key_is_made_once_and_is_its_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("council.key");
    let first = Documents::open(folder.path(), CouncilKey::load_or_create(&path).unwrap()).unwrap();
    let stored = first.put(ID, &mut Cursor::new(b"text"), 10).unwrap();
    let again = Documents::open(folder.path(), CouncilKey::load_or_create(&path).unwrap()).unwrap();
    assert_eq!(again.get(ID, &stored.wrapped_key).unwrap(), b"text");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    fs::write(&path, b"short").unwrap();
    assert!(CouncilKey::load_or_create(&path).is_err());
}

//! Documents: taken by what they are, kept sealed, given back as files, on each engine.

#![allow(clippy::unwrap_used, reason = "tests")]

mod family_tree;

use app::testing::{Browser, Shown, Town, each_town, hidden, worker};
use axum::body::Body;
use axum::http::{Request, header};
use family_tree::{Sketch, person};
use law::people::Relation;
use law::role::Role;

const PDF: &[u8] = b"%PDF-1.7\nZainab drew a house with a red door";

struct Sent<'a> {
    name: &'a str,
    bytes: &'a [u8],
    fields: &'a [(&'a str, &'a str)],
}

/// Posts a form with a file, as a browser does.
fn send(town: &Town, browser: &Browser<'_>, n: u128, sent: &Sent<'_>) -> Shown {
    let path = format!("/person/{}/documents", person(n));
    let csrf = hidden(&browser.get(&path).body, "csrf").unwrap();
    let command = town.council.dice.id(town.now()).to_string();
    let mut body = Vec::new();
    let mut fields = vec![("csrf", csrf.as_str())];
    if !sent.fields.iter().any(|(name, _)| *name == "command") {
        fields.push(("command", command.as_str()));
    }
    fields.extend(sent.fields);
    for (name, value) in fields {
        body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
    }
    let head = format!("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\n\r\n", sent.name);
    body.extend(head.bytes());
    body.extend(sent.bytes);
    body.extend(b"\r\n--XX--\r\n");
    let request = Request::post(&path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=XX")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from(body))
}

fn begin(town: &Town) -> Browser<'_> {
    let sketch = Sketch::new(town);
    sketch.child(1, "Zainab", "Khan", "2022-03-23");
    sketch.child(2, "Yusuf", "Khan", "2020-03-23");
    sketch.related(1, Relation::Sibling, 2, false);
    town.as_a(Role::TeamManager)
}

fn link(page: &Shown) -> String {
    let at = page.body.find("/document/").expect("a document on the page");
    page.body[at..at + "/document/".len() + 36].to_owned()
}

#[test]
fn a_document_is_filed_listed_downloaded_and_every_download_logged() {
    each_town(|town| {
        let browser = begin(town);
        let me = person(1).to_string();
        let fields = [("title", "Drawing of home"), ("audience", "family"), ("people", me.as_str())];
        send(town, &browser, 1, &Sent { name: "zainab.pdf", bytes: PDF, fields: &fields }).goes_to("/person/");
        let list = browser.get(&format!("/person/{}/documents", person(1)));
        list.must_say("Drawing of home").must_say("PDF").must_say("The family").must_say("Team manager One");
        browser.get(&format!("/person/{}", person(1))).must_say("Document: Drawing of home");
        let looked = || town.council.db.views().of_person_now(&person(1).to_string(), 100).unwrap();
        let before = looked().len();
        let path = link(&list);
        let got = browser.get(&path);
        assert_eq!(got.body.as_bytes(), PDF);
        assert_eq!(looked().len(), before + 1);
        assert!(looked()[0].what.starts_with("document "));
        let headers = browser.headers(&path);
        let header = |name: &str| headers.get(name).unwrap().to_str().unwrap().to_owned();
        let id = path.trim_start_matches("/document/");
        assert_eq!(header("content-disposition"), format!("attachment; filename=\"document-{id}.pdf\""));
        assert_eq!(
            (header("content-type").as_str(), header("x-content-type-options").as_str()),
            ("application/pdf", "nosniff")
        );
        assert!(header("content-security-policy").contains("sandbox"));
        assert_eq!(header("cache-control"), "no-store");
        let stranger = town.as_a(Role::SocialWorker).get(&path);
        stranger.goes_to(&format!("/person/{}/why", person(1)));
        assert_eq!(browser.get("/document/00000000-0000-0000-0000-000000000001").status, 404);
        town.verify();
    });
}

#[test]
fn what_could_run_or_does_not_fit_is_refused_and_what_was_typed_is_kept() {
    each_town(|town| {
        let browser = begin(town);
        let me = person(1).to_string();
        let fields = [("title", "Letter from school"), ("audience", "internal"), ("people", me.as_str())];
        let large = vec![b'a'; 26_000_000];
        let cases: [(&str, &[u8], &str); 6] = [
            ("letter.pdf", b"MZ\x90\0\x03\0\0\0\x04\0", "Files of this kind are not taken"),
            ("letter.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "Files of this kind are not taken"),
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Files of this kind are not taken"),
            ("letter.pdf", b"", "The file is empty"),
            ("letter.txt", &large, "up to 25 MB"),
            ("letter.docx", PDF, "really a PDF"),
        ];
        for (name, bytes, says) in cases {
            let shown = send(town, &browser, 1, &Sent { name, bytes, fields: &fields });
            assert_eq!(shown.status, 422, "{name}: {}", shown.text());
            shown.must_say(says);
            assert!(shown.body.contains("Letter from school"));
        }
        browser.get(&format!("/person/{}/documents", person(1))).must_say("None yet");
        let nothing = send(town, &browser, 1, &Sent { name: "a.pdf", bytes: PDF, fields: &[] });
        nothing.must_say("Enter a title").must_say("Choose who it may be shown to").must_say("Choose whom it is about");
        town.verify();
    });
}

/// What went wrong: the page was gone back to, another file was chosen under the same title, and it was taken for a second press
/// of the first. The worker was told it was kept, and it was nowhere.
#[test]
fn another_file_under_the_same_title_is_not_lost_after_going_back() {
    each_town(|town| {
        let browser = begin(town);
        let (me, command) = (person(1).to_string(), town.council.dice.id(town.now()).to_string());
        let fields =
            [("title", "Drawing"), ("audience", "family"), ("people", me.as_str()), ("command", command.as_str())];
        let list = format!("/person/{}/documents", person(1));
        send(town, &browser, 1, &Sent { name: "a.pdf", bytes: PDF, fields: &fields }).goes_to("/person/");
        send(town, &browser, 1, &Sent { name: "a.pdf", bytes: PDF, fields: &fields }).goes_to("/person/");
        browser.get(&list).must_say("1, newest first");
        let other = b"%PDF-1.7\nYusuf drew a dog";
        send(town, &browser, 1, &Sent { name: "a.pdf", bytes: other, fields: &fields }).goes_to("/person/");
        let shown = browser.get(&list);
        shown.must_say("2, newest first");
        assert_eq!(browser.get(&link(&shown)).body.as_bytes(), other, "the newest is the second file");
        town.verify();
    });
}

#[test]
fn documents_are_sealed_on_the_disk() {
    each_town(|town| {
        let browser = begin(town);
        let me = person(1).to_string();
        let fields = [("title", "Drawing"), ("audience", "family"), ("people", me.as_str())];
        send(town, &browser, 1, &Sent { name: "a.pdf", bytes: PDF, fields: &fields }).goes_to("/person/");
        let mut files = 0;
        let mut folders = vec![town.documents_folder().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                files += 1;
                let bytes = std::fs::read(&path).unwrap();
                assert!(!bytes.windows(8).any(|window| window == &PDF[..8] || window == b"red door"), "{path:?}");
            }
        }
        assert_eq!(files, 1);
    });
}

#[test]
fn a_new_version_takes_the_place_of_the_old_which_stays() {
    each_town(|town| {
        let browser = begin(town);
        let me = person(1).to_string();
        let fields = [("title", "Plan, draft"), ("audience", "family"), ("people", me.as_str())];
        send(town, &browser, 1, &Sent { name: "a.pdf", bytes: PDF, fields: &fields }).goes_to("/person/");
        let path = format!("/person/{}/documents", person(1));
        let old = link(&browser.get(&path)).trim_start_matches("/document/").to_owned();
        let newer =
            [fields[1], fields[2], ("title", "Plan, agreed"), ("replaces", old.as_str()), ("why", "Agreed on Monday")];
        send(town, &browser, 1, &Sent { name: "b.pdf", bytes: PDF, fields: &newer }).goes_to("/person/");
        browser.get(&path).must_say("1, newest first").must_say("Earlier versions (1)");
        assert!(!browser.get(&format!("/person/{}", person(1))).body.contains(&format!("/document/{old}")));
        assert_eq!(browser.get(&format!("/document/{old}")).status, 200, "the earlier version can be read");
        town.verify();
    });
}

#[test]
fn a_document_about_a_restricted_brother_too_is_not_there_for_others() {
    each_town(|town| {
        let browser = begin(town);
        let (one, two) = (person(1).to_string(), person(2).to_string());
        let fields =
            [("title", "Both children"), ("audience", "family"), ("people", one.as_str()), ("people", two.as_str())];
        send(town, &browser, 1, &Sent { name: "a.pdf", bytes: PDF, fields: &fields }).goes_to("/person/");
        let list = format!("/person/{}/documents", person(1));
        let path = link(&browser.get(&list));
        Sketch::new(town).restrict(2, &[worker(Role::Director)]);
        browser.get(&list).must_say("None yet");
        assert_eq!(browser.get(&path).status, 404);
        let director = town.as_a(Role::Director);
        assert_eq!(director.get(&path).status, 200);
    });
}

//! Taking a document: what was posted is read and checked, the bytes are stored sealed, and an entry says so.

use super::kinds::{Kind, tell};
use super::{keys, pictures};
use crate::command::Rejected;
use crate::desk::{Desk, Who};
use crate::people::fields::Reading;
use law::document::{Audience, DocumentEntry};
use law::id::{DocumentId, PersonId};
use law::journal::Happening;
use store::Stored;
use web::{FieldErrors, Fields, PostedFile};

/// What was posted, and what it may be about.
pub struct Asked {
    pub fields: Fields,
    pub file: Option<PostedFile>,
    pub about: Vec<PersonId>,
    pub replaceable: Vec<DocumentId>,
}

/// A document that may be filed.
pub struct Ready {
    pub people: Vec<PersonId>,
    title: String,
    audience: Audience,
    kind: Kind,
    bytes: Vec<u8>,
    replaces: Option<(DocumentId, String)>,
}

/// The most characters of a title.
const LONGEST: usize = 200;

/// Reads what was posted.
pub fn ready(asked: Asked) -> Result<Ready, FieldErrors> {
    let mut form = Reading::new(&asked.fields);
    let file = match &asked.file {
        None => {
            form.wrong("file", "Choose a file");
            None
        }
        Some(file) => match tell(&file.name, &file.bytes) {
            Ok(kind) => Some((kind, pictures::cleaned(kind.media_type, &file.bytes))),
            Err(why) => {
                form.wrong("file", why.to_string());
                None
            }
        },
    };
    let title = form.line("title");
    match title.chars().count() {
        0 => form.wrong("title", "Enter a title"),
        count if count > LONGEST => form.wrong("title", format!("Use up to {LONGEST} characters")),
        _ => {}
    }
    let audience = Audience::from_slug(&form.line("audience"));
    if audience.is_none() {
        form.wrong("audience", "Choose who it may be shown to");
    }
    let people = people(&mut form, &asked.about);
    let replaces = replaces(&mut form, &asked.replaceable);
    let ready =
        file.zip(audience).map(|((kind, bytes), audience)| Ready { people, title, audience, kind, bytes, replaces });
    form.done(ready)
}

fn people(form: &mut Reading<'_>, about: &[PersonId]) -> Vec<PersonId> {
    let chosen: Vec<PersonId> = form.fields.all("people").filter_map(|id| id.parse().ok()).collect();
    if chosen.is_empty() || !chosen.iter().all(|person| about.contains(person)) {
        form.wrong("people", "Choose whom it is about");
    }
    chosen
}

fn replaces(form: &mut Reading<'_>, replaceable: &[DocumentId]) -> Option<(DocumentId, String)> {
    let chosen = form.line("replaces");
    if chosen.is_empty() {
        return None;
    }
    let found = chosen.parse().ok().filter(|document| replaceable.contains(document));
    if found.is_none() {
        form.wrong("replaces", "Choose from the list");
    }
    let why = form.wanted("why", "Say what is new in this version");
    found.map(|document| (document, why))
}

/// Stores the bytes, then records the entry and the key together. What was stored for nothing is taken away again.
pub async fn file(desk: &Desk, who: &Who, fields: &Fields, ready: Ready) -> Result<(), Rejected> {
    let id = DocumentId(desk.council.dice.id(who.at()));
    let documents = desk.council.documents.clone();
    let command = who.command_with(desk, fields, &ready.bytes);
    let bytes = std::sync::Arc::new(ready.bytes.clone());
    let most = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let put = tokio::task::spawn_blocking(move || documents.put(&id.to_string(), &mut bytes.as_slice(), most));
    let stored = put.await.map_err(|error| store::Error::Document(error.to_string()))??;
    let today = who.today();
    let entries = entries(id, &ready, &stored).into_iter().map(move |entry| Happening::of(entry, today));
    let happenings: Vec<Happening> = entries.collect();
    let wrapped = stored.wrapped_key;
    let recorded = desk
        .run(command, move |conn| {
            keys::keep(conn, id, &wrapped)?;
            Ok(happenings)
        })
        .await;
    // A second press of the same form was answered from the first, and a refusal recorded nothing.
    let kept = desk.council.db.read(move |conn| keys::find(conn, id)).await?.is_some();
    if !kept {
        desk.council.documents.destroy(&id.to_string())?;
    }
    recorded.map(|_| ())
}

fn entries(id: DocumentId, ready: &Ready, stored: &Stored) -> Vec<DocumentEntry> {
    let filed = DocumentEntry::Filed {
        document: id,
        people: ready.people.clone(),
        step: None,
        title: ready.title.clone(),
        media_type: ready.kind.media_type.to_owned(),
        bytes: stored.bytes,
        sha256: stored.sha256.clone(),
        audience: ready.audience,
    };
    let superseded = ready.replaces.clone().map(|(document, reason)| DocumentEntry::Superseded {
        document,
        by: id,
        people: ready.people.clone(),
        reason,
    });
    std::iter::once(filed).chain(superseded).collect()
}

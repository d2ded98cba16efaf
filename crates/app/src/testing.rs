//! For tests of features: a small council on each engine, a fixed day, and workers who use its pages over HTTP in process.

pub mod family;
pub mod protection;

use crate::chance::Dice;
use crate::command::{Command, Done, Rejected};
use crate::council::Council;
use crate::desk::Desk;
use crate::founding::{self, NewWorker};
use crate::routes;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use law::caseload::Registration;
use law::day::Moment;
use law::id::{CommandId, TeamId, WorkerId};
use law::journal::{Author, Happening};
use law::role::Role;
use std::sync::{Arc, Mutex};
use store::{Conn, CouncilKey, Db, Documents};
use tower::ServiceExt;
use web::chance::FixedChance;
use web::kit::{Cookies, Kit, Limits, Now};

/// The moment at which tests begin unless they say otherwise: Monday 23 November 2026, 10:00 in London.
pub const MONDAY: &str = "2026-11-23T10:00:00Z";

/// A small council: two teams, a worker for each role, the embedded practice pack.
pub struct Town {
    pub council: Council,
    service: Router,
    kit: Kit,
    now: Arc<Mutex<Moment>>,
    runtime: tokio::runtime::Runtime,
    pub front_door: TeamId,
    pub planning: TeamId,
    folder: tempfile::TempDir,
}

/// Runs a test on a fresh small council, on SQLite and, where one is at hand, on PostgreSQL.
///
/// # Panics
/// If the test panics, or the council cannot be made.
pub fn each_town(test: impl Fn(&Town)) {
    store::testing::each_engine(|db| test(&Town::found(db)));
}

/// Runs a test on two fresh councils, Seaborough and Westmoor, each on its own database, on every pair of engines at hand.
///
/// # Panics
/// If the test panics, or a council cannot be made.
pub fn each_two_towns(test: impl Fn(&Town, &Town)) {
    let westmoor = |db| Town::found_as(db, 2, "Westmoor", "998");
    store::testing::each_engine(|sea| beside(|west| test(&Town::found(sea.clone()), &westmoor(west))));
    let tried = std::cell::Cell::new(false);
    store::testing::each_engine(|west| {
        // Both on SQLite has been tried.
        if tried.replace(true) {
            beside(|sea| test(&Town::found(sea), &westmoor(west.clone())));
        }
    });
}

/// A second database, on SQLite, for as long as it is used.
#[allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]
fn beside(test: impl FnOnce(Db)) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&store::Target::Sqlite(folder.path().to_owned()), store::Options::default()).unwrap();
    test(db.clone());
    db.close();
}

impl Town {
    /// Founds the council on an open database.
    ///
    /// # Panics
    /// If it cannot be made.
    #[allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]
    pub fn found(db: Db) -> Self {
        Self::found_as(db, 1, "Seaborough", "999")
    }

    /// Founds a council of another name, with dice and keys of its own: two councils never make the same id.
    ///
    /// # Panics
    /// If it cannot be made.
    #[allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]
    pub fn found_as(db: Db, seed: u8, name: &str, code: &str) -> Self {
        db.migrate(web::MIGRATIONS).unwrap();
        db.migrate(crate::schema::MIGRATIONS).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let documents = Documents::open(folder.path(), CouncilKey::from_bytes(&[7; 32]).unwrap()).unwrap();
        let pack = forms::Pack::load(&forms::embedded()).unwrap();
        let keys = seal::SecretKeys::from_secrets(&[seed; 32], &[seed + 100; 32]);
        let council = Council::new(db.clone(), documents, Dice::seeded(seed.into()), pack).with_keys(keys);
        let now = Arc::new(Mutex::new(MONDAY.parse::<Moment>().unwrap()));
        let kit = kit(db, now.clone());
        let service = routes::service(Desk { council: council.clone(), kit: kit.clone() }).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (front_door, planning) = (TeamId(uuid::Uuid::from_u128(1)), TeamId(uuid::Uuid::from_u128(2)));
        let town = Self { council, service, kit, now, runtime, front_door, planning, folder };
        town.settle(name, code);
        town
    }

    #[allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]
    fn settle(&self, name: &str, code: &str) {
        let author = Author { worker: worker(Role::Administrator), role: Role::Administrator };
        let command = |n| Command { id: CommandId(uuid::Uuid::from_u128(n)), author, at: self.now() };
        founding::found(&self.council, command(1), name, code).unwrap();
        let day = self.now().day();
        let mut happenings = vec![
            founding::team(self.front_door, "Front door", day),
            founding::team(self.planning, "Planning team 1", day),
        ];
        for role in Role::ALL {
            let team = match role {
                Role::DutyScreener | Role::ServiceManager => Some(self.front_door),
                Role::SocialWorker | Role::TeamManager | Role::Practitioner => Some(self.planning),
                _ => None,
            };
            let registered = *role == Role::SocialWorker;
            let registration =
                registered.then(|| Registration { number: "SW12345".to_owned(), expires: day.plus_months(12) });
            let name = format!("{} One", role.name());
            happenings.push(founding::joins(
                NewWorker { id: worker(*role), name, roles: vec![*role], team, registration },
                day,
            ));
        }
        self.council.run_now(command(2), move |_| Ok(happenings)).unwrap();
    }

    /// The moment it is in this test.
    pub fn now(&self) -> Moment {
        *self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Moves the clock.
    pub fn travel(&self, to: &str) {
        let to = to.parse().unwrap_or_else(|_| panic!("{to} is not a moment"));
        *self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
    }

    /// Records what happens, as somebody of this role, without a page.
    pub fn happens(
        &self,
        role: Role,
        decide: impl FnOnce(&mut Conn) -> Result<Vec<Happening>, Rejected> + Send + 'static,
    ) -> Result<Done, Rejected> {
        let author = Author { worker: worker(role), role };
        let command = Command { id: CommandId(self.council.dice.id(self.now())), author, at: self.now() };
        self.council.run_now(command, decide)
    }

    /// The worker of that role, signed in.
    ///
    /// # Panics
    /// If no session can be begun.
    pub fn as_a(&self, role: Role) -> Browser<'_> {
        self.as_worker(worker(role))
    }

    /// That worker, signed in.
    ///
    /// # Panics
    /// If no session can be begun.
    #[allow(clippy::unwrap_used, reason = "a test that cannot begin must stop")]
    pub fn as_worker(&self, worker: WorkerId) -> Browser<'_> {
        let (chance, now) = (self.kit.chance.clone(), Now(self.now().0));
        let new = web::session::NewSession {
            worker: worker.to_string(),
            second_factor: true,
            return_to: "/".to_owned(),
            device: "a test".to_owned(),
        };
        let begun = self.kit.db.write_now(move |conn| web::session::begin(conn, chance.as_ref(), now, new));
        Browser { town: self, cookie: Some(format!("kith={}", begun.unwrap().1.cookie_value())) }
    }

    /// Somebody who is not signed in.
    pub fn as_nobody(&self) -> Browser<'_> {
        Browser { town: self, cookie: None }
    }

    /// Where documents are kept.
    pub fn documents_folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Checks the chain, and that the state tables are what the journal gives.
    ///
    /// # Panics
    /// If anything differs.
    pub fn verify(&self) {
        let report = crate::verify::verify(&self.council.db, &self.council.reckoner, &mut |_, _, _| {});
        match report {
            Ok(report) => assert!(report.is_clean(), "{report:#?}"),
            Err(error) => panic!("{error}"),
        }
    }
}

fn kit(db: Db, now: Arc<Mutex<Moment>>) -> Kit {
    let time = move || now.lock().unwrap_or_else(std::sync::PoisonError::into_inner).0;
    Kit {
        db,
        council: "Seaborough".into(),
        cookies: Cookies::Loopback,
        limits: Limits::default(),
        proxies: 0,
        key: web::key::Key::new([3; 32]),
        time: Arc::new(time),
        chance: Arc::new(FixedChance::new(5)),
    }
}

/// The id of the one worker of a role.
pub fn worker(role: Role) -> WorkerId {
    let place = Role::ALL.iter().position(|other| *other == role).unwrap_or_default();
    WorkerId(uuid::Uuid::from_u128(100 + place as u128))
}

/// Somebody at their browser.
pub struct Browser<'a> {
    town: &'a Town,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Shown {
    pub status: StatusCode,
    /// Where it sends the browser, if it does.
    pub to: Option<String>,
    pub body: String,
}

impl Browser<'_> {
    /// Asks for a page.
    pub fn get(&self, path: &str) -> Shown {
        self.send(Request::get(path), Body::empty())
    }

    /// Asks for a page and follows where it leads, up to five times.
    pub fn follow(&self, shown: Shown) -> Shown {
        let mut shown = shown;
        for _ in 0..5 {
            let Some(to) = shown.to.clone() else { break };
            shown = self.get(&to);
        }
        shown
    }

    /// Posts fields as a form of the page at `from` would: with its token and a command id of its own.
    ///
    /// # Panics
    /// If the page has no form token.
    pub fn post(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> Shown {
        let page = self.get(from);
        let csrf = hidden(&page.body, "csrf").unwrap_or_else(|| panic!("no token at {from}: {}", page.text()));
        let mut all = vec![("csrf", csrf.as_str())];
        let command = self.town.council.dice.id(self.town.now()).to_string();
        if !fields.iter().any(|(name, _)| *name == crate::desk::COMMAND) {
            all.push((crate::desk::COMMAND, command.as_str()));
        }
        all.extend(fields);
        self.post_raw(path, &all)
    }

    /// Posts exactly these fields.
    pub fn post_raw(&self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let body = fields.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect::<Vec<_>>();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body.join("&")))
    }

    /// Sends any request, with this browser's cookie.
    ///
    /// # Panics
    /// If the request is malformed.
    #[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
    pub fn send(&self, request: axum::http::request::Builder, body: Body) -> Shown {
        let (parts, bytes) = self.exchange(request, body);
        let to = parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        Shown { status: parts.status, to, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// The headers that come with a page.
    pub fn headers(&self, path: &str) -> axum::http::HeaderMap {
        self.exchange(Request::get(path), Body::empty()).0.headers
    }

    #[allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]
    fn exchange(
        &self,
        request: axum::http::request::Builder,
        body: Body,
    ) -> (axum::http::response::Parts, axum::body::Bytes) {
        let request = match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        let request = request.header(header::HOST, "localhost").body(body).unwrap();
        let service = self.town.service.clone();
        self.town.runtime.block_on(async move {
            let response: Response<Body> = service.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap();
            (parts, bytes)
        })
    }
}

impl Shown {
    /// The words of the page, without its marks: what a person reads.
    pub fn text(&self) -> String {
        let mut words = String::new();
        let mut inside = false;
        for letter in self.body.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                _ if !inside => words.push(letter),
                _ => {}
            }
        }
        let plain = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether a person reads these words on the page.
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// # Panics
    /// If the words are not on the page.
    #[track_caller]
    pub fn must_say(&self, words: &str) -> &Self {
        assert!(self.says(words), "“{words}” is not on the page ({}): {}", self.status, self.text());
        self
    }

    /// # Panics
    /// If the page was not sent on, or not to an address beginning so.
    #[track_caller]
    pub fn goes_to(&self, beginning: &str) -> String {
        match &self.to {
            Some(to) if to.starts_with(beginning) => to.clone(),
            other => panic!("sent to {other:?}, not {beginning} ({}): {}", self.status, self.text()),
        }
    }
}

/// The value of a hidden field in a page.
pub fn hidden(page: &str, name: &str) -> Option<String> {
    let at = page.find(&format!("name=\"{name}\""))?;
    let tag = &page[page[..at].rfind('<')?..at + page[at..].find('>')?];
    let value = &tag[tag.find("value=\"")? + 7..];
    Some(value[..value.find('"')?].to_owned())
}

fn coded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

//! A sample service, a clock that the test turns, and a browser that keeps cookies.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{Method, Request, Response, StatusCode, header, request::Parts},
};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use tower::ServiceExt;
use web::{
    Cookies, Failure, Fields, Frame, Guard, Kit, Limits, Page, RouteTable, SignedIn, Visitor, account,
    chance::FixedChance,
    credential,
    key::Key,
    kit::Now,
    password, session,
    shell::Around,
    sign_in::{self, Permits},
    totp::Secret,
};

/// What routes of the sample service allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permit {
    Anyone,
    SigningIn,
    Worker,
    Manager,
    Partner,
}

/// Judges by the visitor alone; nobody here is a manager.
pub struct Sample;

impl Guard<Permit> for Sample {
    async fn admit(&self, permit: &Permit, visitor: &Visitor, parts: &mut Parts) -> Result<(), Failure> {
        match (permit, visitor) {
            (Permit::Anyone, _) | (Permit::SigningIn, Visitor::Half(_) | Visitor::SignedIn(_)) => Ok(()),
            (Permit::Worker, Visitor::SignedIn(_)) => Ok(()),
            (Permit::Manager, Visitor::SignedIn(_)) => {
                Err(Failure::may_not("Only a team manager may authorise.", "Ask the manager of the child's team."))
            }
            (Permit::Partner, _) if parts.headers.get("authorization").is_some_and(|v| v == "Bearer partner") => Ok(()),
            (Permit::Partner, _) => Err(Failure::NotFound),
            _ => Err(Failure::SignInFirst),
        }
    }
}

/// The instant at which every test begins.
pub const START: &str = "2026-03-05T09:00:00Z";
pub const WORKER: &str = "worker-1";
pub const NAME: &str = "amina.rahman";
pub const PASSWORD: &str = "four quiet brown ponies";

/// A clock that the test turns.
#[derive(Clone)]
pub struct Hands(Arc<Mutex<Timestamp>>);

impl Hands {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(START.parse().unwrap())))
    }

    pub fn now(&self) -> Now {
        Now(*self.0.lock().unwrap())
    }

    pub fn turn(&self, span: SignedDuration) {
        let mut hands = self.0.lock().unwrap();
        *hands = hands.checked_add(span).unwrap();
    }
}

pub fn kit(db: store::Db, hands: &Hands) -> Kit {
    let hands = hands.clone();
    Kit {
        db,
        council: "Ashmere Borough Council".into(),
        cookies: Cookies::Secure,
        limits: Limits::default(),
        proxies: 0,
        key: Key::new([9; 32]),
        time: Arc::new(move || hands.now().0),
        chance: Arc::new(FixedChance::new(4)),
    }
}

pub fn table() -> RouteTable<Kit, Permit> {
    let permits = || Permits { anyone: Permit::Anyone, signing_in: Permit::SigningIn, signed_in: Permit::Worker };
    RouteTable::new()
        .get("/", Permit::Worker, home)
        .get("/children/{id}", Permit::Worker, home)
        .get("/public", Permit::Anyone, async |frame: Frame| Page::new("Public", html! {}).render(&frame))
        .post("/notes", Permit::Worker, note)
        .post("/authorise", Permit::Manager, note)
        .upload("/papers", Permit::Worker, 8 * 1024 * 1024, async |posted: web::Posted| {
            format!("{} {}", posted.files.len(), posted.files.iter().map(|file| file.bytes.len()).sum::<usize>())
        })
        .get("/broken", Permit::Anyone, broken)
        .get("/panic", Permit::Anyone, panics)
        .machine(Method::POST, "/api/notices", Permit::Partner, async |body: String| body)
        .merge(sign_in::routes(permits()))
        .merge(account::routes(permits()))
}

async fn home(SignedIn(session): SignedIn, frame: Frame) -> Markup {
    Page {
        around: Some(Arc::new(Around { search: true, ..Around::default() })),
        ..Page::new("My day", html! { p { (session.worker) } })
    }
    .render(&frame)
}

async fn note(State(_kit): State<Kit>, fields: Fields) -> Result<String, Failure> {
    let text = fields.text("note").ok_or_else(|| web::FieldErrors::one("note", "Write the note"))?;
    Ok(format!("kept {}", text.len()))
}

async fn broken() -> Result<String, Failure> {
    Err(Failure::broken(std::io::Error::other("the disk is full")))
}

async fn panics() -> String {
    panic!("Zainab Khan, 12 Hill Road")
}

/// Runs a test against the sample service on each engine.
pub fn on_each_engine<F: Future<Output = ()>>(test: impl Fn(Browser) -> F) {
    store::testing::each_engine(|db| {
        db.migrate(web::MIGRATIONS).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let hands = Hands::new();
        let kit = kit(db, &hands);
        let service = table().into_service(kit.clone(), kit.clone(), Sample, Permit::Anyone).unwrap();
        runtime.block_on(test(Browser { service, kit, hands, cookies: BTreeMap::new() }));
    });
}

/// A browser: it keeps cookies and says that its posts come from our own page.
#[derive(Clone)]
pub struct Browser {
    pub service: Router,
    pub kit: Kit,
    pub hands: Hands,
    pub cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Seen {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The token in the page's forms.
    pub fn csrf(&self) -> String {
        let (_, after) = self.text.split_once("data-csrf=\"").unwrap();
        after.split_once('"').unwrap().0.to_owned()
    }
}

impl Browser {
    /// A second browser on the same service, without cookies.
    pub fn another(&self) -> Self {
        Self { cookies: BTreeMap::new(), ..self.clone() }
    }

    pub fn minutes(&self, minutes: i64) {
        self.hands.turn(SignedDuration::from_mins(minutes));
    }

    pub async fn get(&mut self, path: &str) -> Seen {
        self.send(self.request(Method::GET, path).body(Body::empty()).unwrap()).await
    }

    /// Posts a form from our own page with the given pairs.
    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Seen {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    pub fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Request::builder().method(method).uri(path).header(header::COOKIE, cookies.join("; "))
    }

    pub async fn send(&mut self, request: Request<Body>) -> Seen {
        let response: Response<Body> = self.service.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let seen = Seen { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&text).into() };
        for line in seen.set_cookies() {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            match line.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        seen
    }

    /// Opens the account with an authenticator already set up, and gives its secret.
    pub async fn with_account(&self) -> Secret {
        let (kit, now) = (self.kit.clone(), self.hands.now());
        let hash = password::hash(kit.chance.as_ref(), PASSWORD).unwrap();
        self.kit
            .db
            .write(move |conn| {
                credential::open(conn, now, WORKER, NAME, &hash)?;
                credential::set_password(conn, WORKER, &hash, false)?;
                let secret = credential::offer_totp(conn, &kit.key, kit.chance.as_ref(), WORKER)?;
                // Confirmed with the code of the step before, so that the present one is still good.
                let code = format!("{:06}", secret.code(now.0.as_second() / 30 - 1));
                assert!(credential::confirm_totp(conn, &kit.key, now, WORKER, &code)?);
                Ok::<_, Failure>(secret)
            })
            .await
            .unwrap()
    }

    /// A session in this browser without the sign-in pages. Gives the form token.
    pub async fn signed_in(&mut self) -> String {
        let (kit, now) = (self.kit.clone(), self.hands.now());
        let new = session::NewSession {
            worker: WORKER.into(),
            second_factor: true,
            return_to: "/".into(),
            device: "Firefox on Windows".into(),
        };
        let begun = kit.db.write(move |conn| session::begin(conn, kit.chance.as_ref(), now, new)).await;
        let (_, token) = begun.unwrap_or_else(|_: Failure| panic!("no session"));
        self.cookies.insert("__Host-kith".into(), token.cookie_value().into());
        self.get("/").await.csrf()
    }
}

/// The code that an authenticator shows now.
pub fn code(secret: &Secret, hands: &Hands) -> String {
    format!("{:06}", secret.code(hands.now().0.as_second() / 30))
}

//! Routes with permits: a route cannot be written without one, and every request passes one gate.
//!
//! The gate finds who asks, puts the route's permit to the app's [`Guard`], and for anything that changes something
//! checks that it came from our own page with the right token. Only then does the handler run. What the gate found is
//! in the request: [`Visitor`], [`Frame`], [`CsrfToken`], [`Now`], [`Posted`].

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{DefaultBodyLimit, FromRequestParts, MatchedPath, Request, State},
    handler::Handler,
    http::{HeaderValue, Method, header, request::Parts},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{MethodFilter, MethodRouter, get, on},
};

use crate::{
    asset_route,
    chance::draw,
    cookies::{self, Jar},
    csrf::{self, CsrfToken},
    errors::{self, Again, Failure, SignedInNow},
    fields::{self, FORM_MAX, Fields, Posted},
    headers,
    kit::{Kit, Now},
    session::{self, Visitor},
    shell::{Around, Frame},
};

/// Decides whether a visitor may use a route. Supplied by the app, which knows what its permits mean.
pub trait Guard<P>: Send + Sync + 'static {
    /// Admits the request or refuses it. May put what it learns of the worker into the request's extensions: an [`Around`]
    /// there stands around the page that follows, a refusal too.
    fn admit(
        &self,
        permit: &P,
        visitor: &Visitor,
        parts: &mut Parts,
    ) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// How a route is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By a browser, with forms of up to 4 MB.
    Page,
    /// By a browser, with files; the most bytes taken at once, all of it in memory.
    Upload(usize),
    /// By another system with its own proof of who it is. No session, no token, and the body is the handler's own.
    Machine,
}

/// One route as declared.
#[derive(Debug, Clone)]
pub struct RouteRow<P> {
    /// The method.
    pub method: Method,
    /// The path, with parameters as `{id}`.
    pub path: String,
    /// Who may use it.
    pub permit: P,
    /// How it is used.
    pub manner: Manner,
}

/// Two routes were declared for one method and path, or a method cannot be routed.
#[derive(Debug, thiserror::Error)]
#[error("the route {0} {1} is declared twice or cannot be routed")]
pub struct RouteClash(Method, String);

/// The table of all routes, each with its permit.
pub struct RouteTable<S, P> {
    rows: Vec<(RouteRow<P>, MethodRouter<S>)>,
}

impl<S, P> Default for RouteTable<S, P>
where
    S: Clone + Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    fn default() -> Self {
        Self::new()
    }
}

impl<S, P> RouteTable<S, P>
where
    S: Clone + Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    /// An empty table.
    pub fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// A page to look at.
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &str, permit: P, handler: H) -> Self {
        self.add(Method::GET, path, permit, Manner::Page, handler)
    }

    /// A form to send.
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &str, permit: P, handler: H) -> Self {
        self.add(Method::POST, path, permit, Manner::Page, handler)
    }

    /// A form with files, of at most `most` bytes together.
    pub fn upload<H: Handler<T, S>, T: 'static>(self, path: &str, permit: P, most: usize, handler: H) -> Self {
        self.add(Method::POST, path, permit, Manner::Upload(most), handler)
    }

    /// A door for another system, which proves itself to the guard by something other than a cookie.
    pub fn machine<H: Handler<T, S>, T: 'static>(self, method: Method, path: &str, permit: P, handler: H) -> Self {
        self.add(method, path, permit, Manner::Machine, handler)
    }

    /// Puts another table's routes after these.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self
    }

    /// Every route as declared.
    pub fn rows(&self) -> impl Iterator<Item = &RouteRow<P>> {
        self.rows.iter().map(|(row, _)| row)
    }

    /// The whole service: the routes behind the gate, the assets, the headers, and the three failures as pages.
    /// `nowhere` is the permit of an address at which there is nothing.
    pub fn into_service<G: Guard<P>>(self, kit: Kit, state: S, guard: G, nowhere: P) -> Result<Router, RouteClash> {
        let mut router = Router::new();
        let mut permits = HashMap::new();
        for (row, handler) in self.rows {
            let clash = RouteClash(row.method.clone(), row.path.clone());
            router = router.route(&row.path, handler);
            let place = (row.path, row.method);
            if permits.insert(place, (row.permit, row.manner)).is_some() {
                return Err(clash);
            }
        }
        let gate = Arc::new(Gate { kit: kit.clone(), guard, permits, nowhere });
        let lost = gate.clone();
        Ok(router
            .route_layer(from_fn_with_state(gate, pass::<P, G>))
            .route("/assets/{*path}", get(asset_route::serve))
            .fallback(async move |request: Request| nothing_here(&lost, request, Failure::NotFound).await)
            .method_not_allowed_fallback(|| async { Failure::WrongMethod })
            .layer(DefaultBodyLimit::max(FORM_MAX))
            .layer(from_fn_with_state(kit.clone(), errors::pages))
            .layer(from_fn_with_state(kit, headers::guard))
            .with_state(state))
    }

    fn add<H, T>(mut self, method: Method, path: &str, permit: P, manner: Manner, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::OPTIONS);
        let row = RouteRow { method, path: path.to_owned(), permit, manner };
        // A second handler for one place would make axum panic, so it is left out here and reported by `into_service`.
        let taken = self.rows().any(|other| other.method == row.method && other.path == row.path);
        let handler = if taken { MethodRouter::new() } else { on(filter, handler) };
        self.rows.push((row, handler));
        self
    }
}

struct Gate<P, G> {
    kit: Kit,
    guard: G,
    permits: HashMap<(String, Method), (P, Manner)>,
    nowhere: P,
}

impl<P, G> Gate<P, G> {
    fn find(&self, request: &Request) -> Option<&(P, Manner)> {
        let path = request.extensions().get::<MatchedPath>()?.as_str().to_owned();
        let method = match request.method() {
            &Method::HEAD => Method::GET,
            other => other.clone(),
        };
        self.permits.get(&(path, method))
    }
}

async fn pass<P: Send + Sync + 'static, G: Guard<P>>(
    State(gate): State<Arc<Gate<P, G>>>,
    request: Request,
    next: Next,
) -> Response {
    let Some((permit, manner)) = gate.find(&request) else {
        return nothing_here(&gate, request, Failure::WrongMethod).await;
    };
    match manner {
        Manner::Machine => pass_machine(&gate, permit, request, next).await,
        Manner::Page => pass_browser(&gate, permit, None, request, next).await,
        Manner::Upload(most) => pass_browser(&gate, permit, Some(*most), request, next).await,
    }
}

async fn pass_machine<P, G: Guard<P>>(gate: &Gate<P, G>, permit: &P, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(gate.kit.now());
    match gate.guard.admit(permit, &Visitor::Nobody, &mut parts).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(failure) => failure.into_response(),
    }
}

async fn pass_browser<P, G: Guard<P>>(
    gate: &Gate<P, G>,
    permit: &P,
    upload: Option<usize>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let met = match Met::meet(&gate.kit, &parts).await {
        Ok(met) => met,
        Err(failure) => return failure.into_response(),
    };
    let mut frame = met.frame(&gate.kit);
    met.tell(&mut parts, &frame);
    let admitted = admit(gate, permit, upload, &met, &mut parts, body).await;
    frame.around = parts.extensions.get::<Arc<Around>>().cloned();
    let mut response = match admitted {
        Ok(body) => {
            parts.extensions.insert(frame.clone());
            next.run(Request::from_parts(parts, body)).await
        }
        Err(failure) => failure.into_response(),
    };
    response.extensions_mut().insert(frame);
    if let Some(cookie) = met.new_visit.and_then(|visit| cookies::set(gate.kit.cookies, Jar::Visit, &visit)) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Says that there is nothing here, in the frame of whoever asks.
async fn nothing_here<P: Send + Sync + 'static, G: Guard<P>>(
    gate: &Gate<P, G>,
    request: Request,
    failure: Failure,
) -> Response {
    let (mut parts, _) = request.into_parts();
    let met = match Met::meet(&gate.kit, &parts).await {
        Ok(met) => met,
        Err(failure) => return failure.into_response(),
    };
    let mut frame = met.frame(&gate.kit);
    met.tell(&mut parts, &frame);
    // Refused or not, there is nothing here; what the guard learnt of the worker is all that is wanted.
    let _: Result<(), Failure> = gate.guard.admit(&gate.nowhere, &met.visitor, &mut parts).await;
    frame.around = parts.extensions.get::<Arc<Around>>().cloned();
    let mut response = failure.into_response();
    response.extensions_mut().insert(frame);
    response
}

/// Who came, and the token their forms must carry.
struct Met {
    now: Now,
    visitor: Visitor,
    /// The mark of the worker who is signed in, or is signing in.
    who: Option<String>,
    token: CsrfToken,
    new_visit: Option<String>,
}

impl Met {
    async fn meet(kit: &Kit, parts: &Parts) -> Result<Self, Failure> {
        let now = kit.now();
        let visitor = session::visitor(kit, &parts.headers, now).await?;
        if let Some(session) = visitor.session() {
            let token = CsrfToken::of_session(session);
            let who = mark_of(kit, session);
            return Ok(Self { now, token: token.marked(&who), who: Some(who), visitor, new_visit: None });
        }
        let known = cookies::read(&parts.headers, kit.cookies, Jar::Visit).filter(|visit| visit.len() == 32);
        let fresh = known.is_none();
        let visit = match known {
            Some(visit) => visit,
            None => hex::encode(draw::<16>(kit.chance.as_ref())?),
        };
        let token = CsrfToken::of_visit(&kit.key, &visit);
        Ok(Self { now, token, who: None, visitor, new_visit: fresh.then_some(visit) })
    }

    fn frame(&self, kit: &Kit) -> Frame {
        let signed_in = matches!(self.visitor, Visitor::SignedIn(_));
        Frame {
            council: kit.council.clone(),
            csrf: Some(self.token.clone()),
            who: self.who.clone(),
            idle: signed_in.then(|| kit.limits.idle.as_secs()),
            around: None,
        }
    }

    fn tell(&self, parts: &mut Parts, frame: &Frame) {
        parts.extensions.insert(self.now);
        parts.extensions.insert(self.visitor.clone());
        parts.extensions.insert(self.token.clone());
        parts.extensions.insert(frame.clone());
    }
}

/// A mark of a worker, meaningless outside.
fn mark_of(kit: &Kit, session: &session::Session) -> String {
    hex::encode(&kit.key.mac("web: who", &[session.worker.as_bytes()])[..8])
}

/// Everything that must hold before the handler runs. Gives the body that the handler is to see.
async fn admit<P, G: Guard<P>>(
    gate: &Gate<P, G>,
    permit: &P,
    upload: Option<usize>,
    met: &Met,
    parts: &mut Parts,
    body: Body,
) -> Result<Body, Failure> {
    let changes = !parts.method.is_safe();
    if changes && !csrf::from_our_own_page(&parts.headers) {
        return Err(Failure::Forged);
    }
    let admitted = gate.guard.admit(permit, &met.visitor, parts).await;
    if !changes {
        admitted?;
        note_seen(gate, met, parts).await?;
        return Ok(body);
    }
    let posted = take(parts, body, upload).await?;
    match admitted {
        Err(Failure::SignInFirst) => return Err(again(gate, met, parts, posted.fields)),
        other => other?,
    }
    let header = parts.headers.get(csrf::HEADER).and_then(|value| value.to_str().ok());
    let given = header.or_else(|| posted.fields.get(csrf::FIELD)).unwrap_or_default();
    if !met.token.matches(given) && !is_kept_for(gate, met, parts, &posted.fields, given) {
        return Err(again(gate, met, parts, posted.fields));
    }
    note_seen(gate, met, parts).await?;
    parts.extensions.insert(posted);
    Ok(Body::empty())
}

/// A live fragment or a look at the session's own state is no sign of a person at the desk.
async fn note_seen<P, G>(gate: &Gate<P, G>, met: &Met, parts: &Parts) -> Result<(), Failure> {
    let (now, Some(session)) = (met.now, met.visitor.session().cloned()) else { return Ok(()) };
    let quiet = parts.headers.get("x-quiet").is_some()
        || parts.headers.get(header::ACCEPT) == Some(&HeaderValue::from_static("text/event-stream"));
    if quiet || !session::touch_due(&session, now) {
        return Ok(());
    }
    gate.kit.db.write(move |conn| session::touch(conn, &session, now)).await
}

async fn take(parts: &Parts, body: Body, upload: Option<usize>) -> Result<Posted, Failure> {
    let most = upload.unwrap_or(FORM_MAX);
    let declared = parts.headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    if declared.is_some_and(|length: usize| length > most) {
        return Err(Failure::TooLarge);
    }
    let bytes: Bytes = axum::body::to_bytes(body, most).await.map_err(|_| Failure::TooLarge)?;
    fields::parse(&parts.headers, bytes, upload.is_some()).await
}

fn path_of(parts: &Parts) -> &str {
    parts.uri.path_and_query().map_or("/", |path| path.as_str())
}

/// Whether these are the words that were kept for this worker when their session had ended: one press sends them.
fn is_kept_for<P, G>(gate: &Gate<P, G>, met: &Met, parts: &Parts, fields: &Fields, given: &str) -> bool {
    let Some(who) = &met.who else { return false };
    CsrfToken::whose(given) == Some(who)
        && CsrfToken::of_words(&gate.kit.key, who, path_of(parts), fields).matches(given)
}

fn again<P, G>(gate: &Gate<P, G>, met: &Met, parts: &Parts, fields: Fields) -> Failure {
    let path = path_of(parts).to_owned();
    let whose = fields.get(csrf::FIELD).and_then(CsrfToken::whose).map(str::to_owned);
    let now = match (&met.visitor, &met.who) {
        (Visitor::Nobody | Visitor::Half(_), _) => SignedInNow::Nobody,
        (_, who) if whose.is_some() && whose != *who => SignedInNow::SomebodyElse,
        _ => SignedInNow::TheWriter,
    };
    let csrf = match (now, whose) {
        (SignedInNow::Nobody, whose) => whose.map(|who| CsrfToken::of_words(&gate.kit.key, &who, &path, &fields)),
        _ => Some(met.token.clone()),
    };
    Failure::Again(Box::new(Again { path, fields, csrf, now }))
}

/// Makes extractors for what the gate puts into each request.
macro_rules! from_the_gate {
    ($($found:ty),+) => { $(impl<S: Send + Sync> FromRequestParts<S> for $found {
        type Rejection = Failure;

        async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
            let found = parts.extensions.get::<Self>().cloned();
            found.ok_or_else(|| Failure::broken(concat!("outside the gate there is no ", stringify!($found))))
        }
    })+ };
}
from_the_gate!(Frame, Visitor, CsrfToken, Now, Posted);

impl<S: Send + Sync> FromRequestParts<S> for Fields {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        Ok(Posted::from_request_parts(parts, state).await?.fields)
    }
}

/// The signed-in worker's session. Where nobody is signed in the request goes to the sign-in page.
#[derive(Debug, Clone)]
pub struct SignedIn(pub session::Session);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Visitor::from_request_parts(parts, state).await? {
            Visitor::SignedIn(session) => Ok(Self(session)),
            Visitor::Half(_) | Visitor::Nobody => Err(Failure::SignInFirst),
        }
    }
}

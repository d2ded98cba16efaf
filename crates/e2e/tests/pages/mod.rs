//! Every page of the product, and as whom it is looked at. Addresses with an id in braces take it from the council at hand.

#![allow(dead_code, reason = "each test that brings this list in uses a part of it")]

pub mod plans;

use e2e::{Browser, Council, Failure, Js, Outcome, Window};
use std::collections::BTreeMap;

/// One page: what a failure calls it, its address, and whether a phone is looked at too.
pub struct Page {
    pub name: &'static str,
    pub path: &'static str,
    pub main: bool,
}

const fn page(name: &'static str, path: &'static str) -> Page {
    Page { name, path, main: false }
}

/// A page that people open every day.
const fn main(name: &'static str, path: &'static str) -> Page {
    Page { name, path, main: true }
}

/// Pages by the role that looks at them.
pub const PAGES: &[(&str, &[Page])] = &[
    (
        "social_worker",
        &[
            main("my day of a social worker", "/"),
            main("child's page", "/person/{child}"),
            page("child's page with entries open", "/person/{child}?all=yes"),
            main("people and details", "/person/{child}/people"),
            main("chronology", "/person/{child}/timeline"),
            main("documents", "/person/{child}/documents"),
            page("who looked", "/person/{child}/views"),
            page("allocation of a child", "/person/{child}/allocation"),
            page("start a visit", "/person/{child}/start/visit"),
            page("start what needs a decision", "/person/{child}/start/referral"),
            page("another's record, with no reason given", "/person/{stranger}/why"),
            page("change: name", "/person/{child}/change/name"),
            page("change: birth", "/person/{child}/change/birth"),
            page("change: death", "/person/{child}/change/death"),
            page("change: identity", "/person/{child}/change/identity"),
            page("change: number", "/person/{child}/change/number"),
            page("change: move", "/person/{child}/change/move"),
            page("change: protect", "/person/{child}/change/protect"),
            page("change: leave", "/person/{child}/change/leave"),
            page("change: reach", "/person/{child}/change/reach"),
            page("change: unreach", "/person/{child}/change/unreach"),
            page("change: relative", "/person/{child}/change/relative"),
            page("change: unrelated", "/person/{child}/change/unrelated"),
            page("change: hazard", "/person/{child}/change/hazard"),
            page("change: hazard-end", "/person/{child}/change/hazard-end"),
            page("change: agency", "/person/{child}/change/agency"),
            page("change: agency-checked", "/person/{child}/change/agency-checked"),
            page("change: agency-end", "/person/{child}/change/agency-end"),
            page("change: story", "/person/{child}/change/story"),
            page("change: views", "/person/{child}/change/views"),
            main("an assessment being written", "/step/{open}"),
            main("a section of it", "/step/{open}/section/{section}"),
            main("check answers", "/step/{open}/check"),
            page("cancel", "/step/{open}/cancel"),
            page("give to another", "/step/{open}/assign"),
            page("a clock explained", "/step/{open}/clock/{clock}"),
            page("work that was recorded", "/step/{visit}"),
            page("put right", "/step/{visit}/correct"),
            page("on paper", "/step/{visit}/print"),
            page("a decided referral", "/step/{referral}"),
            page("words for the referrer", "/step/{referral}/letter"),
            page("a refusal: a referral is not decided by me", "/step/{open}/decide"),
            main("search", "/search"),
            main("find or add a person", "/people/find"),
            page("my account", "/account"),
            page("change my password", "/account/password"),
            page("sign in once more", "/sign-in/again"),
            main("nothing here", "/nowhere"),
            main("a refusal: workers", "/workers"),
            page("team", "/team"),
            page("transfers between teams", "/transfers"),
            main("propose a transfer", "/person/{child}/transfer"),
        ],
    ),
    (
        "duty_screener",
        &[
            main("my day of duty", "/"),
            main("front door", "/front-door"),
            page("front door: late", "/front-door?show=late"),
            page("front door: nothing of mine", "/front-door?show=mine"),
            main("front door: reading", "/front-door?read={submitted_contact}"),
            main("new contact", "/front-door/contact"),
            page("new consultation", "/front-door/consultation"),
            page("new out-of-hours episode", "/front-door/out-of-hours"),
            main("whom a contact is about", "/front-door/intake/{intake}"),
            page("who contacted us, again", "/front-door/intake/{intake}/caller"),
            main("acknowledge a handover", "/step/{handover}/acknowledge"),
            page("allocation of duty", "/allocation"),
        ],
    ),
    (
        "service_manager",
        &[
            main("my day of a service manager", "/"),
            main("awaiting authorisation", "/authorise"),
            main("a plan", "/plan/{plan}"),
            page("every change to a plan", "/plan/{plan}/history"),
            main("an outcome", "/plan/{plan}/outcome/{outcome}"),
            page("an outcome ends", "/plan/{plan}/outcome/{outcome}/end"),
            main("an action", "/plan/{plan}/outcome/{outcome}/action/{action}"),
            page("an action is done", "/plan/{plan}/action/{action}/done"),
            main("how is it now", "/plan/{plan}/progress"),
            page("bottom lines", "/plan/{plan}/contingency"),
            main("plans of a team", "/team/{planners}/plans"),
            main("decide", "/step/{submitted}/decide"),
            page("before the decision", "/step/{submitted}"),
            main("team board", "/team"),
            page("a list of the team", "/team/{team}/list/open"),
            page("teams", "/teams"),
            page("one team", "/team/{team}"),
            main("allocation", "/allocation"),
            page("move a caseload", "/allocation/move"),
            page("a worker leaves", "/transfers/leaver"),
            main("the caseload of who leaves", "/transfers/leaver/{worker}"),
            page("transfers to and from other councils", "/packs"),
            page("transfer to another council", "/person/{child}/send"),
            page("keys of councils", "/oversight/councils"),
            page("oversight", "/oversight"),
            page("oversight of one worker", "/oversight/worker/{worker}"),
            page("restrict", "/person/{child}/change/restrict"),
            page("end of a restriction", "/person/{child}/change/unrestrict"),
            page("join", "/person/{child}/change/join"),
            page("part", "/person/{child}/change/part"),
            page("a record that is not restricted", "/person/{child}/restricted"),
        ],
    ),
    (
        "team_manager",
        &[
            main("my day of a team manager", "/"),
            main("open child protection work", "/protection"),
            main("a strategy discussion", "/step/{discussion}/section/known"),
            page("read back and decide", "/step/{discussion}/check"),
            main("an enquiry", "/step/{enquiry}/section/analysis"),
            page("ask an agency", "/step/{enquiry}/part/check/new"),
            page("agree an action", "/step/{enquiry}/part/action/new"),
            main("a conference", "/step/{conference}/section/child"),
            page("somebody in a conference", "/step/{conference}/part/seat/new"),
            main("a child on a plan", "/person/{protected}"),
            page("a protection plan", "/step/{protection_plan}"),
            page("end a plan", "/step/{protection_plan}/end"),
        ],
    ),
    ("practitioner", &[page("my day of a practitioner", "/")]),
    ("director", &[page("my day of a director", "/")]),
    ("conference_chair", &[page("my day of a chair", "/")]),
    ("business_support", &[page("my day of business support", "/")]),
    ("out_of_hours", &[page("my day out of hours", "/")]),
    ("early_help_adviser", &[page("my day of early help", "/")]),
    ("auditor", &[page("my day of an auditor", "/"), page("child's page, read only", "/person/{child}")]),
    ("performance_analyst", &[page("my day of an analyst", "/")]),
    ("inspector", &[page("my day of an inspector", "/")]),
    ("data_protection_officer", &[page("my day of a data protection officer", "/")]),
    (
        "administrator",
        &[
            page("my day of an administrator", "/"),
            main("workers", "/workers"),
            page("a new worker", "/workers/new"),
            page("workers and teams", "/workers/teams"),
            page("keys of councils, administered", "/workers/councils"),
            page("one worker", "/workers/worker/{worker}"),
            page("help", "/help"),
            page("accessibility statement", "/help/accessibility"),
            page("privacy", "/help/privacy"),
        ],
    ),
];

/// Pages for whoever is not signed in.
pub const OUTSIDE: &[Page] = &[
    main("sign in", "/sign-in"),
    page("signed out", "/signed-out"),
    page("help, outside", "/help"),
    page("a door that is shut", "/person/00000000-0000-4000-8000-000000000000"),
];

/// Pages that a new account meets, on its first day and never again.
pub const FIRST_DAY: &[Page] = &[
    main("choose your own password", "/sign-in/password"),
    main("set up an authenticator", "/sign-in/set-up"),
    main("enter a code", "/sign-in/code"),
];

/// Pages on which a form is sent as it comes, nothing filled in: the role, the page, the button.
pub const SENT_EMPTY: &[(&str, &str, &str)] = &[
    ("social_worker", "/step/{open}/check", "Submit for authorisation"),
    ("social_worker", "/step/{open}/cancel", "Cancel"),
    ("social_worker", "/person/{child}/change/name", "Save"),
    ("social_worker", "/person/{child}/change/views", "Save"),
    ("social_worker", "/person/{stranger}/why", "Open the record"),
    ("social_worker", "/people/find", "Look on the record"),
    ("social_worker", "/account/password", "Change password"),
    ("duty_screener", "/front-door/intake/{intake}", "Start writing the contact"),
    ("team_manager", "/step/{discussion}/check", "Read back and decide"),
    ("team_manager", "/step/{conference}/part/seat/new", "Save"),
    ("team_manager", "/step/{enquiry}/part/action/new", "Save"),
    ("team_manager", "/step/{protection_plan}/end", "End the plan"),
    ("service_manager", "/step/{submitted}/decide", "Decide"),
    ("service_manager", "/step/{submitted}/decide", "Return with reasons"),
    ("service_manager", "/allocation", "Allocate"),
    ("service_manager", "/plan/{plan}/outcome/00000000-0000-4000-8000-000000000001", "Save"),
    ("service_manager", "/plan/{plan}/outcome/{outcome}/end", "End the outcome"),
    ("service_manager", "/plan/{plan}/action/{action}/drop", "Drop the action"),
    ("service_manager", "/plan/{plan}/progress", "Save"),
    ("administrator", "/workers/new", "Add the worker"),
];

/// Ids of things in the council, by the word that stands in braces.
pub struct Places(BTreeMap<&'static str, String>);

impl Places {
    /// Looks round the council as the people who find these things in their day.
    pub async fn find(council: &Council) -> Outcome<Self> {
        let mut places = BTreeMap::new();
        let desk = async |role| Browser::start_as(council, role, e2e::DESK, Js::On).await;
        let worker = desk("social_worker").await?;
        let (child, open) = being_assessed(&worker).await?;
        places.insert("child", child);
        places.insert("open", open);
        let home = format!("/person/{}", places["child"]);
        let open = format!("/step/{}", places["open"]);
        places.insert("section", id_of(&worker, &open, &format!("{open}/section/"), "").await?);
        places.insert("clock", id_of(&worker, &open, &format!("{open}/clock/"), "").await?);
        let timeline = format!("{home}/timeline");
        places.insert("referral", id_of(&worker, &timeline, "/step/", "Referral from").await?);
        places.insert("visit", id_of(&worker, &timeline, "/step/", "isit").await?);
        let manager = desk("service_manager").await?;
        places.insert("submitted", id_of(&manager, "/authorise", "/step/", "Read it all").await?);
        places.insert("team", id_of(&manager, "/teams", "/team/", "").await?);
        let team = desk("team_manager").await?;
        for (word, words) in [
            ("discussion", "Strategy discussion"),
            ("enquiry", "Section 47"),
            ("conference", "nitial conference"),
            ("review", "Review conference"),
        ] {
            places.insert(word, id_of(&team, "/protection", "/step/", words).await?);
        }
        let review = format!("/step/{}", places["review"]);
        places.insert("protected", id_of(&team, &review, "/person/", "").await?);
        let protected = format!("/person/{}", places["protected"]);
        places.insert("protection_plan", id_of(&team, &protected, "/step/", "Child protection plan").await?);
        plans::find(&manager, &mut places).await?;
        let administrator = desk("administrator").await?;
        places.insert("worker", id_of(&administrator, "/workers", "/workers/worker/", "").await?);
        let duty = desk("duty_screener").await?;
        places.insert("submitted_contact", id_of(&duty, "/front-door?show=awaiting", "read=", "").await?);
        let reading = format!("/front-door?read={}", places["submitted_contact"]);
        places.insert("stranger", id_of(&duty, &reading, "/person/", "").await?);
        places.insert("handover", id_of(&duty, "/front-door?show=handovers", "read=", "").await?);
        duty.goto("/front-door/contact").await?;
        duty.hands().press("Go on to whom it is about").await?;
        places.insert("intake", duty.path().await?.rsplit('/').next().unwrap_or_default().to_owned());
        Ok(Self(places))
    }

    /// The address with its ids.
    pub fn fill(&self, path: &str) -> String {
        self.0.iter().fold(path.to_owned(), |path, (word, id)| path.replace(&format!("{{{word}}}"), id))
    }
}

/// A child of the worker's day whose assessment is being written, and the assessment.
async fn being_assessed(worker: &Browser) -> Outcome<(String, String)> {
    let mut last = Failure::new("nobody stands on the worker's day");
    for child in ids_of(worker, "/", "/person/", "").await? {
        let found = async {
            let open = id_of(worker, &format!("/person/{child}"), "/step/", "ssessment").await?;
            let page = format!("/step/{open}");
            id_of(worker, &page, &format!("{page}/section/"), "").await?;
            Ok::<_, Failure>(open)
        };
        match found.await {
            Ok(open) => return Ok((child, open)),
            Err(none) => last = none,
        }
    }
    Err(last)
}

/// What stands in the address behind `before`, of the first link on the page whose words hold `words`.
async fn id_of(browser: &Browser, page: &str, before: &str, words: &str) -> Outcome<String> {
    let found = ids_of(browser, page, before, words).await?;
    let links = "return [...document.querySelectorAll('main a[href]')].map(a => a.getAttribute('href') + ' ' + a.textContent).join(' | ')";
    let links = browser.client.execute(links, vec![]).await?;
    let none = || Failure::new(format!("{page} has no link with {before} and “{words}”; it has: {links}"));
    found.into_iter().next().ok_or_else(none)
}

/// The same of every such link, each once, in the page's order.
async fn ids_of(browser: &Browser, page: &str, before: &str, words: &str) -> Outcome<Vec<String>> {
    browser.goto(page).await?;
    let script = "const [before, words] = arguments;
        const links = [...document.querySelectorAll('main a[href], nav a[href], .k-identity a[href]')].filter(a =>
          a.getAttribute('href').includes(before) && a.getAttribute('href').split(before)[1] && a.textContent.includes(words));
        return [...new Set(links.map(link => link.getAttribute('href').split(before)[1].split(/[/?#&]/)[0]))];";
    let found = browser.client.execute(script, vec![before.into(), words.into()]).await?;
    let ids = found.as_array().map(|ids| ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect());
    Ok(ids.unwrap_or_default())
}

/// Opens a browser as this role and hands over each of its pages in turn, at this size.
pub async fn visit(
    council: &Council,
    places: &Places,
    window: Window,
    only_main: bool,
    mut look: impl AsyncFnMut(&Browser, &Page) -> Outcome,
) -> Outcome {
    let wanted = |pages: &'static [Page]| pages.iter().filter(move |page| page.main || !only_main);
    let outside = Browser::start(council.url(), window, Js::On).await?;
    for page in wanted(OUTSIDE) {
        outside.goto(page.path).await?;
        look(&outside, page).await?;
    }
    drop(outside);
    for (role, pages) in PAGES {
        if wanted(pages).next().is_none() {
            continue;
        }
        let browser = Browser::start_as(council, role, window, Js::On).await?;
        for page in wanted(pages) {
            browser.goto(&places.fill(page.path)).await?;
            look(&browser, page).await?;
        }
    }
    Ok(())
}

/// Sends each form of the list with nothing filled in, and hands over the page that says what is wrong, with its name.
pub async fn visit_sent_empty(
    council: &Council,
    places: &Places,
    window: Window,
    mut look: impl AsyncFnMut(&Browser, &str) -> Outcome,
) -> Outcome {
    let outside = Browser::start(council.url(), window, Js::On).await?;
    outside.goto("/sign-in").await?;
    outside.hands().press("Sign in").await?;
    look(&outside, "/sign-in with errors").await?;
    drop(outside);
    let mut signed_in: Option<(&str, Browser)> = None;
    for (role, path, press) in SENT_EMPTY {
        if signed_in.as_ref().is_none_or(|(was, _)| was != role) {
            signed_in = Some((role, Browser::start_as(council, role, window, Js::On).await?));
        }
        let Some((_, browser)) = &signed_in else { continue };
        browser.goto(&places.fill(path)).await?;
        browser.hands().press(press).await?;
        look(browser, &format!("{path} with errors, after “{press}”")).await?;
    }
    Ok(())
}

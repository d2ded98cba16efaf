//! A council as `kith init` leaves it: the administrator's first sign-in, a worker of each role whose pages are their own, and
//! pages with nothing on them yet, each of which says what would be there and how it gets there. axe-core finds nothing on any.

mod pages;

use e2e::Locator;
use e2e::{ADMINISTRATOR, Authenticator, Browser, Council, DESK, Failure, Js, Outcome, PHONE};
use pages::{FIRST_DAY, PAGES, Page};

/// Every role whose day is unlike the others', as the page of a new worker names it. The administrator is here first.
const ROLES: &[(&str, &str)] = &[
    ("social_worker", "Social worker"),
    ("duty_screener", "Duty screener"),
    ("service_manager", "Service manager"),
    ("business_support", "Business support"),
    ("out_of_hours", "Out-of-hours worker"),
    ("auditor", "Auditor"),
    ("performance_analyst", "Performance analyst"),
];

/// What everybody here chooses.
const PASSWORD: &str = "four quiet brown ponies";

#[tokio::test]
async fn a_new_council_says_what_would_be_there() -> Outcome {
    let (council, one_time) = Council::found()?;
    let administrator = Browser::start(council.url(), DESK, Js::On).await?;
    let mut looks = Looks::default();
    signs_in_for_the_first_time(&administrator, ADMINISTRATOR, &one_time, Some(&mut looks)).await?;
    looks.of_empty(&administrator, "administrator").await?;
    names_a_team(&administrator).await?;
    for (slug, role) in ROLES {
        let one_time = adds(&administrator, slug, role).await?;
        let worker = Browser::start(council.url(), DESK, Js::On).await?;
        signs_in_for_the_first_time(&worker, slug, &one_time, None).await?;
        looks.of_empty(&worker, slug).await?;
        if *slug == "social_worker" {
            looks.at_a_search_in_vain(&worker).await?;
            looks.at_a_child_of_whom_nothing_is_known(&worker).await?;
        }
    }
    looks.told()
}

/// The steps of a first sign-in: a password of one's own, an authenticator, its code. Each page is looked at as it comes and with
/// nothing filled in, where `looks` is given; so is the page for a code, which comes at every later sign-in.
async fn signs_in_for_the_first_time(
    browser: &Browser,
    username: &str,
    one_time: &str,
    mut looks: Option<&mut Looks>,
) -> Outcome {
    let hands = browser.hands();
    browser.goto("/").await?;
    hands.write("Username", username).await?;
    hands.write("Password", one_time).await?;
    hands.press("Sign in").await?;
    if let Some(looks) = looks.as_deref_mut() {
        looks.with_errors(browser, &FIRST_DAY[0], "Save and go on").await?;
    }
    hands.write("New password", PASSWORD).await?;
    hands.write("New password again", PASSWORD).await?;
    hands.press("Save and go on").await?;
    if let Some(looks) = looks.as_deref_mut() {
        looks.with_errors(browser, &FIRST_DAY[1], "Check the code").await?;
    }
    let secret = browser.client.find(Locator::Css(".k-secret")).await?.text().await?;
    let authenticator = Authenticator::new(&secret)?;
    hands.write("Code from your authenticator", &authenticator.code().await?).await?;
    hands.press("Check the code").await?;
    browser.see("Sign out").await?;
    let Some(looks) = looks else { return Ok(()) };
    hands.press("Sign out").await?;
    browser.goto("/").await?;
    hands.write("Username", username).await?;
    hands.write("Password", PASSWORD).await?;
    hands.press("Sign in").await?;
    looks.with_errors(browser, &FIRST_DAY[2], "Go on").await?;
    hands.write("Code from your authenticator", &authenticator.code().await?).await?;
    hands.press("Go on").await?;
    browser.see("Sign out").await
}

async fn names_a_team(administrator: &Browser) -> Outcome {
    administrator.goto("/workers/teams").await?;
    administrator.hands().write("Name of the new team", "Harbour team").await?;
    administrator.hands().press("Add the team").await?;
    administrator.see("Harbour team, 0 workers").await
}

/// Adds a worker of one role; gives back their one-time password, which is shown once.
async fn adds(administrator: &Browser, username: &str, role: &str) -> Outcome<String> {
    let hands = administrator.hands();
    administrator.goto("/workers/new").await?;
    hands.write("Name", &format!("Worker as {role}")).await?;
    hands.tick(role).await?;
    hands.pick("Team", "Harbour team").await?;
    if username == "social_worker" {
        hands.write("Social Work England number", "SW123456").await?;
        hands.write("Registration ends on", &administrator.day(300).await?).await?;
    }
    hands.write("Username of the local account", username).await?;
    hands.press("Add the worker").await?;
    administrator.see("One-time password").await?;
    Ok(administrator.client.find(Locator::Css(".k-secret")).await?.text().await?)
}

/// What was found on the pages looked at.
#[derive(Default)]
struct Looks {
    faults: Vec<String>,
}

impl Looks {
    /// One page as it stands, by axe-core, and for lists that are empty and do not say why.
    async fn at(&mut self, browser: &Browser, name: &str) -> Outcome {
        let violations = browser.violations().await?;
        self.faults.extend(violations.into_iter().map(|one| format!("{name}: {one}")));
        self.pictures(browser, name).await?;
        let silent = browser.client.execute(SILENT, vec![]).await?;
        let silent = silent.as_array().into_iter().flatten().filter_map(|one| one.as_str());
        self.faults.extend(silent.map(|one| format!("{name}: an empty list that does not say why: {one}")));
        Ok(())
    }

    /// Pictures, where somebody wants them.
    async fn pictures(&self, browser: &Browser, name: &str) -> Outcome {
        if std::env::var_os("KITH_SHOTS").is_none() {
            return Ok(());
        }
        let name = name.replace(|letter: char| !letter.is_alphanumeric(), "-");
        for window in [PHONE, DESK] {
            browser.resize(window).await?;
            browser.screenshot(&format!("empty-{name}-{}", window.width)).await?;
        }
        Ok(())
    }

    async fn with_errors(&mut self, browser: &Browser, page: &Page, press: &str) -> Outcome {
        let path = browser.path().await?;
        if path != page.path {
            return Err(Failure::new(format!("{path} came where {} was to come", page.path)));
        }
        self.at(browser, page.name).await?;
        browser.hands().press(press).await?;
        self.at(browser, &format!("{}, sent empty", page.name)).await
    }

    /// Every page of the role that needs nothing to be on the record.
    async fn of_empty(&mut self, browser: &Browser, role: &str) -> Outcome {
        let pages = PAGES.iter().filter(|(of, _)| *of == role).flat_map(|(_, pages)| *pages);
        for page in pages.filter(|page| !page.path.contains('{')) {
            browser.goto(page.path).await?;
            self.at(browser, page.name).await?;
        }
        Ok(())
    }

    async fn at_a_search_in_vain(&mut self, worker: &Browser) -> Outcome {
        worker.goto("/").await?;
        worker.hands().write("Search for a child, person, number or address", "Nobody Atall").await?;
        worker.hands().press("Search").await?;
        worker.see("Nobody on the record is like this.").await?;
        self.at(worker, "search in vain").await
    }

    /// A child who was only just added: no story, no work, no document.
    async fn at_a_child_of_whom_nothing_is_known(&mut self, worker: &Browser) -> Outcome {
        let hands = worker.hands();
        worker.goto("/people/find").await?;
        hands.write("Given names", "Juno").await?;
        hands.press("Look on the record").await?;
        self.at(worker, "nobody like this").await?;
        hands.press("Add a new person").await?;
        hands.write("Date of birth", "14 5 2019").await?;
        hands.press("Add this person").await?;
        // Who adds a person does not work with them yet, and says why they open the record.
        hands.write("Why do you need to see this record?", "I added her; her school telephoned").await?;
        hands.press("Open the record").await?;
        let child = worker.path().await?;
        for (name, below) in
            [("child", ""), ("people", "/people"), ("timeline", "/timeline"), ("documents", "/documents")]
        {
            worker.goto(&format!("{child}{below}")).await?;
            self.at(worker, &format!("{name} of whom nothing is known")).await?;
        }
        Ok(())
    }

    fn told(self) -> Outcome {
        if self.faults.is_empty() { Ok(()) } else { Err(Failure::new(format!("\n{}", self.faults.join("\n")))) }
    }
}

/// Lists and tables with nothing in them, in a part of the page that has no sentence for that.
const SILENT: &str = "
    const empty = e => !e.querySelector(e.tagName === 'TABLE' ? 'tbody tr' : 'li');
    const told = e => (e.closest('section') ?? e.closest('main')).querySelector('.k-empty');
    return [...document.querySelectorAll('main ul, main ol, main table')].filter(e => empty(e) && !told(e))
      .map(e => (e.closest('section')?.textContent || e.outerHTML).replace(/\\s+/g, ' ').slice(0, 120));";

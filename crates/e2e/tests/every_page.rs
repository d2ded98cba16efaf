//! axe-core finds nothing on any page of a list that holds them all: as it comes, with errors, and with nothing to show; on a desk and on a phone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on must stop")]

mod pages;

use e2e::{Browser, Council, DESK, Failure, Outcome, PHONE, Window};
use pages::{FIRST_DAY, OUTSIDE, PAGES, Page, Places};
use std::path::Path;

/// What answers no page: files, what scripts and machines ask, and addresses that only lead on.
const NO_PAGES: &[&str] = &[
    "/document/{id}",
    "/health",
    "/session",
    // Leads on to one worker's.
    "/oversight/worker",
];

/// Pages of which the synthetic council has none yet: nobody in it passes a child on. They are made over HTTP, without a
/// browser, by `app/tests/transfer.rs` and `app/tests/pack.rs`.
const NONE_IN_THE_COUNCIL: &[&str] =
    &["/transfer/{id}", "/pack/{id}", "/pack/{id}/letter", "/pack/{id}/receipt", "/packs/in/{id}"];

#[tokio::test]
async fn axe_finds_nothing_on_any_page() -> Outcome {
    let council = Council::start(&[])?;
    let places = Places::find(&council).await?;
    let (desk, phone, errors) = tokio::try_join!(
        every_page(&council, &places, DESK, false),
        every_page(&council, &places, PHONE, true),
        pages_with_errors(&council, &places),
    )?;
    let faults: Vec<String> = [desk, phone, errors].concat();
    if faults.is_empty() { Ok(()) } else { Err(Failure::new(format!("\n{}", faults.join("\n")))) }
}

async fn every_page(council: &Council, places: &Places, window: Window, only_main: bool) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    pages::visit(council, places, window, only_main, async |browser, page| {
        let name = format!("{} ({}), {} wide", page.name, page.path, window.width);
        faults.extend(faults_of(browser, &name).await?);
        if window.width < 500 {
            faults.extend(wider_than_the_glass(browser, &name).await?);
        }
        Ok(())
    })
    .await?;
    Ok(faults)
}

async fn pages_with_errors(council: &Council, places: &Places) -> Outcome<Vec<String>> {
    let mut faults = Vec::new();
    pages::visit_sent_empty(council, places, DESK, async |browser, name| {
        let title = browser.client.title().await?;
        if !title.starts_with("Error:") {
            faults.push(format!("{name}: the title is “{title}”"));
        }
        faults.extend(faults_of(browser, name).await?);
        Ok(())
    })
    .await?;
    Ok(faults)
}

async fn faults_of(browser: &Browser, name: &str) -> Outcome<Vec<String>> {
    let violations = browser.violations().await?;
    Ok(violations.into_iter().map(|violation| format!("{name}: {violation}")).collect())
}

/// Nothing on a phone is reached by moving the page sideways.
async fn wider_than_the_glass(browser: &Browser, name: &str) -> Outcome<Option<String>> {
    let script = "const wide = document.documentElement.scrollWidth, glass = document.documentElement.clientWidth;
        if (wide <= glass) return null;
        const far = [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.getBoundingClientRect().right > glass + 1);
        return wide + ' px: ' + far.slice(0, 3).map(e => e.tagName + '.' + e.className).join(', ');";
    let wide = browser.client.execute(script, vec![]).await?;
    Ok(wide.as_str().map(|wide| format!("{name}: wider than the glass, {wide}")))
}

/// Every address of the product is among the pages, or is named as none.
#[test]
fn no_page_is_left_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut addresses = Vec::new();
    for folder in ["app/src", "web/src"] {
        addresses_in(&root.join(folder), &mut addresses);
    }
    assert!(addresses.len() > 40, "{addresses:?}");
    let listed: Vec<&Page> = PAGES.iter().flat_map(|(_, pages)| *pages).chain(OUTSIDE).chain(FIRST_DAY).collect();
    let left_out: Vec<&String> = addresses
        .iter()
        .filter(|address| !NO_PAGES.contains(&address.as_str()) && !NONE_IN_THE_COUNCIL.contains(&address.as_str()))
        .filter(|address| !listed.iter().any(|page| is_one_of(page.path, address)))
        .collect();
    assert!(left_out.is_empty(), "nobody looks at these; add them to tests/pages/mod.rs: {left_out:?}");
}

/// The addresses that a browser may ask for, as the features name them: `.get("/person/{id}", …)`.
fn addresses_in(folder: &Path, addresses: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            addresses_in(&path, addresses);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let called = code.split(".get(").skip(1).filter_map(|after| after.trim_start().strip_prefix("\"/"));
            let address = |after: &str| format!("/{}", after.split('"').next().unwrap_or_default());
            addresses.extend(called.map(address).filter(|address| !addresses.contains(address)).collect::<Vec<_>>());
        }
    }
}

/// Whether a listed address is one of those that a pattern stands for.
fn is_one_of(listed: &str, pattern: &str) -> bool {
    let listed = listed.split('?').next().unwrap_or_default();
    let (listed, pattern): (Vec<&str>, Vec<&str>) = (listed.split('/').collect(), pattern.split('/').collect());
    let fits = |(one, part): (&&str, &&str)| part.starts_with('{') || one == part;
    listed.len() == pattern.len() && listed.iter().zip(&pattern).all(fits)
}

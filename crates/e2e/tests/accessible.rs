//! Axe finds nothing on any page, as it stands and with its errors: the pages are found by following every link, role by role.

use e2e::{Browser, Council, DESK, Failure, Js, Outcome, PHONE};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Pages of one shape that are looked at for each role: a short record and a long one are both worth a look.
const EACH: usize = 2;

/// Shapes that the walk must have met; a page that nothing leads to any more is a fault too.
const MUST_MEET: &[&str] = &[
    "/",
    "/front-door",
    "/front-door/contact",
    "/front-door/consultation",
    "/front-door/out-of-hours",
    "/person/{id}",
    "/person/{id}/people",
    "/person/{id}/timeline",
    "/person/{id}/documents",
    "/person/{id}/start/visit",
    "/person/{id}/start/case_note",
    "/person/{id}/change/{what}",
    "/step/{id}",
    "/step/{id}/check",
    "/step/{id}/decide",
    "/step/{id}/cancel",
    "/step/{id}/assign",
    "/step/{id}/correct",
    "/step/{id}/clock/{what}",
    "/step/{id}/section/{what}",
    "/step/{id}/print",
    "/team",
    "/team/{id}/list/{what}",
    "/teams",
    "/allocation",
    "/allocation/move",
    "/authorise",
    "/oversight",
    "/workers",
    "/workers/new",
    "/workers/teams",
    "/account",
    "/help",
];

/// An address without what tells one record from another.
fn shape(path: &str) -> String {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<String> = path.split('/').map(str::to_owned).collect();
    for part in &mut parts {
        if part.len() == 36 && part.matches('-').count() == 4 {
            "{id}".clone_into(part);
        }
    }
    let named = ["section", "clock", "change", "list"];
    for at in 1..parts.len() {
        if named.contains(&parts[at - 1].as_str()) {
            "{what}".clone_into(&mut parts[at]);
        }
    }
    parts.join("/")
}

/// Links that lead to another page of ours and change nothing.
async fn links(browser: &Browser) -> Outcome<Vec<String>> {
    let script = "return [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))";
    let found = browser.client.execute(script, Vec::new()).await?;
    let found: Vec<String> = serde_json::from_value(found).map_err(|error| Failure::new(error.to_string()))?;
    // A document is given back as a download, and the calendar of a browser is no page of ours.
    let ours =
        |path: &String| path.starts_with('/') && !path.starts_with("/document/") && !path.starts_with("/assets/");
    Ok(found.into_iter().filter(ours).collect())
}

/// How often a shape is looked at: steps stand in many states; what another role has shown is looked at once more.
fn looks(shape: &str, met: &BTreeSet<String>) -> usize {
    match shape {
        "/step/{id}" => 4 * EACH,
        _ if met.contains(shape) => 1,
        _ => EACH,
    }
}

/// Walks every link that a role can see and looks at each shape of page; gives the shapes met and what axe found.
async fn walk(browser: &Browser, met: &mut BTreeSet<String>, faults: &mut Vec<String>, role: &str) -> Outcome {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut queue: VecDeque<String> = ["/", "/help", "/help/accessibility", "/help/privacy"].map(str::to_owned).into();
    let mut queued: BTreeSet<String> = queue.iter().cloned().collect();
    while let Some(path) = queue.pop_front() {
        let count = seen.entry(shape(&path)).or_default();
        if *count >= looks(&shape(&path), met) {
            continue;
        }
        *count += 1;
        browser.goto(&path).await?;
        for violation in browser.violations().await? {
            faults.push(format!("{} as {role}: {violation:?}", shape(&path)));
        }
        for link in links(browser).await? {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            if !link.is_empty() && queued.insert(link.clone()) {
                queue.push_back(link);
            }
        }
    }
    met.extend(seen.into_keys());
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_on_any_page_that_a_role_can_reach() -> Outcome {
    let council = Council::start(&[])?;
    let (mut met, mut faults) = (BTreeSet::new(), Vec::new());
    for role in ["team_manager", "social_worker", "duty_screener", "administrator", "inspector", "performance_analyst"]
    {
        let browser = Browser::start_as(&council, role, DESK, Js::On).await?;
        walk(&browser, &mut met, &mut faults, role).await?;
    }
    let unmet: Vec<_> = MUST_MEET.iter().filter(|shape| !met.contains(**shape)).collect();
    let (pages, list) = (met.len(), faults.join("\n"));
    println!("{pages} shapes of page looked at");
    assert!(faults.is_empty(), "{} faults on {pages} shapes of page:\n{list}", faults.len());
    assert!(unmet.is_empty(), "nothing leads to {unmet:?}; met: {met:#?}");
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_on_the_main_pages_of_a_phone() -> Outcome {
    let council = Council::start(&[])?;
    let browser = Browser::start_as(&council, "social_worker", PHONE, Js::On).await?;
    browser.goto("/").await?;
    browser.axe("my day on a phone").await?;
    let wide = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    let mut looked = vec!["/".to_owned()];
    looked.extend(links(&browser).await?.into_iter().filter(|path| shape(path) == "/person/{id}").take(1));
    looked.extend(links(&browser).await?.into_iter().filter(|path| shape(path) == "/step/{id}").take(1));
    if let Some(person) = looked.iter().find(|path| path.starts_with("/person/")).cloned() {
        looked.push(format!("{person}/start/visit"));
        looked.push(format!("{person}/people"));
    }
    for path in looked {
        browser.goto(&path).await?;
        browser.axe(&shape(&path)).await?;
        let overflows = browser.client.execute(wide, Vec::new()).await?;
        assert_eq!(overflows, serde_json::Value::Bool(false), "{} is wider than the glass", shape(&path));
    }
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_where_a_form_comes_back_with_errors() -> Outcome {
    let council = Council::start(&[])?;
    let stranger = Browser::start(council.url(), DESK, Js::On).await?;
    stranger.goto("/sign-in").await?;
    stranger.axe("sign in").await?;
    submit_empty(&stranger).await?;
    stranger.axe("sign in, with errors").await?;

    let manager = Browser::start_as(&council, "team_manager", DESK, Js::On).await?;
    manager.goto("/").await?;
    let home = links(&manager).await?;
    let person = home.iter().find(|path| shape(path) == "/person/{id}").cloned();
    let person = person.ok_or_else(|| Failure::new("my day of a manager leads to no child"))?;
    let step = home.iter().find(|path| shape(path) == "/step/{id}").cloned();
    let step = step.ok_or_else(|| Failure::new("my day of a manager leads to no work"))?;
    let changes = ["name", "birth", "address", "identity", "views", "hazard", "restrict"];
    let mut forms: Vec<String> = changes.iter().map(|what| format!("{person}/change/{what}")).collect();
    forms.extend([format!("{step}/decide"), format!("{step}/cancel"), "/allocation/move".to_owned()]);
    forms.extend(["/allocation".to_owned(), "/front-door/contact".to_owned(), format!("{person}/documents")]);
    let mut erred = 0;
    for path in forms {
        manager.goto(&path).await?;
        if manager.text().await?.contains("Page not found") {
            continue;
        }
        submit_empty(&manager).await?;
        manager.axe(&format!("{} sent empty", shape(&path))).await?;
        let title = manager.client.title().await?;
        erred += usize::from(title.starts_with("Error:"));
    }
    assert!(erred >= 5, "only {erred} forms came back with errors");
    Ok(())
}

/// Empties the last form of the page and sends it.
async fn submit_empty(browser: &Browser) -> Outcome {
    let script =
        "const form = [...document.querySelectorAll('main form[method=post]')].at(-1); if (!form) return false;
        for (const field of form.querySelectorAll('input, textarea, select')) {
            if (field.type === 'hidden' || field.type === 'submit') continue;
            if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
            else if (field.type !== 'file') field.value = '';
        }
        form.noValidate = true; form.requestSubmit(form.querySelector('button:not([type=button])')); return true;";
    browser.client.execute("document.documentElement.dataset.before = 'yes'", Vec::new()).await?;
    if browser.client.execute(script, Vec::new()).await? == serde_json::Value::Bool(false) {
        return Ok(());
    }
    let fresh = "return document.readyState === 'complete' && !document.documentElement.dataset.before";
    e2e::wait::until("the page that answers a form", async || {
        let fresh = browser.client.execute(fresh, Vec::new()).await.unwrap_or_default();
        Ok((fresh == serde_json::Value::Bool(true)).then_some(()))
    })
    .await
}

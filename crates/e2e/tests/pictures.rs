//! Pictures of every main page on a desk, a tablet and a phone, light and dark, as it comes and with errors, and what goes to
//! paper, into the folder named by `KITH_SHOTS`; without it, nothing.

mod pages;

use e2e::{Browser, Council, DESK, Js, Outcome, PHONE, TABLET, Window};
use pages::Places;

/// What is printed: as whom, and from which page.
const PAPER: &[(&str, &str, &str)] = &[
    ("an assessment", "service_manager", "/step/{submitted}/print"),
    ("a visit", "social_worker", "/step/{visit}/print"),
    ("words for the referrer", "social_worker", "/step/{referral}/letter"),
    ("a child’s page", "social_worker", "/person/{child}"),
];

#[tokio::test]
async fn every_main_page_is_pictured() -> Outcome {
    if std::env::var_os("KITH_SHOTS").is_none() {
        return Ok(());
    }
    let council = Council::start(&[])?;
    let places = Places::find(&council).await?;
    on_paper(&council, &places).await?;
    for dark in [false, true] {
        at_every_size(&council, &places, dark).await?;
    }
    Ok(())
}

async fn at_every_size(council: &Council, places: &Places, dark: bool) -> Outcome {
    for window in [TABLET, DESK, PHONE] {
        pages::visit(council, places, window, true, async |browser, page| {
            picture(browser, page.name, window, dark).await
        })
        .await?;
        pages::visit_sent_empty(council, places, window, async |browser, name| {
            picture(browser, &format!("error {name}"), window, dark).await
        })
        .await?;
    }
    Ok(())
}

async fn picture(browser: &Browser, name: &str, window: Window, dark: bool) -> Outcome {
    if dark {
        browser.darken().await?;
    }
    let light = if dark { "dark" } else { "light" };
    browser.screenshot(&format!("{}-{}-{light}", plain(name), window.width)).await.map(drop)
}

async fn on_paper(council: &Council, places: &Places) -> Outcome {
    for (name, role, path) in PAPER {
        let browser = Browser::start_as(council, role, DESK, Js::On).await?;
        browser.goto(&places.fill(path)).await?;
        browser.print(&plain(name)).await?;
    }
    Ok(())
}

fn plain(name: &str) -> String {
    name.replace(|letter: char| !letter.is_alphanumeric(), "-")
}

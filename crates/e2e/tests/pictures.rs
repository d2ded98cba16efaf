//! Pictures of every main page on a desk, a tablet and a phone, into the folder named by `KITH_SHOTS`; without it, nothing.

mod pages;

use e2e::{Council, DESK, Outcome, PHONE, TABLET};

#[tokio::test]
async fn every_main_page_is_pictured() -> Outcome {
    if std::env::var_os("KITH_SHOTS").is_none() {
        return Ok(());
    }
    let council = Council::start(&[])?;
    let places = pages::Places::find(&council).await?;
    for window in [DESK, TABLET, PHONE] {
        pages::visit(&council, &places, window, true, async |browser, page| {
            let name = page.name.replace(|letter: char| !letter.is_alphanumeric(), "-");
            browser.screenshot(&format!("{name}-{}", window.width)).await.map(drop)
        })
        .await?;
    }
    Ok(())
}

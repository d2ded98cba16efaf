//! Nothing that somebody typed is lost: two windows in one form, a session that ends, the back button, a page closed too soon.

mod pages;

use e2e::{Browser, Council, DESK, Js, Outcome};
use pages::Places;

const HOME: &str = "How are home, money and work? (optional)";
const AROUND: &str = "Who is there for the family in the wider family and community? (optional)";
const LIVES: &str = "Who belongs to the family, and who lives in the home?";

#[tokio::test]
async fn nothing_typed_is_lost() -> Outcome {
    let council = Council::start(&[])?;
    let places = Places::find(&council).await?;
    let section = places.fill("/step/{open}/section/family");
    let one = Browser::start_as(&council, "social_worker", DESK, Js::On).await?;
    kept_as_it_is_typed(&one, &section).await?;
    kept_when_the_page_is_left_at_once(&one, &section).await?;
    kept_when_one_goes_back(&one, &section).await?;
    let two = Browser::start_as(&council, "social_worker", DESK, Js::On).await?;
    both_kept_when_two_write_in_one_place(&one, &two, &section).await?;
    kept_when_the_session_ends(&council, &one, &two, &section).await
}

/// The line says that words are saved only when they are: whoever opens the page afresh then finds them.
async fn kept_as_it_is_typed(browser: &Browser, section: &str) -> Outcome {
    browser.goto(section).await?;
    browser.see("Everything here is saved.").await?;
    browser.hands().write(HOME, "Two rooms over the bakery").await?;
    browser.see("Saved ").await?;
    browser.goto("/help").await?;
    browser.goto(section).await?;
    assert_eq!(browser.value(HOME).await?, "Two rooms over the bakery");
    browser.see("Kept as you write: 1 draft").await?;
    browser.see("not saved on purpose yet").await
}

/// Gone before the script's own two seconds: what was typed goes with the leaving.
async fn kept_when_the_page_is_left_at_once(browser: &Browser, section: &str) -> Outcome {
    browser.goto(section).await?;
    browser.hands().write(AROUND, "An aunt in the next street").await?;
    browser.hands().follow("My day").await?;
    browser.goto(section).await?;
    assert_eq!(browser.value(AROUND).await?, "An aunt in the next street");
    Ok(())
}

async fn kept_when_one_goes_back(browser: &Browser, section: &str) -> Outcome {
    browser.goto(section).await?;
    browser.hands().write(LIVES, "Four, and the dog").await?;
    browser.hands().press("Save and go on").await?;
    // The browser's own button, which no key reaches where it runs without a window.
    browser.client.back().await?;
    browser.see("Who belongs to the family").await?;
    assert_eq!(browser.path().await?, section);
    assert_eq!(browser.value(LIVES).await?, "Four, and the dog");
    browser.hands().add(LIVES, " and a lodger").await?;
    browser.hands().press("Save").await?;
    browser.see_no("Two versions").await?;
    assert_eq!(browser.value(LIVES).await?, "Four, and the dog and a lodger");
    Ok(())
}

async fn both_kept_when_two_write_in_one_place(one: &Browser, two: &Browser, section: &str) -> Outcome {
    one.goto(section).await?;
    two.goto(section).await?;
    one.hands().write(AROUND, "The aunt has moved away").await?;
    one.see("Saved ").await?;
    two.hands().write(AROUND, "A neighbour with a key").await?;
    two.see("changed this answer at").await?;
    two.see("Not saved: someone else changed the same answer. Choose below; nothing is lost").await?;
    two.see("The aunt has moved away").await?;
    two.see("A neighbour with a key").await?;
    two.axe("two versions of one answer").await?;
    two.hands().press_here("Put both").await?;
    two.see("Saved ").await?;
    one.goto("/help").await?;
    one.goto(section).await?;
    let both = one.value(AROUND).await?;
    assert!(both.contains("The aunt has moved away") && both.contains("A neighbour with a key"), "{both}");
    Ok(())
}

/// Signed out from elsewhere in the middle of a sentence: the page says so, keeps the words, and after signing in again is where
/// it was.
async fn kept_when_the_session_ends(council: &Council, one: &Browser, two: &Browser, section: &str) -> Outcome {
    two.goto(section).await?;
    one.goto("/account").await?;
    one.hands().press("Sign out everywhere else").await?;
    two.hands().write(HOME, "Written after the session had ended").await?;
    two.see("You have been signed out").await?;
    two.hands().press("Save").await?;
    two.see("Nothing you wrote is lost: it is kept on this page.").await?;
    two.axe("signed out in the middle of a form").await?;
    signs_in_beside_it(council, two).await?;
    two.hands().press("Send again").await?;
    assert_eq!(two.path().await?, section);
    assert_eq!(two.value(HOME).await?, "Written after the session had ended");
    Ok(())
}

/// In another tab, as the page says; then back to the first.
async fn signs_in_beside_it(council: &Council, browser: &Browser) -> Outcome {
    let before = browser.client.window().await?;
    let tab = browser.client.new_window(true).await?;
    browser.client.switch_to_window(tab.handle).await?;
    browser.goto("/sign-in").await?;
    browser.sign_in(&council.account("social_worker")?).await?;
    browser.client.close_window().await?;
    Ok(browser.client.switch_to_window(before).await?)
}

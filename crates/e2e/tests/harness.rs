//! The harness itself, on one page of its own: what it finds, it finds rightly.

use e2e::{Browser, DESK, Js, Key, Outcome, PHONE};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

const PAGE: &str = r#"<!doctype html>
<html lang="en">
<head><title>One page</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<header><a href="/other">Other page</a></header>
<main>
<h1>One page</h1>
<p id="script">Scripts are off</p>
<p>ANSWER</p>
<form action="/answer">
<label for="name">Full   name</label> <input id="name" name="name" value="old">
<fieldset><legend>Seen alone?</legend>
<input type="radio" id="a1" name="alone" value="alone-yes"><label for="a1">Yes</label>
<input type="radio" id="a2" name="alone" value="alone-no"><label for="a2">No</label></fieldset>
<fieldset><legend>Seen at home?</legend>
<input type="radio" id="h1" name="home" value="home-yes"><label for="h1">Yes</label>
<input type="radio" id="h2" name="home" value="home-no"><label for="h2">No</label></fieldset>
<label for="team">Team</label>
<select id="team" name="team"><option value="north">North</option><option value="south">South</option></select>
<button>Save and continue</button>
</form>
<div style="height: 1500px"></div><p>The end</p>
</main>
<script>document.getElementById('script').textContent = 'Scripts are on'</script>
</body></html>"#;

/// A page with two faults.
const FAULTY: &str = "<!doctype html><html lang=en><title>Faulty</title><main><h1>Faulty</h1>\
                      <img src=x><input name=nameless></main></html>";

/// Serves the page at every address, with the query in place of ANSWER, until the test program ends.
fn serve(page: &'static str) -> Outcome<String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        // A browser opens connections it may never use, so each waits on its own.
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream, page));
        }
    });
    Ok(address)
}

fn answer(mut stream: TcpStream, page: &str) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = first.split(' ').nth(1).unwrap_or_default();
    let body = page.replace("ANSWER", &format!("You said {}", target.replace('&', " ")));
    let length = body.len();
    write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n")?;
    write!(stream, "Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

async fn rules(browser: &Browser) -> Outcome<Vec<String>> {
    Ok(browser.violations().await?.into_iter().map(|violation| violation.rule).collect())
}

async fn fill_and_send(browser: &Browser) -> Outcome {
    browser.goto("/").await?;
    assert_eq!(browser.value("Full name").await?, "old");
    browser.fill("Full name", "Zo\u{eb}").await?;
    browser.choose_in("Seen alone?", "No").await?;
    browser.choose_in("Seen at home?", "Yes").await?;
    assert!(!browser.is_chosen("Yes").await?);
    browser.pick("Team", "South").await?;
    browser.submit().await?;
    browser.see("You said /answer?name=Zo%C3%AB alone=alone-no home=home-yes team=south").await?;
    assert_eq!(browser.path().await?, "/answer");
    Ok(())
}

#[tokio::test]
async fn a_form_is_filled_by_its_labels_with_scripts() -> Outcome {
    let browser = Browser::start(&serve(PAGE)?, DESK, Js::On).await?;
    fill_and_send(&browser).await?;
    browser.see("Scripts are on").await
}

#[tokio::test]
async fn everything_works_the_same_without_scripts() -> Outcome {
    let browser = Browser::start(&serve(PAGE)?, DESK, Js::Off).await?;
    fill_and_send(&browser).await?;
    browser.see("Scripts are off").await?;
    browser.focus_on("Save and continue").await?;
    browser.screenshot("harness-without-scripts").await?;
    browser.axe("the page without scripts").await?;
    let browser = Browser::start(&serve(FAULTY)?, DESK, Js::Off).await?;
    browser.goto("/").await?;
    assert_eq!(rules(&browser).await?, ["image-alt", "label"]);
    Ok(())
}

#[tokio::test]
async fn the_keyboard_alone_is_enough() -> Outcome {
    let browser = Browser::start(&serve(PAGE)?, DESK, Js::On).await?;
    browser.goto("/").await?;
    browser.focus_on("Full name").await?;
    browser.press(Key::End).await?;
    browser.type_text("er").await?;
    browser.press(Key::Tab).await?;
    assert_eq!(browser.focused().await?, "Yes");
    browser.press(Key::Down).await?;
    assert_eq!(browser.focused().await?, "No");
    browser.press_with(Key::Shift, Key::Tab).await?;
    assert_eq!(browser.focused().await?, "Full name");
    browser.focus_on("Save and continue").await?;
    browser.press(Key::Enter).await?;
    browser.see("name=older alone=alone-no").await?;
    let failure = browser.focus_on("Throw away").await.unwrap_err();
    assert!(failure.0.contains("Full name | Yes"), "{failure}");
    Ok(())
}

#[tokio::test]
async fn pictures_show_the_whole_page_at_the_windows_width() -> Outcome {
    let browser = Browser::start(&serve(PAGE)?, PHONE, Js::On).await?;
    browser.goto("/").await?;
    let path = browser.screenshot("harness-phone").await?;
    let picture = std::fs::read(path)?;
    // A PNG names its size in its first chunk.
    let size = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!(size(16), PHONE.width);
    assert!(size(20) > 1500, "{}", size(20));
    Ok(())
}

#[tokio::test]
async fn accessibility_faults_are_found_and_named() -> Outcome {
    let browser = Browser::start(&serve(PAGE)?, DESK, Js::On).await?;
    browser.goto("/").await?;
    browser.axe("the sound page").await?;

    let browser = Browser::start(&serve(FAULTY)?, DESK, Js::On).await?;
    browser.goto("/").await?;
    assert_eq!(rules(&browser).await?, ["image-alt", "label"]);
    let failure = browser.axe("the faulty page").await.unwrap_err();
    assert!(failure.0.starts_with("the faulty page breaks 2 rules:\n  image-alt (critical)"), "{failure}");
    assert!(failure.0.contains("<input name=\"nameless\">"), "{failure}");
    Ok(())
}

#[tokio::test]
async fn a_failure_says_what_the_page_shows() -> Outcome {
    let browser = Browser::start(&serve(PAGE)?, DESK, Js::On).await?;
    browser.goto("/").await?;
    let failure = browser.button("Throw away").await.unwrap_err();
    for words in ["“Throw away”", "there is: Save and continue", "shows: Other page", "picture: "] {
        assert!(failure.0.contains(words), "{failure}");
    }
    Ok(())
}

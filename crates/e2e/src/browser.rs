//! One browser with one window.

use crate::commands::Extra;
use crate::driver::Driver;
use crate::failure::{Failure, Outcome};
use crate::wait;
use fantoccini::elements::Element;
use fantoccini::wd::{PrintConfigurationBuilder, PrintSize};
use fantoccini::{Client, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The size of the page's own area, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// A desk.
pub const DESK: Window = Window { width: 1440, height: 900 };
/// A tablet held upright.
pub const TABLET: Window = Window { width: 768, height: 1024 };
/// A telephone.
pub const PHONE: Window = Window { width: 390, height: 844 };

/// Whether the page's own scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Js {
    /// They run.
    On,
    /// They do not, as in a browser where they are turned off.
    Off,
}

/// A fresh headless Chromium; it and its files are gone when this is dropped.
#[derive(Debug)]
pub struct Browser {
    /// The underlying client, for what this harness has no words for.
    pub client: Client,
    window: Cell<Window>,
    /// Whether the page's own scripts run.
    pub js: Js,
    base: String,
    // Dropped in this order: the browser ends before its files go.
    _driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser that knows nobody, for the site at `base` (`http://127.0.0.1:8080`).
    ///
    /// # Errors
    /// When chromedriver or Chromium does not start.
    pub async fn start(base: &str, window: Window, js: Js) -> Outcome<Self> {
        let mut driver = Driver::start()?;
        let profile = TempDir::with_prefix("kith-browser-")?;
        let (url, wanted) = (driver.url(), capabilities(profile.path(), window, js));
        let client = Client::with_capabilities_and_connector(&url, &wanted, HttpConnector::new());
        let client = client.await.map_err(|e| Failure::new(format!("Chromium did not start: {e}")))?;
        driver.session = client.session_id().await?;
        let base = base.trim_end_matches('/').to_owned();
        let browser = Self { client, window: Cell::new(window), js, base, _driver: driver, _profile: profile };
        browser.set_page_area(window).await?;
        Ok(browser)
    }

    /// Goes to a page by its path, such as `/sign-in`.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn goto(&self, path: &str) -> Outcome {
        Ok(self.client.goto(&format!("{}{path}", self.base)).await?)
    }

    /// The path of the page we are on.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn path(&self) -> Outcome<String> {
        Ok(self.client.current_url().await?.path().to_owned())
    }

    /// All the text that can be seen on the page, spaces evened out.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn text(&self) -> Outcome<String> {
        let body = self.client.find(Locator::Css("body")).await?;
        Ok(even(&body.text().await?))
    }

    /// Waits until the page shows `text`.
    ///
    /// # Errors
    /// When it does not, with what it shows instead and where the picture of it is.
    pub async fn see(&self, text: &str) -> Outcome {
        let wanted = even(text);
        let look = async || Ok(self.text().await?.contains(&wanted).then_some(()));
        self.explained(wait::until(&format!("to see “{text}”"), look).await).await
    }

    /// Waits until the page no longer shows `text`.
    ///
    /// # Errors
    /// When it still does, with what else it shows and where the picture of it is.
    pub async fn see_no(&self, text: &str) -> Outcome {
        let unwanted = even(text);
        let look = async || Ok((!self.text().await?.contains(&unwanted)).then_some(()));
        self.explained(wait::until(&format!("“{text}” to be gone"), look).await).await
    }

    /// What the link called `name` gives to whoever is signed in here: how it wants to be shown, and its text.
    ///
    /// # Errors
    /// When there is no such link or no answer.
    pub async fn fetched(&self, name: &str) -> Outcome<(String, String)> {
        let script = "const [name, done] = arguments;
            const link = [...document.querySelectorAll('a[href]')].find(a => a.textContent.includes(name));
            fetch(link.href).then(async answer => done([answer.headers.get('content-disposition'), await answer.text()]))
              .catch(error => done([String(error), '']));";
        let answer = self.client.execute_async(script, vec![name.into()]).await?;
        let text = |at: usize| answer[at].as_str().unwrap_or_default().to_owned();
        Ok((text(0), text(1)))
    }

    /// The name a screen reader would say for this element.
    ///
    /// # Errors
    /// When the element is gone.
    pub async fn name_of(&self, element: &Element) -> Outcome<String> {
        let command = Extra::ComputedLabel(element.element_id().to_string());
        let name = self.client.issue_cmd(command).await?;
        Ok(even(name.as_str().unwrap_or_default()))
    }

    /// Takes a picture of the whole page, as `name.png` in `KITH_SHOTS` or the build's own `shots` folder; returns its path.
    ///
    /// # Errors
    /// When the picture cannot be taken or kept.
    pub async fn screenshot(&self, name: &str) -> Outcome<PathBuf> {
        let whole = self.client.execute("return Math.ceil(document.documentElement.scrollHeight)", vec![]).await?;
        let whole = whole.as_u64().and_then(|height| u32::try_from(height).ok()).unwrap_or(self.window.get().height);
        // The browser draws no picture taller than this.
        let window = self.window.get();
        let height = whole.clamp(window.height, 16_000);
        self.set_page_area(Window { height, ..window }).await?;
        let picture = self.client.screenshot().await;
        self.set_page_area(window).await?;
        keep(&format!("{name}.png"), &picture?)
    }

    /// Adds to a failure what the page shows, and a picture of it.
    pub(crate) async fn explained<T>(&self, outcome: Outcome<T>) -> Outcome<T> {
        let Err(failure) = outcome else {
            return outcome;
        };
        let path = self.path().await.unwrap_or_default();
        let text: String = self.text().await.unwrap_or_default().chars().take(1500).collect();
        let picture = self.screenshot(&format!("failed-{}", std::process::id())).await;
        let picture = picture.map_or_else(|e| e.to_string(), |picture| picture.display().to_string());
        Err(Failure::new(format!("{failure}\n  page: {path}\n  shows: {text}\n  picture: {picture}")))
    }

    /// Gives the page another size.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn resize(&self, window: Window) -> Outcome {
        self.window.set(window);
        self.set_page_area(window).await
    }

    /// Asks for dark pages from here on, as a machine does whose owner chose them.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn darken(&self) -> Outcome {
        let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
        self.client.issue_cmd(Extra::DevTools("Emulation.setEmulatedMedia", dark)).await?;
        Ok(())
    }

    /// Prints the page as `name.pdf`, beside the pictures; returns its path.
    ///
    /// # Errors
    /// When it cannot be printed or kept.
    pub async fn print(&self, name: &str) -> Outcome<PathBuf> {
        let paper = PrintConfigurationBuilder::default();
        let paper = paper.size(PrintSize { width: 21.0, height: 29.7 }).build();
        let paper = paper.map_err(|e| Failure::new(e.to_string()))?;
        keep(&format!("{name}.pdf"), &self.client.print(paper).await?)
    }

    /// Windows cannot be made as narrow as a telephone; the page's own area can.
    async fn set_page_area(&self, window: Window) -> Outcome {
        let Window { width, height } = window;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        let command = Extra::DevTools("Emulation.setDeviceMetricsOverride", metrics);
        self.client.issue_cmd(command).await?;
        Ok(())
    }
}

/// Text with every run of spaces and line breaks made one space.
pub(crate) fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn keep(name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let folder = shots();
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

fn shots() -> PathBuf {
    if let Some(folder) = std::env::var_os("KITH_SHOTS") {
        return folder.into();
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| workspace().join("target")).join("shots")
}

/// The root of the checkout, from where Cargo runs this crate's tests.
pub(crate) fn workspace() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    here.unwrap_or_else(|| PathBuf::from(".")).join("../..")
}

fn capabilities(profile: &Path, window: Window, js: Js) -> Map<String, Value> {
    let mut args: Vec<String> = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-GB",
    ]
    .map(str::to_owned)
    .into();
    args.push(format!("--user-data-dir={}", profile.display()));
    args.push(format!("--window-size={},{}", window.width, window.height));
    let mut options = json!({"args": args, "prefs": {"intl.accept_languages": "en-GB,en"}});
    if js == Js::Off {
        options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    if let Ok(chromium) = std::env::var("CHROMIUM") {
        options["binary"] = json!(chromium);
    }
    let mut capabilities = Map::new();
    capabilities.insert("goog:chromeOptions".to_owned(), options);
    capabilities.insert("timeouts".to_owned(), json!({"script": 60_000, "pageLoad": 60_000, "implicit": 0}));
    capabilities
}

//! Signing in as people do: username, password, the authenticator's code; by keyboard.

use crate::browser::{Browser, Js, Window, even};
use crate::council::{Account, Council};
use crate::failure::Outcome;
use fantoccini::Locator;

impl Browser {
    /// Opens a browser on the council and signs in there as the first account of `role`; ends on the page that role begins with.
    ///
    /// # Errors
    /// When there is no such account, or it is not let in.
    pub async fn start_as(council: &Council, role: &str, window: Window, js: Js) -> Outcome<Self> {
        let account = council.account(role)?;
        let browser = Self::start(council.url(), window, js).await?;
        browser.goto("/").await?;
        browser.sign_in(&account).await?;
        Ok(browser)
    }

    /// Signs in from the sign-in page, wherever that goes on to.
    ///
    /// # Errors
    /// When the account is not let in.
    pub async fn sign_in(&self, account: &Account) -> Outcome {
        let hands = self.hands();
        hands.write("Username", &account.username).await?;
        hands.write("Password", &account.password).await?;
        hands.press("Sign in").await?;
        self.see("Enter your code").await?;
        hands.write("Code from your authenticator", &account.authenticator.code().await?).await?;
        hands.press("Go on").await?;
        self.see("Sign out").await
    }

    /// The name of whoever is signed in, as every page says it.
    ///
    /// # Errors
    /// When nobody is.
    pub async fn signed_in_as(&self) -> Outcome<String> {
        let name = self.client.find(Locator::Css("a[href='/account']")).await?;
        Ok(even(&name.text().await?))
    }
}

//! News at the top of a page: what has just been done, or what matters here.

use maud::{Markup, html};
use serde::Deserialize;

use super::options::title;
use super::{Attributes, Content, El};

/// News at the top of a page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct NotificationBanner {
    /// Its heading; "Success" or "Important" if empty.
    #[serde(flatten, deserialize_with = "title")]
    pub title: Content,
    /// The news; plain words become its heading line.
    #[serde(flatten)]
    pub content: Content,
    /// `success` for something done; anything else is for something to know.
    #[serde(rename = "type")]
    pub kind: String,
    /// ARIA role; `alert` for success and `region` otherwise if empty.
    pub role: String,
    /// Id of the heading; `govuk-notification-banner-title` if empty.
    pub title_id: String,
    /// Level of the heading; 2 unless set.
    pub title_heading_level: Option<u8>,
    /// Whether a success does not take the focus when the page opens.
    pub disable_auto_focus: Option<bool>,
    /// Extra classes.
    pub classes: String,
    /// Extra attributes.
    pub attributes: Attributes,
}

impl NotificationBanner {
    /// Something has been done.
    pub fn success(words: impl Into<Content>) -> Self {
        Self { content: words.into(), kind: "success".into(), ..Self::default() }
    }

    /// Something to know.
    pub fn important(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

/// Writes a notification banner.
pub fn notification_banner(banner: &NotificationBanner) -> Markup {
    let success = banner.kind == "success";
    let (class, usual_role, usual_title) =
        if success { ("govuk-notification-banner--success", "alert", "Success") } else { ("", "region", "Important") };
    let role = some_or(&banner.role, usual_role);
    let title_id = some_or(&banner.title_id, "govuk-notification-banner-title");
    let quiet = banner.disable_auto_focus.map(|on| on.to_string());
    let heading = El::heading(banner.title_heading_level.unwrap_or(2))
        .attr("class", "govuk-notification-banner__title")
        .attr("id", title_id)
        .around(banner.title.or(usual_title));
    El::new("div")
        .class(&["govuk-notification-banner", class, &banner.classes])
        .attr("role", role)
        .attr("aria-labelledby", title_id)
        .attr("data-module", "govuk-notification-banner")
        .option("data-disable-auto-focus", quiet)
        .with(&banner.attributes)
        .around(html! {
            div class="govuk-notification-banner__header" { (heading) }
            div class="govuk-notification-banner__content" {
                @if banner.content.is_html() {
                    (banner.content)
                } @else if !banner.content.is_empty() {
                    p class="govuk-notification-banner__heading" { (banner.content) }
                }
            }
        })
}

fn some_or<'a>(value: &'a str, usual: &'a str) -> &'a str {
    if value.is_empty() { usual } else { value }
}

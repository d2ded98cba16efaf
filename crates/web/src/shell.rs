//! The page around every page: head, header, navigation, search, banner, footer.

use std::sync::Arc;

use maud::{DOCTYPE, Markup, html};

use crate::{
    assets,
    csrf::CsrfToken,
    forms::FieldErrors,
    govuk::{self, ErrorLink, ErrorSummary},
    kit::Kit,
};

/// The product's name, in the header and in every title.
pub const PRODUCT: &str = "Kith";

/// What the shell knows of the council and the visitor. An extractor on every gated route.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The council's name.
    pub council: Arc<str>,
    /// The token for the shell's own forms; none where there is no visitor.
    pub csrf: Option<CsrfToken>,
    /// A mark of who is signed in, meaningless outside, so that a page never saves as someone else.
    pub who: Option<String>,
    /// Seconds of idleness after which the session ends.
    pub idle: Option<i64>,
    /// What stands around every page of whoever is signed in, where the page brings no navigation of its own.
    pub around: Option<Arc<Around>>,
}

/// Navigation, name and search: what stands around each page of a signed-in worker, a refusal's too.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// Who is signed in.
    pub user: UserBadge,
    /// Whether the search box is shown.
    pub search: bool,
}

impl Frame {
    /// The frame for nobody: no search and no sign-out.
    pub fn bare(kit: &Kit) -> Self {
        Self { council: kit.council.clone(), csrf: None, who: None, idle: None, around: None }
    }
}

/// One entry of the main navigation.
#[derive(Debug, Clone, Default)]
pub struct NavItem {
    /// The words shown.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// Whether the page is part of it.
    pub current: bool,
    /// How many things wait there; none shows nothing.
    pub count: Option<u64>,
    /// The letter that goes there after `g`.
    pub key: Option<char>,
}

/// Who is signed in, as shown in the header.
#[derive(Debug, Clone, Default)]
pub struct UserBadge {
    /// The worker's name.
    pub name: String,
    /// Their team.
    pub team: String,
    /// A short fact beside it, such as "17 children, weight 21 of 25".
    pub caption: Option<String>,
}

/// How wide the page is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Width {
    /// 960 px: forms and reading.
    #[default]
    Narrow,
    /// 1,280 px: boards and the child's page.
    Wide,
}

/// The way back.
#[derive(Debug, Clone, Default)]
pub enum Trail {
    /// None.
    #[default]
    None,
    /// One step back: words and address.
    Back(String, String),
    /// The pages above this one: words and address.
    Crumbs(Vec<(String, String)>),
}

/// A line above the page.
#[derive(Debug, Clone)]
pub enum Banner {
    /// Something was done.
    Done(Markup),
    /// Something to know before going on.
    Notice(Markup),
    /// The record is shown as known on a date; the whole frame turns sepia.
    AsKnown(Markup),
}

/// A page's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// The tag, such as `en` or `ar`.
    pub tag: &'static str,
    /// Whether it is written from right to left.
    pub rtl: bool,
}

/// A whole page, before it is put in its frame.
#[derive(Debug, Clone)]
pub struct Page {
    /// The title in the browser's tab; never a person's full name on a shared screen's history.
    pub title: String,
    /// The words of the one `h1`; none where the body brings its own.
    pub heading: Option<String>,
    /// The way back.
    pub trail: Trail,
    /// What the page shows.
    pub body: Markup,
    /// The page's own place in the product; without it, what stands around every page of whoever is signed in.
    pub around: Option<Arc<Around>>,
    /// How wide the page is.
    pub width: Width,
    /// Whether the page reports errors in its own way, which puts "Error:" before its title.
    pub problem: bool,
    /// What is wrong with the form: shown first, above the heading, each with a link to its field.
    pub errors: FieldErrors,
    /// A line above the page.
    pub banner: Option<Banner>,
    /// A strip that stays in view under the header, such as the identity bar.
    pub strip: Option<Markup>,
    /// The page's language.
    pub language: Language,
}

impl Page {
    /// A narrow English page with a heading like its title, no navigation and no search.
    pub fn new(title: impl Into<String>, body: Markup) -> Self {
        let title = title.into();
        Self {
            heading: Some(title.clone()),
            title,
            trail: Trail::None,
            body,
            around: None,
            width: Width::Narrow,
            problem: false,
            errors: FieldErrors::new(),
            banner: None,
            strip: None,
            language: Language { tag: "en", rtl: false },
        }
    }

    /// The whole document.
    pub fn render(&self, frame: &Frame) -> Markup {
        let as_known = matches!(self.banner, Some(Banner::AsKnown(_)));
        html! {
            (DOCTYPE)
            html class="govuk-template" lang=(self.language.tag) dir=[self.language.rtl.then_some("rtl")] {
                (self.head())
                body class={ "govuk-template__body k-body" @if as_known { " k-as-known" } }
                    data-who=[frame.who.as_deref()] data-idle=[frame.idle]
                    data-csrf=[frame.csrf.as_ref().map(|token| token.0.as_str())] {
                    a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link" { "Skip to main content" }
                    (self.header(frame))
                    (self.primary_navigation(frame))
                    @if let Some(strip) = &self.strip { (strip) }
                    div class={ "k-container" @if self.width == Width::Wide { " k-container--wide" } } {
                        (self.way_back())
                        @if let Some(banner) = &self.banner { (banner_markup(banner)) }
                        main class="k-main" id="main-content" tabindex="-1" {
                            (error_summary(&self.errors))
                            @if let Some(heading) = &self.heading { h1 class="govuk-heading-l k-title" { (heading) } }
                            (self.body)
                        }
                    }
                    (footer(frame))
                }
            }
        }
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                title { @if self.problem || !self.errors.is_empty() { "Error: " } (self.title) " – " (PRODUCT) }
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                link rel="stylesheet" href=(assets::css_path());
                script type="module" src=(assets::js_path()) {}
            }
        }
    }

    fn around<'a>(&'a self, frame: &'a Frame) -> Option<&'a Around> {
        self.around.as_deref().or(frame.around.as_deref())
    }

    fn header(&self, frame: &Frame) -> Markup {
        let around = self.around(frame);
        html! {
            header class="k-header" {
                div class="k-header__inner" {
                    a class="k-header__product" href="/" { (PRODUCT) }
                    span class="k-header__council" { (frame.council) }
                    @if let (true, Some(csrf)) = (around.is_some_and(|it| it.search), &frame.csrf) { (search_box(csrf)) }
                    @if let Some(around) = around { (user_markup(&around.user, frame)) }
                }
            }
        }
    }

    fn primary_navigation(&self, frame: &Frame) -> Markup {
        let nav = self.around(frame).map_or(&[][..], |around| &around.nav);
        html! {
            @if !nav.is_empty() {
                nav class="k-nav" aria-label="Main" {
                    ul class="k-nav__list" { @for item in nav { (nav_item(item)) } }
                }
            }
        }
    }

    fn way_back(&self) -> Markup {
        html! {
            @match &self.trail {
                Trail::None => {},
                Trail::Back(label, href) => nav aria-label="Back" { a class="govuk-back-link k-back" href=(href) { (label) } },
                Trail::Crumbs(crumbs) => nav class="govuk-breadcrumbs k-crumbs" aria-label="Pages above this one" {
                    ol class="govuk-breadcrumbs__list" {
                        @for (label, href) in crumbs {
                            li class="govuk-breadcrumbs__list-item" { a class="govuk-breadcrumbs__link" href=(href) { (label) } }
                        }
                    }
                },
            }
        }
    }
}

/// The list of what is wrong, each with a link to its field; nothing where nothing is.
pub fn error_summary(errors: &FieldErrors) -> Markup {
    let links = errors.iter().map(|(id, message)| ErrorLink::to_field(id, message)).collect();
    html! { @if !errors.is_empty() { (govuk::error_summary(&ErrorSummary::new(links))) } }
}

fn nav_item(item: &NavItem) -> Markup {
    html! {
        li class="k-nav__item" {
            a class="k-nav__link" href=(item.href) aria-current=[item.current.then_some("page")] data-key=[item.key] {
                (item.label)
                @if let Some(count) = item.count { " " span class="k-count" { (count) } }
            }
        }
    }
}

fn search_box(csrf: &CsrfToken) -> Markup {
    html! {
        search class="k-search" {
            form method="post" action="/search" class="k-search__form" {
                (csrf.field())
                label class="govuk-visually-hidden" for="k-search" { "Search for a child, person, number or address" }
                input class="k-search__input" id="k-search" name="q" type="search" autocomplete="off" spellcheck="false"
                    placeholder="Child, person, number, address" aria-keyshortcuts="/";
                kbd class="k-key k-search__key" aria-hidden="true" { "/" }
                button class="k-search__button" { "Search" }
            }
        }
    }
}

fn user_markup(user: &UserBadge, frame: &Frame) -> Markup {
    html! {
        div class="k-user" {
            span class="k-user__words" {
                a class="k-user__name" href="/account" { (user.name) }
                " " span class="k-user__team" { (user.team) @if let Some(caption) = &user.caption { " · " (caption) } }
            }
            @if let Some(csrf) = &frame.csrf {
                form method="post" action="/sign-out" class="k-user__out" { (csrf.field()) button class="k-header__button" { "Sign out" } }
            }
        }
    }
}

fn banner_markup(banner: &Banner) -> Markup {
    let (class, title, words) = match banner {
        Banner::Done(words) => ("k-banner k-banner--done", "Done", words),
        Banner::Notice(words) => ("k-banner k-banner--notice", "Important", words),
        Banner::AsKnown(words) => ("k-banner k-banner--as-known", "As known then", words),
    };
    let role = if matches!(banner, Banner::Done(_)) { "alert" } else { "region" };
    html! {
        div class=(class) role=(role) aria-label=(title) {
            strong class="k-banner__title" { (title) } " "
            div class="k-banner__words" { (words) }
        }
    }
}

fn footer(frame: &Frame) -> Markup {
    html! {
        footer class="k-footer" {
            div class="k-footer__inner" {
                span { (PRODUCT) " · " (frame.council) }
                nav class="k-footer__links" aria-label="Help" {
                    button type="button" class="k-link-button k-footer__link" data-keys-help hidden { "Keys" }
                    a class="k-footer__link" href="/help" { "Help" }
                    a class="k-footer__link" href="/help/accessibility" { "Accessibility" }
                    a class="k-footer__link" href="/help/privacy" { "Privacy" }
                }
            }
        }
    }
}

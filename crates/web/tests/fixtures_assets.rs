//! What browsers are sent: whole, ours to send, and small.

use web::assets::{Asset, all, css_path, find, js_path};

#[path = "../build/css.rs"]
mod css;

fn text(path: &str) -> &'static str {
    let asset = find(path).expect("the file is there");
    std::str::from_utf8(asset.bytes).expect("the file is text")
}

#[test]
fn the_first_page_needs_at_most_45_kilobytes_of_style_and_script() {
    let size = |path| {
        let asset: &Asset = find(path).expect("the file is there");
        asset.gzip.map_or(asset.bytes.len(), <[u8]>::len)
    };
    let (css, js) = (size(css_path()), size(js_path()));
    assert!(css + js <= 45 * 1024, "{css} bytes of style and {js} of script");
}

#[test]
fn nothing_of_the_crown_is_sent() {
    let css = text(css_path());
    for word in ["GDS Transport", "@font-face", "crest", "crown", "url(/assets/fonts", "url(/assets/images"] {
        assert!(!css.contains(word), "{word}");
    }
    assert!(css.contains("font-family:Arial,sans-serif"));
    assert!(all().iter().all(|asset| !asset.path.ends_with(".woff2")));
}

#[test]
fn styles_hold_what_we_have_and_leave_out_what_we_have_not() {
    let css = text(css_path());
    for class in [
        "accordion__section",
        "back-link",
        "breadcrumbs",
        "button",
        "character-count",
        "checkboxes",
        "date-input",
        "details",
        "error-message",
        "error-summary",
        "fieldset",
        "file-upload",
        "footer",
        "generic-header",
        "hint",
        "input",
        "inset-text",
        "label",
        "language-navigation",
        "notification-banner",
        "pagination",
        "panel",
        "password-input",
        "radios",
        "select",
        "service-navigation",
        "skip-link",
        "summary-list",
        "table",
        "tabs",
        "tag",
        "task-list",
        "textarea",
        "warning-text",
        "grid-row",
        "visually-hidden",
        "body-s",
        "heading-l",
    ] {
        assert!(css.contains(&format!(".govuk-{class}")), "{class}");
    }
    for class in ["badge", "filter", "identity-bar", "side-navigation", "sub-navigation", "ticket-panel", "timeline"] {
        assert!(css.contains(&format!(".moj-{class}")), "{class}");
    }
    for class in [".govuk-header", ".govuk-cookie-banner", ".moj-datepicker", ".moj-alert", ".moj-header"] {
        assert!(!css.contains(class), "{class}");
    }
    assert_eq!(css.matches('{').count(), css.matches('}').count());
}

#[test]
fn the_script_offers_the_design_system_before_our_own_code() {
    let js = text(js_path());
    let govuk = js.find("globalThis.GOVUKFrontend=").expect("offered");
    let returned = js[govuk..].find("\nreturn{").expect("returned") + govuk;
    assert!(js[returned..].contains("initAll"));
    assert!(!js.contains("sourceMappingURL"));
}

#[test]
fn files_are_found_by_their_full_or_short_path_and_by_nothing_else() {
    for asset in all() {
        assert_eq!(find(asset.path).map(|found| found.path), Some(asset.path));
        let short = asset.path.trim_start_matches("/assets/");
        assert_eq!(find(short).map(|found| found.path), Some(asset.path));
        assert!(asset.path.contains(asset.etag), "{}", asset.path);
    }
    for path in ["", "/assets/", "kith.css", "/assets/../kith.css"] {
        assert!(find(path).is_none(), "{path}");
    }
}

#[test]
fn every_icon_the_styles_ask_for_is_sent() {
    let css = text(css_path());
    for part in css.split("url(").skip(1) {
        let path = part.split(')').next().expect("address ends").trim_matches('"');
        assert!(find(path).is_some(), "{path}");
    }
}

#[test]
fn rules_are_kept_whole_or_left_out_whole() {
    let source = "@charset \"x\";.a{b:c}.a,.gone,.b:not(.c,.d){e:\"}\"}@media print{.gone{x:y}}@media print{.a{x:y}}@keyframes k{0%{a:b}}";
    let kept = css::filtered(source, &|selector| !selector.contains(".gone"));
    assert_eq!(kept, ".a{b:c}.a,.b:not(.c,.d){e:\"}\"}@media print{.a{x:y}}@keyframes k{0%{a:b}}");
    assert_eq!(css::tight("a , b { c : \"x  y\" ; /* z */ }\n\n.d  .e{}"), "a,b{c : \"x  y\"}.d .e{}");
    assert_eq!(css::merged("@media print{a{}}@media print{b{}}c{}"), "@media print{a{}b{}}c{}");
}

#[test]
fn a_block_takes_its_parts_and_variants_with_it_but_not_its_namesakes() {
    for (selector, kept) in [
        (".govuk-header__logo", false),
        (".govuk-generic-header__logo", true),
        (".govuk-frontend-supported .govuk-phase-banner", false),
        (".govuk-\\!-margin-0", true),
    ] {
        assert_eq!(css::is_ours_of_govuk(selector), kept, "{selector}");
    }
    for (selector, kept) in [
        (".moj-timeline__item", true),
        (".moj-timeline__document-link", false),
        (".moj-filter-layout__filter", true),
        (".moj-header", false),
        ("a", false),
    ] {
        assert_eq!(css::is_ours_of_moj(selector), kept, "{selector}");
    }
    let arial = css::in_arial("a{font-family:GDS Transport,arial,sans-serif}");
    assert_eq!(arial, "a{font-family:Arial,sans-serif}");
}

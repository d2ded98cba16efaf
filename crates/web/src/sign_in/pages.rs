//! The sign-in pages themselves. Pasting is allowed everywhere, and names tell password managers what to fill.

use maud::{Markup, html};

use crate::{
    forms::FieldErrors,
    govuk::{self, Button, ErrorMessage, Hint, Input, Label},
    password::LEAST,
    shell::{Frame, Page},
};

/// A secret offered for an authenticator.
pub(super) struct Offer {
    pub(super) grouped: String,
    pub(super) address: String,
}

/// What makes one sign-in box differ from another.
#[derive(Clone, Copy)]
pub(crate) struct TextBox<'a> {
    pub(crate) name: &'a str,
    pub(crate) label: &'a str,
    pub(crate) hint: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) fill: &'a str,
    pub(crate) value: &'a str,
}

/// The password one has.
pub(crate) const PASSWORD: TextBox<'_> =
    TextBox { name: "password", label: "Password", hint: "", kind: "password", fill: "current-password", value: "" };
const CODE: TextBox<'_> = TextBox {
    name: "code",
    label: "Code from your authenticator",
    hint: "Six figures. A new code comes every 30 seconds.",
    kind: "text",
    fill: "one-time-code",
    value: "",
};

/// One box with its label, its help and its error.
pub(crate) fn text_box(shape: TextBox<'_>, errors: &FieldErrors) -> Markup {
    let code = shape.name == "code";
    govuk::input(&Input {
        name: shape.name.into(),
        label: Label::text(shape.label),
        hint: (!shape.hint.is_empty()).then(|| Hint::text(shape.hint)),
        error: errors.get(shape.name).map(ErrorMessage::text),
        value: Some(shape.value.to_owned()),
        kind: shape.kind.into(),
        inputmode: if code { "numeric".into() } else { String::new() },
        classes: if code { "govuk-input--width-10".into() } else { String::new() },
        autocomplete: shape.fill.into(),
        autocapitalize: "none".into(),
        spellcheck: Some(false),
        ..Input::default()
    })
}

/// A page that is one form.
pub(crate) fn form_page(
    frame: &Frame,
    title: &str,
    action: &str,
    boxes: Markup,
    errors: &FieldErrors,
    press: &str,
) -> Markup {
    let body = html! {
        form method="post" action=(action) class="k-sign-in" novalidate {
            @if let Some(csrf) = &frame.csrf { (csrf.field()) }
            (boxes)
            (govuk::button(&Button::primary(press)))
        }
    };
    Page { errors: errors.clone(), ..Page::new(title, body) }.render(frame)
}

pub(super) fn sign_in(frame: &Frame, return_to: &str, username: &str, errors: &FieldErrors) -> Markup {
    let name =
        TextBox { name: "username", label: "Username", hint: "", kind: "text", fill: "username", value: username };
    let boxes = html! {
        input type="hidden" name="return_to" value=(return_to);
        (text_box(name, errors))
        (text_box(PASSWORD, errors))
    };
    form_page(frame, "Sign in", "/sign-in", boxes, errors, "Sign in")
}

/// The two boxes for a new password.
pub(crate) fn new_password_boxes(errors: &FieldErrors) -> Markup {
    let hint =
        format!("At least {LEAST} characters. Three or four unrelated words are easy to remember and hard to guess.");
    let new = TextBox {
        name: "new_password",
        label: "New password",
        hint: &hint,
        kind: "password",
        fill: "new-password",
        value: "",
    };
    let again = TextBox { name: "new_password_again", label: "New password again", hint: "", ..new };
    html! { (text_box(new, errors)) (text_box(again, errors)) }
}

pub(super) fn new_password(frame: &Frame, errors: &FieldErrors) -> Markup {
    let boxes = html! {
        p class="govuk-body" { "Somebody else chose the password you have. Choose one that only you know." }
        (new_password_boxes(errors))
    };
    form_page(frame, "Choose your own password", "/sign-in/password", boxes, errors, "Save and go on")
}

pub(super) fn set_up(frame: &Frame, offer: &Offer, errors: &FieldErrors) -> Markup {
    let boxes = html! {
        p class="govuk-body" {
            "Kith asks for a code as well as your password, so that a stolen password opens nothing. The code comes from an "
            "authenticator: an app on your phone, or one in your password manager."
        }
        ol class="govuk-list govuk-list--number" {
            li { "Open your authenticator and add an account by typing a key." }
            li { "Type this key, without minding the gaps:" p class="k-secret" { (offer.grouped) } }
            li { "Type the code that it then shows." }
        }
        details class="govuk-details" {
            summary class="govuk-details__summary" { span class="govuk-details__summary-text" { "The key as an address, to paste" } }
            div class="govuk-details__text" { code class="k-secret k-secret--long" { (offer.address) } }
        }
        (text_box(CODE, errors))
    };
    form_page(frame, "Set up your authenticator", "/sign-in/set-up", boxes, errors, "Check the code")
}

pub(super) fn code(frame: &Frame, errors: &FieldErrors) -> Markup {
    let boxes = html! {
        (text_box(CODE, errors))
        details class="govuk-details" {
            summary class="govuk-details__summary" { span class="govuk-details__summary-text" { "I do not have my phone" } }
            div class="govuk-details__text" { "Ask your system administrator to let you set up another authenticator. They will check who you are." }
        }
    };
    form_page(frame, "Enter your code", "/sign-in/code", boxes, errors, "Go on")
}

pub(super) fn again(frame: &Frame, return_to: &str, errors: &FieldErrors) -> Markup {
    let boxes = html! {
        p class="govuk-body" { "What you are about to do needs us to be sure that it is you." }
        input type="hidden" name="return_to" value=(return_to);
        (text_box(PASSWORD, errors))
        (text_box(CODE, errors))
    };
    form_page(frame, "Sign in once more", "/sign-in/again", boxes, errors, "Go on")
}

pub(super) async fn signed_out(frame: Frame) -> Markup {
    let body = html! {
        p class="govuk-body" { "You are signed out. What you saved is kept." }
        p class="govuk-body" { a class="govuk-link" href="/sign-in" { "Sign in" } }
    };
    Page::new("Signed out", body).render(&frame)
}

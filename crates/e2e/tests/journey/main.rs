//! From a call in the night to the closed case: every act of the pathway, by the people who do it, with the keyboard alone.

mod front_door;
mod night;

use e2e::{Browser, Council, DESK, Js, Outcome};

/// The people of the story, each at a desk of their own. All are invented.
struct Staff {
    council: Council,
    js: Js,
    duty: Browser,
    manager: Browser,
    worker: Browser,
}

impl Staff {
    async fn at_work(js: Js) -> Outcome<Self> {
        let council = Council::start(&[])?;
        let desk = async |role| Browser::start_as(&council, role, DESK, js).await;
        let (duty, manager, worker) =
            (desk("duty_screener").await?, desk("service_manager").await?, desk("social_worker").await?);
        Ok(Self { council, js, duty, manager, worker })
    }
}

async fn from_contact_to_closure(js: Js) -> Outcome {
    let staff = Staff::at_work(js).await?;
    night::hands_over_and_the_day_acknowledges(&staff).await?;
    front_door::advises_somebody_who_names_no_child(&staff).await?;
    front_door::takes_a_contact_about_two_siblings(&staff).await?;
    Ok(())
}

#[tokio::test]
async fn from_contact_to_closure_by_keyboard() -> Outcome {
    from_contact_to_closure(Js::On).await
}

#[tokio::test]
async fn from_contact_to_closure_by_keyboard_without_scripts() -> Outcome {
    from_contact_to_closure(Js::Off).await
}

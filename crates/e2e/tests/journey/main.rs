//! From a call in the night to the closed case: every act of the pathway, by the people who do it, with the keyboard alone.

mod assessment;
mod closing;
mod family;
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
    front_door::advises_somebody_who_names_no_child(&staff.duty).await?;
    front_door::takes_a_contact_about_two_siblings(&staff.duty).await?;
    front_door::the_manager_makes_it_a_referral(&staff.manager).await?;
    front_door::writes_and_submits_the_referral(&staff.duty).await?;
    front_door::the_manager_decides_on_an_assessment(&staff.manager).await?;
    family::the_manager_allocates_the_children(&staff.manager, &staff.worker).await?;
    family::the_worker_visits(&staff.worker).await?;
    family::writes_a_case_note(&staff.worker).await?;
    family::keeps_a_drawing(&staff.worker).await?;
    assessment::is_begun_and_submitted_too_early(&staff.worker).await?;
    assessment::is_written_once_for_all_and_for_each_child(&staff.worker).await?;
    assessment::goes_back_with_reasons_and_comes_again(&staff.manager, &staff.worker).await?;
    assessment::ends_differently_for_each_child(&staff.manager).await?;
    closing::the_worker_writes_the_closure(&staff.worker).await?;
    closing::the_manager_agrees_and_the_episode_is_closed(&staff.manager).await?;
    Ok(())
}

/// What the law asks at every door (Children Act 1989, section 47).
const HARM: &str =
    "Is there reasonable cause to suspect that a child is suffering, or is likely to suffer, significant harm?";

#[tokio::test]
async fn from_contact_to_closure_by_keyboard() -> Outcome {
    from_contact_to_closure(Js::On).await
}

#[tokio::test]
async fn from_contact_to_closure_by_keyboard_without_scripts() -> Outcome {
    from_contact_to_closure(Js::Off).await
}

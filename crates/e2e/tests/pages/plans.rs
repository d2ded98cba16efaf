//! A plan with something in it, written as a manager would write it.

use super::Failure;
use e2e::{Browser, Outcome};
use std::collections::BTreeMap;

/// Finds a plan in some team and writes an outcome, an action, progress and what could be said more clearly into it.
pub async fn find(manager: &Browser, places: &mut BTreeMap<&'static str, String>) -> Outcome {
    let (team, plan) = first(manager).await?;
    manager.goto(&format!("/plan/{plan}")).await?;
    manager.link("Add an outcome").await?;
    for (label, words) in [
        (
            "Which worry does it answer?",
            "On three visits nobody had cooked, and the children had not eaten since school",
        ),
        ("What could happen if nothing changes?", "They go hungry, and look for food outside at night"),
        ("How will we know?", "The chart on the fridge, which Jo Field looks at on each visit"),
        ("A number of what?", "days a week"),
        ("Where it stands now", "1"),
        ("Where it should come to", "5"),
    ] {
        manager.fill(label, words).await?;
    }
    manager
        .fill(
            &label_beginning(manager, "What will be different").await?,
            "A cooked tea with an adult on five days a week",
        )
        .await?;
    if manager.text().await?.contains("For whom is it?") {
        tick_first(manager, "children").await?;
    }
    manager.choose("A number of something").await?;
    manager.button("Save, and add an action").await?;
    places.insert("outcome", part(manager, "/outcome/").await?);
    manager.fill("What is to be done?", "Family to engage with services").await?;
    places.insert("action", part(manager, "/action/").await?);
    manager.button("Save").await?;
    manager.goto(&format!("/plan/{plan}/progress")).await?;
    manager.fill("Now: days a week", "3").await?;
    manager.fill("What was seen and said", "Three ticks on the chart this week").await?;
    manager.button("Save").await?;
    places.insert("planners", team);
    places.insert("plan", plan);
    Ok(())
}

/// The first plan of the first team that holds one.
async fn first(manager: &Browser) -> Outcome<(String, String)> {
    manager.goto("/teams").await?;
    let script = "return [...new Set([...document.querySelectorAll('main a[href^=\"/team/\"]')].map(a => a.getAttribute('href').split('/')[2]))]";
    let teams = manager.client.execute(script, vec![]).await?;
    for team in teams.as_array().cloned().unwrap_or_default() {
        let team = team.as_str().unwrap_or_default().to_owned();
        manager.goto(&format!("/team/{team}/plans")).await?;
        let script = "return document.querySelector('main a[href^=\"/plan/\"]')?.getAttribute('href').split('/')[2].split('#')[0] ?? null";
        if let Some(plan) = manager.client.execute(script, vec![]).await?.as_str() {
            return Ok((team, plan.to_owned()));
        }
    }
    Err(Failure::new("no team of the council holds a plan"))
}

async fn label_beginning(manager: &Browser, beginning: &str) -> Outcome<String> {
    let script = "return [...document.querySelectorAll('label')].map(l => l.textContent.trim()).find(l => l.startsWith(arguments[0])) ?? null";
    let found = manager.client.execute(script, vec![beginning.into()]).await?;
    found.as_str().map(str::to_owned).ok_or_else(|| Failure::new(format!("no label begins with {beginning}")))
}

async fn tick_first(manager: &Browser, name: &str) -> Outcome {
    let script = "document.querySelector(`input[name=\"${arguments[0]}\"]`).click()";
    manager.client.execute(script, vec![name.into()]).await?;
    Ok(())
}

/// The id that stands in the page's address behind some words.
async fn part(manager: &Browser, before: &str) -> Outcome<String> {
    let path = manager.path().await?;
    let rest = path.split(before).nth(1).unwrap_or_default();
    Ok(rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned())
}

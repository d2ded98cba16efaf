//! Everything taken can be told back as a census would say it, from the state tables alone.

use super::*;

#[test]
fn what_is_taken_can_be_told_back_value_by_value() {
    each_town(|town| {
        for file in [MANY, TWO, WHOLE] {
            let report = import(town, file).unwrap();
            let refused: Vec<_> = report.refused.iter().map(|one| (one.line, one.path.as_str())).collect();
            for outcome in read(file, town.now().day()).1 {
                let taken = outcome.child.unwrap();
                let mut said: Vec<(String, String)> = taken
                    .items()
                    .iter()
                    .filter(|item| !refused.contains(&(item.line, item.path)))
                    .map(|item| plain(item.element, &item.value))
                    .collect();
                let mut told = told_back(town, child(town, &taken.identifiers.la_child_id.value));
                said.sort();
                told.sort();
                assert_eq!(said, told, "{}", taken.identifiers.la_child_id.value);
            }
        }
    });
}

/// The element and its value as the newest census writes them.
fn plain(element: &str, value: &str) -> (String, String) {
    let (element, value) = match (element, value) {
        ("GenderCurrent" | "Sex", "1") => ("Sex", "M"),
        ("GenderCurrent" | "Sex", "2") => ("Sex", "F"),
        ("GenderCurrent" | "Sex", "0" | "9") => ("Sex", "U"),
        (element, "true") => (element, "1"),
        (element, "false") => (element, "0"),
        other => other,
    };
    (element.to_owned(), value.to_owned())
}

/// The values of a child's census, from the state tables alone.
fn told_back(town: &Town, child: PersonId) -> Vec<(String, String)> {
    let mut told = Vec::new();
    let id = child.to_string();
    let person = &rows(town, sql!("SELECT * FROM person WHERE id = $1"), &id)[0];
    let mut tell = |element: &str, value: Option<String>| told.extend(value.map(|value| plain(element, &value)));
    let born = if person.str("birth").unwrap() == "born" { "PersonBirthDate" } else { "ExpectedPersonBirthDate" };
    for (element, column) in [
        (born, "birth_on"),
        ("PersonDeathDate", "died_on"),
        ("Sex", "sex"),
        ("Ethnicity", "ethnicity"),
        ("UPNunknown", "upn_unknown"),
    ] {
        tell(element, person.get(column).unwrap());
    }
    let disabilities: Vec<String> = serde_json::from_str(person.str("disabilities").unwrap()).unwrap();
    disabilities.into_iter().for_each(|code| tell("Disability", Some(code)));
    for row in rows(town, sql!("SELECT scheme, value FROM identifier WHERE person = $1"), &id) {
        let element = match row.str("scheme").unwrap() {
            "council_id" => "LAchildID",
            "upn" => "UPN",
            _ => "FormerUPN",
        };
        tell(element, Some(row.get("value").unwrap()));
    }
    for row in rows(town, sql!("SELECT * FROM episode WHERE child = $1"), &id) {
        tell("CINreferralDate", Some(row.get("opened_on").unwrap()));
        tell("CINclosureDate", row.get("closed_on").unwrap());
        tell("ReasonForClosure", row.get("reason").unwrap());
        tell("ReferralSource", row.get("source").unwrap());
        tell("PrimaryNeedCode", row.get("need").unwrap());
    }
    let facts = sql!(
        "SELECT s.kind, f.fact, f.value FROM step_fact f JOIN step s ON s.id = f.step
         JOIN step_person p ON p.step = s.id WHERE p.person = $1"
    );
    for row in rows(town, facts, &id) {
        let element = match (row.str("kind").unwrap(), row.str("fact").unwrap()) {
            ("referral", "no_further_action") => "ReferralNFA",
            (_, "assessment_started_on") => "AssessmentActualStartDate",
            (_, "assessment_reviewed_on") => "AssessmentInternalReviewDate",
            (_, "authorised_on") => "AssessmentAuthorisationDate",
            (_, "factors") => "AssessmentFactors",
            (_, "need_plan_started_on") => "CINPlanStartDate",
            (_, "need_plan_ended_on") => "CINPlanEndDate",
            (_, "enquiry_started_on") => "S47ActualStartDate",
            (_, "conference_target") => "InitialCPCtarget",
            (_, "conference_held_on") => "DateOfInitialCPC",
            (_, "conference_not_required") => "ICPCnotRequired",
            (_, "protection_plan_started_on") => "CPPstartDate",
            (_, "protection_plan_ended_on") => "CPPendDate",
            (_, "initial_category") => "InitialCategoryOfAbuse",
            (_, "latest_category") => "LatestCategoryOfAbuse",
            (_, "previous_plans") => "NumberOfPreviousCPP",
            (_, "review_held_on") => "CPPreviewDate",
            _ => continue,
        };
        let value: serde_json::Value = serde_json::from_str(row.str("value").unwrap()).unwrap();
        values(value).into_iter().for_each(|value| tell(element, Some(value)));
    }
    told
}

/// The plain texts in a stored answer.
fn values(value: serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::Object(map) => map.into_iter().flat_map(|(_, value)| values(value)).collect(),
        serde_json::Value::Array(list) => list.into_iter().flat_map(values).collect(),
        serde_json::Value::String(text) => vec![text],
        other => vec![other.to_string()],
    }
}

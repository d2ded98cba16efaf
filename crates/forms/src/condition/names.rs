//! What a condition speaks of: its free names, and the codes with which it compares an answer.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, LiteralValue};
use std::collections::BTreeSet;

/// What was found in one expression.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Names that the expression does not bind itself.
    pub(super) free: BTreeSet<String>,
    /// A name, and a text that it is compared with: `visit_kind == "cp"`, `"school" in told`.
    pub(super) compared: Vec<(String, String)>,
}

/// Reads an expression. A name bound by a macro (`exists(one, …)`) is not free inside it.
pub(super) fn of(expression: &IdedExpr) -> Names {
    let mut names = Names::default();
    walk(expression, &mut Vec::new(), &mut names);
    names
}

fn walk<'a>(expression: &'a IdedExpr, bound: &mut Vec<&'a str>, names: &mut Names) {
    match &expression.expr {
        Expr::Unspecified | Expr::Literal(_) => {}
        Expr::Ident(name) => {
            if !bound.contains(&name.as_str()) {
                names.free.insert(name.clone());
            }
        }
        Expr::Call(call) => {
            compared(call, names);
            for part in call.target.as_deref().into_iter().chain(&call.args) {
                walk(part, bound, names);
            }
        }
        Expr::Comprehension(comprehension) => walk_bound(comprehension, bound, names),
        Expr::List(list) => list.elements.iter().for_each(|one| walk(one, bound, names)),
        Expr::Select(select) => walk(&select.operand, bound, names),
        Expr::Map(map) => walk_entries(map.entries.iter().map(|entry| &entry.expr), bound, names),
        Expr::Struct(one) => walk_entries(one.entries.iter().map(|entry| &entry.expr), bound, names),
    }
}

fn walk_entries<'a>(entries: impl Iterator<Item = &'a EntryExpr>, bound: &mut Vec<&'a str>, names: &mut Names) {
    for entry in entries {
        match entry {
            EntryExpr::StructField(field) => walk(&field.value, bound, names),
            EntryExpr::MapEntry(entry) => {
                walk(&entry.key, bound, names);
                walk(&entry.value, bound, names);
            }
        }
    }
}

fn walk_bound<'a>(one: &'a ComprehensionExpr, bound: &mut Vec<&'a str>, names: &mut Names) {
    walk(&one.iter_range, bound, names);
    let before = bound.len();
    bound.extend([one.iter_var.as_str(), one.accu_var.as_str()]);
    bound.extend(one.iter_var2.as_deref());
    for part in [&one.accu_init, &one.loop_cond, &one.loop_step, &one.result] {
        walk(part, bound, names);
    }
    bound.truncate(before);
}

/// Notes `name == "text"`, `name != "text"`, `name in ["text", …]` and `"text" in name`.
fn compared(call: &CallExpr, names: &mut Names) {
    let [left, right] = call.args.as_slice() else {
        return;
    };
    if !matches!(call.func_name.as_str(), "_==_" | "_!=_" | "@in") {
        return;
    }
    let name = [left, right].into_iter().find_map(|side| match &side.expr {
        Expr::Ident(name) => Some(name),
        _ => None,
    });
    let Some(name) = name else { return };
    for side in [left, right] {
        let listed = match &side.expr {
            Expr::List(list) => list.elements.as_slice(),
            _ => std::slice::from_ref(side),
        };
        let texts = listed.iter().filter_map(text);
        names.compared.extend(texts.map(|text| (name.clone(), text)));
    }
}

fn text(expression: &IdedExpr) -> Option<String> {
    match &expression.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner().to_owned()),
        _ => None,
    }
}

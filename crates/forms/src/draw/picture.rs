//! The pathway as a picture: a column for each step along the way, a box for each kind with its outcomes as rows, and
//! a line from each outcome to what it opens. Kinds outside the pathway stand in words below.

use super::{begins, led_to, opens, outcomes};
use law::pathway::Leads;
use law::step::StepKind;
use std::fmt::Write;

const BOX_WIDTH: usize = 270;
const BETWEEN_COLUMNS: usize = 110;
const BETWEEN_BOXES: usize = 26;
const HEAD: usize = 34;
const ROW: usize = 24;
const MARGIN: usize = 20;
/// Between two lines that run beside each other.
const LANE: usize = 10;
/// From the lowest box to the words below.
const BELOW: usize = 5 * LANE + 2 * MARGIN;

/// A kind in its place.
struct Placed {
    kind: StepKind,
    x: usize,
    y: usize,
}

impl Placed {
    fn height(&self) -> usize {
        height(self.kind)
    }
}

fn height(kind: StepKind) -> usize {
    HEAD + ROW * outcomes(kind).count()
}

/// The pathway as SVG, with a title and a description in words for those who do not see it.
pub fn pathway_svg() -> String {
    let placed = place();
    let bottom = placed.iter().map(|one| one.y + one.height()).max().unwrap_or(0);
    let right = placed.iter().map(|one| one.x + BOX_WIDTH).max().unwrap_or(0);
    let beside = beside_the_pathway();
    let (width, height) = (right + MARGIN, bottom + BELOW + ROW * beside.len());
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"pathway-title pathway-desc\" font-family=\"Arial, sans-serif\" font-size=\"14\">\n\
         <title id=\"pathway-title\">The pathway</title>\n<desc id=\"pathway-desc\">{}</desc>\n",
        escaped(&described())
    );
    placed.iter().for_each(|from| lines(&mut svg, from, &placed, bottom));
    placed.iter().for_each(|one| draw_box(&mut svg, one));
    for (at, line) in beside.iter().enumerate() {
        let y = bottom + BELOW + ROW * at;
        let _ = writeln!(svg, "<text x=\"{MARGIN}\" y=\"{y}\" fill=\"#0b0c0c\">{}</text>", escaped(line));
    }
    svg.push_str("</svg>\n");
    svg
}

/// Every kind that opens another or is opened, in a column further right than all that open it.
fn place() -> Vec<Placed> {
    let mut tops: Vec<usize> = Vec::new();
    let mut placed = Vec::new();
    for kind in StepKind::ALL.iter().copied().filter(|kind| is_on_the_pathway(*kind)) {
        let column = depth(kind, StepKind::ALL.len());
        tops.resize(tops.len().max(column + 1), MARGIN);
        if let Some(top) = tops.get_mut(column) {
            let x = MARGIN + column * (BOX_WIDTH + BETWEEN_COLUMNS);
            placed.push(Placed { kind, x, y: *top });
            *top += height(kind) + BETWEEN_BOXES;
        }
    }
    placed
}

fn is_on_the_pathway(kind: StepKind) -> bool {
    super::is_opened(kind) || outcomes(kind).next().is_some()
}

/// Steps from a beginning, by the longest way; `most` bounds the search, should law ever lead in a circle.
fn depth(kind: StepKind, most: usize) -> usize {
    let Some(less) = most.checked_sub(1) else {
        return 0;
    };
    let before = StepKind::ALL.iter().filter(|from| outcomes(**from).any(|(_, leads)| opens(leads, kind)));
    before.map(|from| depth(*from, less) + 1).max().unwrap_or(0)
}

fn lines(svg: &mut String, from: &Placed, placed: &[Placed], bottom: usize) {
    for (row, (_, leads)) in outcomes(from.kind).enumerate() {
        let Leads::To(kinds) = leads else { continue };
        for (at, to) in placed.iter().enumerate().filter(|(_, to)| kinds.contains(&to.kind)) {
            let (x1, y1) = (from.x + BOX_WIDTH, from.y + HEAD + ROW * row + ROW / 2);
            let way = way(x1, y1, to, bottom, at);
            let (x2, y2) = (to.x, to.y + HEAD / 2);
            let _ = writeln!(
                svg,
                "<path d=\"{way}\" fill=\"none\" stroke=\"#505a5f\"/>\n<path d=\"M{x2} {y2} l-9 -5 v10 z\" fill=\"#505a5f\"/>"
            );
        }
    }
}

/// A curve to the next column; a way round below the boxes to one further on, each box in a lane of its own.
fn way(x1: usize, y1: usize, to: &Placed, bottom: usize, at: usize) -> String {
    let (x2, y2) = (to.x, to.y + HEAD / 2);
    if x2 <= x1 + BETWEEN_COLUMNS {
        let bend = BETWEEN_COLUMNS / 2;
        return format!("M{x1} {y1} C{} {y1} {} {y2} {} {y2}", x1 + bend, x2 - bend, x2 - 8);
    }
    let aside = 10 + LANE * (at % 4);
    format!("M{x1} {y1} h{aside} V{} H{} V{y2} H{}", bottom + LANE * (1 + at % 4), x2 - 20 - aside / 2, x2 - 8)
}

fn draw_box(svg: &mut String, one: &Placed) {
    let (x, y) = (one.x, one.y);
    let _ = writeln!(
        svg,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{BOX_WIDTH}\" height=\"{}\" fill=\"#fff\" stroke=\"#0b0c0c\"/>\n\
         <text x=\"{}\" y=\"{}\" font-weight=\"bold\" fill=\"#0b0c0c\">{}</text>",
        one.height(),
        x + 10,
        y + 22,
        escaped(&one.kind.title())
    );
    for (row, (outcome, leads)) in outcomes(one.kind).enumerate() {
        let top = y + HEAD + ROW * row;
        let mark = match leads {
            Leads::To(_) => "",
            Leads::Ends => " ■",
            Leads::ToOpenCase => " ↩",
        };
        let _ = writeln!(
            svg,
            "<path d=\"M{x} {top} h{BOX_WIDTH}\" stroke=\"#b1b4b6\"/>\n<text x=\"{}\" y=\"{}\" fill=\"#0b0c0c\">{}{mark}</text>",
            x + 10,
            top + 17,
            escaped(outcome.name())
        );
    }
}

/// The key, and the kinds that neither open anything nor are opened.
fn beside_the_pathway() -> Vec<String> {
    let beside = |how: &str| {
        let kinds = StepKind::ALL.iter().filter(|kind| !is_on_the_pathway(**kind) && begins(**kind) == how);
        kinds.map(|kind| kind.name()).collect::<Vec<_>>().join(", ")
    };
    let mut lines = vec!["■ the work ends   ↩ goes to the worker of the open case".to_owned()];
    for (how, words) in [("started by a worker", "At any time"), ("imported only", "From an import only")] {
        let kinds = beside(how);
        if !kinds.is_empty() {
            lines.push(format!("{words}: {kinds}"));
        }
    }
    lines
}

fn described() -> String {
    let kinds = StepKind::ALL.iter().filter(|kind| outcomes(**kind).next().is_some());
    let sentence = |kind: &StepKind| {
        let led: Vec<String> = outcomes(*kind)
            .map(|(outcome, leads)| format!("{} {}", outcome.name().to_lowercase(), verb(leads)))
            .collect();
        format!("{}: {}.", kind.title(), led.join("; "))
    };
    kinds.map(sentence).collect::<Vec<_>>().join(" ")
}

fn verb(leads: Leads) -> String {
    match leads {
        Leads::To(_) => format!("opens {}", led_to(leads)),
        Leads::Ends => led_to(leads),
        Leads::ToOpenCase => format!("goes to {}", led_to(leads)),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

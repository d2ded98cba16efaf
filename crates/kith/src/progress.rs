//! Long work shows how far it is: a bar on a terminal, plain lines otherwise.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// One long piece of work.
pub struct Progress {
    bar: Option<ProgressBar>,
    what: String,
    told: u64,
}

impl Progress {
    /// Begins to tell of `what`; `quiet` tells nothing, for output that a machine reads.
    pub fn new(what: &str, quiet: bool) -> Self {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{msg:12} [{bar:40}] {pos}/{len} {eta}");
            if let Ok(style) = style {
                bar.set_style(style.progress_chars("=> "));
            }
            bar
        });
        Self { bar, what: what.to_owned(), told: if quiet { u64::MAX } else { 0 } }
    }

    /// So many of so many are done.
    pub fn tell(&mut self, what: &str, done: u64, total: u64) {
        if what != self.what {
            self.what = what.to_owned();
            self.told = self.told.max(1) - u64::from(self.told != u64::MAX);
            if self.told != u64::MAX {
                self.told = 0;
            }
        }
        if let Some(bar) = &self.bar {
            bar.set_message(self.what.clone());
            bar.set_length(total);
            bar.set_position(done);
        } else if self.told != u64::MAX && total > 0 && done * 10 / total > self.told {
            self.told = done * 10 / total;
            eprintln!("{}: {}%", self.what, self.told * 10);
        }
    }

    pub fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

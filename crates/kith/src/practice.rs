//! `kith practice`: the practice pack, checked and drawn.

use crate::Done;
use crate::exit::FINDINGS;
use crate::home::{Place, read_pack};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Check a folder of practice files against law, over Kith's own; every flaw with file and line.
    Check {
        /// The folder with `forms/*.yml`; without it, Kith's own pack is checked.
        folder: Option<PathBuf>,
    },
    /// Draw the pathway: which outcome opens what.
    Draw {
        /// A picture in place of text.
        #[arg(long)]
        svg: bool,
    },
    /// The kinds of step, with what each asks and how it ends.
    Kinds {
        /// As Markdown.
        #[arg(long)]
        markdown: bool,
    },
}

pub fn run(args: Args) -> Done {
    match args.what {
        What::Check { folder } => check(folder),
        What::Draw { svg } => {
            print!("{}", if svg { forms::pathway_svg() } else { forms::pathway_text() });
            Ok(ExitCode::SUCCESS)
        }
        What::Kinds { markdown } => {
            let place = Place { data: None, database: None, practice: None };
            let pack = place.pack()?;
            if markdown {
                print!("# Kinds of step\n\n{}", forms::kinds_markdown(&pack));
            } else {
                law::step::StepKind::ALL.iter().for_each(|kind| println!("{}\t{}", kind.slug(), kind.name()));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn check(folder: Option<PathBuf>) -> Done {
    let own = folder.as_deref().map(read_pack).transpose()?.unwrap_or_default();
    match forms::Pack::load_over(&forms::embedded(), &own) {
        Ok(pack) => {
            println!("{} {}: {} forms, no flaw ({})", pack.name, pack.version, pack.forms().count(), pack.hash());
            Ok(ExitCode::SUCCESS)
        }
        Err(flaws) => {
            flaws.iter().for_each(|flaw| println!("{flaw}"));
            Ok(ExitCode::from(FINDINGS))
        }
    }
}

//! What this machine can do at best, measured in the same run.

use super::sample::Sample;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

/// Appending a page to a file and making it durable: nothing that is kept can be quicker.
pub fn durable_append(folder: &Path, count: usize) -> io::Result<Sample> {
    let path = folder.join("bench-floor");
    let mut file = OpenOptions::new().create(true).append(true).open(&path)?;
    let page = [0x4b; 4096];
    let sample = Sample::of(count, |_| {
        file.write_all(&page)?;
        file.sync_data()
    });
    std::fs::remove_file(&path)?;
    sample
}

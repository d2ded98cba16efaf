//! Prepares the style sheet, the script and the icons that the binary carries.
//!
//! The two design systems come from npm and are read from `KITH_NODE_MODULES`, or `node_modules` beside the workspace's
//! manifest. Of their styles only the components we have are kept; font and crown are the government's and are left out.
//! Every file gets a name with the hash of its content, so that browsers may keep it for good.

#[path = "build/css.rs"]
mod css;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

type Outcome<T> = Result<T, Box<dyn Error>>;

const MISSING: &str = "run `cargo xtask demo` or `npm ci` first";
const CREDIT: &str = "/*! Includes govuk-frontend (Government Digital Service) and moj-frontend (Ministry of Justice), under the MIT licence. */";

/// One file that the binary carries.
struct Prepared {
    /// Path on the site, from the root.
    path: String,
    content_type: &'static str,
    hash: String,
    /// Where the file and its packed copy lie.
    file: PathBuf,
    gzip: Option<PathBuf>,
}

fn main() -> ExitCode {
    match prepare() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

fn prepare() -> Outcome<()> {
    let out = PathBuf::from(variable("OUT_DIR")?);
    let own = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("assets");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/css.rs");
    let modules = modules()?;
    let icons = icons(&own.join("icons"), &out)?;
    let sheet = sheet(&modules, &own, &icons)?;
    let script = script(&modules, &own)?;
    let css = keep(&out, "kith", "css", sheet.as_bytes())?;
    let js = keep(&out, "kith", "js", script.as_bytes())?;
    let mut table = format!("const CSS: &str = {:?};\nconst JS: &str = {:?};\n", css.path, js.path);
    list(&mut table, [css, js].into_iter().chain(icons.into_iter().map(|(_, icon)| icon)))?;
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

fn variable(name: &str) -> Outcome<String> {
    std::env::var(name).map_err(|_| format!("Cargo did not set {name}").into())
}

/// The folder that npm fills.
fn modules() -> Outcome<PathBuf> {
    println!("cargo::rerun-if-env-changed=KITH_NODE_MODULES");
    Ok(match std::env::var_os("KITH_NODE_MODULES") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("../../node_modules"),
    })
}

fn read(path: &Path) -> Outcome<String> {
    println!("cargo::rerun-if-changed={}", path.display());
    fs::read_to_string(path).map_err(|error| format!("{}: {error}; {MISSING}", path.display()).into())
}

/// Both design systems' styles and then our own, which so win.
fn sheet(modules: &Path, own: &Path, icons: &[(String, Prepared)]) -> Outcome<String> {
    let govuk = read(&modules.join("govuk-frontend/dist/govuk/govuk-frontend.min.css"))?;
    let moj = read(&modules.join("@ministryofjustice/frontend/moj/moj-frontend.min.css"))?;
    let ours = read(&own.join("kith.css"))?;
    let mut all = css::filtered(&css::tight(&govuk), &css::is_ours_of_govuk);
    all.push_str(&css::filtered(&css::tight(&moj), &css::is_ours_of_moj));
    all = css::merged(&css::in_arial(&all));
    all.push_str(&css::tight(&ours));
    for (name, icon) in icons {
        all = all.replace(&format!("url(/assets/images/icon-{name}.svg)"), &format!("url({})", icon.path));
    }
    if let Some((_, rest)) = all.split_once("url(/assets/images/") {
        let name = rest.split(')').next().unwrap_or_default();
        return Err(format!("the styles ask for {name}, which we neither have nor left out (build/css.rs)").into());
    }
    Ok(format!("{CREDIT}{all}"))
}

/// The govuk-frontend module, its exports set on `GOVUKFrontend`, and then our own module, which starts it.
fn script(modules: &Path, own: &Path) -> Outcome<String> {
    let govuk = read(&modules.join("govuk-frontend/dist/govuk/govuk-frontend.min.js"))?;
    let ours = read(&own.join("kith.js"))?;
    let (code, names) = govuk.rsplit_once("export{").ok_or("govuk-frontend.min.js exports nothing")?;
    let (names, _) = names.split_once('}').ok_or("govuk-frontend.min.js ends early")?;
    let names: Vec<String> = names.split(',').map(exported).collect();
    let ours: Vec<&str> = ours.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    Ok(format!(
        "{CREDIT}\nglobalThis.GOVUKFrontend=(()=>{{{code}\nreturn{{{}}}}})();\n{}\n",
        names.join(","),
        ours.join("\n")
    ))
}

/// `a as B` of an export list, as a property `B:a`.
fn exported(name: &str) -> String {
    match name.split_once(" as ") {
        Some((inner, outer)) => format!("{}:{}", outer.trim(), inner.trim()),
        None => name.trim().to_owned(),
    }
}

/// Our own icons by name.
fn icons(folder: &Path, out: &Path) -> Outcome<Vec<(String, Prepared)>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "svg"));
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let prepared = keep(out, &name, "svg", fs::read_to_string(&file)?.trim().as_bytes())?;
            Ok((name, prepared))
        })
        .collect()
}

/// Writes a file and its packed copy under a name with its hash.
fn keep(out: &Path, name: &str, ending: &str, bytes: &[u8]) -> Outcome<Prepared> {
    let hash = format!("{:016x}", fnv(bytes));
    let file = out.join(format!("{name}-{hash}.{ending}"));
    fs::write(&file, bytes)?;
    Ok(Prepared {
        path: format!("/assets/{name}-{hash}.{ending}"),
        content_type: match ending {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        },
        gzip: packed(&file, bytes.len())?,
        hash,
        file,
    })
}

/// A copy packed as tightly as gzip can; `None` where the build machine has no gzip or packing gains nothing.
fn packed(file: &Path, length: usize) -> Outcome<Option<PathBuf>> {
    let Ok(output) = Command::new("gzip").args(["-9", "-n", "-c"]).arg(file).stderr(Stdio::inherit()).output() else {
        println!("cargo::warning=no gzip on this machine: pages will be served unpacked");
        return Ok(None);
    };
    if !output.status.success() || output.stdout.len() >= length {
        return Ok(None);
    }
    let packed = PathBuf::from(format!("{}.gz", file.display()));
    fs::write(&packed, output.stdout)?;
    Ok(Some(packed))
}

/// The 64-bit FNV-1a hash: enough to tell one build's files from another's.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes the table that `src/assets.rs` includes.
fn list(table: &mut String, files: impl Iterator<Item = Prepared>) -> Outcome<()> {
    table.push_str("static ALL: &[Asset] = &[\n");
    for file in files {
        let gzip = match &file.gzip {
            Some(gzip) => format!("Some(include_bytes!({gzip:?}))"),
            None => "None".to_owned(),
        };
        writeln!(
            table,
            "    Asset {{ path: {:?}, content_type: {:?}, etag: {:?}, bytes: include_bytes!({:?}), gzip: {gzip} }},",
            file.path, file.content_type, file.hash, file.file
        )?;
    }
    table.push_str("];\n");
    Ok(())
}

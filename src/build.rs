//! A new migration file must trigger a rebuild: refinery embeds them at compile time.
fn main() {
    println!("cargo::rerun-if-changed=migrations");
}

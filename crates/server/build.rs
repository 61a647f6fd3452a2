//! How the program is linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    // The tables of the PDF engine hold a few hundred thousand addresses. Written one by one, what the loader needs to place them is
    // megabytes that it reads into memory at each start; packed, a few kilobytes. Wants glibc 2.36 (Debian 12).
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bin=socle=-Wl,-z,pack-relative-relocs");
    }
}

fn main() {
    let src = std::path::Path::new("src");
    cc::Build::new()
        .std("c11")
        .include(src)
        .file(src.join("parser.c"))
        .opt_level(2)
        .warnings(false)
        .compile("tree-sitter-sayso");
    println!("cargo:rerun-if-changed=src/parser.c");
}

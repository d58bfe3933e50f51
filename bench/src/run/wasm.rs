//! How much wasm a browser loads to sign in and see the inbox.

use std::{collections::BTreeSet, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use super::plan::Options;

const COMPRESSED: &str = "const z=require('zlib');process.stdout.write(String(z.brotliCompressSync(require('fs').readFileSync(process.argv[1]),\
     {params:{[z.constants.BROTLI_PARAM_QUALITY]:11}}).length))";

/// All wasm that these pages name, in KiB of brotli at its best.
pub fn inbox_kib(options: &Options, pages: Vec<String>) -> Result<f64> {
    let named: BTreeSet<&str> = pages.iter().flat_map(|page| named(page)).collect();
    let mut bytes = 0;
    for path in named {
        let file = options.site.join(path.trim_start_matches('/'));
        bytes += compressed(&file, &options.cache)?;
    }
    Ok(bytes as f64 / 1024.0)
}

/// The addresses of wasm in a page.
fn named(page: &str) -> Vec<&str> {
    let quoted = page.split(['"', '\'']).filter(|text| text.starts_with('/') && text.ends_with(".wasm"));
    quoted.collect()
}

/// Its size as it is sent: as compressed when the site was built, else as Node's brotli makes it.
fn compressed(file: &Path, cache: &Path) -> Result<u64> {
    let built = file.with_added_extension("br");
    if let Ok(metadata) = built.metadata() {
        return Ok(metadata.len());
    }
    let name = file.file_name().context("a file has a name")?;
    let kept = cache.join(name).with_added_extension("size");
    if let Some(size) = std::fs::read_to_string(&kept).ok().and_then(|text| text.parse().ok()) {
        return Ok(size);
    }
    let output = Command::new("node").args(["-e", COMPRESSED]).arg(file).output();
    let output = output.context("node could not be started")?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let size = String::from_utf8(output.stdout)?;
    std::fs::write(kept, &size)?;
    Ok(size.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wasm_of_a_page_is_what_it_names() {
        let page = r#"<link rel="preload" href="/pkg/a-1.wasm"><script>import('/pkg/b.js')</script>"#;
        assert_eq!(named(page), ["/pkg/a-1.wasm"]);
    }
}

// Bundles the browser side into a site folder.
//   node build.mjs <folder of wasm-bindgen output> <site folder> [--release]
// Writes pkg/ (hashed files), sw.js, assets.json and the files of public/.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const [bindings, site] = process.argv.slice(2, 4).map((folder) => path.resolve(folder));
const release = process.argv.includes("--release");
const pkg = path.join(site, "pkg");
const publicFolder = path.join(here, "public");

/** What browsers must know: the oldest ones that run the wasm and the CSS of the desk. */
const target = ["es2022", "chrome111", "firefox115", "safari16.4"];

/** `url("/…")` in CSS names a file of public/ and stays as it is. */
const publicUrls = {
  name: "public-urls",
  setup({ onResolve }) {
    onResolve({ filter: /^\// }, ({ path, kind }) => (kind === "url-token" ? { path, external: true } : undefined));
  },
};

await rm(pkg, { recursive: true, force: true });
await mkdir(pkg, { recursive: true });
await cp(publicFolder, site, { recursive: true });

const bundle = await esbuild.build({
  absWorkingDir: here,
  alias: { "gongdan-wasm": bindings },
  assetNames: "[name]-[hash]",
  bundle: true,
  chunkNames: "[name]-[hash]",
  entryNames: "[name]-[hash]",
  entryPoints: { boot: "js/boot.js", main: "../style/main.css" },
  format: "esm",
  legalComments: "none",
  loader: { ".svg": "file", ".wasm": "file", ".woff2": "file" },
  logLevel: "warning",
  metafile: true,
  minify: release,
  outdir: pkg,
  plugins: [publicUrls],
  publicPath: "/pkg",
  splitting: true,
  target,
});

const outputs = Object.entries(bundle.metafile.outputs).map(([file, output]) => ({
  url: "/pkg/" + path.relative(pkg, path.resolve(here, file)).split(path.sep).join("/"),
  entry: output.entryPoint,
}));
const entry = (name) => outputs.find((output) => output.entry?.endsWith(name)).url;

const publicFiles = (await readdir(publicFolder, { recursive: true, withFileTypes: true }))
  .filter((file) => file.isFile())
  .map((file) => path.join(file.parentPath, file.name))
  .sort();
const hash = createHash("sha256");
for (const output of outputs.map(({ url }) => url).sort()) hash.update(output);
for (const file of [...publicFiles, path.join(here, "js/sw.js")]) hash.update(await readFile(file));
const version = hash.digest("hex").slice(0, 12);

const offline = ["/offline.html", "/offline.css", "/icons/icon.svg"];
await esbuild.build({
  absWorkingDir: here,
  define: {
    PRECACHE: JSON.stringify([...outputs.map(({ url }) => url), ...offline]),
    VERSION: JSON.stringify(version),
  },
  entryPoints: ["js/sw.js"],
  logLevel: "warning",
  minify: release,
  outfile: path.join(site, "sw.js"),
  target,
});

const assets = {
  script: entry("js/boot.js"),
  style: entry("style/main.css"),
  wasm: outputs.find(({ url }) => url.endsWith(".wasm")).url,
  version,
};
await writeFile(path.join(site, "assets.json"), JSON.stringify(assets, null, 2) + "\n");

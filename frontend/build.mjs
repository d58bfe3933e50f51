// Bundles the browser side into a site folder.
//   node build.mjs <folder of wasm-bindgen output> <site folder> [--release]
// Writes pkg/ (hashed files), sw.js, assets.json and the files of public/.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
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

/** Gives the parts of the wasm hashed names, and a way to be fetched that does not give up. */
const parts = {
  name: "parts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]parts\.js$/ }, async ({ path: file }) => {
      const names = [];
      const body = (await readFile(file, "utf8")).replace(/fetch\(new URL\("\.\/(\w+\.wasm)", import\.meta\.url\)\)/g, (_, name) => {
        names.push(name);
        return `fetchPart(part${names.length})`;
      });
      const imports = names.map((name, nth) => `import part${nth + 1} from "./${name}";`);
      const contents = [`import { fetchPart } from ${JSON.stringify(path.join(here, "js/part.js"))};`, ...imports, body];
      return { contents: contents.join("\n"), loader: "js", resolveDir: path.dirname(file) };
    });
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
  // wasm-bindgen names the module of the parts once for each of them.
  logOverride: { "duplicate-object-key": "silent" },
  metafile: true,
  minify: release,
  outdir: pkg,
  plugins: [publicUrls, parts],
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

/** The address of a file of wasm, by its name before it was hashed. */
const wasm = (name) => outputs.find((output) => new RegExp(`/${name}-\\w+\\.wasm$`).test(output.url)).url;

const listed = path.join(bindings, "groups.json");
const groups = existsSync(listed) ? JSON.parse(await readFile(listed, "utf8")) : {};
for (const group of Object.keys(groups)) groups[group] = groups[group].map(wasm);

const assets = {
  script: entry("js/boot.js"),
  style: entry("style/main.css"),
  wasm: wasm("gongdan_bg"),
  groups,
  version,
};
await writeFile(path.join(site, "assets.json"), JSON.stringify(assets, null, 2) + "\n");

/** Files are compressed once here, as small as it gets, and served as they lie. */
const COMPRESSED = /\.(css|html|ico|js|svg|txt|wasm|webmanifest)$/;
const WORTH_BYTES = 1000;

async function compress(file) {
  const bytes = await readFile(file);
  if (bytes.length < WORTH_BYTES) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes, { params }));
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }));
}

const built = await readdir(site, { recursive: true, withFileTypes: true });
const compressed = built.filter((file) => file.isFile() && /\.(br|gz)$/.test(file.name));
await Promise.all(compressed.map((file) => rm(path.join(file.parentPath, file.name))));
if (release) {
  const plain = built.filter((file) => file.isFile() && COMPRESSED.test(file.name));
  await Promise.all(plain.map((file) => compress(path.join(file.parentPath, file.name))));
}

// The texts of the screens, read from the same catalogues as the product, so that no journey repeats a literal.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const LOCALES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../app/ui/locales");
const LINE = /^("[^"]+") = (".*")$/;

/** Finds a text of the screens by its key. */
export interface Words {
  /** The text with its arguments filled in. */
  (key: string, args?: Record<string, string | number>): string;
  /** The text with any value for each of its arguments. */
  like(key: string): RegExp;
}

/** The texts in one language. */
export function words(lang: "zh" | "en"): Words {
  const texts = catalogue(lang === "zh" ? "zh-CN" : "en");
  const text = (key: string) => {
    const found = texts.get(key);
    if (found === undefined) throw new Error(`The catalogue has no text for "${key}"`);
    return found;
  };
  const say = (key: string, args: Record<string, string | number> = {}) =>
    text(key).replace(/\{(\w+)\}/g, (_, name) => String(args[name]));
  const like = (key: string) => new RegExp(text(key).split(/\{\w+\}/).map(literal).join("(.+)"));
  return Object.assign(say, { like });
}

function catalogue(locale: string): Map<string, string> {
  const lines = readFileSync(path.join(LOCALES, `${locale}.toml`), "utf8").split("\n");
  const pairs = lines.flatMap((line) => {
    const found = LINE.exec(line);
    return found ? [[JSON.parse(found[1]), JSON.parse(found[2])] as [string, string]] : [];
  });
  return new Map(pairs);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

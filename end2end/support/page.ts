import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Waits until wasm has taken over the page; clicks before that may be lost. */
export async function ready(page: Page): Promise<void> {
  await page.locator("html[data-hydrated=true]").waitFor({ state: "attached", timeout: 30_000 });
}

/** Asserts that axe finds no fault on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ html }) => html) }));
  expect(found, "accessibility").toEqual([]);
}

/** Saves what the page looks like under `screenshots/<project>/`, for people to look at. */
export async function shoot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  const path = `screenshots/${test.info().project.name}/${name}.png`;
  await page.screenshot({ path, animations: "disabled", ...options });
}

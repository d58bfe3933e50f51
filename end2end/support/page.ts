import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const TALLEST = 4_000;

/** Waits until wasm has taken over the page; clicks before that may be lost. */
export async function ready(page: Page): Promise<void> {
  await page.locator("html[data-hydrated=true]").waitFor({ state: "attached", timeout: 30_000 });
}

/** Holds back matching requests until the answer is called. */
export async function hold(page: Page, address: RegExp): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Holds back the script of the next page; a service worker would answer from its store, past what is held back. */
export async function holdScript(page: Page): Promise<() => void> {
  await page.evaluate(async () => {
    for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
  });
  return hold(page, /\.wasm/);
}

/** Asserts that axe finds no fault on the page as it stands; the journey goes on to show the faults of later pages too. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await unfolded(page, () => new AxeBuilder({ page }).withTags(RULES).analyze());
  const found = violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ html }) => html) }));
  expect.soft(found, "accessibility").toEqual([]);
}

/** Saves what the page looks like under `screenshots/<project>/`, for people to look at. */
export async function shoot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<void> {
  const path = `screenshots/${test.info().project.name}/${name}.png`;
  const take = () => page.screenshot({ path, animations: "disabled" });
  await (options.fullPage ? unfolded(page, take) : take());
}

/** Does something while the window is so tall that nothing has to be scrolled and no bar covers anything. */
async function unfolded<T>(page: Page, act: () => Promise<T>): Promise<T> {
  const window = page.viewportSize()!;
  const hidden = await page.evaluate(() => {
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);
    const places = [document.documentElement, ...[...document.body.querySelectorAll("*")].filter(scrolls)];
    return Math.max(...places.map((place) => place.scrollHeight - place.clientHeight));
  });
  if (hidden <= 0) return act();
  await page.setViewportSize({ ...window, height: Math.min(window.height + hidden, TALLEST) });
  const done = await act();
  await page.setViewportSize(window);
  return done;
}

import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

const background = (page: Page) => page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);

test("colours and language are chosen and stay", async ({ enter, lang, office, say }) => {
  const page = await enter(office.creator);
  await page.goto("/account");
  await ready(page);
  const theme = page.getByRole("main").getByRole("group", { name: say("theme.label") });
  await theme.getByRole("button", { name: say("theme.light") }).click();
  const light = await background(page);
  await theme.getByRole("button", { name: say("theme.dark") }).click();
  await expect.poll(() => background(page)).not.toBe(light);
  // The browser stores a cookie beside the page that sets it, so that an address typed at once could still miss it.
  const stored = async () => (await page.context().cookies()).find(({ name }) => name === "theme")?.value;
  await expect.poll(stored).toBe("dark");
  await page.goto("/");
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectAccessible(page);
  await shoot(page, "overview_dark", { fullPage: true });

  await page.goto("/account");
  await ready(page);
  const other = lang === "zh" ? "language.en" : "language.zh_cn";
  await page.getByRole("main").getByRole("group", { name: say("language.label") }).getByRole("button", { name: say(other) }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", lang === "zh" ? /^en/ : /^zh/);
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", lang === "zh" ? /^en/ : /^zh/);
});

for (const colours of ["light", "dark"] as const) {
  test(`every component is accessible in ${colours} colours`, async ({ enter, office }) => {
    const page = await enter(office.creator);
    await page.emulateMedia({ colorScheme: colours });
    await page.goto("/dev/components");
    await ready(page);
    await expect(page.locator("canvas")).toBeVisible();
    await expectAccessible(page);
    await shoot(page, `components_${colours}`, { fullPage: true });
  });
}

test("the part of the settings that shows is in sight in their row, and the page begins at its top", async ({ enter, office }) => {
  const page = await enter(office.admin);
  for (const part of ["people", "webhooks", "jobs"]) {
    await page.goto(`/settings/${part}`);
    await ready(page);
    await expect(page.locator(".settings__nav [aria-current=page]")).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  }
});

test("the desk can be installed", async ({ page, desk }) => {
  await page.goto(desk.url);
  await ready(page);
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await page.request.get(new URL(href!, desk.url).href);
  const manifest = await answer.json();
  expect(manifest).toMatchObject({ start_url: expect.any(String), display: "standalone" });
  for (const { src } of manifest.icons) expect((await page.request.get(new URL(src, desk.url).href)).ok(), src).toBe(true);
  const script = await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL);
  expect(script).toBe(`${desk.url}/sw.js`);
});

import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

test("the first start offers the setup page, in the reader's language and ready to use", async ({ page, freshDesk, lang }) => {
  await page.goto(freshDesk.setupUrl);
  await ready(page);
  await expect(page.locator("html")).toHaveAttribute("lang", new RegExp(`^${lang}`));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "setup");
});

test("without a network a page answers with the offline page", async ({ page, context, desk }) => {
  await page.goto(desk.url);
  await ready(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.goto(`${desk.url}/tickets`);
  await expect(page.getByRole("heading", { name: "网络已断开" })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "offline");
});

test("a restart of the server keeps the address", async ({ page, desk }) => {
  await page.goto(desk.url);
  await ready(page);
  await desk.restart();
  expect((await page.goto(desk.url))?.ok()).toBe(true);
});

// What is shipped to browsers comes in parts, each fetched with the first page that needs it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "../support/desk";
import { hold, ready } from "../support/page";

const { groups } = JSON.parse(readFileSync(path.join(process.env.GONGDAN_SITE ?? "", "assets.json"), "utf8"));

test.skip(Object.keys(groups).length === 0, "What is built for work comes in one piece.");

// A service worker would answer from its store, past what is held back.
test.use({ serviceWorkers: "block" });

test("until the code of the next page is there the page before stays, and a network that comes and goes only delays it", async ({ enter, office, say }) => {
  const page = await enter(office.creator);
  await page.goto("/tickets");
  await ready(page);
  const release = await hold(page, /split_house/);
  const list = page.locator("#tickets-title");
  await page.locator("a[href='/account']").first().evaluate((link: HTMLElement) => link.click());
  await expect(page.locator("html[data-fetching]")).toBeAttached();
  await expect(list).toBeVisible();
  release();
  await expect(page.getByRole("heading", { level: 1, name: say("account.title") })).toBeVisible();
  await expect(page.locator("html[data-fetching]")).not.toBeAttached();

  await page.goto("/tickets");
  await ready(page);
  let failures = 0;
  await page.route(/split_desk/, (route) => (failures++ < 2 ? route.abort() : route.continue()));
  await page.locator("a[href='/tickets/new']").first().evaluate((link: HTMLElement) => link.click());
  await expect(page.getByRole("textbox", { name: say("ticket.title"), exact: true })).toBeVisible();
  expect(failures).toBe(3);
});

import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

const COUNT = 45;
const rows = (page: Page) => page.locator("[data-row]");

test("lists are searched, filtered and paged, and the address says how", async ({ enter, office, say }, { project }) => {
  const word = `巡检${project.name}`;
  const kinds = ["low", "medium", "high"] as const;
  const register = (at: number) => office.creator.register({ title: `${word} ${at}`, priority: kinds[at % 3], department: office.service.id });
  const numbers: number[] = [];
  for (let at = 1; at <= COUNT; at += 1) numbers.push(await register(at));
  const page = await enter(office.creator);
  await page.goto("/tickets?view=all");
  await ready(page);
  await expectAccessible(page);

  const search = page.getByRole("searchbox", { name: say("tickets.search") });
  await search.fill(word);
  await search.press("Enter");
  await expect(page.getByText(say("tickets.total", { n: COUNT }))).toBeVisible();
  await expect(rows(page)).toHaveCount(20);
  await expectAccessible(page);
  await shoot(page, "list");
  await shoot(page, "list_full", { fullPage: true });
  const pages = page.getByRole("navigation", { name: say("page.label") });
  await pages.getByRole("link", { name: say("page.older") }).click();
  await expect(rows(page).first()).toContainText(`#${numbers.at(-21)}`);
  await pages.getByRole("link", { name: say("page.older") }).click();
  await expect(rows(page)).toHaveCount(5);
  await expect(pages.getByRole("link", { name: say("page.older"), disabled: true })).toBeVisible();
  await pages.getByRole("link", { name: say("page.newer") }).click();
  await expect(rows(page).first()).toContainText(`#${numbers.at(-21)}`);
  await pages.getByRole("link", { name: say("page.size_rows", { n: 50 }) }).click();
  await expect(rows(page)).toHaveCount(COUNT);
  await expect(page).toHaveURL(/[?&]size=50/);

  await page.getByRole("combobox", { name: say("ticket.priority") }).selectOption({ label: say("priority.high") });
  await expect(rows(page)).toHaveCount(COUNT / 3);
  await expect(page).toHaveURL(/priority=high/);
  await page.reload();
  await ready(page);
  await expect(rows(page)).toHaveCount(COUNT / 3);
  await shoot(page, "list_filtered");
  const chip = say("tickets.filter_is", { name: say("ticket.priority"), value: say("priority.high") });
  await page.getByRole("link", { name: say("tickets.drop_filter", { name: chip }) }).click();
  await expect(rows(page)).toHaveCount(COUNT);

  await search.fill(String(numbers[6]));
  await search.press("Enter");
  await expect(rows(page).filter({ hasText: `${word} 7` })).toBeVisible();
  await search.fill("没有这样的工单");
  await search.press("Enter");
  await expect(page.getByText(say("tickets.no_match"), { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "list_no_match");
  await page.goBack();
  await expect(rows(page).filter({ hasText: `${word} 7` })).toBeVisible();

  await page.goto("/tickets?view=all&status=lost");
  await expect(page.getByText(say("problem.unknown_filter"), { exact: true })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "list_unknown_filter");
});

test("a star puts a ticket among the followed ones", async ({ enter, office, say }, { project }) => {
  const title = `换锁申请 ${project.name}`;
  await office.creator.register({ title, department: office.service.id });
  const page = await enter(office.creator);
  await page.goto("/tickets?view=mine");
  await ready(page);
  const row = rows(page).filter({ hasText: title });
  const star = row.getByRole("button", { name: say("star.label") });
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("navigation", { name: say("tickets.lists") }).getByRole("link", { name: say("view.starred") }).click();
  await expect(row).toBeVisible();
  await shoot(page, "list_starred");
  await star.click();
  await expect(row).toHaveCount(0);
});

test("an unassigned ticket is taken by whoever comes first", async ({ enter, office, say }, { project }) => {
  const title = `电梯异响 ${project.name}`;
  await office.creator.register({ title, department: office.service.id });
  const page = await enter(office.handler);
  await page.goto("/tickets?view=unassigned");
  await ready(page);
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: say("ticket.take") }).click();
  await expect(page.getByText(say("ticket.taken"))).toBeVisible();
  await expect(page.getByRole("button", { name: say("ticket.take") })).toHaveCount(0);
  await expectAccessible(page);
  await shoot(page, "ticket_taken");
  await page.goto("/tickets?view=pending");
  await expect(rows(page).filter({ hasText: title })).toBeVisible();
});

test("the palette finds a ticket by its number", async ({ enter, office, say }, { project }) => {
  const title = `门禁失灵 ${project.name}`;
  const number = await office.creator.register({ title, department: office.service.id });
  const page = await enter(office.creator);
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog");
  await palette.getByRole("combobox").fill(String(number));
  await expect(palette.getByRole("option", { name: title })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "palette");
  await palette.getByRole("option", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/tickets/${number}`));
  await expect(page.getByText(say("status.untouched")).first()).toBeVisible();
});

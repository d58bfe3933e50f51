import type { Route } from "@playwright/test";
import { expect, test } from "../support/desk";
import { expectAccessible, holdScript, ready, shoot } from "../support/page";

test("what happens during a break of the network is there after it", async ({ enter, office, say }, { project }) => {
  const title = `消防栓渗水 ${project.name}`;
  const number = await office.creator.register({ title, department: office.service.id });
  const page = await enter(office.creator);
  await page.goto(`/tickets/${number}?view=mine`);
  await ready(page);
  await expect(page.locator(".ticket__meta")).toContainText(say("status.untouched"));

  await page.context().setOffline(true);
  const banner = page.getByText(say("shell.offline"));
  await expect(banner).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "offline_banner");
  await office.handler.reply(number, "维修人员已出发。");

  await page.context().setOffline(false);
  await expect(banner).toBeHidden();
  await expect(page.locator(".ticket__meta")).toContainText(say("status.replied"));
  await expect(page.getByRole("region", { name: say("history.title") })).toContainText("维修人员已出发。");
});

test("what is typed while the server is away can be sent when it is back", async ({ enter, freshDesk, say }, { project }) => {
  const page = await enter(undefined, freshDesk.url);
  await page.goto(freshDesk.setupUrl);
  await ready(page);
  await page.getByLabel(say("person.name")).fill("陈静");
  await page.getByLabel(say("person.email")).fill("chenjing@example.com");
  await page.getByRole("textbox", { name: say("person.password") }).fill("correct horse 电池 staple");
  await page.getByRole("button", { name: say("set_up.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("overview.title") })).toBeVisible();
  await page.goto("/settings/types");
  await ready(page);

  await freshDesk.stop();
  await page.getByRole("textbox", { name: say("type.name") }).fill(`断网 ${project.name}`);
  await page.getByRole("button", { name: say("catalogue.add") }).click();
  await expect(page.locator("form").getByRole("alert")).toContainText(say("error.offline"));
  await expect(page.getByRole("textbox", { name: say("type.name") })).toHaveValue(`断网 ${project.name}`);
  await shoot(page, "server_away");

  await freshDesk.restart();
  await page.getByRole("button", { name: say("catalogue.add") }).click();
  await expect(page.getByRole("row").filter({ hasText: `断网 ${project.name}` })).toBeVisible();
});

test("what happens between the drawing of a page and its line is on the page", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `雨水倒灌 ${project.name}`, department: office.service.id });
  const page = await enter(office.creator);
  const release = await holdScript(page);
  await page.goto(`/tickets/${number}?view=mine`, { waitUntil: "commit" });
  await expect(page.locator(".ticket__meta")).toContainText(say("status.untouched"));
  await office.handler.reply(number, "抽水车已到。");
  release();
  await ready(page);
  await expect(page.locator(".ticket__meta")).toContainText(say("status.replied"));
  await expect(page.getByRole("region", { name: say("history.title") })).toContainText("抽水车已到。");
});

test("what could not be loaded again is tried again", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `树枝压线 ${project.name}`, department: office.service.id });
  const page = await enter(office.creator);
  await page.goto(`/tickets/${number}?view=mine`);
  await ready(page);
  let refused = 0;
  const refuse = (route: Route) => ((refused += 1), route.fulfill({ status: 503, json: "Unavailable" }));
  await page.route("**/api/ticket_detail*", refuse, { times: 1 });
  await office.handler.reply(number, "已通知园林处。");
  await expect(page.getByRole("region", { name: say("history.title") })).toContainText("已通知园林处。");
  expect(refused).toBe(1);
});

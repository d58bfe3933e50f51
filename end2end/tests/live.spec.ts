import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

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

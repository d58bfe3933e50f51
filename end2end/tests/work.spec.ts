import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { editor } from "../support/form";
import { expectAccessible, ready, shoot } from "../support/page";

/** What others do must show at once. */
const AT_ONCE = { timeout: 2_000 };

const head = (page: Page) => page.locator(".ticket__meta");

test("two people work on a ticket and see each other", async ({ enter, office, say }, { project }) => {
  test.slow();
  const title = `水表读数异常 ${project.name}`;
  const handlerId = await office.creator.idOf(office.handler.name);
  const number = await office.creator.register({ title, department: office.service.id, handler: handlerId });
  const asking = await enter(office.creator);
  const working = await enter(office.handler);
  await asking.goto(`/tickets/${number}?view=mine`);
  await working.goto(`/tickets/${number}?view=pending`);
  await Promise.all([ready(asking), ready(working)]);
  await expect(asking.getByText(say("presence.viewing", { name: office.handler.name }))).toBeVisible();
  await expect(head(asking)).toContainText(say("status.untouched"));

  await editor(working, say("composer.reply")).fill("已安排上门复核。");
  const press = (element: Element) => element.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
  expect(await working.getByLabel(say("composer.way")).evaluate(press), "the choices open").toBe(true);
  await expect(asking.getByText(say("presence.typing", { name: office.handler.name }))).toBeVisible();
  await shoot(asking, "ticket_typing");
  await working.getByRole("button", { name: say("composer.send") }).click();
  await expect(head(asking)).toContainText(say("status.replied"), AT_ONCE);
  await expect(asking.getByRole("region", { name: say("history.title") })).toContainText("已安排上门复核。");
  await expect(editor(working, say("composer.reply"))).toHaveText("");

  await editor(asking, say("composer.reply")).fill("请问今天能到吗？");
  await asking.getByRole("button", { name: say("composer.send") }).click();
  await expect(head(working)).toContainText(say("status.asked_again"), AT_ONCE);

  await working.getByRole("tab", { name: say("composer.note") }).click();
  await editor(working, say("composer.note")).fill("客户情绪焦急，优先处理。");
  await shoot(working, "ticket_note");
  await working.getByRole("button", { name: say("composer.save_note") }).click();
  const history = working.getByRole("region", { name: say("history.title") });
  await expect(history).toContainText("客户情绪焦急，优先处理。");

  await working.getByRole("button", { name: say("ticket.close") }).click();
  const question = working.getByRole("dialog", { name: say("ticket.close_title") });
  await expectAccessible(working);
  await shoot(working, "ticket_close");
  await question.getByRole("button", { name: say("ticket.close") }).click();
  await expect(head(working)).toContainText(say("status.closed"));
  await expect(head(asking)).toContainText(say("status.closed"), AT_ONCE);

  await editor(asking, say("ticket.ask_again")).fill("读数仍然不对。");
  await shoot(asking, "ticket_closed");
  await asking.getByRole("button", { name: say("ticket.ask_again") }).click();
  await expect(head(asking)).toContainText(say("status.asked_again"));
  await expect(head(working)).toContainText(say("status.asked_again"), AT_ONCE);

  await expectAccessible(working);
  await shoot(working, "ticket_worked", { fullPage: true });
  await working.getByRole("navigation", { name: say("history.title") }).getByRole("link", { name: say("history.changes") }).click();
  const status = (old: string, now: string) => say("line.status", { old: say(`status.${old}`), new: say(`status.${now}`) });
  for (const line of [
    say("line.registered_as", { status: say("status.untouched") }),
    say("line.replied_text", { text: "已安排上门复核。" }),
    status("untouched", "replied"),
    status("replied", "asked_again"),
    status("asked_again", "closed"),
    status("closed", "asked_again"),
  ]) {
    await expect(history).toContainText(line);
  }
  await expect(history).not.toContainText("客户情绪焦急");
  await shoot(working, "ticket_changes", { fullPage: true });
});

test("two edits of one ticket: the second is asked, and loses nothing", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `路灯不亮 ${project.name}`, department: office.service.id });
  const first = await enter(office.admin);
  const second = await enter(office.creator);
  await Promise.all([first.goto(`/tickets/${number}/edit`), second.goto(`/tickets/${number}/edit`)]);
  await Promise.all([ready(first), ready(second)]);
  await second.getByRole("textbox", { name: say("ticket.title"), exact: true }).fill(`人民路路灯不亮 ${project.name}`);

  await first.getByRole("group", { name: say("ticket.priority") }).getByText(say("priority.high")).click();
  await first.getByRole("button", { name: say("common.save") }).click();
  await expect(first.getByText(say("ticket.saved"))).toBeVisible();
  await expect(second.getByText(say("ticket.changed_by", { name: office.admin.name }))).toBeVisible();

  await second.getByRole("button", { name: say("common.save") }).click();
  const conflict = second.getByRole("alert").filter({ hasText: say.like("conflict.title") });
  await expect(conflict).toContainText(office.admin.name);
  await expect(conflict).toContainText(say("priority.high"));
  await expect(second.getByRole("textbox", { name: say("ticket.title"), exact: true })).toHaveValue(`人民路路灯不亮 ${project.name}`);
  await expectAccessible(second);
  await shoot(second, "edit_conflict");
  await conflict.getByRole("button", { name: say("conflict.save_mine") }).click();
  await expect(second.getByRole("heading", { level: 1, name: `人民路路灯不亮 ${project.name}` })).toBeVisible();
});

test("a reply to a ticket that has moved on is kept until its writer decides", async ({ enter, office, say }, { project }) => {
  const handler = await office.creator.idOf(office.handler.name);
  const title = `账单金额有误 ${project.name}`;
  const number = await office.creator.register({ title, department: office.service.id, handler });
  const page = await enter(office.handler);
  await page.goto(`/tickets/${number}?view=pending`);
  await ready(page);
  await editor(page, say("composer.reply")).fill("已核对，金额无误。");
  await office.creator.reply(number, "补充：是上个月的账单。");
  await expect(page.getByText(say("composer.overtaken", { name: office.creator.name }))).toBeVisible();
  await page.getByRole("button", { name: say("composer.send") }).click();
  const conflict = page.getByRole("alert").filter({ hasText: say.like("conflict.title") });
  await expect(conflict).toContainText(office.creator.name);
  await expect(editor(page, say("composer.reply"))).toHaveText("已核对，金额无误。");
  await expectAccessible(page);
  await shoot(page, "reply_conflict");
  await conflict.getByRole("button", { name: say("conflict.send_anyway") }).click();
  await expect(page.getByRole("region", { name: say("history.title") })).toContainText("已核对，金额无误。");
});

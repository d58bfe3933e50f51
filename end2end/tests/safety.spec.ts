// Nothing that somebody typed is lost, and nobody's change is overwritten unseen.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { png } from "../support/files";
import { editor, pastePicture } from "../support/form";
import { expectAccessible, hold, ready, shoot } from "../support/page";

const status = (page: Page) => page.locator(".ticket__meta");

test("a draft that others have overtaken is saved over their changes only on purpose", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `井盖松动 ${project.name}`, department: office.service.id });
  const page = await enter(office.creator);
  const title = page.getByRole("textbox", { name: say("ticket.title"), exact: true });
  await page.goto(`/tickets/${number}/edit`);
  await ready(page);
  await title.fill(`建设路井盖松动 ${project.name}`);
  await expect(page.getByText(say("draft.saved"))).toBeVisible();

  await page.goto("/tickets?view=mine");
  await office.handler.reply(number, "已派人查看。");
  await page.goto(`/tickets/${number}/edit`);
  await ready(page);
  await expect(page.getByText(say("draft.restored"))).toBeVisible();
  await expect(title).toHaveValue(`建设路井盖松动 ${project.name}`);
  await page.getByRole("button", { name: say("common.save") }).click();
  const conflict = page.getByRole("alert").filter({ hasText: say.like("conflict.title") });
  await expect(conflict).toContainText(office.handler.name);
  await shoot(page, "draft_conflict");

  await page.reload();
  await ready(page);
  await page.getByRole("button", { name: say("draft.discard") }).click();
  await title.fill(`建设路井盖松动，急 ${project.name}`);
  await page.getByRole("button", { name: say("common.save") }).click();
  await expect(page.getByRole("heading", { level: 1, name: `建设路井盖松动，急 ${project.name}` })).toBeVisible();
});

test("a ticket that changes while the question stands open is not closed unseen", async ({ enter, office, say }, { project }) => {
  const handler = await office.creator.idOf(office.handler.name);
  const number = await office.creator.register({ title: `水压不足 ${project.name}`, department: office.service.id, handler });
  const page = await enter(office.handler);
  await page.goto(`/tickets/${number}?view=pending`);
  await ready(page);
  await page.getByRole("button", { name: say("ticket.close") }).click();
  const question = page.getByRole("dialog", { name: say("ticket.close_title") });
  await expect(question).toBeVisible();
  await office.creator.reply(number, "还没有恢复，请不要关闭。");
  await expect(page.locator(".prose", { hasText: "还没有恢复，请不要关闭。" })).toBeVisible();
  await question.getByRole("button", { name: say("ticket.close") }).dblclick();
  await expect(question.getByText(say.like("conflict.title"))).toContainText(office.creator.name);
  await expect(status(page)).toContainText(say("status.untouched"));
  await expectAccessible(page);
  await shoot(page, "close_conflict");
  await question.getByRole("button", { name: say("ticket.close") }).click();
  await expect(status(page)).toContainText(say("status.closed"));
});

test("a half-written reply outlives the closing of its ticket", async ({ enter, office, say }, { project }) => {
  const handler = await office.creator.idOf(office.handler.name);
  const number = await office.creator.register({ title: `井盖异响 ${project.name}`, department: office.service.id, handler });
  const page = await enter(office.creator);
  await page.goto(`/tickets/${number}?view=mine`);
  await ready(page);
  await editor(page, say("composer.reply")).fill("夜里声音更大，");
  await office.handler.reply(number, "已加固。", "closed");
  await expect(status(page)).toContainText(say("status.closed"));
  const text = editor(page, say("ticket.ask_again"));
  await expect(text).toHaveText("夜里声音更大，");
  await shoot(page, "reply_outlives_closing");
  await text.pressSequentially("请再看看。");
  await page.locator("#composer").getByRole("button", { name: say("ticket.ask_again") }).click();
  const conflict = page.getByRole("alert").filter({ hasText: say.like("conflict.title") });
  await conflict.getByRole("button", { name: say("conflict.send_anyway") }).click();
  await expect(status(page)).toContainText(say("status.asked_again"));
  await expect(page.getByRole("region", { name: say("history.title") })).toContainText("夜里声音更大，请再看看。");
});

test("a ticket waits for the files and pictures that belong to it", async ({ enter, office, say }, { project }) => {
  const page = await enter(office.creator);
  const release = await hold(page, /\/files$/);
  const sent: string[] = [];
  page.on("request", (request) => request.url().includes("/api/register_ticket") && sent.push(request.url()));
  await page.goto("/tickets/new");
  await ready(page);
  const title = page.getByRole("textbox", { name: say("ticket.title"), exact: true });
  const content = editor(page, say("ticket.content"));
  const submit = page.getByRole("button", { name: say("tickets.register") });
  await title.fill(`附图工单 ${project.name}`);
  await content.fill("照片如下：");
  await pastePicture(content, "现场.png", png(80, 60, [70, 120, 200]));
  await page.getByLabel(say("upload.choose")).setInputFiles({ name: "说明.txt", mimeType: "text/plain", buffer: Buffer.from("三楼") });
  await expect(submit).toBeDisabled();
  await title.press("Control+Enter");
  await shoot(page, "register_waiting");
  expect(sent).toEqual([]);

  release();
  await expect(submit).toBeEnabled();
  await title.press("Control+Enter");
  await expect(page.getByRole("heading", { level: 1, name: `附图工单 ${project.name}` })).toBeVisible();
  await expect(page.locator(".prose").first().getByRole("img")).toBeVisible();
  await expect(page.getByRole("list", { name: say("ticket.attachments") }).getByRole("link", { name: "说明.txt" })).toBeVisible();
  expect(sent).toHaveLength(1);
});

import { expect, test } from "../support/desk";
import { png } from "../support/files";
import { editor, pastePicture, pick, pickTag } from "../support/form";
import { expectAccessible, ready, shoot } from "../support/page";

test("a ticket is registered with every field, through mistakes and a reload", async ({ enter, office, say }, { project }) => {
  const title = `三楼走廊漏水 ${project.name}`;
  const page = await enter(office.creator);
  await page.goto("/tickets/new");
  await ready(page);
  const content = editor(page, say("ticket.content"));
  await expect(content).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "register_empty", { fullPage: true });

  await page.getByRole("textbox", { name: say("ticket.title"), exact: true }).fill(title);
  await page.getByRole("button", { name: say("tickets.register") }).click();
  await expect(page.getByText(say("problem.required"))).toHaveCount(1);
  await expect(page.getByRole("textbox", { name: say("ticket.title"), exact: true })).toHaveValue(title);
  await expectAccessible(page);
  await shoot(page, "register_refused", { fullPage: true });

  await content.fill("吊顶滴水，已放置水桶。");
  await pastePicture(content, "现场.png", png(160, 90, [70, 120, 200]));
  await expect(content.getByRole("img")).toBeVisible();
  await page.getByRole("group", { name: say("ticket.priority") }).getByText(say("priority.urgent")).click();
  await page.getByLabel(say("ticket.type"), { exact: true }).selectOption({ label: office.types[2].name });
  await pickTag(page, say("ticket.tags"), office.tags[0].name);
  await pickTag(page, say("ticket.tags"), office.tags[1].name);

  await page.getByRole("button", { name: say("contact.new") }).click();
  const dialog = page.getByRole("dialog", { name: say("contact.new") });
  await dialog.getByLabel(say("contact.name")).fill("赵敏");
  await dialog.getByLabel(say("contact.phone")).fill("12");
  await dialog.getByRole("button", { name: say("common.save") }).click();
  await expect(dialog.getByText(say("problem.not_a_phone"))).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "register_contact");
  await dialog.getByLabel(say("contact.phone")).fill("13800138000");
  await dialog.getByLabel(say("contact.company")).fill("江南物业");
  await dialog.getByRole("button", { name: say("common.save") }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("combobox", { name: say("ticket.contact"), exact: true })).toHaveValue("赵敏");

  const department = page.getByLabel(say("ticket.department"));
  const handler = page.getByRole("combobox", { name: say("ticket.handler"), exact: true });
  await department.selectOption({ label: office.repairs.name });
  await handler.click();
  await expect(page.getByRole("option", { name: office.repairer.name })).toBeVisible();
  await expect(page.getByRole("option", { name: office.handler.name })).toHaveCount(0);
  await page.getByRole("option", { name: office.repairer.name }).click();
  await department.selectOption({ label: office.service.name });
  await expect(handler).toHaveValue("");
  await pick(page, say("ticket.handler"), office.handler.name);

  await page.getByLabel(say("upload.choose")).setInputFiles([
    { name: "平面图.png", mimeType: "image/png", buffer: png(200, 120, [200, 160, 60]) },
    { name: "说明.txt", mimeType: "text/plain", buffer: Buffer.from("三楼东侧") },
  ]);
  await expect(page.getByRole("link", { name: "平面图.png" })).toBeVisible();
  await expect(page.getByRole("link", { name: "说明.txt" })).toBeVisible();
  await expect(page.getByText(say("draft.saved"))).toBeVisible();
  await shoot(page, "register_filled", { fullPage: true });

  await page.reload();
  await ready(page);
  await expect(page.getByText(say("draft.restored"))).toBeVisible();
  await expect(page.getByRole("textbox", { name: say("ticket.title"), exact: true })).toHaveValue(title);
  await expect(content).toContainText("吊顶滴水");
  await expect(page.getByRole("combobox", { name: say("ticket.contact"), exact: true })).toHaveValue("赵敏");
  await expect(handler).toHaveValue(office.handler.name);
  await expect(page.getByRole("link", { name: "平面图.png" })).toBeVisible();

  await page.getByRole("button", { name: say("tickets.register") }).click();
  await expect(page.getByText(say.like("ticket.registered"))).toBeVisible();
  await expect(page).toHaveURL(/\/tickets\/\d+\?view=mine$/);
  const number = /tickets\/(\d+)/.exec(page.url())![1];
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText(`#${number}`, { exact: true })).toBeVisible();
  const details = page.getByRole("complementary").filter({ hasText: say("ticket.properties") });
  for (const told of ["赵敏", "13800138000", "江南物业", office.service.name, office.handler.name, ...office.tags.slice(0, 2).map(({ name }) => name)]) {
    await expect(details).toContainText(told);
  }
  await expectAccessible(page);
  await shoot(page, "registered", { fullPage: true });

  await page.goto("/tickets?view=mine");
  await expect(page.getByRole("row").filter({ hasText: title })).toBeVisible();
  await page.goto("/tickets/new");
  await ready(page);
  await expect(editor(page, say("ticket.content"))).toBeVisible();
  await expect(page.getByRole("textbox", { name: say("ticket.title"), exact: true })).toHaveValue("");

  const handling = await enter(office.handler);
  await handling.goto("/tickets?view=pending");
  await expect(handling.getByRole("row").filter({ hasText: title })).toContainText(`#${number}`);
  const stranger = await enter(office.repairer);
  await stranger.goto(`/tickets/${number}`);
  await expect(stranger.getByText(say("error.not_found"), { exact: true })).toBeVisible();
  await expectAccessible(stranger);
  await shoot(stranger, "ticket_not_found");
});

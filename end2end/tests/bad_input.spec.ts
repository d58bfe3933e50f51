import { expect, test } from "../support/desk";
import { editor, pasteHtml } from "../support/form";
import { expectAccessible, ready, shoot } from "../support/page";

const ATTACK = `<p>请看<script>window.taken = 1</script><img src="/nowhere" onerror="window.taken = 2">
  <a href="javascript:window.taken=3">链接</a><iframe src="/"></iframe><b style="position:fixed" onclick="window.taken=4">粗体</b></p>`;
/** The same without attributes that the browser itself refuses, and says so, while the editor reads them. */
const PASTED = `<p>请看<script>window.taken = 5</script><a href="javascript:window.taken=6">链接</a><b>粗体</b></p>`;
const FORBIDDEN = "script, iframe, [onerror], [onclick], [style], [href^='javascript:'], img[src='/nowhere']";

test("script in a text is neither kept nor run", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `<b>注入</b> ${project.name}`, content: ATTACK, department: office.service.id });
  const page = await enter(office.creator);
  await page.goto(`/tickets/${number}?view=mine`);
  await ready(page);
  await expect(page.getByRole("heading", { level: 1, name: `<b>注入</b> ${project.name}` })).toBeVisible();
  await expect(page.locator(".prose").first()).toContainText("请看");
  await expect(page.locator(".prose").locator(FORBIDDEN)).toHaveCount(0);

  const reply = editor(page, say("composer.reply"));
  await pasteHtml(reply, PASTED);
  await expect(reply).toContainText("粗体");
  await page.getByRole("button", { name: say("composer.send") }).click();
  await expect(page.getByRole("region", { name: say("history.title") }).locator(".prose").last()).toContainText("粗体");
  await expect(page.locator(".prose").locator(FORBIDDEN)).toHaveCount(0);
  expect(await page.evaluate(() => "taken" in window)).toBe(false);
  await shoot(page, "script_removed", { fullPage: true });
});

test("a drawing is saved, never shown, and a disguised or huge file is refused where it stands", async ({ enter, office, say }, { project }) => {
  const title = `附件检查 ${project.name}`;
  const page = await enter(office.creator);
  const sent: string[] = [];
  page.on("request", (request) => request.url().endsWith("/files") && sent.push(request.method()));
  await page.goto("/tickets/new");
  await ready(page);
  const chooser = page.getByLabel(say("upload.choose"));
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><script>window.taken = 1</script></svg>`;
  const files = page.getByRole("list", { name: say("upload.list") });
  await chooser.setInputFiles({ name: "图.svg", mimeType: "image/svg+xml", buffer: Buffer.from(drawing) });
  await expect(files.getByRole("link", { name: "图.svg" })).toBeVisible();

  await chooser.setInputFiles({ name: "假图.png", mimeType: "image/png", buffer: Buffer.from("<html><script>1</script></html>") });
  const refused = files.getByRole("listitem").filter({ hasText: "假图.png" });
  await expect(refused.getByRole("alert")).toHaveText(say("problem.file_refused"));
  expect(sent).toHaveLength(2);

  await chooser.setInputFiles({ name: "录像.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(21 * 1024 * 1024, 1) });
  await expect(page.getByRole("alert").filter({ hasText: "录像.mp4" })).toContainText("20 MB");
  expect(sent).toHaveLength(2);
  await expectAccessible(page);
  await shoot(page, "files_refused", { fullPage: true });
  await refused.getByRole("button", { name: say("upload.remove", { name: "假图.png" }) }).click();

  await page.getByRole("textbox", { name: say("ticket.title"), exact: true }).fill(title);
  await editor(page, say("ticket.content")).fill("见附件。");
  await page.getByRole("button", { name: say("tickets.register") }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const link = page.getByRole("list", { name: say("ticket.attachments") }).getByRole("link", { name: "图.svg" });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toBe("图.svg");
  const answer = await page.request.get((await link.getAttribute("href"))!.replace("?download=1", ""));
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment/);
  expect(answer.headers()["content-type"]).not.toContain("svg");
  expect(await page.evaluate(() => "taken" in window)).toBe(false);
});

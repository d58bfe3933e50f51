// Answers that never came, work begun before script ran, and typing while something is under way.
import type { Page, Route } from "@playwright/test";
import { expect, test } from "../support/desk";
import { editor } from "../support/form";
import { expectAccessible, hold, holdScript, ready, shoot } from "../support/page";

const rows = (page: Page) => page.locator("[data-row]");

/** The server does what the next such request asks, but its answer is lost. */
async function loseAnswer(page: Page, address: string): Promise<void> {
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await page.route(address, lose, { times: 1 });
}

test("a registration whose answer was lost is not made twice", async ({ enter, office, say }, { project }) => {
  const page = await enter(office.creator);
  const title = page.getByRole("textbox", { name: say("ticket.title"), exact: true });
  const submit = page.getByRole("button", { name: say("tickets.register") });
  const begin = async (words: string) => {
    await page.goto("/tickets/new");
    await ready(page);
    await title.fill(words);
    await editor(page, say("ticket.content")).fill("阀门关不严。");
    await expect(page.getByText(say("draft.saved"))).toBeVisible();
    await loseAnswer(page, "**/api/register_ticket*");
    await submit.click();
    await expect(page.getByRole("alert").filter({ hasText: say("error.offline") })).toBeVisible();
    await page.reload();
    await ready(page);
    await expect(page.getByText(say("draft.restored"))).toBeVisible();
  };

  const once = `阀门漏水 ${project.name}`;
  await begin(once);
  await submit.click();
  await expect(page.getByRole("heading", { level: 1, name: once })).toBeVisible();
  await page.goto(`/tickets?view=mine&q=${encodeURIComponent(once)}`);
  await ready(page);
  await expect(rows(page)).toHaveCount(1);

  const changed = `阀门生锈 ${project.name}`;
  await begin(changed);
  await title.fill(`${changed}，需更换`);
  await submit.click();
  const told = page.getByRole("alert").filter({ hasText: say.like("ticket.registered_before") });
  await expect(told).toBeFocused();
  await expectAccessible(page);
  await shoot(page, "registered_before");
  await told.getByRole("link", { name: say("ticket.show") }).click();
  await expect(page.getByRole("heading", { level: 1, name: changed, exact: true })).toBeVisible();
  await page.goto("/tickets/new");
  await ready(page);
  await expect(title).toHaveValue("");

  const other = `井盖丢失 ${project.name}`;
  await begin(`阀门断裂 ${project.name}`);
  await title.fill(other);
  await submit.click();
  await told.getByRole("button", { name: say("ticket.register_another") }).click();
  await expect(page.getByRole("heading", { level: 1, name: other, exact: true })).toBeVisible();
});

test("what is typed before script runs is kept", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `围挡倒塌 ${project.name}`, department: office.service.id });
  const page = await enter(office.creator);
  const release = await holdScript(page);
  await page.goto(`/tickets/${number}?view=mine`, { waitUntil: "commit" });
  await page.locator("#composer textarea").first().fill("请设警示标志。");
  release();
  await ready(page);
  await expect(page.getByText(say("draft.saved"))).toBeVisible();
  await page.reload();
  await ready(page);
  const text = editor(page, say("composer.reply"));
  await expect(text).toHaveText("请设警示标志。");

  const releaseAgain = await holdScript(page);
  await page.reload({ waitUntil: "commit" });
  await page.locator("#composer textarea").first().fill("请尽快。");
  releaseAgain();
  await ready(page);
  await expect(text, "beside the draft").toHaveText("请设警示标志。请尽快。");
});

test("what is searched for before script runs is found", async ({ enter, office, say }, { project }) => {
  const title = `路灯不亮 ${project.name}`;
  await office.creator.register({ title, department: office.service.id });
  const page = await enter(office.creator);
  const release = await holdScript(page);
  await page.goto("/tickets?view=mine", { waitUntil: "commit" });
  const search = page.getByRole("searchbox", { name: say("tickets.search") });
  await search.fill(title);
  release();
  await ready(page);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(search).toHaveValue(title);
  await expect(rows(page)).toHaveCount(1);

  const unknown = "/tickets?view=mine&tag=00000000-0000-0000-0000-000000000007";
  await page.goto(unknown);
  await ready(page);
  await expect(page.getByText(say("tickets.total", { n: 0 }))).toBeVisible();
  await expect(page, "a value that nobody offers stays").toHaveURL(/[?&]tag=/);
});

test("a form on its way takes nothing more, and the focus comes back", async ({ enter, office, say }, { project }) => {
  const number = await office.creator.register({ title: `护栏松动 ${project.name}`, department: office.service.id });
  const page = await enter(office.creator);
  await page.goto(`/tickets/${number}?view=mine`);
  await ready(page);
  const text = editor(page, say("composer.reply"));
  await text.fill("请尽快处理。");
  const release = await hold(page, /\/api\/reply_ticket/);
  await text.press("Control+Enter");
  await expect(page.locator("#composer form[inert]")).toBeVisible();
  await page.keyboard.type("多余的字");
  await shoot(page, "reply_on_its_way");
  release();
  const history = page.getByRole("region", { name: say("history.title") });
  await expect(history.getByText("请尽快处理。", { exact: true })).toBeVisible();
  await expect(text).toHaveText("");
  const byFinger = await page.evaluate(() => matchMedia("(pointer: coarse)").matches);
  if (!byFinger) await expect(text).toBeFocused();
  await page.reload();
  await ready(page);
  await expect(page.getByText(say("draft.restored"))).toHaveCount(0);
});

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

interface Message {
  headers: IncomingHttpHeaders;
  body: string;
}

/** An address of somebody else's that takes messages and keeps them. */
async function receiver(): Promise<{ url: string; messages: Message[]; close: () => void }> {
  const messages: Message[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      messages.push({ headers: request.headers, body });
      response.end("taken");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, messages, close: () => server.close() };
}

/** What Standard Webhooks says a message must carry. */
function signature(secret: string, { headers, body }: Message): string {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", key).update(signed).digest("base64")}`;
}

test("a token made on the screen works until it is revoked", async ({ desk, enter, office, say }, { project }) => {
  const name = `报表 ${project.name}`;
  const page = await enter(office.handler);
  await page.goto("/account");
  await ready(page);
  await page.getByRole("link", { name: say("token.open") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("token.title") })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: say("token.new") }).click();
  const drawer = page.getByRole("dialog", { name: say("token.new") });
  await drawer.getByRole("button", { name: say("token.submit") }).click();
  await expect(drawer.getByText(say("problem.required"))).toBeVisible();
  await drawer.getByLabel(say("token.name")).fill(name);
  await drawer.getByLabel(say("grant.write_tickets")).check();
  await drawer.getByLabel(say("token.expiry")).selectOption("date");
  await expect(drawer.getByLabel(say("token.until"))).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "token_form");
  await drawer.getByLabel(say("token.expiry")).selectOption("7");
  await drawer.getByRole("button", { name: say("token.submit") }).click();
  const token = await drawer.getByRole("textbox", { name: say("token.value") }).inputValue();
  expect(token).toMatch(/^gd_/);
  await expectAccessible(page);
  await shoot(page, "token_made");
  await drawer.getByRole("button", { name: say("invite.done") }).click();

  const ask = (path: string, init: RequestInit = {}, headers = {}) =>
    fetch(`${desk.url}/api/v1${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...headers } });
  const made = await ask("/tickets", { method: "POST", body: JSON.stringify({ title: `接口登记 ${project.name}`, content: "<p>来自程序</p>" }) }, { "Content-Type": "application/json" });
  expect(made.status).toBe(201);
  const { number } = await made.json();
  expect((await (await ask(`/tickets/${number}`)).json()).creator.name).toBe(office.handler.name);
  expect((await ask("/contacts")).status).toBe(403);

  await page.reload();
  await ready(page);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("127.0.0.1");
  await expect(row).toContainText(token.slice(0, 9));
  await shoot(page, "tokens");
  await row.getByRole("button", { name: say("token.revoke_named", { name }) }).click();
  const question = page.getByRole("dialog", { name: say("token.revoke_question", { name }) });
  await expectAccessible(page);
  await question.getByRole("button", { name: say("token.revoke") }).click();
  await expect(row).toHaveCount(0);
  const refused = await ask(`/tickets/${number}`);
  expect([refused.status, refused.headers.get("content-type")]).toEqual([401, "application/problem+json"]);

  await page.goto("/api/docs");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Gongdan API");
  await expectAccessible(page);
  await shoot(page, "api_docs");
});

test("a webhook is added, told, tried, told again and removed", async ({ enter, office, say }, { project }) => {
  test.slow();
  const name = `大屏 ${project.name}`;
  const away = await receiver();
  const page = await enter(office.admin);
  await page.goto("/settings/webhooks");
  await ready(page);
  await page.getByRole("button", { name: say("webhook.new") }).click();
  const drawer = page.getByRole("dialog", { name: say("webhook.new") });
  await drawer.getByLabel(say("webhook.name")).fill(name);
  await drawer.getByLabel(say("webhook.url")).fill("https://10.0.0.1/hook");
  await drawer.getByLabel(say("topic.ticket_registered")).check();
  await drawer.getByRole("button", { name: say("catalogue.add") }).click();
  await expect(drawer.getByText(say("problem.url_refused"))).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "webhook_form");
  await drawer.getByLabel(say("webhook.url")).fill(away.url);
  await drawer.getByRole("button", { name: say("catalogue.add") }).click();
  const secret = await drawer.getByRole("textbox", { name: say("webhook.secret") }).inputValue();
  await shoot(page, "webhook_secret");
  await drawer.getByRole("button", { name: say("invite.done") }).click();
  await expectAccessible(page);
  await shoot(page, "webhooks");

  const number = await office.creator.register({ title: `推送 ${project.name}` });
  await expect.poll(() => away.messages.length).toBe(1);
  const [message] = away.messages;
  expect(message.headers["webhook-signature"]).toBe(signature(secret, message));
  expect(JSON.parse(message.body)).toMatchObject({ type: "ticket.registered", data: { ticket: { number } } });

  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
  const log = page.getByRole("region", { name: say("delivery.title") });
  const first = log.getByRole("row").filter({ hasText: say("topic.ticket_registered") });
  await expect(first).toContainText(say("delivery.delivered"));
  await first.getByText("HTTP 200").click();
  await expect(first.getByText("taken")).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "webhook", { fullPage: true });
  await first.getByRole("button", { name: say.like("delivery.resend_named") }).click();
  await expect.poll(() => away.messages.length).toBe(2);
  expect(away.messages[1].headers["webhook-id"]).toBe(message.headers["webhook-id"]);

  await page.getByRole("button", { name: say("webhook.ping") }).click();
  await expect.poll(() => away.messages.length).toBe(3);
  expect(JSON.parse(away.messages[2].body).type).toBe("webhook.test");
  await page.getByRole("button", { name: say("webhook.switch_off") }).click();
  await expect(page.getByText(say("webhook.off_text"))).toBeVisible();
  await page.getByRole("button", { name: say("common.delete") }).click();
  await page.getByRole("dialog").getByRole("button", { name: say("common.delete") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("settings.webhooks") })).toBeVisible();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  away.close();
});

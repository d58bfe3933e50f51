import { PASSWORD } from "../support/account";
import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

test("the administrator sets up the desk by a link that works once, signs out and in again", async ({ enter, freshDesk, say }) => {
  const page = await enter(undefined, freshDesk.url);
  await page.goto(freshDesk.setupUrl);
  await ready(page);
  await expect(page.getByRole("heading", { level: 1, name: say("set_up.title") })).toBeVisible();
  await page.getByLabel(say("person.name")).fill("陈静");
  await page.getByLabel(say("person.email")).fill("chenjing@example.com");
  await page.getByRole("textbox", { name: say("person.password") }).fill("kurz");
  await page.getByRole("button", { name: say("set_up.submit") }).click();
  await expect(page.getByText(say("problem.too_short", { n: 10 }), { exact: true })).toBeVisible();
  await expect(page.getByLabel(say("person.name"))).toHaveValue("陈静");
  await expectAccessible(page);
  await shoot(page, "setup_refused");

  await page.getByRole("textbox", { name: say("person.password") }).fill(PASSWORD);
  await page.getByRole("button", { name: say("set_up.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("overview.title") })).toBeVisible();
  await ready(page);

  const stranger = await enter(undefined, freshDesk.url);
  await stranger.goto(freshDesk.setupUrl);
  await expect(stranger.getByText(say("error.link_expired"), { exact: true })).toBeVisible();
  await expectAccessible(stranger);
  await shoot(stranger, "setup_used");

  await page.locator("summary").and(page.getByLabel(say("shell.me", { name: "陈静" }))).click();
  await page.getByRole("menuitem", { name: say("sign_out.button") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("sign_in.title") })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: say("sign_in.title") })).toBeVisible();
  await ready(page);

  const refusal = async (email: string, password: string) => {
    await page.getByLabel(say("person.email")).fill(email);
    await page.getByRole("textbox", { name: say("person.password") }).fill(password);
    const answered = page.waitForResponse(/\/api\/sign_in/);
    await page.getByRole("button", { name: say("sign_in.submit") }).click();
    const answer = await answered;
    await expect(page.getByText(say("problem.wrong_credentials"))).toBeVisible();
    return { status: answer.status(), body: await answer.text() };
  };
  expect(await refusal("chenjing@example.com", "not the password")).toEqual(await refusal("nobody@example.com", PASSWORD));
  await expectAccessible(page);
  await shoot(page, "sign_in_refused");

  await page.getByLabel(say("person.email")).fill("chenjing@example.com");
  await page.getByRole("textbox", { name: say("person.password") }).fill(PASSWORD);
  await page.getByRole("button", { name: say("sign_in.submit") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("overview.title") })).toBeVisible();
});

test("a colleague joins by an invitation, and ends the session of a lost device", async ({ desk, enter, office, say }, { project }) => {
  const email = `wangfang-${project.name}@example.com`;
  const admin = await enter(office.admin);
  await admin.goto("/settings/people");
  await ready(admin);
  await expectAccessible(admin);
  await shoot(admin, "people");
  await admin.getByRole("button", { name: say("people.invite") }).click();
  const drawer = admin.getByRole("dialog", { name: say("people.invite") });
  await drawer.getByLabel(say("person.name")).fill("王芳");
  await drawer.getByLabel(say("person.email")).fill(email);
  await drawer.getByLabel(say("person.department")).selectOption({ label: office.service.name });
  await expectAccessible(admin);
  await shoot(admin, "invite");
  await drawer.getByRole("button", { name: say("invite.submit") }).click();
  const link = await drawer.getByRole("textbox", { name: say("invite.link") }).inputValue();
  expect(link.startsWith(`${desk.url}/setup/`)).toBe(true);
  await expectAccessible(admin);
  await shoot(admin, "invite_link");
  await drawer.getByRole("button", { name: say("invite.done") }).click();
  await expect(admin.getByRole("row").filter({ hasText: email })).toBeVisible();

  const colleague = await enter();
  await colleague.goto(link);
  await ready(colleague);
  await expect(colleague.getByLabel(say("person.name"))).toHaveValue("王芳");
  await shoot(colleague, "setup_invited");
  await colleague.getByRole("textbox", { name: say("person.password") }).fill(PASSWORD);
  await colleague.getByRole("button", { name: say("set_up.submit") }).click();
  await expect(colleague.getByRole("heading", { level: 1, name: say("overview.title") })).toBeVisible();

  const lost = await enter();
  await lost.goto("/sign-in");
  await ready(lost);
  await lost.getByLabel(say("person.email")).fill(email);
  await lost.getByRole("textbox", { name: say("person.password") }).fill(PASSWORD);
  await lost.getByRole("button", { name: say("sign_in.submit") }).click();
  await expect(lost.getByRole("heading", { level: 1, name: say("overview.title") })).toBeVisible();
  await ready(lost);

  await colleague.goto("/account");
  await ready(colleague);
  const sessions = colleague.getByRole("region", { name: say("sessions.title") });
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await expectAccessible(colleague);
  await shoot(colleague, "account", { fullPage: true });
  await sessions.getByRole("button", { name: say.like("sessions.revoke_named") }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);

  const told = lost.getByRole("dialog", { name: say("error.signed_out") });
  await expect(told).toBeVisible();
  await expectAccessible(lost);
  await shoot(lost, "signed_out");
  await told.getByRole("link", { name: say("error.sign_in") }).click();
  await expect(lost.getByRole("heading", { level: 1, name: say("sign_in.title") })).toBeVisible();
});

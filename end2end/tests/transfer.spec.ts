import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

const ROWS = 30;

/** A file of thirty rows, three of which nobody would register. */
function table(word: string): Buffer {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const title = at === 4 ? "" : `${word} ${at + 1}`;
    const priority = at === 9 ? "马上" : "高";
    const handler = at === 19 ? "没有这个人" : "周启明";
    return `${title},"第 ${at + 1} 行，\n请处理",${priority},${handler}`;
  });
  return Buffer.from(["工单标题,描述,优先级,受理人", ...rows].join("\r\n"));
}

async function download(page: Page, open: () => Promise<void>): Promise<[string, string]> {
  const [file] = await Promise.all([page.waitForEvent("download"), open()]);
  return [file.suggestedFilename(), await readFile(await file.path(), "utf8")];
}

test("rows come in, bad ones go back, and the list goes out as it is filtered", async ({ enter, office, say }, { project }) => {
  const word = `导入${project.name}`;
  const page = await enter(office.admin);
  await page.goto("/settings/transfer");
  await ready(page);
  await expectAccessible(page);
  await page.getByLabel(say("transfer.file")).setInputFiles({ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("标题,内容\n") });
  await page.getByRole("button", { name: say("transfer.upload") }).click();
  await expect(page.getByText(say("flaw.no_rows"))).toBeVisible();
  await ready(page);
  await shoot(page, "transfer_refused", { fullPage: true });

  await page.getByLabel(say("transfer.file")).setInputFiles({ name: `${word}.csv`, mimeType: "text/csv", buffer: table(word) });
  await page.getByRole("button", { name: say("transfer.upload") }).click();
  await expect(page.getByRole("heading", { name: say("import.title", { name: `${word}.csv` }) })).toBeVisible();
  await ready(page);
  const becomes = (name: string) => page.getByRole("combobox", { name: say("import.target_of", { name }) });
  await expect(becomes("描述")).toHaveValue("content");
  await becomes("描述").selectOption("");
  await page.getByRole("button", { name: say("import.check"), exact: true }).click();
  await expect(page.getByText(say("import.missing", { name: say("ticket.content") }))).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "import_columns", { fullPage: true });
  await becomes("描述").selectOption("content");
  await page.getByRole("button", { name: say("import.check"), exact: true }).click();

  await expect(page.getByText(say("import.checked_text", { good: ROWS - 3, bad: 3 }))).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "import_checked", { fullPage: true });
  await page.getByRole("button", { name: say("import.run", { n: ROWS - 3 }) }).click();
  await expect(page.getByText(say("import.done_text", { good: ROWS - 3, bad: 3 }))).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "import_done", { fullPage: true });
  const [name, errors] = await download(page, () => page.getByRole("link", { name: say("import.errors_download") }).click());
  expect(name).toContain(word);
  expect(errors.split("\r\n").filter((line) => /^"?\d+,/.test(line)).map((line) => parseInt(line))).toEqual([6, 11, 21]);
  expect(errors).toContain("没有这个人");

  await page.goto(`/tickets?view=all&q=${encodeURIComponent(word)}&priority=high`);
  await ready(page);
  await expect(page.getByText(say("tickets.total", { n: ROWS - 3 }))).toBeVisible();
  await expectAccessible(page);
  await page.locator(".tickets__export summary").click();
  await shoot(page, "list_export");
  const csv = page.getByRole("menuitem", { name: say("transfer.export_as", { name: say("transfer.export"), format: "csv" }) });
  const [, list] = await download(page, () => csv.click());
  expect(list.match(new RegExp(`^\\d+,${word} \\d+,`, "gm"))).toHaveLength(ROWS - 3);

  await page.goto("/settings/transfer");
  await ready(page);
  await expect(page.getByRole("link", { name: `${word}.csv` })).toBeVisible();
  await expectAccessible(page);
  await shoot(page, "transfer", { fullPage: true });
});

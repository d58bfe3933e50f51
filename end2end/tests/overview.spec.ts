import type { Locator } from "@playwright/test";
import { expect, test } from "../support/desk";
import { expectAccessible, ready, shoot } from "../support/page";

/** Whether anything has been drawn. */
const isDrawn = (canvas: Locator) =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const pixels = element.getContext("2d")!.getImageData(0, 0, element.width, element.height).data;
    return pixels.some((value, at) => at % 4 === 3 && value > 0);
  });

test("the overview counts, draws and leads to the lists", async ({ enter, office, say }, { project }) => {
  const handler = await office.admin.idOf(office.handler.name);
  for (const [at, status] of (["untouched", "untouched", "replied", "asked_again", "closed"] as const).entries()) {
    const type = office.types[at % 3].id;
    await office.handler.register({ title: `日报 ${at} ${project.name}`, status, type, handler, department: office.service.id });
  }
  const page = await enter(office.handler);
  await page.goto("/");
  await ready(page);
  const statuses = page.getByRole("region", { name: say("overview.statuses") });
  const types = page.getByRole("region", { name: say("overview.types") });
  for (const chart of [statuses, types]) {
    await chart.scrollIntoViewIfNeeded();
    await expect(chart.locator("canvas")).toBeVisible();
    await expect.poll(() => isDrawn(chart.locator("canvas"))).toBe(true);
  }
  await expectAccessible(page);
  await shoot(page, "overview", { fullPage: true });

  const counters = page.getByRole("list", { name: say("overview.counters") });
  for (const [label, view] of [["total", "all"], ["my_total", "mine"], ["my_pending", "pending"]]) {
    await expect(counters.getByRole("link").filter({ has: page.getByText(say(`overview.${label}`), { exact: true }) })).toHaveAttribute("href", `/tickets?view=${view}`);
  }

  await statuses.getByRole("button", { name: say("chart.show_table") }).click();
  const table = statuses.getByRole("table");
  await expect(table.getByRole("row").filter({ hasText: say("status.replied") })).toContainText("%");
  await expectAccessible(page);
  await shoot(page, "overview_table", { fullPage: true });
  await expect(table.getByRole("link", { name: say("status.replied") })).toHaveAttribute("href", "/tickets?view=all&status=replied");
  await statuses.getByRole("button", { name: say("chart.show_chart") }).click();

  const canvas = statuses.locator("canvas");
  const { width, height } = (await canvas.boundingBox())!;
  await expect.poll(() => isDrawn(canvas)).toBe(true);
  await canvas.click({ position: { x: width * 0.36 + Math.min(width, height) * 0.3, y: height / 2 } });
  await expect(page).toHaveURL(/\/tickets\?view=all&status=/);
  await expect(page.locator("[data-row]").first()).toBeVisible();

  await page.goto("/");
  await ready(page);
  await counters.getByRole("link").filter({ hasText: say("overview.my_pending") }).click();
  await expect(page.getByRole("heading", { level: 1, name: say("view.pending") })).toBeVisible();
  await expect(page.locator("[data-row]").filter({ hasText: project.name }).first()).toBeVisible();
});

import { defineConfig, type ViewportSize } from "@playwright/test";
import type { DeskOptions } from "./support/desk";

const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const desktop: ViewportSize = { width: 1440, height: 900 };
const phone: ViewportSize = { width: 390, height: 844 };

/** Journeys that say nothing new in a second language run in one desktop and one phone project only. */
const once = /(work|live|safety|bad_input)\.spec\.ts/;

const project = (name: string, lang: "zh" | "en", viewport: ViewportSize, testIgnore?: RegExp) => ({
  name,
  testIgnore,
  use: {
    lang,
    locale: lang === "zh" ? "zh-CN" : "en-US",
    viewport,
    isMobile: viewport === phone,
    hasTouch: viewport === phone,
  },
});

export default defineConfig<DeskOptions>({
  testDir: "tests",
  outputDir: "test-results",
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: chromium, args },
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
  },
  projects: [
    project("desktop-zh", "zh", desktop),
    project("desktop-en", "en", desktop, once),
    project("phone-zh", "zh", phone, once),
    project("phone-en", "en", phone),
  ],
});

// A desk of one's own: every worker starts the built server with an empty database.
import { test as base, type Page } from "@playwright/test";
import type { Account } from "./account";
import { watchForFaults } from "./faults";
import { furnish, leave, type Office } from "./office";
import { DeskProcess } from "./process";
import { words, type Words } from "./words";

/** A running server with a database that nobody else uses. */
export interface Desk {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  /** The one-time link of the first start, on which the administrator's account is made. */
  readonly setupUrl: string;
  /** Stops and starts the server; address and data stay. */
  restart(): Promise<void>;
  /** Stops the server; `restart` brings it back. */
  stop(): Promise<void>;
}

/** What a project of `playwright.config.ts` sets. */
export interface DeskOptions {
  /** The language of the browser and so of the screens. */
  lang: "zh" | "en";
}

interface WorkerFixtures {
  desk: Desk;
  /** The people and departments of the worker's desk. */
  office: Office;
}

interface TestFixtures extends DeskOptions {
  /** A desk for this test alone, on which nobody has used the setup link yet. */
  freshDesk: Desk;
  /** The texts of the screens in the project's language. */
  say: Words;
  /** Opens a browser of its own; signed in as somebody, where somebody is named. */
  enter: (account?: Account, url?: string) => Promise<Page>;
  /** Fails the test when the page throws or logs an error. */
  faults: void;
}

async function lend(use: (desk: Desk) => Promise<void>): Promise<void> {
  const desk = await DeskProcess.start();
  try {
    await use(desk);
  } finally {
    await desk.remove();
  }
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  lang: ["zh", { option: true }],
  desk: [
    ({}, use) => lend(use),
    { scope: "worker", timeout: 60_000 },
  ],
  office: [
    async ({ desk, playwright }, use) => {
      const office = await furnish(desk, playwright.request);
      await use(office);
      await leave(office);
    },
    { scope: "worker", timeout: 60_000 },
  ],
  freshDesk: ({}, use) => lend(use),
  say: ({ lang }, use) => use(words(lang)),
  enter: async ({ browser, desk }, use) => {
    const browsers: (() => Promise<void>)[] = [];
    await use(async (account, url = desk.url) => {
      const context = await browser.newContext({ baseURL: url, storageState: await account?.state() });
      const assertNone = watchForFaults(context);
      browsers.push(async () => {
        await context.close();
        assertNone();
      });
      return context.newPage();
    });
    for (const close of browsers) await close();
  },
  baseURL: async ({ desk }, use) => use(desk.url),
  faults: [
    async ({ context }, use) => {
      const assertNone = watchForFaults(context);
      await use();
      assertNone();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";

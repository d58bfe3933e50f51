// Starting and stopping the server binary.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Desk } from "./desk";
import { createDatabase, dropDatabase } from "./postgres";

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;
const SETUP_LINK = /\/setup\/[\w-]+/;

/** The server as a child process, with its own data folder and, on PostgreSQL, its own database. */
export class DeskProcess implements Desk {
  readonly url: string;
  setupUrl = "";
  private child?: ChildProcess;
  private output = "";

  private constructor(
    private readonly port: number,
    private readonly data: string,
    private readonly database?: string,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<DeskProcess> {
    const data = await mkdtemp(path.join(os.tmpdir(), "gongdan-desk-"));
    const desk = new DeskProcess(await freePort(), data, await createDatabase());
    try {
      await desk.launch();
      desk.setupUrl = desk.url + (await desk.waitFor("the setup link", () => desk.output.match(SETUP_LINK)?.[0]));
      return desk;
    } catch (error) {
      await desk.remove();
      throw error;
    }
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.launch();
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    const late = AbortSignal.timeout(STOP_LIMIT_MS);
    late.addEventListener("abort", () => child.kill("SIGKILL"));
    await gone;
  }

  /** Stops the server and deletes what it stored. */
  async remove(): Promise<void> {
    await this.stop();
    if (this.database) await dropDatabase(this.database);
    await rm(this.data, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    this.output = "";
    const child = spawn(required("GONGDAN_SERVER_BIN"), [], {
      env: this.environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.on("error", (error) => (this.output += error.message));
    child.stdout.on("data", (chunk) => (this.output += chunk));
    child.stderr.on("data", (chunk) => (this.output += chunk));
    this.child = child;
    await this.waitFor("an answer", async () => (await fetch(this.url, { redirect: "manual" })).status);
  }

  private environment(): NodeJS.ProcessEnv {
    const { DATABASE_URL: _, ...inherited } = process.env;
    return {
      ...inherited,
      ...(this.database && { DATABASE_URL: this.database }),
      GONGDAN_BASE_URL: this.url,
      GONGDAN_DATA: this.data,
      GONGDAN_LISTEN: `127.0.0.1:${this.port}`,
      GONGDAN_SITE: required("GONGDAN_SITE"),
      // The receivers of the journeys listen on this machine, without certificates.
      GONGDAN_WEBHOOK_ALLOW: "127.0.0.0/8",
      GONGDAN_WEBHOOK_HTTP: "1",
    };
  }

  private async waitFor<T>(what: string, look: () => T | undefined | Promise<T>): Promise<T> {
    const end = Date.now() + START_LIMIT_MS;
    while (Date.now() < end && this.child?.exitCode === null) {
      const found = await Promise.resolve().then(look).catch(() => undefined);
      if (found !== undefined) return found;
      await pause(50);
    }
    throw new Error(`The server gave no sign of ${what}. Its output:\n${this.output}`);
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run the journeys by: cargo xtask test --only e2e`);
  return value;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

// One PostgreSQL database per desk, when E2E_POSTGRES_URL names a server.
import { randomUUID } from "node:crypto";
import pg from "pg";

const server = process.env.E2E_POSTGRES_URL;

/** Makes an empty database and returns its address; nothing without a server, then the desk uses SQLite. */
export async function createDatabase(): Promise<string | undefined> {
  if (!server) return undefined;
  const name = `desk_${randomUUID().replaceAll("-", "")}`;
  await execute(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Drops a database made by `createDatabase`. */
export async function dropDatabase(url: string): Promise<void> {
  await execute(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

async function execute(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

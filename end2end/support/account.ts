// A person's account, used without a browser: what a journey needs but does not try out.
import { expect, type APIRequest, type APIRequestContext, type APIResponse, type BrowserContextOptions } from "@playwright/test";

type Fields = Record<string, string | number>;

/** What a new ticket is made of; the rest stays empty. */
export interface TicketFields {
  title: string;
  content?: string;
  type?: string;
  priority?: "low" | "medium" | "high" | "urgent";
  status?: "untouched" | "replied" | "asked_again" | "closed";
  department?: string;
  handler?: string;
}

/** The password of everybody in the journeys. */
export const PASSWORD = "correct horse 电池 staple";

/** Somebody who is signed in. */
export class Account {
  private constructor(
    readonly name: string,
    readonly email: string,
    private readonly api: APIRequestContext,
  ) {}

  /** Makes the account that a one-time link is for. */
  static async setUp(request: APIRequest, setupUrl: string, name: string, email: string): Promise<Account> {
    const url = new URL(setupUrl);
    const extraHTTPHeaders = { Accept: "application/json", Origin: url.origin };
    const account = new Account(name, email, await request.newContext({ baseURL: url.origin, extraHTTPHeaders }));
    await account.send("set_up", { token: url.pathname.split("/").at(-1)!, name, email, password: PASSWORD });
    return account;
  }

  /** Sends a form to a server function. */
  async send<T>(verb: string, form: Fields = {}): Promise<T> {
    return answer(await this.api.post(`/api/${verb}`, { form }));
  }

  /** Asks a server function that takes JSON. */
  async ask<T>(verb: string, data: object): Promise<T> {
    return answer(await this.api.post(`/api/${verb}`, { data }));
  }

  /** The id of a colleague. */
  async idOf(name: string): Promise<string> {
    const people = await this.ask<{ id: string; name: string }[]>("pick_people", { query: name, department: null });
    return people.find((who) => who.name === name)!.id;
  }

  /** Registers a ticket and gives its number. */
  async register(ticket: TicketFields): Promise<number> {
    const { title, content = `<p>${title}</p>`, type = "", priority = "medium", status = "untouched" } = ticket;
    const { department = "", handler = "" } = ticket;
    const form = { title, content, type_id: type, priority, status, department, handler };
    return this.send("register_ticket", inForm(form));
  }

  /** Answers a ticket as it stands now, perhaps with a status to submit with. */
  async reply(number: number, content: string, status = ""): Promise<void> {
    const { version } = await this.send<{ version: number }>("ticket_detail", { number });
    await this.send("reply_ticket", { number, ...inForm({ content: `<p>${content}</p>`, version, status }) });
  }

  /** What a browser needs to be signed in as this person. */
  async state(): Promise<BrowserContextOptions["storageState"]> {
    return this.api.storageState();
  }

  /** Lets go of the connection. */
  async close(): Promise<void> {
    await this.api.dispose();
  }
}

function inForm(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`form[${name}]`, value]));
}

async function answer<T>(response: APIResponse): Promise<T> {
  const text = await response.text();
  expect(response.ok(), `${response.url()} answered ${response.status()} ${text}`).toBe(true);
  return text ? JSON.parse(text) : undefined;
}

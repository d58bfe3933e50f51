// The people of the journeys and where they sit.
import type { APIRequest } from "@playwright/test";
import { Account } from "./account";
import type { Desk } from "./desk";

interface Named {
  id: string;
  name: string;
}

/** A desk that has been set up: two departments, an administrator and three agents. */
export interface Office {
  /** 管理员. */
  admin: Account;
  /** Registers tickets; sits with the handler. */
  creator: Account;
  /** Works on tickets in the first department. */
  handler: Account;
  /** Works in the other department. */
  repairer: Account;
  /** The ids and names of the departments. */
  service: Named;
  repairs: Named;
  /** The ticket types that a new desk offers. */
  types: Named[];
  /** The tags that a new desk offers. */
  tags: Named[];
}

/** Sets up the desk. */
export async function furnish(desk: Desk, request: APIRequest): Promise<Office> {
  const admin = await Account.setUp(request, desk.setupUrl, "陈静", "chenjing@example.com");
  await admin.send("add_department", { name: "维修部" });
  const references = await admin.send<{ types: Named[]; tags: Named[]; departments: Named[] }>("ticket_references");
  const repairs = references.departments.find(({ name }) => name === "维修部")!;
  const service = references.departments.find(({ name }) => name !== "维修部")!;
  const hire = async (name: string, email: string, department: Named) => {
    const invite = { name, email, role: "agent", scope: "department", department: department.id };
    return Account.setUp(request, desk.url + (await admin.send<string>("invite", invite)), name, email);
  };
  return {
    admin,
    creator: await hire("林小满", "linxiaoman@example.com", service),
    handler: await hire("周启明", "zhouqiming@example.com", service),
    repairer: await hire("何建国", "hejianguo@example.com", repairs),
    service,
    repairs,
    types: references.types,
    tags: references.tags,
  };
}

/** Ends the connections of everybody. */
export async function leave({ admin, creator, handler, repairer }: Office): Promise<void> {
  await Promise.all([admin, creator, handler, repairer].map((account) => account.close()));
}

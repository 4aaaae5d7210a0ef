/** What tests of invoices begin with. */
import { expect } from "vitest";
import type { Harness, Person } from "#testing/harness";
import * as Billables from "./billables.ts";
import * as Invoices from "./invoices.ts";

export function invoicing(life: () => Harness) {
  async function entry(as: Person, body: object = {}): Promise<string> {
    const worked = { date: "2026-03-02", hours: 1.5, rateCents: 9_000, currency: "EUR", ...body };
    return (await life().call(Billables.create, { as, body: worked })).body.id;
  }
  async function draft(as: Person, worked: object = {}, body: object = {}): Promise<string> {
    const made = await life().call(Invoices.create, { as, body: { entryIds: [await entry(as, worked)], ...body } });
    expect(made.status).toBe(201);
    return made.body.id;
  }
  const ask = (operation: (typeof Invoices)[keyof typeof Invoices], as: Person, invoiceId: string, more: object = {}) =>
    life().call(operation, { as, params: { invoiceId }, ...more });
  async function sent(as: Person, worked: object = {}, body: object = {}, mailing: object = {}) {
    const answer = await ask(Invoices.send, as, await draft(as, worked, body), { body: mailing });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as { id: string; number: string };
  }
  return { entry, draft, ask, sent };
}

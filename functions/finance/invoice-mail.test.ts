import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import { InvoiceMailed, InvoiceMailFailed, InvoiceMailRequested, InvoiceSent } from "#core/finance/events";
import { unmailed } from "#core/finance/invoice-mail-overdue";
import { pdfText } from "#core/ingest/pdf-text";
import { tellMailFailed } from "#functions/finance/consumers";
import { mailInvoice } from "#functions/finance/workflows";
import { create as createContact } from "#functions/people/contacts";
import type { EventRow } from "#kit/event";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { RESEND_KEY, type ResendStandIn, resendStandIn } from "#testing/resend";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";
import { invoicing } from "./invoice.fixture.ts";
import * as Invoices from "./invoices.ts";

let open: OpenServerDatabase;
let life: Harness;
let resend: ResendStandIn;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
let anna: Person;
let client: string;
const { draft, ask, sent } = invoicing(() => life);
beforeAll(async () => {
  resend = await resendStandIn();
  open = await serverDb();
  life = await harness(open, { config: { ...resend.config }, network: resend.network });
  workflows = await startWorkflows(open.database, [mailInvoice]);
});
afterAll(async () => {
  await workflows.engine.stop();
  await life.close();
  await resend.close();
});
beforeEach(async () => {
  anna = await life.user("anna");
  const emails = [{ value: "grace@client.example" }, { value: "home@client.example" }];
  const { body } = await life.call(createContact, { as: anna, body: { name: "Grace Hopper", emails } });
  client = body.id;
  resend.mails.length = 0;
  resend.asked.length = 0;
  resend.next.length = 0;
});

const requested = (id: string) => life.events(InvoiceMailRequested).findLast(({ data }) => data.entityId === id)!;
const run = (id: string) => workflows.run(requested(id));
const shown = async (id: string) => (await ask(Invoices.get, anna, id)).body;

slow(
  "goes out by mail with its PDF, to the first address of its contact, and answers come to who sent it",
  async () => {
    const invoice = await sent(anna, { contactId: client }, { dueOn: "2026-03-31", taxPercent: 19 }, { email: true });
    expect(invoice).toMatchObject({ status: "sent", mailStatus: "requested", mailTo: "grace@client.example" });
    expect(resend.mails).toEqual([]);
    expect(await run(invoice.id)).toContain("completed");
    const [own] = await life.database.query<{ email: string }>("select email from users where id = $1", [anna.userId]);
    expect(resend.mails).toMatchObject([
      {
        from: '"anna" <invoices@lifeos.example>',
        to: ["grace@client.example"],
        reply_to: own!.email,
        subject: `Invoice ${invoice.number} from anna`,
        attachments: [{ filename: `Invoice ${invoice.number}.pdf`, content_type: "application/pdf" }],
      },
    ]);
    const text = await pdfText(Buffer.from(resend.mails[0]!.attachments![0]!.content, "base64"));
    for (const part of [`Invoice ${invoice.number}`, "Grace Hopper", "€160.65"]) expect(text).toContain(part);
    expect(await shown(invoice.id)).toMatchObject({
      status: "sent",
      mailStatus: "mailed",
      mailedAt: expect.any(String),
    });
    expect(life.events(InvoiceMailed).filter(({ data }) => data.entityId === invoice.id)).toHaveLength(1);
    // No log has the address or the key.
    expect(JSON.stringify(life.logs)).not.toMatch(new RegExp(`grace@client|${RESEND_KEY}`));
  },
);

it("goes to another address that is given, and to none unless asked for", async () => {
  const elsewhere = await sent(anna, { contactId: client }, {}, { address: "accounts@client.example" });
  await run(elsewhere.id);
  expect(resend.mails.map(({ to }) => to)).toEqual([["accounts@client.example"]]);
  for (const mailing of [{}, { email: false }, { email: false, address: "accounts@client.example" }]) {
    const { id } = await sent(anna, { contactId: client }, {}, mailing);
    expect(await shown(id)).toMatchObject({ mailStatus: null, mailTo: null, mailAttempt: 0 });
    expect(requested(id)).toBeUndefined();
  }
});

it("has no number as long as its mail leads nowhere or cannot go out from here", async () => {
  const nowhere = await draft(anna);
  const answer = await ask(Invoices.send, anna, nowhere, { body: { email: true } });
  expect(answer).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: "#/address", coded: { code: "no_mail_address" } }] },
  });
  for (const address of ["nobody", "a@b@c.example", "a b@c.example", `${"a".repeat(65)}@c.example`])
    expect((await ask(Invoices.send, anna, nowhere, { body: { address } })).status).toBe(400);
  expect(await shown(nowhere)).toMatchObject({ status: "draft", number: null });
  for (const name of ["RESEND_API_KEY", "MAIL_FROM"]) {
    const value = life.config[name];
    life.config[name] = undefined;
    const refused = await ask(Invoices.send, anna, nowhere, { body: { address: "accounts@client.example" } });
    expect(refused).toMatchObject({ status: 503, body: { code: "not_configured" } });
    life.config[name] = value;
  }
  expect(await shown(nowhere)).toMatchObject({ status: "draft", number: null, mailAttempt: 0 });
  expect((await sent(anna)).number).toBe("1");
});

it("is mailed once although the service breaks off, fails for a while, or the event comes twice", async () => {
  const { id } = await sent(anna, { contactId: client }, {}, { email: true });
  resend.next.push("breaks off", { status: 500, name: "internal_server_error" });
  resend.next.push(
    { status: 409, name: "concurrent_idempotent_requests" },
    { status: 429, name: "rate_limit_exceeded" },
  );
  expect(await run(id)).toContain("completed");
  expect(resend.mails).toHaveLength(1);
  expect(new Set(resend.asked.map(({ key }) => key))).toEqual(new Set([`lifeos/invoice/${id}/1`]));
  expect(new Set(resend.asked.map(({ body }) => body)).size).toBe(1);
  expect(await shown(id)).toMatchObject({ mailStatus: "mailed" });
  await workflows.send([requested(id)], (one) => `${one}-again`);
  expect(resend.mails).toHaveLength(1);
});

it("keeps its number when its mail is refused, tells its person once, and can be mailed again", async () => {
  const { id, number } = await sent(anna, { contactId: client }, {}, { email: true });
  resend.next.push({ status: 422, name: "validation_error" });
  expect(await run(id)).toContain("failed");
  await eventually(async () =>
    expect(await shown(id)).toMatchObject({ status: "sent", number, mailStatus: "failed", mailProblem: "refused" }),
  );
  const failed = life.events(InvoiceMailFailed).find(({ data }) => data.entityId === id)!;
  for (let i = 0; i < 2; i++) expect(await life.deliver(tellMailFailed, [failed])).toEqual([]);
  const told = await life.database.query("select kind, title from notifications where user_id = $1", [anna.userId]);
  expect(told).toEqual([{ kind: "invoice_mail_failed", title: `Invoice ${number} was not mailed` }]);

  const again = await ask(Invoices.mail, anna, id, { body: { address: "accounts@client.example" } });
  expect(again).toMatchObject({
    status: 200,
    body: { number, mailStatus: "requested", mailProblem: null, mailAttempt: 2 },
  });
  const twice = await ask(Invoices.mail, anna, id, { body: {} });
  expect(twice).toMatchObject({ status: 409, body: { coded: { code: "invoice_mail_underway" } } });
  await workflows.send([requested(id)]);
  await eventually(() => expect(resend.mails.map(({ to }) => to)).toEqual([["accounts@client.example"]]));
  expect(life.events(InvoiceSent).filter(({ data }) => data.entityId === id)).toHaveLength(1);
});

it("says that the service does not answer when it never does", async () => {
  const { id, number } = await sent(anna, { contactId: client }, {}, { email: true });
  for (let i = 0; i < 40; i++) resend.next.push({ status: 503, name: "application_error" });
  expect(await run(id)).toContain("failed");
  await eventually(async () =>
    expect(await shown(id)).toMatchObject({ status: "sent", number, mailStatus: "failed", mailProblem: "unanswered" }),
  );
});

it("is not mailed any more once it is void, nor by anybody but its person, nor as a draft", async () => {
  const { id } = await sent(anna, { contactId: client }, {}, { email: true });
  expect((await ask(Invoices.makeVoid, anna, id)).body).toMatchObject({ mailStatus: "failed", mailProblem: "voided" });
  expect(await run(id)).toContain("completed");
  expect(resend.asked).toEqual([]);
  for (const other of [id, await draft(anna, { contactId: client })]) {
    const answer = await ask(Invoices.mail, anna, other, { body: {} });
    expect(answer).toMatchObject({ status: 409, body: { coded: { code: "invoice_unmailable" } } });
  }
  const mine = await sent(anna, { contactId: client });
  expect((await ask(Invoices.mail, await life.user("eve"), mine.id, { body: {} })).status).toBe(404);
});

it("is handed over again when nothing came of its mail, and given up in the end", async () => {
  const { id } = await sent(anna, { contactId: client }, {}, { email: true });
  const service = speakAsService("schedule").ctx;
  const waiting = await life.database.query("select id from invoices where mail_status = 'requested'");
  expect(waiting).toContainEqual({ id });
  const [row] = await life.database.query<EventRow>("select * from events where event_type = $1 and entity_id = $2", [
    InvoiceMailRequested.type,
    id,
  ]);
  await unmailed.giveUp!(service, row!, "lost");
  await unmailed.giveUp!(service, row!, "lost");
  expect(await shown(id)).toMatchObject({ status: "sent", mailStatus: "failed", mailProblem: "unanswered" });
  const told = life.events(InvoiceMailFailed).filter(({ data }) => data.entityId === id);
  expect(told).toMatchObject([{ subject: anna.userId }]);
});

it("goes out so many times in 24 hours as the plan has it, also when all are asked for at once", async () => {
  life.config.INVOICE_MAIL_LIMITS = JSON.stringify({ free: { perDay: 3 } });
  const ids = await Promise.all(Array.from({ length: 5 }, () => draft(anna, { contactId: client })));
  const answers = await Promise.all(ids.map((id) => ask(Invoices.send, anna, id, { body: { email: true } })));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expect(answer).toMatchObject({
      status: 429,
      body: { code: "mail_limit", coded: { code: "invoice_mails_a_day", params: { tier: "free", max: 3 } } },
    });
    const seconds = Number(answer.headers["retry-after"]);
    expect(seconds > 0 && seconds <= 86_400).toBe(true);
  }
  // Nothing was numbered that was not sent, and what needs no mail goes on.
  const rest = ids.filter((_, i) => answers[i]!.status !== 200);
  for (const id of rest) expect(await shown(id)).toMatchObject({ status: "draft", number: null, mailAttempt: 0 });
  const byHand = await ask(Invoices.send, anna, rest[0]!, { body: {} });
  expect(byHand).toMatchObject({ status: 200, body: { number: "4", mailStatus: null } });
  expect((await ask(Invoices.mail, anna, rest[0]!, { body: {} })).status).toBe(429);
  const ben = await life.user("ben");
  const other = await draft(ben);
  const mailing = { address: "accounts@client.example" };
  expect((await ask(Invoices.send, ben, other, { body: mailing })).status).toBe(200);
  life.config.INVOICE_MAIL_LIMITS = JSON.stringify({ free: { perDay: 4 } });
  expect((await ask(Invoices.mail, anna, rest[0]!, { body: {} })).status).toBe(200);
  life.config.INVOICE_MAIL_LIMITS = undefined;
});

/** One purchase is booked once, for any number of messages about it, however close together they arrive. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { TransactionImported } from "#core/finance/events";
import { transactions } from "#core/finance/transactions.sql";
import { EmailReceived } from "#core/ingest/events";
import { processEmail } from "#functions/ingest/workflows";
import type { Engine } from "#local/engine/engine";
import { forEachDatabase } from "#testing/database";
import type { Person } from "#testing/harness";
import { receiptEmail } from "#testing/mail";
import { type Post, post } from "#testing/post";
import { startWorkflows } from "#testing/workflows";

const date = new Date("2026-03-02T11:30:00Z");
const withoutMessageId = (raw: Uint8Array) =>
  Buffer.from(
    Buffer.from(raw)
      .toString()
      .replace(/^Message-ID:.*\r\n/im, ""),
  );

forEachDatabase("one purchase in several mails", (open) => {
  let life: Post;
  let engine: Engine | undefined;
  beforeAll(async () => {
    life = await post({}, await open());
  });
  afterAll(async () => {
    await engine?.stop();
    await life.close();
  });

  async function deliver(to: Person & { address: string }, raws: Uint8Array[]) {
    const answers = await Promise.all(raws.map((raw) => life.webhook(raw, { to: to.address })));
    for (const { status } of answers) expect([200, 202, 409, 503]).toContain(status);
    const received = life.events(EmailReceived).filter((event) => event.subject === to.userId);
    const started = await startWorkflows(life.open.database, [processEmail]);
    engine = started.engine;
    expect(new Set(await started.run(...received))).toEqual(new Set(["completed"]));
    await engine.stop();
    engine = undefined;
    return received.length;
  }

  async function expectOne(of: Person) {
    expect(await life.count(transactions, `user_id = '${of.userId}'`)).toBe(1);
    expect(
      life.published.filter(({ type, subject }) => type === TransactionImported.type && subject === of.userId),
    ).toHaveLength(1);
  }

  it("is booked once when one message without a Message-ID arrives twice at once", async () => {
    const anna = await life.resident("anna");
    const raw = withoutMessageId(receiptEmail({ to: anna.address, date, format: "text" }));
    expect(raw.toString()).not.toMatch(/message-id/i);
    expect(await deliver(anna, [raw, raw])).toBe(1);
    await expectOne(anna);
  });

  it("is booked once when twelve messages about it arrive at once", async () => {
    const anna = await life.resident("anna");
    const raws = Array.from({ length: 12 }, (_, index) =>
      receiptEmail({ to: anna.address, date, format: "text", messageId: `<${index}@shop.example>` }),
    );
    expect(await deliver(anna, raws)).toBe(12);
    await expectOne(anna);
  });
});

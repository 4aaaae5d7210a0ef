import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { speakAsService } from "#cloud/speak";
import { failEmail } from "#core/ingest/emails";
import { EmailFailed, EmailReceived } from "#core/ingest/events";
import { MAX_HAND_OVERS } from "#core/platform/delivery/overdue";
import { list as letters, redrive } from "#functions/admin/dead-letters";
import { list as runs } from "#functions/admin/workflow-runs";
import { readUnread } from "#functions/ingest/schedules";
import { processEmail } from "#functions/ingest/workflows";
import type { CloudEvent } from "#kit/event";
import { wordsAlone } from "#kit/sayings";
import type { Engine } from "#local/engine/engine";
import { eventually } from "#testing/eventually";
import type { Person } from "#testing/harness";
import { hurry } from "#testing/hurry";
import { plainEmail } from "#testing/mail";
import { type MoodyServer, moodyServer } from "#testing/moody-server";
import { type Post, post } from "#testing/post";
import { startWorkflows } from "#testing/workflows";

const START = Date.parse("2026-03-02T11:30:00Z");
const HOUR = 3_600_000;

let life: Post;
let engine: Engine;
let server: MoodyServer;
beforeAll(async () => {
  server = await moodyServer(() => engine);
  life = await post({ INNGEST_BASE_URL: server.url, INNGEST_EVENT_KEY: "a-key" });
  ({ engine } = await startWorkflows(life.open.database, [processEmail], { now: () => life.now() }));
});
beforeEach(() => {
  server.mood = "forgets";
  server.sent.length = 0;
});
afterAll(async () => {
  await engine.stop();
  await life.close();
  await server.close();
});

/** A message that arrived long enough ago, whose event was lost. */
async function lost(name: string): Promise<Person & { event: CloudEvent; row(): Promise<Record<string, unknown>> }> {
  const person = await life.resident(name);
  const date = new Date(START);
  await life.webhook(plainEmail({ to: person.address, text: "See you at eight?", date }), { to: person.address });
  const event = life.events(EmailReceived).find(({ subject }) => subject === person.userId)!;
  const row = async () => (await life.rows("select * from inbound_emails where id = $1", [event.data.entityId]))[0]!;
  return { ...person, event, row };
}
/** Runs the sweep, hours after the mails arrived. The database's clock has dated the events. */
const sweepAfter = async (hours: number) => {
  const [{ now }] = (await life.rows("select now() as now")) as [{ now: Date | string }];
  life.setNow(new Date(new Date(now).getTime() + hours * HOUR));
  await scheduleHandler(readUnread)({});
};
/** Waits until a message has been read. */
const read = (row: () => Promise<Record<string, unknown>>) =>
  eventually(async () => expect(await row()).toMatchObject({ is_processed: true, error: null }));
const ofMine = (event: CloudEvent) => server.sent.filter(({ data }) => data.id === event.id);

describe("a message whose run was lost", () => {
  it("is handed over again under another id, and read", async () => {
    const anna = await lost("anna");
    await sweepAfter(0.4);
    expect(ofMine(anna.event)).toEqual([]);

    server.mood = "works";
    await sweepAfter(0.6);
    expect(ofMine(anna.event)).toMatchObject([
      { id: `${anna.event.id}-again-1`, name: EmailReceived.type, data: anna.event },
    ]);
    await read(anna.row);
    await sweepAfter(100);
    expect(ofMine(anna.event)).toHaveLength(1);
  });

  it("is read by the new run although a lost one has claimed it, and completed steps are not repeated", async () => {
    const ben = await lost("ben");
    await life.rows("insert into consumer_inbox (consumer, event_id, rows) values ($1, $2, $3)", [
      "workflow:ingest.processEmail",
      ben.event.id,
      JSON.stringify({ run: "01LOST", first: "01LOST" }),
    ]);
    server.mood = "works";
    await sweepAfter(1);
    await read(ben.row);
    const claims = "select rows from consumer_inbox where consumer = 'workflow:ingest.processEmail' and event_id = $1";
    const [claim] = await life.rows(claims, [ben.event.id]);
    expect(claim!.rows).toMatchObject({ first: "01LOST", handed: 1 });
    expect((claim!.rows as { run: string }).run).not.toBe("01LOST");
  });

  it("stays read when the run that was taken for lost fails later", async () => {
    const liz = await lost("liz");
    server.mood = "works";
    await sweepAfter(1);
    await read(liz.row);
    await failEmail(speakAsService("workflow").ctx, String(liz.event.data.entityId), wordsAlone("too late"));
    expect(await liz.row()).toMatchObject({ is_processed: true, error: null });
    expect(life.events(EmailFailed).filter(({ subject }) => subject === liz.userId)).toEqual([]);
  });

  it("is handed over once by two sweeps at once", async () => {
    const clara = await lost("clara");
    await Promise.all([sweepAfter(1), sweepAfter(1)]);
    expect(ofMine(clara.event)).toHaveLength(1);
    // Takes it out of the way of the other tests.
    await life.rows("update inbound_emails set error = 'done' where user_id = $1", [clara.userId]);
  });

  it.each([
    ["is away", "away"],
    ["does not take the event key", "locked"],
  ] as const)("does not use up its hand-overs on a server that %s", async (_, mood) => {
    const dora = await lost(`dora-${mood}`);
    server.mood = mood;
    await hurry(() => sweepAfter(1));
    const [claim] = await life.rows("select rows from consumer_inbox where event_id = $1", [dora.event.id]);
    expect(claim!.rows).toMatchObject({ handed: 0 });
    expect(await dora.row()).toMatchObject({ is_processed: false, error: null });
    server.mood = "works";
    await sweepAfter(2);
    await read(dora.row);
  });

  it("becomes a dead letter after a limited number of hand-overs; its owner is notified, and an operator can have it read", async () => {
    const eve = await lost("eve");
    for (let n = 1; n <= MAX_HAND_OVERS; n++) await sweepAfter(2 ** (n + 1));
    expect(ofMine(eve.event).map(({ id }) => id)).toEqual(
      Array.from({ length: MAX_HAND_OVERS }, (_, n) => `${eve.event.id}-again-${n + 1}`),
    );
    expect(await eve.row()).toMatchObject({ error: null });
    await sweepAfter(200);
    expect(ofMine(eve.event)).toHaveLength(MAX_HAND_OVERS);
    expect(await eve.row()).toMatchObject({ is_processed: false, error: expect.stringContaining("could not be read") });

    const admin = await life.user("admin", { role: "admin" });
    const { body } = await life.call(letters, { as: admin, query: { status: "open" } });
    const letter = body.data.find(({ eventId }: { eventId: string }) => eventId === eve.event.id);
    expect(letter).toMatchObject({
      source: "workflow:ingest.processEmail",
      error: expect.stringContaining("nothing came"),
    });
    // No run ever had it, so none is listed.
    const listed = (await life.call(runs, { as: admin })).body.data;
    expect(listed.filter(({ eventId }: { eventId: string }) => eventId === eve.event.id)).toEqual([]);

    server.mood = "works";
    await life.call(redrive, { as: admin, params: { deadLetterId: letter.id } });
    await read(eve.row);
  });

  it("is given up by a later sweep when the first one dies in between, and one that cannot be given up does not delay others", async () => {
    const [fay, gus] = [await lost("fay"), await lost("gus")];
    for (let n = 1; n <= MAX_HAND_OVERS; n++) await sweepAfter(2 ** (n + 1));
    // First nothing can be written about either, and then not about Fay.
    const poison = (condition: string) =>
      life.rows(`alter table dead_letters add constraint poison check (${condition}) not valid`);
    await poison(`event_id not in ('${fay.event.id}', '${gus.event.id}')`);
    await sweepAfter(200);
    for (const { row } of [fay, gus]) expect(await row()).toMatchObject({ is_processed: false, error: null });
    await life.rows("alter table dead_letters drop constraint poison");
    await poison(`event_id <> '${fay.event.id}'`);
    await sweepAfter(300);
    expect(await fay.row()).toMatchObject({ error: null });
    expect(await gus.row()).toMatchObject({ error: expect.stringContaining("could not be read") });
    await life.rows("alter table dead_letters drop constraint poison");
    await sweepAfter(500);
    expect(await fay.row()).toMatchObject({ error: expect.stringContaining("could not be read") });
    for (const { event } of [fay, gus]) expect(ofMine(event)).toHaveLength(MAX_HAND_OVERS);
  });
});

/**
 * The database is broken on purpose: a trigger refuses rows until it is dropped, so that the product's own consumers and
 * workflows fail and give up, and succeed when their dead letters are redriven after the repair. The clock is moved from one try
 * to the next.
 */

import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLife, type Life } from "#client";
import { databases, type OpenDatabase } from "#testing/database";
import { eventually } from "#testing/eventually";
import { receiptEmail } from "#testing/mail";
import { someOf } from "#testing/sampled";
import { slow } from "#testing/slow";
import { type Cloud, startCloud } from "./cloud.ts";
import { CHAIN, deliver } from "./story.ts";

interface Letter {
  id: string;
  source: string;
  eventId: string;
  status: string;
  error: string;
  attempts: number;
}

describe.each(someOf("dead-letters", databases, 1))("what consumers and workflows give up on, on %s", (_, open) => {
  let database: OpenDatabase;
  let cloud: Cloud;
  let aheadMs = 0;
  let operator: (method: string, path: string) => Promise<{ status: number; body: Record<string, unknown> }>;
  const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-dead-letters-"));

  beforeAll(async () => {
    database = await open();
    cloud = await startCloud({
      dataDir,
      port: 0,
      database,
      now: () => new Date(Date.now() + aheadMs),
      log: () => {},
    });
    operator = await operatorOf(cloud);
  });
  // Webhooks are signed with the machine's real time and refused when they are five minutes old, so the clock starts at that time
  // again.
  beforeEach(() => {
    aheadMs = 0;
  });
  afterAll(async () => {
    await cloud.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const query = <Row>(text: string, params: unknown[] = []) => database.database.query<Row>(text, params);

  /** Refuses rows for which the condition on NEW holds, until the returned function is called. */
  async function breakTable(table: string, condition: string, reason: string): Promise<() => Promise<unknown>> {
    const name = `broken_${randomUUID().replaceAll("-", "")}`;
    await query(`create function ${name}() returns trigger language plpgsql as $$
      begin if ${condition} then raise exception '${reason}'; end if; return new; end $$`);
    await query(`create trigger ${name} before insert on ${table} for each row execute function ${name}()`);
    return async () => {
      await query(`drop trigger ${name} on ${table}`);
      await query(`drop function ${name}`);
    };
  }

  /** Moves the clock forward, try by try, until the check passes. */
  function until<T>(check: () => Promise<T>): Promise<T> {
    return eventually(async () => {
      aheadMs += 10_000;
      cloud.engine.wake();
      await cloud.bus.wake();
      return check();
    });
  }

  const lettersOf = async (source: string): Promise<Letter[]> =>
    (await operator("GET", `dead-letters?source=${source}`)).body.data as Letter[];

  it("is kept with its error, holds up nobody, and has one effect when it is sent again after the cause is mended", async () => {
    const anna = await person(cloud);
    await anna.trains();
    const mend = await breakTable("meals", "new.name = 'Green Fork Kitchen'", "the kitchen is closed");
    const before = await query<{ id: string }>("select id from meals");
    await anna.receipt("Green Fork Kitchen");
    await anna.receipt("Blue Plate Diner");
    const [letter] = await until(async () => {
      const letters = await lettersOf("health.draftMeal");
      expect(letters).toHaveLength(1);
      return letters as [Letter];
    });
    expect(letter).toMatchObject({
      status: "open",
      attempts: 5,
      error: expect.stringContaining("the kitchen is closed"),
    });
    const { body: whole } = await operator("GET", `dead-letters/${letter.id}`);
    const message = JSON.parse((whole.payload as { body: string }).body);
    expect(message.detail).toMatchObject({ id: letter.eventId, type: "finance.transaction.imported" });
    await cloud.settled();
    const drafted = await anna.meals();
    expect(drafted.map(({ name }) => name)).toEqual(["Blue Plate Diner"]);

    await mend();
    for (let again = 0; again < 3; again++) {
      const { status, body } = await operator("POST", `dead-letters/${letter.id}/redrive`);
      expect([status, body.status]).toEqual([200, "redriven"]);
    }
    // A duplicate of the same message, as SQS itself may deliver one.
    await query(
      `insert into cloud.queue_message (message_id, queue, body, sent_at, visible_at) values ($1, $2, $3, now(), now())`,
      [randomUUID(), "health-draftMeal", (whole.payload as { body: string }).body],
    );
    await cloud.bus.wake();
    await cloud.settled();
    expect((await anna.meals()).map(({ name }) => name).sort()).toEqual(["Blue Plate Diner", "Green Fork Kitchen"]);
    expect(await query("select id from meals")).toHaveLength(before.length + 2);
    expect(await lettersOf("health.draftMeal")).toMatchObject([{ status: "redriven" }]);
    expect(await cloud.bus.queues.deadLetters()).toEqual([]);
  });

  it("is open again when it fails again, and stays discarded once it is discarded", async () => {
    const ben = await person(cloud);
    const mend = await breakTable("meals", "new.name = 'Old Mill'", "the mill is shut");
    await ben.receipt("Old Mill");
    const open = (letters: Letter[]) => letters.filter(({ status }) => status === "open");
    const [letter] = await until(async () => {
      const letters = open(await lettersOf("health.draftMeal"));
      expect(letters).toHaveLength(1);
      return letters as [Letter];
    });
    expect((await operator("POST", `dead-letters/${letter.id}/redrive`)).body.status).toBe("redriven");
    await until(async () => expect(open(await lettersOf("health.draftMeal"))).toMatchObject([{ id: letter.id }]));
    for (let again = 0; again < 2; again++) {
      const { status, body } = await operator("POST", `dead-letters/${letter.id}/discard`);
      expect([status, body.status]).toEqual([200, "discarded"]);
    }
    expect(await operator("POST", `dead-letters/${letter.id}/redrive`)).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
    await mend();
    await cloud.settled();
    expect(await ben.meals()).toEqual([]);
  });

  it("is recorded from the dead-letter queue when the consumer could not record it itself", async () => {
    const eve = await person(cloud);
    const mendMeals = await breakTable("meals", "new.name = 'Silent Inn'", "the inn is dark");
    const mendLetters = await breakTable("dead_letters", "true", "nobody writes");
    await eve.receipt("Silent Inn");
    const inQueue = "select 1 from cloud.queue_message where queue = 'platform-recordDeadLetters'";
    await until(async () => expect(await query(inQueue)).toHaveLength(1));
    await mendLetters();
    const letter = await until(async () => {
      const [found] = (await lettersOf("health.draftMeal")).filter(({ error }) => error.includes("the inn is dark"));
      expect(found).toMatchObject({ status: "open", attempts: 5 });
      return found!;
    });
    await mendMeals();
    await operator("POST", `dead-letters/${letter.id}/redrive`);
    await cloud.settled();
    expect((await eve.meals()).map(({ name }) => name)).toEqual(["Silent Inn"]);
  });

  slow("keeps one story through a retried step, and a consumer and a workflow that are redriven", async () => {
    const clara = await person(cloud);
    await clara.trains();
    const mendBooks = await breakTable("transactions", "new.amount_cents = -2047", "the books are locked");
    const mendMeals = await breakTable("meals", "true", "no meals today");
    const mendInsights = await breakTable("insights", "true", "nothing comes to mind");
    await clara.receipt("Green Fork Kitchen");
    const failedOnce = "select 1 from workflow.job where attempt > 0 and run_id is not null";
    await until(async () => expect(await query(failedOnce)).not.toEqual([]));
    await mendBooks();
    const letterFrom = (source: string) =>
      until(async () => {
        const [letter] = (await lettersOf(source)).filter(({ status }) => status === "open");
        expect(letter).toBeDefined();
        return letter!;
      });
    const noMeal = await letterFrom("health.draftMeal");
    await mendMeals();
    await operator("POST", `dead-letters/${noMeal.id}/redrive`);
    await cloud.settled();

    const [draft] = await clara.meals();
    await clara.life.health.meals.log({ params: { path: { mealId: draft!.id } }, body: { calories: 700 } });
    const noInsight = await letterFrom("workflow:cortex.postWorkoutCheckIn");
    expect(noInsight).toMatchObject({ attempts: 5, error: expect.stringContaining("nothing comes to mind") });
    await mendInsights();
    for (let again = 0; again < 2; again++)
      expect((await operator("POST", `dead-letters/${noInsight.id}/redrive`)).body.status).toBe("redriven");
    await cloud.settled();
    const { data: told } = await clara.life.platform.notifications.list();
    expect(told?.data).toHaveLength(1);
    await clara.life.platform.notifications.answer({
      params: { path: { notificationId: told!.data[0]!.id } },
      body: { value: 4 },
    });
    await cloud.settled();

    const events = await query<{ id: string; type: string; cause: string | null; story: string }>(
      `select id, event_type as type, causation_id as cause, correlation_id as story from events
       where user_id = $1 and correlation_id = (select correlation_id from events where user_id = $1 and event_type = $2)
       order by id`,
      [clara.userId, CHAIN[0]],
    );
    const chain = CHAIN.map((type) => events.filter((event) => event.type === type));
    expect(chain.map((links) => links.length)).toEqual(CHAIN.map(() => 1));
    expect(chain.map(([link]) => link!.cause)).toEqual([null, ...chain.slice(0, -1).map(([link]) => link!.id)]);
  });

  /** A person with an account and a mailbox of their own, and what they do in these tests. */
  async function person(cloud: Cloud) {
    const sub = randomUUID();
    const token = await cloud.issuer.token({ sub, email: `${sub}@example.com`, name: "Robin", zoneinfo: "UTC" });
    const life: Life = createLife({ baseUrl: cloud.url, token });
    await life.finance.accounts.create({ body: { name: "Everyday card", type: "credit", currency: "USD" } });
    const { data: addresses } = await life.ingest.addresses.list();
    const { data: me } = await life.identity.me.get();
    const lunch = new Date();
    lunch.setUTCHours(12, 30, 0, 0);
    if (lunch > new Date()) lunch.setUTCDate(lunch.getUTCDate() - 1);
    return {
      life,
      userId: (me as { id: string }).id,
      async trains() {
        const completedAt = new Date(lunch.getTime() - 3_600_000).toISOString();
        await life.health.completedWorkouts.create({ body: { completedAt, durationMinutes: 50 } as never });
      },
      async receipt(merchant: string) {
        const { address } = addresses!.data[0] as unknown as { address: string };
        const mail = receiptEmail({ to: address, date: lunch, format: "html", totalCents: 2047, merchant });
        expect(await deliver(cloud, address, mail)).toBe(202);
      },
      async meals() {
        const { data } = await life.health.meals.list();
        return data!.data as { id: string; name: string }[];
      },
    };
  }
});

async function operatorOf(cloud: Cloud) {
  const sub = randomUUID();
  const token = await cloud.issuer.token({ sub, email: `${sub}@example.com`, name: "Operator" });
  const call = async (method: string, path: string) => {
    const response = await fetch(`${cloud.url}/v1/${path}`, { method, headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const { body } = await call("GET", "identity/me");
  await cloud.database.query("update users set role = 'admin' where id = $1", [body.id]);
  return (method: string, path: string) => call(method, `admin/${path}`);
}

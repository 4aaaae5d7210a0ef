/**
 * Many requests with one Idempotency-Key, hundreds at a time, on a real PostgreSQL: ten thousand in `npm run test:sweep`, a
 * thousand in `npm test`.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgTransport } from "#cloud/transport/pg";
import { TaskEvents } from "#core/work/events";
import { tasks } from "#core/work/tasks.sql";
import { complete, create } from "#functions/work/tasks";
import type { Endpoint } from "#kit/endpoint";
import { serverDb } from "#testing/database";
import { type Answer, type CallOptions, type Harness, harness, type Person } from "#testing/harness";

const DUPLICATES = process.env.SWEEP_CASES ? 10_000 : 1_000;
/** The number of simultaneous requests; more would wait for a connection longer than a request may, on a busy machine at least. */
const AT_ONCE = 100;

let life: Harness;
let anna: Person;
beforeAll(async () => {
  const open = await serverDb({ max: 2 });
  life = await harness(open, { transport: pgTransport(open.url, { max: 20 }) });
  anna = await life.user("anna");
});
afterAll(() => life.close());

const key = () => ({ "idempotency-key": randomUUID() });

/** The distinct answers, and the number of those that were not replayed. */
async function flood(endpoint: Endpoint, request: CallOptions, times: number) {
  const different = new Map<string, Answer>();
  let first = 0;
  let left = times;
  const some = async () => {
    while (left-- > 0) {
      const answer = await life.call(endpoint, { as: anna, ...request });
      different.set(`${answer.status} ${JSON.stringify(answer.body)}`, answer);
      if (answer.headers["idempotent-replayed"] !== "true") first++;
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, times) }, some));
  return { different: [...different.values()], first };
}

const eventsOf = (id: string, type: string) =>
  life.database.query("select 1 from events where entity_id = $1 and event_type = $2", [id, type]);

describe("simultaneous duplicates", () => {
  it(`${DUPLICATES} make one task and one event, and are all answered the same`, async () => {
    const { different, first } = await flood(create, { body: { title: "once" }, headers: key() }, DUPLICATES);
    expect(different).toEqual([expect.objectContaining({ status: 201 })]);
    expect(first).toBe(1);
    const { id } = different[0]!.body;
    expect(await life.count(tasks, "title = 'once'")).toBe(1);
    expect(await eventsOf(id, TaskEvents.created.type)).toHaveLength(1);
    expect(life.published.filter((event) => event.data.entityId === id)).toHaveLength(1);
    // Replays do not count as changes for the rate limit.
    const [taken] = await life.database.query<{ n: number }>(
      "select coalesce(sum(count), 0)::int as n from rate_limits",
    );
    expect(taken).toEqual({ n: 1 });
  });

  it("of a verb that reads before it writes also change its task once", async () => {
    const { body } = await life.call(create, { as: anna, body: { title: "done once" } });
    const request = { params: { taskId: body.id }, body: {}, headers: key() };
    const { different, first } = await flood(complete, request, 200);
    expect({ different: different.map(({ status, body }) => [status, body.version]), first }).toEqual({
      different: [[200, 2]],
      first: 1,
    });
  });
});

/**
 * What Operations shows: a run of a workflow, and what went wrong, written into the console's cloud of the tests, since a demo life begins without
 * either.
 */
import { randomUUID } from "node:crypto";
import { createLife, unwrap } from "#client";
import type { Cloud } from "#local/cloud";

/** Of events that never reached the bus: redriving them works. */
const OUTBOX_ERROR = "MalformedDetail: the bus did not take <img src=x onerror=alert(1)> of event 7";
/** Of a consumer that is gone: redriving says so. */
const GONE_ERROR = 'RangeError: "XAF" has no minor unit';
const GONE = "finance.budgetCheck";
const GONE_LETTERS = 9;

export async function seedTroubles(cloud: Cloud): Promise<void> {
  await runWorkflow(cloud);
  const { database } = cloud;
  const events = await database.query<{ id: string }>("select id from events order by id limit 3");
  const letters = [
    ...events.map(({ id }) => ["outbox", id, OUTBOX_ERROR]),
    ...Array.from({ length: GONE_LETTERS }, () => [GONE, randomUUID(), GONE_ERROR]),
  ];
  for (const letter of letters)
    await database.query(
      `insert into dead_letters (source, event_id, message_id, payload, error, attempts)
       values ($1, $2, $2, '{"event": {"type": "work.task.created"}}', $3, 5)`,
      letter,
    );
  const deliveries = [
    { signature: true, processed: true, error: null },
    { signature: true, processed: true, error: "Nobody has this address." },
    { signature: false, processed: false, error: null },
  ];
  for (const [at, { signature, processed, error }] of deliveries.entries())
    await database.query(
      `insert into webhook_deliveries (provider, delivery_id, signature_ok, payload, processed_at, attempts, error)
       values ('mail', $1, $2, '{"subject": "Your receipt"}', case when $3 then now() end, 1, $4)`,
      [`delivery-${at}`, signature, processed, error],
    );
}

/** A meal starts one. */
async function runWorkflow({ url, settled }: Cloud): Promise<void> {
  const body = JSON.stringify({ email: "demo@lifeos.localhost", sub: "demo" });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${url}/_local/issuer/token`, { method: "POST", headers, body });
  const { access_token: token } = (await response.json()) as { access_token: string };
  const life = createLife({ baseUrl: url, token });
  await unwrap(life.health.meals.create({ body: { name: "Lentil soup", eatenAt: new Date().toISOString() } }));
  await settled();
}

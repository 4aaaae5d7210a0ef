/**
 * Why events happened. One that follows from another names it; what may begin a story is said beside its pillar, with what sets it
 * off. Both are asked of the stored events themselves, so that whatever made them is held to it.
 */
import type { Database } from "#local/database";
import { type KnownPillar, together } from "#testing/known-pillars";

/** Who or what may set off a story. Consumers and workflows only go on with one. */
const OUTSIDE = new Set(["api", "webhook", "schedule", "import"]);

export interface StoredEvent {
  id: string;
  type: string;
  origin: string;
  request: string | null;
  story: string;
  cause: string | null;
}

export const storedEvents = (database: Database): Promise<StoredEvent[]> =>
  database.query<StoredEvent & Record<string, unknown>>(
    `select id::text, event_type as type, origin, request_id as request, correlation_id::text as story, causation_id::text as cause
     from events order by id`,
  );

/** What is wrong with the causes of these events, in words. */
export function causeless(events: readonly StoredEvent[], pillars: readonly KnownPillar[]): string[] {
  const begins = together(pillars, "begins");
  const mayBegin = (type: string) => /\.(created|updated|deleted|restored)$/.test(type) || type in begins;
  const byId = new Map(events.map((one) => [one.id, one]));
  const wrong: string[] = [];
  for (const { id, type, origin, cause, story } of events) {
    const before = cause === null ? undefined : byId.get(cause);
    if (cause !== null && !before) wrong.push(`${type} names a cause that there is not`);
    else if (before && before.id >= id) wrong.push(`${type} is caused by ${before.type}, which came after it`);
    else if (before && before.story !== story) wrong.push(`${type} is in another story than its cause ${before.type}`);
    else if (!before && !mayBegin(type)) wrong.push(`${type} began without a cause`);
    else if (!before && !OUTSIDE.has(origin)) wrong.push(`${type} began without a cause in a ${origin}`);
  }
  // One request begins with one event, or with many of a kind.
  const first = events.filter(({ cause, origin }) => cause === null && origin === "api");
  for (const some of Map.groupBy(first, ({ request }) => request).values()) {
    const types = new Set(some.map(({ type }) => type));
    if (types.size > 1) wrong.push(`one request began with ${[...types].join(" and ")}`);
  }
  return [...new Set(wrong)];
}

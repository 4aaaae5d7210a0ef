/**
 * Checks the causes of events. An event that follows from another must name it as its cause; events that may begin a story are
 * declared beside their pillar, with what triggers them. The checks read the stored events, so they hold for whatever wrote them.
 */
import type { Database } from "#local/database";
import { type KnownPillar, together } from "#testing/known-pillars";

/** The origins that may begin a story. Consumers and workflows only continue one. */
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

/** Descriptions of what is wrong with the causes of these events. */
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
  // A request begins with one event without a cause, or with several of one type.
  const first = events.filter(({ cause, origin }) => cause === null && origin === "api");
  for (const some of Map.groupBy(first, ({ request }) => request).values()) {
    const types = new Set(some.map(({ type }) => type));
    if (types.size > 1) wrong.push(`one request began with ${[...types].join(" and ")}`);
  }
  return [...new Set(wrong)];
}

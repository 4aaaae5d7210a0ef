/**
 * Why events happened. One that follows from another names it; what may begin a story is listed here with what sets it off.
 * Both are asked of the stored events themselves, so that whatever made them is held to it.
 */
import type { Database } from "#local/database";

const PERSON = "a person does it";
export const ANSWER = "a person does it; the event about what it answers is its cause where they may see that one";

/** Events that may have no cause besides those of plain resources, which people create, update, delete and restore. */
export const BEGINNINGS: Record<string, string> = {
  "cortex.insight.rated": ANSWER,
  "health.meal.logged": "a person logs a meal that nothing had drafted",
  "health.metric.logged": "a device or a person sends measurements",
  "health.mood.logged": "a person says it unasked",
  "health.workout.completed": PERSON,
  "household.pantry_item.consumed": PERSON,
  "household.pantry_item.restocked": PERSON,
  "household.pantry_item.expiring": "time passes",
  "household.recipe.cooked": PERSON,
  "household.shopping_item.purchased": ANSWER,
  "household.vendor.merged": PERSON,
  "identity.api_key.revoked": PERSON,
  "identity.api_key.rolled": PERSON,
  "identity.grant.given": PERSON,
  "identity.grant.withdrawn": PERSON,
  "identity.household.joined": "the invite's own event is its giver's, whom the invited person may not read",
  "identity.household.left": PERSON,
  "identity.user.provisioned": "a person signs in for the first time",
  "ingest.email.received": "a mail comes from outside",
  "platform.notification.answered": ANSWER,
  "platform.notification.read": ANSWER,
  "rhythm.routine.due": "time passes, or a person asks for it",
  "rhythm.routine.paused": PERSON,
  "rhythm.routine.resumed": PERSON,
  "work.sprint.completed": PERSON,
  "work.sprint.started": PERSON,
  "work.task.completed": ANSWER,
  "work.task.input_given": ANSWER,
  "work.task.overdue": "time passes",
  "work.task.reopened": ANSWER,
  "work.task.scheduled": ANSWER,
};

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
export function causeless(events: readonly StoredEvent[]): string[] {
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

const mayBegin = (type: string) => /\.(created|updated|deleted|restored)$/.test(type) || type in BEGINNINGS;

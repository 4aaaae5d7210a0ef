/** Reading the story that a row is part of. */
import { type SQL, sql } from "drizzle-orm";
import { type Read, read } from "./db.ts";
import type { EventDeclaration } from "./event.ts";
import { EVENTS } from "./platform-tables.ts";

/**
 * The latest event about a row (of one type, when given), so that what a person does with it next stays in the same story.
 * Name the type where the row may have been touched outside the story since.
 */
export function lastEventOf(
  entityId: string,
  event?: EventDeclaration,
): Read<{ id: string; correlationId: string } | undefined> {
  const ofType = event ? sql` and event_type = ${event.type}` : sql``;
  const query = read<{ id: string; correlationId: string }>(
    sql`select id, correlation_id as "correlationId" from ${sql.raw(EVENTS)} where entity_id = ${entityId}::uuid${ofType} order by id desc limit 1`,
  );
  return { ...query, decode: (result) => query.decode(result)[0] };
}

/**
 * The id of the event that this batch has just emitted about a row, of one of these types, as SQL for what it causes in the same
 * batch. Events of one transaction have one `created_at`, which tells this one from those of before.
 */
export const justEmitted = (entityId: string, ...types: readonly [EventDeclaration, ...EventDeclaration[]]): SQL =>
  sql`(select id from ${sql.raw(EVENTS)} where entity_type = ${types[0].entityType} and entity_id = ${entityId}::uuid and created_at = now()
    and event_type = any(array[${sql.join(
      types.map(({ type }) => sql`${type}::text`),
      sql`, `,
    )}]) order by id desc limit 1)`;

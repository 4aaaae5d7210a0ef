/** Reading the story that a row is part of. */
import { sql } from "drizzle-orm";
import { type Read, read } from "#kit/db";
import type { EventDeclaration } from "#kit/event";

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
    sql`select id, correlation_id as "correlationId" from events where entity_id = ${entityId}::uuid${ofType} order by id desc limit 1`,
  );
  return { ...query, decode: (result) => query.decode(result)[0] };
}

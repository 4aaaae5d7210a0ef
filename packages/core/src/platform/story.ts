/** Reading the story that a row is part of. */
import { sql } from "drizzle-orm";
import { type Read, read } from "#kit/db";

/** The latest event about a row, so that what a person does with it next stays in the same story. */
export function lastEventOf(entityId: string): Read<{ id: string; correlationId: string } | undefined> {
  const query = read<{ id: string; correlationId: string }>(
    sql`select id, correlation_id as "correlationId" from events where entity_id = ${entityId}::uuid order by id desc limit 1`,
  );
  return { ...query, decode: (result) => query.decode(result)[0] };
}

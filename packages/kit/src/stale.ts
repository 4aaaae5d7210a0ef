/**
 * What a client needs to bring two changes of a row together: the problem of a change that If-Match refused, with the row as it is now
 * and who changed it last.
 */
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { isoInstant } from "./columns.ts";
import type { Ctx } from "./ctx.ts";
import { type Query, type Read, read } from "./db.ts";
import type { EventDeclaration } from "./event.ts";
import { EVENTS } from "./platform-tables.ts";
import { type LastChange, type Problem, StaleVersion } from "./problem.ts";
import { rowRead } from "./row.ts";
import type { Row } from "./wire.ts";

export interface StaleTold<T extends PgTable> {
  table: T;
  id: string;
  /** The event of the refused change: two nouns may have rows of one id. Events of any noun without it. */
  event: EventDeclaration | undefined;
  /** The row as the resource answers it. */
  answer: (row: Row<T>) => unknown;
  /** Statements that go with reading the row, such as the record that it was looked at. */
  beside?: readonly Query[];
}

/** The same problem; one that the row has changed says the rest, for which it asks the database once more. */
export async function withCurrent<T extends PgTable>(ctx: Ctx, problem: Problem, told: StaleTold<T>): Promise<Problem> {
  if (problem.code !== StaleVersion.code) return problem;
  const { table, id, event, answer, beside = [] } = told;
  const [lastChange, row] = await ctx.db.batch([lastChangeOf(event, id), rowRead(table, id, true), ...beside]);
  return row ? StaleVersion(problem.message, { current: answer(row), lastChange }) : problem;
}

/** The last event of the row that the caller may see; null when there is none. */
function lastChangeOf(event: EventDeclaration | undefined, id: string): Read<LastChange | null> {
  const query = read<Omit<LastChange, "changed"> & { changed: string }>(sql`
    select e.id as "eventId", e.event_type as type, e.created_at as at, to_jsonb(e.changed) as changed, e.origin, e.actor_id as "actorId", p.name as "actorName"
    from ${sql.raw(EVENTS)} e left join my_people() p on p.id = e.actor_id
    where ${event ? sql`e.entity_type = ${event.entityType} and` : sql``} e.entity_id = ${id}::uuid order by e.id desc limit 1`);
  return {
    ...query,
    decode(result) {
      const [last] = query.decode(result);
      return last ? { ...last, at: isoInstant(last.at), changed: JSON.parse(last.changed) as string[] } : null;
    },
  };
}

/**
 * What a client needs to bring two changes of a row together: the problem of a change that If-Match refused, with the row as it is now
 * and who changed it last.
 */
import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { isoInstant } from "./columns.ts";
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

/** What is read to say so; it goes with what else has to be known after a change was refused. */
export const staleReads = <T extends PgTable>({ table, id, event, beside = [] }: StaleTold<T>): Query[] => [
  lastChangeOf(event, id),
  rowRead(table, id, true),
  ...beside,
];

/** The problem with what `staleReads` found, if it is that of a stale version; another one as it is. */
export function withCurrent<T extends PgTable>(problem: Problem, { answer }: StaleTold<T>, found: unknown[]): Problem {
  // The results of `staleReads`, in its order.
  const [lastChange, row] = found as [LastChange | null, Row<T> | undefined];
  return row && problem.code === StaleVersion.code
    ? StaleVersion(problem.saying, { current: answer(row), lastChange })
    : problem;
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

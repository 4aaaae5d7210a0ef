/**
 * Drizzle's query builder, which other files know as `db`. It builds queries and cannot run them; `ctx.db.batch([...])` does.
 * Awaiting one outside a batch is an error.
 *
 * This is only the builder: drizzle's database object would bring its sessions, relational queries and views into bundles. Rows
 * are changed with change.ts, or with query-changes.ts when the change has no event.
 */
import { PgDialect, PgSelectBuilder, type PgSession, type SelectedFields } from "drizzle-orm/pg-core";
import * as utils from "drizzle-orm/utils";
import { handOver } from "./handover.ts";

type Fields = readonly { path: string[]; field: unknown }[];
/** Used by all of drizzle's drivers, but missing in its types. */
const { mapResultRow } = utils as unknown as {
  mapResultRow(fields: Fields, row: unknown[], nullable?: Record<string, boolean>): unknown;
};

export const dialect = new PgDialect({ casing: "snake_case" });

/** A driver for drizzle that hands queries to the batch that collects them, and maps their rows with drizzle's own code. */
export const session = {
  prepareQuery({ sql: text, params }: { sql: string; params: unknown[] }, fields: Fields | undefined) {
    const prepared = {
      joinsNotNullableMap: undefined as Record<string, boolean> | undefined,
      setToken: () => prepared,
      async execute() {
        const { rows } = await handOver({ text, params });
        return fields ? rows.map((row) => mapResultRow(fields, row, prepared.joinsNotNullableMap)) : rows;
      },
    };
    return prepared;
  },
  // Of a session drizzle's builder calls this method alone.
} as unknown as PgSession;

export function select(): PgSelectBuilder<undefined>;
export function select<F extends SelectedFields>(fields: F): PgSelectBuilder<F>;
export function select(fields?: SelectedFields) {
  return new PgSelectBuilder({ fields, session, dialect });
}

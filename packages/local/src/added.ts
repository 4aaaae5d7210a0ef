import type { PgTable } from "drizzle-orm/pg-core";
import { insertMany, MAX_ROWS } from "#kit/change-many";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import type { Write } from "#kit/db";

/** The statements that insert rows of a table without events. */
export function added<T extends PgTable>(ctx: Ctx, table: T, rows: readonly Values<T>[]): Write<unknown>[] {
  const chunks = Array.from({ length: Math.ceil(rows.length / MAX_ROWS) }, (_, i) =>
    rows.slice(i * MAX_ROWS, (i + 1) * MAX_ROWS),
  );
  return chunks.map((chunk) => insertMany(ctx, table, chunk));
}

/** Puts envelopes (see secret.ts) in the place of the plain values of encrypted columns, before they are written. */
import type { PgTable } from "drizzle-orm/pg-core";
import type { Values } from "./change-statement.ts";
import { metaOf } from "./columns.ts";
import type { Ctx } from "./ctx.ts";
import { uuidv7 } from "./ids.ts";
import { seal } from "./secret.ts";
import { columnsOf } from "./table.ts";

/** The values with encrypted columns sealed for their row. A new row gets its id here, because sealing needs it. */
export function sealed<T extends PgTable>(ctx: Ctx, table: T, given: Values<T>, id?: string): Values<T> {
  const values: Record<string, unknown> = given;
  const columns = columnsOf(table);
  const secret = Object.keys(values).filter(
    (key) => metaOf(columns[key]!)?.kind === "encrypted" && values[key] !== null && values[key] !== undefined,
  );
  if (secret.length === 0) return given;
  const rowId = id ?? uuidv7(ctx.now());
  const out: Record<string, unknown> = id ? { ...values } : { ...values, id: rowId };
  for (const key of secret) out[key] = seal(plainText(table, key, values[key]), table, key, rowId);
  return out as Values<T>;
}

/** What of a value of an encrypted column is sealed: the text itself, or JSON. */
const plainText = (table: PgTable, key: string, value: unknown) =>
  isJson(table, key) ? JSON.stringify(value) : String(value);

/** The value of an encrypted column whose envelope held this text. */
export const plainValue = (table: PgTable, key: string, text: string): unknown =>
  isJson(table, key) ? JSON.parse(text) : text;

function isJson(table: PgTable, key: string): boolean {
  const meta = metaOf(columnsOf(table)[key]!);
  return meta?.kind === "encrypted" && meta.schema !== undefined;
}

/**
 * A person's own contacts as files for other address books: vCards (4.0, RFC 6350, or 3.0, RFC 2426) and a table of the columns that Google
 * Contacts has. What is imported here again makes nothing new and changes nothing, for each contact says which one it is.
 */
import { sql } from "drizzle-orm";
import { recordLook } from "#kit/audit";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { reveal } from "#kit/row";
import { rowReader, selection } from "#kit/selection";
import { columnsOf, me } from "#kit/table";
import { contacts } from "./contacts.sql.ts";
import { headerOf, lineOf, shapeOf } from "./contacts-table.ts";
import { EXPORTED, type Exported } from "./exported.ts";
import { vcardOf } from "./vcard-text.ts";

/** So many contacts are in a file at most, and so much text, for an answer of a Lambda has 6 MB. */
export const MAX_EXPORTED = 2_000;
const MAX_BYTES = 3_000_000;

function exportedRead(after: string | undefined): Read<Exported[]> {
  return {
    ...read(sql`select ${selection(contacts, EXPORTED)} from ${contacts}
      where ${contacts.userId} = ${me} and ${contacts.deletedAt} is null and (${after ?? null}::uuid is null or ${contacts.id} > ${after ?? null}::uuid)
      order by ${contacts.id} limit ${sql.raw(String(MAX_EXPORTED))}`),
    decode: ({ columns: names, rows }) => rows.map((row) => rowReader(columnsOf(contacts), names)(row) as Exported),
  };
}

/** In the order in which they were made; those after the contact `after`. One flight, which records the look at what is encrypted. */
async function exported(ctx: Ctx, after: string | undefined): Promise<Exported[]> {
  const [rows] = await ctx.db.batch([exportedRead(after), recordLook(ctx, contacts)]);
  return rows.map((row) => reveal(contacts, row as Record<string, unknown>) as Exported);
}

/** The texts that fit into one file. */
function fitting(rows: readonly Exported[], textOf: (row: Exported) => string): string[] {
  const texts: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const text = textOf(row);
    bytes += Buffer.byteLength(text);
    if (texts.length > 0 && bytes > MAX_BYTES) break;
    texts.push(text);
  }
  return texts;
}

export async function vcards(ctx: Ctx, after: string | undefined, version: "3.0" | "4.0"): Promise<string> {
  return fitting(await exported(ctx, after), (row) => vcardOf(row, version)).join("");
}

export async function csv(ctx: Ctx, after: string | undefined): Promise<string> {
  const rows = await exported(ctx, after);
  const shape = shapeOf(rows);
  return headerOf(shape) + fitting(rows, (row) => lineOf(row, shape)).join("");
}

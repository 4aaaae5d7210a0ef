/** Rows of one contact, which the contact's owner alone keeps: what somebody was granted of a contact is not what is between the two. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { restore } from "#kit/change";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import type { EventDeclaration } from "#kit/event";
import { NotFound, ReadOnlyAccess } from "#kit/problem";
import { findRow, gone } from "#kit/row";
import { columnsOf } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";
import { contacts } from "./contacts.sql.ts";

type Contact = Row<typeof contacts>;

/** The condition that a row is about this contact; a row of another one does not exist under its path. */
export const ofContact = (table: PgTable, contactId: string): SQL =>
  eq(columnsOf(table).contactId!, sql`${contactId}::uuid`);

/** A contact of the speaker's own. One flight. Throws NotFound, and ReadOnlyAccess for a contact that was granted. */
export async function ownContact(ctx: Ctx, contactId: string): Promise<Contact> {
  const [contact] = await findRow(ctx, contacts, contactId);
  if (contact.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  return contact;
}

/** Deletes a row of a contact. */
export async function removeOf(
  ctx: Ctx,
  table: PgTable,
  id: string,
  { of, versions, event }: { of: SQL; versions: number[] | undefined; event: EventDeclaration },
): Promise<void> {
  await transition(ctx, table, id, { of, versions, change: { values: "removed", emits: { event } } });
}

/** Brings back a deleted row of a contact. */
export async function restoreOf<T extends PgTable>(
  ctx: Ctx,
  table: T,
  id: string,
  { of, event, values }: { of: SQL; event: EventDeclaration; values: Values<T> },
): Promise<Row<T>> {
  const [row] = await ctx.db.batch([restore(ctx, table, and(gone(table, id), of), values, { emits: { event } })]);
  if (!row) throw NotFound();
  return row;
}

/** Documents that cannot be made, and those of which nobody knows. It is a module of its own, so that what looks for them reads no file itself. */
import { sql } from "drizzle-orm";
import { documents } from "#core/knowledge/documents.sql";
import { DocumentFailed, DocumentRequested } from "#core/knowledge/events";
import { documentReasons } from "#core/knowledge/sayings";
import type { Overdue } from "#core/platform/delivery/overdue";
import { update } from "#kit/change";
import { type Ctx, causedBy } from "#kit/ctx";
import { live } from "#kit/row";
import { codedOf, type Saying } from "#kit/saying";

export const isReading = (documentId: string) =>
  sql`${live(documents, documentId)} and ${documents.status} = 'reading'`;

export async function fail(ctx: Ctx, documentId: string, reason: Saying): Promise<void> {
  const values = { status: "failed" as const, statusReason: reason.text, statusReasonCoded: codedOf(reason) };
  await ctx.db.batch([update(ctx, documents, isReading(documentId), values, { emits: { event: DocumentFailed } })]);
}

export const giveUp = (ctx: Ctx, documentId: string): Promise<void> =>
  fail(ctx, documentId, documentReasons("document_gave_up"));

/** Documents whose reading has neither ended nor failed. */
export const unread: Overdue = {
  workflow: "knowledge.readDocument",
  on: DocumentRequested,
  afterMinutes: 30,
  waiting: () =>
    sql`select id as entity_id, null as key from documents where status = 'reading' order by id limit 10000`,
  giveUp: (ctx, event) =>
    giveUp(causedBy(ctx, { id: event.id, correlationId: event.correlation_id }), event.entity_id!),
};

/** Private inbound addresses: mail to one belongs to the person who owns it. */

import { eq, sql } from "drizzle-orm";
import { EmailAddressEvents } from "#core/ingest/events";
import { inboundDomain } from "#core/ingest/inbound-domain";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { newLocalPart } from "#core/ingest/local-part";
import { mailRefusals } from "#core/ingest/sayings";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { type ListSpec, listRead } from "#kit/list";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { transition } from "#kit/transition";

type Row = typeof emailAddresses.$inferSelect;

/** The filters and sort orders of a list of addresses. */
export const listing: ListSpec<typeof emailAddresses> = { filter: ["isActive", "label"], sort: [] };

/** The most addresses that may be active at once; retired ones do not count. */
export const MAX_ADDRESSES = 50;

export async function list(ctx: Ctx, query: Record<string, unknown>) {
  const [page] = await ctx.db.batch([listRead(emailAddresses, listing, query)]);
  return { ...page, data: page.data.map(withAddress) };
}

/** Adds a new address, which nobody can guess. */
export async function create(ctx: Ctx, { label }: { label?: string | null }) {
  const [row] = await ctx.db.batch([
    insert(ctx, emailAddresses, { localPart: newLocalPart(), label }, { emits: { event: EmailAddressEvents.created } }),
    // Runs after the insert, and reverts it by raising a problem.
    effect(
      sql`select raise_problem('LF005', ${raised(mailRefusals("many_addresses", { max: MAX_ADDRESSES }))}) where (select count(*) from email_addresses where user_id = ${me} and is_active) > ${MAX_ADDRESSES}::int`,
    ),
  ]);
  return withAddress(row);
}

/** Retires an address: it receives no more mail and is never given to anybody again. */
export async function remove(ctx: Ctx, id: string): Promise<void> {
  await transition(ctx, emailAddresses, id, {
    refuse: ({ isActive }) => (isActive ? undefined : "done"),
    change: {
      where: eq(emailAddresses.isActive, true),
      values: { isActive: false },
      emits: { event: EmailAddressEvents.deleted },
    },
  });
}

/** The row with its whole address, ready to be copied. */
function withAddress<R extends Pick<Row, "localPart">>(row: R): R & { address: string } {
  return { ...row, address: `${row.localPart}@${inboundDomain()}` };
}

/**
 * When somebody was in touch with a contact, and what went from one to the other. When a contact was last in touch, and with how many a
 * person was on a day, the database keeps by itself (see `keep_interactions` in `migrations/`).
 */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { MAX_CENTS } from "#core/finance/minor-units";
import { insert } from "#kit/change";
import type { Values } from "#kit/change-statement";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { type Refusals, wrongInput } from "#kit/problem";
import { findRow } from "#kit/row";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { Currency, type Row } from "#kit/wire";
import { contacts, interactions } from "./contacts.sql.ts";
import { InteractionEvents, InteractionLogged } from "./events.ts";
import { ofContact, ownContact, removeOf, restoreOf } from "./of-contact.ts";
import { contactFields } from "./sayings.ts";

export type Interaction = Row<typeof interactions>;

export const WRITE = [
  "channel",
  "direction",
  "summary",
  "occurredAt",
  "durationMinutes",
  "exchange",
  "amountCents",
  "currency",
] as const;
export const OMIT = ["isSourceGone"] as const;

const amount = z.int().check(z.gte(1), z.lte(MAX_CENTS));
/** Fields of a body that say more than their columns. */
export const fields = { amountCents: z.optional(z.nullable(amount)), currency: z.optional(z.nullable(Currency)) };

export const refusals: Refusals = {
  interactions_amount_check: () => wrongInput("#/currency", contactFields("amount_and_currency")),
  interactions_what_check: () => wrongInput("#/exchange", contactFields("amount_of_what")),
  interactions_side_check: () => wrongInput("#/direction", contactFields("whose_exchange")),
  interactions_debt_check: () => wrongInput("#/amountCents", contactFields("amount_of_debt")),
};

type Written = Pick<Values<typeof interactions>, (typeof WRITE)[number]>;

/** Logs an interaction of now, unless the body says when it was. Two flights. */
export async function log(
  ctx: Ctx,
  contactId: string,
  body: Written & { occurredAt?: string },
): Promise<Omit<Interaction, "isSourceGone">> {
  refuseFuture(ctx, body.occurredAt);
  await ownContact(ctx, contactId);
  const values = { ...body, contactId, occurredAt: body.occurredAt ?? ctx.now().toISOString() };
  const [row] = await ctx.db.batch([insert(ctx, interactions, values, { emits: { event: InteractionLogged } })]);
  return shown(row);
}

export async function change(
  ctx: Ctx,
  contactId: string,
  id: string,
  body: Written & { occurredAt?: string },
  versions: number[] | undefined,
): Promise<Omit<Interaction, "isSourceGone">> {
  refuseFuture(ctx, body.occurredAt);
  const row = await transition(ctx, interactions, id, {
    of: ofContact(interactions, contactId),
    versions,
    answer: shown,
    change: { values: body, emits: { event: InteractionEvents.updated } },
  });
  return shown(row);
}

export const remove = (ctx: Ctx, contactId: string, id: string, versions: number[] | undefined): Promise<void> =>
  removeOf(ctx, interactions, id, {
    of: ofContact(interactions, contactId),
    versions,
    event: InteractionEvents.deleted,
  });

export const restore = async (ctx: Ctx, contactId: string, id: string): Promise<Omit<Interaction, "isSourceGone">> =>
  shown(
    await restoreOf(ctx, interactions, id, {
      of: ofContact(interactions, contactId),
      event: InteractionEvents.restored,
      values: { isSourceGone: false },
    }),
  );

export function shown({ isSourceGone: _, ...row }: Interaction): Omit<Interaction, "isSourceGone"> {
  return row;
}

const DAY_MS = 86_400_000;

/** A day of grace is for clocks that go wrong, and for whoever is a day ahead. */
function refuseFuture(ctx: Ctx, occurredAt: string | undefined): void {
  if (occurredAt !== undefined && Date.parse(occurredAt) > ctx.now().getTime() + DAY_MS)
    throw wrongInput("#/occurredAt", contactFields("not_yet"));
}

/** What is between a person and a contact in one currency. */
export const Balance = z.strictObject({
  currency: Currency,
  /** What the contact owes: negative when the person owes it. */
  balanceCents: z.int(),
  givenCents: z.int(),
  receivedCents: z.int(),
});

const sum = (what: string) =>
  sql.raw(
    `coalesce(sum(case direction when 'outbound' then amount_cents else -amount_cents end) filter (where ${what}), 0)::float8`,
  );

const balancesRead = (contactId: string): Read<z.infer<typeof Balance>[]> =>
  read(sql`
    select currency, ${sum("exchange <> 'gift'")} as "balanceCents", ${sum("exchange = 'gift' and direction = 'outbound'")} as "givenCents",
      -${sum("exchange = 'gift' and direction = 'inbound'")} as "receivedCents"
    from ${interactions}
    where user_id = ${me} and contact_id = ${contactId}::uuid and deleted_at is null and amount_cents is not null
    group by currency order by currency limit 200`);

/** Who owes whom, by currency, and what was given as a gift. One flight. */
export async function balances(ctx: Ctx, contactId: string): Promise<z.infer<typeof Balance>[]> {
  const [, rows] = await findRow(ctx, contacts, contactId, balancesRead(contactId));
  // Minus nothing is a number of its own.
  return rows.map((row) => ({ ...row, receivedCents: row.receivedCents + 0 }));
}

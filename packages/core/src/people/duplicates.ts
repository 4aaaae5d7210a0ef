/**
 * Pairs of contacts that may be one: found in the background, when contacts were imported, when a day ends on which any changed, and when
 * somebody asks; and what their person says of them. What comes out is stored, since to compare a large address book takes seconds.
 */
import { and, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { importRows } from "#core/ingest/import-jobs.sql";
import { contacts } from "#core/people/contacts.sql";
import { contactDuplicates } from "#core/people/duplicates.sql";
import { DuplicateEvents } from "#core/people/events";
import { type Address, duplicatesAmong, type Known, type Pair } from "#core/people/matching";
import { contactRefusals } from "#core/people/sayings";
import { emit } from "#kit/change";
import { insertMany, MAX_ROWS, updateMany } from "#kit/change-many";
import type { Search } from "#kit/crud";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, type Read, read } from "#kit/db";
import { listRead, type Page } from "#kit/list";
import { Conflict, NotFound } from "#kit/problem";
import { findRow } from "#kit/row";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { type Row, Uuid } from "#kit/wire";

type Stored = Row<typeof contactDuplicates>;
export type Duplicate = Stored & { contactName: string; otherName: string };

export const listing = {
  filter: ["status", "score", "contactId", "otherId"],
  sort: ["score"],
  order: "-score",
} as const;

/** The pairs in which a contact is that an import has brought. */
export const search = {
  parameters: { importId: z.optional(Uuid) },
  where: (_: Ctx, { importId }: Record<string, unknown>) =>
    typeof importId === "string"
      ? sql`exists (select from ${importRows} r where r.import_job_id = ${importId}::uuid and r.entity_type = 'contact' and not r.is_dry_run
          and r.action in ('created', 'updated') and r.entity_id in (${contactDuplicates.contactId}, ${contactDuplicates.otherId}))`
      : undefined,
} satisfies Search;

/** Both of them are there: one that was deleted, or merged, is no part of a pair while it is. */
const ofTwo = sql`(select count(*) from ${contacts} c where c.id in (${contactDuplicates.contactId}, ${contactDuplicates.otherId}) and c.deleted_at is null) = 2`;

/** A page of pairs with the names of both. Two flights. */
export async function list(ctx: Ctx, query: Record<string, unknown>): Promise<Page<Duplicate>> {
  const [page] = await ctx.db.batch([
    listRead(contactDuplicates, listing, query, and(ofTwo, search.where(ctx, query))),
  ]);
  return { ...page, data: await named(ctx, page.data) };
}

/** Throws NotFound. */
export async function get(ctx: Ctx, id: string): Promise<Duplicate> {
  const [row, names] = await findRow(ctx, contactDuplicates, id, namesRead(sql`d.id = ${id}::uuid`));
  return withNames(row, names);
}

async function named(ctx: Ctx, rows: Stored[]): Promise<Duplicate[]> {
  if (rows.length === 0) return [];
  const ids = `{${rows.map(({ id }) => id).join(",")}}`;
  const [names] = await ctx.db.batch([namesRead(sql`d.id = any(${ids}::uuid[])`)]);
  return rows.map((row) => withNames(row, names));
}

function namesRead(which: SQL): Read<ReadonlyMap<string, string>> {
  const query = read<{ id: string; name: string }>(sql`
    select c.id, c.name from ${contactDuplicates} d join ${contacts} c on c.id in (d.contact_id, d.other_id) where ${which}`);
  return { ...query, decode: (result) => new Map(query.decode(result).map(({ id, name }) => [id, name])) };
}

const withNames = (row: Stored, names: ReadonlyMap<string, string>): Duplicate => ({
  ...row,
  contactName: names.get(row.contactId) ?? "",
  otherName: names.get(row.otherId) ?? "",
});

/** Says that they are two, of whom nobody is asked again. */
export const dismiss = (ctx: Ctx, id: string): Promise<Duplicate> => decide(ctx, id, "dismissed");

/** Takes that back. */
export const reopen = (ctx: Ctx, id: string): Promise<Duplicate> => decide(ctx, id, "open");

async function decide(ctx: Ctx, id: string, status: Stored["status"]): Promise<Duplicate> {
  const isDismissed = status === "dismissed";
  const row = await transition(ctx, contactDuplicates, id, {
    refuse: (row) =>
      row.status === status
        ? Conflict(contactRefusals(isDismissed ? "duplicate_dismissed" : "duplicate_open"))
        : undefined,
    change: {
      where: sql`${contactDuplicates.status} <> ${status}`,
      values: { status, dismissedAt: isDismissed ? ctx.now().toISOString() : null },
      emits: { event: isDismissed ? DuplicateEvents.dismissed : DuplicateEvents.reopened },
    },
  });
  const [shown] = await named(ctx, [row]);
  if (!shown) throw NotFound();
  return shown;
}

/** Asks for a search, which happens in the background. */
export const want = (ctx: Ctx) =>
  ctx.db.batch([emit(ctx, DuplicateEvents.wanted, { entityId: null, owner: ctx.actor.userId, payload: {} })]);

/** As many contacts are read in a flight, and as many are compared: the newest. */
const CONTACTS_A_FLIGHT = 5_000;
const MOST_CONTACTS = 100_000;
/** As many pairs are kept: the likeliest. Whoever has more is asked of the others when these are decided. */
const MOST_PAIRS = 2_000;

/** Finds the pairs of the speaker's contacts anew, if any contact `hasChangedSince`. What was dismissed stays so. */
export async function find(ctx: Ctx, hasChangedSince?: Date): Promise<void> {
  const known: Known[] = [];
  for (let before: string | undefined; known.length < MOST_CONTACTS; ) {
    const [page] = await ctx.db.batch([knownRead(before, before === undefined ? hasChangedSince : undefined)]);
    known.push(...page);
    before = page.at(-1)?.id;
    if (page.length < CONTACTS_A_FLIGHT) break;
  }
  if (known.length === 0) return;
  const [stored] = await ctx.db.batch([storedRead]);
  const writes = changes(ctx, duplicatesAmong(known).slice(0, MOST_PAIRS), stored, new Set(known.map(({ id }) => id)));
  if (writes.length > 0) await ctx.db.batch(writes);
}

function knownRead(before: string | undefined, hasChangedSince: Date | undefined): Read<Known[]> {
  const query = read<Record<"id" | "name" | "birthday" | "mails" | "phones" | "details", string | null>>(sql`
    select c.id, c.name, c.birthday, to_jsonb(c.email_keys)::text as mails, to_jsonb(c.phone_keys)::text as phones, jsonb_build_object(
      'nickname', left(c.details ->> 'nickname', 200), 'organization', left(c.details ->> 'organization', 200),
      'addresses', case when jsonb_typeof(c.details -> 'addresses') = 'array' then c.details -> 'addresses' end)::text as details
    from ${contacts} c where c.user_id = ${me} and c.deleted_at is null
      ${before === undefined ? sql`` : sql`and c.id < ${before}::uuid`}
      ${
        hasChangedSince
          ? sql`and exists (select from ${contacts} n where n.user_id = ${me} and n.updated_at >= ${hasChangedSince.toISOString()}::timestamptz)`
          : sql``
      }
    order by c.id desc limit ${sql.raw(String(CONTACTS_A_FLIGHT))}`);
  return {
    ...query,
    decode: (result) =>
      query.decode(result).map(({ id, name, birthday, mails, phones, details }) => {
        const { addresses, ...more }: Pick<Known, "nickname" | "organization"> & { addresses?: unknown } = JSON.parse(
          details ?? "{}",
        );
        return {
          ...{ id: id!, name: name!, birthday, ...more },
          emailKeys: keysIn(mails),
          phoneKeys: keysIn(phones),
          addresses: addressesOf(addresses),
        };
      }),
  };
}

const keysIn = (array: string | null): string[] => (array ? JSON.parse(array) : []) ?? [];

/** An address book may have held anything in their place. */
const addressesOf = (given: unknown): Address[] =>
  (Array.isArray(given) ? given.slice(0, 10) : []).flatMap((one) => {
    const parsed = AddressRead.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
const part = z.optional(z.string());
const AddressRead = z.object({ street: part, extended: part, locality: part, region: part, postalCode: part });

type Seen = Pick<Stored, "id" | "contactId" | "otherId" | "status" | "score" | "reasons">;
const storedQuery = read<Record<keyof Seen, string>>(sql`
  select d.id, d.contact_id as "contactId", d.other_id as "otherId", d.status, d.score, d.reasons::text from ${contactDuplicates} d where d.user_id = ${me}`);
const storedRead: Read<Seen[]> = {
  ...storedQuery,
  decode: (result) =>
    storedQuery.decode(result).map((row) => ({
      ...row,
      status: row.status as Seen["status"],
      score: Number(row.score),
      reasons: JSON.parse(row.reasons),
    })),
};

/** What is new is added, what has another score or reason gets it, and what is open and was not found again goes, unless a part is deleted. */
function changes(ctx: Ctx, pairs: readonly Pair[], stored: readonly Seen[], live: ReadonlySet<string>): Query[] {
  const nameOf = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const here = new Map(stored.map((one) => [nameOf(one.contactId, one.otherId), one]));
  const found = new Map(
    pairs.map(({ ids: [a, b], score, reasons }) => [
      nameOf(a, b),
      // The older one first: it is what a newer one is merged into, unless the person chooses.
      { contactId: a < b ? a : b, otherId: a < b ? b : a, score: Math.round(score * 1e6) / 1e6, reasons },
    ]),
  );
  const added = [...found].filter(([name]) => !here.has(name)).map(([, pair]) => pair);
  const changed = [...found].flatMap(([name, { score, reasons }]) => {
    const one = here.get(name);
    const isSame = !one || (one.score === score && one.reasons.join() === reasons.join());
    return isSame || one.status !== "open" ? [] : [{ id: one.id, score, reasons }];
  });
  const gone = stored.filter(
    ({ contactId, otherId, status }) =>
      status === "open" && live.has(contactId) && live.has(otherId) && !found.has(nameOf(contactId, otherId)),
  );
  return [
    ...portions(added).map((some) =>
      insertMany(ctx, contactDuplicates, some, {
        onConflict: "nothing",
        emitsOnce: { event: DuplicateEvents.found, payload: { count: sql`count(*)` } },
        isUnread: true,
      }),
    ),
    ...portions(changed).map((some) => updateMany(ctx, contactDuplicates, some, { isUnread: true })),
    ...(gone.length > 0
      ? [
          effect(
            sql`delete from ${contactDuplicates} where id = any(${`{${gone.map(({ id }) => id).join(",")}}`}::uuid[]) and status = 'open'`,
          ),
        ]
      : []),
  ];
}

const portions = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MAX_ROWS) }, (_, n) => all.slice(n * MAX_ROWS, (n + 1) * MAX_ROWS));

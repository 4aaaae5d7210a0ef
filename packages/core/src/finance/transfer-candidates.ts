/**
 * What may be the other side of transactions as one transfer. Read once for all that came in together, and compared here: among many of one
 * amount each is then looked for by its account and day, and not held against every other one.
 */
import { type SQL, sql } from "drizzle-orm";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** What left one account arrives on the other within so many days. */
const MAX_DAYS = 4;
/** So many are proposed for one transaction, those that are nearest in days; and so many are known that may as well have one of these. */
const MAX_CANDIDATES = 10;
/** More of the same days and amounts than accounts have. Where there are more, nothing is clear. */
const MAX_SIDES = 20_000;

export interface Candidate {
  /** The transaction that it was found for. */
  ofId: string;
  outflowId: string;
  inflowId: string;
  amountCents: string;
  currency: string;
  days: number;
  /** Transactions of which the candidate may as well be the other side, some of them. */
  wantedBy: readonly string[];
}

/** A transaction that may be a side of a transfer. */
export interface Side {
  id: string;
  accountId: string;
  /** Days since one that is the same for all. */
  day: number;
  amountCents: string;
  currency: string;
  isAsked: boolean;
  /** The other sides of what was said to be no transfer, where it was the outflow. */
  dismissed: readonly string[];
}

/** Whether a transaction may be one side of a transfer. */
const isFree = (t: string) =>
  sql.raw(
    `${t}.status = 'posted' and ${t}.kind = 'ordinary' and ${t}.transfer_pair_id is null and ${t}.deleted_at is null`,
  );

/** Of `from`, which has columns as a side, what other sides would be: their currencies, amounts and days. */
const wantedOf = (from: string) =>
  sql.raw(`select distinct w.currency, -w.amount_cents as amount_cents, w.date + case when w.amount_cents < 0 then n else -n end as day
    from ${from} w, generate_series(0, ${MAX_DAYS}) n`);

/** The spans of days one after the other of what is wanted. */
const spansOf = (wanted: string) =>
  sql.raw(`select min(day) as first, max(day) as last from (
    select day, day - (row_number() over (order by day))::int as span from (select distinct day from ${wanted}) d) s group by span`);

/**
 * The speaker's own that are free and wanted. Accounts are read by spans of days, each once, and what is read is looked up among what is wanted:
 * IS TRUE keeps PostgreSQL from holding each against every other one.
 */
const freeIn = (wanted: string, spans: string, isAccount: string) => sql`
  select c.id, c.account_id, c.date, c.amount_cents, c.currency
  from ${sql.raw(spans)} s cross join accounts a join transactions c on c.account_id = a.id and c.date between s.first and s.last
  where a.deleted_at is null and c.user_id = ${me} and ${isFree("c")} and ${sql.raw(isAccount)}
    and ((c.currency, c.amount_cents, c.date) in (select w.currency, w.amount_cents, w.day from ${sql.raw(wanted)} w)) is true`;

/**
 * These transactions (an array of ids) as far as they are free, what may be their other sides, and what these may be the other sides of, too.
 */
export function sidesRead(ids: SQL): Read<Side[]> {
  const query = read<Omit<Side, "dismissed"> & { dismissed: string | null }>(sql`
    with given as materialized (
      select t.id, t.account_id, t.date, t.amount_cents, t.currency from transactions t join accounts a on a.id = t.account_id and a.deleted_at is null
      where t.id = any(${ids}) and t.user_id = ${me} and t.amount_cents <> 0 and ${isFree("t")}),
    wanted as materialized (${wantedOf("given")}),
    spans as materialized (${spansOf("wanted")}),
    others as materialized (${freeIn("wanted", "spans", "exists (select from given g where g.account_id <> a.id)")}),
    wanting as materialized (${wantedOf("others")}),
    spans_of_others as materialized (${spansOf("wanting")}),
    sides as (
      select * from given where exists (select from others) union select * from others
      union ${freeIn("wanting", "spans_of_others", "true")})
    select c.id, c.account_id as "accountId", c.date - date '2000-01-01' as day, c.amount_cents::text as "amountCents", c.currency,
      (c.id in (select id from given)) is true as "isAsked",
      (select string_agg(p.inflow_id::text, ',') from transfer_proposals p where p.outflow_id = c.id and p.status = 'dismissed') as dismissed
    from sides c order by c.id limit ${MAX_SIDES}::int`);
  return {
    ...query,
    decode: (result) =>
      query.decode(result).map(({ dismissed, ...side }) => ({ ...side, dismissed: dismissed?.split(",") ?? [] })),
  };
}

/** For each of those that are asked about the nearest first; `isWhole`: nothing was left out. */
export function candidatesAmong(sides: readonly Side[]): { found: Candidate[]; isWhole: boolean } {
  const nearest = nearestAmong(sides);
  const found = sides
    .filter(({ isAsked }) => isAsked)
    .flatMap((side) =>
      nearest(side, { withinDays: MAX_DAYS, most: MAX_CANDIDATES }).map((other): Candidate => {
        const days = Math.abs(other.day - side.day);
        const [out, into] = isOut(side) ? [side, other] : [other, side];
        const wanting = nearest(other, { withinDays: days, most: MAX_CANDIDATES, but: side.id });
        return {
          ofId: side.id,
          outflowId: out.id,
          inflowId: into.id,
          amountCents: into.amountCents,
          currency: side.currency,
          days,
          wantedBy: wanting.map(({ id }) => id),
        };
      }),
    );
  return { found, isWhole: sides.length < MAX_SIDES };
}

const isOut = ({ amountCents }: Side) => amountCents.startsWith("-");
const keyOf = (currency: string, amountCents: string, day: number) => `${currency} ${amountCents} ${day}`;
const opposite = (amountCents: string) => (amountCents.startsWith("-") ? amountCents.slice(1) : `-${amountCents}`);

interface Asked {
  withinDays: number;
  most: number;
  /** The id of one that is left out. */
  but?: string;
}

/** A function that finds the other sides that one may have, the nearest in days first, and of a day in the order of their ids. */
function nearestAmong(sides: readonly Side[]): (side: Side, asked: Asked) => Side[] {
  // Within an account they are in the order of their ids, as they were read, so that of each the first few are enough.
  const byDay = new Map<string, Map<string, Side[]>>();
  for (const side of sides) {
    const key = keyOf(side.currency, side.amountCents, side.day);
    const accounts = byDay.get(key) ?? new Map<string, Side[]>();
    byDay.set(key, accounts);
    const those = accounts.get(side.accountId);
    if (those) those.push(side);
    else accounts.set(side.accountId, [side]);
  }
  const dismissed = new Set(
    sides.flatMap(({ id, dismissed }) => dismissed.flatMap((other) => [`${id} ${other}`, `${other} ${id}`])),
  );
  return (side, { withinDays, most, but }) => {
    const found: Side[] = [];
    for (let days = 0; days <= withinDays && found.length < most; days++) {
      const day = side.day + (isOut(side) ? days : -days);
      const accounts = byDay.get(keyOf(side.currency, opposite(side.amountCents), day)) ?? [];
      const ofDay: Side[] = [];
      for (const [accountId, those] of accounts) {
        if (accountId === side.accountId) continue;
        let left = most - found.length;
        for (const one of those) {
          if (left === 0) break;
          if (one.id === but || dismissed.has(`${side.id} ${one.id}`)) continue;
          ofDay.push(one);
          left--;
        }
      }
      found.push(...ofDay.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, most - found.length));
    }
    return found;
  };
}

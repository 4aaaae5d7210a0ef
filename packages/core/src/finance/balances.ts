/** Balances of accounts by day: as series, kept every night, and summed up to what somebody has and owes. */
import { type SQL, sql } from "drizzle-orm";
import { accountBalanceHistory, accounts } from "#core/finance/accounts.sql";
import { BalanceSnapshotted } from "#core/finance/events";
import { financeFields } from "#core/finance/sayings";
import { dayIn, myZone } from "#core/identity/zone";
import { insertMany, MAX_ROWS } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { findRow } from "#kit/row";
import { me } from "#kit/table";

export const steps = ["day", "week", "month"] as const;
export type Step = (typeof steps)[number];

/** The most points of a series: two years of days. */
export const MAX_POINTS = 750;
/** The most accounts of a net worth, the oldest first. */
export const MAX_ACCOUNTS = 200;

export interface Span {
  /** ISO 8601 days, both included. */
  from: string;
  to: string;
  /** A day unless given. */
  step?: Step;
}

const DAY_MS = 24 * 3_600_000;

/**
 * The days of a series: each day, or the last days of its weeks, which end with Sunday, or of its months, and the end of the span. Throws
 * InvalidInput for a span that ends before it begins or has more than MAX_POINTS steps.
 */
export function pointsOf({ from, to, step = "day" }: Span): string[] {
  if (to < from) throw wrongInput({ parameter: "to" }, financeFields("before_from"));
  const last = dayNumber(to);
  const points: string[] = [];
  for (let day = dayNumber(from); day <= last; day++) {
    if (points.length === MAX_POINTS)
      throw wrongInput({ parameter: "to" }, financeFields("too_many_steps", { max: MAX_POINTS }));
    day = Math.min(endOf[step](day), last);
    points.push(new Date(day * DAY_MS).toISOString().slice(0, 10));
  }
  return points;
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** The last day of the step in which a day is; days are counted from 1 January 1970, a Thursday. */
const endOf: Record<Step, (day: number) => number> = {
  day: (day) => day,
  week: (day) => day + 6 - ((((day + 3) % 7) + 7) % 7),
  month(day) {
    const end = new Date(day * DAY_MS);
    end.setUTCMonth(end.getUTCMonth() + 1, 0);
    return end.getTime() / DAY_MS;
  },
};

const today = (ctx: Ctx) => dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone);
const MOST = sql.raw(String(Number.MAX_SAFE_INTEGER));
const exact = (cents: SQL) => sql`least(greatest(${cents}, -${MOST}), ${MOST})`;
const dayArray = (days: readonly string[]) => sql`${`{${days.join(",")}}`}::date[]`;

/**
 * The balances at the end of days of those accounts that `which` names, as SQL: a row with `id`, `currency`, `day` and `cents` for each.
 * That of an account without a connection is what it is now without what was posted after the day; so what is entered late, or corrected,
 * counts from its own day on. That of a connected one is what was kept on the day or last before it, and what the bank says now from today
 * on. `cents` is null before anything is known of an account.
 */
const balancesAt = (ctx: Ctx, which: SQL, days: readonly string[]): SQL => sql`
  select a.id, a.currency, p.day, case
      when a.connection_id is null then
        case when p.day >= least(p.first_date, ${dayIn(sql`a.created_at`, myZone)}) then ${exact(sql`a.balance_cents - p.cents`)} end
      when p.day >= ${today(ctx)} then a.balance_cents
      else (select h.balance_cents from account_balance_history h where h.account_id = a.id and h.date <= p.day order by h.date desc limit 1)
    end as cents
  from posted_after(array(select ${accounts.id} from ${accounts} where ${which} order by ${accounts.id} limit ${MAX_ACCOUNTS}::int), ${dayArray(days)}) p
  join accounts a on a.id = p.account_id`;

export interface Balance {
  date: string;
  balanceCents: number;
}

/** The balances of an account at the end of days; those before anything is known of it are left out. One flight. Throws NotFound. */
export async function series(ctx: Ctx, accountId: string, span: Span) {
  const days = pointsOf(span);
  const at = balancesAt(ctx, sql`${accounts.id} = ${accountId}::uuid`, days);
  const points: Read<{ day: string; cents: string }[]> = read(
    sql`select b.day::text, b.cents::text from (${at}) b where b.cents is not null order by b.day`,
  );
  const [account, rows] = await findRow(ctx, accounts, accountId, points);
  const data = rows.map(({ day, cents }): Balance => ({ date: day, balanceCents: Number(cents) }));
  return { currency: account.currency, data };
}

interface Worth {
  date: string;
  assetsCents: number;
  liabilitiesCents: number;
  netCents: number;
}

/** What the accounts of a scope add up to at the end of days, by currency; nothing is converted. One flight. */
export async function netWorth(ctx: Ctx, span: Span, scope: SQL | undefined) {
  const days = pointsOf(span);
  const at = balancesAt(ctx, sql`${accounts.deletedAt} is null and ${scope ?? sql`true`}`, days);
  const [rows] = await ctx.db.batch([
    read<{ currency: string; day: string; assets: string; liabilities: string; net: string }>(sql`
      select b.currency, b.day::text,
        ${exact(sql`coalesce(sum(b.cents) filter (where b.cents > 0), 0)`)}::text as assets,
        ${exact(sql`coalesce(sum(b.cents) filter (where b.cents < 0), 0)`)}::text as liabilities,
        ${exact(sql`sum(b.cents)`)}::text as net
      from (${at}) b where b.cents is not null group by b.currency, b.day order by b.currency, b.day`),
  ]);
  const currencies = new Map<string, Worth[]>();
  for (const { currency, day, assets, liabilities, net } of rows) {
    const points = currencies.get(currency) ?? [];
    points.push({
      date: day,
      assetsCents: Number(assets),
      liabilitiesCents: Number(liabilities),
      netCents: Number(net),
    });
    currencies.set(currency, points);
  }
  return { data: [...currencies].map(([currency, points]) => ({ currency, points })) };
}

/**
 * Keeps what was on each of the speaker's own open accounts at the end of a day of theirs; also on those that they share with a household,
 * which belong to one person, so that each is kept once. What came in since then is not counted, by its date. Safe to repeat.
 */
export async function keep(ctx: Ctx, day: string): Promise<void> {
  const open = sql`${accounts.userId} = ${me} and ${accounts.deletedAt} is null and not ${accounts.isClosed}`;
  const [rows] = await ctx.db.batch([
    read<{ accountId: string; cents: string }>(sql`
      select a.id as "accountId", ${exact(sql`a.balance_cents - p.cents`)}::text as cents
      from posted_after(array(select ${accounts.id} from ${accounts} where ${open} order by ${accounts.id} limit ${MAX_ROWS}::int), ${dayArray([day])}) p
      join accounts a on a.id = p.account_id`),
  ]);
  if (rows.length === 0) return;
  await ctx.db.batch([
    insertMany(
      ctx,
      accountBalanceHistory,
      rows.map(({ accountId, cents }) => ({ accountId, date: day, balanceCents: Number(cents) })),
      { onConflict: "nothing", emitsOnce: { event: BalanceSnapshotted, payload: { day, accounts: sql`count(*)` } } },
    ),
  ]);
}

/** Telling a household what expires, each lot once a day, in the night of those who live there. */
import { type SQL, sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { PantryExpiring } from "#core/household/events";
import { pantryLots } from "#core/household/pantry.sql";
import { clocksAt } from "#core/identity/clocks";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";

/** Days before the last day on which a lot is told of; the last day itself is 0. */
const DAYS_AHEAD = 3;
/** The hour on the clocks of the household from which the night's news are made. */
const NIGHT_HOUR = 3;
const MAX_LOTS_AT_ONCE = 500;
const MAX_ROUNDS = 200;

/**
 * Emits `household.pantry_item.expiring` for every lot that expires within days and was not told of on this day. A household lives in the
 * time zone of the admin who has been in it longest, who is also who the event belongs to; its other members see it as theirs.
 * Runs as the service; running it again, or twice at once, tells nothing twice.
 */
export async function noteExpiring(ctx: Ctx): Promise<number> {
  const leftOut: string[] = [];
  let noted = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const [due] = await ctx.db.batch([dueLots(ctx, leftOut)]);
    const done = await eachApart(
      ctx,
      due,
      (some) => ctx.db.batch(some.map((lot) => noting(ctx, lot))),
      (lot) => ({ schedule: "household.noteExpiring", userId: lot.keeperId, lotId: lot.id }),
    );
    noted += done.length;
    leftOut.push(...due.filter((lot) => !done.includes(lot)).map(({ id }) => id));
    if (due.length < MAX_LOTS_AT_ONCE) return noted;
  }
  return noted;
}

const noting = (ctx: Ctx, lot: DueLot) =>
  update(
    ctx,
    pantryLots,
    sql`${pantryLots.id} = ${lot.id}::uuid and ${pantryLots.expiringNotedOn} is distinct from ${lot.today}::date`,
    { expiringNotedOn: lot.today },
    {
      emits: {
        event: PantryExpiring,
        owner: lot.keeperId,
        entityId: lot.pantryItemId,
        payload: {
          lotId: lot.id,
          name: lot.name,
          unit: lot.unit,
          daysLeft: lot.daysLeft,
          householdId: lot.householdId,
        },
      },
    },
  );

interface DueLot {
  id: string;
  pantryItemId: string;
  name: string;
  unit: string;
  householdId: string;
  keeperId: string;
  /** The day it is for the household. */
  today: string;
  daysLeft: number;
}

/** Whose clock a household lives by, and to whom its news belong: `user_id` and `timezone` of the admin who has been in it longest. */
export const keeperOf = (householdId: SQL): SQL => sql`
  select m.user_id, u.timezone from household_members m join users u on u.id = m.user_id and u.deleted_at is null
  where m.household_id = ${householdId} order by m.role <> 'admin', m.id limit 1`;

function dueLots(ctx: Ctx, except: readonly string[]) {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return read<DueLot>(sql`
    select l.id, i.id as "pantryItemId", i.name, i.unit, i.household_id as "householdId", keeper.user_id as "keeperId", clock.day::text as today,
      (l.expiry_date - clock.day)::int as "daysLeft"
    from pantry_lots l
    join pantry_items i on i.id = l.pantry_item_id and i.deleted_at is null
    join lateral (${keeperOf(sql`i.household_id`)}) keeper on true
    join ${clocksAt(ctx.now())} on clock.zone = keeper.timezone
    where l.quantity > 0 and l.id <> all(${`{${except.join(",")}}`}::uuid[])
      -- Every clock of the world is within a day of UTC: the index finds these, the clock decides.
      and l.expiry_date between (${now} at time zone 'UTC')::date - 1 and (${now} at time zone 'UTC')::date + ${DAYS_AHEAD + 1}::int
      and l.expiry_date between clock.day and clock.day + ${DAYS_AHEAD}::int
      and clock.hour >= ${NIGHT_HOUR}::int
      and l.expiring_noted_on is distinct from clock.day
    order by l.id limit ${MAX_LOTS_AT_ONCE}`);
}

/** Reminds a household of what expires: each lot once a day, in the night of the household's time zone. */
import { sql } from "drizzle-orm";
import { PantryExpiring } from "#core/household/events";
import { pantryLots } from "#core/household/pantry.sql";
import { dayAfter } from "#core/rhythm/days";
import { MAX_ROWS, updateMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** The number of days before its last day from which a lot is reminded of; 0 is the last day itself. */
const DAYS_AHEAD = 3;
const MAX_ROUNDS = 200;

/**
 * When a day of the speaker's has ended (ISO 8601), emits `household.pantry_item.expiring` for every lot that expires within days
 * and was not reported yet on the day that has begun. A household lives in the time zone of its keeper (`keeper_of`), to whom the
 * event belongs; the other members see it as an event of the household. Running it again, or twice at once, reports nothing
 * twice. Returns the number of lots that were reported.
 */
export async function noteExpiring(ctx: Ctx, day: string, batchSize = MAX_ROWS): Promise<number> {
  let noted = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const [due] = await ctx.db.batch([dueLots(ctx, day, batchSize)]);
    if (due.length === 0) break;
    const [lots] = await ctx.db.batch([noting(ctx, due)]);
    noted += lots.length;
  }
  return noted;
}

interface DueLot {
  id: string;
  /** The current day of the household, `YYYY-MM-DD`. */
  expiringNotedOn: string;
}

function dueLots(ctx: Ctx, day: string, limit: number) {
  return read<DueLot>(sql`
    with today as materialized (select ${dayAfter(ctx, day)} as day)
    select l.id, today.day::text as "expiringNotedOn" from today
    join pantry_lots l on l.expiry_date between today.day and today.day + ${DAYS_AHEAD}::int
    join pantry_items i on i.id = l.pantry_item_id and i.deleted_at is null
    where l.household_id = any((select my_kept_households())::uuid[]) and l.quantity > 0
      and l.expiring_noted_on is distinct from today.day
    order by l.id limit ${limit}::int`);
}

const ofItem = (column: "name" | "unit") =>
  sql`(select i.${sql.identifier(column)} from pantry_items i where i.id = changed.pantry_item_id)`;

const noting = (ctx: Ctx, lots: readonly DueLot[]) =>
  updateMany(ctx, pantryLots, lots, {
    where: sql`${pantryLots.expiringNotedOn} is distinct from given.expiring_noted_on`,
    emits: {
      event: PantryExpiring,
      owner: sql`${me}`,
      entityId: sql`changed.pantry_item_id`,
      payload: {
        lotId: sql`changed.id`,
        name: ofItem("name"),
        unit: ofItem("unit"),
        daysLeft: sql`changed.expiry_date - changed.expiring_noted_on`,
      },
    },
  });

/** A reminder of what a household should use up, sent in the morning to everybody who lives there: one for everything. */
import { sql } from "drizzle-orm";
import { PantryExpiring } from "#core/household/events";
import * as Recipes from "#core/household/recipes";
import { told } from "#core/household/told.en";
import { clocksAt } from "#core/identity/clocks";
import { dayIn, myZone } from "#core/identity/zone";
import type { Overdue } from "#core/platform/delivery/overdue";
import type { Message } from "#core/platform/notifications";
import { zonesInUse } from "#core/rhythm/zones-in-use";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { cut } from "#kit/text";

/** The number of days before its last day from which a lot is included; 0 is the last day itself. */
const WITHIN_DAYS = 1;
const MORNING_HOUR = 8;
const MAX_NAMED = 10;
const DAY_MS = 86_400_000;

/** The household's day on which the event of an expiring lot was emitted, `YYYY-MM-DD`. */
export function dayOfNews({ expiryDate, daysLeft }: { expiryDate: string; daysLeft: number }): string {
  return new Date(Date.parse(expiryDate) - daysLeft * DAY_MS).toISOString().slice(0, 10);
}

/** The beginning of the speaker's morning today, or now when it has begun already. ISO 8601 in UTC. */
export async function morning(ctx: Ctx): Promise<string> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [[today]] = await ctx.db.batch([
    read<{ at: string }>(
      sql`select greatest(${now}, ((${now} at time zone ${myZone})::date + make_interval(hours => ${MORNING_HOUR}::int)) at time zone ${myZone}) as at`,
    ),
  ]);
  return isoInstant(today!.at);
}

export interface UseUp {
  memberIds: string[];
  message: Pick<Message, "title" | "body" | "action">;
}

/** What the speaker's household should use up, in words, and the recipients; undefined when nothing is left to use up. */
export async function find(ctx: Ctx, householdId: string): Promise<UseUp | undefined> {
  const today = dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone);
  const [items, members, [day]] = await ctx.db.batch([
    read<{ id: string; name: string; daysLeft: number }>(sql`
      select i.id, i.name, (min(l.expiry_date) - ${today})::int as "daysLeft"
      from pantry_items i join pantry_lots l on l.pantry_item_id = i.id and l.quantity > 0
        and l.expiry_date between ${today} and ${today} + ${WITHIN_DAYS}::int
      where i.household_id = ${householdId}::uuid and i.deleted_at is null
      group by i.id order by 3, i.name limit 200`),
    read<{ id: string }>(
      sql`select user_id as id from household_members where household_id = ${householdId}::uuid order by id limit 100`,
    ),
    read<{ today: string }>(sql`select ${today}::text as today`),
  ]);
  const [first, ...others] = items;
  if (!first) return undefined;
  const [best] = await Recipes.suggestions(ctx, { householdId, withinDays: WITHIN_DAYS, limit: 1 });
  const named = items
    .slice(0, MAX_NAMED)
    .map(({ name, daysLeft }) => told(daysLeft === 0 ? "use_today" : "use_tomorrow", { name }));
  const more = items.length > MAX_NAMED ? [told("use_more", { count: items.length - MAX_NAMED })] : [];
  const names = best?.uses.map(({ name }) => name).join(", ") ?? "";
  const idea = best ? [told("recipe_uses", { recipe: best.recipe.name, names })] : [];
  return {
    memberIds: members.map(({ id }) => id),
    message: {
      title:
        others.length > 0
          ? told("use_up_several", { count: items.length })
          : told(first.daysLeft === 0 ? "use_up_today" : "use_up_tomorrow", { name: cut(first.name, 200) }),
      body: [...named, ...more, ...idea],
      action: {
        householdId,
        day: day!.today,
        pantryItemIds: items.map(({ id }) => id),
        recipeId: best?.recipe.id ?? null,
      },
    },
  };
}

/**
 * Households without a reminder two hours after their morning, with the last event about what they should use up. The keeper
 * stands for all members.
 */
export const untold: Overdue = {
  workflow: "household.remindToUseUp",
  on: PantryExpiring,
  // Longer than the debounce. Short, because it doubles with each attempt: the reminder is given up before its day ends.
  afterMinutes: 12,
  waiting: async (ctx) => {
    const now = ctx.now();
    const { known } = await zonesInUse(ctx);
    return sql`
    select i.id as entity_id, i.household_id || ' ' || clock.day as key
    from pantry_lots l
    join pantry_items i on i.id = l.pantry_item_id and i.deleted_at is null
    join users keeper on keeper.id = keeper_of(i.household_id)
    join ${clocksAt(now, known)} on clock.zone = keeper.timezone and clock.hour >= ${MORNING_HOUR + 2}::int
    where l.quantity > 0 and l.expiring_noted_on = clock.day and l.expiry_date between clock.day and clock.day + ${WITHIN_DAYS}::int
      -- Every clock of the world is within a day of UTC: the index finds these, the clock decides.
      and l.expiry_date between (${now.toISOString()}::timestamptz at time zone 'UTC')::date - 1
        and (${now.toISOString()}::timestamptz at time zone 'UTC')::date + ${WITHIN_DAYS + 1}::int
      and not exists (
        select 1 from notifications n where n.user_id = keeper.id and n.kind = 'use_up'
          and n.action ->> 'householdId' = i.household_id::text and n.action ->> 'day' = clock.day::text)
    limit 10000`;
  },
};

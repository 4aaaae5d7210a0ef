/** What a household had better use up, told in the morning to everybody who lives there: once, for all of it. */
import { sql } from "drizzle-orm";
import { PantryExpiring } from "#core/household/events";
import { keeperOf } from "#core/household/expiry";
import * as Recipes from "#core/household/recipes";
import { clocksAt } from "#core/identity/clocks";
import { dayIn, myZone } from "#core/identity/zone";
import type { Overdue } from "#core/platform/delivery/overdue";
import type { Message } from "#core/platform/notifications";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { cut } from "#kit/text";

/** Days before the last day of a lot on which it is spoken of; the last day itself is 0. */
const WITHIN_DAYS = 1;
const MORNING_HOUR = 8;
const MAX_NAMED = 10;
const DAY_MS = 86_400_000;

/** The household's day on which it was found that a lot expires, as ISO 8601 has it. */
export function dayOfNews({ expiryDate, daysLeft }: { expiryDate: string; daysLeft: number }): string {
  return new Date(Date.parse(expiryDate) - daysLeft * DAY_MS).toISOString().slice(0, 10);
}

/** When the speaker's morning is: today's, or now when it has begun. ISO 8601 in UTC. */
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

/** What the speaker's household should use up, in words, and who is to know; undefined when there is nothing any more. */
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
  const named = items.slice(0, MAX_NAMED).map(({ name, daysLeft }) => `${name}: ${dayOf(daysLeft)}.`);
  const more = items.length > MAX_NAMED ? [`And ${items.length - MAX_NAMED} more.`] : [];
  const idea = best ? [`${best.recipe.name} would use ${best.uses.map(({ name }) => name).join(", ")}.`] : [];
  return {
    memberIds: members.map(({ id }) => id),
    message: {
      title: others.length === 0 ? `Use up ${first.name} ${dayOf(first.daysLeft)}` : `${items.length} things to use up`,
      body: cut([...named, ...more, ...idea].join(" "), 5_000),
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
 * Households that have heard nothing two hours into their morning of what they should use up, with the last news of it. The keeper
 * stands for all who live there.
 */
export const untold: Overdue = {
  workflow: "household.remindToUseUp",
  on: PantryExpiring,
  // Longer than the debounce, and short because it doubles: what is lost is given up before the day ends that it speaks of.
  afterMinutes: 12,
  waiting: (now) => sql`
    select i.id as entity_id, i.household_id || ' ' || clock.day as key
    from pantry_lots l
    join pantry_items i on i.id = l.pantry_item_id and i.deleted_at is null
    join lateral (${keeperOf(sql`i.household_id`)}) keeper on true
    join ${clocksAt(now)} on clock.zone = keeper.timezone and clock.hour >= ${MORNING_HOUR + 2}::int
    where l.quantity > 0 and l.expiring_noted_on = clock.day and l.expiry_date between clock.day and clock.day + ${WITHIN_DAYS}::int
      -- Every clock of the world is within a day of UTC: the index finds these, the clock decides.
      and l.expiry_date between (${now.toISOString()}::timestamptz at time zone 'UTC')::date - 1
        and (${now.toISOString()}::timestamptz at time zone 'UTC')::date + ${WITHIN_DAYS + 1}::int
      and not exists (
        select 1 from notifications n where n.user_id = keeper.user_id and n.kind = 'use_up'
          and n.action ->> 'householdId' = i.household_id::text and n.action ->> 'day' = clock.day::text)
    limit 10000`,
};

const dayOf = (daysLeft: number) => (daysLeft === 0 ? "today" : "tomorrow");

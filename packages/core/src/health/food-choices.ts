/** The foods that a person means by names of their own, which go before what the table of foods has of those names. */
import { sql } from "drizzle-orm";
import { foodChoices } from "#core/health/food-choices.sql";
import { type Food, foodOf, nameOf } from "#core/health/foods/foods";
import { type Choices, foodNameIn, nameKeyOf } from "#core/health/meal-text";
import { mealSayings } from "#core/health/sayings";
import { insert, remove, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { Conflict, NotFound, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";

/** More names nobody has for what they eat. */
export const MAX_CHOICES = 1_000;

export interface Choice {
  id: string;
  /** As it was written. */
  name: string;
  food: { foodId: string; name: string; nameDe: string | null };
}

interface Stored {
  id: string;
  name: string;
  foodId: string;
}

/** What the speaker has chosen for any of these names, which are as `nameKeyOf` gives them. */
export function choicesAmong(keys: readonly string[]): Read<Choices> {
  const query = read<{ key: string; foodId: string }>(sql`
    select name_key as key, food_id as "foodId" from ${foodChoices}
    where user_id = ${me} and name_key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`);
  return { ...query, decode: (result) => new Map(query.decode(result).map(({ key, foodId }) => [key, foodId])) };
}

/** All that the speaker has chosen, by name. One flight. */
export async function list(ctx: Ctx): Promise<Choice[]> {
  const [rows] = await ctx.db.batch([
    read<Stored>(
      sql`select id, name, food_id as "foodId" from ${foodChoices} where user_id = ${me} order by name_key, id limit ${sql.raw(String(MAX_CHOICES))}`,
    ),
  ]);
  return rows.flatMap((row) => {
    const food = foodOf(row.foodId);
    // A later table may have lost one.
    return food ? [told(row, food)] : [];
  });
}

const told = ({ id, name }: Stored, food: Food): Choice => ({ id, name, food: { foodId: food.id, ...nameOf(food) } });

/**
 * Remembers which food the speaker means by what they have written, with or without an amount; the last choice counts. Two flights. Throws
 * InvalidInput for a text without a name and for a food that is not in the table, and Conflict where there are too many.
 */
export async function choose(ctx: Ctx, { text, foodId }: { text: string; foodId: string }): Promise<Choice> {
  const name = foodNameIn(text);
  if (name === undefined) throw wrongInput("#/text", mealSayings("no_food_name"));
  const food = foodOf(foodId);
  if (!food) throw wrongInput("#/foodId", fieldSayings("does_not_exist"));
  const nameKey = nameKeyOf(name);
  const [[before], [all]] = await ctx.db.batch([
    read<{ id: string }>(sql`select id from ${foodChoices} where user_id = ${me} and name_key = ${nameKey}::text`),
    read<{ count: number }>(sql`select count(*)::int as count from ${foodChoices} where user_id = ${me}`),
  ]);
  if (!before && (all?.count ?? 0) >= MAX_CHOICES)
    throw Conflict(mealSayings("too_many_choices", { max: MAX_CHOICES }));
  const values = { name, foodId };
  const [row] = await ctx.db.batch([
    before
      ? update(ctx, foodChoices, sql`${foodChoices.id} = ${before.id}::uuid`, values)
      : insert(ctx, foodChoices, { ...values, nameKey }, { onConflict: "nothing" }),
  ]);
  // Another choice of the same name came, or went, in the meantime.
  if (!row) throw Conflict();
  return told(row, food);
}

/** Forgets a choice: the table decides again. One flight. Throws NotFound. */
export async function forget(ctx: Ctx, id: string): Promise<void> {
  const [gone] = await ctx.db.batch([
    remove(ctx, foodChoices, sql`${foodChoices.id} = ${id}::uuid and ${foodChoices.userId} = ${me}`),
  ]);
  if (!gone) throw NotFound();
}

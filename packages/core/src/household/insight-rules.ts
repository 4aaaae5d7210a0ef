/** What is noticed of a household: food that expires, with what could be cooked of it, and what things cost. */
import { desc, or, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { insightRule } from "#core/cortex/insight-rule";
import { itemsFor } from "#core/household/ingredients";
import { recipes } from "#core/household/recipes.sql";
import { told } from "#core/household/told.en";
import { withMoney } from "#core/platform/money-told";
import { read } from "#kit/db";
import { me } from "#kit/table";
import { cut } from "#kit/text";

interface Expiring {
  id: string;
  householdId: string;
  name: string;
  unit: string;
  qtyInStock: number;
  expiryDate: string;
  daysLeft: number;
}

/** What was paid for one unit of an item, in minor units, from the oldest purchase to the newest. */
interface Prices {
  id: string;
  name: string;
  unit: string;
  currency: string;
  bookingId: string;
  /** JSON. */
  prices: string;
}

const myHouseholds = sql`any(((select my_households()))::uuid[])`;
const DAYS_AHEAD = 3;
const MAX_NAMED = 8;
/** The newest ones, as suggestions look at more. */
const MAX_RECIPES = 200;
/** A purchase may be told in the days after it, since receipts come late. */
const NEWS_DAYS = 3;
const HISTORY_DAYS = 365;
const LEAST_PURCHASES = 3;
const LEAST_CHANGE = 0.15;

/** What the last price is beside those before it: undefined where it is one of them, or where too few are known. */
export function priceChangeOf(prices: readonly number[]): { before: number; now: number; of: number } | undefined {
  const now = prices.at(-1);
  const earlier = prices.slice(0, -1).toSorted((a, b) => a - b);
  if (now === undefined || earlier.length < LEAST_PURCHASES) return undefined;
  const middle = earlier.length >> 1;
  const before = earlier.length % 2 ? earlier[middle]! : (earlier[middle - 1]! + earlier[middle]!) / 2;
  const isBeyond = now > earlier.at(-1)! || now < earlier[0]!;
  return isBeyond && before > 0 && Math.abs(now / before - 1) >= LEAST_CHANGE
    ? { before, now, of: earlier.length }
    : undefined;
}

export default {
  expiring_food: insightRule({
    insightType: "expiring_food",
    base: { right: 4.5, wrong: 1.5 },
    isToldElsewhere: true,
    reads: ({ today }) => {
      const soon = sql`l.quantity > 0 and l.expiry_date between ${today}::date and ${today}::date + ${DAYS_AHEAD}::int`;
      return [
        read<Expiring>(sql`
          select i.id, i.household_id as "householdId", i.name, i.unit, sum(l.quantity)::float8 as "qtyInStock", min(l.expiry_date)::text as "expiryDate",
            min(l.expiry_date) - ${today}::date as "daysLeft"
          from pantry_lots l join pantry_items i on i.id = l.pantry_item_id and i.deleted_at is null
          where l.household_id = ${myHouseholds} and ${soon} group by i.id order by 7, i.name, i.id limit 200`),
        rowsRead(
          recipes,
          sql`${or(sql`${recipes.userId} = ${me}`, sql`${recipes.householdId} = ${myHouseholds}`)} and exists (
            select from pantry_lots l where l.household_id = ${myHouseholds} and ${soon})`,
          { order: desc(recipes.id), limit: MAX_RECIPES },
        ),
      ];
    },
    found([items, known]) {
      const homes = Map.groupBy(items, ({ householdId }) => householdId);
      return [...homes].map(([householdId, expiring]) => {
        const ideas = known
          .filter((recipe) => recipe.householdId === null || recipe.householdId === householdId)
          .map((recipe) => ({
            recipe,
            uses: [...new Set(recipe.ingredients.flatMap((one) => itemsFor(one, expiring)))],
          }))
          .filter(({ uses }) => uses.length > 0)
          .sort((a, b) => b.uses.length - a.uses.length)
          .slice(0, 3);
        const [best] = ideas;
        return {
          key: `${householdId}:${expiring[0]!.expiryDate}`,
          title:
            expiring.length === 1
              ? told("expiring_one", { name: cut(expiring[0]!.name, 200) })
              : told("expiring_several", { count: expiring.length }),
          body: [
            ...expiring
              .slice(0, MAX_NAMED)
              .map(({ name, daysLeft }) =>
                daysLeft === 0
                  ? told("expires_today", { name })
                  : daysLeft === 1
                    ? told("expires_tomorrow", { name })
                    : told("expires_in_days", { name, days: daysLeft }),
              ),
            ...(expiring.length > MAX_NAMED ? [told("use_more", { count: expiring.length - MAX_NAMED })] : []),
            ...(best
              ? [
                  told("recipe_uses", {
                    recipe: best.recipe.name,
                    names: cut(best.uses.map(({ name }) => name).join(", "), 290),
                  }),
                ]
              : []),
          ],
          rows: [
            ...expiring.slice(0, MAX_NAMED).map(({ id, name }) => ({ type: "pantry_item", id, name })),
            ...ideas.map(({ recipe: { id, name } }) => ({ type: "recipe", id, name })),
          ],
          figures: { items: expiring.length, daysLeft: expiring[0]!.daysLeft },
        };
      });
    },
  }),
  item_price: insightRule({
    insightType: "item_price",
    base: { right: 4.7, wrong: 1.3 },
    reads: ({ from }) => [
      read<Prices>(sql`
        with bought as materialized (
          select b.pantry_item_id as item, b.currency, b.unit, b.id, b.booked_at, b.price_cents / b.quantity as price from pantry_bookings b
          where b.household_id = ${myHouseholds} and b.reason = 'restock' and b.price_cents > 0 and b.quantity > 0 and b.currency is not null
            and b.booked_at > ${from}::timestamptz - make_interval(days => ${HISTORY_DAYS}::int)
            and not exists (select from pantry_bookings u where u.undoes_id = b.id)),
        last as (select distinct on (item) * from bought order by item, booked_at desc, id desc)
        select i.id, i.name, last.unit, last.currency, last.id as "bookingId",
          (select jsonb_agg(b.price order by b.booked_at, b.id)::text from bought b
            where b.item = i.id and b.unit = last.unit and b.currency = last.currency) as prices
        from last join pantry_items i on i.id = last.item and i.deleted_at is null
        where last.booked_at > ${from}::timestamptz - make_interval(days => ${NEWS_DAYS}::int) order by i.id limit 200`),
    ],
    found: ([rows]) =>
      rows.flatMap(({ id, name, unit, currency, bookingId, prices }) => {
        const change = priceChangeOf(JSON.parse(prices) as number[]);
        if (!change) return [];
        const [beforeCents, nowCents] = [Math.round(change.before), Math.round(change.now)];
        return [
          {
            key: `${id}:${bookingId}`,
            title: told(change.now > change.before ? "item_price_higher" : "item_price_lower", { name }),
            body: [
              withMoney({ before: beforeCents, now: nowCents }, currency, (values) =>
                told("item_price_from_to", { ...values, unit }),
              ),
              told("item_price_of", { count: change.of }),
            ],
            rows: [{ type: "pantry_item", id, name }],
            figures: { beforeCents, nowCents, currency, purchases: change.of },
          },
        ];
      }),
  }),
};

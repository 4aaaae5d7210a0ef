/** Recipes and the pantry: what is missing, what cooking takes, and what to cook before something spoils. */

import { desc, eq, or, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { RecipeCooked, RecipeEvents } from "#core/household/events";
import { type Ingredient, itemsFor, type Missing, plan, type Stocked, scaled } from "#core/household/ingredients";
import { booking } from "#core/household/pantry";
import type { PageRecipe } from "#core/household/recipe-nodes";
import { recipeOfJsonLd, recipeOfPage } from "#core/household/recipe-pages";
import { recipeCookings, recipes } from "#core/household/recipes.sql";
import { householdFields, householdRefusals } from "#core/household/sayings";
import { pantryOf } from "#core/household/shopping";
import { unitName } from "#core/household/units";
import { ownHousehold } from "#core/household/vendors";
import { dayIn, myZone } from "#core/identity/zone";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { orFirstTime, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, InvalidInput, problem, wrong } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import type { Saying } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import { NotFetched } from "#kit/third-party";
import type { Row } from "#kit/wire";

export type Cooking = Row<typeof recipeCookings>;

/** The columns of a new or changed recipe: units under their stored names, and links to pantry items that the speaker can see. */
export function written<B extends { ingredients?: Ingredient[] }>(body: B) {
  if (!body.ingredients) return body;
  refuseTurnedRanges(body.ingredients);
  const ingredients = body.ingredients.map((one) => (one.unit ? { ...one, unit: unitName(one.unit) } : one));
  const linked = ingredients.flatMap(({ pantryItemId }) => pantryItemId ?? []);
  return { ...body, ingredients: linked.length > 0 ? unlessUnseen(linked, ingredients) : ingredients };
}

function refuseTurnedRanges(ingredients: readonly Ingredient[]): void {
  const errors = ingredients.flatMap(({ qty, qtyMax }, i) =>
    qty != null && qtyMax != null && qtyMax < qty
      ? [wrong(`#/ingredients/${i}/qtyMax`, householdFields("less_than_least"))]
      : [],
  );
  if (errors.length > 0) throw InvalidInput(undefined, { errors: errors.slice(0, 20) });
}

/**
 * A foreign key cannot refer from JSON, so the statement checks the links. Links that the recipe had before may point to a
 * deleted item. CASE guarantees that the function which raises the problem is called only for unknown items.
 */
function unlessUnseen(linked: readonly string[], ingredients: readonly Ingredient[]): SQL {
  const given = sql`${JSON.stringify(ingredients)}::jsonb`;
  return sql`case when exists (
      select from jsonb_array_elements_text(${JSON.stringify(linked)}::jsonb) given(id)
      where not exists (select from pantry_items i where i.id = given.id::uuid))
    then case when raise_problem('LF004', 'ingredients') then ${given} end else ${given} end`;
}

export interface Wanted {
  servings?: number;
  householdId?: string;
}

/** The household whose pantry is used: the given one, else the recipe's, else the speaker's own. */
const pantryHome = (recipeId: string, householdId: string | undefined): SQL =>
  householdId
    ? sql`${householdId}::uuid`
    : sql`coalesce((select household_id from recipes where id = ${recipeId}::uuid), ${ownHousehold})`;

const IN_QUERY = { parameter: "servings" };

/** The ingredients for another number of servings. One flight. */
export async function scale(ctx: Ctx, id: string, servings: number) {
  const [recipe] = await findRow(ctx, recipes, id);
  return { recipeId: id, servings, ingredients: scaled(recipe, servings, IN_QUERY) };
}

/** What a recipe needs and the pantry lacks. One flight. */
export async function missing(ctx: Ctx, id: string, wanted: Wanted): Promise<{ servings: number; data: Missing[] }> {
  const [recipe, stock] = await findRow(ctx, recipes, id, pantryOf(pantryHome(id, wanted.householdId)));
  const servings = wanted.servings ?? recipe.servings;
  return { servings, data: plan(scaled(recipe, servings, IN_QUERY), stock).missing };
}

export interface Cook extends Wanted {
  cookedAt?: string;
  /** The calendar event of the dinner: it is cooked once, however often the request is sent. */
  calendarEventId?: string;
}

/**
 * Cooks a recipe: takes what the pantry has of it, first expired first, and returns what was missing. Two flights; a repeated
 * request takes a third, which reads what the first one took.
 */
export async function cook(ctx: Ctx, id: string, given: Cook): Promise<Cooking> {
  try {
    return await cookOnce(ctx, id, given);
  } catch (error) {
    // Somebody has cooked the same event at the same moment: their cooking is the result.
    if ((error as { code?: string }).code !== "23505" || !given.calendarEventId) throw error;
    return cookOnce(ctx, id, given);
  }
}

async function cookOnce(ctx: Ctx, id: string, given: Cook): Promise<Cooking> {
  const { calendarEventId = null } = given;
  const home = pantryHome(id, given.householdId);
  const [recipe, stock, [household], before] = await findRow(
    ctx,
    recipes,
    id,
    pantryOf(home),
    read<{ id: string }>(sql`select id from households where id = ${home}`),
    rowsRead(recipeCookings, sql`${recipeCookings.calendarEventId} = ${calendarEventId}::uuid`, { limit: 1 }),
  );
  if (given.householdId && !household)
    throw InvalidInput(undefined, { errors: [wrong("#/householdId", fieldSayings("does_not_exist"))] });
  if (before[0]?.recipeId === id) return before[0];
  if (before[0]) throw Conflict(householdRefusals("cooked_for_event"));

  const servings = given.servings ?? recipe.servings;
  const needed = plan(scaled(recipe, servings), stock);
  const cookingId = uuidv7(ctx.now());
  const cooking = insert(
    ctx,
    recipeCookings,
    {
      id: cookingId,
      recipeId: id,
      householdId: household?.id ?? null,
      cookedBy: ctx.actor.userId,
      servings,
      cookedAt: given.cookedAt ?? ctx.now().toISOString(),
      calendarEventId,
      missing: needed.missing,
    },
    {
      emits: {
        event: RecipeCooked,
        owner: ctx.actor.userId,
        entityId: id,
        payload: { recipeCookingId: sql`changed.id`, name: recipe.name },
      },
    },
  );
  const planned = needed.uses
    // A fixed order of locks, so that concurrent cookings do not deadlock.
    .toSorted((a, b) => (a.pantryItemId < b.pantryItemId ? -1 : 1))
    .map(({ pantryItemId, quantity }) => {
      const { name, unit } = stock.find((one) => one.id === pantryItemId)!;
      return { pantryItemId, item: name, quantity, unit };
    });
  const bookings = planned.flatMap(({ pantryItemId, quantity, unit }) =>
    booking(ctx, pantryItemId, {
      reason: "cook",
      quantity: -quantity,
      unit,
      recipeCookingId: cookingId,
      cause: justEmitted(id, RecipeCooked),
    }),
  );
  const settled = update(ctx, recipeCookings, eq(recipeCookings.id, cookingId), {
    consumed: sql`coalesce((select jsonb_agg(jsonb_build_object('pantryItemId', m.pantry_item_id, 'lotId', m.lot_id, 'quantity', -m.delta) order by m.id)
      from pantry_movements m join pantry_bookings b on b.id = m.booking_id where b.recipe_cooking_id = ${cookingId}::uuid), '[]')`,
    // Adds what somebody else took between the two flights.
    missing: sql`${recipeCookings.missing} || coalesce((
      select jsonb_agg(jsonb_build_object('item', p.item, 'quantity', p.quantity + coalesce(b.quantity, 0), 'unit', p.unit))
      from jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) p("pantryItemId" uuid, item text, quantity numeric, unit text)
      left join pantry_bookings b on b.recipe_cooking_id = ${cookingId}::uuid and b.pantry_item_id = p."pantryItemId"
      where p.quantity + coalesce(b.quantity, 0) >= 0.0000005), '[]')`,
  });
  const [first, ...rest] = await ctx.db.batch([cooking, ...bookings, settled]);
  if (first.id === cookingId) return rest.at(-1) as Cooking;
  const [repeated] = await ctx.db.batch([rowRead(recipeCookings, first.id)]);
  return repeated ?? first;
}

/** The most recipes that are considered for suggestions, newest first. */
const MAX_RECIPES = 500;

interface OnShelf extends Stocked {
  /** Days until the item's first lot expires; null when none does. */
  daysLeft: number | null;
}

/**
 * Recipes that use what expires within days. The order: those that use what expires first, then those that use more of it, then
 * those for which less has to be bought. What has expired already counts neither as stock nor as a reason. One flight.
 */
export async function suggestions(
  ctx: Ctx,
  { householdId, withinDays, limit }: { householdId?: string; withinDays: number; limit: number },
) {
  const home = householdId ? sql`${householdId}::uuid` : ownHousehold;
  const today = dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone);
  const [found, shelf] = await ctx.db.batch([
    rowsRead(recipes, or(sql`${recipes.userId} = ${me}`, sql`${recipes.householdId} = ${home}`), {
      order: desc(recipes.id),
      limit: MAX_RECIPES,
    }),
    read<OnShelf>(sql`
      select i.id, i.name, i.unit, sum(l.quantity)::float8 as "qtyInStock", min(l.expiry_date)::text as "expiryDate",
        (min(l.expiry_date) - ${today})::int as "daysLeft"
      from pantry_items i join pantry_lots l on l.pantry_item_id = i.id and l.quantity > 0
        and (l.expiry_date is null or l.expiry_date >= ${today})
      where i.household_id = ${home} and i.deleted_at is null
      group by i.id order by i.id limit 2000`),
  ]);
  const ranked = found.flatMap((recipe) => {
    const uses = soonest(recipe.ingredients, shelf, withinDays);
    return uses.length > 0 ? [{ recipe, uses, missing: plan(recipe.ingredients, shelf).missing }] : [];
  });
  ranked.sort(
    (a, b) =>
      a.uses[0]!.daysLeft - b.uses[0]!.daysLeft ||
      b.uses.length - a.uses.length ||
      a.missing.length - b.missing.length ||
      a.recipe.name.localeCompare(b.recipe.name),
  );
  return ranked
    .slice(0, limit)
    .map(({ recipe: { id, name, servings, prepTimeMinutes, cookTimeMinutes, imageFileId }, ...rest }) => ({
      recipe: { id, name, servings, prepTimeMinutes, cookTimeMinutes, imageFileId },
      ...rest,
    }));
}

/** The items on the shelf that a recipe would use up in time, the most urgent first. */
function soonest(ingredients: readonly Ingredient[], shelf: readonly OnShelf[], withinDays: number) {
  const used = new Map(ingredients.flatMap((one) => itemsFor(one, shelf)).map((one) => [one.id, one]));
  return [...used.values()]
    .flatMap(({ id, name, expiryDate, daysLeft }) =>
      daysLeft !== null && daysLeft <= withinDays
        ? [{ pantryItemId: id, name, expiryDate: expiryDate!, daysLeft }]
        : [],
    )
    .sort((a, b) => a.daysLeft - b.daysLeft);
}

export const NoRecipe = /* @__PURE__ */ problem("invalid", "no_recipe", "There is no recipe in it");

export const PageNotFetched = /* @__PURE__ */ problem(
  "invalid",
  "page_not_fetched",
  "There is no page to be had at this address",
);

export interface Page {
  html?: string;
  jsonLd?: unknown;
  sourceUrl?: string;
}

/** Adds the recipe of a page to the speaker's own, or to a household's. `url` names a page that is fetched first. One flight. */
export async function importPage(
  ctx: Ctx,
  { householdId, url, ...page }: Page & { householdId?: string; url?: string },
) {
  const adding = (recipe: Partial<PageRecipe>) =>
    insert(ctx, recipes, written({ ...recipe, householdId }), { emits: { event: RecipeEvents.created } });
  if (url === undefined) return (await ctx.db.batch([adding(readPage(page))]))[0];
  let recipe: PageRecipe;
  try {
    recipe = readPage({ ...(await fetchPage(ctx, url)), sourceUrl: page.sourceUrl ?? url });
  } catch (error) {
    // A page may be gone or changed when the request is repeated, and what became of it the first time stands.
    return orFirstTime(ctx.db, adding({}), error);
  }
  return (await ctx.db.batch([adding(recipe)]))[0];
}

const MAX_PAGE_BYTES = 5 * 1024 * 1024;

/** Whoever sends the request waits for it. */
const FETCH_MS = 10_000;

async function fetchPage(ctx: Ctx, url: string): Promise<Page> {
  const accept = { accept: "text/html,application/xhtml+xml,application/ld+json;q=0.9,*/*;q=0.5" };
  const call = { what: "a recipe's page", headers: accept, maxBytes: MAX_PAGE_BYTES, timeoutMs: FETCH_MS };
  // Most recipes are written or pasted, and need nothing that reaches the internet.
  const { fetchGiven } = await import("#cloud/fetch-given");
  const { status, text, headers } = await fetchGiven(ctx, url, call).catch((error) => {
    throw error instanceof NotFetched
      ? notFetched(householdRefusals("page_not_fetched", { reason: error.message }))
      : error;
  });
  if (status < 200 || status >= 300) throw notFetched(householdRefusals("page_answered", { status }));
  if (!/^application\/(ld\+)?json\b/i.test(headers["content-type"] ?? "")) return { html: text };
  try {
    return { jsonLd: JSON.parse(text) };
  } catch {
    throw NoRecipe(householdRefusals("page_no_json"));
  }
}

const notFetched = (why: Saying) => PageNotFetched(why, { errors: [wrong("#/url", householdFields("no_page"))] });

/** Reads the recipe in a page, or in JSON-LD. */
export function readPage({ html, jsonLd, sourceUrl }: Page): PageRecipe {
  const recipe = html === undefined ? recipeOfJsonLd(jsonLd) : recipeOfPage(html);
  if (!recipe) throw NoRecipe(householdRefusals("no_recipe"));
  return { ...recipe, sourceUrl: sourceUrl ?? recipe.sourceUrl };
}

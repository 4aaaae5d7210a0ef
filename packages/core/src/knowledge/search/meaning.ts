/** Search by meaning: the rows whose texts are nearest to what a question means. */
import { sql } from "drizzle-orm";
import type { Embedder } from "#cloud/embedding/embedder";
import { users } from "#core/identity/users.sql";
import { languageOf, languageOfQuestion } from "#core/knowledge/language";
import { meaningReasons } from "#core/knowledge/sayings";
import { type Filters, type FoundRow, type Hit, hitOf, leastSimilar } from "#core/knowledge/search/hit";
import { embedders, vectorOf } from "#core/knowledge/search/models";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { type Runtime, runtime } from "#kit/runtime";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";

export interface Meaning {
  /** `starting`: the model is being loaded, or not all texts have a vector yet. */
  state: "ready" | "starting" | "off";
  /** Why it does not take part, or not wholly; null when it does. */
  reason: Saying | null;
  hits: Hit[];
}

const nothing = (state: Meaning["state"], reason: Saying): Meaning => ({ state, reason, hits: [] });

/** The model that serves, as this process has last seen it: another one may have been filled since, or this one may have left. */
const serving = new WeakMap<Runtime, string>();

/** One flight, one more where the words of a question do not tell its language, and one when another model serves than this process thought. */
export async function meaningHits(ctx: Ctx, q: string, filters: Filters, most: number): Promise<Meaning> {
  const models = embedders();
  const [wanted] = models;
  if (!wanted)
    return nothing(
      "off",
      runtime().config.EMBEDDINGS === "off" ? meaningReasons("meaning_off") : meaningReasons("meaning_no_model"),
    );
  const thought = models.find(({ model }) => model === serving.get(runtime())) ?? wanted;
  const language = languageOf(q) ?? languageOfQuestion(q, await myLocale(ctx));
  const first = await hitsOf(ctx, thought, { q, language }, filters, most);
  const served = models.find(({ model }) => model === first.serving);
  if (!served || served === thought) return first;
  serving.set(runtime(), served.model);
  return hitsOf(ctx, served, { q, language }, filters, most);
}

async function myLocale(ctx: Ctx): Promise<string | null> {
  const [[found]] = await ctx.db.batch([
    read<{ locale: string | null }>(sql`select ${users.locale} as locale from ${users} where ${users.id} = ${me}`),
  ]);
  return found?.locale ?? null;
}

interface State {
  is_possible: boolean;
  serving: string | null;
  is_whole: boolean;
}

async function hitsOf(
  ctx: Ctx,
  { model, languages, ...embedder }: Embedder,
  { q, language }: { q: string; language: string | null },
  filters: Filters,
  most: number,
): Promise<Meaning & { serving?: string | null }> {
  if ((language && !languages.includes(language)) || !/\p{L}/u.test(q))
    return nothing("off", meaningReasons("meaning_language"));
  const vector = await vectorOf({ model, languages, ...embedder }, q);
  if (!vector) return nothing("starting", meaningReasons("meaning_loading"));
  const [[state], found] = await ctx.db.batch([
    read<State>(sql`select is_possible, serving, is_whole from search_meaning_state(${model})`),
    read<FoundRow>(sql`select entity_type, entity_id, pillar, title, content, to_jsonb(tags)::text as tags, occurred_at, similarity::float8 as fit
      from search_meaning_of(${model}, ${`{${vector.join()}}`}::real[], ${JSON.stringify(filters)}::jsonb, ${leastSimilar(q)}::float8, ${most}::int)`),
  ]);
  const { is_possible: isPossible, is_whole: isWhole, serving: served } = state!;
  if (!isPossible) return nothing("off", meaningReasons("meaning_no_vectors"));
  const hits = found.map((row) => hitOf(row, []));
  return {
    state: isWhole ? "ready" : "starting",
    reason: isWhole ? null : meaningReasons("meaning_filling"),
    hits,
    serving: served,
  };
}

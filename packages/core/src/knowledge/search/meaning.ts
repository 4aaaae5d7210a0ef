/** Search by meaning: the rows whose texts are nearest to what a question means. */
import { sql } from "drizzle-orm";
import type { Embedder } from "#cloud/embedding/embedder";
import { languageOf } from "#core/knowledge/language";
import { type Filters, type FoundRow, type Hit, hitOf, leastSimilar } from "#core/knowledge/search/hit";
import { embedders, vectorOf } from "#core/knowledge/search/models";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { type Runtime, runtime } from "#kit/runtime";

export interface Meaning {
  /** `starting`: the model is being loaded, or not all texts have a vector yet. */
  state: "ready" | "starting" | "off";
  /** Why it does not take part, or not wholly; null when it does. */
  reason: string | null;
  hits: Hit[];
}

const reasons = {
  off: "Search by meaning is switched off here.",
  noModel: "There is no model here that knows what texts mean.",
  noVectors: "The database has no pgvector, so there is no search by meaning.",
  language: "The model does not know the language of the question.",
  loading: "The model is being loaded.",
  filling: "Not all texts have been read by the model yet.",
} as const;

const nothing = (state: Meaning["state"], reason: string): Meaning => ({ state, reason, hits: [] });

/** The model that serves, as this process has last seen it: another one may have been filled since, or this one may have left. */
const serving = new WeakMap<Runtime, string>();

/** One flight, or two when another model serves than this process thought. */
export async function meaningHits(ctx: Ctx, q: string, filters: Filters, most: number): Promise<Meaning> {
  const models = embedders();
  const [wanted] = models;
  if (!wanted) return nothing("off", runtime().config.EMBEDDINGS === "off" ? reasons.off : reasons.noModel);
  const thought = models.find(({ model }) => model === serving.get(runtime())) ?? wanted;
  const first = await hitsOf(ctx, thought, q, filters, most);
  const served = models.find(({ model }) => model === first.serving);
  if (!served || served === thought) return first;
  serving.set(runtime(), served.model);
  return hitsOf(ctx, served, q, filters, most);
}

interface State {
  is_possible: boolean;
  serving: string | null;
  is_whole: boolean;
}

async function hitsOf(
  ctx: Ctx,
  { model, languages, ...embedder }: Embedder,
  q: string,
  filters: Filters,
  most: number,
): Promise<Meaning & { serving?: string | null }> {
  const language = languageOf(q);
  if ((language && !languages.includes(language)) || !/\p{L}/u.test(q)) return nothing("off", reasons.language);
  const vector = await vectorOf({ model, languages, ...embedder }, q);
  if (!vector) return nothing("starting", reasons.loading);
  const [[state], found] = await ctx.db.batch([
    read<State>(sql`select is_possible, serving, is_whole from search_meaning_state(${model})`),
    read<FoundRow>(sql`select entity_type, entity_id, pillar, title, content, to_jsonb(tags)::text as tags, occurred_at
      from search_meaning_of(${model}, ${`{${vector.join()}}`}::real[], ${JSON.stringify(filters)}::jsonb, ${leastSimilar(q)}::float8, ${most}::int)`),
  ]);
  const { is_possible: isPossible, is_whole: isWhole, serving: served } = state!;
  if (!isPossible) return nothing("off", reasons.noVectors);
  const hits = found.map((row) => hitOf(row, []));
  return { state: isWhole ? "ready" : "starting", reason: isWhole ? null : reasons.filling, hits, serving: served };
}

/** Search over everything that one may see. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { readablePillars } from "#cloud/scopes";
import { meaningReasons } from "#core/knowledge/sayings";
import { type Filters, type FoundRow, fuse, type Hit, hitOf, weightOfMeaning } from "#core/knowledge/search/hit";
import { meaningHits } from "#core/knowledge/search/meaning";
import { type Alike, alikeRead, type Question, questionOf, typedOf } from "#core/knowledge/search/question";
import { shownOf } from "#core/knowledge/search/snippet";
import { searchedTypes } from "#core/knowledge/search/types.generated";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { inContract, integerParameter, oneOrMore } from "#kit/parameters";
import { codedOf, codedSchema } from "#kit/saying";
import { Instant, Text, Uuid } from "#kit/wire";

type SearchedType = keyof typeof searchedTypes;
const types = Object.keys(searchedTypes) as [SearchedType, ...SearchedType[]];
const pillars = [...new Set(Object.values(searchedTypes))].sort() as [string, ...string[]];

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
/** So many of each way are ranked together. */
const RANKED = 100;

const Type = z.enum(types);
const Pillar = z.enum(pillars);
/** Some of a list, with commas between them. */
const someOf = (one: typeof Type | typeof Pillar, all: readonly string[]) =>
  inContract(
    z.string().check(
      z.maxLength(2_000),
      z.refine(
        (value) => value.split(",").every((name) => all.includes(name)),
        `may name ${all.join(", ")}, with commas between them`,
      ),
    ),
    oneOrMore(one, all.length),
  );

export const Query = z.strictObject({
  q: Text(500, 1),
  mode: z.optional(z.enum(["hybrid", "text", "meaning"])),
  type: z.optional(someOf(Type, types)),
  pillar: z.optional(someOf(Pillar, pillars)),
  from: z.optional(Instant),
  to: z.optional(Instant),
  tag: z.optional(Text(100, 1)),
  limit: z.optional(integerParameter(1, MAX_LIMIT)),
});

const Marked = z.strictObject({
  text: z.string(),
  marks: z.array(z.strictObject({ start: z.int(), end: z.int() })),
});
const Row = z.strictObject({
  type: Type,
  id: Uuid,
  pillar: Pillar,
  title: Marked,
  snippet: Marked,
  occurredAt: Instant,
  score: z.number(),
  matchedBy: z.array(z.enum(["text", "meaning"])),
});
export const Found = z.strictObject({
  data: z.array(Row),
  pillars: z.array(z.strictObject({ pillar: Pillar, count: z.int() })),
  meaning: z.strictObject({
    state: z.enum(["ready", "starting", "off"]),
    reason: z.nullable(z.string()),
    reasonCoded: z.nullable(codedSchema(meaningReasons)),
  }),
  waiting: z.int(),
});
type Found = z.output<typeof Found>;

/** Two flights: what the words may stand for, and what has them. */
export async function find(ctx: Ctx, query: z.output<typeof Query>): Promise<Found> {
  const { q, mode = "hybrid", limit = DEFAULT_LIMIT } = query;
  const filters: Filters = {
    types: query.type?.split(",") ?? null,
    pillars: query.pillar?.split(",") ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
    tags: query.tag === undefined ? null : [query.tag],
  };
  const [text, meaning] = await Promise.all([
    textHits(ctx, q, filters, mode === "meaning" ? 0 : RANKED),
    mode === "text" ? undefined : meaningHits(ctx, q, filters, RANKED),
  ]);
  const rows = fuse(text.hits, meaning?.hits ?? [], weightOfMeaning(q));
  return {
    data: rows.slice(0, limit).map(({ type, id, pillar, occurredAt, score, matchedBy, ...hit }) => ({
      type: type as SearchedType,
      id,
      pillar,
      ...shownOf({ type, id, pillar, occurredAt, ...hit }),
      occurredAt,
      score,
      matchedBy,
    })),
    pillars: text.counts,
    meaning: {
      state: meaning?.state ?? "off",
      reason: meaning?.reason?.text ?? null,
      reasonCoded: meaning?.reason ? codedOf(meaning.reason) : null,
    },
    waiting: text.waiting,
  };
}

interface TextHits {
  hits: Hit[];
  /** Of all rows that have the words, whatever the pillar is that is asked for: very common words, of the newest. */
  counts: { pillar: string; count: number }[];
  /** Rows that have changed and are still to be read in. */
  waiting: number;
}

interface FoundText extends FoundRow {
  places: string;
  counts: string;
}

export async function textHits(ctx: Ctx, q: string, filters: Filters, most: number): Promise<TextHits> {
  const typed = typedOf(q);
  if (typed === undefined) return { hits: [], counts: [], waiting: 0 };
  const [alike] = await ctx.db.batch([alikeRead(typed)]);
  const waiting = alike.find(({ kind }: Alike) => kind === "waiting")?.n ?? 0;
  const question = questionOf(typed, alike, readablePillars(ctx.actor) !== undefined);
  if (question === undefined) return { hits: [], counts: [], waiting };
  const [found, ofAll] = await ctx.db.batch([
    foundRead(ctx, question, filters, most),
    ...(filters.pillars ? [foundRead(ctx, question, { ...filters, pillars: null }, 1)] : []),
  ]);
  const counts = JSON.parse((ofAll ?? found)[0]?.counts ?? "{}") as Record<string, number>;
  return {
    hits: found.slice(0, most).map((row) => hitOf(row, JSON.parse(row.places) as number[])),
    counts: Object.entries(counts)
      .map(([pillar, count]) => ({ pillar, count }))
      .sort((a, b) => b.count - a.count || (a.pillar < b.pillar ? -1 : 1)),
    waiting,
  };
}

function foundRead(ctx: Ctx, question: Question, filters: Filters, most: number) {
  const asked = JSON.stringify({ ...question, ...filters, now: ctx.now().toISOString() });
  return read<FoundText>(sql`select entity_type, entity_id, pillar, title, content, to_jsonb(tags)::text as tags, occurred_at,
      to_jsonb(places)::text as places, counts::text as counts, score::float8 as fit
    from search_texts_of(${asked}::jsonb, ${Math.max(1, most)}::int)`);
}

/**
 * Reads in what the triggers have marked (see `keep_searched` in `migrations/`): whatever was told of, all that waits of the people whom it
 * concerns, so that of ten thousand events about an import the first finds the work and the others none.
 */
import { sql } from "drizzle-orm";
import { eachApart } from "#cloud/each-apart";
import { languageOfRow, lexemesOf, type Piece, piecesOf, stemmedIn, tagsOf } from "#core/knowledge/search/pieces";
import { searchedTypes } from "#core/knowledge/search/types.generated";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, read, write } from "#kit/db";

interface Mark {
  type: string;
  id: string;
  number: number;
}

interface RowOf {
  id: string;
  user_id: string | null;
  household_id: string | null;
  title: string;
  /** Null of one that is read with the next slice. */
  content: string | null;
  tags: string;
  occurred_at: string;
}

/** Rows that are read and written at a time. */
const ROWS_A_SLICE = 500;
/** Characters of all texts that are read at a time, of each type. */
const MOST_CHARACTERS = 1_000_000;
/** What a delivery does at most; the clock does what is left. */
const MAX_SLICES = 40;
/** Less than the time limit of the consumer and of the schedule. */
const MAX_TIME_MS = 20_000;

/** What to read in: all that waits of these people, and these rows, whoever has them. */
export interface Concerned {
  owners: readonly string[];
  rows: readonly { type: string; id: string }[];
}

/** Yields how many rows were read in, of what is concerned or of all. A row that changes all the time is left for later. */
export async function readIn(ctx: Ctx, concerned?: Concerned): Promise<number> {
  const began = performance.now();
  let total = 0;
  for (let slice = 0; slice < MAX_SLICES && performance.now() - began < MAX_TIME_MS; slice++) {
    const marks = await marked(ctx, concerned);
    if (marks.length === 0) break;
    let written = 0;
    const attempt = async (some: readonly Mark[]) => {
      written += await readSome(ctx, some);
    };
    const done = await eachApart(ctx, marks, attempt, ({ type, id }) => ({ type, id }));
    if (done.length < marks.length) await postpone(ctx, marks, done);
    total += written;
    if (written === 0) break;
  }
  return total;
}

async function marked(ctx: Ctx, concerned: Concerned | undefined): Promise<Mark[]> {
  const these = concerned
    ? sql`and (owner = any(${`{${concerned.owners.join()}}`}::uuid[]) or (entity_type, entity_id) in (
        select type, id from unnest(${`{${concerned.rows.map(({ type }) => type).join()}}`}::text[], ${`{${concerned.rows.map(({ id }) => id).join()}}`}::uuid[]) one(type, id)))`
    : sql``;
  const [marks] = await ctx.db.batch([
    read<Mark>(sql`select entity_type as type, entity_id as id, number from search_stale
      where created_at <= now() ${these} order by created_at, entity_id limit ${ROWS_A_SLICE}`),
  ]);
  return marks;
}

/** A row that cannot be read in is tried again later, and does not stand before the others until then. */
async function postpone(ctx: Ctx, marks: readonly Mark[], done: readonly Mark[]): Promise<void> {
  const left = marks.filter((mark) => !done.includes(mark)).map(({ id }) => id);
  await ctx.db.batch([
    effect(
      sql`update search_stale set created_at = now() + interval '1 hour' where entity_id = any(${`{${left.join()}}`}::uuid[])`,
    ),
  ]);
}

/** One statement reads the rows of a type, and one writes all. What has changed in between keeps its mark. */
async function readSome(ctx: Ctx, marks: readonly Mark[]): Promise<number> {
  const byType = [...Map.groupBy(marks, ({ type }) => type)];
  const found = await ctx.db.batch(
    byType.map(([type, ones]) =>
      read<RowOf>(sql`select id, user_id, household_id, title, content, to_jsonb(tags)::text as tags, occurred_at
        from searched_rows(${type}, ${`{${ones.map(({ id }) => id).join()}}`}::uuid[], ${MOST_CHARACTERS})`),
    ),
  );
  const given = byType.flatMap(([type, ones], i) => {
    const rows = new Map((found[i] as RowOf[]).map((row) => [row.id, row]));
    return ones.flatMap((mark) => {
      const row = rows.get(mark.id);
      return row?.content === null ? [] : [givenOf(type, mark, row)];
    });
  });
  const stemOf = await stems(ctx, given);
  const whole = given.map(({ pieces, ...row }) => ({
    ...row,
    pieces: pieces.map((piece) => ({
      position: piece.position,
      content: piece.content,
      words: lexemesOf(piece, row.language, stemOf),
    })),
  }));
  const [[written]] = await ctx.db.batch([
    write<{ n: number }>(sql`select put_search_texts(${JSON.stringify(whole)}::jsonb) as n`),
  ]);
  return written!.n;
}

/** PostgreSQL has the stemmers, and is asked once for each word of a slice. */
async function stems(
  ctx: Ctx,
  given: readonly Given[],
): Promise<(word: string, language: string) => string | undefined> {
  const words = new Map<string, Set<string>>();
  for (const { language, pieces } of given)
    for (const one of stemmedIn(language))
      for (const piece of pieces)
        for (const word of piece.words.keys()) words.set(one, (words.get(one) ?? new Set<string>()).add(word));
  const asked = [...words];
  if (asked.length === 0) return () => undefined;
  const found = await ctx.db.batch(
    asked.map(([language, ones]) =>
      read<{ word: string; stem: string }>(sql`select word, stem from stems_of(${language}, ${listOf(ones)}::text[])`),
    ),
  );
  const known = new Map(
    asked.map(([language], i) => [language, new Map((found[i] ?? []).map(({ word, stem }) => [word, stem]))]),
  );
  return (word, language) => known.get(language)?.get(word);
}

/** Words have nothing in them that means something in PostgreSQL's notation of a list. */
const listOf = (words: Iterable<string>) => `{${Array.from(words, (word) => `"${word}"`).join()}}`;

interface Given extends Mark {
  pillar: string;
  user: string | null;
  household: string | null;
  title: string;
  tags: string[];
  at: string | null;
  language: string | null;
  pieces: Piece[];
}

function givenOf(type: string, mark: Mark, row: RowOf | undefined): Given {
  const pillar = searchedTypes[type as keyof typeof searchedTypes];
  if (!row)
    return { ...mark, pillar, user: null, household: null, title: "", tags: [], at: null, language: null, pieces: [] };
  const said = { title: row.title, content: row.content ?? "", tags: JSON.parse(row.tags) as string[] };
  return {
    ...mark,
    pillar,
    user: row.user_id,
    household: row.household_id,
    title: row.title,
    tags: tagsOf(said),
    at: isoInstant(row.occurred_at),
    language: languageOfRow(said),
    pieces: piecesOf(said),
  };
}

/** Rows that are marked at a time of those that nobody has marked. */
const ROWS_A_STEP = 2_000;

/**
 * What the clock does: marks rows that were there before they were searched, some of them each time, and reads in what is left of anybody.
 * Where there is nothing to do it asks two questions.
 */
export async function catchUp(ctx: Ctx): Promise<{ marked: number; readIn: number }> {
  const began = performance.now();
  let marks = 0;
  let rows = 0;
  for (let step = 0; step < MAX_SLICES && performance.now() - began < MAX_TIME_MS; step++) {
    const [[walked]] = await ctx.db.batch([
      write<{ n: number | null }>(sql`select walk_searched(${ROWS_A_STEP}) as n`),
    ]);
    const isWalked = walked!.n === null;
    marks += walked!.n ?? 0;
    // While the tables are walked through that have no rows, nothing is to be read in.
    if (isWalked || walked!.n! > 0) rows += await readIn(ctx);
    if (isWalked) break;
  }
  return { marked: marks, readIn: rows };
}

/** People and households a night whose words are counted anew. */
const RECOUNTED = 1_000;

/** What is counted of words drifts away where texts are deleted, and is put right at night. */
export async function recount(ctx: Ctx): Promise<number> {
  const [[counted]] = await ctx.db.batch([write<{ n: number }>(sql`select recount_search_words(${RECOUNTED}) as n`)]);
  return counted!.n;
}

/**
 * Gives texts their vectors. What waits for one is marked by the database (see `keep_meaning` in `migrations/`), so this can stop anywhere and
 * go on: it takes some texts of each person in turn, asks the model, and writes. A text that changes meanwhile is another text by then.
 *
 * When another model is meant to be used, all texts wait for vectors of that one, while the one before goes on serving, for new texts, too, as
 * long as this process may ask it. Once the new one has all, it serves, and the vectors of the other are removed.
 */
import { sql } from "drizzle-orm";
import { type Embedder, EmbedderUnavailable, MAX_TEXT_CHARS } from "#cloud/embedding/embedder";
import { languageOf } from "#core/knowledge/language";
import { embedders } from "#core/knowledge/search/models";
import type { Ctx } from "#kit/ctx";
import { read, write } from "#kit/db";

/** Texts that are asked and written at a time. */
const TEXTS_A_SLICE = 32;
/** Texts that are marked at a time for a new model, and vectors that are removed at a time of an old one. */
const TEXTS_A_STEP = 2_000;
const VECTORS_A_STEP = 1_000;
/** After so many rounds of texts that have no vector after all, the rest waits for the next time. */
const MAX_ROUNDS = 3;
/** A model that has to be loaded, on a busy machine. */
const SLICE_MS = 30_000;
/** Less than the time limit of the schedule, with a slice that takes long. */
const MAX_TIME_MS = 25_000;

interface Model {
  number: number;
  name: string;
  state: "filling" | "serving" | "leaving";
  is_walked: boolean;
  waits: boolean;
}

export interface Embedded {
  texts: number;
  /** Whether something is left, for the next time. */
  isLeft: boolean;
}

/** Works for `maxMs` at most. Where there is nothing to do it asks one question. */
export async function embedTexts(ctx: Ctx, maxMs = MAX_TIME_MS): Promise<Embedded> {
  const began = performance.now();
  const models = embedders();
  const [wanted] = models;
  let texts = 0;
  let rounds = 0;
  if (!wanted) return { texts, isLeft: false };
  const isOver = () => performance.now() - began >= maxMs;
  for (;;) {
    const [known] = await ctx.db.batch([
      write<Model>(sql`select number, name, state, is_walked, waits from turn_to_model(${wanted.model})`),
    ]);
    const target = known.find(({ name }) => name === wanted.model);
    if (!target || isOver()) return { texts, isLeft: target !== undefined && isLeft(known) };
    const old = known.find(({ state, name, waits }) => state === "serving" && name !== wanted.model && waits);
    const oldModel = models.find(({ model }) => model === old?.name);
    // New texts of the one that serves come first: they are few.
    const [filled, by] = old && oldModel ? [old, oldModel] : [target, wanted];
    if (filled.waits) {
      let written: number;
      try {
        written = await fill(ctx, filled, by, isOver);
      } catch (error) {
        if (!(error instanceof EmbedderUnavailable)) throw error;
        // On a machine that is busy with other things, or while it is being replaced. What waits for it waits for the next time.
        ctx.log("warn", "a model of embeddings did not answer", { model: by.model, error: error.message });
        return { texts, isLeft: true };
      }
      texts += written;
      if (written === 0) rounds++;
      if (rounds === MAX_ROUNDS) return { texts, isLeft: true };
    } else if (!target.is_walked)
      await ctx.db.batch([write(sql`select walk_unembedded(${target.number}, ${TEXTS_A_STEP})`)]);
    else if (target.state === "filling") await ctx.db.batch([write(sql`select serve_model(${target.number})`)]);
    else if (known.some(({ state }) => state === "leaving"))
      await ctx.db.batch([write(sql`select prune_vectors(${VECTORS_A_STEP})`)]);
    else return { texts, isLeft: false };
  }
}

const isLeft = (known: readonly Model[]) =>
  known.some(({ state, is_walked, waits }) => state !== "serving" || !is_walked || waits);

interface Waiting {
  id: string;
  owner: string;
  title: string;
  content: string;
  language: string | null;
}

/** Until nothing waits for the model, or time is over; yields how many have a vector now. */
async function fill(ctx: Ctx, { number }: Model, embedder: Embedder, isOver: () => boolean): Promise<number> {
  let written = 0;
  let after: string | null = null;
  while (!isOver()) {
    const [waiting]: [Waiting[]] = await ctx.db.batch([
      read<Waiting>(
        sql`select id, owner, title, content, language from unembedded_texts(${number}, ${after}::uuid, ${TEXTS_A_SLICE})`,
      ),
    ]);
    if (waiting.length === 0 && after === null) break;
    after = waiting.at(-1)?.owner ?? null;
    if (waiting.length === 0) continue;
    const done = await embedSome(ctx, number, embedder, waiting);
    written += done.written;
    // Others are changing all of these just now; they are read the next time.
    if (done.isInVain) break;
  }
  return written;
}

async function embedSome(
  ctx: Ctx,
  number: number,
  embedder: Embedder,
  waiting: readonly Waiting[],
): Promise<{ written: number; isInVain: boolean }> {
  const texts = waiting.map((one) => ({ ...one, text: textOf(one) }));
  const readable = texts.filter((one) => isRead(embedder, one));
  const vectors = await vectorsOf(ctx, embedder, readable);
  const byId = new Map(readable.map(({ id }, i) => [id, vectors[i]]));
  // A text that the model does not read, or that it fails at, has no vector, and waits for none.
  const given = `{${texts.map(({ id }) => literal(byId.get(id))).join()}}`;
  const [[put]] = await ctx.db.batch([
    write<{ n: number }>(
      sql`select put_vectors(${number}, ${`{${texts.map(({ id }) => id).join()}}`}::uuid[], ${given}::text[]) as n`,
    ),
  ]);
  return { written: put!.n, isInVain: put!.n === 0 && readable.length > 0 };
}

const literal = (vector: Float32Array | undefined) =>
  vector ? `"[${Array.from(vector, (value) => value.toFixed(5)).join()}]"` : "null";

/** One text at which the model fails does not keep the others waiting. A model that is not there is an error. */
async function vectorsOf(
  ctx: Ctx,
  embedder: Embedder,
  texts: readonly { id: string; text: string }[],
): Promise<(Float32Array | undefined)[]> {
  if (texts.length === 0) return [];
  try {
    return await embedder.embed(
      texts.map(({ text }) => text),
      { urgent: false, timeoutMs: SLICE_MS },
    );
  } catch (error) {
    if (error instanceof EmbedderUnavailable) throw error;
    if (texts.length === 1) {
      ctx.log("error", "a text has no vector", { textId: texts[0]!.id, error: (error as Error).message });
      return [undefined];
    }
    const middle = Math.ceil(texts.length / 2);
    const first = await vectorsOf(ctx, embedder, texts.slice(0, middle));
    return [...first, ...(await vectorsOf(ctx, embedder, texts.slice(middle)))];
  }
}

/** What a text is about is in its title; the rest of it as far as the model reads. */
const textOf = ({ title, content }: Waiting) =>
  [title, content]
    .filter((part) => part.trim() !== "")
    .join(". ")
    .slice(0, MAX_TEXT_CHARS);

/** By the language of the row, or of what is read of it; a short text has none, and is read if it has letters that the model may know. */
function isRead({ languages }: Embedder, { language, text }: { language: string | null; text: string }): boolean {
  const known = language ?? languageOf(text);
  return known ? languages.includes(known) : /\p{Script=Latin}/u.test(text);
}

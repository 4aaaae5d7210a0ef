/**
 * The search by meaning on PGlite, with the model of LifeOS in its own process: how quickly texts get their vectors, how long a search takes
 * that uses both words and meaning, and how much of the nearest is found. And intents: how often the first answer means what was asked.
 *
 * The model would read 100,000 texts for an hour, so it reads some thousands, and the vectors of all others are those with noise that is as
 * large as the distance to their nearest neighbours.
 */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Embedder } from "#cloud/embedding/embedder";
import { MAX_TEXTS } from "#cloud/embedding/embedder";
import { speakAsService } from "#cloud/speak";
import { embedTexts } from "#core/knowledge/search/embedding";
import { find } from "#core/knowledge/search/find";
import { embeddingProcess } from "#local/embedding/child";
import { median } from "../events/figures.ts";
import { type Host, startLiteHost } from "./host.ts";

type Say = (line: string) => void;
export type Sentence = readonly [text: string, intent: string];

/** Texts that the model reads itself. */
const READ = 2_000;
const QUESTIONS = 40;
const NEAREST = 20;

export const targets = { searchMs: 150, recall: 0.95, textsAMinute: 1_000, right: 0.88 };

export async function hybrid(texts: readonly string[], verdict: (isMet: boolean, text: string) => void, say: Say) {
  const model = embeddingProcess({ givesWay: false });
  const folder = mkdtempSync(path.join(os.tmpdir(), "lifeos-bench-"));
  try {
    await model.embed(["Load the model."], { urgent: true, timeoutMs: 600_000 });
    const began = performance.now();
    const processorBefore = process.cpuUsage();
    const known = await vectorsOf(model, texts.slice(0, READ));
    const minutes = (performance.now() - began) / 60_000;
    const rate = Math.round(known.length / minutes);
    const own = process.cpuUsage(processorBefore);
    say(
      `The model has read ${known.length.toLocaleString("en")} texts in ${(minutes * 60).toFixed(1)} s; this process took ${((own.user + own.system) / 1e6).toFixed(1)} s of a processor`,
    );
    verdict(
      rate >= targets.textsAMinute,
      `${rate.toLocaleString("en")} texts a minute (at least ${targets.textsAMinute.toLocaleString("en")})`,
    );

    const derived = deriving(model, texts, known);
    const host = await startLiteHost(path.join(folder, "db"), [derived]);
    try {
      const kept = await host.keep(texts);
      say(
        `${kept.ids.length.toLocaleString("en")} texts, read in at ${Math.round((texts.length / kept.ms) * 60_000).toLocaleString("en")} a minute`,
      );
      const started = performance.now();
      await embedAll(host);
      say(`their vectors, written in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
      // Words of a text in another order, and one of them left out: no question is asked twice, and each means about what a text says.
      const asked = Array.from({ length: QUESTIONS }, (_, i) =>
        texts[(i * 7_919) % texts.length]!.split(" ").reverse().slice(1).join(" "),
      );
      for (const mode of ["text", "meaning", "hybrid"] as const) {
        const times: number[] = [];
        for (const [i, q] of asked.entries()) {
          const at = performance.now();
          await find(host.ctx, { q: `${q} ${mode} ${i}`, mode });
          times.push(performance.now() - at);
        }
        const p50 = median(times);
        if (mode !== "hybrid") say(`  ${mode.padEnd(8)} ${p50.toFixed(0)} ms in the middle`);
        else
          verdict(
            p50 <= targets.searchMs,
            `${p50.toFixed(0)} ms in the middle for a search by words and meaning, with its vector (at most ${targets.searchMs})`,
          );
      }
      const recall = await recallOf(host, model, asked);
      verdict(
        recall >= targets.recall,
        `${(recall * 100).toFixed(1)} % of the ${NEAREST} nearest are found by bits and compared again (at least ${targets.recall * 100} %)`,
      );
    } finally {
      await host.close();
    }
  } finally {
    model.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of the sentences for testing, how many have the intent of the first that is found among those for training. */
export async function hybridIntents(
  { train, test }: Record<"train" | "test", readonly Sentence[]>,
  verdict: (isMet: boolean, text: string) => void,
  say: Say,
): Promise<void> {
  const model = embeddingProcess({ givesWay: false });
  const host = await startLiteHost("memory://", [model]);
  try {
    const { ids } = await host.keep(train.map(([text]) => text));
    await embedAll(host);
    const intentOf = new Map(ids.map((id, i) => [id, train[i]![1]]));
    say(`\n${test.length} sentences of CLINC150 asked among ${train.length}: the first answer has their intent`);
    const right: Record<string, number> = {};
    for (const mode of ["text", "meaning", "hybrid"] as const) {
      let n = 0;
      for (const [q, intent] of test) {
        const data = await whole(host, q, mode, 1);
        if (data[0] && intentOf.get(data[0].id) === intent) n++;
      }
      right[mode] = n / test.length;
      say(`  ${mode.padEnd(8)} ${right[mode]!.toFixed(4)}`);
    }
    verdict(
      right.hybrid! >= targets.right && right.hybrid! > Math.max(right.text!, right.meaning!),
      `${right.hybrid!.toFixed(3)} by words and meaning (at least ${targets.right}, and more than by either)`,
    );
  } finally {
    await host.close();
    model.stop();
  }
}

/** What is found once the model has answered, however busy the machine is. */
async function whole(host: Host, q: string, mode: "text" | "meaning" | "hybrid", limit: number) {
  for (;;) {
    const { data, meaning } = await find(host.ctx, { q, mode, limit });
    if (meaning.state !== "starting") return data;
  }
}

async function embedAll(host: Host): Promise<void> {
  const { ctx } = speakAsService("workflow");
  while ((await embedTexts(ctx, 600_000)).isLeft);
  for (const table of ["search_bits", "search_vectors", "search_unembedded"])
    await host.database.exec(`vacuum analyze ${table}`);
}

async function vectorsOf(model: Embedder, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let at = 0; at < texts.length; at += MAX_TEXTS)
    vectors.push(...(await model.embed(texts.slice(at, at + MAX_TEXTS), { urgent: false, timeoutMs: 600_000 })));
  return vectors;
}

/** The model for questions; for the texts what is made of those that it has read. */
function deriving(model: Embedder, texts: readonly string[], known: readonly Float32Array[]): Embedder {
  const placeOf = new Map(texts.map((text, i) => [text, i]));
  return {
    ...model,
    async embed(asked, how) {
      if (how.urgent) return model.embed(asked, how);
      return asked.map((text) => {
        const place = placeOf.get(text) ?? 0;
        return noisy(known[place % known.length]!, place < known.length ? 0 : place);
      });
    },
  };
}

/** About 0.6 away, as the nearest neighbours of short texts are. The numbers are those of a small generator, the same in each run. */
function noisy(vector: Float32Array, seed: number): Float32Array {
  if (seed === 0) return vector;
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const size = (0.6 * Math.sqrt(12)) / Math.sqrt(vector.length);
  const made = vector.map((value) => value + next() * size);
  const length = Math.hypot(...made);
  return made.map((value) => value / length);
}

/** Beside a scan that compares all vectors. */
async function recallOf(host: Host, model: Embedder, asked: readonly string[]): Promise<number> {
  let found = 0;
  let all = 0;
  for (const q of asked) {
    const [vector] = await model.embed([q], { urgent: true, timeoutMs: 60_000 });
    const exact = await host.database.query<{ id: string }>(
      `select t.entity_id as id from search_vectors v join search_texts t on t.id = v.text_id
       where 1 - (v.embedding <=> $1::vector::halfvec) >= 0.35 order by v.embedding <=> $1::vector::halfvec limit ${NEAREST}`,
      [`[${vector!.join()}]`],
    );
    const data = await whole(host, q, "meaning", 100);
    const ids = new Set(data.map(({ id }) => id));
    found += exact.filter(({ id }) => ids.has(id)).length;
    all += exact.length;
  }
  return all === 0 ? 0 : found / all;
}

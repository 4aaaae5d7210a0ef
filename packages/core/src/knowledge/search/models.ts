/** Which models of embeddings this process may ask, and what a question means by one of them. */
import { type Embedder, EmbedderUnavailable } from "#cloud/embedding/embedder";
import { invokedEmbedder } from "#cloud/embedding/invoked";
import { type Runtime, runtime } from "#kit/runtime";

/** First the one that is meant to be used; others only while it is being filled. None where the search by meaning is switched off. */
export function embedders(): readonly Embedder[] {
  const { config, embedders: own } = runtime();
  if (config.EMBEDDINGS === "off") return [];
  if (own) return own;
  return config.EMBEDDER_FUNCTION ? [invokedEmbedder(config.EMBEDDER_FUNCTION)] : [];
}

/** Who searches waits so long for a model that has to be loaded. */
const PATIENCE_MS = 1_000;
/** A model that is being loaded gets so long, that it is there for the next who searches. */
const LOADING_MS = 20_000;
const KEPT = 200;

/** What was asked last, by model and question; by runtime, so that no test finds what another has asked. */
const kept = new WeakMap<Runtime, Map<string, Promise<Float32Array>>>();

/** The vector of a question, or undefined when the model does not answer in time; then it is being loaded. Throws nothing. */
export async function vectorOf(embedder: Embedder, question: string): Promise<Float32Array | undefined> {
  const known = kept.get(runtime()) ?? new Map<string, Promise<Float32Array>>();
  kept.set(runtime(), known);
  const key = `${embedder.model} ${question}`;
  const vector = known.get(key) ?? asked(embedder, question);
  // The last that was asked comes last.
  known.delete(key);
  known.set(key, vector);
  vector.catch(() => known.delete(key));
  if (known.size > KEPT) known.delete(known.keys().next().value!);

  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([vector, patience]);
  } catch (error) {
    const { log } = runtime();
    log(error instanceof EmbedderUnavailable ? "info" : "error", "a model of embeddings did not answer", {
      model: embedder.model,
      error: (error as Error).message,
    });
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function asked(embedder: Embedder, question: string): Promise<Float32Array> {
  const [vector] = await embedder.embed([question], { urgent: true, timeoutMs: LOADING_MS });
  return vector!;
}

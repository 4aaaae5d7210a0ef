/**
 * Models of embeddings: what a text means, as a vector in which texts that mean something similar are near each other. A process has none, or
 * asks one that runs elsewhere (in a process of its own on one machine, in a Lambda of its own in the cloud), since a model takes more memory
 * than everything else together. `Runtime.embedders` names those of this process.
 */

export interface Embedder {
  /** Kept with the vectors, since those of different models cannot be compared: another version has another name. */
  model: string;
  dimensions: number;
  /** The languages that it knows, as in ISO 639-1. */
  languages: readonly string[];
  /**
   * A vector of length 1 for each text, at most MAX_TEXTS. What is urgent comes before what is not; it is not waited for longer than
   * `timeoutMs`. Throws EmbedderUnavailable.
   */
  embed(texts: readonly string[], how: { urgent: boolean; timeoutMs: number }): Promise<Float32Array[]>;
}

export const MAX_TEXTS = 64;
/** What a text means is in its beginning: a longer one would take as many times as long. */
export const MAX_TEXT_CHARS = 800;

/** The model could not be asked, or has not answered in time: another try may succeed. */
export class EmbedderUnavailable extends Error {
  override readonly name = "EmbedderUnavailable";
}

/** The model that comes with LifeOS: Universal Sentence Encoder lite, of English sentences. */
export const ownModel = { model: "use-lite-en-1", dimensions: 512, languages: ["en"] } as const;

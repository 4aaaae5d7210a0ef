/** Models of embeddings for tests: a text means its words, and words of a group mean the same. They know nothing else, and are quick. */
import { createHash } from "node:crypto";
import type { Embedder } from "#cloud/embedding/embedder";

/** Words that mean the same to these models. */
const ALIKE = [
  ["car", "automobile", "vehicle"],
  ["doctor", "physician", "medic"],
  ["money", "cash", "savings"],
  ["holiday", "vacation", "trip"],
  ["dinner", "supper", "meal"],
];

export interface StandIn extends Embedder {
  /** What it was asked, in order. */
  asked: string[];
}

export function standIn(model: string, dimensions: number): StandIn {
  const asked: string[] = [];
  return {
    model,
    dimensions,
    languages: ["en"],
    asked,
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => meaningOf(text, model, dimensions));
    },
  };
}

/** The sum of the directions of its words, with the length 1. */
function meaningOf(text: string, model: string, dimensions: number): Float32Array {
  const sum = new Float32Array(dimensions);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? ["nothing"]) {
    const meant = ALIKE.find((group) => group.includes(word))?.[0] ?? word;
    for (let at = 0; at < dimensions; ) {
      const bytes = createHash("sha512").update(`${model} ${meant} ${at}`).digest();
      for (const byte of bytes) {
        if (at === dimensions) break;
        sum[at] = sum[at]! + (byte - 127.5) / 127.5;
        at++;
      }
    }
  }
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

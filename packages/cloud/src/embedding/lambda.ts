/**
 * The Lambda that runs the model. Other functions invoke it with `{texts}` and get `{vectors}`, each as the base64 of its numbers (IEEE 754,
 * single precision, little endian). It reaches neither database nor secrets, and nothing of what it is given is logged.
 */
import { MAX_TEXTS } from "./embedder.ts";
import { type Embed, loadModel } from "./model.ts";

let loading: Promise<Embed> | undefined;

export async function handler(event: { texts?: unknown }): Promise<{ vectors: string[] }> {
  const { texts } = event;
  if (!Array.isArray(texts) || texts.length > MAX_TEXTS || !texts.every((text) => typeof text === "string"))
    throw new Error(`texts must be a list of at most ${MAX_TEXTS} texts`);
  loading ??= loadModel();
  const embed = await loading;
  return { vectors: (await embed(texts)).map((vector) => Buffer.from(vector.buffer).toString("base64")) };
}

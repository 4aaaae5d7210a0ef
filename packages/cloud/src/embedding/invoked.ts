/** The model that comes with LifeOS, asked of its Lambda (lambda.ts) by the API of AWS: Invoke, which waits for the answer. */
import * as z from "zod/mini";
import { runtime } from "#kit/runtime";
import { httpClient } from "../http.ts";
import { signedHeaders } from "../signature.ts";
import { type Embedder, EmbedderUnavailable, MAX_TEXTS, ownModel } from "./embedder.ts";

const Answer = z.object({ vectors: z.array(z.string()) });
/** A function without a process free starts one, and loads the model. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** For the function EMBEDDER_FUNCTION. */
export function invokedEmbedder(functionName: string): Embedder {
  return {
    ...ownModel,
    async embed(texts, { timeoutMs }) {
      if (texts.length > MAX_TEXTS) throw new Error(`${texts.length} texts are more than ${MAX_TEXTS}`);
      const { status, text, headers } = await invoke(functionName, JSON.stringify({ texts }), timeoutMs);
      if (status !== 200 || headers["x-amz-function-error"])
        throw new EmbedderUnavailable(`the model's function answered ${status}`);
      const { vectors } = Answer.parse(JSON.parse(text));
      if (vectors.length !== texts.length)
        throw new EmbedderUnavailable("the model's function answered for other texts");
      return vectors.map(vectorOf);
    },
  };
}

async function invoke(functionName: string, body: string, timeoutMs: number) {
  const { config } = runtime();
  const region = config.AWS_REGION ?? "";
  const url = new URL(config.LAMBDA_ENDPOINT ?? `https://lambda.${region}.amazonaws.com`);
  const path = `/2015-03-31/functions/${functionName}/invocations`;
  const headers = signedHeaders(
    { service: "lambda", region, host: url.host, path, headers: { "content-type": "application/json" }, body },
    {
      accessKeyId: config.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: config.AWS_SECRET_ACCESS_KEY ?? "",
      sessionToken: config.AWS_SESSION_TOKEN,
    },
    // AWS compares the time of a signature with its own clock.
    new Date(),
  );
  const send = httpClient(url.href, { timeoutMs, maxBytes: MAX_ANSWER_BYTES });
  return send({ method: "POST", path, headers, body }).catch((cause: Error) => {
    throw new EmbedderUnavailable(`the model's function could not be asked: ${cause.message}`, { cause });
  });
}

function vectorOf(base64: string): Float32Array {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  if (bytes.length !== ownModel.dimensions * 4)
    throw new EmbedderUnavailable("the model's function answered no vector");
  return new Float32Array(bytes.buffer);
}

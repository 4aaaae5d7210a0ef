/**
 * Stands in for a service of models at the network, by the published contract of the Responses API
 * (https://platform.openai.com/docs/api-reference/responses): structured outputs whose schemas have to be strict, streams of events with growing
 * numbers, calls of tools, refusals, answers that are cut, errors, and silence. What it answers, a test says beforehand.
 *
 *     const model = await modelStandIn({ answers: [{ json: { steps: [] } }, { status: 429 }] });
 *     const life = await harness(await testDb(), { config: model.config, network: model.network });
 */
import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Network } from "#kit/third-party";
import { KEEPS_CONNECTIONS } from "#testing/patience";

/** What the model says; `usage` is how many tokens it says there were, null for none of it, and counted by length unless given. */
export type ModelAnswer = (
  | { json: unknown }
  | { text: string /** In a stream, says nothing more after so many pieces. */; holdsAfter?: number }
  | { calls: readonly { name: string; args: unknown }[]; text?: string }
  | { refusal: string }
  /** What was said until the most tokens were there. */
  | { incomplete: string }
  | { status: number; retryAfterSeconds?: number }
  /** It never answers. */
  | { silence: true }
  /** It is cut off in the middle of what it says. */
  | { broken: string }
  /** A body that is no response at all. */
  | { raw: string }
  /** A response whose status is `failed`. */
  | { failed: string }
) & { usage?: { input: number; output: number } | null };

export interface ModelRequest {
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of a request, of which tests look at what they like.
  body: any;
  headers: http.IncomingHttpHeaders;
  /** All that the model reads. */
  text: string;
}

export type ModelStandIn = Awaited<ReturnType<typeof modelStandIn>>;

const KEY = "sk-of-the-stand-in";
const HOST = "models.example";

export async function modelStandIn({
  answers = [],
  timeoutMs = 20_000,
}: {
  /** In their order, or what is made of each request. */
  answers?: readonly ModelAnswer[] | ((request: ModelRequest) => ModelAnswer | Promise<ModelAnswer>);
  /** How long one try of LifeOS waits. */
  timeoutMs?: number;
} = {}) {
  const left = typeof answers === "function" ? [] : [...answers];
  let make = typeof answers === "function" ? answers : undefined;
  const requests: ModelRequest[] = [];

  const server = http.createServer(KEEPS_CONNECTIONS, async (request, response) => {
    let raw = "";
    for await (const chunk of request) raw += chunk;
    const fail = (
      status: number,
      message: string,
      code: string | null = null,
      headers: http.OutgoingHttpHeaders = {},
    ) =>
      response
        .writeHead(status, { "content-type": "application/json", "x-request-id": `req_${randomUUID()}`, ...headers })
        .end(
          JSON.stringify({
            error: { message, type: status >= 500 ? "server_error" : "invalid_request_error", param: null, code },
          }),
        );
    if (request.headers.authorization !== `Bearer ${KEY}`)
      return fail(401, "Incorrect API key provided.", "invalid_api_key");
    if (request.method !== "POST" || request.url !== "/v1/responses") return fail(404, "Invalid URL.");
    const body = JSON.parse(raw);
    const asked = { body, headers: request.headers, text: `${body.instructions}\n${JSON.stringify(body.input)}` };
    requests.push(asked);
    const wrong = wrongWith(body);
    if (wrong) return fail(400, wrong, "invalid_request");
    const answer = make ? await make(asked) : left.shift();
    if (!answer) return fail(400, "No answer was scripted for this request.");
    if ("silence" in answer) return undefined;
    if ("status" in answer) {
      const { retryAfterSeconds } = answer;
      return fail(
        answer.status,
        "It was scripted to fail.",
        null,
        retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
      );
    }
    if ("raw" in answer) return response.writeHead(200, { "content-type": "application/json" }).end(answer.raw);
    if (body.stream === true) return stream(response, body, answer);
    const whole = JSON.stringify(responseOf(body, answer));
    response.writeHead(200, { "content-type": "application/json", "x-request-id": `req_${randomUUID()}` });
    if (!("broken" in answer)) return response.end(whole);
    return response.write(whole.slice(0, whole.length / 2), () => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    /** What settings make it known to LifeOS. */
    config: {
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: `https://${HOST}/v1`,
      OPENAI_TIMEOUT_MS: String(timeoutMs),
    },
    network: {
      reroute(url) {
        if (url.host !== HOST) return new URL("http://127.0.0.1:9/");
        return new URL(url.pathname + url.search, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      },
    } satisfies Network,
    /** Everything that was asked, in order. */
    requests,
    /** Answers what is asked next so. */
    say: (...more: ModelAnswer[]) => void left.push(...more),
    /** Answers everything that is asked from now on by this, or in order again. */
    answerBy(by: ((request: ModelRequest) => ModelAnswer | Promise<ModelAnswer>) | undefined) {
      make = by;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the JSON of a request, of which each part is looked at.
type Json = any;

/** Why the service would refuse a request; undefined for one that is right. */
function wrongWith(body: Json): string | undefined {
  if (typeof body.model !== "string" || body.model === "") return "Missing required parameter: 'model'.";
  if (!Array.isArray(body.input) || body.input.length === 0) return "Missing required parameter: 'input'.";
  if (!(Number.isInteger(body.max_output_tokens) && body.max_output_tokens >= 16))
    return "Invalid 'max_output_tokens'.";
  if (body.temperature !== undefined && !(body.temperature >= 0 && body.temperature <= 2))
    return "Invalid 'temperature'.";
  const calls = new Set<string>();
  for (const item of body.input) {
    if (item.type === "function_call") calls.add(item.call_id);
    if (item.type === "function_call_output" && !calls.has(item.call_id))
      return `No tool call found for function call output with call_id ${item.call_id}.`;
  }
  const format = body.text?.format;
  if (format !== undefined) {
    if (format.type !== "json_schema" || format.strict !== true) return "Invalid 'text.format'.";
    if (!/^[\w-]{1,64}$/.test(format.name)) return "Invalid 'text.format.name'.";
    const wrong = notStrict(format.schema, "");
    if (format.schema?.type !== "object" || wrong)
      return `Invalid schema for response_format: ${wrong ?? "schema must be a JSON Schema of 'type: \"object\"'"}.`;
  }
  for (const tool of body.tools ?? []) {
    if (tool.type !== "function" || !/^[\w-]{1,64}$/.test(tool.name)) return "Invalid 'tools'.";
    const wrong = tool.strict === true ? notStrict(tool.parameters, "") : undefined;
    if (tool.parameters?.type !== "object" || wrong) return `Invalid schema for function '${tool.name}': ${wrong}.`;
  }
  return undefined;
}

/** Keywords of strict schemas (https://platform.openai.com/docs/guides/structured-outputs#supported-schemas). */
const KNOWN = new Set([
  "type",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "anyOf",
  "$ref",
  "$defs",
  "description",
  "title",
  "pattern",
  "format",
  "multipleOf",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
]);

/** Why a schema is not one that strict structured outputs take. */
function notStrict(schema: Json, at: string, depth = 0): string | undefined {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return `${at}: is no schema`;
  if (depth > 10) return `${at}: is nested more than ten levels deep`;
  const unknown = Object.keys(schema).find((key) => !KNOWN.has(key));
  if (unknown) return `${at}: '${unknown}' is not permitted`;
  if (schema.type === "object") {
    const names = Object.keys(schema.properties ?? {});
    if (schema.additionalProperties !== false)
      return `${at}: 'additionalProperties' is required to be supplied and to be false`;
    const required: string[] = schema.required ?? [];
    const absent = names.find((name) => !required.includes(name)) ?? required.find((name) => !names.includes(name));
    if (absent) return `${at}: 'required' is required to include every key in properties: '${absent}'`;
  } else if (!["type", "enum", "const", "anyOf", "$ref"].some((key) => key in schema)) return `${at}: has no 'type'`;
  for (const group of ["properties", "$defs"] as const)
    for (const [name, one] of Object.entries(schema[group] ?? {})) {
      const wrong = notStrict(one, `${at}/${name}`, depth + 1);
      if (wrong) return wrong;
    }
  for (const [i, one] of (schema.anyOf ?? []).entries()) {
    const wrong = notStrict(one, `${at}/anyOf/${i}`, depth + 1);
    if (wrong) return wrong;
  }
  return schema.items === undefined ? undefined : notStrict(schema.items, `${at}/items`, depth + 1);
}

type Spoken = Exclude<ModelAnswer, { status: number } | { silence: true } | { raw: string }>;

const textOf = (answer: Spoken): string => {
  if ("json" in answer) return JSON.stringify(answer.json);
  if ("incomplete" in answer) return answer.incomplete;
  if ("broken" in answer) return answer.broken;
  return "text" in answer ? (answer.text ?? "") : "";
};

function outputOf(answer: Spoken): object[] {
  const message = (content: object[]) => ({
    type: "message",
    id: `msg_${randomUUID()}`,
    status: "completed",
    role: "assistant",
    content,
  });
  if ("refusal" in answer) return [message([{ type: "refusal", refusal: answer.refusal }])];
  const text = textOf(answer);
  const said = text === "" ? [] : [message([{ type: "output_text", text, annotations: [] }])];
  const calls = "calls" in answer ? answer.calls : [];
  return [
    ...said,
    ...calls.map(({ name, args }) => ({
      type: "function_call",
      id: `fc_${randomUUID()}`,
      call_id: `call_${randomUUID()}`,
      name,
      arguments: typeof args === "string" ? args : JSON.stringify(args),
      status: "completed",
    })),
  ];
}

function usageOf(body: Json, answer: Spoken, output: object[]) {
  if (answer.usage === null) return undefined;
  const input = answer.usage?.input ?? Math.ceil(JSON.stringify([body.instructions, body.input]).length / 5);
  const made = answer.usage?.output ?? Math.ceil(JSON.stringify(output).length / 5);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: made,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + made,
  };
}

function responseOf(body: Json, answer: Spoken, output = outputOf(answer)) {
  const status = "incomplete" in answer ? "incomplete" : "failed" in answer ? "failed" : "completed";
  return {
    id: `resp_${randomUUID()}`,
    object: "response",
    created_at: 1_772_000_000,
    model: body.model,
    status,
    error: "failed" in answer ? { code: "server_error", message: answer.failed } : null,
    incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null,
    output,
    usage: usageOf(body, answer, output),
  };
}

const PIECE = 12;

/** The events of a response, which come as they would. */
function stream(response: http.ServerResponse, body: Json, answer: Spoken): void {
  response.writeHead(200, { "content-type": "text/event-stream", "x-request-id": `req_${randomUUID()}` });
  let sequence = 0;
  const send = (type: string, more: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...more })}\n\n`);
  const whole = responseOf(body, answer);
  const begun = { ...whole, status: "in_progress", output: [], usage: undefined };
  send("response.created", { response: begun });
  send("response.in_progress", { response: begun });
  for (const [index, item] of (whole.output as Json[]).entries()) {
    const at = { output_index: index, item_id: item.id };
    send("response.output_item.added", {
      output_index: index,
      item: { ...item, status: "in_progress", ...(item.content ? { content: [] } : { arguments: "" }) },
    });
    if (item.type === "function_call") {
      for (const piece of pieces(item.arguments))
        send("response.function_call_arguments.delta", { ...at, delta: piece });
      send("response.function_call_arguments.done", { ...at, arguments: item.arguments });
    } else {
      const [part] = item.content;
      const isRefusal = part.type === "refusal";
      const name = isRefusal ? "response.refusal" : "response.output_text";
      const text: string = isRefusal ? part.refusal : part.text;
      send("response.content_part.added", {
        ...at,
        content_index: 0,
        part: { ...part, [isRefusal ? "refusal" : "text"]: "" },
      });
      for (const [i, piece] of pieces(text).entries()) {
        if ("holdsAfter" in answer && answer.holdsAfter === i) return;
        if ("broken" in answer && i > 0) return void response.write("\n", () => response.destroy());
        send(`${name}.delta`, { ...at, content_index: 0, delta: piece });
      }
      if ("broken" in answer) return void response.write("\n", () => response.destroy());
      if ("holdsAfter" in answer && answer.holdsAfter !== undefined) return;
      send(`${name}.done`, { ...at, content_index: 0, [isRefusal ? "refusal" : "text"]: text });
      send("response.content_part.done", { ...at, content_index: 0, part });
    }
    send("response.output_item.done", { output_index: index, item });
  }
  send(`response.${whole.status}`, { response: whole });
  response.end();
}

const pieces = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / PIECE) }, (_, i) => text.slice(i * PIECE, (i + 1) * PIECE));

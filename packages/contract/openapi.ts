/** Generates OpenAPI 3.1 for every declared endpoint. */
import type { ZodMiniType } from "zod/mini";
import * as z from "zod/mini";
import { statusOf } from "#cloud/problem-details";
import { eventOrigins } from "#core/platform/events.sql";
import { isConditional } from "#kit/endpoint";
import type { ProblemType } from "#kit/problem";
import * as problems from "#kit/problem";
import { Day, Uuid } from "#kit/wire";
import type { Found } from "./discover.ts";
import { exampleOf, type JsonSchema } from "./example.ts";
import { introduction, occasions, signingIn } from "./guide.ts";
import { ANSWER_HEADERS, type AnswerHeader, HEADERS } from "./headers.ts";
import { componentName } from "./names.ts";
import { plausible } from "./plausible.ts";
import { type DeclaredOperation, EVENTS, eventsSchema, LAST_EVENT_ID } from "./streams.ts";
import { toJson } from "./to-json.ts";
import { operationSays, parameterSays } from "./wording.ts";
import { words } from "./words.ts";

/** What a sentence says, for clients that say it in another language: see kit/saying. */
const CODED = {
  type: "object",
  description: "What is wrong by its code, and the values in the sentence; absent where only the sentence says it.",
  required: ["code", "params"],
  properties: {
    code: { type: "string", description: "What stands for the sentence, whatever its words." },
    params: {
      type: "object",
      additionalProperties: { type: ["string", "number"] },
      description: "The values in the sentence by their names; `subject` is what it is said of.",
    },
  },
};

const PROBLEM = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance", "code", "requestId"],
  properties: {
    type: { type: "string", description: "A URN made of the code." },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string", description: "The path of the request." },
    code: { type: "string", description: "What programs tell problems apart by." },
    requestId: { type: "string" },
    coded: CODED,
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["detail", "coded"],
        properties: {
          pointer: { type: "string", description: "A JSON pointer into the body." },
          parameter: { type: "string", description: "The parameter or header." },
          detail: { type: "string" },
          coded: CODED,
        },
      },
    },
  },
};

/** What a client needs to bring two changes together. */
const STALE_ROW = {
  allOf: [
    { $ref: "#/components/schemas/Problem" },
    {
      type: "object",
      properties: {
        current: {
          type: "object",
          additionalProperties: true,
          description:
            "The row as it is now, as the GET of the same path answers it; absent where the rows have no version.",
        },
        lastChange: {
          type: ["object", "null"],
          description: "The last event of the row; null when you may see none.",
          required: ["eventId", "type", "at", "changed", "origin", "actorId", "actorName"],
          properties: {
            eventId: { type: "string", format: "uuid", description: "The event." },
            type: { type: "string", description: "What happened, as noun and verb: `work.task.updated`." },
            at: { type: "string", format: "date-time", description: "When it happened." },
            changed: { type: "array", items: { type: "string" }, description: "The fields that changed." },
            origin: { type: "string", enum: eventOrigins, description: "The way in which it came about." },
            actorId: { type: ["string", "null"], format: "uuid", description: "Who did it; null when nobody did." },
            actorName: { type: ["string", "null"], description: "Their name; null when you do not know them." },
          },
        },
      },
    },
  ],
};

const header = (name: keyof typeof HEADERS) => ({ $ref: `#/components/parameters/${name}` });

export function openapiOf(endpoints: readonly Found<DeclaredOperation>[]): object {
  const schemas = new Map<string, JsonSchema>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const found of inReadingOrder(endpoints)) {
    const { path, method } = found.value;
    paths[path] ??= {};
    paths[path]![method.toLowerCase()] = operation(found, schemas);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "LifeOS",
      version: "1",
      description: introduction,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...words()].map(([name, { about }]) => ({ name, description: about })),
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas: {
        Problem: PROBLEM,
        StaleRow: STALE_ROW,
        ...Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      },
      parameters: HEADERS,
      headers: ANSWER_HEADERS,
      securitySchemes: {
        bearer: {
          type: "http",
          scheme: "bearer",
          description: signingIn,
        },
      },
    },
  };
}

/** In reading order: reading and writing the rows first, then other verbs, and changes last. */
function inReadingOrder(endpoints: readonly Found<DeclaredOperation>[]): Found<DeclaredOperation>[] {
  const verbs = ["list", "create", "get", "update", "remove", "restore"];
  const place = ({ name }: Found<DeclaredOperation>) => {
    const verb = name.split(".")[2]!;
    return verb === "changes" ? verbs.length + 1 : verbs.includes(verb) ? verbs.indexOf(verb) : verbs.length;
  };
  const resources = Map.groupBy(endpoints, ({ name }) => name.split(".").slice(0, 2).join("."));
  return [...resources.values()].flatMap((ones) => ones.toSorted((a, b) => place(a) - place(b)));
}

function operation({ name, value }: Found<DeclaredOperation>, schemas: Map<string, JsonSchema>) {
  const { spec, method, path, pillar, access, scope } = value;
  const body = spec.body && bodyOf(spec.body);
  return {
    operationId: name,
    summary: spec.summary,
    description: operationSays(name, value),
    tags: [pillar],
    ...(access === "public" ? { security: [] } : { "x-scope": scope }),
    ...(access === "admin" && { "x-role": "admin" }),
    parameters: parametersOf(value),
    ...(body && {
      requestBody: {
        required: !takes(spec.body!, {}),
        content: {
          "application/json": { schema: body, example: spec.example?.body ?? plausible(exampleOf(body), ["", name]) },
        },
      },
    }),
    ...(spec.rawBody && {
      requestBody: {
        required: !spec.rawBody.mayBeMissing,
        content: Object.fromEntries(
          spec.rawBody.contentTypes.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
        ),
      },
    }),
    responses: responsesOf(value, name, schemas),
  };

  function parametersOf(endpoint: DeclaredOperation) {
    const query = Object.entries((spec.query as z.ZodMiniObject | undefined)?.shape ?? {});
    return [
      ...[...path.matchAll(/{(\w+)}/g)].map(([, parameter]) => ({
        name: parameter,
        in: "path",
        required: true,
        description: parameterSays(name, parameter!),
        schema: inPath(parameter!),
      })),
      ...query.map(([parameter, check]) => {
        const schema = toJson(inside(check), "input");
        return {
          name: parameter,
          in: "query",
          description: parameterSays(
            name,
            parameter,
            schema,
            query.some(([other]) => other === nullOf(parameter)),
          ),
          ...(takes(check, undefined) ? { schema: unasked(schema) } : { required: true, schema }),
        };
      }),
      // A condition need not be set; what a service of others sends along does.
      ...Object.entries(spec.headers ?? {})
        .filter(([name]) => name !== "If-Match")
        .map(([name, { description, pattern }]) => ({
          name,
          in: "header",
          required: true,
          description,
          schema: { type: "string", pattern: pattern.source },
        })),
      ...(method === "POST" && endpoint.access !== "public" ? [header("idempotencyKey")] : []),
      ...(hasETag(endpoint) ? [header("ifNoneMatch")] : []),
      ...(endpoint.events ? [LAST_EVENT_ID] : []),
      ...(isConditional(endpoint) || spec.headers?.["If-Match"] ? [header("ifMatch")] : []),
      header("requestId"),
      header("clientVersion"),
      header("clientPlatform"),
      header("clientTimezone"),
    ];
  }
}

/** An empty body is read as `{}`, so a body is required only if it has a required field. */
function bodyOf(schema: ZodMiniType): JsonSchema {
  const json = toJson(schema, "input");
  return (json.required ?? []).length === 0 && json.type === "object" && !takes(schema, {})
    ? { ...json, minProperties: 1 }
    : json;
}

const takes = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success;

/** The schema of an optional parameter without the option. */
const inside = (schema: z.core.$ZodType): ZodMiniType =>
  schema instanceof z.ZodMiniOptional ? inside(schema.def.innerType) : (schema as ZodMiniType);

/** The parameter for null of a field: `dueAt[ne]` → `dueAt[null]`. */
const nullOf = (parameter: string) => `${parameter.replace(/\[\w+\]$/, "")}[null]`;

/**
 * Rewrites an optional parameter's schema so that API consoles do not send it by default: they fill in a parameter whose schema
 * has an enum, a default or an example at its top, so a list was requested with filters that nobody had chosen.
 */
function unasked(schema: JsonSchema): JsonSchema {
  if (JSON.stringify(schema.enum) === '["true","false"]') return { type: "boolean" };
  return schema.enum ? { allOf: [schema] } : schema;
}

function responsesOf(endpoint: DeclaredOperation, name: string, schemas: Map<string, JsonSchema>) {
  const { spec, method, access, path } = endpoint;
  const responses: Record<string, object> = {};
  if (endpoint.events) {
    responses["200"] = {
      description: EVENTS,
      headers: headersOf(endpoint, 200),
      content: { "text/event-stream": { schema: eventsSchema(endpoint.events) } },
    };
  } else if (spec.produces) {
    responses["200"] = {
      description: "OK; up to 4.7 million bytes.",
      headers: headersOf(endpoint, 200),
      content: Object.fromEntries(
        spec.produces.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
      ),
    };
  } else if (spec.returns) {
    const schema = hoisted(toJson(spec.returns, "output"), componentName(name), schemas);
    const example = spec.example?.response ?? plausible(exampleOf(schema, schemas), ["", name]);
    for (const status of [spec.status ?? 200, ...(spec.otherStatuses ?? [])])
      responses[String(status)] = {
        description: status === 201 ? "Created" : status === 202 ? "Accepted" : "OK",
        headers: headersOf(endpoint, status),
        content: { "application/json": { schema, example } },
      };
  } else if (spec.status === 302) {
    responses["302"] = { description: "Go on there.", headers: headersOf(endpoint, 302) };
  } else {
    responses["204"] = { description: "Done; no content", headers: headersOf(endpoint, 204) };
  }
  if (hasETag(endpoint))
    responses["304"] = { description: "You have it as it is (`If-None-Match`).", headers: headersOf(endpoint, 304) };
  const possible: ProblemType[] = [problems.InvalidInput, ...(spec.problems ?? [])];
  if (access !== "public") possible.push(problems.Unauthenticated, problems.Forbidden, problems.MissingScope);
  if (path.includes("{")) possible.push(problems.NotFound);
  if (method !== "GET") possible.push(problems.TooLarge, ...(access === "public" ? [] : [problems.Limited]));
  if (spec.body) possible.push(problems.MalformedJson);
  if (spec.body || spec.rawBody) possible.push(problems.UnsupportedMediaType);
  if (method === "POST" && access !== "public") possible.push(problems.IdempotencyKeyReused);
  if (isConditional(endpoint)) possible.push(problems.StaleVersion);
  possible.push(problems.Unavailable);
  const byStatus = Map.groupBy(possible, (one) => statusOf[one.kind]);
  for (const [status, ones] of [...byStatus].sort(([a], [b]) => a - b)) {
    const codes = [...new Set(ones.map((one) => one.code))];
    responses[String(status)] = {
      description: `${[...new Set(ones.map((one) => occasions[one.code] ?? one.title))].join("; or: ")}.`,
      "x-codes": codes,
      headers: headersOf(endpoint, status),
      content: { "application/problem+json": { schema: { $ref: schemaOfProblem(ones) } } },
    };
  }
  return { ...responses, ...OF_THE_GATEWAY };
}

const schemaOfProblem = (ones: readonly ProblemType[]) =>
  `#/components/schemas/${ones.includes(problems.StaleVersion) ? "StaleRow" : "Problem"}`;

/** Answers of the gateway, whose requests never reach an operation. */
const OF_THE_GATEWAY = Object.fromEntries(
  [
    [408, "request_timeout", "The request did not come in time. Only an installation of one's own says so"],
    [431, "headers_too_large", "The request line and the headers have more than 10,240 bytes"],
  ].map(([status, code, description]) => [
    status,
    {
      description: `${description}.`,
      "x-codes": [code],
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  ]),
);

/** An answer with a version has an ETag, which clients can use to avoid downloading it again. */
const hasETag = (endpoint: DeclaredOperation) => endpoint.method === "GET" && hasVersion(endpoint);
const hasVersion = ({ spec, events }: DeclaredOperation) =>
  (spec.produces !== undefined && events === undefined) ||
  (spec.returns !== undefined && toJson(spec.returns, "output").properties?.version !== undefined);

/** A path names rows by their ids, or by days. */
function inPath(parameter: string): JsonSchema {
  if (parameter === "date") return toJson(Day, "input");
  return parameter.endsWith("Id") ? toJson(Uuid, "input") : { type: "string" };
}

/** The headers of an answer, as references to components. */
function headersOf(endpoint: DeclaredOperation, status: number) {
  const { method, access, spec } = endpoint;
  const isDone = status < 300;
  const isCounted = method !== "GET" && access !== "public";
  const names: AnswerHeader[] = [
    "X-Request-Id",
    ...(status === 201 || status === 302 || (isDone && spec.locates) ? (["Location"] as const) : []),
    ...((isDone && hasVersion(endpoint)) || status === 304 ? (["ETag"] as const) : []),
    ...(isDone && spec.produces && !endpoint.events ? (["Content-Disposition"] as const) : []),
    ...((isDone || status === 304) && spec.produces && !endpoint.events ? (["X-Content-Type-Options"] as const) : []),
    ...(isDone && method === "POST" && access !== "public" ? (["Idempotent-Replayed"] as const) : []),
    ...((isDone && isCounted) || status === 429 ? (["RateLimit", "RateLimit-Policy"] as const) : []),
    ...(status === 429 || status === 503 ? (["Retry-After"] as const) : []),
    ...(status === 401 ? (["WWW-Authenticate"] as const) : []),
  ];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Makes components of schemas that contain themselves, because their inner references would point nowhere in this document. */
function hoisted(json: JsonSchema, prefix: string, schemas: Map<string, JsonSchema>): JsonSchema {
  const { $defs, ...rest } = json as JsonSchema & { $defs?: Record<string, JsonSchema> };
  if (!$defs) return json;
  const nameOf = (key: string) => `${prefix}${key.replace(/^__schema/, "Node")}`;
  const relinked = (value: JsonSchema) =>
    JSON.parse(
      JSON.stringify(value).replace(/"#\/\$defs\/(\w+)"/g, (_, key: string) => `"#/components/schemas/${nameOf(key)}"`),
    ) as JsonSchema;
  for (const [key, value] of Object.entries($defs)) schemas.set(nameOf(key), relinked(value));
  return relinked(rest);
}

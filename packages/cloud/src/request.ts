/** What a request brings, read and checked: path parameters, query, body and Idempotency-Key. Everything that is wrong is InvalidInput or its kin. */
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { check, MAX_ERRORS, placeOf, type Where } from "#kit/check";
import type { Ctx } from "#kit/ctx";
import { insteadOf } from "#kit/input-words";
import { IDEMPOTENCY_KEY } from "#kit/parameters";
import {
  type InputError,
  InvalidInput,
  MalformedJson,
  TooLarge,
  UnsupportedMediaType,
  wrong,
  wrongInput,
} from "#kit/problem";
import type { Saying } from "#kit/saying";
import { fieldSayings, requestSayings } from "#kit/sayings";
import { Day } from "#kit/wire";
import type { HttpEvent } from "./lambda.ts";
import { bodySayings } from "./sayings.ts";

export function readParams(event: HttpEvent): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value = ""] of Object.entries(event.pathParameters ?? {})) {
    if (name.endsWith("Id") && !z.guid().safeParse(value).success) {
      throw InvalidInput(requestSayings("no_uuid", { name }), {
        errors: [
          {
            ...wrong({ parameter: name }, fieldSayings("must_be_uuid")),
            detail: `must be a UUID, ${insteadOf(value)}`,
          },
        ],
      });
    }
    if (name === "date") check(Day, value, "parameter", [name]);
    if (!isStorable(value)) {
      throw InvalidInput(undefined, { errors: [wrong({ parameter: name }, NOT_STORABLE)] });
    }
    params[name] = value;
  }
  return params;
}

export function readBody(event: HttpEvent, maxBytes: number): Buffer {
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (body.length > maxBytes) throw TooLarge(`At most ${maxBytes} bytes are accepted; this body has ${body.length}.`);
  return body;
}

export function readQuery(schema: z.ZodMiniType | undefined, event: HttpEvent): unknown {
  const given = event.queryStringParameters ?? {};
  const errors = unstorable(given, "parameter");
  if (errors.length > 0) throw InvalidInput(undefined, { errors });
  if (schema) return check(schema, given, "parameter");
  const [unknown] = Object.keys(given);
  if (unknown !== undefined)
    throw InvalidInput(undefined, {
      errors: [wrong({ parameter: unknown }, fieldSayings("unknown_parameter"))],
    });
  return undefined;
}

/** Refuses compressed bodies as unsupported (RFC 9110, section 15.5.16). */
function refuseEncoded(event: HttpEvent): void {
  const codings = (event.headers["content-encoding"] ?? "").split(",").map((coding) => coding.trim().toLowerCase());
  if (codings.some((coding) => coding !== "" && coding !== "identity"))
    throw UnsupportedMediaType("Send the body without a Content-Encoding.", {
      headers: { "accept-encoding": "identity" },
    });
}

export function acceptRaw(contentTypes: readonly string[], event: HttpEvent): undefined {
  refuseEncoded(event);
  const type = mediaType(event);
  if (type && !contentTypes.some((one) => one === "*/*" || one === type)) {
    throw UnsupportedMediaType(`Accepted: ${contentTypes.join(", ")}.`);
  }
}

export function readJson(schema: z.ZodMiniType | undefined, event: HttpEvent, raw: Buffer): unknown {
  if (!schema) {
    if (raw.length > 0 && raw.toString("utf8").trim() !== "{}")
      throw InvalidInput(requestSayings("takes_no_body"), {
        errors: [wrong("#", fieldSayings("must_be_empty"))],
      });
    return undefined;
  }
  refuseEncoded(event);
  const type = mediaType(event);
  if (raw.length > 0 && type && type !== "application/json" && !type.endsWith("+json")) {
    throw UnsupportedMediaType("Send application/json.");
  }
  let body: unknown;
  try {
    body = raw.length === 0 ? {} : JSON.parse(raw.toString("utf8"));
  } catch (error) {
    throw MalformedJson(noJson((error as Error).message));
  }
  if (isDeeperThan(body, MAX_JSON_DEPTH))
    throw wrongInput("#", fieldSayings("nested_at_most", { max: MAX_JSON_DEPTH }));
  const errors = unstorable(body, "pointer");
  if (errors.length > 0) throw InvalidInput(undefined, { errors });
  return check(schema, body, "pointer");
}

/** What the parser says of a text that is no JSON. */
function noJson(detail: string): Saying {
  if (detail.startsWith("Unexpected end of JSON")) return bodySayings("json_cut");
  const [, position] = /at position (\d+)/.exec(detail) ?? [];
  return position
    ? bodySayings("json_at", { position: Number(position) + 1, detail })
    : bodySayings("json_none", { detail });
}

/**
 * The errors for text that PostgreSQL cannot store: a NUL, or half of a surrogate pair. It may be anywhere, also in JSON columns,
 * lists and names of fields, so the whole value is searched once.
 */
function unstorable(value: unknown, where: Where, path: string[] = []): InputError[] {
  if (typeof value === "string") return isStorable(value) ? [] : [wrong(placeOf(path, where), NOT_STORABLE)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, one]) =>
      isStorable(key)
        ? unstorable(one, where, [...path, key])
        : [wrong(placeOf(path, where), fieldSayings("name_not_storable"))],
    )
    .slice(0, MAX_ERRORS);
}

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();
const NOT_STORABLE = fieldSayings("not_storable");

/** Both the schemas and PostgreSQL fail at great depth; real input has only a few levels. */
const MAX_JSON_DEPTH = 64;

const isDeeperThan = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1)));

const mediaType = (event: HttpEvent) => event.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();

export function idempotencyKey(event: HttpEvent): string | undefined {
  const key = event.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (!IDEMPOTENCY_KEY.test(key))
    throw wrongInput({ parameter: "Idempotency-Key" }, fieldSayings("must_be_visible_ascii"));
  return key;
}

/** The client's own id of a request where it may stand in a header, or else the gateway's. */
export function requestIdOf(event: HttpEvent): string {
  const given = event.headers["x-request-id"];
  return given && /^[\w.:-]{1,128}$/.test(given) ? given : event.requestContext.requestId || randomUUID();
}

export const platformOf = (value: string | undefined): Ctx["platform"] =>
  value === "ios" || value === "android" || value === "web" ? value : "api";

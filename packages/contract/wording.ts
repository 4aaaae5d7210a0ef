/**
 * Descriptions of operations and their parameters, generated from the declarations; those that cannot be are beside the pillar
 * (see words.ts).
 */
import * as z from "zod/mini";
import { singular } from "#kit/crud";
import type { Endpoint } from "#kit/endpoint";
import { commonParameters } from "./common-words.ts";
import { filterSentence } from "./describe.ts";
import type { JsonSchema } from "./example.ts";
import { wordsOf } from "./words.ts";

/** The description of an operation: its own, and what all operations of its kind do. */
export function operationSays(name: string, value: Endpoint): string {
  const own = value.spec.description ?? wordsOf([name])?.operations?.[name];
  const parts = [own, ofItsKind(name, value), access(value)].filter((part) => part !== undefined && part !== "");
  return parts.join("\n\n");
}

function ofItsKind(name: string, { spec, method, path }: Endpoint): string | undefined {
  const verb = name.split(".")[2];
  const noun = nounOf(name);
  const parameterNames = propertiesOf(spec.query);
  const fields = propertiesOf(spec.body);
  if (verb === "list") return listing(noun, spec.summary, parameterNames);
  if (verb === "get" && method === "GET" && path.endsWith("}"))
    return propertiesOf(spec.returns).includes("version")
      ? `One ${noun} that you may see, with its [ETag](#description/changes-that-meet).`
      : `One ${noun} that you may see.`;
  if (verb === "create") {
    const required = requiredOf(spec.body);
    return `${required.length > 0 ? `It needs ${inWords(required)}. ` : ""}The answer is the ${noun} as it was stored. To be sure that it is made once, [send an Idempotency-Key](#description/sending-again).`;
  }
  if (verb === "update" && method === "PATCH")
    return `Changes only the fields that you send (${inWords(fields)}); null clears what may be empty. [If-Match](#description/changes-that-meet) keeps you from overwriting what others changed.`;
  if (verb === "restore" && path.endsWith("/restore"))
    return `Takes back that the ${noun} was deleted, with what was deleted with it; whoever may delete it may do so. 404 unless it [can come back](#description/what-was-deleted), 409 when another one has taken its place.`;
  if (verb === "remove" && !spec.description)
    return `Afterwards the ${noun} is in no list and 404 when asked for. [If-Match](#description/changes-that-meet) works where it has a version.`;
  return undefined;
}

function listing(noun: string, summary: string, names: readonly string[]): string {
  const filters = [...new Set(names.filter((one) => !NOT_FILTERS.has(one)).map((one) => one.replace(/\[\w+\]$/, "")))];
  const parts = [
    names.includes("cursor")
      ? `[Page by page](#description/lists-and-pages), ${names.includes("scope") ? "[yours](#description/whose-rows) unless `scope` says otherwise" : `each ${noun} that you may see`}.`
      : `${summary.replace(/^List/, "All of")}, in one answer.`,
    filters.length > 0 ? `[Filter](#description/filters) by ${inWords(filters)}.` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

const access = ({ access, scope }: Endpoint) =>
  access === "public"
    ? "Needs no token."
    : access === "admin"
      ? `For administrators; an API key needs \`${scope}\`.`
      : `An API key needs \`${scope}\`.`;

const NOT_FILTERS = new Set(["limit", "cursor", "sort", "scope", "include", "direction", "count"]);

/** `isNullable`: whether the filter's field may be null. */
export function parameterSays(operation: string, name: string, schema?: JsonSchema, isNullable = true): string {
  const { parameters = {} } = wordsOf([operation]) ?? {};
  const own = parameters[`${operation}.${name}`] ?? parameters[name] ?? (schema ? commonParameters[name] : undefined);
  if (own) return own;
  if (!schema) return `The id of the ${words(name.replace(/Id$/, ""))}.`;
  if (name === "sort")
    return "The order; `-` before a field turns it round ([lists and pages](#description/lists-and-pages)).";
  if (name === "include")
    return "Fields to answer besides, with commas between them ([lists and pages](#description/lists-and-pages)).";
  return filterSentence(name, { schema, isNullable });
}

const nounOf = (operation: string) => words(singular(operation.split(".")[1]!));
const words = (name: string) =>
  name
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll("-", " ")
    .replace("api key", "API key");
const inWords = (names: readonly string[]) => {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
};

const propertiesOf = (schema: z.ZodMiniType | undefined) => Object.keys(jsonOf(schema).properties ?? {});
const requiredOf = (schema: z.ZodMiniType | undefined) => jsonOf(schema).required ?? [];
const jsonOf = (schema: z.ZodMiniType | undefined): JsonSchema =>
  schema ? (z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as JsonSchema) : {};

/**
 * Validates requests and answers against the contract with a JSON Schema validator instead of the product's own checks, because
 * the contract must be true by itself.
 */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { Endpoint } from "#kit/endpoint";
import type { Answer, CallOptions } from "#testing/harness";
import type { Found } from "../contract/discover.ts";
import { type Document, operationsOf, type Parameter, type Reference, type Response } from "../contract/document.ts";
import type { JsonSchema } from "../contract/example.ts";

export interface Conformance {
  /** Whether the contract allows a request; undefined for a request whose body is no JSON. */
  allows(found: Found<Endpoint>, request: CallOptions): boolean | undefined;
  /** How an answer deviates from the contract. */
  mistakes(found: Found<Endpoint>, answer: Answer): string[];
}

/** `document` is that of `openapiOf`, which takes seconds to make. */
export function conformance(document: Document): Conformance {
  const operations = new Map(operationsOf(document).map((one) => [one.operationId, one]));
  // Formats are ignored, because the patterns beside them are more precise; OpenAPI's own keywords are accepted.
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: "contract", components: document.components });
  const compiled = new Map<object, ValidateFunction>();
  const isValid = (schema: JsonSchema, value: unknown): boolean => validatorOf(schema)(value) as boolean;

  function validatorOf(schema: JsonSchema): ValidateFunction {
    const known = compiled.get(schema);
    if (known) return known;
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"contract#/components/');
    const made = ajv.compile(JSON.parse(text));
    compiled.set(schema, made);
    return made;
  }

  return {
    allows({ name }, { params = {}, query = {}, body, headers = {} }) {
      const { parameters, requestBody } = operations.get(name)!;
      const all = parameters.map((one) => resolved(document, one));
      const sent: Record<string, Record<string, string | undefined>> = {
        path: params,
        query,
        header: lowered(headers),
      };
      const known = (place: string) => all.filter((one) => one.in === place).map((one) => one.name);
      if (Object.keys(query).some((key) => !known("query").includes(key))) return false;
      for (const { in: place, name: key, schema = {}, required } of all) {
        const text = sent[place]?.[place === "header" ? key.toLowerCase() : key];
        if (text === undefined ? required : !readings(text).some((value) => isValid(schema, value))) return false;
      }
      const media = requestBody?.content["application/json"];
      if (!requestBody) return body === undefined || isEmpty(body);
      if (!media) return undefined;
      if (body === undefined || body === "") return requestBody.required !== true;
      // Of a body that is described as bytes, the contract cannot say what has to be in it.
      if ((media.schema as { format?: string } | undefined)?.format === "binary") return undefined;
      const json = typeof body === "string" ? parsed(body) : body;
      return json === undefined ? undefined : isValid(media.schema ?? {}, json);
    },

    mistakes({ name }, { status, body, headers }) {
      const response = operations.get(name)!.responses[status] as Response | undefined;
      if (!response) return [`no answer has the status ${status}`];
      const documented = new Map(Object.entries(response.headers ?? {}).map(([key, one]) => [key.toLowerCase(), one]));
      const wrong: string[] = [];
      for (const [key, value] of Object.entries(headers)) {
        if (key === "content-type") continue;
        const header = documented.get(key);
        if (!header) wrong.push(`the header ${key} is not documented`);
        else if (!readings(value).some((one) => isValid((resolved(document, header) as Parameter).schema ?? {}, one)))
          wrong.push(`the header ${key} is ${value}`);
      }
      // A file may be of any of the types that are declared.
      const types = Object.keys(response.content ?? {});
      const type = types.find((one) => one === headers["content-type"]) ?? types[0];
      if (type !== undefined && headers["content-type"] !== type)
        wrong.push(`it is ${headers["content-type"]}, not ${type}`);
      if (type === undefined && body !== undefined) wrong.push("it has a body");
      const schema = type?.endsWith("json") ? response.content![type]!.schema : undefined;
      if (schema && !isValid(schema, body)) {
        const [first] = validatorOf(schema).errors ?? [];
        wrong.push(`${first?.instancePath} ${first?.message}`);
      }
      return wrong;
    },
  };
}

/**
 * Clients that always send a body send `{}` where none is declared. The product treats it as no body, also with white space or a
 * BOM around it. White space alone is a body.
 */
function isEmpty(body: unknown): boolean {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return text === "" || text.trim() === "{}";
}

/** The values that a text in a query or header may represent: the text, a number or boolean, or a list separated by commas. */
function readings(text: string): unknown[] {
  const single = (one: string): unknown[] => {
    const json = parsed(one);
    return typeof json === "number" || typeof json === "boolean" ? [one, json] : [one];
  };
  const parts = text.split(",");
  return [...single(text), parts, parts.map((one) => single(one).at(-1))];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const lowered = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));

function resolved(document: Document, one: Parameter | Reference | object): Parameter & { required?: boolean } {
  if (!("$ref" in one)) return one as Parameter;
  const path = (one.$ref as string).slice(2).split("/");
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as Parameter;
}

/**
 * Reasons to refuse (400) a request that the contract allows, because JSON Schema cannot express them; each with a pattern of the
 * error message.
 */
export const UNSAYABLE: readonly [why: string, RegExp][] = [
  ["a parameter is needed with one value of another", /^is needed for a statement, which is of one account$/],
  [
    "a reference to a row that is not there, or not theirs",
    /does not exist|no member|names no|is of no |not (one )?of (your|the|this)/,
  ],
  ["a cursor of another list", /is not a cursor/],
  [
    "what a day has room for",
    /^has passed$|^must be at least twice |^names nothing that could be planned|^must be within this day|^is at a time at which/,
  ],
  ["where a list begins, which is of what it is sorted by", /is where a list begins/],
  ["an instant that its offset puts out of the years 1 to 9999", /years 1 to 9999/],
  [
    "what a row or a question asks for",
    /must be another|must be a whole number from \d+ to \d+$|must be from [\d.]+ to \d+ \w+$/,
  ],
  ["a parameter that goes with another one", /is required with/],
  [
    "a field that one value of another needs, or that today limits",
    /must be there for a|must not be later than tomorrow|goes with an amount|must say (what|whose|something)|must have its year/,
  ],
  ["what a setting takes, which depends on its name", /is not what this setting takes/],
  ["what is at an address", /leads to no page/],
  ["what is an address, which can be written in many ways", /must be the address of a calendar/],
  ["the options of an import, which its kind has", /is not an option of this kind/],
  ["what a tier has room for", /may have on the tier/],
  ["a folder that is in itself", /is in the folder that is moved/],
  ["where this installation lets people come back to", /one of CONNECTION_RETURN_URLS/],
  ["what a page has in it", /No schema\.org Recipe/],
  [
    "what comes before another",
    /must (not )?be (before|after|less|greater|within)|must be in the (future|past)|needs an? |ends before/,
  ],
  ["a maximum that depends on the type, which may be the row's", /^\w+ is at most \d+$/],
  ["a sum of several", /add up to|volume load|together/],
  [
    "the unit or the state of a row",
    /does not convert|in which this is counted|is of what is in stock|measured in|go together/,
  ],
  [
    "how often a habit is due, of which one part may be the row's",
    /say how often|of a daily habit|how many times a week|must name days of the week/,
  ],
  [
    "a day that is too far from today, or a part of it that is not said",
    /in the future|ten years|a year ahead|how much of it|than \d+ days (ago|away)$|hours away/,
  ],
  ["when a dose is due, and what a stock has", /no time at which a dose|makes a stock of more than/],
  ["what a rule of a calendar comes to", /RFC 5545|may not have|must have [A-Z]+|may recur|is no rule/],
  ["what is a regular expression, and how long its program is", /must be a regular expression/],
  ["characters of two units, and halves of them", /well-formed text|must have at most \d+ characters/],
  ["how deep and how much", /nested at most|larger than an answer|asks for more/],
];

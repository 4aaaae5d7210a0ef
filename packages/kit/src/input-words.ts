/**
 * Messages for invalid input: what is expected, and what was sent instead. Zod takes from here every message that a schema does
 * not define itself, so that no answer says “Invalid GUID” or shows a regular expression.
 */
import * as z from "zod/mini";
import type { Saying } from "./saying.ts";
import { fieldSayings as say } from "./sayings.ts";
import { cut } from "./text.ts";

type Issue = z.core.$ZodRawIssue;
type Of<Code extends Issue["code"]> = Extract<Issue, { code: Code }>;

z.config({ customError: (issue) => inWords(issue) });

/** A message without its subject, which is the field: “must be at most 100, not 250”. */
export const inWords = (issue: Issue): string => sayingOf(issue).text;

/** What is said of an issue. Of what was sent, only the sentence tells and not its values, since it stands in the field already. */
export function sayingOf(issue: Issue): Saying {
  if (issue.input === undefined && issue.code !== "custom") return say("required");
  const instead = (saying: Saying): Saying => ({
    ...saying,
    text: `${saying.text}, ${insteadOf(issue.input, issue.path)}`,
  });
  switch (issue.code) {
    case "invalid_type": {
      if (issue.expected === "never") return say("not_taken_here");
      const code = WANTED[issue.expected];
      const saying = code ? say(code) : say("must_be_type", { type: issue.expected });
      return { ...saying, text: `${saying.text}, not ${cameAs(issue.input)}` };
    }
    case "invalid_value":
      return instead(oneOf(issue.values));
    case "too_big":
    case "too_small":
      return outOfBounds(issue, instead);
    case "invalid_format":
      return instead(formatOf(issue));
    case "not_multiple_of":
      return instead(say("must_be_multiple", { divisor: Number(issue.divisor) }));
    case "unrecognized_keys":
      return say("unknown_fields", { names: issue.keys.map(shown).join(", ") });
    case "invalid_key":
      return say("wrong_name", { reason: issue.issues[0]?.message ?? "has another form" });
    case "invalid_element":
      return say("wrong_item", { reason: issue.issues[0]?.message ?? "has another form" });
    case "invalid_union": {
      const { options } = issue as { options?: readonly unknown[] };
      if (options && options.length > 0) return oneOf(options);
      return "errors" in issue && issue.errors.length === 0 ? say("several_forms") : say("no_form");
    }
    default:
      return say("not_taken");
  }
}

/** What was sent, to be put after “must be …”: shortened, never a secret, and only the kind of value for objects and lists. */
export function insteadOf(input: unknown, path: readonly PropertyKey[] = []): string {
  if (typeof input === "number" || typeof input === "boolean") return `not ${input}`;
  if (typeof input !== "string" || path.some((part) => SECRET.test(String(part)))) return `not ${cameAs(input)}`;
  return input === "" ? "not empty" : `not “${shown(input)}”`;
}

const SECRET = /secret|token|password|passphrase|credential|signature|^key$|api_?key/i;
const MAX_SHOWN = 40;
const shown = (text: string) => {
  // A character takes at most two UTF-16 units, so no more than these are needed.
  const characters = [...cut(text, 2 * MAX_SHOWN + 2)];
  return characters.length > MAX_SHOWN ? `${characters.slice(0, MAX_SHOWN).join("")}…` : text;
};

type Code = keyof typeof say.sentences;
/** Sentences without values. */
type Plain = { [C in Code]: (typeof say.sentences)[C] extends `${string}{${string}` ? never : C }[Code];

const WANTED: Record<string, Plain> = {
  string: "must_be_text",
  number: "must_be_number",
  int: "must_be_whole_number",
  bigint: "must_be_whole_number",
  boolean: "must_be_true_or_false",
  array: "must_be_list",
  tuple: "must_be_list",
  object: "must_be_object",
  record: "must_be_object",
  map: "must_be_object",
  null: "must_be_null",
  date: "must_be_date",
};

function cameAs(input: unknown): string {
  if (input === null) return "null";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "number") return Number.isFinite(input) ? `the number ${input}` : "a number without end";
  if (typeof input === "boolean") return String(input);
  // Never converted with String(): an object from a request may have a `toString` field.
  return { string: "text", object: "an object" }[typeof input as string] ?? typeof input;
}

const COUNTED: Record<string, "characters" | "items" | "fields" | "bytes"> = {
  string: "characters",
  array: "items",
  set: "items",
  map: "fields",
  file: "bytes",
};

function outOfBounds(issue: Of<"too_big"> | Of<"too_small">, instead: (saying: Saying) => Saying): Saying {
  const bound = Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
  const counted = COUNTED[issue.origin];
  if (counted) {
    const sent = issue.input as { length?: number; size?: number };
    const count = sent.length ?? sent.size ?? 0;
    if (issue.code === "too_small" && bound === 1 && count === 0) return say("empty");
    const saying = issue.exact
      ? say(`${counted}_exactly`, { size: bound, count })
      : issue.code === "too_big"
        ? say(`${counted}_at_most`, { max: bound, count })
        : say(`${counted}_at_least`, { min: bound, count });
    return bound === 1 ? { ...saying, text: saying.text.replace(counted, counted.slice(0, -1)) } : saying;
  }
  const isOpen = issue.inclusive === false;
  if (issue.code === "too_big") return instead(say(isOpen ? "less_than" : "at_most", { max: bound }));
  return instead(say(isOpen ? "greater_than" : "at_least", { min: bound }));
}

const FORMATS: Record<string, Plain> = {
  guid: "must_be_uuid",
  uuid: "must_be_uuid",
  datetime: "must_be_instant",
  date: "must_be_day",
  time: "must_be_time",
  duration: "must_be_duration",
  email: "must_be_email",
  url: "must_be_url",
  base64: "must_be_base64",
  base64url: "must_be_base64url",
  ipv4: "must_be_ipv4",
  ipv6: "must_be_ipv6",
};

function formatOf(issue: Of<"invalid_format">): Saying {
  const { format, prefix, suffix, includes } = issue as typeof issue & Record<"prefix" | "suffix" | "includes", string>;
  if (format === "starts_with") return say("begins_with", { text: prefix });
  if (format === "ends_with") return say("ends_with", { text: suffix });
  if (format === "includes") return say("contains", { text: includes });
  return say(FORMATS[format] ?? "wrong_form");
}

/** The values are many at times, so that only the sentence has them all. */
const oneOf = (values: readonly unknown[]): Saying => {
  const texts = values.map(String);
  const either = texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
  return { ...say("must_be_one_of", { values: texts.join(", ") }), text: `must be ${either}` };
};

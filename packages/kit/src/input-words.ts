/**
 * Messages for invalid input: what is expected, and what was sent instead. Zod takes from here every message that a schema does
 * not define itself, so that no answer says “Invalid GUID” or shows a regular expression.
 */
import * as z from "zod/mini";
import { cut } from "./text.ts";

type Issue = z.core.$ZodRawIssue;
type Of<Code extends Issue["code"]> = Extract<Issue, { code: Code }>;

z.config({ customError: (issue) => inWords(issue) });

/** A message without its subject, which is the field: “must be at most 100, not 250”. */
export function inWords(issue: Issue): string {
  if (issue.input === undefined && issue.code !== "custom") return "is required";
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "never") return "is not taken here";
      return `must be ${WANTED[issue.expected] ?? issue.expected}, not ${cameAs(issue.input)}`;
    case "invalid_value":
      return `must be ${either(issue.values.map(String))}, ${insteadOf(issue.input, issue.path)}`;
    case "too_big":
    case "too_small":
      return outOfBounds(issue);
    case "invalid_format":
      return `${formatOf(issue)}, ${insteadOf(issue.input, issue.path)}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}, ${insteadOf(issue.input, issue.path)}`;
    case "unrecognized_keys":
      return `has fields that are not taken here: ${issue.keys.map(shown).join(", ")}`;
    case "invalid_key":
      return `has a name that is not taken: it ${issue.issues[0]?.message ?? "has another form"}`;
    case "invalid_element":
      return `has an item that is not taken: it ${issue.issues[0]?.message ?? "has another form"}`;
    case "invalid_union": {
      const { options } = issue as { options?: readonly unknown[] };
      if (options && options.length > 0) return `must be ${either(options.map(String))}`;
      return "errors" in issue && issue.errors.length === 0
        ? "fits several of the forms that are taken here, and must fit one"
        : "has none of the forms that are taken here";
    }
    default:
      return "is not taken";
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

const WANTED: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  map: "an object",
  null: "null",
  date: "a date",
};

function cameAs(input: unknown): string {
  if (input === null) return "null";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "number") return Number.isFinite(input) ? `the number ${input}` : "a number without end";
  if (typeof input === "boolean") return String(input);
  // Never converted with String(): an object from a request may have a `toString` field.
  return { string: "text", object: "an object" }[typeof input as string] ?? typeof input;
}

const COUNTED: Record<string, [one: string, many: string]> = {
  string: ["character", "characters"],
  array: ["item", "items"],
  set: ["item", "items"],
  map: ["field", "fields"],
  file: ["byte", "bytes"],
};

function outOfBounds(issue: Of<"too_big"> | Of<"too_small">): string {
  const bound = issue.code === "too_big" ? issue.maximum : issue.minimum;
  const counted = COUNTED[issue.origin];
  if (counted) {
    const length =
      (issue.input as { length?: number; size?: number }).length ?? (issue.input as { size?: number }).size;
    if (issue.code === "too_small" && Number(bound) === 1 && length === 0) return "must not be empty";
    const how = issue.exact ? "exactly" : issue.code === "too_big" ? "at most" : "at least";
    return `must have ${how} ${bound} ${counted[Number(bound) === 1 ? 0 : 1]}, not ${length}`;
  }
  const isOpen = issue.inclusive === false;
  const how = issue.code === "too_big" ? (isOpen ? "less than" : "at most") : isOpen ? "greater than" : "at least";
  return `must be ${how} ${bound}, ${insteadOf(issue.input, issue.path)}`;
}

const FORMATS: Record<string, string> = {
  guid: "a UUID",
  uuid: "a UUID",
  datetime: "an instant as 2026-03-02T08:00:00Z",
  date: "a day that exists, as YYYY-MM-DD",
  time: "a time as HH:MM",
  duration: "a duration as PT1H30M",
  email: "an e-mail address",
  url: "a URL",
  base64: "base64",
  base64url: "base64url",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
};

function formatOf(issue: Of<"invalid_format">): string {
  const { format, prefix, suffix, includes } = issue as typeof issue & Record<"prefix" | "suffix" | "includes", string>;
  if (format === "starts_with") return `must begin with “${prefix}”`;
  if (format === "ends_with") return `must end with “${suffix}”`;
  if (format === "includes") return `must contain “${includes}”`;
  return FORMATS[format] ? `must be ${FORMATS[format]}` : "must have the form that is asked for";
}

const either = (values: readonly string[]) =>
  values.length < 2 ? values.join() : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;

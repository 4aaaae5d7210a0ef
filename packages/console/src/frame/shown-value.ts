/** A value of a row as a person reads it, whatever field it is of: where a change of somebody else stands against one's own. */
import { day, list, moment, number } from "#console/words/format.ts";
import { labelOf, type Names } from "./field-names.ts";

interface ShownOptions {
  /** What the fields of the pillar are called. */
  names: Names;
  /** The words for what is so and what is not. */
  truth: { yes: string; no: string };
  language: string;
}

export function shownValue(value: unknown, options: ShownOptions): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return shownText(value);
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return options.truth[value ? "yes" : "no"];
  if (Array.isArray(value)) {
    const parts = value.map((one) => shownValue(one, options)).filter(Boolean);
    // What has fields of its own takes a line each.
    return value.some((one) => typeof one === "object") ? parts.join("\n") : list(parts);
  }
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== undefined)
    .map(([field, part]) => `${labelOf(field, options.names, options.language)}: ${shownValue(part, options)}`)
    .join(", ");
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

function shownText(text: string): string {
  const isReal = !Number.isNaN(Date.parse(text));
  if (isReal && INSTANT.test(text)) return moment(text);
  return isReal && DAY.test(text) ? day(text, "long") : text;
}

/**
 * Makes examples realistic. `exampleOf` fills a text with its field's name, which tests rely on but which tells a reader nothing;
 * here such a text is replaced by a realistic one of its pillar (see words.ts).
 */
import { createHash } from "node:crypto";
import { exampleOf } from "./example.ts";
import { wordsOf } from "./words.ts";

/** Texts of fields that several pillars have. */
const TEXTS: Readonly<Record<string, string>> = {
  note: "Ask Ben whether he has one to lend",
  notes: "Ask Ben whether he has one to lend",
  description: "As agreed on Sunday evening",
  label: "errand",
  locationName: "Prenzlauer Berg",
  source: "manual",
  provider: "Praxis am Park",
  body: "Use the milk today, or freeze it.",
  entityType: "task",
  type: "work.task.completed",
  changed: "status",
};

/** Titles of things that several pillars show, by the name of the enclosing schema or field. */
const TITLES: [RegExp, string][] = [
  [/todo-?item|^items?$/i, "Rain jacket"],
  [/step/i, "Measure the wall"],
  [/workout/i, "Legs and back"],
  [/meal|draft/i, "Lentil soup"],
  [/insight/i, "You sleep longer after evenings without screens"],
  [/problem/i, "The input is not valid"],
];
const titleOf = (path: readonly string[]) => {
  const titles = [...(wordsOf(path)?.titles ?? []), ...TITLES];
  for (const place of path) {
    const known = titles.find(([pattern]) => pattern.test(place));
    if (known) return known[1];
  }
  return "First steps";
};

/** The id that `exampleOf` uses everywhere; here each kind of row gets its own. */
const SOME_ID = exampleOf({ type: "string", format: "uuid" });

/** One id for each name of a field; `taskId` and `taskIds` have the same. */
function idOf(field: string): string {
  const digest = createHash("sha256").update(field.replace(/s$/, "")).digest("hex");
  return `01929f3e-7c5a-7${digest.slice(0, 3)}-9${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}

/** `path` has the names of the enclosing fields, the nearest first, and the operation last. */
export function plausible(value: unknown, path: readonly string[]): unknown {
  const [field = ""] = path;
  if (Array.isArray(value)) return value.map((one) => plausible(one, [field.replace(/s$/, ""), ...path.slice(1)]));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plausible(one, [key, ...path])]));
  if (value === "Example") return titleOf(path.slice(1));
  if (value === SOME_ID) return idOf(field);
  if (value !== field) return value;
  return wordsOf(path)?.examples?.[field] ?? TEXTS[field] ?? value;
}

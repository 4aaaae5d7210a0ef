/**
 * Examples as people would write them. `exampleOf` fills a text with its field's name, which tests rely on and which tells a reader
 * nothing; here such a text becomes one that could stand there.
 */
import { createHash } from "node:crypto";
import { exampleOf } from "./example.ts";

const TEXTS: [RegExp, string][] = [
  [/^notes?$/, "Ask Ben whether he has one to lend"],
  [/^(description|details)$/, "As agreed on Sunday evening"],
  [/^label$/, "errand"],
  [/^locationName$/, "Prenzlauer Berg"],
  [/^merchantName$/, "Corner Bakery"],
  [/^institution$/, "Berliner Sparkasse"],
  [/^groupName$/, "Everyday"],
  [/^normalizedName$/, "corner bakery"],
  [/^item$/, "flour"],
  [/^exercise$/, "Squat"],
  [/^(source|sourceType)$/, "manual"],
  [/^icon$/, "briefcase"],
  [/^subject$/, "Your receipt from Corner Bakery"],
  [/^sender$/, "receipts@example.com"],
  [/^recipient$/, "ada.k3f9@in.example.com"],
  [/^mimeType$/, "application/pdf"],
  [/^fileName$/, "receipt.pdf"],
  [/^instructionsText$/, "Mix everything, let it rest for an hour, and bake it until it is brown."],
  [/^goal$/, "The new site is online"],
  [/^retrospective$/, "Smaller tasks went faster than large ones"],
  [/^locale$/, "en-GB"],
  [/^provider$/, "Praxis am Park"],
  [/^condition$/, "light rain"],
  [/^body$/, "Use the milk today, or freeze it."],
  [/^bodyText$/, "Thank you for your purchase. Total: 4.20 EUR"],
  [/^(granteeName|grantorName)$/, "Ben Bitdiddle"],
  [/^(entityType)$/, "task"],
  [/^type$/, "work.task.completed"],
  [/^smartTag$/, "legs"],
  [/^changed$/, "status"],
  [/^start$/, "2026-03-06T18:30:00+01:00"],
  [/^end$/, "2026-03-06T21:00:00+01:00"],
  [/^place$/, "Teatro Tivoli, Lisboa"],
  [/^person$/, "Ada Lovelace"],
  [/^reference$/, "K7Q2PD"],
  [/^barcode$/, "4006381333931"],
];

/** What something is called, by the name of what it is a part of. */
const TITLES: [RegExp, string][] = [
  [/life-?domain/i, "Health and home"],
  [/todo-?item|^items?$/i, "Rain jacket"],
  [/todo-?list|^lists?$/i, "Packing for Lisbon"],
  [/todo-?categor|^categor/i, "Travel"],
  [/budget/i, "Groceries"],
  [/receipt/i, "Sourdough loaf"],
  [/account/i, "Everyday account"],
  [/content/i, "Behind the scenes in Lisbon"],
  [/goal/i, "Run a half marathon"],
  [/project/i, "Renovate the kitchen"],
  [/sprint/i, "Two weeks in March"],
  [/step/i, "Measure the wall"],
  [/activit/i, "Water the plants"],
  [/routine/i, "Monday morning"],
  [/task|quick-?add|blocked/i, "Call the plumber"],
  [/exercise/i, "Squat"],
  [/workout/i, "Legs and back"],
  [/meal|draft/i, "Lentil soup"],
  [/medical/i, "Blood count"],
  [/recipe|suggestion/i, "Lemon risotto"],
  [/pantry|uses|missing|lot/i, "Basmati rice"],
  [/shopping/i, "Olive oil"],
  [/vendor/i, "Corner Bakery"],
  [/api-?key/i, "Calendar widget"],
  [/household|invite/i, "Home of Ada and Ben"],
  [/\bme\b|member|grant/i, "Ada Lovelace"],
  [/insight/i, "You sleep longer after evenings without screens"],
  [/notification|question/i, "The milk expires tomorrow"],
  [/problem/i, "The input is not valid"],
];
const titleOf = (path: readonly string[]) => {
  for (const place of path) {
    const known = TITLES.find(([pattern]) => pattern.test(place));
    if (known) return known[1];
  }
  return "First steps";
};

/** The id that `exampleOf` gives to everything; here each kind of row has its own. */
const SOME_ID = exampleOf({ type: "string", format: "uuid" });

/** One id for each name of a field, of which `taskId` and `taskIds` are the same. */
function idOf(field: string): string {
  const digest = createHash("sha256").update(field.replace(/s$/, "")).digest("hex");
  return `01929f3e-7c5a-7${digest.slice(0, 3)}-9${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}

/** `path`: what the value is in, the nearest first; the operation comes last. */
export function plausible(value: unknown, path: readonly string[]): unknown {
  const [field = ""] = path;
  if (Array.isArray(value)) return value.map((one) => plausible(one, [field.replace(/s$/, ""), ...path.slice(1)]));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plausible(one, [key, ...path])]));
  if (value === "Example") return titleOf(path.slice(1));
  if (value === SOME_ID) return idOf(field);
  if (value !== field) return value;
  return TEXTS.find(([pattern]) => pattern.test(field))?.[1] ?? value;
}

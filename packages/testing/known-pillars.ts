/**
 * What the generated tests need to know of a pillar's events, tables and SQL functions, and cannot find in their declarations. It
 * is in `packages/core/src/<pillar>/testing.ts`, beside them; nothing that runs in production imports it.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Use } from "#cloud/uses";
import { declaredEvents } from "#testing/declared-events";
import type { Harness, Person } from "#testing/harness";
import { projectRoot } from "../contract/discover.ts";

/** Reasons for which an event may begin a story. */
export const PERSON = "a person does it";
export const ANSWER = "a person does it; the event about what it answers is its cause where they may see that one";

export interface KnownPillar {
  /** Events that may have no cause, and what triggers them. The events of crud, which requests cause, need no entry. */
  begins?: Record<string, string>;
  /** Reasons why an event has no consumer except the timeline, the dashboard and the audit log. */
  nothingFollows?: Record<string, string>;
  /** Nouns of events that are about no row, and why. */
  noRows?: Record<string, string>;
  /** Events that neither requests nor the clock can trigger, and the test that checks their causes. */
  causedElsewhere?: Record<string, string>;
  /** Actions that happen without a person: `overdue`. */
  states?: readonly string[];
  /** Sends requests that trigger further events, beyond one call of each operation. */
  story?: (ask: Ask) => Promise<unknown>;
  /** Like `story`, but called after the workflows have run. */
  later?: (ask: Ask) => Promise<unknown>;
  /** Pairs of events of which the second must then have caused the first. */
  follows?: readonly (readonly [effect: string, cause: string])[];
  /** Events whose workflow waits for a time of day; tests of their own move the clock. */
  waitsForTheClock?: readonly string[];
  /** Creates rows of tables that cannot be made from the declarations of their columns. */
  rows?: Record<string, (life: Harness, person: Person, idOf: IdOf) => Promise<string>>;
  /** Values that a row of a table needs although each of its columns may be null, by the names of the columns in the code. */
  needs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Names of unique constraints and indexes that also cover deleted rows, with the reason. Every other one leaves them out. */
  uniqueAmongDeleted?: Record<string, string>;
  /** Tables whose rows have no id column; they have access tests of their own. */
  keyedOtherwise?: readonly string[];
  /** How many rows the demo life has in its tables, by table. */
  seeded?: Readonly<Record<string, number>>;
  /** The types of its events in the demo life, which nothing may wait for; an event that occurs twice is named twice. */
  seededEvents?: readonly string[];
  /** Tables whose rows have a title and are not searched, and why. */
  unsearched?: Readonly<Record<string, string>>;
  /** Its modules that need a permission of their handler's role, by path from the root. */
  uses?: Readonly<Record<string, Use>>;
  /** Schedules that cannot do their work where an artifact is tried alone, by id, and the words of the error that says why. */
  schedulesFail?: Readonly<Record<string, string>>;
  /** Files of declarations, by path from the root, that import such a module but need no permission. */
  importsOnly?: Readonly<Record<string, { use: Use; why: string }>>;
  /** Statements that the database refuses to the application, whoever is the user, by what they are about. */
  neverAllowed?: Readonly<Record<string, string>>;
  /** Calls of its SQL functions by a person without access to the rows that they name. */
  attacks?: (victim: Person, idOf: IdOf) => Promise<Record<string, Attack>>;
}

/** Sends a request that must succeed, and delivers its events to every consumer; returns the body. */
// biome-ignore lint/suspicious/noExplicitAny: the JSON of any endpoint; whoever asks knows what it holds.
export type Ask = (operation: string, body?: object, params?: Record<string, string>) => Promise<any>;
/** The id of a row of the person's in a table. */
export type IdOf = (table: string, person: Person) => Promise<string>;
export interface Attack {
  /** Statements, each with its parameters. */
  calls: [text: string, ...params: unknown[]][];
  /** The allowed results of every call: an SQLSTATE, or the only value of the only row. */
  comes: unknown[];
}

/** Declares what tests need to know of the pillar in whose folder the file is. */
export const pillarKnownToTests = (known: KnownPillar): KnownPillar => known;

/** Loads all `testing.ts` files of pillars. Throws when one names an event that is not declared or belongs to another pillar. */
export async function discoverPillars(): Promise<KnownPillar[]> {
  const declared = new Set((await declaredEvents()).map(({ type }) => type as string));
  const files = globSync("packages/core/src/*/testing.ts", { cwd: projectRoot }).sort();
  return Promise.all(
    files.map(async (file) => {
      const { default: known } = (await import(pathToFileURL(path.join(projectRoot, file)).href)) as {
        default?: KnownPillar;
      };
      if (!known) throw new Error(`${file}: it has to export what pillarKnownToTests answers, as default`);
      const own = [known.begins, known.nothingFollows, known.causedElsewhere].flatMap((some = {}) => Object.keys(some));
      const foreign = own.find((type) => !type.startsWith(`${path.basename(path.dirname(file))}.`));
      if (foreign) throw new Error(`${file}: ${foreign} is an event of another pillar, and is spoken of there`);
      const gone = [
        ...own,
        ...(known.follows ?? []).flat(),
        ...(known.waitsForTheClock ?? []),
        ...(known.seededEvents ?? []),
      ].find((type) => !declared.has(type));
      if (gone) throw new Error(`${file}: there is no event ${gone}`);
      return known;
    }),
  );
}

/** The entries of all pillars under one key. */
export const together = (
  pillars: readonly KnownPillar[],
  what: "begins" | "nothingFollows" | "causedElsewhere" | "uniqueAmongDeleted",
): Record<string, string> => Object.assign({}, ...pillars.map((one) => one[what]));

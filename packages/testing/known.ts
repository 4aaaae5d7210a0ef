/**
 * What the generated tests need to know of a resource and cannot find in its declaration. It is in
 * `functions/<pillar>/<resource>.testing.ts`, beside the resource; most resources have no such file. Nothing that runs in
 * production imports these files.
 */
import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Endpoint } from "#kit/endpoint";
import type { Harness, Person } from "#testing/harness";
import { type Found, projectRoot } from "../contract/discover.ts";

/** Ids by the names of their path parameters: `{ taskId: "…" }`. */
export type Ids = Record<string, string>;

export interface KnownResource {
  /**
   * Creates a row for the person if the resource has no `create`, and returns its id; `above` has the ids before it in the path.
   */
  row?: (life: Harness, person: Person, above: Ids) => Promise<string>;
  /** Why its path names rows by what everybody may have one of, such as a day, and not by an id. */
  namedAlike?: string;
  /** The table of each field that refers to a row without a foreign key: `{ assigneeRotation: "users" }`. */
  names?: Record<string, string>;
  /** CHECKs over several columns of its table that no request can violate, with the reason. */
  outOfReach?: Record<string, string>;
  /** Fields that depend on each other: what happens when only some of them change. */
  goTogether?: readonly GoTogether[];
  /** Why its rows are deleted for good although a person can delete them; every other resource of that kind has `restore`. */
  deletedForGood?: string;
  /** Fields of a restored row that differ on purpose from what they were. */
  restoredWith?: Record<string, unknown>;
  /** The limit of a bundle that is larger than others, with the reason. */
  bundle?: { kilobytes: number; why: string };
  /** By the name of the export. */
  operations?: Record<string, KnownOperation>;
}

export interface KnownOperation {
  /** What must happen before the operation can succeed: another operation of the resource, or a function. */
  before?: string | ((life: Harness, ids: Ids) => Promise<unknown>);
  /** Fields of a valid body that its example cannot contain, such as the ids of other rows. */
  body?: (life: Harness, person: Person) => Promise<object>;
  /** The most flights of a request, when they are more than those of other operations of its kind. */
  flights?: { most: number; why: string };
  /** Why it cannot succeed in a test of all operations, and the status that it answers instead. It has tests of its own. */
  cannotSucceed?: { status: number; why: string };
  /** Why it ignores query parameters that it does not know, which all others refuse. */
  takesAnyParameter?: string;
  /** The fields of a page that it has although it is not paged. */
  unpaged?: { has: readonly ("limit" | "nextCursor")[]; why: string };
  /** A body with every id that it accepts, where the example has only some; `ids` are those of its path and resource. */
  everyId?: (ids: Ids, life: Harness, person: Person) => object | Promise<object>;
  /** Ids that are checked differently from whether the caller may see the row, by their place (`/granteeId`). */
  checkedOtherwise?: Record<string, string>;
  /** Why a list shows what a forged row names. */
  showsForged?: string;
}

export interface GoTogether {
  /** The body that creates the row. */
  row: object;
  patch: object;
  /** The fields of the row afterwards, or the pointer of the refusal. */
  becomes: object | string;
}

/** Declares what tests need to know of the resource next to this file. */
export const knownToTests = (known: KnownResource): KnownResource => known;

export interface Known {
  /** By `<pillar>.<resource>`. */
  resources: ReadonlyMap<string, KnownResource>;
  /** By the name of the operation. */
  operations: ReadonlyMap<string, KnownOperation>;
}

/** Loads all `*.testing.ts` files. Throws when one names a resource or operation that does not exist. */
export async function discoverKnown(endpoints: readonly Found<Endpoint>[]): Promise<Known> {
  const resources = new Map<string, KnownResource>();
  const operations = new Map<string, KnownOperation>();
  for (const file of globSync("functions/*/*.testing.ts", { cwd: projectRoot }).sort()) {
    const [, pillar, resource] = file.replace(/\.testing\.ts$/, "").split(path.sep) as [string, string, string];
    if (!existsSync(path.join(projectRoot, "functions", pillar, `${resource}.ts`)))
      throw new Error(`${file}: there is no functions/${pillar}/${resource}.ts that it could speak of`);
    const { default: known } = (await import(pathToFileURL(path.join(projectRoot, file)).href)) as {
      default?: KnownResource;
    };
    if (!known) throw new Error(`${file}: it has to export what knownToTests answers, as default`);
    resources.set(`${pillar}.${resource}`, known);
    for (const [verb, one] of Object.entries(known.operations ?? {})) {
      const name = `${pillar}.${resource}.${verb}`;
      const first = typeof one.before === "string" ? `${pillar}.${resource}.${one.before}` : name;
      for (const needed of [name, first])
        if (!endpoints.some((found) => found.name === needed))
          throw new Error(`${file}: there is no operation ${needed}`);
      operations.set(name, one);
    }
  }
  return { resources, operations };
}

/** Inserts a row by SQL and returns its id; the statement has to return it. */
export async function made(life: Harness, insert: string, params: unknown[]): Promise<string> {
  const [row] = await life.database.query<{ id: string }>(insert, params);
  return row!.id;
}

/** What each pillar adds to the demo life: `seeds/<pillar>.ts` has a Seed as its default export, and is found by its path. */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Ctx } from "#kit/ctx";
import type { Query } from "#kit/db";
import type { DemoLife } from "./demo-life.ts";
import type { DemoPlans } from "./demo-plans.ts";

export interface Given {
  /** The demo person's context. */
  ctx: Ctx;
  life: DemoLife;
  plans: DemoPlans;
  /** The instant at which the demo life begins, four weeks ago, as ISO 8601. */
  start: string;
  /** The current day in the person's time zone, `YYYY-MM-DD`. */
  today: string;
}

/** The rows of a pillar, as statements of the one transaction that writes the demo life; without events. */
export type Seed = (given: Given) => readonly Query[] | Promise<readonly Query[]>;

interface SeedFile {
  default: Seed;
  /** Tables of the person's rows that the page at `/` counts, by the name that it shows. */
  shown?: Readonly<Record<string, PgTable>>;
}

export async function seedsOfPillars(given: Given): Promise<Query[]> {
  const seeds = await Promise.all((await seedFiles()).map(({ default: seed }) => seed(given)));
  return seeds.flat();
}

/** The tables that the page at `/` counts, by the names that it shows. */
export async function shownTables(): Promise<Record<string, PgTable>> {
  return Object.assign({}, ...(await seedFiles()).map(({ shown }) => shown));
}

/** In the order of their names, in which their rows are inserted. */
function seedFiles(): Promise<SeedFile[]> {
  const files = globSync("seeds/*.ts", { cwd: import.meta.dirname }).sort();
  return Promise.all(
    files.map((file) => import(pathToFileURL(path.join(import.meta.dirname, file)).href) as Promise<SeedFile>),
  );
}

/**
 * A short form of `npm run test:crash`: processes are killed (without a power failure), and nothing is lost, doubled or altered.
 */
import { expect, it } from "vitest";
import { isWhole, someOf } from "#testing/sampled";
import { type DatabaseName, inPlace } from "./places.ts";
import { testSources } from "./sources.ts";
import { type StormResult, storm } from "./storm.ts";

// The complete form has more than twice as many kills.
const TIMEOUT_MS = 1_200_000;

/** `npm test` has one of them, which the seed chooses, with few kills. */
const storms = [
  { database: "pglite", kills: isWhole("crash") ? 10 : 1, workers: 1 },
  { database: "postgres", kills: isWhole("crash") ? 20 : 1, workers: isWhole("crash") ? 3 : 2 },
] as const;

it.each(someOf("crash", storms, 1))(
  "survives $kills kills on $database with $workers process(es)",
  async ({ database, kills, workers }) => {
    const result = await rage(database, { kills, workers });

    const about = `seed ${result.seed}: ${JSON.stringify(result.kills)}`;
    expect(result.violations, about).toEqual([]);
    const total = Object.values(result.kills).reduce((sum, n) => sum + n, 0);
    expect(total, about).toBe(kills);
    expect(result.figures["workflow runs"], about).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

function rage(database: DatabaseName, options: { kills: number; workers: number }): Promise<StormResult> {
  return inPlace(database, testSources, (place) => storm({ ...options, ...place, lanes: 2 }));
}

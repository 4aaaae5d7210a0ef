/**
 * Tests of which a run of all tests holds a few, other ones each time, so that its duration does not grow with their number. A run of
 * files that are named holds all of theirs, and `npm run prove -- <proof>` all there are.
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { inject, type TestContext } from "vitest";
import { isWhole, someOf } from "#testing/sampled";

const root = path.resolve(import.meta.dirname, "../..");

export interface Rotated {
  /** Whether this run holds the test with this name. Throws for one that is not written as a plain string. */
  isHeld(name: string): boolean;
  /** What runs in the place of a test that this run does not hold: it is skipped, and says why. */
  notInThisRun(context: TestContext): void;
}

/**
 * `pattern` finds the names in the files, its first group. They are in the order of their files, so that those which are chosen are of
 * different pillars.
 */
export function rotated(proof: string, files: string, pattern: RegExp, most: number): Rotated {
  let names: readonly string[] | undefined;
  let chosen: ReadonlySet<string> | undefined;
  return {
    isHeld(name) {
      if (isWhole(proof) || inject("hasNamedFiles")) return true;
      names ??= globSync(files, { cwd: root })
        .sort()
        .flatMap((file) => [...readFileSync(path.join(root, file), "utf8").matchAll(pattern)])
        .map((found) => found[1]!);
      if (!names.includes(name)) throw new Error(`“${name}” is not found in the sources: write it as a plain string.`);
      chosen ??= new Set(someOf(proof, names, most));
      return chosen.has(name);
    },
    notInThisRun: (context) => context.skip(`is not in this run; \`npm run prove -- ${proof}\` holds all`),
  };
}

import { randomInt } from "node:crypto";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { EVERY_MS, PATIENCE_MS } from "./packages/testing/patience.ts";
import { memoryFolder } from "./packages/testing/scratch.ts";

// The processes of the tests inherit it; whoever sets it has the last word.
const folder = process.env.TMPDIR ?? memoryFolder();
if (folder) process.env.TMPDIR = folder;
// Processes that tests start load the same modules again and again: Node keeps them without their types, and compiled.
process.env.NODE_COMPILE_CACHE ??= path.resolve(import.meta.dirname, "node_modules/.cache/lifeos-testing/compiled");
// One for all processes, so that what they choose together stays within its bound, and that one number repeats the run.
process.env.SWEEP_SEED ??= String(randomInt(2 ** 31));

/** What takes longest, and mostly waits for processes of its own. Left to their size these would come last, with nothing beside them. */
const SLOW = [
  "crash/crash.test.ts",
  "crash/mutants.test.ts",
  "contract/bundles.test.ts",
  "contract/hostile.test.ts",
  "engine/conformance.test.ts",
  "scripts/walk.test.ts",
  "scripts/pillars.test.ts",
  "stacks/synth.test.ts",
  "pillars/work/tasks.test.ts",
];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => SLOW.some((name) => moduleId.endsWith(name));
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    include: ["packages/**/*.test.ts", "functions/**/*.test.ts", "stacks/**/*.test.ts", "scripts/**/*.test.ts"],
    globalSetup: "packages/testing/global-setup.ts",
    setupFiles: "packages/testing/setup.ts",
    // Modules keep no state between tests (nothing does I/O when imported), so the files of a worker share them: loading
    // them again for each file took as long as the tests.
    pool: "forks",
    isolate: false,
    // Packages that a worker loads: see there.
    execArgv: [`--import=${new URL("packages/local/src/quick-imports.mjs", import.meta.url)}`],
    // Tests wait for databases and processes as much as they compute, so there is one more of them than there are cores.
    maxWorkers: os.availableParallelism() + 1,
    // They only end what would never come: with eight busy loops beside it a test takes ten times as long.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: PATIENCE_MS, interval: EVERY_MS } },
  },
});

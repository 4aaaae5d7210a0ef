/**
 * Tests that take a second or more, for processes of their own, large files, or very many rounds:
 *
 *     slow("is made by the bundle, and replaces a lost database", async () => { … });
 *
 * A run of all tests holds a few of them, other ones each time; a run of files that are named holds all of theirs, and
 * `npm run prove -- slow` all there are, as CI does.
 */
import { describe, it } from "vitest";
import { rotated } from "#testing/rotated";

/** How many of these a run of all tests holds. */
const MOST = 3;
const { isHeld } = rotated(
  "slow",
  "{packages,functions,stacks,scripts}/**/*.test.ts",
  /\bslow(?:Group)?\(\s*"([^"]+)"/g,
  MOST,
);

/** A slow test. Its name is written as a plain string, by which those of a run are chosen. */
export function slow(name: string, test: () => void | Promise<void>, timeoutMs?: number): void {
  // One that is skipped from the start spares the hooks of its file, when the file has no other test.
  it.skipIf(!isHeld(name))(name, test, timeoutMs);
}

/** Tests that are only slow together, mostly because of what comes before all of them; a run holds all or none. */
export function slowGroup(name: string, tests: () => void): void {
  describe.skipIf(!isHeld(name))(name, tests);
}

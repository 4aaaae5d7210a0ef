/**
 * Tests of the console in a real browser, against the local cloud with the demo life:
 *
 *     browse("adds a task", async ({ page, open, life }) => {
 *       await open("work/tasks");
 *       await page.getByRole("button", { name: "Add" }).click();
 *       …
 *     });
 *
 * The Chromium and the cloud are those of the run, a page's storage and its person are the test's own. What a page may not do, whether it breaks
 * the policy, throws or complains in the console, fails the test. Where there is no browser, tests are skipped and say why.
 *
 * A browser costs a second or two for each test. So a run of all tests holds those of `browseAlways`, and of the others a few: another few each
 * time, and never more of them, however many pillars there are. A run of files that are named holds all of theirs, and
 * `npm run prove -- console` all there are.
 */
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, expect, it, type TestContext } from "vitest";
import { ask } from "#testing/broker";
import { type BrowseOptions, type Browsing, openSession } from "#testing/browser-session";
import { rotated } from "#testing/rotated";

/** How many tests in a browser a run of all tests holds beside those of every run. */
const MOST = 4;

let connected: Promise<Browser> | undefined;

type Test = (browsing: Browsing) => Promise<void>;

/** A test in a browser. Its name is written as a plain string, by which those of a run are chosen. */
export function browse(name: string, test: Test, options: BrowseOptions = {}): void {
  if (isHeld(name)) browseAlways(name, test, options);
  else it(name, notInThisRun);
}

/** A test in a browser that every run holds: what the console must never be without. */
export function browseAlways(name: string, test: Test, options: BrowseOptions = {}): void {
  it(name, async (context) => {
    const browser = await browserFor(context);
    const { url } = await ask("console");
    const session = await openSession(browser, url, options);
    try {
      await test(session.browsing).catch(async (error: unknown) => {
        throw await withPage(error, session.browsing.page);
      });
      expect(session.complaints()).toEqual([]);
    } finally {
      await session.close();
    }
  });
}

/** The error with what the page showed when it happened: what a test looked for says little without it. */
async function withPage(error: unknown, page: Page): Promise<unknown> {
  if (!(error instanceof Error) || page.isClosed()) return error;
  const shown = await page.evaluate(() => document.body.innerText).catch(() => "(it does not answer)");
  error.message += `\n${page.url()} showed:\n${shown.slice(0, 4_000)}`;
  return error;
}

export const { isHeld, notInThisRun } = rotated(
  "console",
  "packages/console/**/*.test.ts",
  /\b(?:browse|look)\(\s*"([^"]+)"/g,
  MOST,
);

/** The run's browser, for tests that need no cloud. Where there is none, the test is skipped and says why. */
export async function browserFor(context: TestContext): Promise<Browser> {
  const answer = await ask("browser");
  if ("missing" in answer) return context.skip(answer.missing);
  connected ??= chromium.connect(answer.endpoint);
  return connected;
}

afterAll(async () => {
  await (await connected)?.close();
  connected = undefined;
});

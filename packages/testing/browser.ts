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
 */
import { type Browser, chromium } from "playwright-core";
import { afterAll, expect, it, type TestContext } from "vitest";
import { ask } from "#testing/broker";
import { type BrowseOptions, type Browsing, openSession } from "#testing/browser-session";

let connected: Promise<Browser> | undefined;

/** A test in a browser. */
export function browse(name: string, test: (browsing: Browsing) => Promise<void>, options: BrowseOptions = {}): void {
  it(name, async (context) => {
    const browser = await browserFor(context);
    const { url } = await ask("console");
    const session = await openSession(browser, url, options);
    try {
      await test(session.browsing);
      expect(session.complaints()).toEqual([]);
    } finally {
      await session.close();
    }
  });
}

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

/** What a person does most, and how long the page takes to show that it has understood. */
import type { Browser, Locator, Page } from "playwright-core";
import { type Browsing, openSession } from "#testing/browser-session";
import { startProcess } from "#testing/processes";

const TARGET_MS = 100;
const SLOWED = 4;
/** What Event Timing tells no shorter ones from. */
const LEAST_MS = 16;
/** A quick typist's ten keys a second. */
const BETWEEN_KEYS_MS = 100;
const PAUSE_MS = 400;
const TASKS = 60;

interface Act {
  name: string;
  /** The page on which it is done. */
  at: string;
  /** What has to be so before, and is not measured. */
  first?: (page: Page) => Promise<void>;
  act: (page: Page) => Promise<void>;
}

const acts: readonly Act[] = [
  { name: "open the palette", at: "today", act: (page) => page.keyboard.press("/") },
  { name: "type in the palette", at: "today", first: openPalette, act: (page) => type(page, "pantry") },
  {
    name: "open a page by the palette",
    at: "today",
    first: async (page) => {
      await openPalette(page);
      await type(page, "pantry");
    },
    act: (page) => page.keyboard.press("Enter"),
  },
  { name: "open Tasks by the rail", at: "today", act: (page) => press(page, railLink(page, "Tasks")) },
  { name: "open Timeline by the rail", at: "work/tasks", act: (page) => press(page, railLink(page, "Timeline")) },
  { name: "open Today by the rail", at: "work/goals", act: (page) => press(page, railLink(page, "Today")) },
  {
    name: "go through a list by keys",
    at: "work/tasks",
    first: (page) => lastList(page).getByRole("row").first().focus(),
    act: (page) => type(page, "jjjjjjjjkk"),
  },
  {
    name: "select rows of a list",
    at: "work/tasks",
    first: (page) => lastList(page).getByRole("row").first().focus(),
    act: (page) => type(page, "xJJJ"),
  },
  {
    name: "check a task off and take it back",
    at: "work/tasks",
    act: async (page) => {
      const box = lastList(page).getByRole("checkbox").nth(2);
      await press(page, box);
      await page.waitForTimeout(PAUSE_MS);
      await press(page, box);
    },
  },
  {
    name: "show tasks by day",
    at: "work/tasks",
    act: (page) => press(page, page.getByRole("tab", { name: "By day" })),
  },
  {
    name: "open a task",
    at: "work/tasks",
    act: (page) => press(page, lastList(page).locator(".list-open").nth(2)),
  },
  {
    name: "type into a form",
    at: "work/tasks",
    first: async (page) => {
      await lastList(page).locator(".list-open").nth(2).click();
      await page.getByLabel("Title").focus();
    },
    act: (page) => type(page, "something more"),
  },
  {
    name: "write a task in one's own words",
    at: "work/tasks",
    first: (page) => page.getByRole("textbox", { name: "Add a task, in your own words" }).focus(),
    act: (page) => type(page, "Call Ada tomorrow !high"),
  },
  {
    name: "open a sheet",
    at: "household/pantry-items",
    act: (page) => press(page, page.locator("main").getByRole("button", { name: "Add", exact: false }).first()),
  },
  {
    name: "open a menu, and choose the theme",
    at: "today",
    act: async (page) => {
      await press(page, page.getByRole("button", { name: "Theme" }));
      await press(page, page.getByRole("menuitem", { name: "Dark" }));
    },
  },
];

/** The table of all acts, with the 75th percentile over all interactions. */
export async function measureActs(browser: Browser, rounds: number): Promise<string> {
  const cloud = await startProcess<{ url: string }>("packages/testing/console-cloud.ts");
  try {
    const { browsing, close } = await openSession(browser, cloud.answer.url, { as: "demo" });
    await addTasks(browsing);
    await observe(browsing.page);
    const cdp = await browsing.context.newCDPSession(browsing.page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    const measured = new Map<Act, number[]>(acts.map((act) => [act, []]));
    for (let round = 0; round < rounds; round++)
      for (const act of acts) measured.get(act)!.push(...(await durationsOf(browsing, act)));
    await close();
    return table(measured);
  } finally {
    await cloud.stop();
  }
}

async function addTasks({ life }: Browsing): Promise<void> {
  const operations = Array.from({ length: TASKS }, (_, at) => ({
    op: "create" as const,
    task: { title: `Something to be done ${at}` },
  }));
  await life.work.tasks.batch({ body: { operations } });
}

interface Interaction {
  id: number;
  duration: number;
}
type Observing = { interactions: Interaction[] };

/** Notes every interaction on every page that opens from now on. An interaction has several events: a press, its release, a click. */
async function observe(page: Page): Promise<void> {
  await page.addInitScript((durationThreshold) => {
    const interactions: Interaction[] = [];
    (window as unknown as Observing).interactions = interactions;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[])
        if (entry.interactionId > 0) interactions.push({ id: entry.interactionId, duration: entry.duration });
    }).observe({ type: "event", durationThreshold } as PerformanceObserverInit);
  }, LEAST_MS);
}

/** How long each interaction of an act took, in ms. */
async function durationsOf({ page, open, settled }: Browsing, { at, first, act }: Act): Promise<number[]> {
  await open(at);
  await settled();
  await first?.(page);
  await settled();
  await page.waitForTimeout(PAUSE_MS);
  const before = await page.evaluate(countAndForget);
  await act(page);
  await settled();
  await page.waitForTimeout(PAUSE_MS);
  const { count, interactions } = await page.evaluate(countAndForget);
  const byId = new Map<number, number>();
  for (const { id, duration } of interactions) byId.set(id, Math.max(byId.get(id) ?? 0, duration));
  const quick = Math.max(0, count - before.count - byId.size);
  return [...byId.values(), ...Array.from({ length: quick }, () => LEAST_MS)];
}

/** How many interactions there were since the page was loaded, and those of at least 16 ms since this was asked last. */
function countAndForget(): { count: number; interactions: Interaction[] } {
  const { interactionCount } = performance as unknown as { interactionCount: number };
  return { count: interactionCount, interactions: (window as unknown as Observing).interactions.splice(0) };
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
}

const railLink = (page: Page, name: string) => page.getByRole("navigation").getByRole("link", { name }).first();

/** The longest list of the page: what has no day comes last. */
const lastList = (page: Page) => page.getByRole("grid").last();

const type = (page: Page, text: string) => page.keyboard.type(text, { delay: BETWEEN_KEYS_MS });

/** By the mouse alone: what else a click of the driver looks at would be part of what is measured. */
async function press(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await target.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.waitForTimeout(PAUSE_MS);
  await page.mouse.down();
  await page.waitForTimeout(BETWEEN_KEYS_MS);
  await page.mouse.up();
}

function table(measured: ReadonlyMap<Act, number[]>): string {
  const rows = [...measured].map(([{ name }, durations]) => lineOf(name, durations));
  const all = [...measured.values()].flat();
  const isMet = quantile(all, 0.75) <= TARGET_MS;
  return [
    `\n| on a processor slowed ${SLOWED} times | interactions | median | 75th percentile | worst |\n|---|---|---|---|---|`,
    ...rows,
    lineOf("all", all),
    `\n${isMet ? "PASS" : "short of target"}: ${quantile(all, 0.75)} ms at the 75th percentile (at most ${TARGET_MS})`,
  ].join("\n");
}

const lineOf = (name: string, durations: readonly number[]): string =>
  `| ${name} | ${durations.length} | ${quantile(durations, 0.5)} ms | ${quantile(durations, 0.75)} ms | ${quantile(durations, 1)} ms |`;

/** The smallest value that is at least as great as this share of all. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** A list of 200,000 tasks, scrolled from the first to the last, each page of it read from the API on the way. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Browser, CDPSession } from "playwright-core";
import { ISSUER } from "#local/issuer";
import { openSession } from "#testing/browser-session";
import { startPostgres } from "#testing/postgres";
import { fill, sizeOf } from "../api/data.ts";
import { startLifeOs } from "../api/lifeos.ts";

/** As a hard flick on a touchpad does. */
const PIXELS_A_FRAME = 1_000;
const MOST_MINUTES = 15;
/** Of one person's tasks in api/data.ts, those that are open, and of all tasks those that are theirs. */
const SHARE_OPEN = 0.6;
const SHARE_OF_ONE = 0.9;
const EMAIL = "bench-1@example.org";

interface Scrolled {
  rows: number;
  seconds: number;
  frames: number[];
  longTasks: number[];
  heapMb: number;
}

export async function measureScrolling(browser: Browser, rows: number, profile?: string): Promise<string> {
  const server = await startPostgres();
  const { url: databaseUrl } = await server.createDatabase();
  await fill(databaseUrl, sizeOf(Math.ceil(rows / SHARE_OPEN / SHARE_OF_ONE / 1_000 + 1) * 1_000));
  await letThemSignIn(databaseUrl);
  const lifeos = await startLifeOs(databaseUrl);
  try {
    const { browsing, close } = await openSession(browser, lifeos.url.replace("127.0.0.1", "localhost"), {
      email: EMAIL,
    });
    await browsing.open("work/tasks?show=all");
    // Nothing more: below a list that goes on, a skeleton always waits.
    await browsing.page.getByRole("row").first().waitFor();
    const cdp = await browsing.context.newCDPSession(browsing.page);
    if (profile) await startProfile(cdp);
    const scrolled = await browsing.page.evaluate(scrollThrough, {
      rows,
      pixels: PIXELS_A_FRAME,
      mostMs: MOST_MINUTES * 60_000,
    });
    if (profile) await keepProfile(cdp, profile);
    await close();
    return said(scrolled);
  } finally {
    await lifeos.stop();
    await server.stop();
  }
}

/** The local issuer calls somebody who signs in by e-mail after it. */
async function letThemSignIn(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("update users set auth_subject = $1 where email = $2", [`${ISSUER}|${EMAIL}`, EMAIL]);
  await client.end();
}

/** Runs in the page: a step with every frame, until so many rows were passed. */
function scrollThrough({ rows, pixels, mostMs }: { rows: number; pixels: number; mostMs: number }): Promise<Scrolled> {
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) =>
    longTasks.push(...list.getEntries().map(({ duration }) => duration)),
  );
  observer.observe({ type: "longtask" });
  const started = performance.now();
  const frames: number[] = [];
  return new Promise((resolve) => {
    let before = started;
    const step = (now: number) => {
      frames.push(now - before);
      before = now;
      scrollBy(0, pixels);
      const seen = [...document.querySelectorAll<HTMLElement>("[role=row][data-index]")].at(-1);
      const last = Number(seen?.dataset.index ?? 0) + 1;
      if (last < rows && now - started < mostMs) return void requestAnimationFrame(step);
      observer.disconnect();
      const { memory } = performance as unknown as { memory?: { usedJSHeapSize: number } };
      const seconds = (performance.now() - started) / 1_000;
      resolve({ rows: last, seconds, frames: frames.slice(1), longTasks, heapMb: (memory?.usedJSHeapSize ?? 0) / 1e6 });
    };
    requestAnimationFrame(step);
  });
}

async function startProfile(cdp: CDPSession): Promise<void> {
  await cdp.send("Profiler.enable");
  await cdp.send("Profiler.setSamplingInterval", { interval: 1_000 });
  await cdp.send("Profiler.start");
}

async function keepProfile(cdp: CDPSession, folder: string): Promise<void> {
  const { profile } = await cdp.send("Profiler.stop");
  writeFileSync(path.join(folder, "scroll.cpuprofile"), JSON.stringify(profile));
}

function said({ rows, seconds, frames, longTasks, heapMb }: Scrolled): string {
  const sorted = frames.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  const longest = Math.round(Math.max(0, ...longTasks));
  return [
    `\n${rows.toLocaleString("en")} rows scrolled in ${seconds.toFixed(0)} s, ${PIXELS_A_FRAME} pixels a frame, read from the API on the way; the page held ${heapMb.toFixed(0)} MB at the end`,
    `a frame: median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, longest ${at(1)} ms`,
    `${longTasks.length === 0 ? "PASS" : "short of target"}: ${longTasks.length} tasks of more than 50 ms${longTasks.length > 0 ? `, the longest ${longest} ms` : ""} (none)`,
  ].join("\n");
}

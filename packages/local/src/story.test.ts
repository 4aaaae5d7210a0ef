import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { causeless, storedEvents } from "#testing/causes";
import { type OpenDatabase, pgliteDb, serverDb } from "#testing/database";
import { discoverPillars } from "#testing/known-pillars";
import { someOf } from "#testing/sampled";
import { type Cloud, startCloud } from "./cloud.ts";
import { CHAIN, tellStory } from "./story.ts";

const places: readonly (readonly [name: string, open: () => Promise<OpenDatabase>, format: "pdf" | "html"])[] = [
  ["PGlite", pgliteDb, "pdf"],
  ["PostgreSQL", () => serverDb(), "html"],
];

describe.each(someOf("story", places, 1))("the story on %s", (_, open, format) => {
  let cloud: Cloud;
  let database: OpenDatabase;
  const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-story-"));
  const errors: string[] = [];

  beforeAll(async () => {
    database = await open();
    cloud = await startCloud({
      dataDir,
      port: 0,
      database,
      log: (level, message, fields) => {
        if (level === "error") errors.push(`${message} ${JSON.stringify(fields)}`);
      },
    });
  });
  afterAll(async () => {
    await cloud.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("runs from the e-mail to the mood, each link caused by the one before, and a repeated e-mail changes nothing", async () => {
    const told = await tellStory(cloud, { format });

    expect(told.missing).toEqual([]);
    expect(told.hops.map((hop) => hop.type)).toEqual(expect.arrayContaining(CHAIN));
    expect(told.hops.every((hop) => hop.msSinceRoot >= 0)).toBe(true);
    expect(told.insight?.body).toContain("20.47");
    expect(told.mood).toBe(4);
    expect(told.changedByRepetition).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("leaves no event without the cause that it followed from", async () => {
    const events = await storedEvents(cloud.database);
    expect(events.map(({ type }) => type)).toContain("ingest.email.processed");
    expect(causeless(events, await discoverPillars())).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("leaves no process that reads documents behind", async () => {
    await cloud.settled();
    const table = execFileSync("ps", ["-A", "-o", "ppid=,args="], { encoding: "utf8" });
    const mine = table.split("\n").filter((line) => Number.parseInt(line, 10) === process.pid);
    expect(mine.filter((line) => line.includes("--permission"))).toEqual([]);
  });

  it("leaves nothing in the outbox and no dead letters", async () => {
    const [outbox] = await cloud.database.query<{ n: number }>("select count(*)::int as n from outbox");
    expect(outbox).toEqual({ n: 0 });
    expect(await cloud.bus.queues.deadLetters()).toEqual([]);
  });
});

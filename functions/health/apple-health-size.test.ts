/**
 * A long export of Apple Health, imported by a process of its own that is killed in the middle. `npm test` imports 40 MB where its turn has
 * come; `npm run prove -- apple-health` imports 4 GB, or as many megabytes as APPLE_HEALTH_MB says, and measures how much of the time is
 * the database's.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { open as openFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { create } from "#functions/ingest/imports";
import { create as announce, complete, upload as goOn } from "#functions/knowledge/files";
import { LEAN } from "#local/node-options";
import { type AppleExport, writeAppleExport } from "#testing/apple-export";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import type { Person } from "#testing/harness";
import type { Task } from "#testing/import-child";
import { isWhole } from "#testing/sampled";
import { put, type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";

const MB = 1024 ** 2;
const WHOLE_MB = Number(process.env.APPLE_HEALTH_MB ?? 4_096);
const SUITE_MB = Number(process.env.SUITE_MB ?? 40);
const MOST_MB = 256;
/** Of the time that an import takes, what its statements take alone. */
const LEAST_SHARE = 0.6;
/** What ends a proof that never comes: a machine that does much else takes a few seconds for a megabyte. */
const MOST_MS_A_MB = 10_000;
/** The heap of a process with so little memory, in megabytes; the rest of it is code, and bytes on their way. */
const HEAP = ["--max-old-space-size=96", "--max-semi-space-size=16"];

let open: OpenServerDatabase;
let life: Shelf;
beforeAll(async () => {
  open = await serverDb();
  // The unpacked size of a day's export counts like a file, and a free account has less.
  life = await shelf(open, {
    STORAGE_LIMITS: JSON.stringify({ free: { totalBytes: 64 * 1024 ** 3, fileBytes: 32 * 1024 ** 3 } }),
  });
});
afterAll(() => life.close());

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** Uploads a file as an app does, in parts where it is long. */
async function kept(person: Person, file: string, bytes: number): Promise<string> {
  const said = { fileName: "export.xml", mimeType: "application/xml", sizeBytes: bytes, sha256: await sha256Of(file) };
  const announced = await life.call(announce, { as: person, body: said });
  expect(announced.status, JSON.stringify(announced.body)).toBeLessThan(300);
  const { id } = announced.body.file;
  const handle = await openFile(file);
  const send = async (to: Parameters<typeof put>[0], at: number, length: number) => {
    const piece = Buffer.alloc(length);
    await handle.read(piece, 0, length, at);
    expect(await put(to, piece)).toBe(200);
  };
  try {
    let { upload } = announced.body;
    if (upload.whole) await send(upload.whole, 0, bytes);
    while (upload.parts?.next.length > 0) {
      const { partBytes, next } = upload.parts;
      for (const part of next) await send(part, (part.partNumber - 1) * partBytes, part.sizeBytes);
      upload = (await life.call(goOn, { as: person, params: { fileId: id } })).body.upload;
    }
  } finally {
    await handle.close();
  }
  const { status } = await life.call(complete, { as: person, params: { fileId: id } });
  expect([200, 202]).toContain(status);
  // A long file is compared in the background, which is not what this is about.
  if (status === 202) await open.database.query("update files set status = 'ready' where id = $1", [id]);
  return id;
}

interface Done {
  megabytes: number;
  /** Of its time, what it waited for the database. */
  share: number;
  seconds: number;
}

/** Has a process do all of it, unless `until` is settled before: then it is killed. */
async function inProcess(task: Task, until?: (child: { isOver: boolean }) => Promise<void>): Promise<Done | undefined> {
  const options = [...LEAN, ...HEAP, path.resolve("packages/testing/import-child.ts")];
  const child = spawn(process.execPath, options, { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify(task));
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString("utf8");
  });
  const state = { isOver: false };
  const ended = once(child, "exit").then(() => {
    state.isOver = true;
  });
  if (until) {
    await until(state);
    child.kill("SIGKILL");
  }
  await ended;
  if (child.signalCode === null && child.exitCode !== 0) throw new Error("the process failed");
  const [, kilobytes, waited, all] = /done (\d+) (\d+) (\d+)/.exec(said) ?? [];
  if (kilobytes === undefined) return undefined;
  return { megabytes: Number(kilobytes) / 1_024, share: Number(waited) / Number(all), seconds: Number(all) / 1_000 };
}

const jobOf = async (id: string) =>
  (
    await open.database.query(
      "select status, processed, percentage, created, skipped, failed from import_jobs where id = $1",
      [id],
    )
  )[0] as Record<"processed" | "percentage" | "created" | "skipped" | "failed", number>;

/** Imports so many megabytes, is killed at about the middle, and goes on. */
async function holds(megabytes: number): Promise<Done> {
  const file = path.join(tmpdir(), `apple-health-${process.pid}-${megabytes}.xml`);
  const person = await life.user("robin");
  let told: AppleExport;
  let fileId: string;
  try {
    told = await writeAppleExport(file, megabytes * MB);
    fileId = await kept(person, file, told.bytes);
  } finally {
    await rm(file, { force: true });
  }
  const { status, body } = await life.call(create, { as: person, body: { kind: "apple_health", fileId } });
  expect(status).toBe(201);
  const story = (event: { type: string }) => {
    const started = life.published.findLast((one) => one.type === event.type && one.data.entityId === body.id)!;
    return { userId: person.userId, importId: body.id, correlationId: started.correlationid, causationId: started.id };
  };
  const task: Task = {
    url: open.url,
    config: life.config,
    now: life.now().toISOString(),
    story: story(ImportStarted),
    work: "import",
  };
  const seen = new Set<number>();
  const killed = await inProcess(task, async (child) => {
    for (let share = 0; share < 50 && !child.isOver; ) {
      await delay(50);
      share = (await jobOf(body.id)).percentage;
      seen.add(share);
    }
  });
  expect(killed).toBeUndefined();
  // How far it is was to be seen on the way, and nothing is done twice.
  expect(seen.size).toBeGreaterThan(5);
  const half = await jobOf(body.id);
  expect(half.percentage).toBeLessThan(100);
  const done = (await inProcess(task))!;
  expect(await jobOf(body.id)).toEqual({
    status: "completed",
    processed: told.samples + told.workouts + told.passed,
    percentage: 100,
    created: told.samples + told.workouts,
    skipped: told.passed,
    failed: 0,
  });
  const [kept_] = await open.database.query(
    "select count(*)::int as samples, sum(value) filter (where metric_type = 'steps')::int as steps from health_metrics where user_id = $1",
    [person.userId],
  );
  expect(kept_).toEqual({ samples: told.samples, steps: told.steps });
  expect(done.megabytes).toBeLessThan(MOST_MB);
  const rate = Math.round((told.samples - half.created) / done.seconds);
  console.info(
    `  ${megabytes} MB: the rest after ${half.percentage} % in ${Math.round(done.seconds)} s, ${rate} measurements a second, ${Math.round(done.share * 100)} % of it in statements, at most ${Math.round(done.megabytes)} MB`,
  );
  return done;
}

describe("a long export of Apple Health", () => {
  slow("comes in within little memory, and goes on after a kill", async () => {
    await holds(SUITE_MB);
  });

  describe.runIf(isWhole("apple-health"))(`of ${WHOLE_MB} MB`, () => {
    it("takes not much longer than its statements alone", { timeout: WHOLE_MB * MOST_MS_A_MB }, async () => {
      const { share } = await holds(WHOLE_MB);
      expect(share).toBeGreaterThan(LEAST_SHARE);
    });
  });
});

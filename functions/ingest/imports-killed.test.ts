/**
 * Imports that are killed again and again end as an undisturbed one. `npm test` kills ten slices of an import of 2,500 rows at flights to the
 * database, before and after these take effect; the proof `imports` does that with 20,000 rows, and kills processes that import 200,000, at
 * random instants.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transport } from "#cloud/transport";
import { pgTransport } from "#cloud/transport/pg";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { importSlice, inSlice } from "#core/ingest/import-slices";
import { undoSlice } from "#core/ingest/import-undo";
import { create, undo } from "#functions/ingest/imports";
import { LEAN } from "#local/node-options";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import type { Task } from "#testing/import-child";
import { isWhole, SEED } from "#testing/sampled";
import { type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";

/**
 * In `npm test` six flights, of which some kills find a part done. A row takes 0.4 ms of this process and more than twice that of PostgreSQL in
 * each of the two imports, and less in their undos, so that 20,000 would take most of a minute: the proof is for that.
 */
const ROWS = isWhole("imports") ? 20_000 : 2_500;
const KILLS = 10;
/** More than one flight. */
const RACED_ROWS = 600;

class Killed extends Error {}

let random = SEED;
/** From 0 to 1. */
const next = () => {
  random = (random * 1_103_515_245 + 12_345) % 2 ** 31;
  return random / 2 ** 31;
};

let open: OpenServerDatabase;
let life: Harness;
/** Of the flights that follow, which is the process's last, and whether it still takes effect. */
let kill: { in: number; afterwards: boolean } | undefined;
beforeAll(async () => {
  open = await serverDb();
  const database = pgTransport(open.url);
  const transport: Transport = {
    async run(statements) {
      if (!kill || kill.in-- > 0) return database.run(statements);
      const { afterwards } = kill;
      kill = undefined;
      if (afterwards) await database.run(statements);
      throw new Killed();
    },
    close: () => database.close(),
  };
  life = await harness(open, { transport });
});
afterAll(() => life.close());

const csv = (rows: number) =>
  ["TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,DATE", ...Array.from({ length: rows }, (_, n) => lineOf(n))].join("\n");
const lineOf = (n: number) => `task,${n % 50 === 7 ? "" : `Task ${n % 900}`},,${(n % 4) + 1},${n % 5 === 1 ? 2 : 1},`;

async function asked(person: Person, text: string): Promise<string> {
  const { status, body } = await life.call(create, {
    as: person,
    body: { kind: "todoist_csv", name: "Many.csv", text },
  });
  expect(status).toBe(201);
  return body.id;
}

const storyOf = (person: Person, importId: string, event: { type: string }) => {
  const started = life.published.findLast((one) => one.type === event.type && one.data.entityId === importId)!;
  return { userId: person.userId, importId, correlationId: started.correlationid, causationId: started.id };
};

/** Does all slices; `kills` of them end in the middle. Yields how many did. */
async function finish(story: ReturnType<typeof storyOf>, work: typeof importSlice, kills: number): Promise<number> {
  let killed = 0;
  for (let n = 0; ; n++) {
    // A slice reads three or four times before it writes for the first time, and a flight of it begins with two or three reads.
    if (killed < kills) kill = { in: Math.floor(next() * 9), afterwards: n % 2 === 0 };
    try {
      if (!(await inSlice(story, work))) return killed;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      killed++;
    } finally {
      kill = undefined;
    }
  }
}

/** All that an import leaves, without what is different for every import. */
async function left(person: Person, importId: string) {
  const { rows } = { rows: async (sql: string) => open.database.query<Record<string, unknown>>(sql, [person.userId]) };
  const counted = async (sql: string) => (await rows(sql)).map((row) => Object.values(row).join(" "));
  const [job] = await open.database.query(
    "select status, processed, total, percentage, created, updated, skipped, failed, undone, kept from import_jobs where id = $1",
    [importId],
  );
  return {
    job,
    tasks: await counted(
      "select t.title, t.sort_order, t.priority, t.version, p.title as above, pr.name, t.deleted_at is null from tasks t left join tasks p on p.id = t.parent_task_id left join projects pr on pr.id = t.project_id where t.user_id = $1 order by t.sort_order, t.title",
    ),
    record: await counted(
      "select position, part, line, action, title, occurrence, undo from import_rows where user_id = $1 order by position, part",
    ),
    events: await counted(
      "select event_type, count(*), count(distinct entity_id), min(origin) from events where user_id = $1 and event_type not like '%settings%' group by event_type order by event_type",
    ),
    outbox: await counted("select count(*) from outbox o join events e on e.id = o.event_id where e.user_id = $1"),
  };
}

describe("an import that is killed again and again", () => {
  slow("leaves rows, events and counters like an undisturbed one, and so does its undo", async () => {
    const text = csv(ROWS);
    const [calm, hunted] = [await life.user("calm"), await life.user("hunted")];
    const [first, second] = [await asked(calm, text), await asked(hunted, text)];
    expect(await finish(storyOf(calm, first, ImportStarted), importSlice, 0)).toBe(0);
    expect(await finish(storyOf(hunted, second, ImportStarted), importSlice, KILLS)).toBeGreaterThan(KILLS / 2);
    const expected = await left(calm, first);
    expect(expected.job).toMatchObject({ status: "partial", processed: ROWS + 1, created: expect.any(Number) });
    expect(await left(hunted, second)).toEqual(expected);

    for (const [person, id] of [
      [calm, first],
      [hunted, second],
    ] as const)
      expect((await life.call(undo, { as: person, params: { importId: id } })).status).toBe(202);
    expect(await finish(storyOf(calm, first, ImportUndoStarted), undoSlice, 0)).toBe(0);
    expect(await finish(storyOf(hunted, second, ImportUndoStarted), undoSlice, KILLS)).toBeGreaterThan(0);
    const undone = await left(calm, first);
    expect(undone.job).toMatchObject({ status: "undone", kept: 0 });
    expect(undone.tasks.every((task) => task.endsWith("false"))).toBe(true);
    expect(await left(hunted, second)).toEqual(undone);
  });

  it("is done once by two that do it at the same time", async () => {
    const text = csv(RACED_ROWS);
    const [calm, raced] = [await life.user("calm"), await life.user("raced")];
    const [first, second] = [await asked(calm, text), await asked(raced, text)];
    await finish(storyOf(calm, first, ImportStarted), importSlice, 0);
    const story = storyOf(raced, second, ImportStarted);
    await Promise.all(Array.from({ length: 3 }, () => finish(story, importSlice, 0)));
    // Whoever was superseded has left it to the other.
    await finish(story, importSlice, 0);
    expect(await left(raced, second)).toEqual(await left(calm, first));
  });

  it("of the same file by two imports at the same time makes each thing once", async () => {
    const text = csv(200);
    const twice = await life.user("twice");
    const ids = [await asked(twice, text)];
    const { body } = await life.call(create, {
      as: twice,
      body: { kind: "todoist_csv", name: "Many.csv", text, again: true },
    });
    ids.push(body.id);
    await Promise.all(ids.map((id) => finish(storyOf(twice, id, ImportStarted), importSlice, 0)));
    const [{ count }] = (await open.database.query("select count(*)::int as count from tasks where user_id = $1", [
      twice.userId,
    ])) as [{ count: number }];
    const jobs = await open.database.query<{ created: number; skipped: number; failed: number }>(
      "select created, skipped, failed from import_jobs where user_id = $1",
      [twice.userId],
    );
    expect(jobs.reduce((sum, job) => sum + job.created, 0)).toBe(count + 1);
    expect(count).toBe(196);
  });
});

/**
 * Has a process do all of it; the process is killed `killAfterMs` after it has begun, unless that is undefined. Yields the most memory that it
 * took, in kilobytes, if it has ended by itself.
 */
async function inProcess(task: Task, killAfterMs?: number): Promise<number | undefined> {
  const child = spawn(process.execPath, [...LEAN, path.resolve("packages/testing/import-child.ts")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(task));
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => {
    said += bytes.toString("utf8");
  });
  const ended = once(child, "exit");
  if (killAfterMs !== undefined) {
    await Promise.race([once(child.stdout, "data"), ended]);
    await Promise.race([delay(killAfterMs), ended]);
    child.kill("SIGKILL");
  }
  await ended;
  if (child.signalCode === null && child.exitCode !== 0) throw new Error("the process failed");
  const [, kilobytes] = /done (\d+)/.exec(said) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes);
}

/** Smaller figures are for trying the proof itself. */
const WHOLE = { rows: Number(process.env.IMPORT_ROWS ?? 200_000), kills: Number(process.env.IMPORT_KILLS ?? 100) };

describe.runIf(isWhole("imports"))(`an import of ${WHOLE.rows} rows`, () => {
  const suite = () => [open, life] as const;
  let outer: ReturnType<typeof suite>;
  let store: Shelf;
  beforeAll(async () => {
    outer = suite();
    open = await serverDb();
    store = await shelf(open);
    life = store;
  });
  afterAll(async () => {
    await store.close();
    [open, life] = outer;
  });

  async function begun(name: string, rows: number): Promise<{ person: Person; id: string }> {
    const person = await store.user(name);
    const said = { fileName: "Many.csv", mimeType: "text/csv" };
    const { body: file } = await store.keep(person, Buffer.from(csv(rows)), said);
    const { status, body } = await store.call(create, { as: person, body: { kind: "todoist_csv", fileId: file.id } });
    expect(status).toBe(201);
    return { person, id: body.id };
  }

  const taskOf = ({ person, id }: { person: Person; id: string }, work: Task["work"]): Task => {
    const story = storyOf(person, id, work === "import" ? ImportStarted : ImportUndoStarted);
    return { url: open.url, config: store.config, now: store.now().toISOString(), story, work };
  };

  /** Yields how long it took, in milliseconds, and the most memory that the process had. */
  async function undisturbed(task: Task): Promise<{ ms: number; kilobytes: number }> {
    const since = performance.now();
    const kilobytes = await inProcess(task);
    if (kilobytes === undefined) throw new Error("it did not end");
    const ms = performance.now() - since;
    console.info(`  ${task.work}: ${Math.round(ms / 1_000)} s, at most ${Math.round(kilobytes / 1_024)} MB`);
    return { ms, kilobytes };
  }

  /** How much of an import or of its undo is done, from 0 to 1. */
  async function shareDone({ story, work }: Task): Promise<number> {
    const [job] = await open.database.query<Record<"processed" | "undone" | "kept" | "created" | "updated", number>>(
      "select processed, undone, kept, created, updated from import_jobs where id = $1",
      [story.importId],
    );
    const { processed, undone, kept, created, updated } = job!;
    return work === "import" ? processed / (WHOLE.rows + 1) : (undone + kept) / (created + updated);
  }

  /**
   * Kills processes all along the way, of which an undisturbed one takes about so many milliseconds: how far they have come tells how long
   * this one takes, on a machine that has become idle or busy since.
   */
  async function hunt(task: Task, ms: number): Promise<void> {
    const since = performance.now();
    let [killed, worked, done] = [0, 0, 0];
    while (killed < WHOLE.kills) {
      const left = done > 0.01 ? (worked / done) * (1 - done) : ms;
      // The last kills are to find something left to do, so they come faster than evenly.
      const after = (next() * 1.2 * left) / (WHOLE.kills - killed);
      if ((await inProcess(task, after)) !== undefined) break;
      worked += after;
      killed++;
      done = await shareDone(task);
    }
    if ((await inProcess(task)) === undefined) throw new Error("it did not end");
    const seconds = Math.round((performance.now() - since) / 1_000);
    console.info(`  ${task.work}: ${killed} of its processes were killed, ${seconds} s`);
    expect(killed).toBeGreaterThan(WHOLE.kills / 2);
  }

  it(`takes no more memory than a tenth of it, and when its processes are killed at ${WHOLE.kills} random instants leaves the same, and so does its undo`, async () => {
    const calm = await begun("calm", WHOLE.rows);
    const hunted = await begun("hunted", WHOLE.rows);
    const tenth = await undisturbed(taskOf(await begun("tenth", WHOLE.rows / 10), "import"));
    const { ms, kilobytes } = await undisturbed(taskOf(calm, "import"));
    await hunt(taskOf(hunted, "import"), ms);
    const expected = await left(calm.person, calm.id);
    expect(expected.job).toMatchObject({ status: "partial", processed: WHOLE.rows + 1 });
    expect(await left(hunted.person, hunted.id)).toEqual(expected);
    for (const { person, id } of [calm, hunted]) await store.call(undo, { as: person, params: { importId: id } });
    const undoing = await undisturbed(taskOf(calm, "undo"));
    await hunt(taskOf(hunted, "undo"), undoing.ms);
    const undone = await left(calm.person, calm.id);
    expect(undone.job).toMatchObject({ status: "undone", kept: 0 });
    expect(await left(hunted.person, hunted.id)).toEqual(undone);
    // The tenth of fewer rows is over before its process has needed what an import of any length needs.
    if (WHOLE.rows >= 200_000) expect(kilobytes).toBeLessThan(1.2 * tenth.kilobytes);
  }, 3_600_000);
});

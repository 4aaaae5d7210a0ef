/** What an import takes for each of its flights does not grow with how far it is. */

import { PgDialect } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { seenRead, statesRead, tracesRead } from "#core/ingest/import-rows";
import { importSlice, inSlice } from "#core/ingest/import-slices";
import { ROWS_A_FLIGHT } from "#core/ingest/importer";
import { targets } from "#core/work/task-import";
import { create, get } from "#functions/ingest/imports";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { watched } from "#testing/watched";

let life: Harness;
/** The most rows that the database has answered a statement with. */
let most = 0;
beforeAll(async () => {
  const open = await testDb();
  const transport = watched(open, {
    after: (_, results) => {
      most = Math.max(most, ...results.map(({ rows }) => rows.length));
    },
  });
  life = await harness(open, { transport });
});
afterAll(() => life.close());

it("an import of one thing over and over reads no more of its record at once than a flight needs", async () => {
  const person = await life.user("equal");
  const lines = ["TYPE,CONTENT", ...Array.from({ length: ROWS_A_FLIGHT + 100 }, () => "task,Coffee")];
  most = 0;
  for (const counts of [
    { created: lines.length, skipped: 0 },
    { created: 0, skipped: lines.length },
  ]) {
    const body = { kind: "todoist_csv", text: lines.join("\n"), again: true };
    const { body: job } = await life.call(create, { as: person, body });
    const started = life.published.findLast((one) => one.type === ImportStarted.type)!;
    const story = {
      userId: person.userId,
      importId: job.id,
      correlationId: started.correlationid,
      causationId: started.id,
    };
    while (await inSlice(story, importSlice));
    expect((await life.call(get, { as: person, params: { importId: job.id } })).body).toMatchObject(counts);
  }
  // Those of the flight, and the last before them.
  expect(most).toBeLessThanOrEqual(ROWS_A_FLIGHT + 1);
});

it("what is known of a thing is found with few rows read, however often it was imported, by this import and others", async () => {
  const open = await serverDb({ max: 1 });
  const own = await harness(open);
  const { userId } = await own.user("often");
  const { query } = open.database;
  await query("set session_replication_role = replica");
  const jobs: string[] = [];
  for (const [action, undo] of [
    ["created", null],
    ["created", "removed"],
    ["linked", null],
  ]) {
    const [job] = await query<{ id: string }>(
      "insert into import_jobs (user_id, kind, source_bytes, source_sha256) values ($1, 'todoist_csv', 1, repeat('0', 64)) returning id",
      [userId],
    );
    jobs.push(job!.id);
    await query(
      `insert into import_rows (user_id, import_job_id, position, line, action, entity_type, entity_id, identity, occurrence, undo)
        select $1, $2, n, n, $3, 'task', gen_random_uuid(), 'coffee', n, $4 from generate_series(0, 2999) n`,
      [userId, job!.id, action, undo],
    );
  }
  await query("set session_replication_role = origin");
  const wanted = [{ identity: "coffee", rows: 3 }];
  for (const id of jobs) {
    const asking = { id, isDryRun: false };
    const reads = [
      tracesRead(asking, wanted),
      seenRead(asking, wanted),
      ...Object.values(targets).map((target) => statesRead(target, [userId])),
    ];
    for (const { sql } of reads) {
      const { sql: text, params } = new PgDialect().sqlToQuery(sql);
      await query("begin");
      await query("set local role lifeos_app");
      await query("select set_config('app.user_id', $1, true)", [userId]);
      await query(text, params);
      await query("reset role");
      const [{ read }] = (await query(
        "select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'import_rows'",
      )) as [{ read: number }];
      await query("rollback");
      expect(read, text).toBeLessThan(50);
    }
  }
  await own.close();
});

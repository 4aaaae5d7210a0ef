/** What an import takes for each of its flights does not grow with how far it is. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { importSlice, inSlice } from "#core/ingest/import-slices";
import { ROWS_A_FLIGHT } from "#core/ingest/importer";
import { create, get } from "#functions/ingest/imports";
import { testDb } from "#testing/database";
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

import { expect, it } from "vitest";
import { paceOf } from "#core/ingest/import-pace";
import { ROWS_A_FLIGHT } from "#core/ingest/importer";

/** The sizes of the first flights on a database that takes so many milliseconds a row. */
async function flights(msARow: (flight: number) => number, count = 6): Promise<number[]> {
  let now = 0;
  const pace = paceOf({ now: () => new Date(now) });
  const rows: number[] = [];
  for (let flight = 0; flight < count; flight++) {
    const taken = pace.rows;
    rows.push(taken);
    await pace.fly(taken, async () => {
      now += taken * msARow(flight);
    });
  }
  return rows;
}

it("takes as many rows in a flight as fit into its time, and no more than at first", async () => {
  expect(await flights(() => 0.1)).toEqual(Array(6).fill(ROWS_A_FLIGHT));
  expect(await flights(() => 1)).toEqual([ROWS_A_FLIGHT, 200, 200, 200, 200, 200]);
  expect(await flights(() => 100)).toEqual([ROWS_A_FLIGHT, 50, 50, 50, 50, 50]);
});

it("takes more again when others leave the database, by twice as many at most", async () => {
  expect(await flights((flight) => (flight === 0 ? 100 : 0.1))).toEqual([500, 50, 100, 200, 400, 500]);
});

/**
 * How many rows a flight takes in: fewer where the last one took long, because others wait for it. The database in this process answers nobody
 * meanwhile.
 */
import { ROWS_A_FLIGHT } from "#core/ingest/importer";
import type { Ctx } from "#kit/ctx";

/** So long may a flight take, in milliseconds. */
const FLIGHT_MS = 200;
/** What a flight costs beside its rows is more than what fewer would save. */
const LEAST_ROWS = 50;

export interface Pace {
  /** Of the next flight. */
  readonly rows: number;
  /** Does a flight of so many rows, and learns from how long that takes. */
  fly<T>(rows: number, flight: () => Promise<T>): Promise<T>;
}

export function paceOf(ctx: Pick<Ctx, "now">): Pace {
  let rows = ROWS_A_FLIGHT;
  return {
    get rows() {
      return rows;
    },
    async fly(taken, flight) {
      const started = ctx.now().getTime();
      const done = await flight();
      const ms = ctx.now().getTime() - started;
      // What a flight of fewer rows would have taken is not known, and one that was quick says little of a much longer one.
      const fitting = ms > 0 ? Math.floor((taken * FLIGHT_MS) / ms) : ROWS_A_FLIGHT;
      rows = Math.min(Math.max(fitting, LEAST_ROWS), 2 * rows, ROWS_A_FLIGHT);
      return done;
    },
  };
}

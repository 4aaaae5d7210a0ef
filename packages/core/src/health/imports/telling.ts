/** The units of an import, made of what is read of a file: what is passed over is told of together where it stands together. */
import { counted, type HealthUnit, type Passed, type Read } from "./rows.ts";

/** Something that was read, or nothing, and where reading goes on after it. */
export interface Step<P> {
  place: P;
  /** How much of the source is read then. */
  readBytes: number;
  read?: Read;
}

/** What a cursor says. */
export interface Told<P> {
  place: P;
  /** How many records were read. */
  line: number;
  passed: Passed;
}

export const toldIn = <P>(cursor: string | undefined, first: P): Told<P> =>
  cursor ? (JSON.parse(cursor) as Told<P>) : { place: first, line: 0, passed: {} };

/** So many of one kind that is passed over are one unit at most. */
const MOST_TOGETHER = 500;

export async function* units<P>(steps: AsyncIterable<Step<P>>, from: Told<P>): AsyncGenerator<HealthUnit> {
  let { place, line, passed } = from;
  let readBytes = 0;
  type Pending = Extract<Read, { count: number }>;
  let pending: Pending | undefined;
  const unit = () => ({ line, ...next({ place, line, passed }), readBytes });
  const pass = ({ row, count }: Pending): HealthUnit => {
    pending = undefined;
    passed = counted(passed, row.name, count);
    return { ...unit(), row, count, found: { passed } };
  };
  try {
    for await (const step of steps) {
      const { read } = step;
      const isMore = pending && (!read || ("count" in read && read.row.name === pending.row.name));
      if (pending && !(isMore && pending.count < MOST_TOGETHER)) yield pass(pending);
      ({ place, readBytes } = step);
      if (!read) continue;
      line++;
      if ("count" in read) {
        pending = { ...read, count: (pending?.count ?? 0) + read.count };
        continue;
      }
      yield { ...unit(), ...read };
    }
  } catch (error) {
    // What was before the place at which it cannot be read.
    if (pending) yield pass(pending);
    throw error;
  }
  if (pending) yield pass(pending);
}

/** Written out only where somebody asks for it: of hundreds of records the last alone is gone on from. */
const next = <P>(told: Told<P>) => ({
  get next() {
    return JSON.stringify(told);
  },
});

import { getDefaultHighWaterMark } from "node:stream";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { ROWS_A_FLIGHT, type Source } from "#core/ingest/importer";
import { textSource } from "#core/ingest/source";
import { readProject } from "#core/work/todoist";
import { slow } from "#testing/slow";

const SAMPLE = `TYPE,CONTENT,DESCRIPTION,IS_COLLAPSED,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG
meta,view_style=list,,,,,,,,,,,,,
,,,,,,,,,,,,,,
task,Oil the windows @house,With linseed oil,,2,1,,,every year,en,Europe/Berlin,30,minute,,
task,Bathroom,,,4,2,Ada (8908577),,,,Europe/Berlin,,,,
note,"Used wax,
two tins",,,,,Ada (8908577),,2018-06-08T07:02:05.000000Z,,,,,,
,,,,,,,,,,,,,,
section,Stove,,False,,,,,,,,,,,
task,Clean,,,1,1,Ada (8908577),,,,Europe/Berlin,,,2026-07-19,en
task,Too deep,,,1,3,,,,,,,,,
`;

describe("Todoist's CSV", () => {
  it("is read from any unit on as from the beginning", async () => {
    const source = textSource("Home [6Crg8jQ886Wh4P5g].csv", SAMPLE);
    const whole = [];
    for await (const unit of readProject(source, undefined, "Home")) whole.push(structuredClone(unit));
    expect(
      whole.map(({ line, row, problem }) => [
        line,
        problem?.text ?? (row!.what === "task" ? row!.fields.content : row!.name),
      ]),
    ).toEqual([
      [1, "Home"],
      [4, "Oil the windows @house"],
      [5, "Bathroom"],
      [10, "Clean"],
      [11, "It is indented below no task: INDENT counts from 1 to 5, and by one at a time."],
    ]);
    expect(whole[2]!.row).toMatchObject({
      comments: ["2018-06-08, Ada: Used wax,\ntwo tins"],
      parentKey: (whole[1]!.row as { key: string }).key,
    });
    expect(whole.at(-1)!.readBytes).toBe(Buffer.byteLength(SAMPLE));
    for (const [at, { next }] of whole.entries()) {
      const rest = [];
      for await (const unit of readProject(source, next, "Home")) rest.push(unit);
      expect(rest).toEqual(whole.slice(at + 1));
    }
  });

  slow("is never held as a whole: of a file that is ten times as long, no more bytes and rows", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const [short, long] = [await held(2_000, collect), await held(20_000, collect)];
    // How much of what a stream may read ahead it has read is a matter of chance.
    const readAhead = getDefaultHighWaterMark(true) * CHUNK_ROWS * lineOf(0).length;
    expect(long.bytes).toBeLessThanOrEqual(1.2 * short.bytes + readAhead);
    expect(long.rows).toBeLessThanOrEqual(1.2 * short.rows);
  });
});

const CHUNK_ROWS = 100;
/** How often it is seen what is held, while a file is read. */
const LOOKS = 4;
const lineOf = (n: number) => `task,Task number ${n} of many,"said ""twice""",${(n % 4) + 1},1,,,,,,\n`;

/** The most bytes of the file, and the most rows, that are still held when another flight has been read. */
async function held(rows: number, collect: () => void): Promise<{ bytes: number; rows: number }> {
  const chunks: WeakRef<Buffer>[] = [];
  const read: WeakRef<object>[] = [];
  const header = "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE\n";
  const given = (text: string) => {
    // A buffer of its own, and not a part of one that others use.
    const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
    bytes.write(text);
    chunks.push(new WeakRef(bytes));
    return bytes;
  };
  const source: Source = {
    name: "Long.csv",
    sizeBytes: 1e9,
    range: async () => Buffer.from(header),
    async *stream() {
      for (let n = 0; n < rows; n += CHUNK_ROWS)
        yield given(Array.from({ length: CHUNK_ROWS }, (_, at) => lineOf(n + at)).join(""));
    },
  };
  const peak = { bytes: 0, rows: 0 };
  let units = [];
  let flights = 0;
  for await (const unit of readProject(source, undefined, "Long")) {
    units.push(unit);
    read.push(new WeakRef(unit));
    if (units.length < ROWS_A_FLIGHT) continue;
    units = [];
    // Looking takes long where the worker holds much else.
    if (flights++ % Math.ceil(rows / ROWS_A_FLIGHT / LOOKS) > 0) continue;
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    peak.bytes = Math.max(
      peak.bytes,
      chunks.reduce((sum, one) => sum + (one.deref()?.length ?? 0), 0),
    );
    peak.rows = Math.max(peak.rows, read.filter((one) => one.deref() !== undefined).length);
  }
  return peak;
}

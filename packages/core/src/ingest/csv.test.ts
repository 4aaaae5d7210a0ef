import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { csvRecords } from "#core/ingest/csv";
import { UnreadableSource } from "#core/ingest/importer";
import { importErrors } from "#core/ingest/sayings";
import { textSource } from "#core/ingest/source";
import { expectLinear } from "#testing/growth";
import { slow } from "#testing/slow";

async function read(text: string): Promise<number> {
  let records = 0;
  for await (const _ of csvRecords(textSource("x.csv", text), undefined, { needs: ["name"] })) records++;
  return records;
}

describe("a CSV file", () => {
  slow("takes twice as long with twice as many lines, however many come at once", async () => {
    await expectLinear((lines) => read(`name\n${"x\n".repeat(lines)}`), 20_000, "short lines");
  });

  slow(
    "holds few records in memory, also when it is given as one piece, as the store gives eight megabytes",
    async () => {
      setFlagsFromString("--expose-gc");
      const collect = runInNewContext("gc") as () => void;
      const heldBytes = () => {
        collect();
        return process.memoryUsage().heapUsed;
      };
      const source = textSource("x.csv", `name,note\n${"x,y\n".repeat(100_000)}`);
      const records = csvRecords(source, undefined, { needs: ["name"] });
      const before = heldBytes();
      await records.next();
      expect(heldBytes() - before).toBeLessThan(8_000_000);
      await records.return(undefined);
    },
  );

  it("is refused when its header names so many columns that its shortest line would fill the memory", async () => {
    const header = (columns: number) => `name,${Array.from({ length: columns - 1 }, (_, at) => at).join(",")}`;
    expect(await read(`${header(1_000)}\nx\nx`)).toBe(2);
    const refused = read(`${header(1_001)}\nx`);
    await expect(refused).rejects.toThrow(new UnreadableSource(importErrors("csv_too_many_columns", { max: 1_000 })));
  });
});

import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Unit } from "#core/ingest/importer";
import { vikunjaExport } from "#core/work/vikunja";
import { NONE, vikunjaTask } from "#core/work/vikunja.fixture";
import { bytesSource } from "#testing/sources";

const below = (parent: { id: number; created: string }) => ({
  related_tasks: { parenttask: [{ id: parent.id, title: "…", created: parent.created }] },
});

const boat = vikunjaTask(3, "Boat");
const sail = vikunjaTask(2, 'Sail "{[', below(boat));
const data = [
  { id: -1, title: "Favourites", tasks: null },
  {
    id: 7,
    title: "Trip",
    description: "<p>To the <b>sea</b></p>",
    is_archived: false,
    created: "2026-01-01T00:00:00Z",
    tasks: [vikunjaTask(1, "Rope", below(sail)), sail, boat],
    buckets: [{ id: 1, title: "x" }],
  },
  { id: 8, title: "Empty", tasks: [], created: NONE },
  { id: 9, title: "None", created: NONE },
  { id: 10, title: "Later", created: NONE, tasks: [vikunjaTask(4, "")] },
];
const zipped = (json: unknown, chunkBytes?: number) =>
  bytesSource(
    "export.zip",
    zipSync({ VERSION: strToU8("v1"), "data.json": strToU8(typeof json === "string" ? json : JSON.stringify(json)) }),
    { chunkBytes },
  );

async function unitsOf(
  source: ReturnType<typeof zipped>,
  cursor?: string,
): Promise<Unit<{ what: string; key: string }>[]> {
  const units = [];
  for await (const unit of vikunjaExport.read(source, cursor, {})) units.push(structuredClone(unit));
  return units;
}
const named = ({ row, problem }: Unit<unknown>) => problem?.text ?? vikunjaExport.titleOf(row as never);

describe("Vikunja's export", () => {
  it("is read parents first, wherever they stand, and from any unit on as from the beginning", async () => {
    for (const chunkBytes of [1, 64 * 1024]) {
      const whole = await unitsOf(zipped(data, chunkBytes));
      expect(whole.map(named)).toEqual([
        "Trip",
        "Boat",
        "Empty",
        "None",
        "Later",
        "A task has no id, no title, or fields of other forms than Vikunja's.",
        'Sail "{[',
        "Rope",
      ]);
      for (const [at, { next }] of whole.entries())
        expect(await unitsOf(zipped(data, chunkBytes), next)).toEqual(whole.slice(at + 1));
    }
  });

  it("of which an end is missing, or that is something else, is refused", async () => {
    const text = JSON.stringify(data);
    await expect(unitsOf(zipped(text.slice(0, -2)))).rejects.toThrow("ends in the middle");
    await expect(unitsOf(zipped('{"a": 1}'))).rejects.toThrow("no JSON of the expected form");
    await expect(unitsOf(zipped("[1, 2]"))).rejects.toThrow("no JSON of the expected form");
    await expect(unitsOf(bytesSource("x.zip", zipSync({ "other.json": strToU8("[]") })))).rejects.toThrow(
      "no data.json",
    );
  });

  it("ends a circle of subtasks at the top", async () => {
    const [one, two] = [vikunjaTask(1, "one"), vikunjaTask(2, "two")];
    const circle = [
      {
        id: 7,
        title: "Trip",
        tasks: [
          { ...one, ...below(two) },
          { ...two, ...below(one) },
        ],
      },
    ];
    expect((await unitsOf(zipped(circle))).map(named)).toEqual(["Trip", "one", "two"]);
  });
});

import { describe, expect, it } from "vitest";
import type { Source } from "#core/ingest/importer";
import { jsonLists } from "#core/ingest/json-lists";
import { textSource } from "#core/ingest/source";

async function outcomeOf(source: Source): Promise<string> {
  let pieces = 0;
  try {
    for await (const _ of jsonLists(source, "tasks", undefined)) pieces++;
    return `${pieces} pieces`;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a long JSON file", () => {
  it("is refused when the fields of one object go on and on, and read when those of many do", async () => {
    let pieces = 0;
    const endless: Source = {
      ...textSource("data.json", ""),
      async *stream() {
        yield Buffer.from("[{");
        for (; pieces < 1_000; pieces++) yield Buffer.from(`"key ${pieces}": "${"x".repeat(100_000)}",`);
      },
    };
    expect(await outcomeOf(endless)).toBe("The file has a value of more than 4 MB.");
    expect(pieces).toBeLessThan(50);
    const many = textSource(
      "data.json",
      `[${Array(60)
        .fill(`{"title": "${"x".repeat(100_000)}"}`)
        .join(",")}]`,
    );
    expect(await outcomeOf(many)).toBe("60 pieces");
  });

  it("is refused when its values are nested deeper than anybody can go through", async () => {
    const nested = (depth: number) =>
      textSource("data.json", `[{"tasks": [{"deep": ${"[".repeat(depth)}${"]".repeat(depth)}}]}]`);
    expect(await outcomeOf(nested(99))).toBe("2 pieces");
    expect(await outcomeOf(nested(100))).toBe("The file has values nested more than 100 deep.");
  });
});

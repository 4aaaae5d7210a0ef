import { describe, expect, it } from "vitest";
import { textSource } from "#core/ingest/source";
import { readProject } from "#core/work/todoist";

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
        problem ?? (row!.what === "task" ? row!.fields.content : row!.name),
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
});

import { expect, it } from "vitest";
import { type Action, matching } from "./commands.ts";

const actions = ["Tasks", "Add a task", "Café visits", "Überblick", "Shopping list"].map(
  (label): Action => ({ id: label, label, glyph: "work", kind: "command", run: () => {} }),
);
const found = (typed: string) => matching(actions, typed).map(({ label }) => label);

it("finds by the beginnings of words, the best first", () => {
  expect(found("task")).toEqual(["Tasks", "Add a task"]);
  expect(found("li sh")).toEqual(["Shopping list"]);
  expect(found("hop")).toEqual(["Shopping list"]);
  expect(found("cafe")).toEqual(["Café visits"]);
  expect(found("uber")).toEqual(["Überblick"]);
  expect(found("")).toHaveLength(actions.length);
  expect(found("nothing of it")).toEqual([]);
});

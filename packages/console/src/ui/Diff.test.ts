import { expect, it } from "vitest";
import { diffLines } from "./Diff.tsx";

const signs = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${{ same: " ", removed: "-", added: "+" }[kind]}${text}`);

it("keeps together what two texts share", () => {
  expect(signs("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
  expect(signs("", "a")).toEqual(["-", "+a"]);
  expect(signs("a\na", "a")).toEqual([" a", "-a"]);
});

import { describe, expect, it } from "vitest";
import { fuse, type Hit, weightOfMeaning } from "./hit.ts";

const hit = (id: string): Hit => ({
  type: "task",
  id,
  pillar: "work",
  title: id,
  content: "",
  tags: [],
  occurredAt: "2026-03-02T12:00:00.000Z",
  places: [],
  fit: 1,
});
const order = (text: string, meaning: string, weight?: number) =>
  fuse([...text].map(hit), [...meaning].map(hit), weight)
    .map(({ id }) => id)
    .join("");

describe("what is found in two ways", () => {
  it("comes before what is found in one, each row once", () => {
    expect(order("abc", "cde")).toBe("cabde");
    expect(fuse([hit("a")], [hit("a")]).map(({ matchedBy }) => matchedBy)).toEqual([["text", "meaning"]]);
  });

  it("counts less where it fits less well than the first of its way", () => {
    const [a, b, c] = [hit("a"), hit("b"), hit("c")];
    const first = (fit: number) => fuse([a, { ...b, fit }], [c, { ...b, fit }], 1.2)[0]!.id;
    expect(first(0.95)).toBe("b");
    expect(first(0.4)).toBe("c");
  });

  it("is led by the meaning of a sentence, and by the words of who types a few", () => {
    const sentence = weightOfMeaning("how much did I pay for the dentist");
    expect(order("abc", "xyz", sentence)).toBe("xyzabc");
    expect(order("abc", "xyz", weightOfMeaning("receit"))).toBe("abcxyz");
    expect(order("abc", "xyz", weightOfMeaning('"pay the dentist" by the end of the month'))).toBe("abcxyz");
  });
});

import { expect, it } from "vitest";
import { eventId, ulid } from "./id.ts";

it("makes identifiers that sort in the order in which they were made, even when the clock goes back", () => {
  const moments = [1_767_225_600_000, 1_767_225_600_000, 1_767_225_600_001, 1_767_225_599_000];
  const ids = moments.flatMap((moment) => Array.from({ length: 500 }, () => ulid(new Date(moment))));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(2_000);
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
});

it("makes the same identifier from the same seed and index, and from no others", () => {
  const now = new Date(0);
  const first = eventId("1700000000000,abc", 0, now);
  expect(first).toBe("01HF7YAT00PFVM5RZFM2X56WW2");
  expect(eventId("1700000000000,abc", 0, new Date(5))).toBe(first);
  expect(eventId("1700000000000,abc", 1, now)).not.toBe(first);
  expect(eventId("1700000000000,abd", 0, now)).not.toBe(first);
});

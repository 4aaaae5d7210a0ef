import { describe, expect, it } from "vitest";
import { expired } from "./retention.ts";

const DAY_MS = 24 * 3_600_000;
/** Backups at four in the morning of so many days, the last one on Sunday, 1 March 2026. */
const nightly = (days: number) =>
  Array.from({ length: days }, (_, n) => {
    const day = new Date(Date.UTC(2026, 2, 1, 4) - (days - 1 - n) * DAY_MS).toISOString();
    return `${day.slice(0, 10)}T04-00-00Z`;
  });
const kept = (ids: string[], daily: number, weekly: number) => {
  const gone = new Set(expired(ids, { daily, weekly }));
  return ids.filter((id) => !gone.has(id)).map((id) => id.slice(0, 10));
};

describe("retention", () => {
  it("keeps the last days, and the newest of each of the last weeks", () => {
    expect(kept(nightly(60), 3, 4)).toEqual([
      "2026-02-08", // Sundays
      "2026-02-15",
      "2026-02-22",
      "2026-02-27",
      "2026-02-28",
      "2026-03-01",
    ]);
  });

  it("counts only days with a backup, so that an outage removes nothing", () => {
    const ids = ["2025-11-03T04-00-00Z", "2025-11-04T04-00-00Z", "2026-03-01T04-00-00Z"];
    expect(kept(ids, 2, 0)).toEqual(["2025-11-04", "2026-03-01"]);
  });

  it("keeps the newest of a day, always the newest of all, and names that are not backups", () => {
    const ids = ["2026-03-01T04-00-00Z", "2026-03-01T09-30-00Z", "notes"];
    expect(expired(ids, { daily: 5, weekly: 5 })).toEqual(["2026-03-01T04-00-00Z"]);
    expect(expired(ids, { daily: 0, weekly: 0 })).toEqual(["2026-03-01T04-00-00Z"]);
    expect(expired([], { daily: 1, weekly: 1 })).toEqual([]);
  });

  it("gives the same result when it runs after every backup as when it runs once", () => {
    let present: string[] = [];
    for (const id of nightly(120)) {
      present.push(id);
      const gone = new Set(expired(present, { daily: 7, weekly: 5 }));
      present = present.filter((one) => !gone.has(one));
    }
    expect(present.map((id) => id.slice(0, 10))).toEqual(kept(nightly(120), 7, 5));
  });
});

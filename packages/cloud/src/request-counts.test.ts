import { beforeEach, describe, expect, it } from "vitest";
import { boundsMs, type RequestCounts, requestCounts } from "./request-counts.ts";

let now: Date;
let counts: RequestCounts;
beforeEach(() => {
  now = new Date("2026-03-02T12:00:00Z");
  counts = requestCounts(() => now);
});
const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

describe("counts of requests", () => {
  it("tell apart what failed and what was refused", () => {
    for (const status of [200, 201, 304, 404, 429, 500, 503]) counts.record(status, 5);
    expect(counts.recent()).toMatchObject({ requests: 7, errors: 2, refused: 2 });
    expect(counts.all().byClass).toEqual({ "2xx": 2, "3xx": 1, "4xx": 2, "5xx": 2 });
  });

  it("have percentiles that are right to a fifth, and none without requests", () => {
    expect(counts.recent()).toMatchObject({ requests: 0, p50Ms: null, p99Ms: null });
    for (let ms = 1; ms <= 1_000; ms++) counts.record(200, ms);
    const { p50Ms, p99Ms } = counts.recent();
    expect(p50Ms! / 500).toBeGreaterThanOrEqual(1);
    expect(p50Ms! / 500).toBeLessThanOrEqual(1.2);
    expect(p99Ms! / 990).toBeGreaterThanOrEqual(1);
    expect(p99Ms! / 990).toBeLessThanOrEqual(1.2);
  });

  it("forget what was an hour ago, and keep the sums", () => {
    counts.record(500, 3);
    later(59);
    counts.record(200, 3);
    expect(counts.recent()).toMatchObject({ requests: 2, errors: 1 });
    later(1);
    expect(counts.recent()).toMatchObject({ requests: 1, errors: 0 });
    later(600);
    expect(counts.recent().requests).toBe(0);
    expect(counts.all().atMost.at(-1)).toBe(2);
  });

  it("say how each minute was in which something was asked", () => {
    counts.record(500, 3);
    counts.record(200, 3);
    later(2);
    counts.record(200, 100);
    expect(counts.recent().minutes).toMatchObject([
      { at: new Date("2026-03-02T12:00:00Z"), requests: 2, errors: 1 },
      { at: new Date("2026-03-02T12:02:00Z"), requests: 1, errors: 0 },
    ]);
    expect(counts.recent().minutes[1]!.p50Ms).toBeGreaterThan(counts.recent().minutes[0]!.p50Ms);
  });

  it("go on after the clock was set back", () => {
    later(30);
    counts.record(200, 3);
    later(-30);
    counts.record(200, 3);
    expect(counts.recent().requests).toBe(1);
  });

  it("take any time, and their bounds reach beyond the longest that a request may take", () => {
    for (const ms of [0, 0.2, 1e9]) counts.record(200, ms);
    expect(counts.all().atMost).toHaveLength(boundsMs.length);
    expect(boundsMs.at(-1)).toBeGreaterThan(30_000);
  });
});

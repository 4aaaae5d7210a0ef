import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durationMs, momentOf, retryAfter } from "./duration.ts";

const now = new Date("2026-03-01T12:00:00Z");

describe("durations", () => {
  it.each([
    ["1s", 1_000],
    ["1h30m", 5_400_000],
    ["2w1d", 15 * 86_400_000],
    ["250ms", 250],
    ["1.5h", 5_400_000],
  ])("reads %s", (text, ms) => expect(durationMs(text)).toBe(ms));

  it.each(["", "1", "h", "1y", "-1s", "1 s", "2026-03-01"])("refuses %j", (text) => {
    expect(durationMs(text)).toBeUndefined();
  });

  it("parses what it formats", () => {
    const part = fc.nat({ max: 60 });
    fc.assert(
      fc.property(part, part, part, part, (d, h, m, s) => {
        expect(durationMs(`${d}d${h}h${m}m${s}s`)).toBe(((d * 24 + h) * 60 + m) * 60_000 + s * 1_000);
      }),
    );
  });
});

describe("moments", () => {
  it("scales durations and leaves dates alone", () => {
    expect(momentOf("10s", now, 0.1)).toEqual(new Date("2026-03-01T12:00:01Z"));
    expect(momentOf("2026-03-05T00:00:00.000Z", now, 0.1)).toEqual(new Date("2026-03-05T00:00:00Z"));
  });

  it("takes an empty text for a year", () =>
    expect(momentOf(undefined, now)).toEqual(new Date("2027-03-01T12:00:00Z")));

  it("names what it cannot read", () => expect(() => momentOf("soon", now)).toThrow('"soon" is neither'));

  it("reads Retry-After in seconds and as a date", () => {
    expect(retryAfter("30", now)).toEqual(new Date("2026-03-01T12:00:30Z"));
    expect(retryAfter("Sun, 01 Mar 2026 13:00:00 GMT", now)).toEqual(new Date("2026-03-01T13:00:00Z"));
    expect([retryAfter(null, now), retryAfter("later", now)]).toEqual([undefined, undefined]);
  });
});

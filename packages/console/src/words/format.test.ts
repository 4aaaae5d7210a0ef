import { beforeEach, describe, expect, it } from "vitest";
import {
  day,
  dayAfter,
  daysBetween,
  duration,
  list,
  money,
  number,
  percent,
  plural,
  relativeDay,
  size,
  time,
  today,
} from "./format.ts";
import { type Place, setPlace } from "./place.ts";
import { bracketed } from "./words.ts";

const german: Place = { language: "de", locale: "de-DE", zone: "Europe/Berlin", currency: "EUR" };
const british: Place = { language: "en", locale: "en-GB", zone: "Europe/London", currency: "GBP" };
const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("what is written as the person writes it", () => {
  beforeEach(() => setPlace(british));

  it("is a number, and an amount in the smallest unit of any currency", () => {
    expect([number(1234.5), percent(0.254), money(1250), money(500, "JPY"), money(-1999, "EUR")]).toEqual([
      "1,234.5",
      "25%",
      "£12.50",
      "JP¥500",
      "-€19.99",
    ]);
    setPlace(german);
    expect([number(1234.5), money(1250), money(1500, "KWD"), money(500, "HUF")].map(spaced)).toEqual([
      "1.234,5",
      "12,50 €",
      "1,500 KWD",
      "5,00 HUF",
    ]);
  });

  it("is a day that is the same one in every zone", () => {
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"]) {
      setPlace({ ...british, zone });
      expect(day("2026-03-02", "long")).toBe("2 March 2026");
      expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
      expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    }
  });

  it("is a time in the person's zone", () => {
    expect(time("2026-07-02T22:30:00Z")).toBe("23:30");
    setPlace(german);
    expect(time("2026-07-02T22:30:00Z")).toBe("00:30");
  });

  it("is a day by its distance", () => {
    expect([0, 1, -1].map((days) => relativeDay(dayAfter(today(), days)))).toEqual(["today", "tomorrow", "yesterday"]);
    setPlace(german);
    expect(relativeDay(dayAfter(today(), 2))).toBe("übermorgen");
  });

  it("is a size, in the unit that it has few digits of", () => {
    expect([0, 999, 1_500, 64 * 1024 ** 2, 5e9, 2e16].map(size).map(spaced)).toEqual([
      "0 bytes",
      "999 bytes",
      "1.5 kB",
      "67.1 MB",
      "5 GB",
      "20,000 TB",
    ]);
  });

  it("is a duration, a list, and a form for each count", () => {
    expect([duration(95), duration(60), duration(0)].map(spaced)).toEqual(["1 hr 35 mins", "1 hr", "0 mins"]);
    expect(list(["a", "b", "c"])).toBe("a, b and c");
    const forms = { one: "one task", other: "tasks" };
    expect([plural(1, forms), plural(2, forms)]).toEqual(["one task", "tasks"]);
  });
});

it("stands in brackets in the language of tests, also what is made of values and what lies deeper", () => {
  const texts = bracketed({ title: "Tasks", due: (n: number) => `${n} due`, more: { deep: "Deep" } });
  for (const text of [texts.title, texts.due(2), texts.more.deep]) expect(text).toMatch(/^\[.*\]$/);
  expect(texts.due(2)).toContain("2");
});

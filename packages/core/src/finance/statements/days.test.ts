import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DateOrder, dateOrders } from "./choices.ts";
import { dayOf, orderOf } from "./days.ts";

describe("a day", () => {
  it.each([
    ["13/2/2026", "dmy", "2026-02-13"],
    ["2/13'26", "mdy", "2026-02-13"],
    ["1/1'00", "mdy", "2000-01-01"],
    ["31.12.99", "dmy", "1999-12-31"],
    ["20260213", "ymd", "2026-02-13"],
    ["2026-02-13 12:34:56 +0000", "dmy", undefined],
    ["2026-02-13T12:34:56Z", "ymd", "2026-02-13"],
    ["2026.02.13.", "ymd", "2026-02-13"],
    ["12-Dec-2019", "ymd", "2019-12-12"],
    ["27 février 2018", "mdy", "2018-02-27"],
    ["Feb 10, 2018", "dmy", "2018-02-10"],
    ["0000-01-01", "ymd", undefined],
    ["9999-12-31", "ymd", undefined],
    ["2026-02-30", "ymd", undefined],
    ["1/2", "dmy", undefined],
    ["yesterday", "dmy", undefined],
  ] as const)("is read: %s as %s", (text, order, day) => expect(dayOf(text, order)).toBe(day));

  const written: Readonly<Record<DateOrder, (y: string, m: string, d: string) => string>> = {
    dmy: (y, m, d) => `${d}/${m}/${y}`,
    mdy: (y, m, d) => `${m}/${d}/${y}`,
    ymd: (y, m, d) => `${y}/${m}/${d}`,
    ydm: (y, m, d) => `${y}/${d}/${m}`,
    myd: (y, m, d) => `${m}/${y}/${d}`,
  };

  it("is in an order that the days of a file tell, of five", () => {
    const date = fc.date({ min: new Date("1970-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...dateOrders), fc.array(date, { minLength: 1, maxLength: 20 }), (order, dates) => {
        const days = [...dates.map((one) => one.toISOString().slice(0, 10)), "2026-12-31", "1999-11-30"];
        const texts = days.map((day) => written[order](...(day.split("-") as [string, string, string])));
        expect(orderOf(texts)).toBe(order);
        expect(texts.map((text) => dayOf(text, order))).toEqual(days);
      }),
    );
  });

  it("is asked about where two orders are as likely, and only there", () => {
    expect(orderOf(["3/4/2026", "5/6/2026"])).toBe("ambiguous");
    expect(orderOf(["3/3/2026"])).not.toBe("ambiguous");
    expect(orderOf(["3.4.2026"])).toBe("dmy");
    expect(orderOf(["2026-03-04"])).toBe("ymd");
    expect(orderOf(["3/4/2026", "no day", "13/4/2026"])).toBe("dmy");
    expect(orderOf(["nothing"])).toBeUndefined();
  });
});

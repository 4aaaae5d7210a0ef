import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { minutesIn } from "#core/household/recipe-durations";
import { minutesOf } from "#core/household/recipe-nodes";

describe("a duration", () => {
  it.each([
    ["PT1H30M", 90],
    ["P0DT0H45M", 45],
    ["PT1.5H", 90],
    ["PT1,5H", 90],
    ["P1DT2H", 1560],
    ["P0Y0M0DT0H35M0.000S", 35],
    ["PT90S", 2],
    ["pt20m", 20],
    ["PT 1H 30M", 90],
    ["P2H10M", 130],
    ["PT0D4H45M", 285],
    ["P30M", 30],
    ["PT30M-PT45M", 45],
    ["1h30min", 90],
    ["1 h 30", 90],
    ["1h30", 90],
    ["1 1/2 hours", 90],
    ["1½ hours", 90],
    ["2 and a half hours", 150],
    ["1 hour and 20 mins", 80],
    ["90 minutes", 90],
    ["45", 45],
    ["1:30", 90],
    ["0:45", 45],
    ["01:10:00", 70],
    ["30-40 minutes", 40],
    ["30 mins to 1 hour", 60],
    ["about 35 Minuten", 35],
    ["2 Std. 15 Min.", 135],
    ["1 heure 15 minutes", 75],
    ["une heure et demie", 90],
    ["1 ora e 10 minuti", 70],
    ["hora y media", undefined],
    ["2 horas 5 minutos", 125],
    ["1 timme 30 minuter", 90],
    ["2 uur en 10 minuten", 130],
    ["1 godzina 20 minut", 80],
    ["1 hodina 15 minut", 75],
    ["1 час 30 минут", 90],
    ["2 óra 10 perc", 130],
    ["1 tunti 5 min", 65],
    ["P1M2DT1H", undefined],
    ["PT0M", undefined],
    ["PT", undefined],
    ["PT-5M", undefined],
    ["soon", undefined],
    ["1 hour plus chilling", undefined],
    ["30 minutes, 2 days ahead", undefined],
    ["overnight", undefined],
    [`PT${"9".repeat(50)}H`, undefined],
  ])("%s", (written, minutes) => expect(minutesIn(written)).toBe(minutes));

  it("is found inside of other values", () => {
    expect(minutesOf({ "@type": "Duration", maxValue: "PT10M" })).toBe(10);
    expect(minutesOf({ "@type": "QuantitativeValue", value: 2, unitCode: "HUR" })).toBe(120);
    expect(minutesOf(25)).toBe(25);
  });

  it("is read completely in every way of writing it, and never in part", () => {
    const writings: ((hours: number, minutes: number) => string)[] = [
      (h, m) => `PT${h}H${m}M`,
      (h, m) => `P${h}H${m}M`,
      (h, m) => `PT0D${h}H${m}M0S`,
      (h, m) => `${h}h${m}min`,
      (h, m) => `${h} h ${m}`,
      (h, m) => `${h} hours and ${m} minutes`,
      (h, m) => `${h} Stunden ${m} Minuten`,
      (h, m) => `${h} hodiny a ${m} minut`,
      (h, m) => `${h}:${String(m).padStart(2, "0")}`,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 59 }), fc.nat(8), (hours, minutes, i) => {
        const written = writings[i]!(hours, minutes);
        expect(minutesIn(written)).toBe(hours * 60 + minutes);
        expect(minutesIn(`${written} or so`)).toBeUndefined();
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { mealTimeAt } from "#core/health/draft-meals";

describe("the meal at a time of day", () => {
  it.each([
    ["05:59", undefined],
    ["06:00", "Breakfast"],
    ["10:30", "Breakfast"],
    ["10:31", undefined],
    ["10:59", undefined],
    ["11:00", "Lunch"],
    ["15:00", "Lunch"],
    ["15:01", undefined],
    ["16:59", undefined],
    ["17:00", "Dinner"],
    ["22:00", "Dinner"],
    ["22:01", undefined],
    ["00:00", undefined],
  ])("at %s is %s", (time, meal) => {
    expect(mealTimeAt(`2026-03-02T${time}:00.000Z`, "UTC")).toBe(meal);
  });

  it("depends on local time, in every zone and season", () => {
    const noonInUtc = "2026-03-02T12:00:00.000Z";
    expect(mealTimeAt(noonInUtc, "America/New_York")).toBe("Breakfast");
    expect(mealTimeAt(noonInUtc, "America/Los_Angeles")).toBeUndefined();
    expect(mealTimeAt(noonInUtc, "Asia/Kolkata")).toBe("Dinner");
    // 10:59 in winter and 11:59 in summer.
    expect(mealTimeAt("2026-01-15T09:59:00.000Z", "Europe/Berlin")).toBeUndefined();
    expect(mealTimeAt("2026-07-15T09:59:00.000Z", "Europe/Berlin")).toBe("Lunch");
  });
});

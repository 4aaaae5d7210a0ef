import { expect, it } from "vitest";
import { minutesIn, stepsOf } from "./steps.ts";

it("takes lines for steps, without the numbers that are before them, and of one paragraph its sentences", () => {
  expect(stepsOf("1. Whisk.\n\n2) Rest. Then fry.\n- Eat.")).toEqual(["Whisk.", "Rest. Then fry.", "Eat."]);
  expect(stepsOf("Cook the pasta. Crumble 1.5 cups of feta over it.")).toEqual([
    "Cook the pasta.",
    "Crumble 1.5 cups of feta over it.",
  ]);
  expect(stepsOf(null)).toEqual([]);
  expect(stepsOf(" \n ")).toEqual([]);
});

it("finds how long a step takes, in minutes", () => {
  expect(minutesIn("Bake for 25 minutes, or 1 hour in a slow oven")).toEqual([25, 60]);
  expect(minutesIn("10–12 Minuten braten, 2 Std. ruhen")).toEqual([10, 120]);
  expect(minutesIn("Add 200 g of flour and 3 eggs")).toEqual([]);
  expect(minutesIn("5 min kneten, noch einmal 5 Min.")).toEqual([5]);
});

import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("Training", () => {
  browse(
    "is typed set by set, offers what was done last, and shows records and the muscles",
    async ({ page, open, life, axe }) => {
      const before = { exercise: "Bankdrücken", reps: 8, weightKg: 60 };
      await life.health.completedWorkouts.create({
        body: { completedAt: "2026-01-05T18:00:00Z", sets: [before, { ...before, reps: 7 }] },
      });
      await open("health/training");
      await page.getByRole("button", { name: "Log a workout" }).first().click();
      await page.getByRole("combobox", { name: "Add an exercise" }).fill("bench press");
      await page.getByRole("option", { name: /^Barbell Bench Press - Medium Grip/ }).click();
      await page.getByText(/^Last time, .*: 8 × 60 kg and 7 × 60 kg/).waitFor();
      await page.keyboard.press("Enter");
      await page.getByLabel("Repetitions of set 2").waitFor();
      await page.keyboard.press("Enter");
      await page.getByLabel("Repetitions of set 3").waitFor();
      expect(await page.getByLabel("Repetitions of set 1").inputValue()).toBe("8");
      expect(await page.getByLabel("Repetitions of set 2").inputValue()).toBe("7");
      await page.getByRole("button", { name: "Remove set 3" }).click();
      await page.getByRole("button", { name: "Remove set 2" }).click();
      await page.getByLabel("Repetitions of set 1").fill("5");
      await page.getByLabel("Weight of set 1").fill("70");
      // Enter adds a set like it, and the focus is in it.
      await page.getByLabel("Weight of set 1").press("Enter");
      await page.getByLabel("Repetitions of set 2").waitFor();
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type("4");
      await page.getByLabel("Kind of set 2").selectOption("To failure");
      await page.getByRole("combobox", { name: "Add an exercise" }).fill("Opas Ding");
      await page.getByRole("option", { name: /Opas Ding/ }).click();
      await page.getByRole("form", { name: "Opas Ding" }).getByLabel("Repetitions of set 1").fill("12");
      await axe();
      await page.getByRole("button", { name: "Save the workout" }).click();
      await page.getByRole("row", { name: /Barbell Bench Press - Medium Grip and Opas Ding/ }).waitFor();

      const { data } = (
        await life.health.completedWorkouts.list({ params: { query: { limit: 1, sort: "-completedAt" } } })
      ).data!;
      expect(data[0]).toMatchObject({
        volumeLoad: 5 * 70 + 4 * 70,
        sets: [
          { exerciseId: "barbell-bench-press-medium-grip", reps: 5, weightKg: 70 },
          { reps: 4, weightKg: 70, kind: "failure" },
          { exercise: "Opas Ding", exerciseId: "opas-ding", reps: 12 },
        ],
      });
      await page.getByRole("row", { name: /Barbell Bench Press.*Heaviest.*70 kg/ }).waitFor();
      await page.getByText("Nobody knows the muscles of Opas Ding.").waitFor();
      const muscles = page.getByRole("table", { name: /^Worked most: Chest/ });
      await muscles.getByRole("row", { name: "Triceps 1" }).waitFor();
      await page.getByText("Volume", { exact: true }).click();
      await muscles.getByRole("row", { name: "Chest 630 kg" }).waitFor();
    },
  );

  browse("follows a plan with days of rest, and begins with what it has", async ({ page, open, life, axe }) => {
    await life.health.workouts.create({
      body: { name: "Push day", exercises: [{ name: "Dips", sets: 2, reps: 9 }] },
    });
    await open("health/training");
    await page.getByRole("button", { name: "Plan training days" }).click();
    await page.getByRole("combobox", { name: "Workout" }).fill("Push");
    await page.getByRole("option", { name: "Push day" }).first().click();
    for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
      await page.getByLabel(day).check();
    await axe();
    await page.getByRole("button", { name: "Save the plan" }).click();
    await page.getByRole("button", { name: "Start Push day" }).click();
    await page.getByRole("form", { name: "Dips" }).getByLabel("Repetitions of set 2").waitFor();
    await page.getByRole("button", { name: "Save the workout" }).click();
    await page.getByText("Push day is done.").waitFor();

    await page.getByRole("button", { name: "Plan training days" }).click();
    await page.getByText("Rest", { exact: true }).last().click();
    await page.getByLabel("Sunday").check();
    await page.getByRole("button", { name: "Save the plan" }).click();
    await page.getByRole("row", { name: /Rest.*Sunday/ }).waitFor();
    await axe();
  });

  browse("shows the way of a workout that a watch has recorded", async ({ page, open, life, axe }) => {
    await life.health.completedWorkouts.create({
      body: {
        completedAt: "2026-01-05T18:00:00Z",
        source: "apple_health",
        sets: [{ exercise: "Uferweg", durationSeconds: 1_800 }],
      },
    });
    const coordinates = [
      [
        [13.4, 52.5],
        [13.41, 52.51],
        [13.4, 52.5],
      ],
    ];
    const way = { geometry: { type: "MultiLineString", coordinates }, recordedPoints: 1_800 };
    await page.route("**/v1/health/completed-workouts/*/route", (route) => route.fulfill({ json: way }));
    await open("health/training");
    await page.getByRole("button", { name: "Uferweg", exact: true }).click();
    await page.getByRole("img", { name: "The way, by 1,800 points" }).waitFor();
    expect(await axe()).toEqual([]);
  });
});

import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("The medical record", () => {
  browse("takes doses, counts what is left, and names what runs out", async ({ page, open, life, axe }) => {
    await open("health/medical");
    await page.getByRole("button", { name: "Add a medication" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("Levothyroxine");
    await page.getByLabel("Dose", { exact: true }).fill("75");
    await page.getByLabel("Unit of the dose").fill("µg");
    await page.getByLabel("How often").selectOption("As needed");
    await page.getByLabel("Units left").fill("10");
    await axe();
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page
      .getByRole("row", { name: /Levothyroxine/ })
      .getByText("10 left")
      .waitFor();

    await page.getByRole("button", { name: "Take: Levothyroxine" }).click();
    await page.getByText(/once, last/).waitFor();
    await page
      .getByRole("row", { name: /Levothyroxine/ })
      .getByText("9 left")
      .waitFor();
    await axe();
    await page.getByRole("button", { name: "Undo: Levothyroxine" }).click();
    await page
      .getByRole("row", { name: /Levothyroxine/ })
      .getByText("10 left")
      .waitFor();
    const { data } = await unwrap(life.health.medications.list({ params: { query: { include: ["name", "dose"] } } }));
    expect(data).toMatchObject([
      { name: "Levothyroxine", dose: { amount: 75, unit: "µg" }, schedule: { asNeeded: true }, stockUnits: 10 },
    ]);
  });

  browse(
    "takes and skips what is due on a phone, in German",
    async ({ page, open, life, axe }) => {
      // Whatever the hour is, one of these can be taken now: the last, since one of yesterday leaves the list with that.
      const times = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);
      await unwrap(
        life.health.medications.create({
          body: { name: "Tropfen", schedule: { times }, startsOn: dayFrom(-1), stockUnits: 30 },
        }),
      );
      await open("health/medical");
      await page
        .getByRole("row", { name: /Tropfen/ })
        .getByText(/reicht bis/)
        .waitFor();
      const last = page.getByRole("button", { name: /^Nehmen: Tropfen/ }).last();
      const name = (await last.getAttribute("aria-label"))!.slice("Nehmen: ".length);
      await last.click();
      await page.getByRole("button", { name: `Zurück: ${name}` }).click();
      await page.getByRole("button", { name: `Auslassen: ${name}` }).click();
      await page.getByText("ausgelassen", { exact: true }).waitFor();
      await axe();
      const { data } = await unwrap(life.health.doses.list({}));
      expect(data).toMatchObject([{ status: "skipped", time: name.split(", ")[1] }]);
    },
    { locale: "de-DE", size: "phone" },
  );

  browse(
    "shows results as a series with its usual range, and what was found in words",
    async ({ page, open, life, axe }) => {
      const range = { unit: "ng/mL", low: 30, high: 400 };
      for (const [days, value] of [
        [-200, 12],
        [-100, 25],
      ] as const)
        await unwrap(
          life.health.labResults.create({
            body: { date: dayFrom(days), analyte: "Ferritin", result: { value, ...range } },
          }),
        );
      await open("health/medical");
      await page.getByRole("button", { name: "Add a result" }).first().click();
      await page.getByLabel("What was measured").last().fill("Ferritin");
      await page.getByLabel("Value", { exact: true }).fill("41.5");
      await page.getByLabel("Unit", { exact: true }).fill("µg/L");
      await page.getByLabel("Usual from").fill("30");
      await axe();
      await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
      await page
        .getByText(/Ferritin: 41.5 µg\/L on .*, in the usual range\. The values rise\./)
        .first()
        .waitFor();
      await page.getByText("Show the values as a table").first().waitFor();
      await axe();
      const { series } = await unwrap(life.health.labResults.series({}));
      expect(series.map(({ unit, points }) => [unit, points.map(({ flag }) => flag)])).toEqual([
        ["µg/L", ["low", "low", "in_range"]],
      ]);
    },
  );

  browse("makes a task of the next date of an entry, which does not say what it is", async ({ page, open, life }) => {
    await open("health/medical");
    await page.getByRole("button", { name: "Add an entry" }).first().click();
    await page.getByLabel("What", { exact: true }).fill("Cardiology");
    await page.getByLabel("Next date").fill(dayFrom(40));
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await page
      .getByRole("row", { name: /Cardiology/ })
      .getByText(/next/)
      .waitFor();
    await open("work/tasks");
    await page.getByText("Medical date").first().waitFor();
    const { data } = await unwrap(life.work.tasks.list({}));
    expect(data.filter(({ title }) => /Cardiology/.test(title))).toEqual([]);
  });
});

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { exerciseId, exerciseOf, exercises, idOfName } from "#core/health/exercises/exercises";
import { foundInTable } from "#core/health/exercises/find";
import { MUSCLES } from "#core/health/exercises/terms";

describe("the table of exercises", () => {
  it("has each once, with muscles, and German names for the common ones", () => {
    const all = exercises();
    expect(all).toHaveLength(873);
    expect(new Set(all.map(({ id }) => id)).size).toBe(873);
    expect(all.filter(({ nameDe }) => nameDe !== null).length).toBeGreaterThanOrEqual(150);
    expect(all.every(({ primaryMuscles }) => primaryMuscles.length > 0)).toBe(true);
    expect(new Set(all.flatMap((one) => one.primaryMuscles))).toEqual(new Set(MUSCLES));
    expect(exerciseOf("Kniebeuge")).toMatchObject({
      id: "barbell-squat",
      name: "Barbell Squat",
      nameDe: "Kniebeuge",
      equipment: "barbell",
      mechanic: "compound",
      category: "strength",
      primaryMuscles: ["quadriceps"],
      secondaryMuscles: ["calves", "glutes", "hamstrings", "lower_back"],
    });
  });

  it("is found by every name that it has, whatever the case, the accents and the punctuation", () => {
    for (const one of exercises())
      for (const name of [one.id, one.name, ...one.names])
        for (const written of [name, name.toUpperCase(), ` ${name}! `, name.normalize("NFD")])
          expect([written, exerciseOf(written)?.id]).toEqual([written, one.id]);
  });

  it("leaves other names as they are, in any script", () => {
    expect(idOfName("Opas Übung")).toBe("opas-ubung");
    expect(idOfName("深蹲")).toBe("深蹲");
    expect(idOfName("!!!")).toBe("-");
    expect(exerciseId(exerciseId("Weird  – Näme/2"))).toBe("weird-name-2");
    expect(exerciseOf("constructor")).toBeUndefined();
  });
});

describe("the search for exercises", () => {
  const names = (q: string, more: object = {}, limit = 5) => foundInTable({ q, ...more }, limit).map(({ id }) => id);

  it("begins with what is called exactly so", () => {
    expect(names("squat")[0]).toBe("barbell-squat");
    expect(names("Kreuzheben")[0]).toBe("barbell-deadlift");
    expect(names("klimmzuge")[0]).toBe("pullups");
    expect(names("bankdr")[0]).toBe("barbell-bench-press-medium-grip");
  });

  it("finds words in any order, their beginnings, muscles and equipment", () => {
    expect(names("press incl dumbb")).toContain("incline-dumbbell-press");
    const chest = foundInTable({ q: "brust kurzhantel" }, 100);
    expect(chest.length).toBeGreaterThan(3);
    expect(chest.every((one) => one.equipment === "dumbbell")).toBe(true);
    expect(names("nothing is called so")).toEqual([]);
  });

  it("is narrowed by muscle and equipment, those first that work it first", () => {
    const triceps = foundInTable({ muscle: "triceps", equipment: "cable" }, 100);
    expect(triceps.every((one) => one.equipment === "cable")).toBe(true);
    const isFirst = triceps.map((one) => one.primaryMuscles.includes("triceps"));
    expect(isFirst.lastIndexOf(true)).toBeLessThan(isFirst.indexOf(false));
  });
});

it("the table is what scripts/exercises.ts makes of the facts in LIFEOS_DATA", () => {
  const project = path.resolve(import.meta.dirname, "../../../../..");
  const facts = path.resolve(project, process.env.LIFEOS_DATA ?? "../shared/data", "exercises-free-db");
  if (!existsSync(facts)) return console.info(`no facts of exercises at ${facts}: skipped`);
  const { stdout, status } = spawnSync(process.execPath, ["scripts/exercises.ts", "--check"], {
    cwd: project,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, "the table of exercises is current\n"]);
});

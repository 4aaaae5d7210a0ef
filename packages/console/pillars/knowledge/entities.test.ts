import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("entities", () => {
  browse(
    "are found by kind and name, walked through as a graph, renamed, and said to be none",
    async ({ page, open, life, axe }) => {
      const add = (kind: "place" | "person" | "topic", name: string) =>
        unwrap(life.knowledge.entities.create({ body: { kind, name } }));
      const [vienna, clara] = [await add("place", "Vienna"), await add("person", "Clara")];
      await add("topic", "Waltz");
      const { id: taskId } = await unwrap(life.work.tasks.create({ body: { title: "Book the train" } }));
      const join = (fromType: "task" | "entity", fromId: string, toId: string) =>
        unwrap(
          life.knowledge.links.create({ body: { fromType, fromId, toType: "entity", toId, relation: "asks for" } }),
        );
      await join("task", taskId, vienna.id);
      await join("entity", clara.id, vienna.id);

      await open("knowledge/entities");
      await page.getByRole("link", { name: "Waltz" }).waitFor();
      await page.getByRole("tab", { name: "Place" }).click();
      await page.getByRole("link", { name: "Waltz" }).waitFor({ state: "detached" });
      await page.getByRole("tab", { name: "All" }).click();
      await page.getByRole("searchbox", { name: "Find by name" }).fill("vien");
      await page.getByRole("link", { name: "Clara" }).waitFor({ state: "detached" });
      await page.getByText("2 links").waitFor();
      expect(await axe()).toEqual([]);
      await page.getByRole("link", { name: "Vienna" }).click();

      const drawing = page.getByRole("group", { name: "2 things are around Vienna." });
      await drawing.getByRole("link", { name: /Clara/ }).waitFor();
      expect(await axe()).toEqual([]);
      // The list says the same to whoever does not see the drawing.
      await page.getByText("Show as a list").click();
      await page
        .getByRole("list", { name: "2 things are around Vienna." })
        .getByRole("link", { name: "Book the train" })
        .waitFor();
      await page.getByRole("grid", { name: "Mentioned in" }).getByRole("link", { name: "Book the train" }).waitFor();
      await drawing.getByRole("link", { name: /Clara/ }).click();
      await page.getByRole("heading", { name: "Clara", level: 1 }).waitFor();
      await page
        .getByRole("group", { name: "2 things are around Clara." })
        .getByRole("link", { name: /Book the train/ })
        .waitFor();
      await page.getByRole("tab", { name: "One step" }).click();
      await page
        .getByRole("group", { name: "One thing is around Clara." })
        .getByRole("link", { name: /Vienna/ })
        .click();

      await page.getByRole("combobox", { name: "Link it with" }).fill("walt");
      await page.getByRole("option", { name: /Waltz/ }).click();
      await page
        .getByRole("group", { name: "3 things are around Vienna." })
        .getByRole("link", { name: /Waltz/ })
        .waitFor();
      await page.getByRole("grid", { name: "Mentioned in" }).getByRole("link", { name: "Waltz" }).waitFor();

      await page.getByRole("textbox", { name: "Name", exact: true }).fill("Wien");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "Wien", level: 1 }).waitFor();
      await eventually(async () => {
        const path = { entityId: vienna.id };
        expect(await unwrap(life.knowledge.entities.get({ params: { path } }))).toMatchObject({
          name: "Wien",
          aliases: ["Vienna"],
        });
      });
      await page.getByRole("button", { name: "This is none" }).click();
      await page.getByRole("heading", { name: "No entities" }).waitFor();
      await page.getByText("Wien", { exact: true }).first().waitFor();
      expect(await axe()).toEqual([]);
      const { data } = await unwrap(life.knowledge.ignoredNames.list());
      expect(data.map(({ name }) => name).sort()).toEqual(["Vienna", "Wien"]);
    },
  );
});

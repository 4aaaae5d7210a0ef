import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("tags", () => {
  browse("are listed by use, renamed everywhere, and merged", async ({ page, open, life, axe }) => {
    const write = (title: string, tags: string[]) => unwrap(life.knowledge.documents.create({ body: { title, tags } }));
    await write("Beds", ["garden", "plan"]);
    await write("Trees", ["garden"]);
    await unwrap(life.knowledge.journalEntries.create({ body: { content: "Sown.", tags: ["gardn"] } }));
    const counts = async () =>
      (await unwrap(life.knowledge.tags.list({ params: { query: {} } }))).data.map(
        ({ tag, count }) => `${count} ${tag}`,
      );

    await open("knowledge/documents");
    await page.getByRole("link", { name: "All tags" }).click();
    await page.getByText("2 documents").waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("searchbox", { name: "Find by how it begins" }).fill("gardn");
    await page.getByText("2 documents").waitFor({ state: "detached" });
    await page.getByRole("grid", { name: "Tags by use" }).getByText("gardn").click();
    const sheet = page.getByRole("dialog", { name: "Rename gardn" });
    await sheet.getByRole("textbox", { name: "Name" }).fill("garden");
    expect(await axe()).toEqual([]);
    await sheet.getByRole("button", { name: "Rename" }).click();
    await sheet.waitFor({ state: "detached" });
    await page.getByText("No tag begins like that.").waitFor();
    expect(await counts()).toEqual(["3 garden", "1 plan"]);
    await page.getByRole("searchbox", { name: "Find by how it begins" }).fill("");
    await page.getByText("2 documents · one entry").waitFor();

    // A name that was not in use is taken back by its notice.
    await page.getByRole("grid", { name: "Tags by use" }).getByRole("button", { name: /plan/ }).click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("plans");
    await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
    await page.getByText("plan is called plans now").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await eventually(async () => expect(await counts()).toEqual(["3 garden", "1 plan"]));
    await page.getByRole("link", { name: "plan", exact: true }).click();
    await page.getByRole("heading", { name: "Documents with the tag plan" }).waitFor();
    await page.getByRole("link", { name: "Beds" }).waitFor();
  });
});

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

      // Another one that is the same goes into it, and stands for itself again.
      const { id: taskOfWien } = await unwrap(life.work.tasks.create({ body: { title: "Ask for rooms" } }));
      const capital = await add("topic", "The capital");
      await join("task", taskOfWien, capital.id);
      await page.getByRole("button", { name: "Merge with another" }).click();
      const sheet = page.getByRole("dialog", { name: "Merge with another" });
      await sheet.getByRole("combobox", { name: "Which other one" }).fill("capit");
      await sheet.getByRole("option", { name: /The capital/ }).click();
      await sheet.getByText("Stays: Wien").first().waitFor();
      const kind = sheet.getByRole("group", { name: "What it is" });
      expect(await kind.getByRole("radio", { name: /Stays/ }).isChecked()).toBe(true);
      await sheet.getByText("Other names: Vienna, The capital").waitFor();
      expect(await axe()).toEqual([]);
      await sheet.getByRole("button", { name: "Merge", exact: true }).click();
      await page.getByText("The capital was merged into Wien").waitFor();
      await sheet.waitFor({ state: "detached" });
      await page.getByRole("grid", { name: "Mentioned in" }).getByRole("link", { name: "Ask for rooms" }).waitFor();
      const merged = page.getByRole("grid", { name: "What was merged into it" });
      await merged.getByText("The capital").waitFor();
      await merged.getByRole("button", { name: /The capital/ }).click();
      await page.getByRole("menuitem", { name: "Undo" }).click();
      await page.getByText("The capital stands for itself again").waitFor();
      await merged.waitFor({ state: "detached" });
      expect(await unwrap(life.knowledge.entities.get({ params: { path: { entityId: capital.id } } }))).toMatchObject({
        name: "The capital",
        kind: "topic",
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

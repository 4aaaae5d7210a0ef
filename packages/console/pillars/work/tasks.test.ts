import { describe, expect } from "vitest";
import { browse } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("Tasks", () => {
  browse(
    "shows what was understood of a line, adds it, and says what is empty before",
    async ({ page, open, life }) => {
      await open("work/tasks");
      await page.getByText("Nothing is waiting to be done.").waitFor();
      await page
        .getByRole("textbox", { name: "Add a task, in your own words" })
        .fill("Call the plumber tomorrow !high ~30m");
      await page.locator(".quick-add-read").getByText("Call the plumber", { exact: true }).waitFor();
      await page.locator(".quick-add-read").getByText("tomorrow").waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("row", { name: /Call the plumber/ }).waitFor();
      const { data } = await life.work.tasks.list();
      expect(data!.data.map(({ title, priority }) => [title, priority])).toEqual([["Call the plumber", "high"]]);
    },
  );

  browse("checks a task off at once, and takes it back", async ({ page, open, life }) => {
    const { data: task } = await life.work.tasks.create({ body: { title: "Water the plants" } });
    await open("work/tasks");
    const box = page.getByRole("checkbox", { name: "Done: Water the plants" });
    await box.check();
    await eventually(async () => expect((await statusOf(task!.id)).status).toBe("completed"));
    await box.uncheck();
    await eventually(async () => expect((await statusOf(task!.id)).status).not.toBe("completed"));

    async function statusOf(taskId: string) {
      return (await life.work.tasks.get({ params: { path: { taskId } } })).data!;
    }
  });

  browse(
    "keeps both changes when two devices change two fields, and asks when it is the same one",
    async ({ page, open, life }) => {
      const { data: task } = await life.work.tasks.create({ body: { title: "Book the train", priority: "low" } });
      const path = { taskId: task!.id };
      await open(`work/tasks/${task!.id}`);
      await page.getByLabel("Title").fill("Book the night train");
      await life.work.tasks.update({ params: { path }, body: { priority: "critical" } });
      await page.getByRole("button", { name: "Save" }).click();
      await eventually(async () =>
        expect((await life.work.tasks.get({ params: { path } })).data).toMatchObject({
          title: "Book the night train",
          priority: "critical",
        }),
      );
    },
  );

  browse(
    "shows what another device does: a new task waits above, a changed one changes in place",
    async ({ page, open, life }) => {
      const { data: task } = await life.work.tasks.create({ body: { title: "Pack", dueDate: "2026-03-04" } });
      await open("work/tasks");
      await page.getByRole("row", { name: /Pack/ }).waitFor();
      await life.work.tasks.update({ params: { path: { taskId: task!.id } }, body: { title: "Pack the blue bag" } });
      await page.getByRole("row", { name: /Pack the blue bag/ }).waitFor();
      await life.work.tasks.create({ body: { title: "Lock the door", dueDate: "2026-03-03" } });
      await page.getByRole("button", { name: "1 new" }).click();
      await page.getByRole("row", { name: /Lock the door/ }).waitFor();
    },
  );

  browse(
    "asks which of two changes of one field is to stay, and shows hostile text as text",
    async ({ page, open, life }) => {
      const hostile = '<img src=x onerror="alert(1)"> \u202eright to left';
      const { data: task } = await life.work.tasks.create({ body: { title: hostile } });
      const path = { taskId: task!.id };
      await open(`work/tasks/${task!.id}`);
      await page.getByRole("heading", { name: "<img src=x onerror" }).waitFor();
      await page.getByLabel("Title").fill("Mine");
      await life.work.tasks.update({ params: { path }, body: { title: "Theirs" } });
      // Also when the page has heard of it meanwhile.
      await page.getByRole("heading", { name: "Theirs" }).waitFor();
      await page.getByRole("button", { name: "Save" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByText("Theirs", { exact: true }).first().waitFor();
      await sheet.getByRole("button", { name: "Save what I chose" }).click();
      await eventually(async () => expect((await life.work.tasks.get({ params: { path } })).data!.title).toBe("Mine"));
    },
  );

  browse("brings a deleted task back", async ({ page, open, life }) => {
    await life.work.tasks.create({ body: { title: "Keep me" } });
    await open("work/tasks");
    await page.getByRole("row", { name: /Keep me/ }).focus();
    await page.keyboard.press("Shift+Delete");
    await page.getByText("Deleted: Keep me").waitFor();
    await page.keyboard.press("z");
    await page.getByRole("row", { name: /Keep me/ }).waitFor();
    expect((await life.work.tasks.list()).data!.data).toHaveLength(1);
  });

  browse("completes all that match, by the filter and not by their ids", async ({ page, open, life }) => {
    const titles = Array.from({ length: 110 }, (_, at) => `Task ${at}`);
    const operations = titles.map((title) => ({ op: "create" as const, task: { title } }));
    for (const some of [operations.slice(0, 55), operations.slice(55)])
      await life.work.tasks.batch({ body: { operations: some } });
    await open("work/tasks");
    await page.getByRole("row", { name: /Task/ }).first().focus();
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Select all that match" }).click();
    await page.getByRole("button", { name: "Complete all that match" }).click();
    await page.getByText("Nothing is waiting to be done.").waitFor();
    const { data } = await life.work.tasks.list({ params: { query: { status: "completed", limit: 100 } } });
    expect(data!.data).toHaveLength(100);
  });
});

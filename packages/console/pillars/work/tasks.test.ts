import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("Tasks", () => {
  browse(
    "shows what was understood of a line, adds it, and says what is empty before",
    async ({ page, open, life }) => {
      await open("work/tasks");
      await page.getByText("Nothing is waiting to be done.").waitFor();
      await page.getByLabel("Add a task, in your own words").fill("Call the plumber tomorrow !high ~30m");
      await page.locator(".quick-add-read").getByText("Call the plumber", { exact: true }).waitFor();
      await page.locator(".quick-add-read").getByText("tomorrow").waitFor();
      await page.getByRole("button", { name: "Add", exact: true }).click();
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
    await expect.poll(async () => (await statusOf(task!.id)).status).toBe("completed");
    await box.uncheck();
    await expect.poll(async () => (await statusOf(task!.id)).status).not.toBe("completed");

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
      await life.work.tasks.update({ params: { path }, body: { priority: "critical" } });
      await page.getByLabel("Title").fill("Book the night train");
      await page.getByRole("button", { name: "Save" }).click();
      await expect
        .poll(async () => (await life.work.tasks.get({ params: { path } })).data)
        .toMatchObject({ title: "Book the night train", priority: "critical" });
    },
  );
});

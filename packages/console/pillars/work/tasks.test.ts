import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse, browseAlways } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("A project", () => {
  browse("says what an hour of it costs, apart from the project itself", async ({ page, open, life, axe, settled }) => {
    const { id: projectId } = await unwrap(life.work.projects.create({ body: { name: "<b>New</b> site" } }));
    const rate = () => unwrap(life.work.projects.getRate({ params: { path: { projectId } } }));
    await open(`work/projects/${projectId}`);
    await page.getByRole("button", { name: "What an hour costs" }).click();
    const sheet = page.getByRole("dialog", { name: "What an hour costs" });
    await sheet.getByRole("textbox", { name: "Price of an hour" }).fill("90");
    await sheet.getByRole("combobox", { name: "Currency" }).selectOption("EUR");
    await sheet.getByRole("textbox", { name: "Rounded to minutes" }).fill("15");
    await settled();
    expect(await axe()).toEqual([]);
    await sheet.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "€90.00 an hour" }).waitFor();
    await expect.poll(rate).toMatchObject({ hourlyRateCents: 9_000, rateCurrency: "EUR", roundingMinutes: 15 });
  });
});

describe("Tasks", () => {
  browseAlways(
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
      // The first change may have come with what the page read when its stream began; the second one came by the stream.
      await life.work.tasks.update({ params: { path: { taskId: task!.id } }, body: { title: "Pack the red bag" } });
      await page.getByRole("row", { name: /Pack the red bag/ }).waitFor();
      await life.work.tasks.create({ body: { title: "Lock the door", dueDate: "2026-03-03" } });
      await page.getByRole("button", { name: "1 new" }).click();
      await page.getByRole("row", { name: /Lock the door/ }).waitFor();
    },
  );

  browse("tells of a new task that the dashboard heard of before the stream did", async ({ page, open, life }) => {
    await life.work.tasks.create({ body: { title: "Pack", dueDate: "2026-03-04" } });
    const dashboard = Promise.withResolvers<void>();
    const stream = Promise.withResolvers<void>();
    await page.route("**/v1/platform/dashboard", (route) => dashboard.promise.then(() => route.continue()));
    await page.route("**/v1/platform/events/stream", (route) => stream.promise.then(() => route.continue()));
    await open("work/tasks");
    await page.getByRole("row", { name: /Pack/ }).waitFor();
    await life.work.tasks.create({ body: { title: "Lock the door", dueDate: "2026-03-03" } });
    const answer = page.waitForResponse("**/v1/platform/dashboard");
    dashboard.resolve();
    expect(await (await answer).text()).toContain("Lock the door");
    stream.resolve();
    await page.getByRole("button", { name: "1 new" }).click();
    await page.getByRole("row", { name: /Lock the door/ }).waitFor();
  });

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
    await expect.poll(async () => (await life.work.tasks.list()).data!.data).toHaveLength(1);
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

  browseAlways(
    "asks which day stays when a task was moved to another one on another device",
    async ({ page, open, life }) => {
      const { data: task } = await life.work.tasks.create({ body: { title: "Dentist", dueDate: "2031-03-03" } });
      const path = { taskId: task!.id };
      await open(`work/tasks/${task!.id}`);
      await page.getByLabel("Due", { exact: true }).fill("24 Dec 2031");
      await life.work.tasks.update({ params: { path }, body: { dueDate: "2031-03-10" } });
      await page.getByRole("button", { name: "Save" }).click();
      const sheet = page.getByRole("dialog");
      await sheet.getByText("10 March 2031").waitFor();
      await sheet.getByRole("button", { name: "Save what I chose" }).click();
      await eventually(async () =>
        expect((await life.work.tasks.get({ params: { path } })).data!.dueDate).toBe("2031-12-24"),
      );
    },
  );

  browseAlways("is usable by keys alone: add, check off, select, move and open", async ({ page, open, life }) => {
    await open("work/projects");
    await page.keyboard.press("n");
    const line = page.getByRole("textbox", { name: "Add a task, in your own words" });
    await page.locator("input:focus").and(line).waitFor();
    for (const title of ["Wash the car", "Bring the bottles away"]) {
      await page.keyboard.type(title);
      await page.keyboard.press("Enter");
      await page.getByRole("row", { name: new RegExp(title) }).waitFor();
    }
    const titles = async () => {
      const query = { sort: "sortOrder" as const };
      return (await life.work.tasks.list({ params: { query } })).data!.data.map(({ title }) => title);
    };
    await page.getByRole("row", { name: /Wash the car/ }).focus();
    await page.keyboard.press("Alt+ArrowDown");
    await eventually(async () => expect(await titles()).toEqual(["Bring the bottles away", "Wash the car"]));
    await page.keyboard.press("k");
    await page.keyboard.press("Space");
    await page.getByRole("checkbox", { name: "Done: Bring the bottles away", checked: true }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Wash the car" }).waitFor();
  });

  browseAlways(
    "moves what was deleted back from the list of it, and shows hostile names as text",
    async ({ page, open, life }) => {
      const hostile = '<img src=x onerror="alert(1)"> \u202eright to left';
      const { data: project } = await life.work.projects.create({ body: { name: hostile } });
      const { data: task } = await life.work.tasks.create({
        body: { title: hostile, projectId: project!.id, labels: [hostile.slice(0, 30)] },
      });
      await life.work.tasks.remove({ params: { path: { taskId: task!.id } } });
      await open("work/deleted");
      await page
        .getByRole("row", { name: /<img src=x onerror/ })
        .getByRole("button", { name: "Bring back" })
        .click();
      await page.getByText("Nothing was deleted.").waitFor();
      await open(`work/projects/${project!.id}`);
      await page.getByRole("heading", { name: /<img src=x onerror/ }).waitFor();
      const column = page.getByRole("region", { name: "To do" });
      const row = column.getByRole("row", { name: /<img src=x onerror/ });
      await row.getByRole("button", { name: /^Actions for/ }).click();
      await page.getByRole("menuitem", { name: "Move to In progress" }).click();
      await page.getByRole("region", { name: "In progress" }).getByRole("row", { name: /<img/ }).waitFor();
      await eventually(async () => {
        const { data } = await life.work.tasks.get({ params: { path: { taskId: task!.id } } });
        expect(data!.status).toBe("in_progress");
      });
    },
  );

  browse(
    "reads a line in the person's language, says what waits for a task, and calls its fields by their names",
    async ({ page, open, life }) => {
      await open("work/tasks");
      const line = page.getByRole("textbox", { name: /Aufgabe/ });
      await line.fill("Farbe kaufen übermorgen um halb neun !hoch");
      await page.locator(".quick-add-read").getByText("Farbe kaufen", { exact: true }).waitFor();
      await line.press("Enter");
      await page.getByRole("row", { name: /Farbe kaufen/ }).waitFor();
      const [paint] = (await life.work.tasks.list()).data!.data;
      expect(paint).toMatchObject({ title: "Farbe kaufen", priority: "high" });
      const path = { taskId: paint!.id };
      const { data: wall } = await life.work.tasks.create({ body: { title: "Wand streichen" } });
      const blockedByTaskId = paint!.id;
      await life.work.dependencies.add({ params: { path: { taskId: wall!.id } }, body: { blockedByTaskId } });

      await page.getByRole("link", { name: "Farbe kaufen" }).click();
      const waiting = page.getByRole("region", { name: "Darauf wartet" });
      await waiting.getByRole("link", { name: "Wand streichen" }).waitFor();
      await page.getByLabel("Notizen").fill("Weiß");
      await life.work.tasks.update({ params: { path }, body: { description: "Gelb" } });
      await page.getByRole("button", { name: "Speichern" }).click();
      await page.getByRole("dialog").getByRole("group", { name: "Notizen" }).waitFor();
    },
    { locale: "de-DE" },
  );
});

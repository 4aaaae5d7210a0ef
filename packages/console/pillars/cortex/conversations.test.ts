import { describe, expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

describe("Conversations", () => {
  browse("answer, have branches, and do what is approved of alone", async ({ page, open, life, axe, settled }) => {
    await open("cortex/conversations");
    await page.getByText("No conversation yet.").waitFor();
    const line = page.getByRole("textbox", { name: "Ask or tell something" });
    await line.fill("What is overdue?");
    await line.press("Enter");
    await page.getByRole("heading", { name: "What is overdue" }).waitFor();
    await page.getByText("No task is overdue.").waitFor();

    await line.fill("add task: <b>pay rent</b> tomorrow");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText("title: <b>pay rent</b>").waitFor();
    const tasks = async () => (await unwrap(life.work.tasks.list())).data.map(({ title }) => title);
    expect(await tasks()).toEqual([]);
    await settled();
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "Do it" }).click();
    await page.getByText("Done.").waitFor();
    expect(await tasks()).toEqual(["<b>pay rent</b>"]);

    await page.getByRole("button", { name: "Say it otherwise" }).first().click();
    const other = page.getByRole("textbox", { name: "Say it otherwise" });
    await other.fill("How are my habits?");
    await other.press("Enter");
    await page.getByText("You keep no habit here.").waitFor();
    await page.getByText("2 of 2").waitFor();
    await page.getByRole("button", { name: "The one before" }).click();
    await page.getByText("No task is overdue.").waitFor();
    await page.getByText("1 of 2").waitFor();

    await open("cortex/conversations");
    await page.getByRole("searchbox", { name: "Search in what was said" }).fill("pay rent");
    await page.getByRole("link", { name: "What is overdue" }).waitFor();
  });

  browse("are answered in the person's language", async ({ page, open, life }) => {
    await unwrap(life.identity.me.update({ body: { locale: "de" } }));
    const { id } = await unwrap(life.cortex.conversations.create({ body: {} }));
    await unwrap(
      life.cortex.messages.send({
        params: { path: { conversationId: id } },
        body: { content: "Was steht am 24.12. an?" },
      }),
    );
    await open(`cortex/conversations/${id}`);
    await page.getByText(/^Am .*24\. Dezember.* ist nichts\.$/).waitFor();
  });
});

import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const CSV = [
  "TYPE,CONTENT,PRIORITY,INDENT",
  'task,"<img src=x onerror=""alert(1)"">",4,1',
  "task,Call the landlord,1,1",
].join("\n");

describe("Imports", () => {
  browse("ask what may be said of a kind, and say in German why a row is wrong", async ({ page, open, life }) => {
    await life.identity.me.update({ body: { locale: "de-AT" } });
    await open("ingest/imports");
    await page.getByRole("button", { name: "Importieren", exact: true }).first().click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: /Text/ }).fill(["TYPE,CONTENT,PRIORITY,INDENT", "task,,1,1"].join("\n"));
    await sheet.getByRole("combobox").first().selectOption("todoist_csv");
    await sheet.getByRole("textbox", { name: "Projekt" }).fill("<i>Haus</i>");
    await sheet.getByRole("button", { name: "Durchsehen" }).click();
    await page.getByRole("row").getByText("Die Aufgabe hat keinen Text.").waitFor();
    const { data } = await life.ingest.imports.list();
    expect(data!.data[0]!.options).toEqual({ project: "<i>Haus</i>" });

    await open("ingest/imports");
    await page.getByRole("button", { name: "Importieren", exact: true }).first().click();
    await sheet.getByRole("textbox", { name: /Text/ }).fill("a,b\n1,2");
    await sheet.getByRole("combobox").first().selectOption("todoist_csv");
    await sheet.getByRole("button", { name: "Durchsehen" }).click();
    await page.getByText("Ihrer ersten Zeile fehlt, was gebraucht wird: type, content.").waitFor();
  });

  browse("look through a file first, write it then, and take it back", async ({ page, open, life, axe, settled }) => {
    const titles = async () => {
      const { data } = await life.work.tasks.list();
      return data!.data.map(({ title }) => title).toSorted();
    };
    await open("ingest/imports");
    await page.getByRole("button", { name: "Import", exact: true }).first().click();
    await page
      .getByRole("dialog")
      .locator("input[type=file]")
      .setInputFiles({
        name: "Home.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(CSV),
      });
    await page.getByRole("combobox", { name: "What it is" }).selectOption("todoist_csv");
    await page.getByRole("button", { name: "Look through it" }).click();
    await page.getByRole("heading", { level: 1, name: "Home.csv" }).waitFor();
    await page.getByText("looked through, nothing written").waitFor();
    await page.getByRole("row", { name: /onerror/ }).waitFor();
    expect(await titles()).toEqual([]);
    await settled();
    expect(await axe()).toEqual([]);

    await page.getByRole("button", { name: /^Import \d+ rows/ }).click();
    await page.getByRole("button", { name: "Undo the import" }).waitFor();
    await expect.poll(() => titles()).toEqual(['<img src=x onerror="alert(1)">', "Call the landlord"]);

    await page.getByRole("button", { name: "Undo the import" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Undo the import" }).click();
    await page.locator("main .lead").getByText("undone", { exact: true }).waitFor();
    await expect.poll(() => titles()).toEqual([]);
  });
});

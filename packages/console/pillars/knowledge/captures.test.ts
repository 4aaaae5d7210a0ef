import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const text = [
  "Asparagus beds need patience, because the plants must grow for three years before anybody cuts them.",
  "In the first spring the gardener digs a trench and sets the crowns of the asparagus plants on a low ridge.",
  "The soil of asparagus beds should be sandy, warm and free of the roots of old weeds.",
  "Plants that are cut in their first years grow weak, and weak asparagus plants give thin spears.",
  "From the third spring on the gardener cuts spears of asparagus until the end of June.",
  "After June the plants must grow tall, so that the crowns of the asparagus bed gain strength.",
  "A good asparagus bed gives spears for fifteen years when the gardener cuts the plants with care.",
  "The opportunity cost of an asparagus bed is a bed of beans.",
  "#horticulture",
].join(" ");

const clippings = `The Garden (Ada Byron)
- Your Highlight on Location 40 | Added on Sunday, 1 March 2026

Plant in March.
==========
`;

describe("Captures", () => {
  browse("are pasted and dropped, and show what became of them", async ({ page, open, life, axe }) => {
    await open("knowledge/captures");
    await page.getByText("Nothing was captured yet.").waitFor();
    await axe();
    await page.getByRole("textbox", { name: "An address, a page or a text" }).fill(text);
    await page.getByRole("button", { name: "Capture", exact: true }).click();
    await page.getByRole("row", { name: /one document, 3 key points,? and one mental model/ }).waitFor();

    await page.locator('input[type="file"]').setInputFiles([
      { name: "My Clippings.txt", mimeType: "text/plain", buffer: Buffer.from(clippings) },
      { name: "broken.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") },
    ]);
    await page.getByRole("row", { name: /The Garden.*one new highlight/ }).waitFor();
    await page.getByRole("row", { name: /There is no highlight in it/ }).waitFor();
    await axe();

    await page.getByRole("row", { name: /3 key points/ }).click();
    await page.getByRole("heading", { name: "What it says" }).waitFor();
    await page.getByText("The opportunity cost of an asparagus bed is a bed of beans.").waitFor();
    await page.getByRole("link", { name: /Opportunity cost in/ }).waitFor();
    await page.getByRole("grid", { name: "What it is about" }).getByRole("link", { name: "horticulture" }).waitFor();
    await axe();
    await page.getByRole("button", { name: "Analyse again" }).click();
    await page.getByText("It is analysed again.").waitFor();
    await page.getByRole("button", { name: "Analyse again", disabled: false }).waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("heading", { name: "Captures" }).waitFor();
    const { data } = (await life.knowledge.captures.list({})).data!;
    expect(data.map(({ source }) => source).sort()).toEqual(["ebook", "ebook"]);
  });
});

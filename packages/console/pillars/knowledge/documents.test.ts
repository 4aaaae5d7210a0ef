import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

describe("Documents", () => {
  browse(
    "are written, saved while one types, read as text that does nothing, found, deleted and brought back",
    async ({ page, open, life, axe, settled }) => {
      await open("knowledge/documents");
      await page.getByText("There is no document here yet.").waitFor();
      await page.getByRole("button", { name: "Write" }).first().click();
      await page.getByRole("textbox", { name: "Title" }).fill("Garden plan");
      await page.getByRole("button", { name: "Begin" }).click();

      await page.getByRole("heading", { level: 1, name: "Garden plan" }).waitFor();
      const typed = [
        "## Beds",
        "- Beans\n- <img src=x onerror=alert(1)>",
        "[a link](https://example.com/) [no link](javascript:alert(1)) ![a picture](https://example.com/p.png)",
        "| Day | Bin |\n| --- | --- |\n| Monday | Paper |",
        "שלום עולם",
      ].join("\n\n");
      await page.getByRole("textbox", { name: "Text", exact: true }).fill(typed);
      await page.getByText("Saved", { exact: true }).waitFor();
      const { data } = await life.knowledge.documents.list({ params: { query: { include: "contentMarkdown" } } });
      expect(data!.data).toMatchObject([{ title: "Garden plan", contentMarkdown: typed }]);

      await page.getByRole("button", { name: "Done" }).click();
      await page.getByRole("heading", { name: "Beds" }).waitFor();
      await page.getByText("<img src=x onerror=alert(1)>").waitFor();
      expect(await page.locator(".markdown img").count()).toBe(0);
      const links = await page
        .locator(".markdown a")
        .evaluateAll((all) =>
          all.map((one) => `${one.textContent} ${one.getAttribute("href")} ${one.getAttribute("rel")}`),
        );
      const rel = "noopener noreferrer nofollow";
      expect(links).toEqual([`a link https://example.com/ ${rel}`, `a picture https://example.com/p.png ${rel}`]);
      await page.getByRole("cell", { name: "Paper" }).waitFor();
      await settled();
      expect(await axe()).toEqual([]);

      await page.getByRole("link", { name: "Documents" }).last().click();
      await page.getByRole("searchbox", { name: "Find by title" }).fill("garden");
      await page.getByRole("row", { name: /Garden plan/ }).waitFor();
      await page.getByRole("searchbox", { name: "Find by title" }).fill("nothing");
      await page.getByText("No document is called like that.").waitFor();
      await page.getByRole("searchbox", { name: "Find by title" }).fill("");
      await page
        .getByRole("row", { name: /Garden plan/ })
        .getByRole("link")
        .first()
        .click();
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByText("There is no document here yet.").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByRole("row", { name: /Garden plan/ }).waitFor();
    },
  );

  browse("lead to what they name in double brackets, which says where it is named", async ({ page, open, life }) => {
    const { data: named } = await life.knowledge.documents.create({
      body: { title: "Café plan", contentMarkdown: "" },
    });
    const contentMarkdown = "# Beds\n\nSee [[cafe plan]], [[Café plan|the plan]] and [[nothing]], not `[[Café plan]]`.";
    const { data: naming } = await life.knowledge.documents.create({ body: { title: "Beds", contentMarkdown } });
    // What a text names is linked when its person has stopped writing; by hand it is at once.
    const body = { fromType: "document", fromId: naming!.id, toType: "document", toId: named!.id } as const;
    await life.knowledge.links.create({ body });
    await open(`knowledge/documents/${naming!.id}`);
    const link = page.locator(".markdown").getByRole("link");
    await link.nth(1).waitFor();
    expect(await link.allTextContents()).toEqual(["cafe plan", "the plan"]);
    expect(await page.locator(".markdown p").first().textContent()).toContain("and nothing, not [[Café plan]].");
    await link.first().click();
    await page.getByRole("heading", { level: 1, name: "Café plan" }).waitFor();
    expect(page.url()).toContain(named!.id);
    await page.getByRole("link", { name: "Beds" }).waitFor();
  });

  browse("show lists in lists as deep as anybody reads, and a long line", async ({ page, open, life }) => {
    const nested = Array.from({ length: 10_000 }, (_, depth) => `${"  ".repeat(depth)}- level`)
      .join("\n")
      .slice(0, 400_000);
    const contentMarkdown = `${"- ".repeat(10_000)}deep\n\n${"> ".repeat(10_000)}quoted\n\n${"*[".repeat(20_000)}\n\n${nested}`;
    const made = await life.knowledge.documents.create({ body: { title: "Deep", contentMarkdown } });
    await open(`knowledge/documents/${made.data!.id}`);
    await page.getByText("deep", { exact: true }).first().waitFor();
    await page.getByText("Only the beginning is shown").waitFor();
  });
});

/** What is read of a page: the article that a person reads, in bounded time whatever the page is. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factors } from "#cloud/apart";
import type { ReadablePage } from "#core/knowledge/readable";
import { readablePage } from "#core/knowledge/readable";
import { readableApart } from "#core/knowledge/readable-apart";
import { someOf } from "#testing/sampled";

// How busy the machine is decides nothing.
beforeAll(() => {
  factors.clock = 20;
});
afterAll(() => {
  factors.clock = 1;
});

const sentence = "Asparagus grows from a crown that is planted in a trench, and is cut from the third year on. ";
const article = (inner: string) =>
  `<!doctype html><html lang="en-GB"><head><title>Asparagus | The Garden</title><meta property="og:site_name" content="The Garden"><meta property="article:published_time" content="2026-04-01T08:00:00Z"></head>
  <body><nav><a href="/">Home</a> <a href="/shop">Shop</a></nav><article><h1>Asparagus</h1>${inner}${`<p>${sentence.repeat(4)}</p>`.repeat(3)}</article><footer>Imprint</footer></body></html>`;
const read = async (html: string, url: string | null = "https://garden.example/asparagus/") =>
  JSON.parse(await readableApart(new TextEncoder().encode(html), { url, maxChars: 400_000 })) as ReadablePage;

describe("the article of a page", () => {
  it("is its text and Markdown without what surrounds it, with its title, site, day and language", async () => {
    const page = await read(
      article(
        `<h2>Soil &amp; light</h2><ul><li>sandy</li><li>warm <b>and</b> dry<ol><li>once</li></ol></li></ul><blockquote>Cut it <em>young</em>.</blockquote><p>1. See <a href="../soil?a=(b)">soil</a> and <a href="javascript:alert(1)">this</a>. <code>a_b</code> 2*3</p><pre>row\n  \`\`\`plant</pre><table><tr><th>Year</th><th>Cut</th></tr><tr><td>3</td><td>yes|no</td></tr></table>`,
      ),
    );
    expect(page).toMatchObject({
      title: "Asparagus | The Garden",
      siteName: "The Garden",
      publishedAt: "2026-04-01T08:00:00Z",
      language: "en-GB",
      isPlain: false,
    });
    expect(page.text).toContain("Soil & light\nsandy\nwarm and dry\nonce");
    expect(page.text).not.toMatch(/Imprint|Shop/);
    for (const part of [
      "## Soil & light",
      "- sandy\n- warm **and** dry\n  1. once",
      "> Cut it *young*.",
      "1\\. See [soil](https://garden.example/soil?a=%28b%29) and this. `a_b` 2\\*3",
      "````\nrow\n  ```plant\n````",
      "| Year | Cut |\n| --- | --- |\n| 3 | yes\\|no |",
    ])
      expect(page.markdown).toContain(part);
  });

  it("is all of the text where nothing tells it from the rest, or where reading it costs too much", async () => {
    const short = await readablePage("<title>Note</title><p>Buy *milk*.\n<ul><li>- two", {
      url: null,
      maxChars: 1_000,
    });
    expect(short).toMatchObject({ text: expect.stringContaining("Buy \\*milk\\*."), isPlain: true });
    const deep = await readablePage(`<title>Deep</title>${"<div>".repeat(100_000)}Down here`, {
      url: null,
      maxChars: 1_000,
    });
    expect(deep).toMatchObject({ title: "Deep", text: "Down here", isPlain: true });
    const open = await readablePage("<p>hello <b>world".repeat(5_000), { url: null, maxChars: 1_000 });
    expect(open).toMatchObject({ isPlain: true, text: expect.stringMatching(/^hello world/) });
    expect(await readablePage("<script>1</script>", { url: null, maxChars: 1_000 })).toBeUndefined();
  });

  it("that was made to keep its reader busy ends at the limits, and is read plainly", async () => {
    const page = await readablePage(
      `<p>${"<".repeat(1_500_000)}`,
      { url: null, maxChars: 1_000 },
      { processorMs: 700 },
    );
    expect(page === undefined || page.isPlain).toBe(true);
  });

  it("has Markdown that is well-formed and no longer than allowed, whatever its text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
        const shown = text.replace(/[<&]/g, "");
        const page = await read(article(`<p>${shown}</p>`), null);
        expect(page.markdown.isWellFormed() && page.text.isWellFormed()).toBe(true);
        expect(page.markdown).not.toContain("\0");
      }),
      { numRuns: 8 },
    );
  });
});

/** How much two texts have in common, by their words (Dice): 1 for the same ones. */
function likeness(a: string, b: string): number {
  const words = (text: string) => text.normalize("NFKC").match(/[\p{L}\p{N}]+/gu) ?? [];
  const [left, right] = [words(a), words(b)];
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of right) {
    const count = counts.get(word) ?? 0;
    if (count > 0) common++;
    counts.set(word, count - 1);
  }
  return (2 * common) / (left.length + right.length);
}

const pages = path.resolve(process.env.LIFEOS_DATA ?? "../shared/data", "pages-readability");
it("title and text are as expected on nine of ten of the public pages in LIFEOS_DATA", async () => {
  if (!existsSync(pages)) return console.info(`no pages at ${pages}: skipped`);
  const all = readdirSync(pages).filter((name) => existsSync(path.join(pages, name, "source.html")));
  const names = someOf("readable-pages", all, 10);
  const lines: string[] = [];
  let right = 0;
  for (const name of names) {
    const of = (file: string) => readFileSync(path.join(pages, name, file), "utf8");
    const { title } = JSON.parse(of("expected-metadata.json")) as { title: string };
    const expected = parseHTML(`<html><body>${of("expected.html")}</body></html>`).document.body.textContent ?? "";
    const page = await read(of("source.html"), "http://fakehost/test/page.html");
    const alike = likeness(expected, page.text);
    const isRight = (page.title ?? "") === title.replace(/\s+/g, " ").trim() && alike >= 0.9;
    if (isRight) right++;
    else lines.push(`  ${name}: ${alike.toFixed(3)}, “${page.title}” for “${title}”`);
  }
  console.info(`  pages read as expected: ${right} of ${names.length}\n${lines.join("\n")}`);
  expect(right / names.length).toBeGreaterThanOrEqual(0.9);
}, 120_000);

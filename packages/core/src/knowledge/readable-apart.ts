/** Finds the article of a page in a process that may be killed while it does. Call `readablePage` instead, which starts that process. */
import { Readability } from "@mozilla/readability";
import { Parser } from "htmlparser2";
import { parseHTML } from "linkedom";
import { cut } from "#kit/text";
import type { ReadableOptions, ReadablePage } from "./readable.ts";
import { type DomElement, markdownOf, textOf } from "./readable-markdown.ts";

/** No page that people read is so deep; the time that one takes grows with the square of its depth. */
const MAX_DEPTH = 400;
const MAX_ELEMENTS = 150_000;

/** JSON of a ReadablePage. Throws an Error for a page that it does not read. */
export async function readableApart(file: Uint8Array, given: unknown): Promise<string> {
  const { url, maxChars } = given as ReadableOptions;
  const html = new TextDecoder().decode(file);
  refuseMonsters(html);
  const { document } = parseHTML(html);
  if (!document.documentElement) throw new Error("It has no element.");
  const language = document.documentElement.getAttribute("lang");
  const named = (document.querySelector("title") ?? document.querySelector("h1"))?.textContent;
  const article = new Readability(document, { maxElemsToParse: MAX_ELEMENTS }).parse();
  if (!article?.content) throw new Error("It has no article.");
  const body: DomElement = parseHTML(`<html><body>${article.content}</body></html>`).document.body;
  const page: ReadablePage = {
    // A page need not have a head to have a title.
    title: said(article.title, 500) ?? said(named, 500),
    byline: said(article.byline, 300),
    siteName: said(article.siteName, 300),
    publishedAt: said(article.publishedTime, 60),
    language: said(article.lang ?? language, 35),
    text: cut(textOf(body), maxChars),
    markdown: cut(markdownOf(body, url), maxChars),
    isPlain: false,
  };
  return JSON.stringify(page);
}

const said = (text: string | null | undefined, max: number) =>
  cut((text ?? "").replace(/\s+/g, " ").trim(), max) || null;

/** What has to be held open at once is counted before there is a tree. */
function refuseMonsters(html: string): void {
  let depth = 0;
  let elements = 0;
  const parser = new Parser({
    onopentagname() {
      depth++;
      elements++;
      if (depth > MAX_DEPTH) throw new Error("Its elements are nested too deep.");
      if (elements > MAX_ELEMENTS) throw new Error("It has too many elements.");
    },
    onclosetag() {
      depth--;
    },
  });
  parser.end(html);
}

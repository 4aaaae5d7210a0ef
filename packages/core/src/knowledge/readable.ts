/**
 * What a person reads of a page: its title, who wrote it, and its text without what surrounds it. By @mozilla/readability, as Firefox shows it, on the
 * DOM of linkedom: of the 33 pages of Mozilla's own tests it gives title and text of 32 as they are expected, and reads one of a megabyte in a
 * second with 200 MB. Each page is read in a process of its own, since it may have been made to keep its reader busy; one that costs too much or has
 * no article is read as plain text instead, which takes time in proportion to its length.
 */
import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import { readDocument, UnreadableDocumentError } from "#core/ingest/document-text";
import { formatsProgram } from "#core/ingest/pdf-text";
import { cut } from "#kit/text";

export interface ReadablePage {
  title: string | null;
  byline: string | null;
  siteName: string | null;
  /** As the page says it: a day, an instant or anything else. */
  publishedAt: string | null;
  language: string | null;
  text: string;
  markdown: string;
  /** Whether nothing tells the article from what surrounds it, so that all of the page's text is there. */
  isPlain: boolean;
}

export interface ReadableOptions {
  url: string | null;
  /** Of the text, and of the Markdown, at most. */
  maxChars: number;
}

export const readableLimits: ApartLimits = {
  processorMs: 12_000,
  timeMs: 36_000,
  memoryBytes: 512 * 1024 ** 2,
  outputBytes: 6 * 1024 ** 2,
};

/** Undefined where a page has no text at all. Throws ApartError with `busy` while too many documents are being read. */
export async function readablePage(
  html: string,
  options: ReadableOptions,
  within: Partial<ApartLimits> = {},
): Promise<ReadablePage | undefined> {
  const document = new TextEncoder().encode(html);
  try {
    const limits = { ...readableLimits, ...within };
    const page = JSON.parse(
      await readApart(formatsProgram(), { format: "readable", document, options }, limits),
    ) as ReadablePage;
    if (page.text.trim() !== "") return page;
  } catch (error) {
    if (!(error instanceof ApartError) || error.reason === "busy") throw error;
  }
  const whole = (await plainly(document)).trim();
  if (!whole) return undefined;
  const title = /<title[^>]{0,200}>([^<]{1,500})</i.exec(html.slice(0, 200_000))?.[1]?.replace(/\s+/g, " ").trim();
  // The title stands above the text, and not in it.
  const markdown = cut(
    title && whole.startsWith(`# ${title}\n`) ? whole.slice(title.length + 3).trim() : whole,
    options.maxChars,
  );
  return {
    title: title || null,
    byline: null,
    siteName: null,
    publishedAt: null,
    language: null,
    text: markdown,
    markdown,
    isPlain: true,
  };
}

async function plainly(document: Uint8Array): Promise<string> {
  try {
    return (await readDocument(document, "html")).markdown;
  } catch (error) {
    if (error instanceof UnreadableDocumentError) return "";
    throw error;
  }
}

/** Without what would make of a line a heading, a quote or an item. */
export const escapedLines = (text: string): string =>
  text.replace(/^([ \t]*)([#>*+-])(?=\s)/gm, "$1\\$2").replace(/^([ \t]*\d{1,9})([.)])(?=\s)/gm, "$1\\$2");

/** What somebody pastes or drops as the body of a capture: an address, a page, a text, clippings, a table of highlights. */
import { change } from "#console/data/change.ts";
import type { Answer, Body } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { place } from "#console/words/place.ts";
import { wordsOf } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type CaptureBody = Body<"knowledge.captures.create">;
type Capture = Answer<"knowledge.captures.create">;

export const MAX_BYTES = 5 * 1024 ** 2;
export const TAKEN = [".txt", ".csv", ".html", ".htm", ".md", "text/plain", "text/csv", "text/html", "text/markdown"];

/** What is pasted by what it looks like. */
export function ofPaste(pasted: string): CaptureBody {
  const text = pasted.trim();
  if (/^https?:\/\/\S+$/i.test(text)) return { source: "web", payload: { url: text } };
  if (/^<(?:!doctype|html|head|body|article|div|p)\b/i.test(text)) return { source: "web", payload: { html: text } };
  return ofText(text) ?? { source: "web", payload: { text: text.slice(0, 500_000) } };
}

/** A file by its name, and by what is in it. */
export function ofFile(name: string, text: string): CaptureBody {
  if (/\.html?$/i.test(name)) return { source: "web", payload: { html: text } };
  if (/\.csv$/i.test(name)) return { source: "ebook", payload: { csv: text } };
  const title = name.replace(/\.[^.]{1,10}$/, "") || name;
  return ofText(text) ?? { source: "document", payload: { title, text: text.slice(0, 500_000) } };
}

/** A Kindle divides its clippings by such lines. */
const ofText = (text: string): CaptureBody | undefined =>
  /^={8,}\s*$/m.test(text) ? { source: "ebook", payload: { clippings: text } } : undefined;

/** Says what was captured, or that it was before. Undefined where it was refused, which is told. */
export async function capture(body: CaptureBody): Promise<Capture | undefined> {
  const words = wordsOf<typeof en>("knowledge", place().language).captures;
  try {
    const made = await change("knowledge.captures.create", { body, title: words.add });
    const title = made.title ?? words.sources[made.source];
    notify({ kind: "done", text: made.status === "waiting" ? words.took(title) : words.known(title) });
    return made;
  } catch {
    return undefined;
  }
}

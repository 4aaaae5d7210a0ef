/** What a capture holds: its texts, and the documents that they are to be. An address is fetched, a page is read without what surrounds it. */
import { createHash } from "node:crypto";
import { fetchGiven } from "#cloud/fetch-given";
import { type Captured, type Highlight, MAX_PAGE_BYTES } from "#core/knowledge/capture-payloads";
import { clippingsIn, highlightsIn } from "#core/knowledge/clippings";
import { languageOf } from "#core/knowledge/language";
import { escapedLines, readablePage } from "#core/knowledge/readable";
import { captureReasons, captureRemarks } from "#core/knowledge/sayings";
import type { Ctx } from "#kit/ctx";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";
import { NotFetched } from "#kit/third-party";

export const MAX_DOCUMENT_CHARS = 400_000;

export interface Contents {
  /** What a person knows it by, where that is found in it. */
  title?: string | undefined;
  /** What it says, for what is to be found in it. */
  text: string;
  language: string | null;
  /** A document of its own. */
  document?: { title: string; markdown: string };
  /** Documents of books, to which more is added. */
  books?: Book[];
  /** Whether sentences of it are worth being told: others are few, or chosen already. */
  hasPoints: boolean;
  remarks: Saying[];
}

export interface Book {
  title: string;
  author: string | null;
  highlights: Highlight[];
}

/** Nothing can be made of a capture, for a reason that its person is told. */
export class NothingToKeep extends Error {
  override readonly name = "NothingToKeep";
  readonly why: Saying;
  constructor(why: Saying) {
    super(why.text);
    this.why = why;
  }
}

/** Undefined of what has no text. Throws NothingToKeep, and ApartError with `busy` while too many documents are being read. */
export async function contentsOf(ctx: Ctx, { source, payload }: Captured): Promise<Contents | undefined> {
  switch (source) {
    case "web":
      return pageContents(ctx, payload);
    case "ebook":
      return bookContents(payload);
    case "document":
      return { ...plain(payload.text), document: { title: payload.title, markdown: payload.text }, hasPoints: true };
    case "email": {
      const title = payload.subject || payload.from;
      const head = [payload.from, payload.at?.slice(0, 10)].filter(Boolean).join(" · ");
      const markdown = `${escaped(head)}\n\n${escaped(payload.text)}`;
      return {
        ...plain(payload.text),
        document: { title, markdown: cut(markdown, MAX_DOCUMENT_CHARS) },
        hasPoints: true,
      };
    }
    case "message":
      return { ...plain(payload.text), hasPoints: true };
    default:
      return undefined;
  }
}

const plain = (text: string) => ({ text, language: languageOf(text), remarks: [] as Saying[] });

type Web = Extract<Captured, { source: "web" }>["payload"];

async function pageContents(ctx: Ctx, given: Web): Promise<Contents> {
  if (given.html === undefined && given.text !== undefined) {
    const title = given.title || firstLine(given.text);
    const markdown = [sourceLine(given.url, null, []), escaped(given.text)].filter(Boolean).join("\n\n");
    return {
      ...plain(given.text),
      title,
      document: { title, markdown: cut(markdown, MAX_DOCUMENT_CHARS) },
      hasPoints: true,
    };
  }
  const { html, url } =
    given.html === undefined ? await fetched(ctx, given.url!) : { html: given.html, url: given.url };
  const page = await readablePage(html, { url: url ?? null, maxChars: MAX_DOCUMENT_CHARS - 4_000 });
  if (!page) throw new NothingToKeep(captureReasons("capture_no_text"));
  const title = given.title || page.title || hostOf(url) || firstLine(page.text);
  const head = sourceLine(url, page.siteName, [page.byline, page.publishedAt?.slice(0, 10)]);
  return {
    title,
    text: page.text,
    language: languageOf(page.text) ?? /^[a-z]{2}(?=$|[-_])/i.exec(page.language ?? "")?.[0].toLowerCase() ?? null,
    document: { title, markdown: [head, page.markdown].filter(Boolean).join("\n\n") },
    hasPoints: true,
    remarks: page.isPlain ? [captureRemarks("read_plainly")] : [],
  };
}

/** Where a document is from, in no language. */
function sourceLine(url: string | undefined, siteName: string | null, more: (string | null | undefined)[]): string {
  const host = hostOf(url);
  const link = url && host && `[${escaped(siteName || host)}](<${url.replace(/[<>\s\\]/g, encodeURIComponent)}>)`;
  return [link || (siteName && escaped(siteName)), ...more.map((one) => one && escaped(one))]
    .filter(Boolean)
    .join(" · ");
}

/** Undefined of what looks like an address and is none, beside which there is a text all the same. */
const hostOf = (url: string | undefined): string | undefined => (url && URL.parse(url)?.hostname) || undefined;

async function fetched(ctx: Ctx, address: string): Promise<{ html: string; url: string }> {
  const accept = { accept: "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.5" };
  const call = { what: "a captured page", headers: accept, maxBytes: MAX_PAGE_BYTES };
  const { status, text, headers, url } = await fetchGiven(ctx, address, call).catch((error) => {
    if (!(error instanceof NotFetched)) throw error;
    throw new NothingToKeep(NOT_FETCHED[error.reason]);
  });
  if (status < 200 || status >= 300) throw new NothingToKeep(captureReasons("capture_answered", { status }));
  const type = (headers["content-type"] ?? "text/html").split(";")[0]!.trim().toLowerCase();
  if (!/^(?:text\/(?:html|plain|xml|markdown)|application\/(?:xhtml\+)?xml)$/.test(type))
    throw new NothingToKeep(captureReasons("capture_no_page", { type: cut(type, 100) }));
  const html = /^text\/(?:plain|markdown)$/.test(type)
    ? `<pre>${text.replace(/[&<]/g, (one) => (one === "&" ? "&amp;" : "&lt;"))}</pre>`
    : text;
  return { html, url };
}

const NOT_FETCHED = {
  not_http: captureReasons("capture_no_http"),
  not_public: captureReasons("capture_no_host"),
  unreachable: captureReasons("capture_unreachable"),
  timeout: captureReasons("capture_timeout"),
  too_many_redirects: captureReasons("capture_redirects"),
  too_large: captureReasons("capture_too_large", { maxMb: MAX_PAGE_BYTES / 1024 ** 2 }),
  unreadable: captureReasons("capture_compressed"),
} satisfies Record<NotFetched["reason"], Saying>;

const MAX_BOOKS = 50;

async function bookContents(given: Extract<Captured, { source: "ebook" }>["payload"]): Promise<Contents> {
  const found = [
    ...(given.highlights ?? []),
    ...(given.clippings === undefined ? [] : clippingsIn(given.clippings)),
    ...(given.csv === undefined ? [] : await highlightsIn(given.csv)),
  ];
  if (found.length === 0) throw new NothingToKeep(captureReasons("capture_no_highlights"));
  const byBook = Map.groupBy(found, ({ book, author }) => bookKey(book, author ?? null));
  const books = [...byBook.values()].map((highlights) => ({
    title: highlights[0]!.book,
    author: highlights[0]!.author ?? null,
    highlights,
  }));
  const text = cut(found.map((one) => one.text).join("\n"), MAX_DOCUMENT_CHARS);
  return {
    title: books.length === 1 ? books[0]!.title : undefined,
    text,
    language: languageOf(text),
    books: books.slice(0, MAX_BOOKS),
    hasPoints: false,
    remarks: books.length > MAX_BOOKS ? [captureRemarks("many_books", { max: MAX_BOOKS })] : [],
  };
}

/** By what a book is the same, however its title is written. */
export const bookKey = (title: string, author: string | null): string =>
  `book ${createHash("sha256")
    .update(JSON.stringify([folded(title), folded(author ?? "")]))
    .digest("hex")}`;

const folded = (name: string) => {
  const words = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return words.match(/[\p{L}\p{N}]+/gu)?.join(" ") ?? words.trim();
};

const firstLine = (text: string) => cut(text.trim().split("\n")[0]!.trim(), 120);

/** A text that was never Markdown, so that it looks as it was written. */
export const escaped = (text: string): string => escapedLines(text.replace(/[\\`*_[\]<]/g, "\\$&"));

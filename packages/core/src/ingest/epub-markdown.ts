/** The Markdown of an e-book. */
import { writeHtml } from "./html-markdown.ts";
import { markdownWriter, type Written } from "./markdown-writer.ts";
import { readXml } from "./office-markdown.ts";
import type { PackedMembers } from "./packed-members.ts";

/** An e-book (EPUB 3.3, and 2): its chapters in their order. */
export async function epubMarkdown(
  members: PackedMembers,
  maxChars: number,
): Promise<Written | "encrypted" | undefined> {
  const packages = await members.text("META-INF/container.xml");
  const opf = packages && (firstAttribute(packages, "rootfile", "full-path") ?? "");
  const book = opf && (await members.text(opf));
  if (!opf || !book) return undefined;
  const { title, creators, spine } = bookIn(book, opf);
  const sealed = sealedIn((await members.text("META-INF/encryption.xml")) ?? "");
  if (spine.some((chapter) => sealed.has(chapter))) return "encrypted";
  const writer = markdownWriter(maxChars);
  if (title !== "") {
    writer.block(1);
    writer.text(title);
    writer.block();
    if (creators.length > 0) writer.text(creators.join(", "));
  }
  for (const chapter of spine) {
    if (writer.isFull()) break;
    const page = await members.text(chapter);
    if (page === undefined) continue;
    writer.block();
    writeHtml(writer, page);
    while (writer.depth() > 0) writer.endList();
    writer.block();
  }
  return writer.finish();
}

const MAX_CHAPTERS = 5_000;

function bookIn(xml: string, opf: string) {
  const items = new Map<string, string>();
  const order: string[] = [];
  const creators: string[] = [];
  let title = "";
  let into: "title" | "creator" | undefined;
  readXml(xml, {
    open(name, given) {
      const local = name.replace(/^.*:/, "");
      if (local === "item" && given.id && given.href) items.set(given.id, given.href);
      else if (local === "itemref" && given.idref && given.linear !== "no" && order.length < MAX_CHAPTERS)
        order.push(given.idref);
      else if (name === "dc:title" && title === "") into = "title";
      else if (name === "dc:creator" && creators.length < 10) {
        into = "creator";
        creators.push("");
      }
    },
    close() {
      into = undefined;
    },
    text(text) {
      if (into === "title") title = (title + text).slice(0, 500);
      else if (into === "creator") creators.push(((creators.pop() ?? "") + text).slice(0, 200));
    },
  });
  const spine = order.flatMap((id) => {
    const href = items.get(id);
    return href === undefined ? [] : [pathFrom(opf, href)];
  });
  return { title: title.trim(), creators: creators.map((one) => one.trim()).filter((one) => one !== ""), spine };
}

/** A path beside another one in the same zip file. */
function pathFrom(opf: string, href: string): string {
  try {
    return decodeURIComponent(new URL(href, `book:///${encodeURI(opf)}`).pathname.slice(1));
  } catch {
    return href;
  }
}

/** Members that nobody reads without a key. Fonts may be sealed by a key that is in the book: those are nobody's secret. */
function sealedIn(xml: string): Set<string> {
  const sealed = new Set<string>();
  let isFont = false;
  readXml(xml, {
    open(name, given) {
      const local = name.replace(/^.*:/, "");
      if (local === "EncryptedData") isFont = false;
      else if (local === "EncryptionMethod")
        isFont = /^http:\/\/(www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/.test(given.Algorithm ?? "");
      else if (local === "CipherReference" && !isFont && given.URI) sealed.add(pathFrom("", given.URI));
    },
    close() {},
    text() {},
  });
  return sealed;
}

function firstAttribute(xml: string, element: string, attribute: string): string | undefined {
  let found: string | undefined;
  readXml(xml, {
    open(name, given) {
      if (name.replace(/^.*:/, "") === element) found ??= given[attribute];
    },
    close() {},
    text() {},
  });
  return found;
}

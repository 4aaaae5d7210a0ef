/** The Markdown of what word processors write: Office Open XML (ECMA-376) and OpenDocument (ISO 26300). */
import { SaxesParser } from "saxes";
import { type MarkdownWriter, markdownWriter, type Written } from "./markdown-writer.ts";
import type { PackedMembers } from "./packed-members.ts";

type Attributes = Record<string, string>;
interface Reading {
  open(name: string, given: Attributes): void;
  close(name: string): void;
  text(text: string): void;
}

const PIECE = 16 * 1024;
const MAX_MISTAKES = 1_000;

/** Reads XML as far as it goes: a document that breaks off or is cut is told up to there. Names keep their usual prefixes. */
export function readXml(xml: string, reading: Reading, isDone: () => boolean = () => false): void {
  const parser = new SaxesParser({ xmlns: false });
  // What comes after a mistake is still read: saxes goes on, and tells of each. What consists of them is no XML.
  let mistakes = 0;
  parser.on("error", () => {
    mistakes++;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (!isDone()) reading.open(name, attributes);
  });
  parser.on("closetag", ({ name }) => {
    if (!isDone()) reading.close(name);
  });
  parser.on("text", (text) => {
    if (!isDone()) reading.text(text);
  });
  for (let at = 0; at < xml.length && !isDone() && mistakes < MAX_MISTAKES; at += PIECE)
    parser.write(xml.slice(at, at + PIECE));
}

/** Undefined for what is no Word document. */
export async function docxMarkdown(members: PackedMembers, maxChars: number): Promise<Written | undefined> {
  const xml = await members.text("word/document.xml");
  if (xml === undefined) return undefined;
  const styles = stylesIn((await members.text("word/styles.xml")) ?? "");
  const isOrdered = orderedIn((await members.text("word/numbering.xml")) ?? "");
  const targets = targetsIn((await members.text("word/_rels/document.xml.rels")) ?? "");
  const writer = markdownWriter(maxChars);
  let isText = false;
  /** Within what is shown in one of two forms, or was deleted. */
  let unsaid = 0;
  let paragraph: { style?: string; numbering?: string; level: number; isBegun: boolean } | undefined;
  const links: { mark: ReturnType<MarkdownWriter["link"]>; target: string }[] = [];

  const begin = () => {
    if (!paragraph || paragraph.isBegun) return;
    paragraph.isBegun = true;
    const style = styles.get(paragraph.style ?? "");
    const list = paragraph.numbering === undefined ? style?.list : isOrdered(paragraph.numbering, paragraph.level);
    if (style?.heading) {
      leaveLists(writer);
      writer.block(style.heading);
    } else if (list !== undefined && paragraph.numbering !== "0") {
      enterList(writer, paragraph.level + 1, list);
      writer.item();
    } else {
      leaveLists(writer);
      writer.block();
    }
  };

  readXml(
    xml,
    {
      open(name, given) {
        if (unsaid > 0 || name === "mc:Fallback" || name === "w:del" || name === "w:moveFrom") unsaid++;
        else if (name === "w:p") paragraph = { level: 0, isBegun: false };
        else if (name === "w:pStyle" && paragraph) paragraph.style = given["w:val"];
        else if (name === "w:ilvl" && paragraph) paragraph.level = Math.min(8, Number(given["w:val"]) || 0);
        else if (name === "w:numId" && paragraph) paragraph.numbering = given["w:val"];
        else if (name === "w:t") {
          begin();
          isText = true;
        } else if (name === "w:tab") writer.text(" ");
        else if (name === "w:br" || name === "w:cr") writer.br();
        else if (name === "w:noBreakHyphen") writer.text("-");
        else if (name === "w:hyperlink") {
          begin();
          links.push({ mark: writer.link(), target: (links.length === 0 && targets.get(given["r:id"] ?? "")) || "" });
        } else if (name === "w:tbl") {
          leaveLists(writer);
          writer.table();
        } else if (name === "w:tr") writer.row();
        else if (name === "w:tc") writer.cell();
      },
      close(name) {
        if (unsaid > 0) {
          unsaid--;
          return;
        }
        if (name === "w:t") isText = false;
        else if (name === "w:p") {
          if (paragraph?.isBegun) writer.block();
          paragraph = undefined;
        } else if (name === "w:hyperlink") {
          const link = links.pop();
          if (link) writer.endLink(link.mark, link.target);
        } else if (name === "w:tbl") writer.endTable();
      },
      text(text) {
        if (isText && unsaid === 0) writer.text(text);
      },
    },
    writer.isFull,
  );
  leaveLists(writer);
  return writer.finish();
}

/** The lists of the writer become as many as the depth of the next item; a list of another kind at that depth is another list. */
function enterList(writer: MarkdownWriter, depth: number, isOrdered: boolean): void {
  const open = kindsOf(writer);
  while (writer.depth() > depth || (writer.depth() === depth && open.at(-1) !== isOrdered)) {
    writer.endList();
    open.pop();
  }
  while (writer.depth() < depth) {
    writer.list(isOrdered);
    open.push(isOrdered);
  }
}

const kinds = new WeakMap<MarkdownWriter, boolean[]>();
function kindsOf(writer: MarkdownWriter): boolean[] {
  const known = kinds.get(writer) ?? [];
  kinds.set(writer, known);
  return known;
}

function leaveLists(writer: MarkdownWriter): void {
  const open = kindsOf(writer);
  while (writer.depth() > 0) {
    writer.endList();
    open.pop();
  }
}

interface Style {
  /** From 1. */
  heading?: number;
  /** Whether its list is numbered; absent for what is no list. */
  list?: boolean;
}

/** Styles by their ids. Their names are in English in a document of any language. */
function stylesIn(xml: string): Map<string, Style> {
  const styles = new Map<string, Style>();
  let id = "";
  readXml(xml, {
    open(name, given) {
      if (name === "w:style") id = given["w:styleId"] ?? "";
      else if (name === "w:name" && id !== "") {
        const style = styleOf(given["w:val"] ?? "");
        if (style) styles.set(id, style);
      }
    },
    close(name) {
      if (name === "w:style") id = "";
    },
    text() {},
  });
  // Where a document brings no styles, ids are those of an English Word.
  for (let level = 1; level <= 6; level++)
    if (styles.size === 0 || !styles.has(`Heading${level}`)) styles.set(`Heading${level}`, { heading: level });
  return styles;
}

function styleOf(name: string): Style | undefined {
  const level = /^heading ([1-9])$/i.exec(name)?.[1];
  if (level) return { heading: Math.min(6, Number(level)) };
  if (/^title$/i.test(name)) return { heading: 1 };
  const list = /^list (bullet|number)(?: \d)?$/i.exec(name)?.[1];
  return list ? { list: list.toLowerCase() === "number" } : undefined;
}

/** Whether a list of this id is numbered at a depth. */
function orderedIn(xml: string): (numbering: string, level: number) => boolean {
  const formats = new Map<string, string>();
  const meant = new Map<string, string>();
  let [abstract, numbering, level] = ["", "", ""];
  readXml(xml, {
    open(name, given) {
      const value = given["w:val"] ?? "";
      if (name === "w:abstractNum") abstract = given["w:abstractNumId"] ?? "";
      else if (name === "w:num") numbering = given["w:numId"] ?? "";
      else if (name === "w:lvl") level = given["w:ilvl"] ?? "";
      else if (name === "w:numFmt" && abstract !== "") formats.set(`${abstract} ${level}`, value);
      else if (name === "w:abstractNumId" && numbering !== "") meant.set(numbering, value);
    },
    close(name) {
      if (name === "w:abstractNum") abstract = "";
      else if (name === "w:num") numbering = "";
    },
    text() {},
  });
  return (id, at) => !/^(bullet|none)?$/.test(formats.get(`${meant.get(id)} ${at}`) ?? "");
}

/** Where links lead, by their ids. */
function targetsIn(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  readXml(xml, {
    open(name, { Id, Target, TargetMode }) {
      if (name === "Relationship" && TargetMode === "External" && Id) targets.set(Id, Target ?? "");
    },
    close() {},
    text() {},
  });
  return targets;
}

/** Undefined for what is no OpenDocument text. */
export async function odtMarkdown(members: PackedMembers, maxChars: number): Promise<Written | undefined> {
  const xml = await members.text("content.xml");
  if (xml === undefined) return undefined;
  const isOrdered = orderedStylesIn(xml);
  const writer = markdownWriter(maxChars);
  const links: { mark: ReturnType<MarkdownWriter["link"]>; target: string }[] = [];
  const orders: boolean[] = [];
  let unsaid = 0;
  let texts = 0;
  /** The words of an item begin in the paragraph that is its first. */
  let isItemOpen = false;
  readXml(
    xml,
    {
      open(name, given) {
        if (unsaid > 0 || UNSAID.has(name)) unsaid++;
        else if (name === "text:h" || name === "text:p") {
          texts++;
          if (name === "text:h") writer.block(Number(given["text:outline-level"]) || 1);
          else if (!isItemOpen) writer.block();
          isItemOpen = false;
        } else if (name === "text:list") {
          const named = given["text:style-name"];
          orders.push(named === undefined ? (orders.at(-1) ?? false) : isOrdered(named));
          writer.list(orders.at(-1)!);
        } else if (name === "text:list-item") {
          writer.item();
          isItemOpen = true;
        } else if (name === "text:s" || name === "text:tab") writer.text(" ");
        else if (name === "text:line-break") writer.br();
        else if (name === "text:a")
          links.push({ mark: writer.link(), target: (links.length === 0 && given["xlink:href"]) || "" });
        else if (name === "table:table") writer.table();
        else if (name === "table:table-row") writer.row();
        else if (name === "table:table-cell") writer.cell();
      },
      close(name) {
        if (unsaid > 0) {
          unsaid--;
          return;
        }
        if (name === "text:h" || name === "text:p") {
          texts--;
          writer.block();
        } else if (name === "text:list") {
          orders.pop();
          writer.endList();
        } else if (name === "text:a") {
          const link = links.pop();
          if (link) writer.endLink(link.mark, link.target);
        } else if (name === "table:table") writer.endTable();
      },
      text(text) {
        if (texts > 0 && unsaid === 0) writer.text(text);
      },
    },
    writer.isFull,
  );
  return writer.finish();
}

/** What is noted beside the text, was deleted, or is said again by the programs that show it. */
const UNSAID = new Set([
  "office:annotation",
  "text:tracked-changes",
  "text:note-citation",
  "office:forms",
  "svg:title",
  "svg:desc",
]);

function orderedStylesIn(xml: string): (name: string) => boolean {
  const ordered = new Set<string>();
  let style = "";
  readXml(xml.slice(0, Math.max(0, xml.indexOf("<office:body"))), {
    open(name, given) {
      if (name === "text:list-style") style = given["style:name"] ?? "";
      else if (name === "text:list-level-style-number" && given["text:level"] === "1") ordered.add(style);
    },
    close() {},
    text() {},
  });
  return (name) => ordered.has(name);
}

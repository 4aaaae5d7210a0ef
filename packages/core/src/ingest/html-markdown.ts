/** The Markdown of a page: what it says, without what it would do. Read as a stream, so that no depth and no tag that is never closed matters. */
import { Parser } from "htmlparser2";
import { type MarkdownWriter, markdownWriter, type Written } from "./markdown-writer.ts";

/** What is in these is not said to whoever reads the page. */
const UNSAID = new Set(
  "script style noscript template svg math iframe object select button textarea canvas audio video title map dialog".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "p div section article header footer main aside nav figure figcaption address form fieldset legend dl dt dd details summary center hgroup body caption hr".split(
    " ",
  ),
);
const HIDDEN = /(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i;

export function htmlMarkdown(html: string, maxChars: number): Written {
  const writer = markdownWriter(maxChars);
  const title = writeHtml(writer, html);
  const { markdown, isCut } = writer.finish();
  // A page that has no heading is still called something.
  if (title === "" || /^#/m.test(markdown)) return { markdown, isCut };
  const head = markdownWriter(maxChars);
  head.block(1);
  head.text(title);
  return { markdown: `${head.finish().markdown}\n\n${markdown}`.slice(0, maxChars).toWellFormed().trimEnd(), isCut };
}

/** Writes what a page says; yields its title. */
export function writeHtml(writer: MarkdownWriter, html: string): string {
  /** Open elements that say nothing, and what is in them: nothing is said until the first of them ends. */
  let unsaid = 0;
  let title = "";
  let isTitle = false;
  let code: string[] | undefined;
  /** A link in another one leads nowhere of its own. */
  const links: { mark: ReturnType<MarkdownWriter["link"]>; target: string }[] = [];
  const parser = new Parser(
    {
      onopentag(name, given) {
        if (name === "title" && title === "") isTitle = true;
        if (unsaid > 0) {
          unsaid++;
          return;
        }
        if (UNSAID.has(name) || "hidden" in given || HIDDEN.test(given.style?.slice(0, 500) ?? "")) {
          unsaid = 1;
          return;
        }
        if (code) {
          if (name === "br") code.push("\n");
          return;
        }
        const level = /^h([1-6])$/.exec(name)?.[1];
        if (level) writer.block(Number(level));
        else if (name === "pre") code = [];
        else if (name === "br") writer.br();
        else if (name === "ul" || name === "ol") writer.list(name === "ol", startOf(given.start));
        else if (name === "li") writer.item();
        else if (name === "blockquote") writer.quote(1);
        else if (name === "table") writer.table();
        else if (name === "tr") writer.row();
        else if (name === "td" || name === "th") writer.cell();
        else if (name === "a") links.push({ mark: writer.link(), target: (links.length === 0 && given.href) || "" });
        else if (name === "img" && given.alt) writer.text(given.alt.slice(0, 500));
        else if (BLOCKS.has(name)) writer.block();
      },
      ontext(text) {
        if (isTitle) title = (title + text).slice(0, 500);
        if (unsaid > 0 || writer.isFull()) return;
        if (code) code.push(text);
        else writer.text(text);
      },
      onclosetag(name) {
        if (name === "title") isTitle = false;
        if (unsaid > 0) {
          unsaid--;
          return;
        }
        if (name === "pre" && code) {
          writer.code(code.join(""));
          code = undefined;
        }
        if (code) return;
        if (name === "ul" || name === "ol") writer.endList();
        else if (name === "blockquote") writer.quote(-1);
        else if (name === "table") writer.endTable();
        else if (name === "a") {
          const link = links.pop();
          if (link) writer.endLink(link.mark, link.target);
        } else if (/^h[1-6]$/.test(name) || name === "li" || BLOCKS.has(name)) writer.block();
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return title.replace(/\s+/g, " ").trim();
}

const startOf = (start: string | undefined) => (/^\d{1,6}$/.test(start ?? "") ? Number(start) : 1);

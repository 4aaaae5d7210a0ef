/** Markdown (CommonMark) of the article of a page: headings, paragraphs, lists, quotes, code, links, emphasis and simple tables; pictures by their words. */

/** What is used of the DOM, whose types nothing here has beside. */
export interface DomNode {
  nodeType: number;
  textContent: string | null;
}
export interface DomElement extends DomNode {
  localName: string;
  childNodes: Iterable<DomNode>;
  children: Iterable<DomElement>;
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

interface Around {
  /** What addresses are relative to. */
  base: string | null;
  depth: number;
}

/** The tree was measured before: see readable-apart.ts. */
const MAX_DEPTH = 500;

export function markdownOf(body: DomElement, base: string | null): string {
  return blocksOf(body, { base, depth: 0 })
    .join("\n\n")
    .replace(/\u0000/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .toWellFormed()
    .trim();
}

/** The words alone, a line for each block. */
export function textOf(body: DomElement): string {
  const parts: string[] = [];
  const walk = (element: DomElement, depth: number) => {
    if (depth > MAX_DEPTH) return;
    for (const node of element.childNodes) {
      const name = nameOf(node);
      if (name === undefined) {
        if (node.nodeType === 3) parts.push((node.textContent ?? "").replace(/\s+/g, " "));
      } else if (name === "br") parts.push("\n");
      else if (!UNSEEN.has(name) || name === "math") {
        const isBlock = BLOCKS.has(name);
        if (isBlock) parts.push("\n");
        walk(node as DomElement, depth + 1);
        if (isBlock) parts.push("\n");
        else if (name === "td" || name === "th") parts.push(" ");
      }
    }
  };
  walk(body, 0);
  return parts
    .join("")
    .replace(/\u0000/g, "")
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .toWellFormed()
    .trim();
}

const BLOCKS = new Set(
  "address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const UNSEEN = new Set(
  "script style template noscript iframe object svg math head title input button select".split(" "),
);

/** The blocks of an element: what stands between blocks is a paragraph of its own. */
function blocksOf(element: DomElement, around: Around): string[] {
  if (around.depth > MAX_DEPTH) return [];
  const inner = { ...around, depth: around.depth + 1 };
  const blocks: string[] = [];
  let inline = "";
  const flush = () => {
    const text = lined(inline);
    if (text !== "") blocks.push(escapedStart(text));
    inline = "";
  };
  for (const node of element.childNodes) {
    const name = nameOf(node);
    if (name !== undefined && BLOCKS.has(name)) {
      flush();
      blocks.push(...blockOf(node as DomElement, name, inner));
    } else if (name !== undefined && holdsBlocks(node as DomElement)) {
      flush();
      blocks.push(...blocksOf(node as DomElement, inner));
    } else inline += inlineOf(node, inner);
  }
  flush();
  return blocks;
}

function blockOf(element: DomElement, name: string, around: Around): string[] {
  const heading = /^h([1-6])$/.exec(name)?.[1];
  if (heading) {
    const text = lined(inlineOf(element, around)).replace(/\s*\n\s*/g, " ");
    return text ? [`${"#".repeat(Number(heading))} ${text}`] : [];
  }
  switch (name) {
    case "hr":
      return ["---"];
    case "pre":
      return fenced(element.textContent ?? "");
    case "blockquote":
      return quoted(blocksOf(element, around));
    case "ul":
    case "ol":
      return listed(element, name === "ol", around);
    case "table":
      return tabled(element, around);
    default:
      return blocksOf(element, around);
  }
}

function fenced(code: string): string[] {
  const text = code.replace(/^\n+|\s+$/g, "");
  if (text === "") return [];
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}\n${text}\n${fence}`];
}

const quoted = (blocks: string[]) => (blocks.length > 0 ? [blocks.join("\n\n").replace(/^/gm, "> ")] : []);

function listed(list: DomElement, isOrdered: boolean, around: Around): string[] {
  const items: string[] = [];
  for (const item of list.children) {
    const blocks = blocksOf(item, around);
    if (blocks.length === 0) continue;
    const mark = isOrdered ? `${items.length + 1}. ` : "- ";
    items.push(mark + blocks.join("\n").replace(/\n/g, `\n${" ".repeat(mark.length)}`));
  }
  return items.length > 0 ? [items.join("\n")] : [];
}

const MOST_CELLS = 20;

/** A table of data is one; one that only lays a page out is read cell by cell. */
function tabled(table: DomElement, around: Around): string[] {
  const rows = [...table.querySelectorAll("tr")].map((row) => [...row.children]);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const isData = rows.length > 1 && width > 1 && width <= MOST_CELLS && !table.querySelector("table");
  if (!isData) return rows.flatMap((row) => row.flatMap((cell) => blocksOf(cell, around)));
  const lines = rows.map((row) => {
    const cells = row.map((cell) =>
      lined(inlineOf(cell, around))
        .replace(/\s*\n\s*/g, " ")
        .replaceAll("|", "\\|"),
    );
    return `| ${[...cells, ...Array<string>(width - cells.length).fill("")].join(" | ")} |`;
  });
  return [[lines[0]!, `|${" --- |".repeat(width)}`, ...lines.slice(1)].join("\n")];
}

function inlineOf(node: DomNode, around: Around): string {
  if (around.depth > MAX_DEPTH) return "";
  const name = nameOf(node);
  if (name === undefined) return node.nodeType === 3 ? escaped((node.textContent ?? "").replace(/\s+/g, " ")) : "";
  const element = node as DomElement;
  if (UNSEEN.has(name)) return "";
  if (name === "br") return "\n";
  if (name === "img") return escaped((element.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim());
  if (name === "code" || name === "kbd" || name === "samp") return codeOf(element.textContent ?? "");
  const inner = { ...around, depth: around.depth + 1 };
  let text = "";
  for (const child of element.childNodes) text += inlineOf(child, inner);
  if (name === "a") return linked(text, element.getAttribute("href"), around.base);
  if (name === "strong" || name === "b") return marked(text, "**");
  if (name === "em" || name === "i") return marked(text, "*");
  return BLOCKS.has(name) ? ` ${text} ` : text;
}

const codeOf = (text: string) => {
  const code = text.replace(/\s+/g, " ").trim();
  return code === "" ? "" : code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
};

/** Marks stand at words, and not at the spaces around them. */
function marked(text: string, mark: string): string {
  const [, before = "", words = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  return words === "" || words.includes(mark) ? text : `${before}${mark}${words}${mark}${after}`;
}

/** Only addresses of the web and of mail are links; others stay the words that they are. */
function linked(text: string, href: string | null, base: string | null): string {
  const words = text.trim().replace(/\s+/g, " ");
  if (words === "" || !href || href.startsWith("#")) return text;
  const url = URL.parse(href, base ?? undefined);
  if (!url || !/^(?:https?|mailto):$/.test(url.protocol) || url.href.length > 2_000) return text;
  return `[${words}](${url.href
    .replace(/[()\s<>]/g, encodeURIComponent)
    .replaceAll("(", "%28")
    .replaceAll(")", "%29")})`;
}

const nameOf = (node: DomNode): string | undefined =>
  node.nodeType === 1 ? (node as DomElement).localName.toLowerCase() : undefined;

/** Whether there is a block among its children or theirs: whoever asks measures no more than a few levels. */
function holdsBlocks(element: DomElement, depth = 0): boolean {
  if (depth > 4) return false;
  for (const child of element.children)
    if (BLOCKS.has(child.localName.toLowerCase()) || holdsBlocks(child, depth + 1)) return true;
  return false;
}

const lined = (text: string) =>
  text
    .replace(/[ \t\u00a0]+/g, " ")
    .replace(/ *\n */g, "  \n")
    .trim();

/** Characters that would be marks within a line, and at its beginning. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<]/g, "\\$&");
const escapedStart = (text: string) =>
  text.replace(/^(\d{1,9})([.)])(?=\s)/, "$1\\$2").replace(/^([#>+-])(?=\s)/, "\\$1");

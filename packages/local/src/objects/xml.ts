/**
 * The subset of XML that the S3 protocol uses: responses are built from elements, and the two request documents (Delete and
 * CompleteMultipartUpload) are parsed. No DTD, no entities beyond the predefined ones, bounded depth.
 */
const xml = Symbol("xml");

/** Escaped markup, distinguished from text by its type. */
export interface Xml {
  readonly [xml]: string;
}

export interface XmlNode {
  name: string;
  text: string;
  children: XmlNode[];
}

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export function element(name: string, ...content: (Xml | string | number | boolean | undefined)[]): Xml {
  const inner = content.map((item) => (typeof item === "object" ? item[xml] : escapeText(String(item ?? "")))).join("");
  return { [xml]: `<${name}>${inner}</${name}>` };
}

/** An element with an xsi:type, for elements whose name does not determine their type (XML Schema, section 2.6.1). */
export function typedElement(name: string, type: string, ...content: Xml[]): Xml {
  const inner = content.map((item) => item[xml]).join("");
  return {
    [xml]: `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${inner}</${name}>`,
  };
}

/** A result document in S3's namespace. */
export function resultDocument(name: string, ...content: (Xml | string)[]): string {
  const inner = content.map((item) => (typeof item === "string" ? escapeText(item) : item[xml])).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${NAMESPACE}">${inner}</${name}>`;
}

/** A document without a namespace, as S3's errors are. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root[xml]}`;
}

// XML 1.0 excludes most control characters, but S3 keys may contain them; S3 writes them as references, and so does this.
const escapeText = (text: string) =>
  text.replace(/[&<>"\u0000-\u001f\ufffe\uffff]/g, (char) => `&#x${char.charCodeAt(0).toString(16).toUpperCase()};`);

const MAX_DEPTH = 8;

/** Parses a small document and returns its root, or undefined when it is not well formed. */
export function parseXml(text: string): XmlNode | undefined {
  const document: XmlNode = { name: "", text: "", children: [] };
  const open: XmlNode[] = [document];
  const tokens = /<\?[^>]*\?>|<(\/?)([\w:.-]+)(?:\s[^<>]*?)?(\/?)>|[^<]+|</g;
  for (const [token, closing, name, empty] of text.matchAll(tokens)) {
    const current = open.at(-1)!;
    if (token.startsWith("<?")) continue;
    if (token === "<") return undefined;
    if (name === undefined) {
      current.text += unescapeText(token);
    } else if (closing) {
      if (current.name !== name || open.length === 1) return undefined;
      open.pop();
    } else {
      const node: XmlNode = { name, text: "", children: [] };
      current.children.push(node);
      if (!empty) open.push(node);
      if (open.length > MAX_DEPTH) return undefined;
    }
  }
  const [root] = document.children;
  const isWellFormed = open.length === 1 && document.children.length === 1 && document.text.trim() === "";
  return isWellFormed ? root : undefined;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const unescapeText = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(\w+));/gi, (reference, hex, decimal, name) => {
    if (name) return entities[name] ?? reference;
    const codePoint = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : reference;
  });

/** The text of a child element, or undefined when there is none. */
export function childText(node: XmlNode, name: string): string | undefined {
  return node.children.find((child) => child.name === name)?.text;
}

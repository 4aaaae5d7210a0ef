/**
 * Apple's export.xml, element by element: those directly below the root, from any of them on. It is XML of one root with tens of millions of
 * children, of which no more than a piece is in memory; its DTD, which iOS 16 writes broken, is passed over, and what is not well formed within
 * an element does no harm to the others.
 */
import { isAscii, isUtf8 } from "node:buffer";
import { SaxesParser } from "saxes";
import { healthErrors } from "#core/health/sayings";
import { type Source, UnreadableSource } from "#core/ingest/importer";

type Attributes = Readonly<Record<string, string>>;

export interface Element {
  name: string;
  attributes: Attributes;
  /** What is within it, at whatever depth, of the elements that `keeps` names; at most `MAX_CHILDREN`. */
  children: readonly { name: string; attributes: Attributes }[];
  /** The byte after it. */
  next: number;
}

/** No record has as much text in one piece, nor a workout with all that is in it. */
const MAX_TEXT_BYTES = 1024 ** 2;
const MAX_ELEMENT_BYTES = 16 * 1024 ** 2;
const MAX_CHILDREN = 2_000;
const MAX_DEPTH = 30;
/** The parser makes all elements of what it is given, so it is given little at once. */
const PIECE_BYTES = 64 * 1024;
/** The root has begun by then, also where a long DTD is before it. */
const BEGINNING_BYTES = 1024 ** 2;
const GREATER = 0x3e;

/** Where the first element below the root begins. Throws UnreadableSource for what is no export of Apple Health, by the name of what it is. */
export async function rootEnd(source: Source): Promise<number> {
  const beginning = await source.range(0, Math.min(source.sizeBytes, BEGINNING_BYTES));
  if (beginning.length === 0) throw new UnreadableSource(healthErrors("file_empty"));
  const root = /<HealthData(?=[\s>/])[^<>]*>/.exec(withoutComments(beginning.toString("latin1")));
  if (root) {
    if (root[0].endsWith("/>")) throw new UnreadableSource(healthErrors("apple_nothing"));
    return root.index + root[0].length;
  }
  const text = beginning.toString("latin1");
  if (/<ClinicalDocument[\s>]/.test(text)) throw new UnreadableSource(healthErrors("apple_cda", { name: source.name }));
  throw new UnreadableSource(healthErrors("apple_none", { name: source.name }));
}

/** With comments replaced by as many characters, for they may show an element. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let begin = text.indexOf("<!--"); begin !== -1; begin = text.indexOf("<!--", from)) {
    const end = text.indexOf("-->", begin + 4);
    const next = end === -1 ? text.length : end + 3;
    parts.push(text.slice(from, begin), " ".repeat(next - begin));
    from = next;
  }
  return parts.join("") + text.slice(from);
}

/** The elements from the byte `from` on, where one begins. Throws UnreadableSource where it cannot go on. */
export async function* elements(source: Source, from: number, keeps: ReadonlySet<string>): AsyncGenerator<Element> {
  const reader = new Reader(keeps);
  for await (const { bytes, at } of pieces(source, from)) {
    yield* reader.read(bytes, at);
    if (reader.isAtEnd) return;
  }
  throw new UnreadableSource(healthErrors("apple_ends"));
}

/** Pieces that end with the end of a tag, and the places at which they begin. */
async function* pieces(source: Source, from: number): AsyncGenerator<{ bytes: Buffer; at: number }> {
  let [held, heldBytes, at]: [Uint8Array[], number, number] = [[], 0, from];
  for await (const chunk of source.stream(from)) {
    for (let begin = 0; begin < chunk.length; begin += PIECE_BYTES) {
      const piece = chunk.subarray(begin, begin + PIECE_BYTES);
      const end = piece.lastIndexOf(GREATER) + 1;
      if (end > 0) {
        const bytes = Buffer.concat([...held, piece.subarray(0, end)]);
        yield { bytes, at };
        at += bytes.length;
        [held, heldBytes] = [[], 0];
      }
      // A copy, for the chunk may be used again by whoever gave it.
      if (end < piece.length) held.push(new Uint8Array(piece.subarray(end)));
      heldBytes += piece.length - end;
      if (heldBytes > MAX_TEXT_BYTES) throw tooLong(at);
    }
  }
}

const tooLong = (byte: number) =>
  new UnreadableSource(healthErrors("apple_too_long", { byte, maxMb: MAX_TEXT_BYTES / 1024 ** 2 }));

/** Without the positions of lines, which nobody asks for. */
const OPTIONS = { position: false, xmlns: false } as const;

/** What the elements are below, wherever reading begins. */
const ROOT = "<HealthData>";

class Reader {
  readonly #parser = new SaxesParser(OPTIONS);
  readonly #keeps: ReadonlySet<string>;
  #depth = 0;
  #element: { name: string; attributes: Attributes; children: { name: string; attributes: Attributes }[] } | undefined;
  #found: { element: Omit<Element, "next">; position: number }[] = [];
  /** The bytes at which the last element and the last tag have ended. */
  #elementEnd: number | undefined;
  #hasTags = false;
  #textBytes = 0;
  #given = ROOT.length;
  #isBroken = false;
  isAtEnd = false;

  constructor(keeps: ReadonlySet<string>) {
    this.#keeps = keeps;
    const parser = this.#parser;
    // What is wrong with an element is seen by what it lacks; an end that nothing begins ends the root.
    parser.on("error", () => {
      this.#isBroken ||= this.#depth === 0;
    });
    parser.on("opentag", ({ name, attributes }) => this.#opened(name, attributes));
    parser.on("closetag", () => this.#closed());
    parser.write(ROOT);
  }

  *read(bytes: Buffer, at: number): Generator<Element> {
    this.#elementEnd ??= at;
    const isPlain = isAscii(bytes);
    // Bytes that are no UTF-8 are characters of one byte each, so that places stay what they are.
    const text = isPlain || !isUtf8(bytes) ? bytes.toString("latin1") : bytes.toString("utf8");
    const isOneByte = text.length === bytes.length;
    // Within a chunk the parser's position counts from what it was given before.
    const begin = this.#given;
    this.#given += text.length;
    this.#hasTags = false;
    this.#parser.write(text);
    this.#textBytes = this.#hasTags ? 0 : this.#textBytes + bytes.length;
    if (this.#textBytes > MAX_TEXT_BYTES) throw tooLong(at);
    let [byte, character] = [at, 0];
    for (const { element, position } of this.#found) {
      const end = position - begin;
      byte += isOneByte ? end - character : Buffer.byteLength(text.slice(character, end), "utf8");
      character = end;
      this.#elementEnd = byte;
      yield { ...element, next: byte };
    }
    this.#found = [];
    if (this.#isBroken && this.isAtEnd)
      throw new UnreadableSource(healthErrors("apple_broken", { byte: this.#elementEnd }));
    if (at + bytes.length - this.#elementEnd > MAX_ELEMENT_BYTES)
      throw new UnreadableSource(
        healthErrors("apple_too_large", { byte: this.#elementEnd, maxMb: MAX_ELEMENT_BYTES / 1024 ** 2 }),
      );
  }

  #opened(name: string, attributes: Attributes): void {
    this.#hasTags = true;
    this.#depth++;
    if (this.#depth === 2) this.#element = { name, attributes, children: [] };
    else if (this.#depth > MAX_DEPTH) throw new UnreadableSource(healthErrors("apple_too_deep", { max: MAX_DEPTH }));
    else if (this.#element && this.#keeps.has(name) && this.#element.children.length < MAX_CHILDREN)
      this.#element.children.push({ name, attributes });
  }

  #closed(): void {
    this.#hasTags = true;
    this.#depth--;
    if (this.#depth === 0) this.isAtEnd = true;
    if (this.#depth !== 1 || !this.#element) return;
    this.#found.push({ element: this.#element, position: this.#parser.position });
    this.#element = undefined;
  }
}

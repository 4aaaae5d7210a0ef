/**
 * JSON (RFC 8259) of the form `[{…, "list": [{…}, …]}, …]`, read piece by piece: the objects of the outer array, of which one field is a list
 * that may be long. No more than one element of it is in memory.
 */
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { importErrors } from "#core/ingest/sayings";

/** Where reading goes on: within a list, or between the objects that have one. */
export interface JsonPosition {
  byte: number;
  isInList: boolean;
}

/** What was read of an object: its fields before the list, when that begins or the object ends without one; and each element of the list. */
export type JsonPiece = { next: JsonPosition } & ({ object: Record<string, unknown> } | { element: unknown });

/** Throws UnreadableSource for what is no such JSON. */
export async function* jsonLists(
  source: Source,
  list: string,
  from: JsonPosition | undefined,
): AsyncGenerator<JsonPiece> {
  let place: "before" | "objects" | "object" | "list" | "after" = "before";
  if (from) place = from.isInList ? "list" : "objects";
  let object: Record<string, unknown> = {};
  let key: string | undefined;
  let isTold = place === "list";
  /** How long the fields of the object are that is being read; what is in its list is not held. */
  let held = 0;
  for await (const { text, next } of tokensOf(
    source,
    from?.byte ?? 0,
    () => place === "list" || (place === "object" && key !== list),
  )) {
    if (place === "object") held += text.length;
    if (held > MAX_VALUE_BYTES) throw tooLong();
    if (place === "before" && text === "[") place = "objects";
    else if (place === "objects" && text === "{") {
      [place, object, key, isTold, held] = ["object", {}, undefined, false, 0];
    } else if (place === "objects" && text === "]") place = "after";
    else if (place === "object" && text === "}") {
      if (!isTold) yield { object, next: { byte: next, isInList: false } };
      place = "objects";
    } else if (place === "object" && text === "[" && key === list) {
      [place, isTold] = ["list", true];
      yield { object, next: { byte: next, isInList: true } };
    } else if (place === "list" && text === "]") [place, key] = ["object", undefined];
    else if (place === "list") yield { element: parsed(text, next), next: { byte: next, isInList: true } };
    else if (place === "object" && key === undefined) key = String(parsed(text, next));
    else if (place === "object") {
      const value = parsed(text, next);
      if (!isTold) object[key!] = value;
      key = undefined;
    } else throw broken(next);
  }
  if (place !== "after") throw new UnreadableSource(importErrors("json_ends"));
}

export function parsed(text: string, byte: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken(byte);
  }
}

export const broken = (byte: number) => new UnreadableSource(importErrors("json_broken", { byte }));

const tooLong = () => new UnreadableSource(importErrors("json_too_long", { maxMb: MAX_VALUE_BYTES / 1024 ** 2 }));

export interface Token {
  /** A bracket, or a value as it is written. */
  text: string;
  /** The place after it. */
  next: number;
}

const MAX_VALUE_BYTES = 4 * 1024 ** 2;
/** What is nested far deeper exhausts the stack of whatever goes through it. */
const MAX_DEPTH = 100;
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const OPENING: readonly number[] = [0x5b, 0x7b];
const CLOSING: readonly number[] = [0x5d, 0x7d];
/** Space, tab, line feed and carriage return, and what stands between values. */
const BETWEEN: readonly number[] = [0x20, 0x09, 0x0a, 0x0d, COMMA, COLON];

/**
 * Strings, numbers and words as a whole, and arrays and objects as a whole where `isWhole` says so of one that begins with this bracket, else
 * bracket by bracket.
 */
export async function* tokensOf(
  source: Source,
  start: number,
  isWhole: (bracket: "[" | "{") => boolean,
): AsyncGenerator<Token> {
  let offset = start;
  // The value that is being read: what of it was in earlier chunks, how many brackets are open, and whether it is within a string.
  let parts: Uint8Array[] | undefined;
  let [size, open, isInString, isEscaped] = [0, 0, false, false];
  const taken = (last: Uint8Array) => {
    const text = Buffer.concat([...parts!, last]).toString("utf8");
    parts = undefined;
    return text;
  };
  for await (const chunk of source.stream(start)) {
    let begin = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (!parts) {
        if (BETWEEN.includes(byte)) continue;
        const isBracket =
          CLOSING.includes(byte) || (OPENING.includes(byte) && !isWhole(byte === OPENING[0] ? "[" : "{"));
        if (isBracket) {
          yield { text: String.fromCharCode(byte), next: offset + at + 1 };
          continue;
        }
        [parts, begin, size] = [[], at, 0];
        [open, isInString, isEscaped] = [OPENING.includes(byte) ? 1 : 0, byte === QUOTE, false];
        continue;
      }
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) {
          isInString = false;
          if (open === 0) yield { text: taken(chunk.subarray(begin, at + 1)), next: offset + at + 1 };
        }
      } else if (open === 0) {
        // A number or a word ends before what follows it.
        if (!BETWEEN.includes(byte) && !CLOSING.includes(byte)) continue;
        yield { text: taken(chunk.subarray(begin, at)), next: offset + at };
        at--;
      } else if (byte === QUOTE) isInString = true;
      else if (OPENING.includes(byte)) {
        if (++open > MAX_DEPTH) throw new UnreadableSource(importErrors("json_too_deep", { max: MAX_DEPTH }));
      } else if (CLOSING.includes(byte) && --open === 0)
        yield { text: taken(chunk.subarray(begin, at + 1)), next: offset + at + 1 };
    }
    if (parts) {
      parts.push(chunk.subarray(begin));
      size += chunk.length - begin;
      if (size > MAX_VALUE_BYTES) throw tooLong();
    }
    offset += chunk.length;
  }
}

/**
 * JSON (RFC 8259) whose root is an array, or an object with arrays as fields: the elements of these, one after the other, from any of them on.
 * No more than one element is in memory, and none of more than 4 MB is read.
 */
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { broken, parsed, tokensOf } from "#core/ingest/json-lists";
import { importErrors } from "#core/ingest/sayings";

/** Where reading goes on: behind which byte, and in which field of the root; null where the root is the array. */
export interface JsonRowPosition {
  byte: number;
  key: string | null;
}

export interface JsonRow {
  /** The field of the root that it is in; empty where the root is the array. */
  key: string;
  element: unknown;
  next: JsonRowPosition;
}

/** `prepare` changes the text of an element before it is parsed. Throws UnreadableSource for what is no such JSON. */
export async function* jsonRows(
  source: Source,
  from: JsonRowPosition | undefined,
  prepare = (text: string) => text,
): AsyncGenerator<JsonRow> {
  let place: "root" | "list" | "object" | "field" | "after" = from ? (from.key === null ? "list" : "field") : "root";
  let key = from?.key ?? undefined;
  const isWhole = (bracket: "[" | "{") =>
    place === "list" || place === "field" || (place === "object" && (bracket === "{" || key === undefined));
  for await (const { text, next } of tokensOf(source, from?.byte ?? 0, isWhole)) {
    if (place === "root" && text === "[") place = "list";
    else if (place === "root" && text === "{") place = "object";
    else if (place === "list" && text === "]") place = "after";
    else if (place === "field" && text === "]") [place, key] = ["object", undefined];
    else if (place === "list" || place === "field") {
      const position = { byte: next, key: place === "list" ? null : key! };
      yield { key: key ?? "", element: parsed(prepare(text), next), next: position };
    } else if (place === "object" && text === "}" && key === undefined) place = "after";
    else if (place === "object" && key === undefined) key = String(parsed(text, next));
    else if (place === "object" && text === "[") place = "field";
    else if (place === "object") {
      parsed(prepare(text), next);
      key = undefined;
    } else if (place === "root" && text.startsWith("\uFEFF")) {
      // The mark is read together with what it stands before.
      const rest = text.slice(1);
      if (rest === "[" || rest === "{") place = rest === "[" ? "list" : "object";
      else throw broken(next);
    } else throw broken(next);
  }
  if (place !== "after") throw new UnreadableSource(importErrors("json_ends"));
}

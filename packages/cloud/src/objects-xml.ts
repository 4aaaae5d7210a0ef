/**
 * The documents of a bucket, which are flat: elements with text, in elements that repeat. The store that wrote them is ours, so no more of
 * XML is read than that.
 */

/** The contents of each element of this name, in order. */
export const elementsOf = (document: string, name: string): string[] =>
  [...document.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, "g"))].map(([, inner]) => inner!);

/** The text of the first element of this name; empty when there is none. */
export const textOf = (document: string, name: string): string =>
  (new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1] ?? "").replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|(lt|gt|amp|quot|apos));/gi,
    (_, decimal?: string, hex?: string, named?: string) =>
      named === undefined
        ? String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16))
        : entities[named]!,
  );

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** A key or a prefix of a document that was asked for with `encoding-type=url`, because XML cannot hold every character. */
export const decodedKey = (encoded: string): string => decodeURIComponent(encoded.replaceAll("+", " "));

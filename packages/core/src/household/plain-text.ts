/** Markup taken out of short texts that pages have in their data. What comes out is text; it is never shown as HTML. */

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ndash", "–"],
  ["mdash", "—"],
  ["rsquo", "’"],
  ["lsquo", "‘"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["hellip", "…"],
  ["deg", "°"],
  ["frac12", "½"],
  ["frac14", "¼"],
  ["frac34", "¾"],
  ["frasl", "⁄"],
  ["times", "×"],
  ["eacute", "é"],
  ["egrave", "è"],
  ["agrave", "à"],
  ["ccedil", "ç"],
  ["auml", "ä"],
  ["ouml", "ö"],
  ["uuml", "ü"],
  ["Auml", "Ä"],
  ["Ouml", "Ö"],
  ["Uuml", "Ü"],
  ["szlig", "ß"],
  ["ntilde", "ñ"],
]);

const MAX_LENGTH = 100_000;

/** Text without tags and entities, in one line unless `lines`: then blocks and line breaks of the markup are lines. */
export function plainText(markup: string, lines = false): string {
  const text = withoutTags(decoded(decoded(markup.slice(0, MAX_LENGTH))), lines ? "\n" : " ");
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, "").toWellFormed();
  if (!lines) return clean.replace(/\s+/g, " ").trim();
  return clean
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")
    .trim();
}

/** Entities once; pages escape twice as often as not. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase()) ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : "";
  });
}

/** A `<` that no letter, slash or exclamation mark follows is a smaller-than. */
function withoutTags(text: string, between: string): string {
  let out = "";
  let at = 0;
  for (;;) {
    const open = text.indexOf("<", at);
    if (open < 0) return out + text.slice(at);
    out += text.slice(at, open);
    const tag = /^<[a-z/!]/i.test(text.slice(open, open + 2));
    const close = tag ? text.indexOf(">", open) : -1;
    if (close < 0) {
      out += "<";
      at = open + 1;
      if (tag) return out + text.slice(at);
      continue;
    }
    out += /^<\/?(?:br|p|li|div|ul|ol|h\d|tr)\b/i.test(text.slice(open, open + 10)) ? between : "";
    at = close + 1;
  }
}

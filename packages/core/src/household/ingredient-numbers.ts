/** Numbers as recipes write them: `1 1/2`, `1-1/2`, `1 and 1/2`, `½`, `.5`, `1,5`, `1.000`, “half a”, “two and a half”. */

/** Fractions that are single Unicode characters, and their values. */
const VULGAR: Readonly<Record<string, string>> = {
  "¼": "1/4",
  "½": "1/2",
  "¾": "3/4",
  "⅐": "1/7",
  "⅑": "1/9",
  "⅒": "1/10",
  "⅓": "1/3",
  "⅔": "2/3",
  "⅕": "1/5",
  "⅖": "2/5",
  "⅗": "3/5",
  "⅘": "4/5",
  "⅙": "1/6",
  "⅚": "5/6",
  "⅛": "1/8",
  "⅜": "3/8",
  "⅝": "5/8",
  "⅞": "7/8",
};

/** The text with every number in ASCII digits and every fraction as `1/2`, separated from a whole number before it. */
export const plainNumbers = (text: string): string =>
  text
    .replace(/[¼½¾⅐-⅞]/g, (fraction) => ` ${VULGAR[fraction] ?? fraction} `)
    .replace(
      /([⁰¹²³⁴-⁹]{1,3})\s?[⁄∕/]\s?([₀-₉]{1,3}|\d{1,3})/g,
      (_, over: string, under: string) => ` ${over.normalize("NFKC")}/${under.normalize("NFKC")} `,
    )
    .replace(/⅟\s?(\d{1,3})/g, " 1/$1 ")
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replace(/(?<=\d)٫(?=\d)/g, ".")
    .replace(/(?<=\d)٬(?=\d)/g, ",")
    .replace(/(\d)\s?[⁄∕]\s?(\d)/g, "$1/$2");

/** Decimal digits of every script are consecutive, in runs of ten. */
function digitOf(digit: string): string {
  const code = digit.codePointAt(0)!;
  // Unicode has five mathematical alphabets of digits, one after the other.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

export interface ReadNumber {
  value: number;
  /** The value if the mark in it separates thousands: `1.000`, `1,000`. */
  grouped?: number;
  /** For `1 000`: the value if these are two numbers, which the unit decides. */
  spaced?: { value: number; rest: string };
  rest: string;
}

const AND = String.raw`\s*(?:&|\+)\s*|\s+(?:and|und|et|y|e|i|a|en|og|och|és|и|ja|si|și)\s+`;
const HALF = String.raw`(?:(?:an?|one)[\s-]half|(?:une?\s+)?demie?|medi[oa]|mezz[oa]|mei[oa]|ein(?:e|en)?\s+halbe[rns]?|halv[ta]?|pół|půl|fél|половиной)`;
const MIXED = new RegExp(String.raw`^(\d{1,4})(?:\s+|\s?-\s?|\.|${AND})(\d{1,2})/(\d{1,3})(?![\d/])`, "iu");
const FRACTION = /^(\d{1,3})\s?\/\s?(\d{1,3})(?![\d/])(?:\s+of\b(?:\s+(?:an?|the)\b)?)?/i;
const AND_A_HALF = new RegExp(String.raw`^(?:${AND})${HALF}(?!\p{L})`, "iu");
const GROUPED = /^(\d{1,3})((?:\.\d{3})+|(?:,\d{3})+|(?:['’]\d{3})+)([.,]\d{1,2})?(?!\d)/;
const SPACED = /^([1-9]\d{0,2}(?: \d{3})+)(?![\d/.,])/;
const DECIMAL = /^(\d{0,12})(?:[.,](\d{1,12}))?(?!\d)/;

/** “1 taza y media”: the text behind a half that follows the unit; undefined without one. */
export function afterAndAHalf(text: string): string | undefined {
  const half = AND_A_HALF.exec(` ${text}`);
  return half ? text.slice(half[0].length - 1) : undefined;
}

/** “1 halbe Zwiebel”, “1 demi-citron”: the text behind a half that follows the number; undefined without one. */
export function afterHalf(text: string): string | undefined {
  const half =
    /^(?:halbe[rns]?|half(?!\s+and)|medi[oa]|mezz[oa]|mei[oa]|halve?|halva)\s+(?=\p{L})|^demie?[-\s](?=\p{L})/iu.exec(
      text,
    );
  return half ? text.slice(half[0].length) : undefined;
}

/** The number at the beginning, or undefined. */
export function readNumber(text: string): ReadNumber | undefined {
  if (!/^[\d.,]/.test(text)) return readWord(text);
  const mixed = MIXED.exec(text);
  if (mixed && Number(mixed[2]) < Number(mixed[3]))
    return { value: Number(mixed[1]) + Number(mixed[2]) / Number(mixed[3]), rest: text.slice(mixed[0].length) };
  const fraction = FRACTION.exec(text);
  if (fraction) {
    const value = Number(fraction[1]) / Number(fraction[2]);
    return Number.isFinite(value) && value > 0 ? { value, rest: text.slice(fraction[0].length) } : undefined;
  }
  const [written, whole = "", decimals] = DECIMAL.exec(text) ?? [];
  const grouped = GROUPED.exec(text);
  if (grouped) {
    const [all, first = "", groups = "", tail = ""] = grouped;
    const value = Number(`${first}${groups.replace(/\D/g, "")}${tail.replace(",", ".")}`);
    const isSure = groups.length > 4 || /['’]/.test(groups) || tail !== "";
    const rest = text.slice(all.length);
    if (isSure) return { value, rest };
    return { value: Number(`${first}.${groups.slice(1)}`), ...(!first.startsWith("0") && { grouped: value }), rest };
  }
  if (written === undefined || (whole === "" && decimals === undefined)) return undefined;
  const rest = text.slice(written.length);
  const half = AND_A_HALF.exec(rest);
  const value = Number(`${whole || "0"}.${decimals ?? "0"}`) + (half ? 0.5 : 0);
  const spaced = SPACED.exec(text);
  return {
    value,
    ...(spaced && { spaced: { value: Number(spaced[1]!.replaceAll(" ", "")), rest: text.slice(spaced[0].length) } }),
    rest: half ? rest.slice(half[0].length) : rest,
  };
}

/** Words for numbers, by value. Words that can also be a food or a preposition at the beginning of a line are left out. */
const WORDS = new Map(
  Object.entries({
    0.25: "quarter",
    0.5: "half halbe halber halbes halben halv halvt halva demi demie medio media mezzo mezza meio meia pół půl fél puoli пол половина половинка polovina połowa",
    1: "one ein eine einen einer een un une uno una één en ett et jeden jedna jedno jedną один одна одну egy yksi um uma",
    1.5: "anderthalb eineinhalb anderhalve półtora полтора полторы másfél puolitoista",
    2: "two zwei deux due dos dois duas twee två dwa dwie dva dvě dve два две дві két kettő kaksi",
    3: "three drei trois tre tres três drie trzy tři tri три három kolme",
    4: "four vier quatre quattro cuatro quatro fyra fire cztery čtyři četiri четыре чотири négy neljä",
    5: "five fünf cinq cinque cinco vijf fem pięć pět pet пять öt viisi",
    6: "six sechs sei seis zes sex seks sześć šest шесть hat kuusi",
    7: "seven sieben sept sette siete sete zeven sju siedem sedm семь hét",
    8: "eight acht huit otto ocho oito åtta osiem osm восемь nyolc",
    9: "nine neun neuf nove nueve negen nio dziewięć devět девять",
    10: "ten zehn dix dieci diez dez tien tio dziesięć deset десять tíz",
    12: "twelve zwölf douze dodici doce doze twaalf tolv",
  }).flatMap(([value, words]) => words.split(" ").map((word) => [word, Number(value)] as const)),
);
const PARTS: Readonly<Record<string, number>> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarter: 1 / 4,
  quarters: 1 / 4,
  fourth: 1 / 4,
  fourths: 1 / 4,
  eighth: 1 / 8,
};

/** Names that begin with a number: “five spice powder”, “half and half”. */
const NAME =
  /^(?:half[- ]and[- ]half|\p{L}+[- ](?:spices?|cheeses?|épices?|especias|spezie|gewürze?|grains?|peppers?)(?!\p{L}))/iu;

/** “a”, “two”, “half a”, “one and a half”, “three quarters”. */
function readWord(text: string): ReadNumber | undefined {
  const [written, word = ""] = /^(\p{L}+)(?=[\s-])/u.exec(text) ?? [];
  if (written === undefined || NAME.test(text)) return undefined;
  const after = text.slice(written.length);
  if (/^an?$/i.test(word)) {
    const [skipped] = /^\s+(?=(?:half|quarter|couple)\s)/i.exec(after) ?? [];
    if (skipped !== undefined) return readWord(after.slice(skipped.length));
    return { value: 1, rest: after };
  }
  if (/^couple$/i.test(word)) return { value: 2, rest: after.replace(/^\s+of\s/i, " ") };
  const value = WORDS.get(word.toLowerCase());
  if (value === undefined) return undefined;
  const part = /^[\s-](half|thirds?|quarters?|fourths?|eighth)(?:\s+of)?(?:\s+an?)?(?=\s)/i.exec(after);
  if (part && value >= 1) return { value: value * PARTS[part[1]!.toLowerCase()]!, rest: after.slice(part[0].length) };
  const half = AND_A_HALF.exec(after) ?? /^\s+halbe[rsn]?(?=\s)/i.exec(after);
  if (half) {
    // “ein halbes” is a half, “ein und eine halbe” is one and a half.
    const isHalf = /^\s+halbe/i.test(half[0]);
    return { value: isHalf ? value / 2 : value + 0.5, rest: after.slice(half[0].length) };
  }
  // “half a lemon”, “half of the lemon”, “quarter of an onion”.
  const rest = value < 1 ? after.replace(/^\s+(?:of\s+)?(?:the|an?|1|one)(?=\s)/i, "") : after;
  if (!/^\s/.test(rest)) return undefined;
  return { value, rest };
}

/** The amount in a part of a sentence about a meal, and the name of the food that is left. */
import { isName } from "#core/health/foods/find";
import type { Said } from "#core/health/foods/portions";
import { isPlain, MEAL_UNITS } from "#core/health/foods/words";
import { folded } from "#core/household/folding";
import { readAmount, readUnit } from "#core/household/ingredient-amounts";
import { dimensionOf } from "#core/household/units";

const MANY = /^(?:a\s+few|some|several|einige|ein\s+paar|etwas|ein\s+bisschen|ein\s+wenig|a\s+little|a\s+bit\s+of)$/iu;

/** A part's amount and the name of the food; undefined without any word. An amount alone has an empty name. */
export function readPart(written: string): { name: string; said: Said } | undefined {
  const text = written
    .replace(/[()[\]]/g, " ")
    .replace(/[‐-―−]/g, "-")
    .replace(/[.!?:]+$/, "")
    .replace(/^\s*[-*•]\s*/, "")
    // “ein bisschen”, “1 large glass” and “10^9” are no numbers that recipes have.
    .replace(
      /(\d+)\s?\^\s?(\d+)/g,
      (all, base: string, power: string) => String(Math.min(1e15, Number(base) ** Number(power))) || all,
    )
    .replace(/\s+/g, " ")
    .trim();
  if (!/[\p{L}\d]/u.test(text)) return undefined;
  const words = wordsIn(text);
  const huge =
    /(?<![\d.,])(\d{7,})(?![\d.,])/.exec(text)?.[1] ?? /\b(?:million|milliarde|billion|trillion)/iu.exec(text)?.[0];
  if (huge) return { name: text.replace(huge, " ").trim(), said: { qty: Number.POSITIVE_INFINITY, words } };
  const read = amountOf(text) ?? amountOf(`1 ${text}`, true) ?? behind(text);
  // “one roll”: what is a unit elsewhere is the thing itself.
  const { unit } = read?.said ?? {};
  if (read && read.name === "" && unit !== undefined && !["mass", "volume"].includes(dimensionOf(unit))) {
    const { unit: _, ...counted } = read.said;
    return { name: text.replace(/^\S+\s+/, ""), said: { ...counted, words } };
  }
  if (!read) return { name: text, said: { words } };
  return { name: read.name, said: { ...read.said, words } };
}

interface ReadPart {
  name: string;
  said: Omit<Said, "words">;
}

/** The amount at the beginning. With `isBare`, only when a unit follows: “glass of milk”. */
function amountOf(text: string, isBare = false): ReadPart | undefined {
  const read = readAmount(text.replace(/^(\d+)\s*x\s+(?=\p{L})/iu, "$1 "));
  if (!read) return undefined;
  const { amount, notes } = read;
  const some = notes.some((note) => MANY.test(note));
  let { unit } = amount;
  let name = read.rest.trim();
  // Units of meals: “bowl of soup”, “Teller Nudeln”, “large glass of water”.
  const worded =
    unit === undefined || unit === "cup"
      ? mealUnit(unit === undefined ? name : `${/becher/iu.test(text) ? "becher" : ""} ${name}`)
      : undefined;
  if (worded) ({ unit, name } = { unit: worded.unit, name: worded.rest });
  if (isBare && unit === undefined) return undefined;
  if (isBare && unit !== undefined && name === "") return undefined;
  // In German a bar of chocolate is a tablet, and a bar is another one.
  if (unit === "bar" && /^\S*\s*tafeln?\s/iu.test(text)) unit = "tablet";
  let { qty, qtyMax } = amount;
  // “2 x 30 g”, “3 cans of 330 ml”: the size of each.
  const each = notes
    .map((note) => readAmount(`${note} x`))
    .find((one) => one?.amount.unit && ["mass", "volume"].includes(dimensionOf(one.amount.unit)));
  if (each?.amount.qty !== undefined && qty !== undefined) {
    qty *= each.amount.qty;
    qtyMax = qtyMax === undefined ? undefined : qtyMax * each.amount.qty;
    unit = each.amount.unit;
  }
  if (qty === undefined && !some && unit === undefined) return undefined;
  return {
    name,
    said: {
      ...(qty !== undefined && { qty }),
      ...(qtyMax !== undefined && { qtyMax }),
      ...(unit !== undefined && { unit }),
      ...(some && { isVague: true }),
    },
  };
}

const OF = /^(?:of|von|vom|voll|full of)\s+(?:the\s+|my\s+)?/iu;

/** A unit of meals at the beginning of a name, behind words for its size. */
function mealUnit(name: string): { unit: string; rest: string } | undefined {
  const words = name.trim().split(" ");
  for (let i = 0; i < Math.min(3, words.length); i++) {
    const word = folded(words[i]!);
    const unit = Object.hasOwn(MEAL_UNITS, word)
      ? MEAL_UNITS[word]
      : Object.hasOwn(MEAL_UNITS, plural(word))
        ? MEAL_UNITS[plural(word)]
        : undefined;
    const rest = words
      .slice(i + 1)
      .join(" ")
      .replace(OF, "");
    // “chicken breast” and “muesli bar” are names, and so is a unit with nothing behind it.
    if (unit && rest !== "" && !isName(words.slice(i).join(" "))) return { unit, rest };
    if (!isPlain(word)) return undefined;
  }
  const known = readUnit(words.filter((word, i) => i > 0 || !isPlain(folded(word))).join(" "));
  return known && known.rest !== "" && words.length > 1 && isPlain(folded(words[0]!))
    ? { unit: known.unit, rest: known.rest.replace(OF, "") }
    : undefined;
}

const plural = (word: string): string => word.replace(/(?:es|s|n|en|er)$/, "");

/** The amount at the end: “milk 200 ml”, “Haferflocken 50 g”, “banana x2”. */
function behind(text: string): ReadPart | undefined {
  const [, name = "", tail = ""] = /^(.*?\p{L}\S*)\s*[-:x×]?\s*(\d[^\d]*(?:\d.*)?)$/iu.exec(text) ?? [];
  if (name === "" || tail === "") return undefined;
  const read = readAmount(`${tail} `) ?? readAmount(`${tail} x`);
  const rest = read?.rest.replace(/^x$/, "").trim() ?? "";
  if (read?.amount.qty === undefined) return undefined;
  const { qty, qtyMax, unit } = read.amount;
  // “Reis 75 g roh”: what is behind a weight belongs to the name.
  if (rest !== "" && (unit === undefined || dimensionOf(unit) !== "mass")) return undefined;
  return {
    name: `${name.trim()} ${rest}`.trim(),
    said: { qty, ...(qtyMax !== undefined && { qtyMax }), ...(unit !== undefined && { unit }) },
  };
}

/** Its words, folded. */
export const wordsIn = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{M}\d%]+/u)
    .filter(Boolean)
    .slice(0, 60);

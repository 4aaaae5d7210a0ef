/**
 * Parses ingredients as people write them: “1 ½ cups (200 g) flour, sifted” is 1.5 cup of flour, sifted (200 g).
 *
 * The input comes from strangers' pages: it is plain text of bounded length, and so is the result. What cannot be parsed stays in
 * the item's name, so nothing of a line is lost.
 */

import { type Amount, type ReadAmount, readAmount, readUnit } from "#core/household/ingredient-amounts";
import { plainNumbers } from "#core/household/ingredient-numbers";
import {
  areAlternatives,
  areSeasonings,
  isDescription,
  isGermanDescription,
  JUICE_BEHIND,
  PREPARATIONS,
  PREPARED_BEHIND,
  PURPOSE,
  PURPOSE_BEFORE,
  QUALITIES,
  SIZES,
  SIZES_BEHIND,
} from "#core/household/ingredient-words";
import type { Ingredient } from "#core/household/ingredients";
import { dimensionOf, isTrace } from "#core/household/units";
import { cut } from "#kit/text";

const MAX_LINE = 500;
const MAX_ITEM = 200;
const MAX_NOTE = 300;

/** One line as an ingredient; undefined for a line without a word, and for a heading (“For the sauce:”). */
export function readIngredient(written: string): Ingredient | undefined {
  const line = cut(tidied(cut(written, MAX_LINE * 2)), MAX_LINE);
  if (!/\p{L}/u.test(line) || isHeading(line)) return undefined;

  const notes: string[] = [];
  const bare = withoutBrackets(withoutHeading(unmarked(line), notes), notes);
  const found = amountBefore(bare) ?? amountBehind(bare) ?? amountInNotes(bare, notes);
  if (!found) return named(bare, notes, {});
  notes.push(...found.notes);
  if (/\p{L}/u.test(found.rest)) return named(found.rest, notes, found.amount);
  // “2 cloves” without a name are the spice, but “200 g” is an amount of nothing.
  const isThing = found.amount.unit !== undefined && !isMeasure(found.amount.unit);
  return named(isThing ? bare.replace(/^[\d\s.,/-]+(?=\p{L})/u, "") : line, [], isThing ? withoutUnit(found) : {});
}

const withoutUnit = ({ amount: { unit: _, ...counted } }: ReadAmount): Amount => counted;
const isMeasure = (unit: string): boolean => ["mass", "volume", "length"].includes(dimensionOf(unit));

/** The lines of one list. Unless the whole list is in capitals, a line in capitals without an amount is a heading. */
export function readIngredients(lines: readonly string[]): Ingredient[] {
  const isLoud = (line: string) => /\p{Lu}{4}/u.test(line) && !/[\p{Ll}\d]/u.test(line);
  const areAllLoud = lines.filter(isLoud).length * 2 >= lines.length;
  return lines.flatMap((line) => (!areAllLoud && isLoud(line) ? [] : (readIngredient(line) ?? [])));
}

/** Unifies spaces, dashes and digits, and removes bullets and check boxes at the beginning. */
function tidied(line: string): string {
  return (
    plainNumbers(line.normalize("NFC"))
      // Removes brackets around the kind of spoon, and around an optional plural: “colher (sopa)”, “pound(s)”.
      .replace(/(?<=\p{L})\s?\((?:de\s)?(sopa|chá|cha|sobremesa|café)\)/giu, " $1")
      .replace(/(?<=\p{L})\((?:e?s|e?n|e|er|x)\)/giu, "")
      .replace(/(?<=\p{L}{3})\/(?:e?n|e?s|er|e)(?=\s)/giu, "")
      .replace(/(\p{L})\s*\/\s*(?=\d)/gu, "$1 / ")
      .replace(/(?<=\p{L})\s*(?:\.{3,}|…)\s*(?=\d)/gu, " - ")
      // Japanese writes the spoon before its number, and no spaces between a number, its unit and the name.
      .replace(/(大さじ|小さじ)\s?(\d[\d./]*(?:\s\d\/\d)?)/g, " $2 $1 ")
      .replace(/(?<=\d)\s?(公斤|千克|毫升|克|升|茶匙|小匙|汤匙|大匙|杯|个|個|瓣|カップ|グラム)/g, " $1 ")
      .replace(/(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?=\d)/gu, " ")
      .replace(/[‐-―−]/g, "-")
      .replace(/(?<=\d)\s?(?:["″”]|'')(?=[\s-])/g, "-inch")
      .replace(/[\u200b-\u200f\u2060\ufeff]|(?<=\p{L})[*†](?=\s)|[®™©℠]/gu, "")
      .replace(/\s+/g, " ")
      .replace(/^[\s•·*▢☐□▪◦‣>✓✔–+-]+(?!\d)|^[\s•·*▢☐□▪◦‣>✓✔-]+/, "")
      .trim()
      // Removes the numbers of a list: “1. 2 cups flour”.
      .replace(/^\d{1,2}[.)]\s+(?=[\d.])/, "")
  );
}

const FOR =
  /^(?:for(?: the| an?)?|für(?: den| die| das)?|zum|zur|pour(?: la| le| les| l['’])?|per(?: la| il| lo| le| i| gli| l['’])?|para(?: la| el| las| los| o| a)?|pentru|voor(?: de| het)?|till|til|do|na|pro|для|a(?:z)? |til|за|per a)\s/iu;

/** The same without a colon: “For the sauce” is no ingredient. */
const FOR_THE =
  /^(?:for\s+(?:the|an?)|für\s+(?:den|die|das)|zum|zur|pour\s+(?:la|les?|l['’])|per\s+(?:la|il|lo|le|i|gli|l['’])|para\s+(?:la|el|las|los|o|a|os|as)|voor\s+(?:de|het)|till|til|na|az?(?=\s+\p{L}+h[oeö]z$))(?:\s|(?<=['’]))\p{L}+(?:\s\p{L}+){0,3}$/iu;

/** “For the sauce:”, “## DRESSING”, “For the dressing”, “**Topping**”. */
function isHeading(line: string): boolean {
  if (/^(?:#{1,6}\s|={2,}|_{2,})/.test(line)) return true;
  if (/^\p{L}[^\d]*\*\*?$/u.test(line) && line.endsWith("**")) return true;
  const bare = line.replace(/[*_\s]+$/, "");
  if (/[:：]$/.test(bare)) return !/\d/.test(bare) || FOR.test(bare) || !readAmount(bare.slice(0, -1));
  return FOR_THE.test(line) && !/[\d,]/.test(line);
}

/** Removes the marks of markdown around a line, and those of footnotes behind it. */
const unmarked = (line: string): string => line.replace(/\*\*|__/g, "").replace(/[*†‡]+$/, "");

/**
 * Removes a heading before an ingredient (“For the sauce: 200 g tomatoes”). In “Eggs: 2 large” the part before the colon is the
 * name: the amount stands alone behind it.
 */
function withoutHeading(line: string, notes: string[]): string {
  const colon = /^([^\d:(]{2,60}):\s+(?=\S)/.exec(line);
  if (!colon) return line;
  const rest = line.slice(colon[0].length);
  const amount = readAmount(rest);
  // “Eggs: 2 large”
  if (amount && isDescription(amount.rest)) return line;
  const isFor = FOR.test(colon[1]!) || /^(?:optional|topping|garnish)/i.test(colon[1]!);
  if (!isFor && !(amount && /\p{L}/u.test(amount.rest) && !/^[,(]/.test(amount.rest))) return line;
  notes.push(colon[1]!.trim());
  return rest;
}

/** Moves text in brackets, nested brackets included, to the notes. */
function withoutBrackets(line: string, notes: string[]): string {
  let outside = "";
  let inside = "";
  let depth = 0;
  const close = () => {
    if (/[\p{L}\d]/u.test(inside)) notes.push(inside.trim());
    inside = "";
    outside += " ";
  };
  for (const char of line) {
    if (char === "(" || char === "[") {
      if (depth++ > 0) inside += " ";
    } else if (char === ")" || char === "]") {
      if (depth === 1) close();
      else if (depth > 1) inside += " ";
      depth = Math.max(0, depth - 1);
    } else if (depth > 0) inside += char;
    else outside += char;
  }
  if (depth > 0) close();
  if (/\p{L}/u.test(outside))
    return outside
      .replace(/\s+/g, " ")
      .replace(/ (?=[,;])/g, "")
      .trim();
  notes.length = 0;
  return line
    .replace(/[()[\]]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** An amount at the beginning (“2 cups flour”), a part of something (“juice of 2 limes”), or a unit alone (“pinch of salt”). */
function amountBefore(line: string): ReadAmount | undefined {
  const purpose = PURPOSE_BEFORE.exec(line);
  if (purpose) return { amount: {}, notes: [purpose[0].trim()], rest: line.slice(purpose[0].length) };
  return readAmount(line) ?? readPart(line) ?? readBareUnit(line);
}

/** “juice of 2 limes”, “finely grated zest of 1 lemon”, “Saft einer Zitrone”: the fruit is what has to be bought. */
const PART =
  /^((?:(?:the|finely|freshly|grated|squeezed|strained|fein|abgeriebene|geriebene|le|la|les|il|el|o)\s+)*(?:juice|zest|rind|peel|saft|schale|abrieb|zesten?|jus|zumo|jugo|ralladura|succo|scorza|buccia|sap|saft|skal|saften|sok|skórka|šťáva|kůra|сок|цедра|raspa|sumo|suco|lé|lev)(?:\s*(?:and|&|\+|und|et|e|y|och|og|en|i|a|и)\s*(?:(?:the|finely|grated|le|la)\s+)*(?:juice|zest|rind|peel|saft|schale|abrieb|zeste|jus|zumo|ralladura|succo|scorza|sap|skal|skórka|цедра))?)\s+(?:(?:of|from|von|de|di|da|do|van|av|af|fra|z|ze|из|d['’])\s*)?/iu;

function readPart(line: string): ReadAmount | undefined {
  const part = PART.exec(line);
  const amount = part ? readAmount(line.slice(part[0].length)) : undefined;
  if (!part || amount?.amount.qty === undefined || !/\p{L}/u.test(amount.rest)) return undefined;
  return { ...amount, notes: [part[1]!.trim(), ...amount.notes] };
}

const SIZED =
  /^(?:(?:small|large|big|good|generous|tiny|kleine[rs]?|große[rs]?|petite|grosse|bonne|grande|pequeñ[oa])\s+)/iu;
const ALONE = new Set(["handful", "bunch", "sprig", "knob"]);

/** A unit without a number counts as one: “pinch of nutmeg”, “small handful sorrel”, “stick of butter”. */
function readBareUnit(line: string): ReadAmount | undefined {
  const size = SIZED.exec(line)?.[0] ?? "";
  const unit = readUnit(line.slice(size.length));
  if (!unit || !/\p{L}{2}/u.test(unit.rest) || /^[,:/-]/.test(unit.rest) || unit.written.length < 3) return undefined;
  const isOfIt = /^of\s/i.test(unit.rest) && !/^(?:.*[^s]s|leaves)$/i.test(unit.written) && unit.unit !== "fillet";
  if (!isOfIt && !isTrace(unit.unit) && !ALONE.has(unit.unit)) return undefined;
  const one = readAmount(`1 ${line.slice(size.length)}`);
  return one && { ...one, notes: [...(size ? [size.trim()] : []), ...one.notes] };
}

const MAX_CANDIDATES = 12;
const ABOUT = /(?<=[\s:,-])(?:about|approx\.?|around|ca\.?|circa|etwa|env(?:iron|\.)?|~)\s*$/i;

/** The amount at the end of the line, or before a comma: “Mehl 500 g”, “flour - 2 cups”, “Beurre : 120 g”, “Uova 3”. */
function amountBehind(line: string): ReadAmount | undefined {
  const starts = [...line.matchAll(/(?<=\p{L}[\p{L}.'’%]*[\s,:-]+(?:[x×]\s?|n\.\s?)?|\d\s+|\d\s*[:-]\s+)(?=[\d.])/gu)];
  for (const { index } of starts.slice(0, MAX_CANDIDATES)) {
    const [, name = "", mark = ""] =
      /^(.*?)\s*([-:,x×]|n\.)?\s*$/iu.exec(line.slice(0, index).replace(ABOUT, "")) ?? [];
    const read = readAmount(line.slice(index));
    if (!read || read.amount.qty === undefined || !/\p{L}{2}|\p{Script=Han}/u.test(name)) continue;
    const isAfterMark = /[-:]/.test(mark) && read.amount.unit !== undefined && !FOR.test(name);
    const tail =
      /^(?:[,;]\s*(.*))?$/.exec(read.rest) ?? (isAfterMark || isDescription(read.rest) ? [read.rest, read.rest] : null);
    if (!tail || (read.amount.unit === undefined && !isCount(read.amount.qty, name, mark, line[index]!))) continue;
    return { amount: read.amount, notes: read.notes, rest: tail[1] ? `${name}, ${tail[1]}` : name };
  }
  return undefined;
}

/** Whether a number without a unit behind a name is a count. It may belong to the name: “Farina 00”, “Mehl Type 405”. */
const isCount = (qty: number, name: string, mark: string, first: string): boolean =>
  first !== "0" &&
  qty <= (mark ? 200 : 30) &&
  !/(?:^|\s)(?:typ[eo]?|t|nr|no|n|tipo|vitamin|grade|size)\.?$/i.test(name);

/** Brackets that contain only an amount: “Eggs (3)”, “Flour (200 g)”. */
function amountInNotes(line: string, notes: string[]): ReadAmount | undefined {
  for (const [i, note] of notes.entries()) {
    const read = /\d/.test(note) ? readAmount(note) : undefined;
    if (read?.amount.qty === undefined || read.rest !== "") continue;
    notes.splice(i, 1);
    return { ...read, rest: line };
  }
  return undefined;
}

/** Units that may follow the name: “4 garlic cloves”, “2 celery stalks”. */
const BEHIND = new Set(["clove", "stalk", "sprig", "slice", "stick", "head", "bunch", "sheet", "ear"]);
/** Names that contain the unit. */
const COMPOUNDS =
  /^(knoblauch|vitlöks|valkosipulin|hvitløks|hvidløgs|sellerie|lauch)(zehen?|klyft(?:a|or)|kynttä|kynsi|fedd?|stangen?)$/iu;

function named(text: string, notes: string[], given: Amount): Ingredient {
  let item = text;
  const move = (pattern: RegExp) => {
    item = item.replace(pattern, (said) => {
      notes.unshift(said.replace(/^[\s,-]+|[\s,]+$/g, ""));
      return "";
    });
  };
  // “1 tsp each cumin and coriander”
  move(/^each(?:\s+of)?(?:\s*:)?\s+(?=\p{L})/iu);
  move(PREPARATIONS);
  // “1 tsp each cumin and coriander”: all of the things are to be bought, so the name keeps the whole list.
  if (!notes[0]?.startsWith("each") || !/,.*\s(?:and|&|or)\s/i.test(item)) item = withoutAside(item, notes);
  move(/\s(?:or|oder|ou|plus|\+|[àá](?=\s\d))\s+(?:about\s+)?\d.*$/i);
  move(PURPOSE);
  for (let i = 0; i < 5 && QUALITIES.test(item); i++) move(QUALITIES);
  const amount = { ...given };
  if (amount.qty !== undefined) {
    move(PREPARED_BEHIND);
    move(JUICE_BEHIND);
    if (amount.unit === undefined) {
      move(SIZES);
      move(SIZES_BEHIND);
    }
  }
  if (amount.unit === undefined && amount.qty !== undefined) {
    const [, thing, word = ""] = /^(.*\p{L})\s(\p{L}+)$/u.exec(item) ?? COMPOUNDS.exec(item) ?? [];
    const unit = readUnit(word)?.unit;
    // “5 whole cloves” are the spice, not cloves of something.
    if (thing && unit && BEHIND.has(unit) && !isDescription(thing) && !/\s(?:of|de|di)$/i.test(thing)) {
      amount.unit = unit;
      item = thing.replace(/(?<=vitlök|hvitløk|hvidløg)s$/i, "").replace(/(?<=valkosipuli)n$/i, "");
    }
  }
  const note = cut(notes.join("; "), MAX_NOTE).trim();
  const cleaned = item.replace(/^[\s,.;:-]+|[\s,;:*-]+$/g, "") || text;
  return {
    item: cut(cleaned, MAX_ITEM).trim().toWellFormed(),
    ...amount,
    ...(note && { note: note.toWellFormed() }),
  };
}

/**
 * Moves what follows a comma or a dash to the notes, unless the text before it only describes what follows, or lists
 * alternatives.
 */
function withoutAside(text: string, notes: string[]): string {
  const parts = text.split(/,(?!\d)\s*|\s-\s|;\s*/).map((part) => part.trim());
  if (parts.length === 1) return text;
  if (areAlternatives(parts) || areSeasonings(parts)) return text;
  let end = 1;
  while (
    end < parts.length &&
    (!/\p{L}/u.test(parts[end - 1]!) ||
      parts.slice(0, end).every((part) => isDescription(part) || isGermanDescription(part, parts[end]!)))
  )
    end++;
  const note = parts.slice(end).join(", ");
  if (note) notes.unshift(note);
  return parts.slice(0, end).filter(Boolean).join(", ");
}

/** The number of servings of a recipe, as pages write it. */

import { plainNumbers, readNumber } from "#core/household/ingredient-numbers";
import { MAX_SERVINGS, MIN_SERVINGS } from "#core/household/recipes.sql";
import { dimensionOf, knownUnit } from "#core/household/units";
import { cut } from "#kit/text";

const EATERS =
  /^(?:(?:generous|hearty|large|small|main|big|adult)\s+)?(?:servings?|serves?|portion(?:s|en|er|i|ów|e|es)?|people|persons?|person(?:en|er|e|nes|nas|ne|a)?|personer|personas?|pessoas?|pers\.?|porç(?:ão|ões)|porci[oóeó]n(?:es)?|porcj[aei]|porc(?:e|í|ii|ie)|porcija?|raciones|comensales|porzion[ei]|persone|convives?|parts?|osob[ay]?|osób|osoby|osôb|гост(?:ей|я)|порц(?:ия|ии|ий|ії|ій)|персон[аы]?|человек|adag|fő|személyre|annosta|hengelle|portsjonit|inimesele|μερίδες|άτομα|kişilik|skammta|manns)(?!\p{L})/iu;
const SERVES =
  /(?:serves?|servings?|feeds?|yields?\s+servings?|für|pour|porties?|portionen|portions?|personen|personer|portioner|para|raciones|porciones|porzioni|porções|voor)\s*:?\s*(?:about\s+|approx\.?\s+|ca\.?\s+)?$/iu;
const DOZEN = /^(?:dozen|doz|dutzend|dozijn|douzaines?|docenas?|dozzin[ae]|dúzias?|dussin|dusin|tucet|tuzin|tucat)/iu;
const SIZE = /^\s?-?\s?(?:["”″]|inch|in\b|cm\b|mm\b|min|hour|stunden|%|°)/i;

/**
 * The number of servings in texts like “4 servings”, “Serves 4-6”, “about 2 dozen”, “14 pizzas (12 servings)”. A number of eaters
 * is preferred to a number of things; weights and sizes (“750 g”, “9-inch pie”) are ignored. 1 when there is no number.
 */
export function servingsIn(texts: readonly string[]): number {
  let made: number | undefined;
  for (const written of texts) {
    const text = plainNumbers(cut(written, 300)).replace(/\s+/g, " ").trim().concat(" ");
    for (const { index } of [...text.matchAll(/(?<![\d.,/:-])(?=[\d])|(?<!\p{L})(?=\p{L}+\s)/gu)].slice(0, 60)) {
      const number = readNumber(text.slice(index));
      if (!number) continue;
      let { value } = number;
      let behind = number.rest.replace(/^\s?(?:-|–|to|or|bis|à|a|til|till|tot)\s?(?:\d+(?:[.,]\d+)?|\d+\/\d+)/i, "");
      if (SIZE.test(behind)) continue;
      behind = behind.trim();
      const isDozen = DOZEN.test(behind);
      if (isDozen) {
        value *= 12;
        behind = behind.replace(/^\p{L}+\.?\s*/u, "");
      }
      const isFew = value >= MIN_SERVINGS && value <= MAX_SERVINGS;
      if (!isFew) continue;
      if (EATERS.test(behind) || SERVES.test(text.slice(0, index))) return value;
      const word = /^-?[\p{L}.]+(?:\s(?:oz|ounces?)\.?)?/u.exec(behind)?.[0] ?? "";
      const unit = /^\d/.test(text.slice(index)) ? knownUnit(word.replace(/^-/, "")) : undefined;
      const isWeighed = unit !== undefined && ["mass", "volume"].includes(dimensionOf(unit));
      // A word alone (“a loaf”) counts as one, which is also the default.
      if (!isWeighed && (isDozen || /^\d|^(?!an?\s)/i.test(text.slice(index)))) made ??= value;
    }
  }
  return made ?? 1;
}

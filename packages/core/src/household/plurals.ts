/**
 * One form for the singular and the plural of a word of the kitchen. The form need not be a word (`cookie` and `cookies` become
 * `cooky`), because it is only compared. Two foods with the same form would be bought and cooked for each other, which is worse
 * than two forms of one food, so other languages than English have a list of words instead of rules.
 */
import { FOREIGN_PLURALS, singularCompound } from "#core/household/plural-words";

/** Words that end like plurals and are none. */
const SINGULAR = new Set(
  (
    "hummus houmous couscous asparagus molasses brussels lens bass swiss citrus octopus cactus hibiscus " +
    "reis eis mais anis ananas gras cassis pastis radis haggis chablis oasis basis iris cannabis gris pois vis crisis tojas potatis " +
    "schnapps bitters series species christmas texas kansas gas atlas canvas bus plus jus kudos cosmos " +
    "kvass kas khas lachs wachs mus speis quas los las des les dos tres aus"
  ).split(" "),
);

/** English plurals that follow no rule. */
const IRREGULAR: Readonly<Record<string, string>> = {
  leaves: "leaf",
  loaves: "loaf",
  halves: "half",
  calves: "calf",
  knives: "knife",
  shelves: "shelf",
  sheaves: "sheaf",
  wolves: "wolf",
  beeves: "beef",
  scarves: "scarf",
  lenses: "lens",
  gases: "gas",
  geese: "goose",
  // Four spellings of one pepper.
  chillies: "chili",
  chilli: "chili",
  chillis: "chili",
  chilies: "chili",
  chile: "chili",
  chiles: "chili",
  pierogies: "pierogi",
  pies: "pie",
  roes: "roe",
  aloes: "aloe",
  shoes: "shoe",
  toes: "toe",
  menus: "menu",
  tofus: "tofu",
  yuzus: "yuzu",
  tiramisus: "tiramisu",
  emus: "emu",
  fungi: "fungus",
  cacti: "cactus",
  octopi: "octopus",
};

/** The one form of a folded word. */
export function singular(word: string): string {
  if (SINGULAR.has(word)) return word;
  const known = (Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined) ?? FOREIGN_PLURALS.get(word);
  if (known) return known;
  const compound = singularCompound(word);
  if (compound) return compound;
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  // cherry, cherries; cookie, cookies.
  if (/ies?$/.test(word)) return word.replace(/ies?$/, "y");
  // radish, radishes; quiche, quiches; box, boxes; glass, glasses.
  if (/(?:sh|ch|x|ss|zz)es?$/.test(word)) return word.replace(/es?$/, "");
  if (/oes$/.test(word)) return word.slice(0, -2);
  // octopuses, but not houses.
  if (/(?<![aeo])uses$/.test(word) && word.length > 6) return word.slice(0, -2);
  if (/(?:ss|us)$/.test(word)) return word;
  return word.replace(/s$/, "");
}

/**
 * One form for the singular and the plural of a word of the kitchen. The form need not be a word (`cookie` and `cookies` are
 * `cooky`): it is only compared. Two foods with one form would be bought and cooked for each other, which is worse than two
 * forms of one food, so other languages than English have a list of words and no rules.
 */

/** They end like plurals and are none. */
const SINGULAR = new Set(
  (
    "hummus houmous couscous asparagus molasses brussels lens bass swiss citrus octopus cactus hibiscus " +
    "reis eis mais anis ananas gras cassis pastis radis haggis chablis oasis basis iris cannabis gris pois vis " +
    "schnapps bitters series species christmas texas kansas gas atlas canvas bus plus jus kudos cosmos " +
    "kvass kas khas lachs wachs mus speis quas los las des les dos tres aus"
  ).split(" "),
);

/** English plurals that no rule makes. */
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
  chillies: "chilli",
  chilies: "chili",
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
};

/** Plurals of other languages, folded, with the singular that they mean. */
const FOREIGN = new Map(
  Object.entries({
    // German and Dutch.
    tomate: "tomaten tomaat",
    zwiebel: "zwiebeln",
    schalotte: "schalotten",
    kartoffel: "kartoffeln",
    gurke: "gurken",
    karotte: "karotten",
    mohre: "mohren",
    banane: "bananen",
    orange: "orangen",
    zitrone: "zitronen",
    limette: "limetten",
    birne: "birnen",
    pflaume: "pflaumen",
    kirsche: "kirschen",
    bohne: "bohnen",
    linse: "linsen",
    erbse: "erbsen",
    kichererbse: "kichererbsen",
    olive: "oliven",
    pilz: "pilze",
    mandel: "mandeln",
    nudel: "nudeln",
    dattel: "datteln",
    feige: "feigen",
    traube: "trauben",
    rosine: "rosinen",
    melone: "melonen meloni",
    aprikose: "aprikosen",
    aubergine: "auberginen",
    nuss: "nusse",
    walnuss: "walnusse",
    haselnuss: "haselnusse",
    erdbeere: "erdbeeren",
    himbeere: "himbeeren",
    heidelbeere: "heidelbeeren",
    brombeere: "brombeeren",
    lorbeerblatt: "lorbeerblatter",
    wurst: "wurste",
    zehe: "zehen",
    knoblauchzehe: "knoblauchzehen",
    ei: "eier eieren",
    ui: "uien",
    aardappel: "aardappelen aardappels",
    wortel: "wortelen wortels",
    // Italian and Spanish.
    pomodoro: "pomodori",
    cipolla: "cipolle",
    patata: "patate patatas",
    carota: "carote",
    uovo: "uova",
    mela: "mele",
    limone: "limoni",
    peperone: "peperoni",
    fagiolo: "fagioli",
    fungo: "funghi",
    limon: "limones",
    melocoton: "melocotones",
    champinon: "champinones",
    nuez: "nueces",
    // French.
    poireau: "poireaux",
    gateau: "gateaux",

    // Russian, Ukrainian, Polish and Czech.
    яйцо: "яйца",
    яблоко: "яблоки",
    помидор: "помидоры",
    огурец: "огурцы",
    банан: "бананы",
    лимон: "лимоны",
    яйце: "яйця",
    jajko: "jajka",
    jablko: "jablka",
    pomidor: "pomidory",
    ziemniak: "ziemniaki",
    cebula: "cebule",
    rajce: "rajcata",
    brambora: "brambory",
  }).flatMap(([one, many]) => many.split(" ").map((word) => [word, one] as const)),
);

/** The one form of a folded word. */
export function singular(word: string): string {
  if (SINGULAR.has(word)) return word;
  const known = (Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined) ?? FOREIGN.get(word);
  if (known) return known;
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

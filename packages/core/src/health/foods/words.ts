/** Words of meals in English and German: how food was made, what it was eaten from, and what joins the parts of a sentence. */

/** Whether something was eaten cooked or raw, by the words that say so; compared with folded words. */
export const COOKED =
  /^(?:cooked|(?:hard |soft )?boiled|hardboiled|softboiled|hartgekocht\p{L}*|weichgekocht\p{L}*|wachsweich\p{L}*|steamed|stewed|poached|simmered|braised|gekocht\p{L}*|gedampft\p{L}*|gedunstet\p{L}*|gegart\p{L}*)$/u;
export const RAW = /^(?:raw|uncooked|dry|dried weight|roh\p{L}*|ungekocht\p{L}*|trocken|trockene\p{L}?)$/u;
const MADE =
  /^(?:fried|baked|grilled|roasted|roast|broiled|toasted|sauteed|seared|panfried|stirfried|smoked|barbecued|gebraten\p{L}*|gebacken\p{L}*|gegrillt\p{L}*|gerostet\p{L}*|getoastet\p{L}*|angebraten\p{L}*)$/u;

/** Words that do not change what a food is as far as the table knows. */
const PLAIN = new Set(
  (
    "fresh freshly ripe organic bio homemade home made plain regular natural whole sliced chopped diced grated shredded mashed minced cubed halved peeled " +
    "unpeeled pitted boneless skinless lean tender crispy crunchy warm hot cold iced chilled leftover tasty delicious good nice little tiny thin thick thinly big " +
    "generous heaped heaping level small medium large extra jumbo huge average size sized medium-sized normal standard single serving portion of the a an my our some " +
    "more another other extra lightly well rare done side drained rinsed in slices pieces chunks raw-weight pure real simple unsalted salted unsweetened " +
    "frisch frische frischer frisches frischen reife reifer reifes reif klein kleine kleiner kleines kleinen gross grosse grosser grosses grossen mittelgross " +
    "mittelgrosse mittelgrosser mittelgrosses mittelgrossen mittlere mittlerer mittleres dick dicke dicken dunn dunne dunnen geschnitten geschnittene gehackt gehackte gewurfelt gewurfelte " +
    "geschalt geschalte geraspelt geraspelte warm warme warmer warmes kalt kalte kalter kaltes heiss heisse heisser heisses lecker leckere leckerer leckeres etwas " +
    "selbstgemacht selbstgemachte selbstgemachter selbstgemachtes hausgemacht hausgemachte natur pur frischem warmem der die das ein eine einen vom von ungesalzen ungesalzene " +
    "halb ganze ganzer ganzes ganzen gestrichen gehauft eingeweicht entsteint magere mageres magerer lauwarm"
  ).split(" "),
);

export const isPlain = (word: string): boolean => PLAIN.has(word);
/** Whether a word only says how a food was made or cut. */
export const isAdjective = (word: string): boolean =>
  isPlain(word) || COOKED.test(word) || RAW.test(word) || MADE.test(word);
export const isMade = (word: string): boolean => MADE.test(word);

/** What a sentence begins with that is no food: “for breakfast I had”, “heute gab es”. */
export const OPENING =
  /^(?:(?:and|then|also|later|today|yesterday|this morning|tonight|at night|i|we|she|he|had|have|ate|eaten|drank|just|got|for|my|the|a late|an early|breakfast|brunch|lunch|dinner|supper|snack|dessert|was|were|is|consisted of|with|plus|heute|gestern|morgens|mittags|abends|nachts|frueh|früh|habe|hab|hatte|ich|wir|es|gab|gabs|gab's|zum|zur|als|frühstück|mittagessen|mittag|abendessen|abendbrot|snack|zwischendurch|nachtisch|brotzeit|vesper|dann|danach|dazu|noch|auch|und|mein|meine|of|war|gegessen|getrunken|gegönnt)(?:\s*[:–-]\s*|\s+|$))+/iu;

/** What a sentence ends with that is no food. */
export const ENDING =
  /(?:\s+(?:for (?:breakfast|lunch|dinner|supper|dessert|a snack)|zum (?:frühstück|mittagessen|abendessen|nachtisch|kaffee)|gegessen|getrunken|gehabt|each|please|today|heute|on the side|to drink|to go|this morning|tonight|als (?:snack|nachtisch|beilage)|dazu|obendrauf|on top))+$/iu;

/** What joins the foods of a sentence. */
export const JOIN =
  /\s*(?:[;\n\r•·]|,(?!\d)|(?<!\d),|\s\+\s|\+(?=\s)|\s&\s)\s*|\s+(?:and|und|with|mit|plus|sowie|dazu|then|danach|topped with|followed by|along with|together with|as well as|alongside|on top of|over|on|auf|belegt mit|bestrichen mit|garniert mit|washed down with|inklusive|nebst|an|in(?=\s+(?:\d|an?\s|one\s|half\s|ein)))\s+/iu;

/** What follows was not eaten. */
export const WITHOUT = /\s+(?:without|ohne|but no|hold the|minus|no added|ohne zugabe von)\s+/iu;

/** Words of measures at meals that the kitchen has no unit for, and the measure. */
export const MEAL_UNITS: Readonly<Record<string, string>> = {
  bowl: "bowl",
  schussel: "bowl",
  schale: "bowl",
  schalchen: "bowl",
  plate: "plate",
  plateful: "plate",
  teller: "plate",
  mug: "mug",
  pott: "mug",
  shot: "shot",
  schnapsglas: "shot",
  weinglas: "glass",
  stamperl: "shot",
  pat: "pat",
  scoop: "scoop",
  kugel: "scoop",
  messloffel: "scoop",
  square: "square",
  stuckchen: "square",
  row: "row",
  riegel: "bar",
  rippe: "row",
  tafel: "tablet",
  dollop: "dollop",
  klecks: "dollop",
  link: "link",
  patty: "patty",
  spear: "spear",
  floret: "floweret",
  roschen: "floweret",
  stange: "stalk",
  cube: "cube",
  wurfel: "cube",
  ring: "ring",
  glass: "glass",
  glaschen: "glass",
  portion: "serving",
  serving: "serving",
  helping: "serving",
  wedge: "wedge",
  bar: "bar",
  breast: "breast",
  thigh: "thigh",
  half: "half",
  halfte: "half",
  becher: "tub",
  tub: "tub",
  pot: "tub",
  krug: "pint",
  mass: "litre",
  halbe: "pint",
  seidel: "pint",
  schoppen: "schoppen",
  spoonful: "tbsp",
  spoon: "tbsp",
  loffel: "tbsp",
  packet: "packet",
  paket: "packet",
  packchen: "packet",
  item: "piece",
  fruit: "piece",
  order: "order",
  bag: "bag",
  tute: "bag",
  container: "container",
  carton: "container",
  bottle: "bottle",
  cracker: "cracker",
  round: "round",
  segment: "section",
  section: "section",
  spalte: "section",
};

/** Foods that are put on bread, by their numbers: without an amount, so much as the bread that they are on asks for. */
export const SPREADS = new Set(
  "01001 01145 04073 19296 19297 19300 19303 19719 19125 16098 16097 12195 12088 01017 07041 43406 12166".split(" "),
);
/** Drinks that milk, cream and sugar are put into, and what is put into them when nobody says how much, in grams. */
export const BREWED = new Set(["14209", "14210", "14215", "14355", "14381", "14545"]);
export const INTO_BREWED: Readonly<Record<string, number>> = {
  "01077": 30,
  "01079": 30,
  "01082": 30,
  "01085": 30,
  "16139": 30,
  "14639": 30,
  "14016": 30,
  "01053": 15,
  "01050": 15,
  "01049": 15,
  "01153": 15,
};
/** Cereals that are eaten with milk, and the milk to a bowl of them, in grams. */
export const CEREALS = new Set([
  "08120",
  "08506",
  "08069",
  "08065",
  "08013",
  "08504",
  "08148",
  "08037",
  "42184",
  "08121",
]);
export const MILK_TO_CEREAL = 125;

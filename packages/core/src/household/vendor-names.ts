/**
 * Names of shops as receipts, banks and people write them, brought to one form, so that “Café Nero Ltd.” and “CAFE NERO #412”
 * are the same vendor.
 */
import { folded } from "#core/household/folding";
import { cut } from "#kit/text";

const MAX_LENGTH = 200;

/** Company forms of the countries LifeOS reads receipts of, folded; they are dropped at the end of a name. */
const LEGAL_FORMS = new Set(
  [
    "ab ag ao aps as asa bv bvba co company corp corporation cv eg ehf eirl gbr gmbh inc incorporated kft kg kgaa kk lda llc",
    "llp lp ltd limited ltda mbh nv oao ohg ooo oue oy oyj plc pllc pte pty pvt sa sagl sarl sas sasu sc sca scs se sl slu snc spa",
    "srl sro srls sprl tov ug vof zao zrt",
  ]
    .join(" ")
    .split(" "),
);
/** Forms of several words or letters with dots between, by what folding leaves of them. */
const SPLIT_FORM =
  /(?: (?:s p a|s r l|s r o|s a r l|s a s|s a|s l|s n c|b v|n v|a s|l l c|sp z o o|sp zoo|sp k|sp j|gmbh co kg|pty ltd|co kg|e k|e v|d o o|a d|k s|u g))$/;

/** How card networks and their terminals announce a shop: “SQ *”, “PAYPAL *”. */
const TERMINAL =
  /^\s*(?:sq|sqc|tst|pp|paypal|pypl|sp|zettle|iz|sumup|stripe|ckx|bt|gpay|google pay|apple pay|klarna|izettle)\s*\*+\s*/i;

/** Numbers of branches: “#412”, “Store 0412”, “Filiale 12”, and bare numbers of three digits or more. */
const BRANCH =
  /(?: (?:(?:store|shop|branch|filiale|fil|markt|magasin|mag|tienda|suc|sucursal|negozio|sklep|filiaal|unit|no|nr|num|number|location|loc) )?#\d+| (?:store|shop|branch|filiale|fil|magasin|tienda|suc|sucursal|negozio|sklep|filiaal|unit|no|nr|num|number|location|loc) \d+| \d{3,})$/;

/** Numbers that are said like words, and years in which houses are founded: nobody counts branches from there. */
const NAME_NUMBER =
  /(?<!#)(?:\b(?:100|101|111|123|247|360|365|404|420|500|711|808|888|911|999|1000|3000)|\b(?:1[5-9]\d\d|20[0-4]\d))$/;

/** Words for what a place is. A name of nothing else is told from another by its number: “Restaurant 1842”, “Studio 54”. */
const KINDS = new Set(
  [
    "a an and at by of the le la les el il lo los das der die den de am an zum zur im in bei chez",
    "restaurant ristorante restaurante trattoria osteria taverna pizzeria bistro brasserie cafe caffe kaffee coffee tea bar pub inn",
    "grill diner deli kitchen kuche cocina cucina cantina bodega bakery backerei boulangerie panaderia steakhouse brewery brauerei",
    "brauhaus wirtshaus gasthaus gasthof distillery taproom cellar keller lounge club disco nightclub room salon studio atelier",
    "gallery galerie hotel hostel motel pension apartment apartments suite suites tower house haus casa maison villa hof building",
    "food foods pizza burger burgers sushi ramen noodles kebab taco tacos wok chicken fish steak wine wines vino vini beer bier",
    "shop store market markt mart supermarkt supermarket kiosk outlet boutique pharmacy apotheke farmacia drogerie optik gym fitness",
    "spa barber hair beauty nails school academy garage auto parking taxi car cars bike bikes kino cinema theater theatre museum",
    "pier gate area route highway street strasse road avenue level floor platform dock port zone district terminal track bay channel",
    "radio fm formula agency bureau office group company international catch forever no nr number location unit branch filiale",
    "old new alte altes neue big little red blue green black white",
  ]
    .join(" ")
    .split(" "),
);

/**
 * The name without the number of a branch. The number stays where it may be what tells the name apart, since two shops taken
 * for one are worse than one shop in two entries.
 */
function withoutBranch(name: string): string {
  const rest = name.replace(BRANCH, "");
  if (rest === name || NAME_NUMBER.test(name)) return name;
  const isTelling = rest.split(" ").some((word) => /\p{L}{2}/u.test(word) && !KINDS.has(word));
  // H&M and its kind are told apart by single letters.
  return isTelling || /^\p{L} and \p{L}$/u.test(rest) ? rest : name;
}

/**
 * Case, accents, punctuation, branch numbers and legal forms folded away; at most 200 characters. What is nothing else
 * than those keeps them, so the answer is empty only for a name without a letter or digit. Folding twice changes nothing.
 */
export function normalizedName(name: string): string {
  const plain = spaced(name.replace(TERMINAL, "")) || spaced(name);
  let kept = plain;
  for (;;) {
    const shorter = withoutBranch(kept).replace(SPLIT_FORM, "").replace(/ and$/, "");
    const [last = "", ...rest] = shorter.split(" ").reverse();
    const next = rest.length > 0 && LEGAL_FORMS.has(last) ? rest.reverse().join(" ") : shorter;
    if (next === kept) break;
    kept = next;
  }
  return cut(words(kept.replaceAll("#", " ")), MAX_LENGTH).trim() || cut(name.trim().toLowerCase(), MAX_LENGTH);
}

/** Folded words apart by one space; `#` stays before a number, where it means a branch. */
function spaced(name: string): string {
  const text = folded(name.slice(0, 1_000))
    .replace(/['’`´]/g, "")
    .replace(/&/g, " and ")
    .replace(/#\s*(?=\d)/g, " #");
  return words(text.replace(/[^\p{L}\p{M}\p{N}#]+|#(?!\d)/gu, " "));
}

const words = (text: string) => text.replace(/\s+/g, " ").trim();

/** Words that many shops have in their names and that tell none apart. */
const COMMON = new Set(
  [
    "and the of at by for online shop store stores market markt supermarket supermarkt restaurant ristorante cafe coffee bar grill",
    "pizza pizzeria bakery food foods kitchen house company group international services service payment payments purchase card",
    "com www de uk us usa gmbh ltd inc llc",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Whether a bank's way to write a shop may mean the merchant of a receipt. Banks cut names off, drop vowels and add towns, so
 * a telling word in common or much the same letters will do; the amount and the day must agree besides.
 */
export function similarNames(one: string, other: string): boolean {
  const [a, b] = [normalizedName(one), normalizedName(other)];
  if (a === "" || b === "") return false;
  if (a === b) return true;
  const [joined, with_] = [a.replaceAll(" ", ""), b.replaceAll(" ", "")];
  const [short, long] = joined.length <= with_.length ? [joined, with_] : [with_, joined];
  if (short.length >= 4 && long.startsWith(short)) return true;
  const telling = (name: string) => name.split(" ").filter((word) => word.length >= 3 && !COMMON.has(word));
  const [mine, theirs] = [telling(a), telling(b)];
  const fewer = Math.min(mine.length, theirs.length);
  const common = mine.filter((word) =>
    theirs.some(
      (their) =>
        their === word || (word.length >= 4 && their.length >= 4 && (their.startsWith(word) || word.startsWith(their))),
    ),
  ).length;
  if (fewer > 0 && common * 2 >= fewer) return true;
  return likeness(joined, with_) >= 0.6;
}

/** Sørensen–Dice coefficient of the pairs of neighbouring letters, 0 to 1. */
function likeness(one: string, other: string): number {
  if (one.length < 4 || other.length < 4) return 0;
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
  const left = pairs(one);
  const open = pairs(other);
  const total = left.length + open.length;
  let shared = 0;
  for (const pair of left) {
    const at = open.indexOf(pair);
    if (at < 0) continue;
    open.splice(at, 1);
    shared++;
  }
  return (2 * shared) / total;
}

/**
 * Names that nobody knows yet, by how they are written: words with capital letters, and what stands in and before them, such as the form of a
 * company, “Street” or “Mrs”. There is no list of names here, so that any may be found; what is not sure is left out.
 */
import type { EntityKind } from "#core/knowledge/entity-kinds";
import type { Word } from "#core/knowledge/finding/words";

export interface Phrase {
  kind: EntityKind;
  name: string;
  start: number;
  end: number;
  confidence: number;
}

const setOf = (words: string) => new Set(words.split(" "));

/** Words that begin sentences with a capital letter and are no part of a name, folded; and days, months and feasts. */
const NO_NAME = setOf(
  "a an the this that these those i you he she it we they my your his her its our their me him us them and or but if so then than as at by for from in into of off on onto out over to under up with without within about after again all also always am any are be because been before between both can could did do does done each ever every few first how however just last later let made make many may maybe more most much must never new next no not now often once one only other perhaps please really same seen she should since some soon still such sure thanks there today tomorrow tonight two until very was well were what when where which while who why will would yes yesterday yet " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec christmas easter " +
    "der die das den dem des ein eine einen einem einer eines ich du er sie es wir ihr mein meine meinen dein deine sein seine ihre ihren unser unsere und oder aber wenn so dann als an auf aus bei durch fur gegen in im ins ist mit nach nicht noch ohne seit uber um unter von vom vor wahrend war waren was weil wer wie wieder wo zu zum zur heute gestern morgen abend mittag jetzt hier dort auch alle alles am ab bis danach davor dazu deshalb diese dieser dieses doch erst etwas ganz gut hallo hatte hat haben ja jeder jede jedes kein keine liebe lieber man mal mehr nein nur sehr schon sind sonst trotzdem viel viele vielleicht wird wurde frohe vielen danke " +
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember ostern weihnachten " +
    "le la les un une des du de et ou mais je tu il elle nous vous ils elles mon ma mes ton ta son sa ses ce cette ces dans en pour par sur avec sans est sont etait pas que qui quand ou hier aujourd demain lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre " +
    "el los las una unos unas y o pero yo ella nosotros mi tu su con sin por para del al en es son fue no que quien cuando hoy ayer manana lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre " +
    "il lo gli uno e io noi voi loro con per di da del della oggi ieri domani lunedi martedi mercoledi giovedi venerdi sabato domenica de het een en ik wij jij zij mijn met van voor op maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
);
/** What stands inside names in lower case. */
const INSIDE = setOf("of de van von da di do dos du la le les el del della al bin ibn af av the");
/** “Ursula von der Leyen”; otherwise an article begins another noun. */
const BEHIND_OF = setOf("der den dem des");
/** Companies are joined by these, and otherwise two names are: “Grace and Alan”. */
const JOINING = setOf("and und et y e &");
const FORMS = setOf(
  "gmbh ag se kg ohg ug ltd limited plc llp inc llc corp corporation sas sarl srl spa bv nv aps oy ab asa kft pty sro ev eg kgaa",
);
const ORGANISATIONS = setOf(
  "university universitat universite universidad universita universiteit institute institut college hochschule akademie academy school schule gymnasium bank sparkasse bahn versicherung krankenkasse krankenhaus hospital klinik klinikum clinic ministry ministerium council committee commission verein verlag stiftung foundation association verband company group gruppe airlines airways railways orchestra orchester labs bakery backerei brauerei brewery bistro restaurant cafe apotheke pharmacy praxis werke stadtwerke amt finanzamt",
);
const PLACES = setOf(
  "street road avenue boulevard square lane park lake river mount mountain bridge airport station island islands beach castle cathedral palace valley harbour harbor museum gallery theatre theater stadium market garden gardens strasse platz allee bahnhof hauptbahnhof flughafen insel schloss dom rue place plaza calle avenida piazza via",
);
const PLACE_ENDING = /(?:strasse|platz|allee|gasse|bahnhof|flughafen)$/;
const EVENTS = setOf(
  "conference festival marathon summit wedding cup olympics congress fair expo meetup workshop championship championships biennale carnival konferenz messe hochzeit kongress tagung weltmeisterschaft meisterschaft parade concert konzert",
);
export const TITLES = setOf(
  "mr mrs ms mx dr prof professor sir lady herr frau herrn fraulein doktor mme mlle monsieur madame senor senora sr sra signor signora uncle aunt onkel tante",
);
/** Before a person, in languages in which nouns have small letters and in those in which they have capital ones. */
const BEFORE_PERSON = setOf("with met called asked told by and mit und bei fur avec con et y e besuchte traf treffe");
const BEFORE_PLACE = setOf("in to from near at visited toward towards");
/** Behind a name in Chinese, Japanese and Korean. */
const HONORIFIC =
  /([\p{Script=Han}]{1,4}?|[\p{Script=Katakana}ー]{2,10}|[\p{Script=Hangul}]{2,4})(?:先生|女士|小姐|老师|さん|さま|様|氏|씨|님)/gu;

const MAX_WORDS = 8;
/** In a language whose nouns have capital letters, one of them says nothing. */
const MANY_CAPITALS = 0.2;

export function phrasesIn(text: string, words: readonly Word[]): Phrase[] {
  const isCapital = words.map(({ start }) => /^[\p{Lu}\p{Lt}]/u.test(text.slice(start, start + 2)));
  const inside = words.filter((_, at) => at > 0 && !endsSentence(text, words, at));
  const capitals = words.filter((_, at) => at > 0 && isCapital[at] && !endsSentence(text, words, at)).length;
  const isEveryNoun = inside.length >= 8 && capitals / inside.length > MANY_CAPITALS;
  const phrases: Phrase[] = [];
  for (let at = 0; at < words.length; ) {
    const end = isCapital[at] ? endOf(text, words, isCapital, at) : at;
    if (end === at) {
      at++;
      continue;
    }
    const phrase = told(text, words, at, end, isEveryNoun);
    if (phrase) phrases.push(phrase);
    at = end;
  }
  for (const found of text.matchAll(HONORIFIC)) {
    const name = found[1]!;
    phrases.push({ kind: "person", name, start: found.index, end: found.index + name.length, confidence: 0.7 });
  }
  return phrases;
}

const endsSentence = (text: string, words: readonly Word[], at: number): boolean => {
  const gap = text.slice(words[at - 1]!.end, words[at]!.start);
  return gap.length > 40 || /[.!?:;…。！？\n•>|"“”„«»]|(?:^|\s)[-*#]\s/.test(gap);
};

/** Behind the last word of the phrase that begins here. */
function endOf(text: string, words: readonly Word[], isCapital: readonly boolean[], first: number): number {
  let end = first + 1;
  for (let at = first + 1; at < words.length && at - first < MAX_WORDS; at++) {
    const gap = text.slice(words[at - 1]!.end, words[at]!.start);
    const word = words[at]!;
    // “J. R. Smith” and “Dr. Müller” go on behind the dot, and a company does behind its comma.
    const before = words[at - 1]!;
    const isShort = before.end - before.start === 1 || TITLES.has(before.key);
    const isJoined =
      /^(?: |-|’|'| & |&|\/)$/.test(gap) || (gap === ". " && isShort) || (/^,? $/.test(gap) && FORMS.has(word.key));
    if (!isJoined || TITLES.has(word.key)) break;
    const isInside = INSIDE.has(word.key) || (BEHIND_OF.has(word.key) && /^(?:von|van)$/.test(before.key));
    if (isCapital[at] || FORMS.has(word.key)) end = at + 1;
    else if (JOINING.has(word.key)) {
      if (!isCompany(text, words, at + 1, first + MAX_WORDS)) break;
    } else if (!isInside || gap !== " ") break;
  }
  return end;
}

/** Whether the words that follow lead to the form of a company, with nothing but words with capital letters before it. */
function isCompany(text: string, words: readonly Word[], from: number, to: number): boolean {
  for (let at = from; at < words.length && at < to; at++) {
    if (FORMS.has(words[at]!.key)) return true;
    if (!/^[\p{Lu}\p{Lt}]/u.test(text.slice(words[at]!.start, words[at]!.start + 2))) return false;
  }
  return false;
}

function told(
  text: string,
  words: readonly Word[],
  from: number,
  to: number,
  isEveryNoun: boolean,
): Phrase | undefined {
  let first = from;
  const isFirst = from === 0 || endsSentence(text, words, from);
  while (first < to && NO_NAME.has(words[first]!.key)) first++;
  let last = to;
  while (last > first && (NO_NAME.has(words[last - 1]!.key) || INSIDE.has(words[last - 1]!.key))) last--;
  if (last === first) return undefined;
  const title = TITLES.has(words[first]!.key)
    ? first++
    : TITLES.has(words[first - 1]?.key ?? "") && first > 0
      ? first - 1
      : undefined;
  if (last <= first) return undefined;
  const keys = words.slice(first, last).map(({ key }) => key);
  if (keys.includes("")) return undefined;
  const start = words[first]!.start;
  const end = words[last - 1]!.end;
  const name = text.slice(start, end).replace(/\s+/g, " ");
  // “Anna’s” is about Anna; a single letter or a number is no name.
  if ([...name].length < 2 || !/\p{L}{2}/u.test(name)) return undefined;
  const as = (kind: EntityKind, confidence: number): Phrase => ({ kind, name, start, end, confidence });

  const behind = keys.at(-1)!;
  if (keys.length > 1 && FORMS.has(behind)) return as("organisation", 0.9);
  if (title !== undefined) return as("person", 0.8);
  if (keys.length > 1 && keys.some((key) => ORGANISATIONS.has(key))) return as("organisation", 0.8);
  if (keys.length > 1 && keys.some((key) => EVENTS.has(key))) return as("event", 0.7);
  if ((keys.length > 1 && keys.some((key) => PLACES.has(key))) || (PLACE_ENDING.test(behind) && behind.length > 9))
    return as("place", 0.75);
  const cue = isFirst && first === from ? "" : (words[first - 1]?.key ?? "");
  const isName = keys.every((key) => /^\p{L}+$/u.test(key));
  const parts = keys.filter((key) => !INSIDE.has(key) && !BEHIND_OF.has(key)).length;
  if (parts > 1 && parts <= 3 && isName && !isFirst && BEFORE_PERSON.has(cue)) return as("person", 0.6);
  if (keys.length <= 3 && isName && !isEveryNoun && BEFORE_PLACE.has(cue) && behind.length > 2) return as("place", 0.6);
  return as("thing", keys.length > 1 && keys.length <= 4 && !isFirst ? 0.5 : 0.3);
}

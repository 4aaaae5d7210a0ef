/**
 * What a person may ask or tell without a model, in English and German. A line is one intent, or none: what it asks that is not here is not
 * guessed. All patterns are in this file; they read the line as `plain` makes it, but for what is to be written down, which stays as it was said.
 */
import { readIngredient } from "#core/household/ingredient-lines";
import { type Span, spanIn } from "./days.ts";

export type Intent =
  | { kind: "help" }
  | { kind: "unknown" }
  /** It asks for a change that is made on its own page. */
  | { kind: "no_such_change" }
  | { kind: "agenda"; span: Span }
  | { kind: "tasks"; which: "due"; until: string }
  | { kind: "tasks"; which: "open" | "overdue" }
  | { kind: "balances" }
  | { kind: "spend"; span: Span; category: string | null }
  | { kind: "sleep"; day: string }
  | { kind: "habits" }
  | { kind: "streaks" }
  | { kind: "birthdays"; name: string | null }
  | { kind: "expiring" }
  | { kind: "find"; query: string }
  | { kind: "add_task"; line: string; language: "en" | "de" }
  | { kind: "add_shopping_item"; name: string; quantity: number | null; unit: string | null }
  | { kind: "log_mood"; value: number; note: string | null };

/** The longest line that is read as one; what is longer is nothing that rules understand. */
export const MAX_LINE = 500;

/** In lower case, umlauts as two letters, without what only punctuates. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/ß/g, "ss")
    .replace(/['’`´]/g, "")
    .replace(/(?<!\d)[.,:;]|[.,:;](?=\s|$)(?<!(?<![\d-])\d{1,2}\.)/g, " ")
    .replace(/[?!"“”„«»()[\]…]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** What a line asks or tells, on a day of the person's. */
export function understand(line: string, today: string): Intent {
  const said = line.trim().replace(/\s+/g, " ");
  if (said === "" || said.length > MAX_LINE) return { kind: "unknown" };
  const text = plain(said).replace(POLITE, "").trim();
  if (HELP.test(text)) return { kind: "help" };
  const told = moodIn(said, text) ?? shoppingIn(said) ?? taskIn(said);
  if (told) return told;
  if (CHANGE.test(text)) return { kind: "no_such_change" };
  const found = findIn(said, text);
  if (found) return found;
  if (BEYOND.test(text)) return { kind: "unknown" };
  return questionIn(text, today);
}

const POLITE =
  /^(?:(?:hey|hi|hello|hallo|bitte|please|ok|okay|so|und|and|also|could you|can you|would you|kannst du|koenntest du|tell me|show me|show|sag mir|sage mir|zeig mir|zeige mir|zeig|zeige|list|liste|i want to know|i would like to know|ich moechte wissen|ich will wissen|mal) )+/;

const HELP =
  /^(?:help|help me|hilfe|hilf mir|hallo|hello|hi|hey|moin|servus|guten (?:morgen|tag|abend)|good (?:morning|evening|afternoon)|what can (?:you|i) (?:do|ask|say).*|what do you (?:do|know|understand)|how does this work|wie (?:funktioniert|geht) das|was kannst du.*|was kann ich (?:dich |hier )?(?:fragen|sagen|tun)|was verstehst du)$/;

/** What rules cannot answer however its words may look. */
const BEYOND =
  /^(?:why|how come|should|shall|would|how (?:can|could|should|do) i|what if|warum|wieso|weshalb|weswegen|sollte?|soll ich|wuerde|wie kann|wie koennte|wie soll|was waere)\b|\b(?:write|draft|explain|summari[sz]e|translate|compare|recommend|suggest|predict|forecast|schreib\w*|entwirf|erklaer\w*|fasse?|uebersetze?|vergleich\w*|empfiehl|empfehle\w*|prognose|vorhersage)\b/;

const CHANGE =
  /^(?:delete|remove|cancel|move|postpone|reschedule|complete|finish|mark|check off|send|reply|forward|transfer|pay|invite|share|rename|archive|restore|update|change|edit|log|record|track|book|schedule (?:an?|the|my)|loesche?|entferne?|storniere?|verschiebe?|erledige|schliesse?|markiere?|hake?|sende?|schicke?|antworte?|ueberweise?|bezahle?|zahle?|teile?|benenne?|archiviere?|aendere?|bearbeite?|buche?|trage?|plane?)\b/;

const MOOD = "(?:mood|stimmung|laune)";
const MOODS = [
  /^(?:log |record |add |note )?(?:my |a )?mood(?: (?:today|right now|now))?(?: is| was| of)?:? (?<value>\d)(?:\s*(?:\/|of|out of) ?5)?(?<note>.*)$/,
  /^(?:trage? |notiere? )?(?:meine )?(?:stimmung|laune)(?: (?:heute|gerade|jetzt))?(?: ist| war)?:? (?:heute |gerade |jetzt )?(?<value>\d)(?:\s*(?:\/|von) ?5)?(?: ein)?(?<note>.*)$/,
  /^(?:i feel|i am feeling|im feeling|feeling|i am at|im at) (?:like )?(?:a )?(?<value>\d)\s*(?:\/|of|out of) ?5(?<note>.*)$/,
  /^(?:ich fuehle mich|mir geht es|mir gehts|es geht mir)(?: heute| gerade)?(?: wie| eine| mit)? ?(?<value>\d)\s*(?:\/|von) ?5(?<note>.*)$/,
];

function moodIn(said: string, text: string): Intent | undefined {
  if (!new RegExp(`\\b${MOOD}\\b|\\d\\s*(?:/|of|von|out of) ?5`).test(text)) return undefined;
  for (const pattern of MOODS) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const value = Number(groups.value);
    if (/^\s*[./\d]/.test(groups.note!) || value < 1 || value > 5) return undefined;
    // The note as it was said: what comes after the figure.
    const at = said.search(/\d/);
    const note = said
      .slice(at + 1)
      .replace(/^\s*(?:\/|of|von|out of)\s*5/i, "")
      .replace(/^\s+ein\b/i, "")
      .replace(/^[\s,;:.–—-]+|\s+$/g, "");
    return { kind: "log_mood", value, note: note === "" ? null : note };
  }
  return undefined;
}

const SHOPPING = [
  /^(?:please\s+)?(?:add|put|write)\s+(?<thing>.+?)\s+(?:to|on|onto)\s+(?:the|my|our)\s+(?:shopping|grocery)\s*list[.!]?$/iu,
  /^(?:bitte\s+)?(?:setze?|schreibe?|packe?|tue?|füge?|nimm)\s+(?:bitte\s+)?(?<thing>.+?)\s+(?:auf|zur?|in)\s+(?:die\s+|meine[rn]?\s+|unsere[rn]?\s+|der\s+)?einkaufsliste(?:\s+hinzu)?[.!]?$/iu,
  /^(?<thing>[^?]+?)\s+auf\s+die\s+einkaufsliste(?:\s+(?:setzen|bitte|schreiben))*[.!]?$/iu,
  /^(?:shopping(?:\s+list)?|groceries|einkauf(?:sliste)?|einkaufen)\s*:\s*(?<thing>[^?]+?)[.!]?$/iu,
  /^(?:please\s+)?buy\s+(?:some\s+)?(?<thing>[^?]+?)[.!]?$/iu,
  /^(?:we\s+need|(?:we|i)\s+(?:are out of|ran out of|am out of))\s+(?:some\s+|more\s+)?(?!to\s)(?<thing>[^?]+?)[.!]?$/iu,
  /^(?:bitte\s+)?kaufe?\s+(?:bitte\s+)?(?:noch\s+)?(?<thing>[^?]+?)(?:\s+ein)?[.!]?$/iu,
  /^wir\s+brauchen\s+(?:noch\s+)?(?<thing>[^?]+?)[.!]?$/iu,
];

function shoppingIn(said: string): Intent | undefined {
  for (const pattern of SHOPPING) {
    const thing = pattern.exec(said)?.groups?.thing?.trim();
    if (!thing || thing.length > 200) continue;
    const read = readIngredient(thing);
    const isRead = read !== undefined && read.item.trim() !== "";
    return {
      kind: "add_shopping_item",
      name: (isRead ? read.item : thing).slice(0, 200),
      quantity: isRead ? (read.qty ?? null) : null,
      unit: isRead ? (read.unit ?? null) : null,
    };
  }
  return undefined;
}

const TASKS: readonly { language: "en" | "de"; pattern: RegExp }[] = [
  {
    language: "en",
    pattern:
      /^(?:please\s+)?(?:add|create|make|new|enter)\s+(?:me\s+)?(?:a\s+|an\s+)?(?:new\s+)?(?:task|to-?do|reminder)(?:\s+to\s+|\s*:\s*|\s+)(?<line>.+)$/iu,
  },
  {
    language: "en",
    pattern:
      /^(?:please\s+)?(?:add|put)\s+(?<line>.+?)\s+(?:to|on|onto)\s+(?:the|my)\s+(?:tasks?|to-?dos?|to-?do\s*list|task\s*list)[.!]?$/iu,
  },
  { language: "en", pattern: /^(?:task|to-?do|remember)\s*:\s*(?<line>.+)$/iu },
  { language: "en", pattern: /^(?:please\s+)?remind\s+me\s+(?:to|of|about)\s+(?<line>.+)$/iu },
  { language: "en", pattern: /^i\s+(?:need|have|ought)\s+to\s+(?<line>[^?]+)$/iu },
  {
    language: "de",
    pattern:
      /^(?:bitte\s+)?(?:neue\s+aufgabe|aufgabe|todo|neues\s+todo|lege?\s+(?:eine\s+)?(?:neue\s+)?aufgabe\s+an|erstelle?\s+(?:eine\s+)?(?:neue\s+)?aufgabe)\s*(?::|,|\s)\s*(?<line>(?!.*\?$).+)$/iu,
  },
  {
    language: "de",
    pattern:
      /^(?:bitte\s+)?(?:setze?|schreibe?|füge?|tue?)\s+(?<line>.+?)\s+(?:auf|zu|in)\s+(?:die\s+|meine[rn]?\s+|den\s+)?(?:aufgaben|aufgabenliste|to-?do-?liste)(?:\s+hinzu)?[.!]?$/iu,
  },
  {
    language: "de",
    pattern: /^(?:bitte\s+)?erinnere?\s+mich\s+(?:bitte\s+)?(?:daran,?\s+|an\s+|ans\s+)?(?<line>.+)$/iu,
  },
  { language: "de", pattern: /^ich\s+(?:muss|sollte)\s+(?:noch\s+)?(?<line>[^?]+)$/iu },
];

function taskIn(said: string): Intent | undefined {
  for (const { language, pattern } of TASKS) {
    const line = pattern
      .exec(said)
      ?.groups?.line?.replace(/^[\s,:]+|[\s.!]+$/g, "")
      .replace(/^to\s+/i, "");
    if (line) return { kind: "add_task", line, language };
  }
  return undefined;
}

const FINDS = [
  /^(?:where(?:s| is| are| was| were| did i (?:put|leave|save|write|note|keep))|find|search(?: for)?|look (?:for|up)|what do i know about|what (?:did|have) i (?:write|written|note|noted|save|saved) (?:about|on)|do i have (?:anything|something|notes|a note) (?:about|on)|anything about|notes? (?:about|on)) (?<query>.+)$/,
  /^(?:wo (?:ist|sind|war|waren|liegt|liegen|steht|stehen|hab(?:e)? ich|finde ich)|finde?|suche?(?: nach)?|such mir|was weiss ich (?:ueber|zu|von)|was hab(?:e)? ich (?:ueber|zu)|hab(?:e)? ich (?:etwas|was|notizen|eine notiz) (?:ueber|zu)|gibt es (?:etwas|was|notizen) (?:ueber|zu)|notizen (?:ueber|zu)) (?<query>.+)$/,
];

function findIn(said: string, text: string): Intent | undefined {
  for (const pattern of FINDS) {
    const query = pattern.exec(text)?.groups?.query;
    if (!query) continue;
    const words = query
      .replace(/^(?:my|the|our|a|an|mein|meine|meinen|meinem|meiner|der|die|das|den|dem|ein|eine|einen) /, "")
      .replace(/ (?:put|left|hingelegt|hingetan|gelegt|gespeichert|geschrieben|notiert|abgelegt)$/, "")
      .trim();
    if (words === "") return undefined;
    // As it was said, where it can be told: names keep their umlauts.
    const at = said
      .split(" ")
      .slice(-words.split(" ").length)
      .join(" ")
      .replace(/[?!.]+$/, "");
    return { kind: "find", query: plain(at) === words ? at : words };
  }
  return undefined;
}

const SLEEP = /\b(?:sleep|slept|asleep|schlaf|schlafen|geschlafen|schlief|schlafe)\b/;
const BALANCE =
  /\b(?:balances?|how much (?:money )?(?:do i have|have i got|is (?:in|on) (?:my|the)|money)|kontostand|kontostaende|saldo|salden|wie ?viel geld|wieviel hab(?:e)? ich auf|wie viel hab(?:e)? ich auf|auf (?:dem|meinem|meinen|den) kont(?:o|en))\b/;
const SPEND =
  /\b(?:spend|spent|spending|expenses?|expenditures?|ausgegeben|ausgaben|verbraucht an geld|gebe ich|gab ich)\b/;
const STREAK = /\b(?:streaks?|serien?|straehnen?|in a row|in folge|am stueck)\b/;
const HABIT = /\b(?:habits?|gewohnheit(?:en)?)\b/;
const BIRTHDAY = /\b(?:birthdays?|birthday|geburtstage?n?|geburtstagskinder?)\b/;
const EXPIRING =
  /\b(?:expir(?:es?|ing|ed|y)|go(?:es|ing)? (?:bad|off)|best before|use up|used up|laeuft (?:\S+ ){0,4}ab|laufen (?:\S+ ){0,4}ab|ablaeuft|ablaufen|abgelaufen|ablaufdatum|verdirbt|verderben|haltbar|haltbarkeit|mhd|schlecht (?:wird|werden)|wird (?:\S+ ){0,3}schlecht|werden (?:\S+ ){0,3}schlecht|aufbrauchen|aufgebraucht werden)\b/;
const OVERDUE = /\b(?:overdue|late with|behind (?:on|with)|ueberfaellig\w*|verspaetet|im verzug|im rueckstand)\b/;
const TASK =
  /\b(?:tasks?|to ?dos?|to-dos?|due|deadlines?|need to do|have to do|must i do|do i need|should i do|aufgaben?|faellig\w*|zu tun|zu erledigen|erledigen|tun muss|muss ich|fristen?)\b/;
const AGENDA =
  /\b(?:agenda|calendar|schedule|appointments?|events?|meetings?|plans?|planned|whats? (?:is )?(?:on|up|happening|coming)|what is (?:on|up|happening|coming)|going on|my day|my week|busy|free|frei|kalender|termine?|an(?:steht|stehend\w*)|steht (?:\S+ ){0,4}an|ist (?:\S+ ){0,3}los|vor(?:habe|gesehen)|hab(?:e)? ich (?:\S+ ){0,3}vor|was (?:ist|habe ich|hab ich)|mein(?:en)? tag|meine woche|tagesplan|wochenplan|sieht (?:\S+ ){0,4}aus)\b/;

function questionIn(text: string, today: string): Intent {
  const when = (towards: "future" | "past") => spanIn(text, today, towards);
  if (SLEEP.test(text)) {
    const span = when("past")?.span;
    if (span && span.from !== span.to) return { kind: "unknown" };
    const day = span?.from ?? today;
    return day > today ? { kind: "unknown" } : { kind: "sleep", day };
  }
  if (STREAK.test(text)) return { kind: "streaks" };
  if (HABIT.test(text)) return { kind: "habits" };
  if (BIRTHDAY.test(text)) return { kind: "birthdays", name: nameIn(text) };
  if (EXPIRING.test(text)) return { kind: "expiring" };
  if (SPEND.test(text)) return spendIn(text, today);
  if (BALANCE.test(text)) return { kind: "balances" };
  if (OVERDUE.test(text)) return { kind: "tasks", which: "overdue" };
  if (TASK.test(text)) {
    const span = when("future")?.span;
    if (span) return span.to < today ? { kind: "unknown" } : { kind: "tasks", which: "due", until: span.to };
    return /\b(?:due|faellig\w*)\b/.test(text)
      ? { kind: "tasks", which: "due", until: today }
      : { kind: "tasks", which: "open" };
  }
  const asked = when("future");
  const isOnlyWhen =
    asked !== undefined && /^(?:(?:what about|how about|whats|what|was|und|wie|ist|is)\s*)*$/.test(asked.rest);
  if (AGENDA.test(text) || isOnlyWhen) {
    const span = asked?.span ?? (AGENDA_ALONE.test(text) ? { from: today, to: today } : undefined);
    return span && daysIn(span) <= MAX_AGENDA_DAYS ? { kind: "agenda", span } : { kind: "unknown" };
  }
  return { kind: "unknown" };
}

/** Without a day these mean today's; “free” and “plans” alone may mean anything. */
const AGENDA_ALONE =
  /\b(?:agenda|calendar|schedule|appointments?|events?|meetings?|whats? (?:is )?(?:on|up|happening|coming)|what is (?:on|up|happening|coming)|my day|kalender|termine?|steht (?:\S+ ){0,4}an|mein(?:en)? tag|tagesplan)\b/;

export const MAX_AGENDA_DAYS = 31;
const daysIn = ({ from, to }: Span) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

function spendIn(text: string, today: string): Intent {
  const found = spanIn(text, today, "past");
  const span = found?.span ?? monthOf(today);
  if (span.from > today) return { kind: "unknown" };
  const category = /\b(?:on|for|fuer|an)\s+(?<category>.+)$/
    .exec(found?.rest ?? text)
    ?.groups?.category?.replace(
      /\b(?:spent|ausgegeben|so far|bisher|bislang|schon|insgesamt|ich|i|the|my|meine?n?|die|das|by category|nach kategorien?|im|in|am|on|for|fuer)\b/g,
      " ",
    )
    .replace(/\s+/g, " ")
    .trim();
  return { kind: "spend", span, category: category ? category : null };
}

function monthOf(today: string): Span {
  const [year, month] = today.split("-").map(Number) as [number, number];
  return { from: `${today.slice(0, 8)}01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** Whose birthday: “annas”, “of ben”, “hat ben”. */
function nameIn(text: string): string | null {
  const name =
    /^when is (?<name>\S+?)s? birthday$/.exec(text) ??
    /\bbirthday (?:of|from) (?<name>.+)$/.exec(text) ??
    /\bwann hat (?<name>.+?) geburtstag\b/.exec(text) ??
    /\b(?:wann ist )(?<name>\S+?)s? geburtstag$/.exec(text) ??
    /\bgeburtstag (?:von|hat) (?<name>.+)$/.exec(text);
  const found = name?.groups?.name?.trim();
  return !found || /^(?:the|next|der|die|my|mein|naechste[rn]?|wer|jemand|das|alle|als|es)$/.test(found.split(" ")[0]!)
    ? null
    : found;
}

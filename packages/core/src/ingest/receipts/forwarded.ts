import { cut } from "#kit/text";
import { type Mailbox, mailDate } from "../mime.ts";
import { dayIn } from "./dates.ts";
import { fold } from "./lines.ts";

/** The head of a message that somebody forwarded inside their own text. */
export interface ForwardedHead {
  from: Mailbox | null;
  subject: string;
  /** YYYY-MM-DD in the sender's time zone; null when the client wrote a date that cannot be read. */
  day: string | null;
  /** The text after the head. */
  text: string;
}

const marks =
  /^[->\s]*(?:begin )?(?:forwarded message|original message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|ursprungliche nachricht|message transfere|message d'origine|debut du message (?:transfere|reexpedie)|doorgestuurd bericht|oorspronkelijk bericht|begin doorgestuurd bericht|mensaje reenviado|mensaje original|inicio del mensaje reenviado|messaggio inoltrato|messaggio originale|inizio messaggio inoltrato|wiadomosc przekazana|przekazana wiadomosc|oryginalna wiadomosc)\b/;
const fields: [name: "from" | "subject" | "date" | "to", pattern: RegExp][] = [
  ["from", /^(?:from|von|de|da|van|od) ?: ?/],
  ["subject", /^(?:subject|betreff|objet|asunto|oggetto|onderwerp|temat) ?: ?/],
  ["date", /^(?:date|sent|datum|gesendet|envoye|fecha|enviado|data|inviato|verzonden|wyslano) ?: ?/],
  ["to", /^(?:to|an|a|para|aan|do|cc|kopie|reply-to) ?: ?/],
];

/**
 * Finds the first forwarded head in a text: a mark such as “Forwarded message”, or three consecutive header fields that begin
 * with the sender (as Outlook writes). Null when there is none.
 */
export function forwardedHead(text: string): ForwardedHead | null {
  const lines = cut(text, 200_000)
    .split("\n")
    .slice(0, 2_000)
    .map((line) =>
      cut(line, 500)
        .replace(/^(?:\s?>)+ ?/, "")
        .trim(),
    );
  for (let at = 0; at < lines.length; at++) {
    const isMarked = marks.test(fold(lines[at]!));
    const head = isMarked ? headFrom(lines, at + 1) : fields[0]![1].test(fold(lines[at]!)) ? headFrom(lines, at) : null;
    if (head && (isMarked ? head.count >= 1 : head.count >= 3)) return head.value();
  }
  return null;
}

function headFrom(lines: string[], start: number): { value: () => ForwardedHead; count: number } {
  const found: Partial<Record<"from" | "subject" | "date" | "to", string>> = {};
  let at = start;
  let misses = 0;
  for (; at < lines.length && at < start + 16 && misses < 2; at++) {
    const line = lines[at]!.replace(/^\*|\*(?= |$)/g, "");
    const folded = fold(line);
    const field = fields.find(([name, pattern]) => found[name] === undefined && pattern.exec(folded));
    if (field) {
      found[field[0]] = line.slice(field[1].exec(folded)![0].length).trim();
      misses = 0;
    } else if (line !== "" || Object.keys(found).length > 0) misses++;
  }
  // Evaluated only for the head that is chosen, because each contains the rest of the text.
  const value = () => ({
    from: found.from === undefined ? null : mailboxOf(found.from),
    subject: found.subject ?? "",
    day: dayOf(found.date ?? ""),
    text: lines.slice(Math.max(start, at - misses)).join("\n"),
  });
  return { value, count: Object.keys(found).length };
}

function mailboxOf(text: string): Mailbox | null {
  const address = /[^\s<>"'[\](),;:]{1,64}@[a-z0-9.-]{3,200}/i.exec(text)?.[0] ?? "";
  const name = text.split(/[<[(]/)[0]!.replace(/["']/g, "").replace(address, "").trim();
  return name === "" && address === "" ? null : { name, address };
}

/** Mail clients write the date in words, in the language of the person who forwarded: “Tue, Mar 4, 2025 at 6:41 PM”. */
function dayOf(text: string): string | null {
  return mailDate(text)?.localDay ?? dayIn(fold(text));
}

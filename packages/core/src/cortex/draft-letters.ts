/** Answers to mail without a model: by what is to be said and by the kind of the mail, in its language. */

export const intents = ["confirm", "decline", "ask_date", "thanks"] as const;
export type Intent = (typeof intents)[number];
/** What a mail is about, as it was sorted in. */
export type MailKind = "receipt" | "bill" | "booking" | "other";

export interface Asked {
  intent: Intent;
  kind: MailKind;
  language: "en" | "de";
  /** The name of whoever is answered, if the mail says one. */
  to?: string | undefined;
  /** Whose letter it is. */
  from?: string | undefined;
  /** Words of their own that are to be in it. */
  note?: string | undefined;
}

type Sentences = Readonly<Record<Intent, Partial<Record<MailKind, string>> & { other: string }>>;

const sentences: Readonly<Record<"en" | "de", Sentences>> = {
  en: {
    confirm: {
      booking: "Thank you for the booking details. I confirm that everything is as it should be.",
      bill: "Thank you for the bill. I have it and will pay it in time.",
      receipt: "Thank you, I have received it and everything is as it should be.",
      other: "Thank you for your message. Yes, that works for me.",
    },
    decline: {
      booking:
        "Thank you for the details. Unfortunately I cannot take the booking; please cancel it and tell me that it is cancelled.",
      bill: "Thank you for the bill. I do not agree with it as it is; please check it once more.",
      receipt: "Thank you for the receipt. Something on it is not right; please check it once more.",
      other: "Thank you for your message. Unfortunately I have to say no this time.",
    },
    ask_date: {
      booking: "Thank you for the details. Could you please tell me which other dates would be possible?",
      bill: "Thank you for the bill. Could you please tell me by when it has to be paid?",
      receipt: "Thank you. Could you please tell me when I can expect it?",
      other: "Thank you for your message. Could you please propose a date and time that would suit you?",
    },
    thanks: {
      booking: "Thank you very much for the quick confirmation.",
      bill: "Thank you very much for the bill.",
      receipt: "Thank you very much, it has arrived.",
      other: "Thank you very much for your message.",
    },
  },
  de: {
    confirm: {
      booking: "vielen Dank für die Angaben zur Buchung. Ich bestätige, dass alles so stimmt.",
      bill: "vielen Dank für die Rechnung. Sie ist angekommen, und ich bezahle sie rechtzeitig.",
      receipt: "vielen Dank, es ist angekommen und alles stimmt so.",
      other: "vielen Dank für die Nachricht. Ja, das passt mir.",
    },
    decline: {
      booking:
        "vielen Dank für die Angaben. Leider kann ich die Buchung nicht wahrnehmen; bitte stornieren Sie sie und bestätigen Sie mir das.",
      bill: "vielen Dank für die Rechnung. So bin ich mit ihr nicht einverstanden; bitte prüfen Sie sie noch einmal.",
      receipt: "vielen Dank für den Beleg. Etwas daran stimmt nicht; bitte prüfen Sie ihn noch einmal.",
      other: "vielen Dank für die Nachricht. Diesmal muss ich leider absagen.",
    },
    ask_date: {
      booking: "vielen Dank für die Angaben. Könnten Sie mir bitte sagen, welche anderen Termine möglich wären?",
      bill: "vielen Dank für die Rechnung. Könnten Sie mir bitte sagen, bis wann sie zu bezahlen ist?",
      receipt: "vielen Dank. Könnten Sie mir bitte sagen, wann ich damit rechnen kann?",
      other: "vielen Dank für die Nachricht. Könnten Sie mir bitte einen Termin vorschlagen, der Ihnen passt?",
    },
    thanks: {
      booking: "vielen Dank für die schnelle Bestätigung.",
      bill: "vielen Dank für die Rechnung.",
      receipt: "vielen Dank, es ist angekommen.",
      other: "vielen Dank für die Nachricht.",
    },
  },
};

/** The letter as plain text. */
export function letterOf({ intent, kind, language, to, from, note }: Asked): string {
  const said = sentences[language][intent];
  const body = said[kind] ?? said.other;
  const greeting = language === "de" ? (to ? `Guten Tag ${to},` : "Guten Tag,") : to ? `Hello ${to},` : "Hello,";
  const farewell = language === "de" ? "Viele Grüße" : "Kind regards";
  return [greeting, body, note, from ? `${farewell}\n${from}` : farewell].filter(Boolean).join("\n\n");
}

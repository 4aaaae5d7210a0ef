import type { SaidWords } from "#console/words/said.ts";

export default {
  proposal_decided: "Über den Vorschlag ist schon entschieden.",
  proposal_expired: "Der Vorschlag ist abgelaufen.",
  proposal_target_gone: "Was er ändern würde, gibt es nicht mehr.",
  proposal_not_applied: "Nur ein angenommener Vorschlag lässt sich zurücknehmen.",
  proposal_too_late: "Ein Vorschlag lässt sich {days} Tage lang zurücknehmen, nachdem er angenommen wurde.",
  proposal_changed_since: "Was er geändert hat, wurde seitdem wieder geändert und lässt sich nicht mehr zurücknehmen.",
  proposal_same_already: "Was er vorschlägt, ist schon so.",
  proposal_not_possible: "Was er vorschlägt, geht nicht mehr.",
  draft_sent: "Die Mail ist gesendet oder unterwegs.",
  draft_discarded: "Der Entwurf ist verworfen.",
  draft_answers_nothing: "Er beantwortet keine Mail, die noch da ist; also gibt es nichts, wonach zu schreiben wäre.",
  draft_sent_often: "Ein Entwurf kann dem Maildienst {max}-mal übergeben werden.",
  only_a_person_sends: "Eine Mail sendet nur ihr Mensch: kein Agent, und nicht mit einem API-Schlüssel.",
  target_at_version: "Was er ändern würde, hat jetzt die Fassung {version}, und als er entstand, die Fassung {of}.",
  no_recipient: "muss jemanden nennen, bevor sie gesendet wird",
  nothing_written: "muss etwas sagen, bevor sie gesendet wird",
  drafts_a_day: "Im Tarif {tier} können in 24 Stunden Mails an {max} Menschen gesendet werden.",
  "problem.draft_limit": "Es wurden zu viele Mails gesendet.",
} satisfies SaidWords;

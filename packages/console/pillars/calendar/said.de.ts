import type { SaidWords } from "#console/words/said.ts";

export default {
  day_after_last: "muss nach {field} liegen: es ist der Tag nach dem letzten",
  of_series_alone: "hat nur die Serie, nicht ein einzelner Termin von ihr",
  ends_before_start: "endet, bevor der Termin beginnt",
  link_without_kind: "braucht eine Art für das, was linkedResourceId nennt",
  link_without_id: "braucht eine ID, die zu linkedResourceType gehört",
  not_all_day: "passt nicht zu einem Termin, der den ganzen Tag dauert",
  start_missing: "fehlt, außer bei einem Termin, der den ganzen Tag dauert",
  end_date_alone: "braucht einen ersten Tag dazu und macht den Termin ganztägig",
  needs_start_at: "braucht einen Beginn dazu und gibt dem Termin eine Uhrzeit",
  not_before_start: "darf nicht vor dem Beginn liegen",
  within_ten_years: "darf höchstens zehn Jahre nach dem Beginn liegen",
  no_series: "gehört nicht zu diesem Termin, der keine Serie ist",
  no_start_of_series: "ist kein Beginn dieser Serie",
  needs_occurrence: "fehlt, weil es eine Serie ist: der Beginn, den sie dem Termin gibt",
  needs_occurrence_with: "fehlt bei scope={scope}: der Beginn, den die Serie dem Termin gibt",
  two_are_you: "darf nicht zwei Teilnehmende haben, die du bist",
  calendar_here: "Dieser Kalender der Verbindung ist schon hier.",
  default_meanwhile: "Ein anderer Kalender wurde im selben Augenblick zum Standard; versuch es noch einmal.",
  calendar_read_only: "Was in diesem Kalender steht, wird dort geändert, wo es herkommt, und nicht hier.",
  owner_makes_default: "Nur wem er gehört, kann einen Kalender zum Standard machen.",
  instance_changed: "Dieser Termin der Serie wurde schon geändert.",
  many_overrides:
    "Mehr als {max} Termine der Serie wurden geändert; so viele lassen sich nicht auf einmal verschieben.",
  event_settled: ({ status }) =>
    status === "completed"
      ? "Der Termin ist schon erledigt."
      : status === "skipped"
        ? "Der Termin ist schon ausgelassen."
        : "Der Termin ist schon abgesagt.",
  not_invited: "Niemand unter den Teilnehmenden bist du.",
  owner_links: "Nur wem ein Termin gehört, sagt, worum es geht: Was daraus folgt, geschieht in dessen Namen.",
  owner_splits: "Nur wem sie gehört, kann eine Serie teilen; ändere einen Termin oder alle.",
  rule_names_days: "Die Regel der Serie sagt, an welchen Tagen sie ist; gib mit dem neuen Tag eine neue Regel.",
  one_instance: "Das ist ein einzelner Termin einer Serie; nimm die Serie, um mehr von ihr zu ändern.",
  many_left_out: "Eine Serie lässt höchstens {max} Termine aus.",
  block_overlaps: "Zu dieser Zeit ist schon ein anderer Zeitblock. Einer der beiden muss Überschneidungen erlauben.",
  no_feed: "An dieser Adresse ist kein Kalender, oder keiner mehr.",
  sync_reconnect: "Das Konto muss neu verbunden werden.",
  sync_no_answer: "Der Anbieter antwortet nicht, wie er soll; es wurde mehrmals versucht.",
  too_many_subscriptions: "Es gibt höchstens {max} Abonnements.",
  no_calendar_address: "muss die Adresse eines Kalenders sein: https:, http: oder webcal:, ohne Benutzernamen",
} satisfies SaidWords;

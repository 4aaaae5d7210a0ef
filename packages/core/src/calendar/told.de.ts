/** Was über Kalender gesagt wird. */
import type { ToldWords } from "#core/platform/told";

export default {
  calendar_not_fetched: "„{name}“ wird nicht mehr abgeholt",
  failed_in_a_row: "Es ging {times}-mal hintereinander schief.",
  what_came_stays: "Was vorher kam, bleibt. Versuch es noch einmal oder gib eine andere Adresse an.",
  event_overruled: "{service} hatte „{name}“ in einer anderen Fassung",
  event_unwritable: "Wie es sich wiederholt, lässt sich dort nicht eintragen; so, wie du es hast, steht es nur hier.",
  event_apart:
    "Dort war es aus seiner Serie gelöscht und lässt sich nicht zurückholen; es ist jetzt auf beiden Seiten ein Termin für sich.",
  event_removed_there: "Du hast es hier geändert, während es dort gelöscht wurde: Es ist auch hier gelöscht.",
  event_changed_there: "Du hast es hier gelöscht, während es dort geändert wurde: Es ist wieder da.",
  event_changed_twice: "Du hast es hier geändert, während es dort geändert wurde. Was dort geändert wurde, gilt.",
  title_as_there: "Der Titel ist der von dort.",
  description_as_there: "Die Beschreibung ist die von dort.",
  place_as_there: "Der Ort ist der von dort.",
  time_as_there: "Die Zeit ist die von dort.",
  transparency_as_there: "Ob es Zeit belegt, ist wie dort.",
  status_as_there: "Ob es stattfindet, ist wie dort.",
  guests_as_there: "Die Gäste sind die von dort.",
  reminders_as_there: "Die Erinnerungen sind die von dort.",
  call_as_there: "Die Adresse der Besprechung ist die von dort.",
  // Warum ein Kalender nicht abgeholt wurde.
  subscription_status: "Der Kalender wurde nicht geholt: sein Server antwortete {status}.",
  subscription_gone: "Unter dieser Adresse ist kein Kalender mehr: ihr Server antwortete {status}.",
  subscription_sign_in: "Der Kalender ist nicht öffentlich: sein Server antwortete {status}.",
  subscription_no_http: "Der Kalender wurde nicht geholt: seine Adresse führt zu keiner mit http oder https.",
  subscription_no_host:
    "Der Kalender wurde nicht geholt: seinen Server gibt es nicht, oder nicht im öffentlichen Internet.",
  subscription_unreachable:
    "Der Kalender wurde nicht geholt: es gab keine Verbindung zu seinem Server, oder sie brach ab.",
  subscription_timeout: "Der Kalender wurde nicht geholt: er kam nicht rechtzeitig.",
  subscription_redirects:
    "Der Kalender wurde nicht geholt: seine Adresse führt von einer zur nächsten und nie zu einem Kalender.",
  subscription_too_large: "Der Kalender wurde nicht geholt: er hat mehr als {maxMb} MB.",
  subscription_compressed: "Der Kalender wurde nicht geholt: er ist so gepackt, dass er sich nicht lesen lässt.",
  subscription_empty: "Der Kalender kam ohne einen einzigen Termin; was hier war, bleibt.",
  subscription_cut: "Der Kalender war vor seinem Ende abgeschnitten.",
  subscription_too_slow: "Den Kalender zu lesen dauert zu lange.",
  subscription_too_many: "Der Kalender hat mehr als {max} Termine.",
  ics_too_large: "Die Datei hat mehr als {maxMb} MB, so viel darf ein Kalender höchstens haben.",
  ics_no_calendar: "Darin ist kein Kalender: keine Zeile sagt BEGIN:VCALENDAR.",
  ics_line_too_long: "Zeile {line} ist länger als 10 MB, was kein Kalender hat.",
} satisfies ToldWords;

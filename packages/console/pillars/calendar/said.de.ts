import type { SaidWords } from "#console/words/said.ts";

export default {
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
  sync_reconnect: "Das Konto muss neu verbunden werden.",
  sync_no_answer: "Der Anbieter antwortet nicht, wie er soll; es wurde mehrmals versucht.",
  too_many_subscriptions: "Es gibt höchstens {max} Abonnements.",
  no_calendar_address: "muss die Adresse eines Kalenders sein: https:, http: oder webcal:, ohne Benutzernamen",
} satisfies SaidWords;

import type { SaidWords } from "#console/words/said.ts";

export default {
  given_at_start: "was der Start des Prozesses ihr gibt",
  web_address: "eine Adresse, die mit http:// oder https:// beginnt",
  visible_characters: "1 bis 255 sichtbare Zeichen",
  bucket_name: "der Name eines Buckets: 3 bis 63 Zeichen aus a–z, 0–9, Bindestrich und Punkt",
  whole_number: "eine ganze Zahl von {min} bis {max}",
  whole_number_of_bytes: "eine ganze Zahl von Bytes, von {min} bis {max}",
  json_like: "JSON wie {example}",
  json_of_addresses: "JSON wie {example}, aus Adressen ohne Fragment",
  json_in_degrees: "JSON wie {example}, in Grad",
  json_by_tier: "JSON wie {example}, mit ganzen Zahlen ab 1 und den Tarifen {tiers}",
  country_codes: "die Codes von Ländern mit Kommas dazwischen, wie {example}",
  domain_name: "der Name einer Domain, wie {example}",
  webhook_secret: "`whsec_` und 24 bis 64 Bytes in base64",
  database_address: "die Adresse einer PostgreSQL-Datenbank, wie {example}",
  encryption_keys: "`<ID>:<32 Bytes in base64>`, mehrere mit Kommas dazwischen, mit verschiedenen IDs von 0 bis 255",
  region_name: "der Name einer Region, wie eu-central-1 oder auto",
  origins: "Ursprünge wie {example}, ohne Pfad und mit Kommas dazwischen",
  proxies: "Adressen oder Bereiche wie 127.0.0.1 oder 10.0.0.0/8, mit Kommas dazwischen",

  no_settings_yet: "Die Person hat noch keine Einstellungen.",
  sessions_are_the_issuers: "Tokens sind Sache des Ausstellers; nur er weiß, wie viele er ausgegeben hat.",
  rate_never_ran: "Ein Takt zählt ab der Bereitstellung, und gelaufen ist er noch nie.",
  expression_unknown: "Der Ausdruck lässt sich hier nicht ausrechnen.",
  each_counts_its_own:
    "Jede Funktion zählt nur ihre eigenen Anfragen: CloudWatch hat die Summen von API Gateway (Count, 5xx, Latency).",
  nothing_asked: "In dieser Zeit wurde nichts angefragt.",
  nothing_waits: "Nichts wartet.",
  queues_are_sqs:
    "Die Warteschlangen sind die von SQS: CloudWatch hat ihre Länge und ihr Alter (ApproximateNumberOfMessagesVisible).",
  queues_not_counted: "Die Warteschlangen ließen sich nicht zählen; der Grund steht im Log.",
  runs_not_listed: "Der Workflow-Server listet keine Läufe auf.",
  runs_cut: "Es können mehr sein: der Server nennt nur so viele.",
  runs_not_counted: "{detail}",

  "calendar.fetchSubscriptions": "Sagt, welche abonnierten Kalender zu holen sind",
  "calendar.remind": "Sagt, an welche Termine zu erinnern ist",
  "calendar.syncDue":
    "Fragt nach dem Abgleich von Kalendern, deren Anbieter Änderungen nicht meldet oder die seit Stunden nicht abgeglichen sind",
  "household.remindAgain": "Übergibt Nachrichten von Ablaufendem noch einmal, von dem kein Haushalt erfuhr",
  "ingest.readUnread": "Übergibt Post noch einmal, aus deren Lesen nichts wurde",
  "ingest.resumeImports": "Übergibt Importe noch einmal, die nicht weiterkamen",
  "knowledge.checkUnchecked": "Übergibt große Dateien noch einmal, aus deren Prüfung nichts wurde",
  "knowledge.readUnread": "Übergibt Dateien noch einmal, von denen niemand entschieden hat, was andere bekommen",
  "knowledge.sweep":
    "Gibt frei, was vor 30 Tagen gelöscht wurde, entfernt Objekte ohne Zeile und sagt, welche Dateien ihre Bytes verloren haben",
  "platform.prune":
    "Löscht abgelaufene Ansprüche, Schlüssel, Zwischenstände und Zähler, und endgültig, was vor 30 Tagen gelöscht wurde",
  "platform.sweep": "Veröffentlicht noch einmal, was seit einer Minute niemand aus dem Bus kommen sah",
  "rhythm.endDays": "Sagt, wessen Tag zu Ende ist",
  "rhythm.remind": "Findet die Gewohnheiten, an die zu erinnern ist",
  "rhythm.tick": "Nimmt sich die Routinen vor, deren Zeit gekommen ist",
} satisfies SaidWords;

import type { SaidWords } from "#console/words/said.ts";

export default {
  must_be_price_id: "muss die Kennung eines Preises aus bis zu 255 sichtbaren Zeichen sein",
  unknown_price: "ist kein Preis eines Tarifs",
  subscribed_already: "Du hast ein Abo; ändere es auf seiner Seite.",
  checkout_open: "Ein Kauf ist offen. Schließ ihn ab, oder warte bis {until}.",
  nothing_to_manage: "Du hast kein Abo, das sich verwalten ließe.",
  stripe_silent: "Stripe antwortet nicht, wie es sollte. Versuch es später noch einmal.",
  "billing.reconcile":
    "Fragt Stripe nach Abos, deren Frist oder Zeitraum vorbei ist, oder von denen einen Tag lang nichts zu hören war",
  "problem.checkout_open": "Ein Kauf ist schon begonnen.",
  "problem.nothing_to_manage": "Es gibt kein Abo.",
  "problem.subscribed_already": "Du hast schon ein Abo.",
  no_such_subscription: "Stripe kennt dieses Abo nicht.",
  subscription_of_nobody: "Das Abo gehört niemandem hier.",
  checkout_of_nobody: "Der Kauf gehört niemandem hier.",
} satisfies SaidWords;

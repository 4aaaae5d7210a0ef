import type { Sentences } from "#console/frame/sentence.ts";

export default {
  pantry_item: {
    events: {
      created: { en: "{} came into the pantry", de: "{} kam in die Vorräte" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} was deleted", de: "{} wurde gelöscht" },
      restored: { en: "{} is back", de: "{} ist wieder da" },
      consumed: { en: "Some of {} was used", de: "Etwas von {} wurde verbraucht" },
      restocked: { en: "More of {} came in", de: "{} wurde aufgefüllt" },
      ran_low: { en: "{} ran low", de: "{} geht zur Neige" },
      expiring: { en: "{} expires soon", de: "{} läuft bald ab" },
    },
  },
  pantry_lot: {
    events: {
      created: { en: "{} came in", de: "{} kam dazu" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} is gone", de: "{} ist weg" },
    },
  },
  shopping_item: {
    events: {
      created: { en: "{} came onto the shopping list", de: "{} kam auf die Einkaufsliste" },
      updated: { en: "{} on the shopping list changed", de: "{} auf der Einkaufsliste wurde geändert" },
      deleted: { en: "{} left the shopping list", de: "{} wurde von der Einkaufsliste gestrichen" },
      restored: { en: "{} is on the shopping list again", de: "{} ist wieder auf der Einkaufsliste" },
      purchased: { en: "{} was bought", de: "{} wurde gekauft" },
    },
  },
  recipe: {
    events: {
      created: { en: "You have a recipe for {}", de: "Es gibt ein Rezept für {}" },
      updated: { en: "The recipe for {} changed", de: "Das Rezept für {} wurde geändert" },
      deleted: { en: "The recipe for {} was deleted", de: "Das Rezept für {} wurde gelöscht" },
      restored: { en: "The recipe for {} is back", de: "Das Rezept für {} ist wieder da" },
      cooked: { en: "{} was cooked", de: "{} wurde gekocht" },
    },
  },
  vendor: {
    events: {
      created: { en: "{} is a new shop", de: "{} ist ein neues Geschäft" },
      updated: { en: "{} changed", de: "{} wurde geändert" },
      deleted: { en: "{} is gone", de: "{} ist weg" },
      merged: { en: "{} became part of another shop", de: "{} ging in einem anderen Geschäft auf" },
    },
  },
  vendor_alias: {
    events: {
      created: { en: "A spelling leads to a shop", de: "Eine Schreibweise führt zu einem Geschäft" },
      updated: { en: "A spelling changed", de: "Eine Schreibweise wurde geändert" },
      deleted: { en: "A spelling was forgotten", de: "Eine Schreibweise wurde vergessen" },
    },
  },
} satisfies Sentences;

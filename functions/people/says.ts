import type { Words } from "#contract/words.ts";

export default {
  about: "The people and organisations that you are in touch with.",
  order: 75,
  fields: {
    hourlyRateCents:
      "What an hour of billable work costs, in minor units of `rateCurrency`; what it costs is said elsewhere unless given.",
    rateCurrency: "The ISO 4217 code of the rate's currency; GBP unless given.",
    roundingMinutes: "The step in minutes to which billable time is rounded; it is billed as it is unless given.",
    rounding: "Whether time is rounded up to the next step, as it is unless given, or to the nearest one.",
    name: "What the person or organisation is called.",
    contactType: "What they are to you.",
    emails: "Their mail addresses, the preferred one first; encrypted where they are stored.",
    phones: "Their telephone numbers as you write them, the preferred one first; encrypted where they are stored.",
    "emails.value": "The mail address. An address book that was imported may have held something else in its place.",
    "phones.value": "The number as you write it.",
    label: "What it is for, such as home, work, or a word of your own.",
    notes: "What you want to remember of them; encrypted where it is stored.",
    matrixId: "Their account on Matrix, such as @ada:example.org.",
    mastodonHandle: "Their account on Mastodon, such as @ada@example.social.",
    birthday: "The day of their birth, as YYYY-MM-DD, or as --MM-DD where the year is not known.",
    rating: "How much you like to work with them, from 1 to 5.",
    isActive: "Whether you are in touch with them now.",
    lastInteractionAt: "When you last were in touch; null when nothing is known.",
    keepInTouchDays: "After how many days without contact you want to be reminded; null for never.",
    details: "Further facts by name: what an address book had beside these fields.",
  },
  parameters: {
    "people.contacts.list.email": "A whole mail address, without regard to case: your own contacts that have it.",
    "people.contacts.list.phone":
      "A whole telephone number: your own contacts with a number whose last eight digits are the same.",
  },
  examples: {
    rateCurrency: "EUR",
    birthday: "1906-12-09",
    matrixId: "@grace:example.org",
    mastodonHandle: "@grace@example.social",
    value: "+1 202 555 0143",
    label: "mobile",
  },
  titles: [[/contact/i, "Grace Hopper"]],
} satisfies Words;

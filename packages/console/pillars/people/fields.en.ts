/** What the fields of rows are called, by the names of the contract. */
export default {
  name: "name",
  contactType: {
    name: "what they are to you",
    values: {
      client: "client",
      agency: "agency",
      collaborator: "collaborator",
      provider: "provider",
      friend: "friend",
      family: "family",
      other: "other",
    },
  },
  emails: "mail addresses",
  phones: "numbers",
  notes: "notes",
  matrixId: "address at Matrix",
  mastodonHandle: "name at Mastodon",
  birthday: "birthday",
  rating: "rating",
  isActive: "in use",
  keepInTouchDays: "days between contacts",
  lifeDomainId: "area of life",
  details: "from the address book",
};

/** What the fields of rows are called, by the names of the contract. */
export default {
  name: "name",
  contactType: "what they are to you",
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

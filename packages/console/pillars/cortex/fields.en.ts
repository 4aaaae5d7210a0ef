/** What the fields of rows are called, by the names of the contract. */
export default {
  behaviour: "what comes first",
  outcome: "what follows",
  toAddresses: "to",
  subject: "subject",
  title: "title",
  personaId: "persona",
  isArchived: "put away",
  bodyText: "text",
  status: { name: "state", values: { draft: "draft", sent: "sent", discarded: "discarded" } },
};

export default {
  toAddresses: "to",
  subject: "subject",
  bodyText: "text",
  status: { name: "state", values: { draft: "draft", sent: "sent", discarded: "discarded" } },
};

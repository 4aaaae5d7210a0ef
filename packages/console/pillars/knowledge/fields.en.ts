/** What the fields of rows are called, by the names of the contract. */
export default {
  title: "title",
  contentMarkdown: "text",
  fileName: "name",
  folderPath: "folder",
  tags: "tags",
  description: "description",
  dependentId: "whom it is about",
  householdId: "household",
  kind: {
    name: "what it is",
    values: {
      person: "person",
      place: "place",
      organisation: "organisation",
      topic: "topic",
      thing: "thing",
      event: "event",
    },
  },
  name: "name",
  aliases: "other names",
  attributes: "what is known",
  content: "entry",
  mood: "mood",
  entryDate: "day",
};

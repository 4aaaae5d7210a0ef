/** What the fields of rows are called, by the names of the contract. */
export default {
  fileName: "name",
  folderPath: "folder",
  tags: "tags",
  description: "description",
  dependentId: "whom it is about",
  householdId: "household",
  content: "entry",
  mood: "mood",
  entryDate: "day",
};

import { number, plural } from "#console/words/format.ts";

export default {
  merging: {
    open: "Merge with another",
    title: "Merge with another",
    other: "Which other one",
    otherHelp: "The one that is the same: it goes into this one, with all its links.",
    stays: (name: string) => `Stays: ${name}`,
    goes: (name: string) => `Goes into it: ${name}`,
    both: "Both",
    result: "What it becomes",
    attributes: "What is known of it",
    links: "Whatever leads to the other one leads here. That can be undone for 30 days.",
    merge: "Merge",
    merged: (other: string, into: string) => `${other} was merged into ${into}`,
    before: "What was merged into it",
    moved: (count: number) => plural(count, { one: "One link moved", other: `${number(count)} links moved` }),
    undo: "Undo",
    parted: (name: string) => `${name} stands for itself again`,
    kept: (fields: string) => `Kept because they were changed since: ${fields}`,
  },
  tagging: {
    title: "Tags",
    lead: "Of your documents, your journal and your files, the most used first.",
    list: "Tags by use",
    find: "Find by how it begins",
    documents: "Documents",
    uses: ({ documents, journal, files }: { documents: number; journal: number; files: number }) =>
      [
        documents > 0 && plural(documents, { one: "one document", other: `${number(documents)} documents` }),
        journal > 0 && plural(journal, { one: "one entry", other: `${number(journal)} entries` }),
        files > 0 && plural(files, { one: "one file", other: `${number(files)} files` }),
      ]
        .filter((part) => part !== false)
        .join(" · "),
    inDocuments: "Documents with it",
    inFiles: "Files with it",
    rename: "Rename",
    renaming: (tag: string) => `Rename ${tag}`,
    name: "Name",
    nameHelp: "It is renamed wherever it is. If there is a tag of that name, the two become one, and stay one.",
    unchanged: "Nothing was changed.",
    renamed: (from: string, to: string) => `${from} is called ${to} now`,
    empty: "Nothing has a tag yet.",
    emptyHint: "Give one to a document, a file or an entry of your journal.",
    notFound: "No tag begins like that.",
    more: "Only the 1,000 most used are listed: type how another one begins.",
  },
};

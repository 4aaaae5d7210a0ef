/** Rows that several files of the pillar show, as the API answers them. */
import type { RowOf } from "#console/data/list.ts";

export type File = RowOf<"knowledge.files.list">;
export type Document = RowOf<"knowledge.documents.list">;

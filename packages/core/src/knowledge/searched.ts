/** What of files, documents and the journal the search finds. */
import { searched } from "#core/knowledge/search/searched";

export const files = searched({
  type: "file",
  table: "files",
  title: "file_name",
  texts: ["description", "ai_description"],
  tags: "tags",
  at: ["created_at"],
  beside: [{ table: "file_texts", key: "file_id", text: "content" }],
});
export const documents = searched({
  type: "document",
  table: "documents",
  title: "title",
  texts: ["content_markdown"],
  tags: "tags",
  at: ["created_at"],
});
export const journalEntries = searched({
  type: "journal",
  table: "journal_entries",
  title: "entry_date",
  texts: ["content"],
  tags: "tags",
  at: ["entry_date"],
});
export const entities = searched({ type: "entity", table: "entities", title: "name", texts: [], at: ["created_at"] });

/** Of a page, what it says is its document's. */
export const captures = searched({
  type: "capture",
  table: "data_streams",
  title: "title",
  texts: [
    {
      column: "payload",
      as: `concat_ws(E'\\n', r.payload ->> 'text', (select string_agg(one ->> 'text', E'\\n') from jsonb_array_elements(case jsonb_typeof(r.payload -> 'highlights') when 'array' then r.payload -> 'highlights' else '[]' end) one))`,
    },
  ],
  at: ["captured_at"],
});

/** Documents that were deleted and are kept for a while. */
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { Deleted } from "#console/frame/Deleted.tsx";
import { Page } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default function DeletedDocuments() {
  const words = useWords<typeof en>("knowledge").documents;
  return (
    <Page above={<Link to="/knowledge/documents">{words.title}</Link>} title={words.deleted} lead={words.deletedLead}>
      <Deleted label={words.deleted} noun="knowledge.document" restore={restore} />
    </Page>
  );
}

async function restore(documentId: string): Promise<void> {
  await change("knowledge.documents.restore", { path: { documentId } });
  await beginListsAnew("knowledge.documents");
}

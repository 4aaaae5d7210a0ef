/** Files that were deleted and are kept for a while. */
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { queries } from "#console/data/queries.ts";
import { Deleted } from "#console/frame/Deleted.tsx";
import { Page } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export default function DeletedFiles() {
  const words = useWords<typeof en>("knowledge");
  return (
    <Page
      above={<Link to="/knowledge/files">{words.files.title}</Link>}
      title={words.deleted.title}
      lead={words.deleted.lead}
    >
      <Deleted label={words.deleted.title} noun="knowledge.file" restore={restore} />
    </Page>
  );
}

async function restore(fileId: string): Promise<void> {
  await change("knowledge.files.restore", { path: { fileId } });
  await beginListsAnew("knowledge.files");
  await queries.invalidateQueries({ queryKey: ["knowledge.folders.list"] });
}

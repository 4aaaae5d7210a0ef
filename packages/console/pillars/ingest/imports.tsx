/** What was brought in from elsewhere, and how to bring more: each file is looked through first, and what came in can be taken back. */
import "./imports.css";
import { useState } from "react";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { prefetch } from "#console/data/read.ts";
import { flag, several, text, useUrl } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { DropZone } from "#console/ui/DropZone.tsx";
import { Glyph } from "#console/ui/Glyph.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { ImportState } from "./ImportState.tsx";
import { useKindName } from "./kinds.ts";
import { NewImport } from "./NewImport.tsx";
import type en from "./words.en.ts";

type Import = RowOf<"ingest.imports.list">;

/** `options` are `name:value`, for links that know what is to be imported and where to. */
const parameters = { add: flag(), kind: text(), options: several() };

export const load: PageModule["load"] = () => {
  prefetchList("ingest.imports.list");
  prefetch("ingest.imports.kinds");
};

export default function Imports() {
  const words = useWords<typeof en>("ingest").imports;
  const [{ add, kind, options }, setUrl] = useUrl(parameters);
  const [file, setFile] = useState<File>();
  const rows = useList("ingest.imports.list");
  const begin = (chosen?: File) => {
    setFile(chosen);
    setUrl({ add: true });
  };
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Button kind="main" icon="upload" onClick={() => begin()}>
          {words.add}
        </Button>
      }
    >
      <DropZone label={words.dropHere} onFiles={([first]) => first && begin(first.file)}>
        <List
          label={words.title}
          rows={rows}
          keyOf={({ id }) => id}
          item={useItem()}
          empty={
            <Empty icon="upload" title={words.empty} action={<Button onClick={() => begin()}>{words.add}</Button>}>
              {words.emptyHint}
            </Empty>
          }
          lines={2}
        />
      </DropZone>
      {add && (
        <NewImport
          given={file}
          kind={kind}
          options={Object.fromEntries(options.map((one) => one.split(":", 2)))}
          close={() => setUrl({ add: false, kind: undefined, options: [] })}
        />
      )}
    </Page>
  );
}

function useItem(): (row: Import) => Item {
  const words = useWords<typeof en>("ingest").imports;
  const kindName = useKindName();
  return (row) => ({
    name: row.sourceName || words.pasted,
    to: `/ingest/imports/${row.id}`,
    lead: <Glyph icon={row.isDryRun ? "eye" : "download"} of="system" />,
    sub: (
      <>
        {kindName(row.kind)} · <Time at={row.createdAt} />
      </>
    ),
    end: <ImportState job={row} />,
  });
}

/** A file or a pasted text, and what it is. Nothing is written: it is looked through first. */
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import { uploadFiles, useUploads } from "#console/data/uploads.ts";
import { Uploads } from "#console/frame/Uploads.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { PickFiles } from "#console/ui/DropZone.tsx";
import { Select, TextArea } from "#console/ui/Field.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { Problem, Tag } from "#console/ui/State.tsx";
import { size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { accepts, type Kind, useKindName, useKinds } from "./kinds.ts";
import { type Chosen, Options, valuesOf } from "./Options.tsx";
import type en from "./words.en.ts";

type Create = Body<"ingest.imports.create">;

/** Where the files of imports are found among a person's files. */
const FOLDER = "/Imports";

type NewImportProps = {
  given: File | undefined;
  /** The kind that it is taken for, and what is chosen of how that is read. */
  kind?: string;
  options: Chosen;
  close: () => void;
};

export function NewImport({ given, kind: begin, options, close }: NewImportProps) {
  const words = useWords<typeof en>("ingest").imports;
  const kinds = useKinds();
  const kindName = useKindName();
  const go = useNavigate();
  const [file, setFile] = useState(given);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(begin);
  const [chosen, setChosen] = useState(options);
  const [isSending, setSending] = useState(false);
  const uploads = useUploads();
  const creating = useChange("ingest.imports.create");
  const isOpen = useRef(true);
  const shut = () => {
    isOpen.current = false;
    close();
  };
  const fitting = file ? kinds.filter((kind) => accepts(kind, file)) : kinds;
  const offered: readonly Kind[] = fitting.length > 0 ? fitting : kinds;
  const kind = offered.find((one) => one.kind === asked) ?? offered[0];

  const check = async () => {
    if (!kind) return;
    setSending(true);
    const source = await sourceOf(file, text);
    // Whoever closed it meanwhile is somewhere else by now; the file is kept.
    if (!isOpen.current) return;
    const made =
      source &&
      (await creating.run({
        body: { kind: kind.kind, ...source, options: valuesOf(kind, chosen), dryRun: true } as Create,
      }));
    setSending(false);
    if (made) await go(`/ingest/imports/${made.id}`);
  };
  const nothing = !file && text.trim() === "";
  return (
    <Sheet open onClose={shut} title={words.add} dirty={text !== ""}>
      <Stack>
        <Remark>{words.dryFirst}</Remark>
        {file ? (
          <Row>
            <Tag icon="file" onRemove={() => setFile(undefined)} removeLabel={words.otherFile}>
              <span dir="auto">{file.name}</span> <span className="data quiet">{size(file.size)}</span>
            </Tag>
          </Row>
        ) : (
          <>
            <PickFiles
              label={words.choose}
              accept={kinds.flatMap((one) => one.accepts)}
              onFiles={([first]) => setFile(first?.file)}
            />
            <TextArea
              label={words.paste}
              rows={6}
              maxLength={1_000_000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </>
        )}
        <Select
          label={words.what}
          help={file && fitting.length === 0 ? words.noneFits : undefined}
          choices={offered.map((one) => ({ value: one.kind, label: kindName(one.kind) }))}
          value={kind?.kind ?? ""}
          onChange={({ target }) => setAsked(target.value)}
        />
        {kind && <Options kind={askedFirst(kind)} chosen={chosen} onChange={setChosen} />}
        {file && uploads.length > 0 && <Uploads />}
        {creating.problem && <Problem problem={creating.problem} />}
        <Row>
          <Button kind="main" busy={isSending} why={nothing && words.nothing} onClick={() => void check()}>
            {words.check}
          </Button>
        </Row>
        {file && <p className="quiet small">{words.keptAt(FOLDER)}</p>}
      </Stack>
    </Sheet>
  );
}

/** What the columns of a table are is asked where they are seen, once it was looked through. */
const askedFirst = (kind: Kind): Kind => ({ ...kind, options: kind.options.filter(({ name }) => name !== "columns") });

/** A file is uploaded first; undefined when that came to nothing. */
async function sourceOf(file: File | undefined, text: string): Promise<Pick<Create, "fileId" | "text"> | undefined> {
  if (!file) return { text };
  const stored = await uploadFiles([{ file, folderPath: FOLDER }])[0];
  return stored && { fileId: stored.id };
}

/** Uploads that broke off, also in another tab or before the page was loaded anew: the same file, chosen again, goes on where it was. */
import { useState } from "react";
import { allOf } from "#console/data/arranged.ts";
import { useList } from "#console/data/list.ts";
import { isOver, uploadFiles, useUploads } from "#console/data/uploads.ts";
import { Button } from "#console/ui/Button.tsx";
import { PickFiles } from "#console/ui/DropZone.tsx";
import { Card, Row, Section, Stack } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { File as Pending } from "./rows.ts";
import type en from "./words.en.ts";

export const unfinishedQuery = { query: { status: "pending" as const } };

export function Unfinished({ remove }: { remove: (file: Pending) => void }) {
  const words = useWords<typeof en>("knowledge").unfinished;
  const pending = allOf(useList("knowledge.files.list", unfinishedQuery));
  const running = useUploads().filter((one) => !isOver(one));
  const left = pending.filter(
    ({ fileName, folderPath, sizeBytes }) =>
      !running.some((one) => one.fileName === fileName && one.folderPath === folderPath && one.sizeBytes === sizeBytes),
  );
  if (left.length === 0) return null;
  return (
    <Section title={words.title}>
      <Card>
        <Stack>
          <p className="quiet small">{words.help}</p>
          {left.map((file) => (
            <One key={file.id} file={file} remove={remove} />
          ))}
        </Stack>
      </Card>
    </Section>
  );
}

function One({ file, remove }: { file: Pending; remove: (file: Pending) => void }) {
  const words = useWords<typeof en>("knowledge").unfinished;
  const [isOther, setOther] = useState(false);
  const goOn = (chosen: File | undefined) => {
    // What has another length is another file for sure; whether its bytes are the same, their hash tells.
    const isSame = chosen?.size === file.sizeBytes;
    setOther(chosen !== undefined && !isSame);
    if (!chosen || !isSame) return;
    void uploadFiles([{ file: new File([chosen], file.fileName, chosen), folderPath: file.folderPath }]);
  };
  return (
    <Row
      end={
        <>
          <PickFiles label={words.goOn} about={file.fileName} onFiles={([first]) => goOn(first?.file)} />
          <Button kind="bare" icon="trash" onClick={() => remove(file)}>
            {words.giveUp}
          </Button>
        </>
      }
    >
      <b dir="auto">{file.fileName}</b>
      <span className="data quiet">{size(file.sizeBytes)}</span>
      <span className="quiet small">
        {words.begun} <Time at={file.createdAt} />
      </span>
      {isOther && <State tone="bad">{words.other}</State>}
    </Row>
  );
}

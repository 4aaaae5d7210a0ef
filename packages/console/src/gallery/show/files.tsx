import { useState } from "react";
import { DropZone, PickFiles } from "#console/ui/DropZone.tsx";
import { Job } from "#console/ui/Job.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { Preview } from "#console/ui/Preview.tsx";
import { size } from "#console/words/format.ts";

const note = new Blob(["<b>A note</b> that is text.\n", "A second line.\n"], { type: "text/plain" });

export default function Files() {
  const [names, setNames] = useState<readonly string[]>([]);
  return (
    <Page title="Files">
      <DropZone
        label="Let go to upload"
        onFiles={(given) => setNames(given.map(({ file, folder }) => `${folder}/${file.name}`))}
      >
        <Section title="Chosen" more={<PickFiles label="Choose files" several onFiles={() => {}} />}>
          <Card>
            <p data-testid="names">{names.join(", ") || "Nothing yet"}</p>
            <Job
              title="film.mkv"
              done={12e6}
              total={80e6}
              rate={3.2e6}
              write={size}
              state="running"
              onStop={() => {}}
            />
            <Job title="Export.zip" done={1200} share={0.4} state="running" />
          </Card>
        </Section>
        <Section title="Text">
          <Preview kind="text" bytes={note} label="Note.txt" />
        </Section>
      </DropZone>
    </Page>
  );
}

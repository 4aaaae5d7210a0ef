/** One dead letter with its message: send it again, or discard it. */
import { useState } from "react";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { LetterState } from "./letter-columns.tsx";
import { Data, OpsPage, Recorded, Unknown } from "./parts.tsx";
import type en from "./words.en.ts";

type Letter = Answer<"admin.dead-letters.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("admin.dead-letters.get", { path: { deadLetterId: params.deadLetterId! } });

export default function DeadLetterPage() {
  const words = useWords<typeof en>("operations").letters;
  const { deadLetterId } = useParams() as { deadLetterId: string };
  const { data: letter, problem, isLoading, retry } = useRead("admin.dead-letters.get", { path: { deadLetterId } });
  return (
    <OpsPage
      above={<Link to="/operations/dead-letters">{words.title}</Link>}
      title={letter ? <span className="mono">{letter.source}</span> : words.one}
      lead={letter && <LetterState status={letter.status} />}
      state={isLoading ? "loading" : problem && !letter ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={letter?.status === "open" && <Acts letter={letter} />}
    >
      {letter && (
        <>
          <Recorded>{words.recorded}</Recorded>
          <Remark icon="warning" tone="bad">
            <span dir="auto">{letter.error ?? words.noReason}</span>
          </Remark>
          <Card flush>
            <Facts
              facts={[
                { name: words.came, value: <Time at={letter.createdAt} form="moment" /> },
                {
                  name: words.event,
                  value: letter.eventId ? <span className="mono">{letter.eventId}</span> : <Unknown />,
                },
              ]}
            />
          </Card>
          <Section title={words.message}>
            <Data label={words.message} value={letter.payload} />
          </Section>
        </>
      )}
    </OpsPage>
  );
}

function Acts({ letter }: { letter: Letter }) {
  const words = useWords<typeof en>("operations").letters;
  const common = useCommon();
  const [isAsking, setAsking] = useState(false);
  const send = (operation: "admin.dead-letters.redrive" | "admin.dead-letters.discard", status: string) =>
    change(operation, {
      path: { deadLetterId: letter.id },
      row: letter,
      patch: { status },
      title: letter.source,
    });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.discard}</Button>
      <Button kind="main" icon="again" onClick={() => void send("admin.dead-letters.redrive", "redriven")}>
        {words.redrive}
      </Button>
      <Dialog
        alert
        open={isAsking}
        onClose={() => setAsking(false)}
        title={words.discardQuestion(1)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false);
                void send("admin.dead-letters.discard", "discarded");
              }}
            >
              {words.discard}
            </Button>
          </>
        }
      >
        <p>{words.discardHelp}</p>
      </Dialog>
    </>
  );
}

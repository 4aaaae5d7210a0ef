/** What this tab is uploading and what became of it, for every page that takes files. */
import { Link } from "react-router";
import {
  clearUploads,
  isOver,
  isTroubled,
  restoreUpload,
  retryUpload,
  stopUpload,
  type Upload,
  useUploads,
} from "#console/data/uploads.ts";
import { Button } from "#console/ui/Button.tsx";
import { Job } from "#console/ui/Job.tsx";
import { Card, Row, Section } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { size } from "#console/words/format.ts";
import { useFrameWords } from "#console/words/frame.ts";
import { useSaid } from "#console/words/said.ts";

/** Of those that go well nobody reads more. */
const MOST_SHOWN = 6;

export function Uploads() {
  const words = useFrameWords().uploads;
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  const over = uploads.filter(isOver);
  const troubled = uploads.filter(isTroubled).length;
  const finished = uploads.filter((one) => one.state === "done" && !isTroubled(one)).length;
  // What needs a look stays in sight, then what is on its way, then what is done.
  const rank = (one: Upload) =>
    isTroubled(one) ? 0 : one.state === "sending" || one.state === "hashing" ? 1 : one.state === "waiting" ? 2 : 3;
  const shown = uploads.toSorted((a, b) => rank(a) - rank(b) || a.id - b.id);
  return (
    <Section
      title={words.title(finished, uploads.length, troubled)}
      more={
        over.length > 0 && (
          <Button small kind="bare" onClick={clearUploads}>
            {words.clear}
          </Button>
        )
      }
    >
      <Card>
        {shown.slice(0, MOST_SHOWN).map((one) => (
          <One key={one.id} upload={one} />
        ))}
        {shown.length > MOST_SHOWN && <p className="quiet small">{words.further(shown.length - MOST_SHOWN)}</p>}
      </Card>
    </Section>
  );
}

function One({ upload }: { upload: Upload }) {
  const words = useFrameWords().uploads;
  const { id, fileName, state, sizeBytes, doneBytes, bytesPerSecond } = upload;
  if (state === "hashing" || state === "sending")
    return (
      <Job
        title={fileName}
        done={doneBytes}
        total={sizeBytes}
        rate={bytesPerSecond}
        write={size}
        state="running"
        onStop={() => stopUpload(id)}
      >
        {state === "hashing" && <p className="quiet small">{words.hashing}</p>}
      </Job>
    );
  return (
    <Row end={<Ways upload={upload} />}>
      <b dir="auto">{fileName}</b>
      <Outcome upload={upload} />
    </Row>
  );
}

/** What became of it, in words. */
function Outcome({ upload: { state, outcome, problem } }: { upload: Upload }) {
  const said = useSaid();
  const words = useFrameWords().uploads;
  if (outcome?.is === "deleted") return <State tone="warn">{words.deleted}</State>;
  if (state === "failed") return <Bad text={words.failed} reason={problem} />;
  if (state !== "done")
    return (
      <State icon={state === "waiting" ? "clock" : "stop"}>
        {words.states[state === "waiting" ? state : "stopped"]}
      </State>
    );
  const { status, statusReason, statusReasonCoded } = outcome!.file;
  if (status === "quarantined")
    return <Bad text={words.quarantined} reason={statusReason && said(statusReason, statusReasonCoded)} />;
  if (status === "checking") return <State tone="live">{words.checking}</State>;
  return <State>{outcome!.is === "known" ? words.known : words.done}</State>;
}

function Bad({ text, reason }: { text: string; reason: string | null | undefined }) {
  return (
    <>
      <State tone="bad">{text}</State>
      <span className="small" dir="auto">
        {reason}
      </span>
    </>
  );
}

function Ways({ upload: { id, state, outcome } }: { upload: Upload }) {
  const words = useFrameWords().uploads;
  if (outcome?.is === "deleted")
    return (
      <Button small icon="undo" onClick={() => void restoreUpload(id, outcome.fileId)}>
        {words.restore}
      </Button>
    );
  if (state === "failed" || state === "stopped")
    return (
      <Button small icon="again" onClick={() => retryUpload(id)}>
        {words.goOn}
      </Button>
    );
  return outcome ? <Link to={`/knowledge/files/${outcome.file.id}`}>{words.look}</Link> : null;
}

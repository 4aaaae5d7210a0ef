/** One mail: what became of it, what the sender wrote, and what came with it. */
import { saidAll, useSaid } from "#console/words/said.ts";
import "./ingest.css";
import { Link, useNavigate, useParams } from "react-router";
import { useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useWords } from "#console/words/words.ts";
import { Attachments } from "./Attachments.tsx";
import { Bookings } from "./Bookings.tsx";
import { Effects } from "./Effects.tsx";
import { MailBody } from "./MailBody.tsx";
import { Outcome } from "./Outcome.tsx";
import type en from "./words.en.ts";

type Email = Answer<"ingest.emails.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("ingest.emails.get", { path: { emailId: params.emailId! } });

export default function EmailPage() {
  const words = useWords<typeof en>("ingest");
  const { emailId } = useParams() as { emailId: string };
  const { data: email, problem, isLoading, retry } = useRead("ingest.emails.get", { path: { emailId } });
  return (
    <Page
      above={<Link to="/ingest/emails">{words.emails.title}</Link>}
      title={email ? email.subject || words.emails.noSubject : words.emails.title}
      actions={email && <AnswerIt email={email} />}
      state={isLoading ? "loading" : problem && !email ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {email && <Mail email={email} />}
    </Page>
  );
}

/** Begins a draft that answers it; nothing goes out before its person sends that. */
function AnswerIt({ email }: { email: Email }) {
  const words = useWords<typeof en>("ingest");
  const navigate = useNavigate();
  const answering = useChange("cortex.email-drafts.create");
  const begin = async () => {
    const title = email.subject ?? words.emails.noSubject;
    const draft = await answering.run({ body: { inReplyToEmailId: email.id }, title, isQuiet: false });
    if (draft) void navigate(`/cortex/email-drafts/${draft.id}`);
  };
  return (
    <Button icon="mail" busy={answering.isPending} onClick={() => void begin()}>
      {words.email.answer}
    </Button>
  );
}

function Mail({ email }: { email: Email }) {
  const words = useWords<typeof en>("ingest");
  return (
    <>
      <Card flush>
        <Facts
          facts={[
            { name: words.email.from, value: <span dir="auto">{email.sender}</span> },
            { name: words.email.to, value: <span dir="auto">{email.recipient}</span> },
            { name: words.email.arrived, value: <Time at={email.createdAt} form="moment" /> },
            { name: words.email.outcome, value: <Outcome email={email} /> },
          ]}
        />
      </Card>
      <Why email={email} />
      <Bookings bookings={email.bookings} />
      <Effects emailId={email.id} />
      <Section title={words.email.body}>
        <MailBody key={email.id} email={email} />
      </Section>
      <Attachments email={email} />
    </>
  );
}

/** Why nothing was made of it, in the words of who read it, and how to have it read again. */
function Why({ email }: { email: Email }) {
  const words = useWords<typeof en>("ingest");
  // Shows it anew when the words of the person's language have arrived.
  useSaid();
  const reading = useChange("ingest.emails.reprocess");
  const again = () =>
    void reading.run({
      path: { emailId: email.id },
      row: email,
      patch: { isProcessed: false, error: null, errorCoded: null },
      title: email.subject ?? words.emails.noSubject,
    });
  return (
    <Stack>
      {email.error !== null && (
        <Remark icon="warning" tone="warn">
          <span dir="auto">{saidAll(email.error, email.errorCoded)}</span>
        </Remark>
      )}
      {reading.problem && <Problem problem={reading.problem} />}
      <Row>
        <Button icon="again" busy={reading.isPending} onClick={again}>
          {words.emails.reprocess}
        </Button>
        <span className="quiet small">{words.email.onceOnly}</span>
      </Row>
    </Stack>
  );
}

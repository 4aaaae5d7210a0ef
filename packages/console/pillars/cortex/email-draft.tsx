/** One draft of a mail: written, perhaps by a template, and sent by a press and a second one. */
import { useState } from "react";
import { Link, useParams } from "react-router";
import { change, useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { beginListsAnew } from "#console/data/list.ts";
import { writeRow } from "#console/data/queries.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { Entity } from "#console/frame/Entity.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { Card, Page, Section, Stack } from "#console/ui/Page.tsx";
import { Problem, State } from "#console/ui/State.tsx";
import { Sure } from "#console/ui/Sure.tsx";
import { moment } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Draft = Answer<"cortex.email-drafts.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("cortex.email-drafts.get", { path: { emailDraftId: params.emailDraftId! } });

export default function EmailDraftPage() {
  const words = useWords<typeof en>("cortex").drafts;
  const { emailDraftId } = useParams() as { emailDraftId: string };
  const { data: draft, problem, isLoading, retry } = useRead("cortex.email-drafts.get", { path: { emailDraftId } });
  return (
    <Page
      above={<Link to="/cortex/email-drafts">{words.above}</Link>}
      title={draft ? draft.subject || words.noSubject : words.above}
      lead={draft && <Lead draft={draft} />}
      state={isLoading ? "loading" : problem && !draft ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {draft && (
        <Stack>
          {draft.inReplyToEmailId && (
            <p>
              <span className="quiet">{words.answers}</span> <Entity type="email" id={draft.inReplyToEmailId} />
            </p>
          )}
          {isOpen(draft) ? <Open key={draft.id} draft={draft} /> : <Closed draft={draft} />}
        </Stack>
      )}
    </Page>
  );
}

const isOpen = ({ status, mailStatus }: Draft) => status === "draft" && mailStatus !== "requested";

function Lead({ draft: { mailStatus, mailProblem, sentAt, madeBy, status } }: { draft: Draft }) {
  const words = useWords<typeof en>("cortex").drafts;
  usePlace();
  if (sentAt !== null) return <State>{words.sent(moment(sentAt))}</State>;
  if (mailStatus === "requested") return <State tone="live">{words.onItsWay}</State>;
  if (mailStatus === "failed") return <State tone="bad">{words.failed[mailProblem ?? "unanswered"]}</State>;
  if (status === "discarded") return <State icon="minus">{words.views.discarded}</State>;
  return madeBy === "person" ? null : <State icon="spark">{words.madeBy[madeBy]}</State>;
}

/** What is typed stays until it is saved: sending sends what is saved, which is what was seen. */
function Open({ draft }: { draft: Draft }) {
  const words = useWords<typeof en>("cortex").drafts;
  const [typed, setTyped] = useState<{ to?: string; subject?: string; text?: string }>({});
  const [isSure, setSure] = useState(false);
  const saving = useChange("cortex.email-drafts.update");
  const sending = useChange("cortex.email-drafts.send");
  const path = { emailDraftId: draft.id };
  const { to = draft.toAddresses.join(", "), subject = draft.subject, text = draft.bodyText } = typed;
  const toAddresses = to.split(/[,;\s]+/).filter((one) => one !== "");
  const isChanged =
    toAddresses.join() !== draft.toAddresses.join() || subject !== draft.subject || text !== draft.bodyText;
  const save = async () => {
    const body = { toAddresses, subject, bodyText: text };
    if (await saving.run({ path, body, row: draft, title: subject })) setTyped({});
  };
  const send = async () => {
    const intent = { path, body: { version: draft.version }, row: draft, patch: {}, title: subject };
    if (await sending.run(intent)) await beginListsAnew("cortex.email-drafts");
  };
  const discard = async () => {
    await change("cortex.email-drafts.update", { path, body: { status: "discarded" }, row: draft, title: subject });
    await beginListsAnew("cortex.email-drafts");
  };
  const why = isChanged
    ? words.saveFirst
    : draft.toAddresses.length === 0
      ? words.sayWho
      : draft.bodyText.trim() === "" && words.sayWhat;
  const problem = saving.problem ?? sending.problem;
  return (
    <>
      <Card>
        <Stack>
          <Text
            label={words.to}
            help={words.toHelp}
            value={to}
            maxLength={3300}
            onChange={({ target }) => setTyped({ ...typed, to: target.value })}
          />
          <Text
            label={words.subject}
            value={subject}
            maxLength={998}
            onChange={({ target }) => setTyped({ ...typed, subject: target.value })}
          />
          <TextArea
            label={words.text}
            rows={12}
            value={text}
            maxLength={100_000}
            onChange={({ target }) => setTyped({ ...typed, text: target.value })}
          />
          {problem && (
            <Problem
              problem={problem.code === "not_configured" ? { ...problem, text: words.notConfigured } : problem}
            />
          )}
          <div className="row">
            <Button icon="check" busy={saving.isPending} why={!isChanged && words.saved} onClick={() => void save()}>
              {words.save}
            </Button>
            <Button kind="main" icon="mail" busy={sending.isPending} why={why} onClick={() => setSure(true)}>
              {words.send}
            </Button>
            <Button kind="bare" icon="trash" onClick={() => void discard().catch(() => {})}>
              {words.discard}
            </Button>
          </div>
        </Stack>
      </Card>
      {draft.inReplyToEmailId && <Write draft={draft} onWritten={() => setTyped({})} />}
      {isSure && (
        <Sure
          title={words.sure}
          text={words.sureText(draft.toAddresses.join(", "))}
          action={words.send}
          close={() => setSure(false)}
          run={send}
        />
      )}
    </>
  );
}

const INTENTS = ["confirm", "decline", "ask_date", "thanks"] as const;

/** An answer by what it is to say. */
function Write({ draft, onWritten }: { draft: Draft; onWritten: () => void }) {
  const words = useWords<typeof en>("cortex").drafts;
  const [intent, setIntent] = useState<(typeof INTENTS)[number]>("confirm");
  const [note, setNote] = useState("");
  const writing = useChange("cortex.email-drafts.write");
  const write = async () => {
    const body = { intent, version: draft.version, ...(note.trim() && { note: note.trim() }) };
    const path = { emailDraftId: draft.id };
    const written = await writing.run({ path, body, isOfPart: true, title: draft.subject });
    if (!written) return;
    writeRow(written.draft);
    onWritten();
  };
  return (
    <Section title={words.write}>
      <Card>
        <Stack>
          <Select
            label={words.intent}
            value={intent}
            choices={INTENTS.map((value) => ({ value, label: words.intents[value] }))}
            onChange={({ target }) => setIntent(INTENTS.find((one) => one === target.value) ?? "confirm")}
          />
          <Text label={words.note} value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
          {writing.problem && <Problem problem={writing.problem} />}
          <div className="row">
            <Button icon="spark" busy={writing.isPending} onClick={() => void write()}>
              {words.writeIt}
            </Button>
            {draft.bodyText !== "" && <span className="quiet small">{words.over}</span>}
          </div>
        </Stack>
      </Card>
    </Section>
  );
}

function Closed({ draft }: { draft: Draft }) {
  const words = useWords<typeof en>("cortex").drafts;
  const again = () =>
    void change("cortex.email-drafts.update", {
      path: { emailDraftId: draft.id },
      body: { status: "draft" },
      row: draft,
      title: draft.subject,
    }).catch(() => {});
  return (
    <>
      <Card>
        <p>
          <span className="quiet">{words.to}: </span>
          <span dir="auto">{draft.toAddresses.join(", ")}</span>
        </p>
        <TextArea label={words.text} rows={12} readOnly value={draft.bodyText} />
      </Card>
      {draft.status === "discarded" && (
        <div className="row">
          <Button icon="undo" onClick={again}>
            {words.again}
          </Button>
        </div>
      )}
    </>
  );
}

/** One person: what they may do, and ending their sessions. Opening the page is recorded. */

import update from "contract:admin.users.update";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useForm } from "#console/data/form.ts";
import { notify } from "#console/data/notices.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Select } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Card, Columns, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { moment, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { OpsPage, Recorded, Unknown } from "./parts.tsx";
import type en from "./words.en.ts";

type User = Answer<"admin.users.get">;

export const load: PageModule["load"] = ({ params }) =>
  prefetch("admin.users.get", { path: { userId: params.userId! } });

export default function UserPage() {
  const words = useWords<typeof en>("operations").users;
  const { userId } = useParams() as { userId: string };
  const { data: user, problem, isLoading, retry } = useRead("admin.users.get", { path: { userId } });
  return (
    <OpsPage
      above={<Link to="/operations/users">{words.title}</Link>}
      title={user ? user.name || user.email : words.one}
      lead={user && <span dir="auto">{user.email}</span>}
      state={isLoading ? "loading" : problem && !user ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={
        <>
          <ButtonLink kind="bare" icon="trace" to={`/operations/events?person=${userId}`}>
            {words.theirEvents}
          </ButtonLink>
          <ButtonLink kind="bare" icon="play" to={`/operations/workflow-runs?person=${userId}`}>
            {words.theirRuns}
          </ButtonLink>
        </>
      }
    >
      {user && (
        <>
          <Recorded>{words.opened}</Recorded>
          <Columns told={<Sessions user={user} />}>
            <Section title={words.limits}>
              <Limits user={user} />
            </Section>
            <Section title={words.about}>
              <About user={user} />
            </Section>
          </Columns>
        </>
      )}
    </OpsPage>
  );
}

function Limits({ user }: { user: User }) {
  const words = useWords<typeof en>("operations").users;
  const form = useForm(update, { values: user, draft: user.id });
  const tiers = Object.entries(words.tiers).map(([value, label]) => ({ value, label }));
  const save = form.submit((body, row) =>
    change("admin.users.update", {
      path: { userId: user.id },
      body,
      row,
      title: user.name || user.email,
      isQuiet: true,
    }),
  );
  return (
    <Card>
      <FormBody form={form} onSubmit={save} why={!form.isDirty && words.unchanged}>
        <Select label={words.tier} choices={tiers} {...form.input("tier")} />
        <NumberField
          label={words.changes}
          help={words.changesHelp(user.limits.changesPerMinuteOfTier)}
          integer
          min={1}
          {...form.value<number>("changesPerMinute")}
        />
      </FormBody>
    </Card>
  );
}

function About({ user }: { user: User }) {
  const words = useWords<typeof en>("operations").users;
  const { counts, tokenBalance } = user;
  return (
    <Card flush>
      <Facts
        facts={[
          { name: words.since, value: <Time at={user.createdAt} form="moment" /> },
          { name: words.role, value: user.role === "admin" ? words.admin : words.member },
          { name: words.households, value: number(counts.households) },
          { name: words.keys, value: number(counts.apiKeys) },
          { name: words.events, value: number(counts.events) },
          { name: words.letters, value: number(counts.openDeadLetters) },
          {
            name: words.tokens,
            value:
              tokenBalance.value === null ? (
                <Unknown why={tokenBalance.unknown} coded={tokenBalance.unknownCoded} />
              ) : (
                number(tokenBalance.value)
              ),
          },
        ]}
      />
    </Card>
  );
}

function Sessions({ user }: { user: User }) {
  const words = useWords<typeof en>("operations").users;
  const common = useCommon();
  const [isAsking, setAsking] = useState(false);
  const { open, lastChangeAt } = user.sessions;
  const end = async () => {
    setAsking(false);
    const ended = await change("admin.users.endSessions", { path: { userId: user.id }, title: words.endSessions });
    notify({ kind: "done", text: words.ended(moment(ended.effectiveBy)) });
  };
  return (
    <Section title={words.sessions}>
      <Card flush>
        <Facts
          facts={[
            {
              name: words.openSessions,
              value:
                open.value === null ? <Unknown why={open.unknown} coded={open.unknownCoded} /> : number(open.value),
              note: open.value === null && words.sessionsUnknown,
            },
            { name: words.lastChange, value: lastChangeAt ? <Time at={lastChangeAt} /> : words.never },
            ...(user.tokensValidFrom
              ? [{ name: words.endedAt, value: <Time at={user.tokensValidFrom} form="moment" /> }]
              : []),
          ]}
        />
      </Card>
      <div className="row">
        <Button icon="exit" onClick={() => setAsking(true)}>
          {words.endSessions}
        </Button>
      </div>
      <Dialog
        alert
        open={isAsking}
        onClose={() => setAsking(false)}
        title={words.endQuestion}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
            <Button kind="danger" onClick={() => void end()}>
              {words.endSessions}
            </Button>
          </>
        }
      >
        <p>{words.endHelp}</p>
      </Dialog>
    </Section>
  );
}

/** One conversation, along the branch that is read. */
import "./chat.css";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { allOf } from "#console/data/arranged.ts";
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { useList } from "#console/data/list.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { Page } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { type Acts, type Message, MessageView } from "./MessageView.tsx";
import { Say } from "./Say.tsx";
import type en from "./words.en.ts";

const STEP = 50;
/** As many as one answer of the API has. */
const MOST = 100;

export const load: PageModule["load"] = ({ params }) => {
  const path = { conversationId: params.conversationId! };
  prefetch("cortex.conversations.get", { path });
  prefetch("cortex.messages.list", { path, query: { limit: STEP } });
};

export default function ConversationPage() {
  const words = useWords<typeof en>("cortex");
  const { conversationId } = useParams() as { conversationId: string };
  const { data, problem, isLoading, retry } = useRead("cortex.conversations.get", { path: { conversationId } });
  return (
    <Page
      above={<Link to="/cortex/conversations">{words.conversations.title}</Link>}
      title={data?.title ?? words.conversations.unnamed}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
    >
      {data && <Thread key={data.id} conversation={data} readAgain={retry} />}
    </Page>
  );
}

type ThreadProps = { conversation: Answer<"cortex.conversations.get">; readAgain: () => void };

function Thread({ conversation, readAgain }: ThreadProps) {
  const words = useWords<typeof en>("cortex").conversation;
  const sayWords = useWords<typeof en>("cortex").conversations;
  const go = useNavigate();
  const path = { conversationId: conversation.id };
  const [limit, setLimit] = useState(STEP);
  const [why, setWhy] = useState<keyof typeof words.why | null>(null);
  const messages = useRead("cortex.messages.list", { path, query: { limit } });
  const approvals = useRead("cortex.approvals.list", { query: { conversationId: conversation.id, limit: 100 } });
  const readAll = () => {
    messages.retry();
    approvals.retry();
    readAgain();
  };
  const say = async (content: string, parentId?: string | null) => {
    const sent = await change("cortex.messages.send", {
      path,
      body: { content, ...(parentId !== undefined && { parentId }) },
      isQuiet: true,
    });
    setWhy(sent.why);
    readAll();
  };
  const acts: Acts = {
    say,
    async again({ id }) {
      const made = await change("cortex.messages.regenerate", { path: { ...path, messageId: id } });
      setWhy(made.why);
      readAll();
    },
    async turn(messageId) {
      await change("cortex.conversations.putActiveLeaf", { path, body: { messageId } });
      readAll();
    },
    async fork({ id }) {
      const made = await change("cortex.conversations.fork", { path, body: { messageId: id } });
      await go(`/cortex/conversations/${made.id}`);
    },
    readAll,
  };
  const shown = (messages.data?.data ?? []) as Message[];
  const onPath = [...shown].reverse();
  return (
    <>
      <PersonaChoice conversation={conversation} readAgain={readAgain} />
      {messages.data?.nextCursor && limit < MOST && (
        <Button kind="bare" onClick={() => setLimit(MOST)}>
          {words.older}
        </Button>
      )}
      {onPath.length === 0 && !messages.isLoading ? (
        <Empty icon="spark" title={words.empty}>
          {words.emptyHint}
        </Empty>
      ) : (
        <ol className="thread" aria-label={words.said}>
          {onPath.map((message, at) => (
            <MessageView
              key={message.id}
              message={message}
              above={onPath[at - 1]}
              approvals={(approvals.data?.data ?? []).filter(({ messageId }) => messageId === message.id)}
              acts={acts}
            />
          ))}
        </ol>
      )}
      <p className="quiet small" role="status">
        {why && words.why[why]}
      </p>
      <Say label={sayWords.ask} onSay={(content) => say(content)} />
    </>
  );
}

/** A voice that narrows what is read here. */
function PersonaChoice({ conversation, readAgain }: ThreadProps) {
  const words = useWords<typeof en>("cortex").conversation;
  const personas = allOf(useList("identity.personas.list", { query: { sort: "name" } }));
  if (personas.length === 0) return null;
  const choose = async (personaId: string) => {
    await change("cortex.conversations.update", {
      path: { conversationId: conversation.id },
      body: { personaId: personaId === "" ? null : personaId },
      row: conversation,
      title: words.persona,
    });
    readAgain();
  };
  return (
    <Select
      label={words.persona}
      value={conversation.personaId ?? ""}
      choices={[{ value: "", label: words.nobody }, ...personas.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={({ target }) => void choose(target.value).catch(() => {})}
    />
  );
}

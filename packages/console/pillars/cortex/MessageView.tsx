/** One message: what is said, what it rests on, what it proposes, and its branches. */
import { useState } from "react";
import type { Answer } from "#console/data/client.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { type Coded, useTold } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { Proposal, type Proposed } from "./Proposal.tsx";
import { Say } from "./Say.tsx";
import type en from "./words.en.ts";

/** As lists of messages have it. */
export type Message = Answer<"cortex.messages.send">["answer"] & {
  siblings: number;
  place: number;
  earlierId: string | null;
  laterId: string | null;
};

export interface Acts {
  say: (content: string, parentId?: string | null) => Promise<void>;
  again: (message: Message) => Promise<void>;
  /** Reads the branch of another message. */
  turn: (messageId: string) => Promise<void>;
  fork: (message: Message) => Promise<void>;
  readAll: () => void;
}

type MessageProps = {
  message: Message;
  above: Message | undefined;
  approvals: readonly Proposed[];
  acts: Acts;
};

export function MessageView({ message, above, approvals, acts }: MessageProps) {
  const all = useWords<typeof en>("cortex");
  const words = all.conversation;
  const [isEditing, setEditing] = useState(false);
  const isMine = message.role === "user";
  const quietly = (doing: Promise<unknown>) => void doing.catch(() => {});
  return (
    <li className={isMine ? "message mine" : "message"}>
      <p className="quiet small">{words.by[message.madeBy]}</p>
      {isEditing ? (
        <Say
          label={words.edit}
          begun={message.content}
          onSay={async (content) => {
            await acts.say(content, message.parentId);
            setEditing(false);
          }}
        />
      ) : (
        <Content message={message} />
      )}
      {message.status === "aborted" && <p className="quiet small">{words.aborted}</p>}
      <Citations message={message} />
      {approvals.map((one) => (
        <Proposal key={one.id} approval={one} onDecided={acts.readAll} />
      ))}
      <div className="message-acts">
        {message.siblings > 1 && (
          <span className="branches">
            {message.earlierId && (
              <IconButton
                small
                icon="left"
                label={words.earlier}
                onClick={() => quietly(acts.turn(message.earlierId!))}
              />
            )}
            <span className="small">{words.branch(message.place, message.siblings)}</span>
            {message.laterId && (
              <IconButton small icon="right" label={words.later} onClick={() => quietly(acts.turn(message.laterId!))} />
            )}
          </span>
        )}
        {isMine ? (
          <Button small kind="bare" icon="pencil" onClick={() => setEditing(!isEditing)}>
            {words.edit}
          </Button>
        ) : (
          <>
            {above?.role === "user" && (
              <Button small kind="bare" icon="again" onClick={() => quietly(acts.again(above))}>
                {words.again}
              </Button>
            )}
            <Button small kind="bare" icon="copy" onClick={() => quietly(acts.fork(message))}>
              {words.fork}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}

/** Text as it is: what a model or a mail says becomes no link and no picture. */
function Content({ message: { content, lines } }: { message: Message }) {
  const told = useTold();
  if (!lines)
    return (
      <p className="said" dir="auto">
        {content}
      </p>
    );
  const texts = content.split("\n");
  return (
    <div className="said">
      {(lines as readonly Coded[]).map((coded, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be equal, and none ever moves
        <p key={at} dir="auto">
          {told({ title: texts[at] ?? "", titleCoded: coded }).title}
        </p>
      ))}
    </div>
  );
}

function Citations({ message: { citations, madeBy } }: { message: Message }) {
  const words = useWords<typeof en>("cortex").conversation;
  if (citations.length === 0) return null;
  return (
    <ol className="citations small" aria-label={words.restsOn}>
      {citations.map(({ type, id, title, passage }) => (
        <li key={`${type} ${id}`} className={madeBy === "model" ? "numbered" : undefined}>
          <Entity type={type} id={id} name={title} />
          {passage && (
            <span className="quiet" dir="auto">
              {passage}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

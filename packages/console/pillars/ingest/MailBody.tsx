/**
 * What the sender wrote, in a frame that can do nothing: the API serves it alone, by an address that ends after a minute and a policy of its
 * own. Where the message is gone or cannot be shown, its text stands here as text.
 */
import { useState } from "react";
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { Problem, Skeleton } from "#console/ui/State.tsx";
import { now } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Email = Answer<"ingest.emails.get">;

/** Less than an address lives, so that none is opened in its last moment. */
const USABLE_MS = 45_000;

export function MailBody({ email }: { email: Email }) {
  const words = useWords<typeof en>("ingest").email;
  const [openedAt] = useState(() => now().getTime());
  const { data, problem, isLoading, readAt, retry } = useRead("ingest.emails.bodyAddress", {
    path: { emailId: email.id },
  });
  const isFresh = readAt !== undefined && readAt.getTime() > openedAt - USABLE_MS;

  if (data && isFresh) {
    return (
      <>
        <iframe
          className="mail-frame"
          title={words.body}
          src={data.url}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
        />
        {data.remotePictures > 0 && <p className="quiet small">{words.remotePictures(data.remotePictures)}</p>}
        {data.omittedPictures > 0 && <p className="quiet small">{words.omittedPictures(data.omittedPictures)}</p>}
      </>
    );
  }
  if (isLoading || !problem) return <Skeleton kind="figure" rows={1} />;
  return (
    <>
      <Problem problem={problem} retry={retry} />
      {email.bodyText && (
        <pre className="mail-text" dir="auto">
          {email.bodyText}
        </pre>
      )}
    </>
  );
}

/**
 * A provider has sent the person back, with a code or with what went wrong in the fragment of the address. The code counts once, and only for whoever
 * began: whether that is who is signed in here, the API decides.
 */
import { useEffect, useState } from "react";
import { useChange } from "#console/data/change.ts";
import { notify } from "#console/data/notices.ts";
import { Remark } from "#console/ui/Notice.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function ComingBack() {
  const words = useWords<typeof en>("identity").connections;
  const completing = useChange("identity.connections.complete");
  const { run } = completing;
  const [given] = useState(takeFragment);
  useEffect(() => {
    const code = once(given);
    if (!code) return;
    void run({ body: code, title: words.title }).then((made) => {
      if (made) notify({ kind: "done", text: words.connected });
    });
  }, [given, run, words]);
  if (completing.isPending) return <Remark>{words.completing}</Remark>;
  if (completing.problem) return <Problem problem={completing.problem} />;
  if (!given?.error) return null;
  const known: Readonly<Record<string, string>> = words.errors;
  return (
    <Remark icon="warning" tone="warn">
      {known[given.error] ?? words.errors.unknown}
    </Remark>
  );
}

interface Fragment {
  state: string;
  code: string | null;
  error: string | null;
}

/** What came, and takes it out of the address, so that neither the history nor a bookmark holds it. */
function takeFragment(): Fragment | undefined {
  const said = new URLSearchParams(location.hash.slice(1));
  if (!said.has("code") && !said.has("error")) return taken;
  history.replaceState(history.state, "", location.pathname + location.search);
  taken = { state: said.get("state") ?? "", code: said.get("code"), error: said.get("error") };
  return taken;
}

/** React renders twice while somebody develops, and the fragment is there the first time only. */
let taken: Fragment | undefined;
const sent = new Set<string>();

function once(given: Fragment | undefined): { state: string; code: string } | undefined {
  taken = undefined;
  if (!given?.code || !given.state || sent.has(given.state)) return undefined;
  sent.add(given.state);
  return { state: given.state, code: given.code };
}

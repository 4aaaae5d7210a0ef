/** A provider has sent the person back: what became of the connection. */
import { useComingBack } from "#console/data/connecting.ts";
import { Remark } from "#console/ui/Notice.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function ComingBack() {
  const words = useWords<typeof en>("identity").connections;
  const { isPending, problem, error } = useComingBack(words);
  if (isPending) return <Remark>{words.completing}</Remark>;
  if (problem) return <Problem problem={problem} />;
  if (!error) return null;
  const known: Readonly<Record<string, string>> = words.errors;
  return (
    <Remark icon="warning" tone="warn">
      {known[error] ?? words.errors.unknown}
    </Remark>
  );
}

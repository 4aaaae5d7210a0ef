/** A provider has sent the person back: what became of the connection. */
import { useComingBack } from "#console/data/connecting.ts";
import { Remark } from "#console/ui/Notice.tsx";
import { Problem } from "#console/ui/State.tsx";

interface Said {
  title: string;
  connected: string;
  completing: string;
  /** By what the provider answers instead of a code (RFC 6749), and for any other word. */
  errors: { unknown: string };
}

export function ComingBack({ said }: { said: Said }) {
  const { isPending, problem, error } = useComingBack(said);
  if (isPending) return <Remark>{said.completing}</Remark>;
  if (problem) return <Problem problem={problem} />;
  if (!error) return null;
  const known: Readonly<Record<string, string>> = said.errors;
  return (
    <Remark icon="warning" tone="warn">
      {known[error] ?? said.errors.unknown}
    </Remark>
  );
}

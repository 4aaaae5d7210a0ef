import "./Secret.css";
import { useState } from "react";
import { Button } from "./Button.tsx";
import { Stack } from "./Page.tsx";

type SecretProps = { secret: string; text: string; copy: string; copied: string };

/** What is shown once and may be copied: the secret of a key, the token of an invitation, an address that opens something. */
export function Secret({ secret, text, copy, copied }: SecretProps) {
  const [isCopied, setCopied] = useState(false);
  // Where copying is not allowed, it is selected by one click and copied by hand.
  const take = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <Stack>
      <p>{text}</p>
      <p className="mono secret">{secret}</p>
      <div className="row">
        <Button icon={isCopied ? "check" : "copy"} onClick={() => void take()}>
          {isCopied ? copied : copy}
        </Button>
      </div>
    </Stack>
  );
}

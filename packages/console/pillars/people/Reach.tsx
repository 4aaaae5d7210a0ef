/** Ways to reach somebody from here: a call, a mail. The platform knows what to do with them. */
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** Digits of a number and its plus, which is what `tel:` takes (RFC 3966); an extension is left to the person. */
const dialled = (phone: string) => phone.replace(/(?:ext\.?|x|#|;).*$/i, "").replace(/(?!^\s*\+)\D/g, "");
const isMail = (email: string) => /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@"(),:;<>[\\\]]{1,255}$/.test(email);

type ReachProps = { name: string; phone: string | null; email: string | null };

export function Reach({ name, phone, email }: ReachProps) {
  const words = useWords<typeof en>("people").reach;
  return (
    <>
      {phone && dialled(phone) !== "" && (
        <a className="button small" href={`tel:${dialled(phone)}`} aria-label={words.callTo(name)} title={phone}>
          {words.call}
        </a>
      )}
      {email && isMail(email) && (
        <a
          className="button small"
          href={`mailto:${encodeURIComponent(email).replace("%40", "@")}`}
          aria-label={words.mailTo(name)}
          title={email}
        >
          {words.mail}
        </a>
      )}
    </>
  );
}

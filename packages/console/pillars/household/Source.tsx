import { Icon } from "#console/ui/Glyph.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

/** Where a recipe is from: the host says where the link leads. Only pages of the web are links. */
export function Source({ url }: { url: string }) {
  const words = useWords<typeof en>("household").recipe;
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) return null;
  return (
    <p className="quiet">
      {words.from}{" "}
      <a href={address.href} target="_blank" rel="noopener noreferrer nofollow" className="data">
        {address.host}
      </a>{" "}
      <Icon name="external" />
    </p>
  );
}

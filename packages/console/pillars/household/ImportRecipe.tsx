/**
 * A recipe from a page: one at an address, one that somebody saved, or whose source they copied. What holds no recipe that can be read
 * becomes one as text.
 */
import { useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "#console/data/change.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { PickFiles } from "#console/ui/DropZone.tsx";
import { Text, TextArea } from "#console/ui/Field.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const PAGES = [".html", ".htm", ".json", ".txt", "text/html", "application/ld+json"];

export function ImportRecipe({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords<typeof en>("household").import;
  const [pasted, setPasted] = useState("");
  return (
    <Sheet open={open} onClose={onClose} title={words.title} dirty={pasted !== ""} wide>
      {open && <Paste pasted={pasted} setPasted={setPasted} />}
    </Sheet>
  );
}

function Paste({ pasted, setPasted }: { pasted: string; setPasted: (text: string) => void }) {
  const words = useWords<typeof en>("household").import;
  const go = useNavigate();
  const [address, setAddress] = useState("");
  const importing = useChange("household.recipes.importPage");
  const writing = useChange("household.recipes.create");
  const { problem } = importing;
  const url = address.trim();
  const from = url === "" ? {} : { sourceUrl: url };
  const isPasted = pasted.trim() !== "";

  const finish = async (made: Promise<{ id: string } | undefined>) => {
    const recipe = await made;
    if (!recipe) return;
    setPasted("");
    await go(`/household/recipes/${recipe.id}`);
  };
  const read = () => {
    const body = isPasted ? { ...asWritten(pasted), ...from } : { url };
    return finish(importing.run({ body, title: words.title }));
  };
  const keepAsText = () => {
    const [first = "", ...rest] = pasted.trim().split("\n");
    const body = { name: first.trim().slice(0, 200), instructionsText: rest.join("\n").trim(), ...from };
    return finish(writing.run({ body, title: body.name }));
  };
  const take = async (file: File | undefined) => {
    const text = await file?.text();
    if (text !== undefined) setPasted(text);
  };

  return (
    <Stack>
      <Text
        label={words.address}
        help={words.addressHelp}
        type="url"
        inputMode="url"
        maxLength={2000}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      <Remark>{words.otherwise}</Remark>
      <div className="paste">
        <TextArea
          label={words.paste}
          help={words.pasteHelp}
          rows={10}
          value={pasted}
          onChange={({ target }) => setPasted(target.value)}
        />
      </div>
      <PickFiles label={words.file} accept={PAGES} onFiles={([first]) => void take(first?.file)} />
      {problem && <Problem problem={problem} />}
      {writing.problem && <Problem problem={writing.problem} />}
      <Row>
        <Button
          kind="main"
          busy={importing.isPending}
          why={!isPasted && url === "" && words.nothing}
          onClick={() => void read()}
        >
          {words.run}
        </Button>
        {problem && isPasted && (
          <Button busy={writing.isPending} onClick={() => void keepAsText()}>
            {words.asText}
          </Button>
        )}
      </Row>
    </Stack>
  );
}

/** A page's data about its recipe begins like JSON; everything else is the page. */
function asWritten(pasted: string): { html: string } | { jsonLd: Record<string, unknown> | unknown[] } {
  if (!/^\s*[[{]/.test(pasted)) return { html: pasted };
  try {
    return { jsonLd: JSON.parse(pasted) as Record<string, unknown> | unknown[] };
  } catch {
    return { html: pasted };
  }
}

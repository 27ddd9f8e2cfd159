// Codes of documents and names of events as a procedure titles them, so that a sentence which names
// one can be read by whoever does not know them by heart.
import { reactive } from "vue";
import { get } from "./api";
import { pick, say, type Text } from "./i18n";
import type { ProcedureRecord } from "./records";

const titles = reactive(new Map<string, Text>());
const read = new Map<string, Promise<ProcedureRecord>>();

/** A version of a procedure, read once. */
export function procedureOf(name: string, sha256: string): Promise<ProcedureRecord> {
  const known = read.get(sha256);
  if (known) return known;
  const asked = get<ProcedureRecord>(`/v1/procedures/${encodeURIComponent(name)}?sha256=${sha256}`);
  read.set(sha256, asked);
  asked.then(learn).catch(() => read.delete(sha256));
  return asked;
}

function learn(procedure: ProcedureRecord): void {
  for (const document of procedure.documents) titles.set(document.code, document.title);
  for (const event of procedure.events) titles.set(event.name, event.title);
}

/** "上传 DRF-02" as "上传 法律政策依据清单（DRF-02）". */
export const explained = (text: string): string =>
  text.replace(/[A-Z]{3}-\d{2}|[a-z]+\.[a-z_]+/g, (term) => {
    const title = titles.get(term);
    return title ? say("titled", { title: pick(title), code: term }) : term;
  });

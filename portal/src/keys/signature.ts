// A signature that somebody made elsewhere, from the file it came in.
import { base64 } from "../crypto/bytes";
import { say } from "../i18n";

/** A signature is shorter than this; a longer file is something else. */
const signatureMax = 3000;

/** In base64. The file holds bytes, the way openssl writes them, or base64 already. Throws what to tell the user. */
export async function signatureIn(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0 || bytes.length > signatureMax) throw new Error(say("not_a_signature"));
  const text = new TextDecoder().decode(bytes).trim();
  return /^[A-Za-z0-9+/=\s]{80,}$/.test(text) ? text.replace(/\s/g, "") : base64(bytes);
}

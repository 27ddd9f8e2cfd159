// Was the key in force when it signed? Told by the places of registration, signature and revocation
// in the ledger, each proved; the statement's own time counts for nothing. As archive/signing_proof.hpp.
import { fromBase64, sha256, utf8, type Bytes } from "./bytes";
import { possession } from "./keys";
import { placeOf } from "./ledger";
import { canonical, type Statement } from "./statement";
import { holds, publicKeyOf, type PublicKey } from "./verify";

interface Half {
  record: string;
  leaf: string;
  proof: string;
}
export interface SigningProof {
  format: string;
  log_key: string;
  key: { id: string; account: string; public_key: string; possession: string; registered: Half; revoked: Half | null };
  signature: { leaf: string; proof: string };
}

export type Standing = "in_force" | "before_registration" | "after_revocation" | "other_signer" | "not_proved";
export interface Judged {
  standing: Standing;
  registeredAt: string;
  revokedAt: string | null;
}

/** Null when the text is no such proof. */
export function signingOf(text: string): SigningProof | null {
  try {
    const answer = JSON.parse(text) as SigningProof & { signatures?: SigningProof[] };
    const parsed = answer.signatures?.[0] ?? answer;
    return parsed.format === "urn:gavel:signing-proof:1" && typeof parsed.key?.registered?.record === "string" && typeof parsed.signature?.leaf === "string"
      ? parsed
      : null;
  } catch {
    return null;
  }
}

const leafText = (type: string, matter: string, subject: string, digest: string, at: string): string =>
  canonical({ at, matter, sha256: digest, subject, type, v: 1 });

interface Placed {
  account: string;
  at: string;
  place: number;
}

async function placedHalf(half: Half, type: string, id: string, logKey: string): Promise<Placed | null> {
  const said = JSON.parse(half.record) as { key: string; account: string; at: string };
  if (said.key !== id || half.leaf !== leafText(type, "", id, await sha256(utf8(half.record)), said.at)) return null;
  const place = await placeOf(half.leaf, half.proof, logKey);
  return place === null ? null : { account: said.account, at: said.at, place };
}

/** Where the signature over this statement was entered; null when the proof is of another one. */
async function signedAt(proof: SigningProof, statement: Statement, signature: Bytes): Promise<number | null> {
  const said = JSON.parse(proof.signature.leaf) as { subject: string; at: string };
  const wanted = leafText("signature", statement.matter, said.subject, await sha256(signature), said.at);
  return proof.signature.leaf === wanted ? placeOf(wanted, proof.signature.proof, proof.log_key) : null;
}

/** That the signature is the key's over the statement is asked beside this. */
export async function judgeSigning(proof: SigningProof, key: PublicKey, statement: Statement, signature: Bytes): Promise<Judged> {
  const outcome = (standing: Standing, registered?: Placed, revoked?: Placed | null): Judged => ({ standing, registeredAt: registered?.at ?? "", revokedAt: revoked?.at ?? null });
  try {
    if ((await publicKeyOf(proof.key.public_key))?.id !== key.id) return outcome("not_proved");
    const registered = await placedHalf(proof.key.registered, "key", key.id, proof.log_key);
    const revoked = proof.key.revoked && (await placedHalf(proof.key.revoked, "key-revocation", key.id, proof.log_key));
    const place = await signedAt(proof, statement, signature);
    const held = fromBase64(proof.key.possession);
    if (!registered || (proof.key.revoked && !revoked) || place === null || !held) return outcome("not_proved");
    if (!(await holds(key, possession(registered.account, key.id), held))) return outcome("not_proved");
    if (registered.account !== statement.signer.account) return outcome("other_signer", registered, revoked);
    if (place <= registered.place) return outcome("before_registration", registered, revoked);
    return outcome(revoked && place >= revoked.place ? "after_revocation" : "in_force", registered, revoked);
  } catch {
    return outcome("not_proved");
  }
}

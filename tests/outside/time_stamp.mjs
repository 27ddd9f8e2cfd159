// A time-stamp by another library: pkijs, whose ASN.1, CMS and certificates are its own (ECDSA and digests by WebCrypto), reads the
// TimeStampResp, follows the authority's certificate to the root, verifies its signature, and the imprint over the stamped
// signature. node time_stamp.mjs TSR SIGNATURE ROOT
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";

pkijs.setEngine("node", new pkijs.CryptoEngine({ name: "node", crypto: webcrypto, subtle: webcrypto.subtle }));

const exact = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
function parsed(bytes) {
  const read = asn1js.fromBER(exact(bytes));
  if (read.offset === -1) throw new Error("not BER: " + read.result.error);
  return read.result;
}
function certificate(file) {
  const pem = readFileSync(file, "latin1").replace(/-----[^-]+-----|\s/g, "");
  return new pkijs.Certificate({ schema: parsed(Buffer.from(pem, "base64")) });
}

/** What the token says. */
function told(bytes) {
  const response = new pkijs.TimeStampResp({ schema: parsed(bytes) });
  const token = new pkijs.SignedData({ schema: response.timeStampToken.content });
  const content = token.encapContentInfo.eContent.valueBlock.value[0]?.valueBlock.valueHexView ?? token.encapContentInfo.eContent.valueBlock.valueHexView;
  const info = new pkijs.TSTInfo({ schema: parsed(Buffer.from(content)) });
  return { response, token, info };
}

async function holds(bytes, signature, root) {
  try {
    const { response, token, info } = told(bytes);
    if (response.status.status !== 0) return false;
    const result = await token.verify({ signer: 0, trustedCerts: [root], data: exact(signature), checkChain: true, checkDate: info.genTime, extendedMode: true });
    return result.signatureVerified === true && result.signerCertificateVerified === true;
  } catch {
    return false;
  }
}

const [tsr, signature, root] = [readFileSync(process.argv[2]), readFileSync(process.argv[3]), certificate(process.argv[4])];
const flipped = (bytes, at) => { const other = Buffer.from(bytes); other[at] ^= 1; return other; };
const { info } = told(tsr);
const imprint = tsr.indexOf(Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView));
const generalized = tsr.indexOf(Buffer.from(info.genTime.toISOString().slice(0, 19).replace(/[-:T]/g, "") + "Z"));
const changes = { signature: [tsr, flipped(signature, 0)], imprint: [flipped(tsr, imprint), signature],
  time: [flipped(tsr, generalized + 3), signature], end: [flipped(tsr, tsr.length - 1), signature] };
const accepted = [];
for (const [name, [bytes, over]] of Object.entries(changes)) if (await holds(bytes, over, root)) accepted.push(name);
console.log(JSON.stringify({ holds: await holds(tsr, signature, root), stamped_at: info.genTime.toISOString(), policy: info.policy,
  imprint_algorithm: info.messageImprint.hashAlgorithm.algorithmId, changes: Object.keys(changes).length, accepted_though_changed: accepted }));

#include "archive/signing_proof.hpp"

#include "archive/checkpoint.hpp"
#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "archive/note.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

JsonObject encode(const LedgerRecord& half) {
  const auto proof = parse_tlog_proof(half.proof);
  const auto said = canonical_object(half.record);
  JsonObject out{{"index", proof ? Json(proof->index) : Json()},
                 {"record", half.record},
                 {"leaf", half.leaf},
                 {"proof", half.proof}};
  for (const char* name : {"at", "by", "by_name", "reason"}) {
    if (said && said->contains(name)) out[name] = said->at(name);
  }
  return out;
}

LedgerRecord half_of(const JsonObject& from) {
  return {string_or(from, "record"), string_or(from, "leaf"), string_or(from, "proof")};
}

/// The leaf is of this signature, and of the matter that the statement names.
bool names(std::string_view leaf, std::string_view statement, std::string_view signature) {
  const auto entry = canonical_object(std::string(leaf));
  const auto said = parse_json(statement);
  const auto at = entry ? parse_instant(string_or(*entry, "at")) : std::nullopt;
  if (!at || !said || !said->is_object()) return false;
  return leaf == leaf_bytes({"signature", string_or(said->get_object(), "matter"),
                             string_or(*entry, "subject"), sha256_hex(signature), *at});
}

}  // namespace

JsonObject encode(const KeyEntry& entry) {
  const auto key = PublicKey::from_pem(entry.pem);
  const auto maybe = [](const std::optional<LedgerRecord>& half) {
    return half ? Json(encode(*half)) : Json();
  };
  return {{"id", key ? Json(key->id()) : Json()},
          {"account", entry_account(entry)},
          {"public_key", entry.pem},
          {"possession", to_base64(entry.possession)},
          {"registered", encode(entry.registered)},
          {"possessed", maybe(entry.possessed)},
          {"revoked", maybe(entry.revoked)}};
}

std::optional<KeyEntry> parse_key_entry(const JsonObject& from) {
  const auto possession = from_base64(string_or(from, "possession"));
  if (!possession) return std::nullopt;
  KeyEntry out{
      string_or(from, "public_key"), *possession, half_of(object_in(from, "registered")), {}};
  for (const auto& [name, half] :
       {std::pair{"possessed", &KeyEntry::possessed}, std::pair{"revoked", &KeyEntry::revoked}}) {
    const Json* const given = from.if_contains(name);
    if (given != nullptr && given->is_object()) out.*half = half_of(given->get_object());
  }
  return out;
}

JsonObject encode(const SigningProof& proof) {
  const auto placed = parse_tlog_proof(proof.proof);
  return {{"format", signing_proof_format},
          {"log_key", proof.log_key},
          {"key", encode(proof.key)},
          {"signature", JsonObject{{"index", placed ? Json(placed->index) : Json()},
                                   {"leaf", proof.leaf},
                                   {"proof", proof.proof}}}};
}

std::optional<SigningProof> parse_signing_proof(std::string_view text) {
  const auto read = parse_json(text);
  if (!read || !read->is_object()) return std::nullopt;
  const Json* const answered = read->get_object().if_contains("signatures");
  const bool is_answer = answered != nullptr && answered->is_array() &&
                         answered->get_array().size() == 1 && answered->at(0).is_object();
  const JsonObject& from = is_answer ? answered->at(0).get_object() : read->get_object();
  if (string_or(from, "format") != signing_proof_format) return std::nullopt;
  const JsonObject signature = object_in(from, "signature");
  auto key = parse_key_entry(object_in(from, "key"));
  if (!key) return std::nullopt;
  return SigningProof{.log_key = string_or(from, "log_key"),
                      .key = *std::move(key),
                      .leaf = string_or(signature, "leaf"),
                      .proof = string_or(signature, "proof")};
}

JudgedSigning judge_signing(const SigningProof& proof, std::string_view statement,
                            std::string_view signature, const std::string& log_key) {
  JudgedSigning out;
  const auto say = [&](std::string code, std::string path) {
    out.findings.push_back({std::move(code), std::move(path), ""});
  };
  if (!spki_id(proof.log_key)) say("bad-log-key", "log_key");
  if (!log_key.empty() && !is_same_key(proof.log_key, log_key)) say("other-log-key", "log_key");
  const auto placed = parse_tlog_proof(proof.proof);
  if (!names(proof.leaf, statement, signature))
    say("leaf-mismatch", "signature/leaf");
  else if (!placed || !verify_tlog_proof(proof.leaf, proof.proof, proof.log_key))
    say("not-in-ledger", "signature/proof");
  const auto known = read_entry(proof.key, proof.log_key);
  if (!known) {
    say(known.error().code, "key/" + known.error().part);
    return out;
  }
  out.key = *known;
  out.place = placed ? placed->index : 0;
  if (const auto good = judge(*known, statement, signature, out.place); !good)
    say(std::string(code(good.error())), "signature");
  return out;
}

}  // namespace gavel::archive

#include "archive/excerpt.hpp"

#include <map>
#include <set>

#include "archive/canonical.hpp"
#include "archive/checkpoint.hpp"
#include "archive/digest.hpp"
#include "archive/leaf.hpp"
#include "archive/note.hpp"
#include "archive/signing_proof.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

std::optional<SignedStatement> parse_statement(const JsonObject& from) {
  const auto signature = from_base64(string_or(from, "signature"));
  if (from.empty() || !signature) return std::nullopt;
  return SignedStatement{string_or(from, "bytes"), *signature, string_or(from, "key")};
}

ExcerptRecord parse_record(const JsonObject& from) {
  const JsonObject title = object_in(from, "title");
  return {.title = {string_or(title, "zh"), string_or(title, "en")},
          .event = string_or(from, "event"),
          .leaf = string_or(from, "leaf"),
          .proof = string_or(from, "proof"),
          .statement = parse_statement(object_in(from, "statement"))};
}

bool parse_keys(const JsonArray& from, std::vector<KeyEntry>& into) {
  for (const Json& each : from) {
    auto entry = each.is_object() ? parse_key_entry(each.get_object()) : std::nullopt;
    if (!entry) return false;
    into.push_back(*std::move(entry));
  }
  return true;
}

/// Whether `signature` is made with a key that was the signer's and in force: as judge() has it.
/// The place is that of the event it performed.
class RegisterCheck {
 public:
  RegisterCheck(const Excerpt& excerpt, std::vector<PackageFinding>& findings) {
    for (const KeyEntry& entry : excerpt.keys) {
      const auto key = PublicKey::from_pem(entry.pem);
      const std::string id = key ? key->id() : "";
      auto known = read_entry(entry, excerpt.log_key);
      if (known)
        keys_.emplace(id, *std::move(known));
      else
        findings.push_back({known.error().code, "keys/" + id + "/" + known.error().part, ""});
      told_.insert(id);
    }
  }
  /// The finding's code; empty: nothing speaks against it that is not told of the key already.
  [[nodiscard]] std::string against(const PublicKey& key, const SignedStatement& statement,
                                    std::uint64_t place) const {
    if (!told_.contains(key.id())) return "key-not-in-register";
    const auto known = keys_.find(key.id());
    if (known == keys_.end()) return "";
    const auto good = judge(known->second, statement.bytes, statement.signature, place);
    return good ? "" : std::string(code(good.error()));
  }

 private:
  std::map<std::string, KnownKey> keys_;
  std::set<std::string> told_;  ///< Believed or not.
};

/// One record held against itself, the ledger and the person.
class RecordCheck {
 public:
  RecordCheck(const Excerpt& excerpt, const RegisterCheck& keys, std::size_t number,
              std::vector<PackageFinding>& findings)
      : excerpt_(excerpt),
        keys_(keys),
        record_(excerpt.records.at(number)),
        path_("records/" + std::to_string(number)),
        findings_(findings) {}

  void run() {
    const auto event = canonical_object(record_.event);
    const auto at = event ? parse_instant(string_or(*event, "at")) : std::nullopt;
    const Json* const seq = event ? event->if_contains("seq") : nullptr;
    if (!at || seq == nullptr || !seq->is_int64()) return say("bad-event");
    if (!concerns(*event, excerpt_.account)) say("other-person");
    const Leaf leaf{"event", excerpt_.matter, std::to_string(seq->get_int64()),
                    sha256_hex(record_.event), *at};
    if (record_.leaf != leaf_bytes(leaf)) say("leaf-mismatch");
    if (!verify_tlog_proof(record_.leaf, record_.proof, excerpt_.log_key)) say("not-in-ledger");
    statement(object_in(object_in(*event, "data"), "signature"));
  }

 private:
  void say(std::string code) { findings_.push_back({std::move(code), path_, ""}); }

  void statement(const JsonObject& signed_with) {
    if (!record_.statement) {
      if (!signed_with.empty()) say("statement-missing");
      return;
    }
    const auto key = PublicKey::from_pem(record_.statement->key_pem);
    if (!key) return say("bad-signer-key");
    if (key->id() != string_or(signed_with, "key_id") ||
        sha256_hex(record_.statement->bytes) != string_or(signed_with, "statement_sha256"))
      return say("bad-statement");
    if (!key->verify(record_.statement->bytes, record_.statement->signature))
      return say("bad-signature");
    const auto placed = parse_tlog_proof(record_.proof);
    if (!excerpt_.carries_keys || !placed) return;  // a proof that is none is told already
    const std::string against = keys_.against(*key, *record_.statement, placed->index);
    if (!against.empty()) say(against);
  }

  const Excerpt& excerpt_;
  const RegisterCheck& keys_;
  const ExcerptRecord& record_;
  std::string path_;
  std::vector<PackageFinding>& findings_;
};

}  // namespace

bool concerns(const JsonObject& event, std::string_view account) {
  const JsonObject actor = object_in(event, "actor");
  const JsonObject data = object_in(object_in(event, "data"), "data");
  return string_or(actor, "account") == account || string_or(actor, "on_behalf_of") == account ||
         string_or(data, "member") == account;
}

JsonObject encode(const Excerpt& excerpt) {
  JsonArray records;
  for (const ExcerptRecord& each : excerpt.records) {
    JsonObject record{{"title", JsonObject{{"zh", each.title.zh}, {"en", each.title.en}}},
                      {"event", each.event},
                      {"leaf", each.leaf},
                      {"proof", each.proof}};
    if (each.statement) {
      record["statement"] = JsonObject{{"bytes", each.statement->bytes},
                                       {"signature", to_base64(each.statement->signature)},
                                       {"key", each.statement->key_pem}};
    }
    records.push_back(std::move(record));
  }
  JsonArray keys;
  for (const KeyEntry& each : excerpt.keys) keys.push_back(encode(each));
  JsonObject out{{"format", excerpt.carries_keys ? excerpt_format : excerpt_format_without_keys},
                 {"matter", JsonObject{{"id", excerpt.matter}, {"title", excerpt.title}}},
                 {"person", JsonObject{{"account", excerpt.account}, {"name", excerpt.name}}},
                 {"log_key", excerpt.log_key},
                 {"made_at", to_string(excerpt.made_at)},
                 {"records", std::move(records)}};
  if (excerpt.carries_keys) out["keys"] = std::move(keys);
  return out;
}

std::optional<Excerpt> parse_excerpt(std::string_view text) {
  const auto read = parse_json(text);
  if (!read || !read->is_object()) return std::nullopt;
  const JsonObject& from = read->get_object();
  const Json* const records = from.if_contains("records");
  const auto made_at = parse_instant(string_or(from, "made_at"));
  const Json* const keys = from.if_contains("keys");
  const std::string format = string_or(from, "format");
  const bool carries_keys = format == excerpt_format;
  const bool is_known =
      carries_keys ? keys != nullptr && keys->is_array() : format == excerpt_format_without_keys;
  const bool is_one = is_known && made_at && records != nullptr && records->is_array();
  if (!is_one) return std::nullopt;
  const JsonObject matter = object_in(from, "matter"), person = object_in(from, "person");
  Excerpt out{.matter = string_or(matter, "id"),
              .title = string_or(matter, "title"),
              .account = string_or(person, "account"),
              .name = string_or(person, "name"),
              .log_key = string_or(from, "log_key"),
              .made_at = *made_at,
              .records = {},
              .keys = {},
              .carries_keys = carries_keys};
  if (carries_keys && !parse_keys(keys->get_array(), out.keys)) return std::nullopt;
  for (const Json& each : records->get_array()) {
    if (!each.is_object()) return std::nullopt;
    out.records.push_back(parse_record(each.get_object()));
  }
  return out;
}

std::vector<PackageFinding> verify_excerpt(const Excerpt& excerpt, const std::string& log_key) {
  std::vector<PackageFinding> findings;
  if (!spki_id(excerpt.log_key)) findings.push_back({"bad-log-key", "log_key", ""});
  if (!log_key.empty() && !is_same_key(excerpt.log_key, log_key))
    findings.push_back({"other-log-key", "log_key", ""});
  if (excerpt.records.empty()) findings.push_back({"bad-event", "records", ""});
  const RegisterCheck keys(excerpt, findings);
  for (std::size_t i = 0; i < excerpt.records.size(); ++i)
    RecordCheck(excerpt, keys, i, findings).run();
  return findings;
}

}  // namespace gavel::archive

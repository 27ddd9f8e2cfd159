// What hangs on the events: the signed statements that performed them, the documents they took in,
// the public's comments.
#include <fstream>

#include "archive/canonical.hpp"
#include "archive/package_keys.hpp"
#include "archive/package_names.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"
#include "archive/text_rendition.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

constexpr std::string_view statements = "data/statements/";
constexpr std::string_view renditions = "data/renditions/";
constexpr const char* events_file = "data/events.jsonl";
constexpr const char* comments_file = "data/comments.jsonl";

/// What the statement says of itself, against the event that names it.
std::string disagreement(const JsonObject& statement, const Examination::Signed& with,
                         const std::string& matter) {
  if (string_or(statement, "matter") != matter) return "of another matter";
  if (string_or(statement, "event") != with.event) return "for another event";
  const std::string dossier = string_or(statement, "dossier_sha256");
  if (!dossier.empty() && dossier != with.dossier_sha256) return "over other documents";
  return "";
}

struct SignedBytes {
  const std::string& statement;
  const std::string& signature;
};

/// By a key of the register, its holder's, at the place where the event stands in the ledger.
void in_force(Examination& about, const std::string& base, const PublicKey& key,
              const SignedBytes& with, std::uint64_t place) {
  const auto known = about.keys.find(key.id());
  if (known != about.keys.end()) {
    const auto good = judge(known->second, with.statement, with.signature, place);
    if (good) return;
    const bool is_said = good.error() == SignatureFault::not_a_statement ||
                         good.error() == SignatureFault::other_key ||
                         good.error() == SignatureFault::other_person;
    about.say(std::string(code(good.error())), base + (is_said ? ".json" : ".sig"), key.id());
  } else if (about.carries_keys && !about.has(std::string(keys_folder) + key.id() + ".pub.pem")) {
    about.say("key-not-in-register", base + ".pub.pem", key.id());
  }
}

void statement(Examination& about, const std::string& path) {
  const std::string base = path.substr(0, path.size() - std::string_view(".json").size());
  ++about.verdict.statements;
  const auto bytes = about.text(path);
  const auto signature = about.text(base + ".sig");
  const auto pem = about.text(base + ".pub.pem");
  if (!bytes || !signature || !pem) return;
  const auto key = PublicKey::from_pem(*pem);
  if (!key || key->pem() != *pem) return about.say("bad-signer-key", base + ".pub.pem");
  if (!key->verify(*bytes, *signature)) return about.say("bad-signature", base + ".sig");
  const auto said = canonical_object(*bytes);
  if (!said) return about.say("bad-statement", path, "not canonical JSON");
  const std::string digest = sha256_hex(*bytes);
  for (Examination::Signed& performed : about.signatures) {
    if (performed.statement_sha256 != digest || performed.key_id != key->id()) continue;
    performed.stated = true;
    const std::string against = disagreement(*said, performed, about.matter);
    if (!against.empty()) about.say("bad-statement", path, against);
    in_force(about, base, *key, {*bytes, *signature}, performed.place);
    return;
  }
  about.say("statement-not-performed", path);
}

/// Files in stage folders by the name they must have: one name can only lie in one stage.
std::map<std::string, std::string> staged(const Examination& about) {
  std::map<std::string, std::string> out;
  for (const auto& [path, file] : about.files) {
    const bool in_stage = path.starts_with("data/") && path.size() > 8 && path[5] >= '0' &&
                          path[5] <= '9' && path.find('/', 5) != std::string::npos;
    if (in_stage) out.emplace(path.substr(path.rfind('/') + 1), path);
  }
  return out;
}

void rendition(Examination& about, const std::string& source, const std::string& media_type) {
  const std::string path = std::string(renditions) + source.substr(5) + ".txt";
  const auto text = text_rendition(about.bag / source, media_type);
  if (!text) {
    if (about.has(path)) about.say("rendition-mismatch", path, "its document has no such text");
    return;
  }
  if (about.text(path) != text && about.has(path)) about.say("rendition-mismatch", path);
}

std::string commitment_of(const JsonObject& comment) {
  const auto salt = from_hex(string_or(comment, "salt"));
  if (!salt) return "";
  JsonObject record;
  for (const char* name : {"receipt", "received_at", "text", "channel", "consent_publish", "clause",
                           "received_on", "organisation", "person_sha256"}) {
    if (const Json* const value = comment.if_contains(name)) record[name] = *value;
  }
  return sha256_hex(*salt + canonical(record));
}

}  // namespace

void examine_statements(Examination& about) {
  for (const auto& [path, file] : about.files) {
    if (!path.starts_with(statements)) continue;
    const auto stem = [&](std::string_view ending) {
      return path.substr(0, path.size() - ending.size()) + ".json";
    };
    if (path.ends_with(".tsr") || path.ends_with(".tsa.pem")) continue;  // examine_time_stamps
    if (path.ends_with(".json"))
      statement(about, path);
    else if (path.ends_with(".pub.pem") ? !about.has(stem(".pub.pem")) : !about.has(stem(".sig")))
      about.say("foreign-file", path, "of no statement");
  }
  for (const Examination::Signed& performed : about.signatures) {
    if (!performed.stated)
      about.say("statement-missing", events_file,
                performed.event + " " + performed.statement_sha256);
  }
}

void examine_documents(Examination& about) {
  auto here = staged(about);
  about.verdict.documents = here.size();
  std::set<std::string> rendered;
  for (const Examination::Added& added : about.documents) {
    const std::string name =
        file_name(added.code + "_v" + std::to_string(added.version) + "_" + added.filename);
    const auto found = here.find(name);
    if (found == here.end()) {
      about.say("document-missing", events_file, name);
      continue;
    }
    const std::string path = found->second;
    here.erase(found);
    if (about.files.at(path).sha256 != added.sha256)
      about.say("document-not-recorded", path, "its event records other bytes");
    rendered.insert(std::string(renditions) + path.substr(5) + ".txt");
    rendition(about, path, added.media_type);
  }
  for (const auto& [name, path] : here) about.say("document-not-recorded", path);
  for (const auto& [path, file] : about.files) {
    if (path.starts_with(renditions) && !rendered.contains(path))
      about.say("foreign-file", path, "the text of no document");
    if (!path.starts_with("data/procedure/")) continue;
    const std::string name = path.substr(path.rfind('/') + 1);
    if (name.substr(0, name.find('.')) != file.sha256)
      about.say("digest-mismatch", path, "its name is not its SHA-256");
  }
}

void examine_comments(Examination& about) {
  if (!about.has(comments_file)) return about.say("missing-file", comments_file);
  std::set<std::string> receipts;
  const bool whole =
      each_line(about.bag / comments_file, [&](std::size_t n, const std::string& line) {
        const std::string place = "line " + std::to_string(n);
        ++about.verdict.comments;
        const auto comment = canonical_object(line);
        if (!comment)
          return about.say("bad-comment", comments_file, place + " is not canonical JSON");
        if (!receipts.insert(string_or(*comment, "receipt")).second)
          about.say("bad-comment", comments_file, place + ": a receipt given twice");
        if (comment->contains("commitment") &&
            string_or(*comment, "commitment") != commitment_of(*comment))
          about.say("bad-comment", comments_file, place + " is not what was received");
      });
  if (!whole) about.say("bad-comment", comments_file, "its last line has no end");
}

}  // namespace gavel::archive

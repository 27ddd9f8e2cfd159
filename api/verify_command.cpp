// `gavel verify`: everything that can be said against a package, from the package alone, its events
// replayed by the procedure that travels with them; or against one person's excerpt of the record,
// or a signed statement.
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "api/cli_text.hpp"
#include "api/commands.hpp"
#include "api/file_bytes.hpp"
#include "api/not_started.hpp"
#include "api/replay_package.hpp"
#include "api/tsa_roots.hpp"
#include "archive/excerpt.hpp"
#include "archive/key_register.hpp"
#include "archive/signing_proof.hpp"
#include "archive/statement.hpp"
#include "archive/time_stamp.hpp"
#include "archive/verify_package.hpp"
#include "db/clock.hpp"
#include "db/scratch.hpp"
#include "embedded/archive_assets.hpp"
#include "engine/base/characters.hpp"
#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
constexpr int found_something = 1;
constexpr int cannot = 2;

std::string sentence(const std::string& code) {
  static const Json catalogue = boost::json::parse(asset::findings_json);
  const Json* const known = catalogue.as_object().if_contains(code);
  ensure(known != nullptr, "every finding has its sentence: " + code);
  return string_or(known->as_object(), speaks_chinese() ? "zh" : "en");
}

int fail(std::string_view key,
         std::initializer_list<std::pair<std::string_view, std::string>> values) {
  std::cerr << "gavel: " << cli_text(key, values) << "\n";
  return cannot;
}

std::string text_of(const fs::path& file) { return or_give_up(file_bytes(file)); }

/// A package's tar never does.
bool begins_as_json(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return in.peek() == '{';
}

void replay(archive::PackageVerdict& verdict, const fs::path& bag) {
  if (!verdict.holds()) return;  // what is damaged says nothing about the procedure
  const std::string against = replay_package(bag);
  if (!against.empty())
    verdict.findings.push_back({"not-replayable", "data/events.jsonl", against});
}

archive::PackageVerdict examine(const fs::path& package, const std::string& log_key,
                                const archive::TsaRoots* tsa_roots) {
  if (fs::is_directory(package)) {
    auto verdict = archive::verify_package(package, log_key, tsa_roots);
    replay(verdict, package);
    return verdict;
  }
  const db::Scratch scratch;
  auto unpacked = archive::verify_package_tar(package, scratch.path(), log_key, tsa_roots);
  if (!unpacked) {
    archive::PackageVerdict verdict;
    verdict.findings.push_back(std::move(unpacked.error()));
    if (verdict.findings[0].path.empty()) verdict.findings[0].path = package.string();
    return verdict;
  }
  replay(unpacked->verdict, unpacked->bag);
  return std::move(unpacked->verdict);
}

void print(const std::vector<archive::PackageFinding>& findings) {
  for (const auto& found : findings) {
    std::cout << found.path << ": " << sentence(found.code);
    if (!found.detail.empty()) std::cout << " (" << found.detail << ")";
    std::cout << " [" << found.code << "]\n";
  }
  if (!findings.empty())
    std::cout << cli_text("package-fails", {{"findings", std::to_string(findings.size())}}) << "\n";
}

void print(const archive::PackageVerdict& verdict) {
  print(verdict.findings);
  if (verdict.holds())
    std::cout << cli_text("package-holds", {{"code", verdict.archival_code},
                                            {"title", in_one_line(verdict.title)},
                                            {"origin", verdict.origin},
                                            {"files", std::to_string(verdict.files)},
                                            {"documents", std::to_string(verdict.documents)},
                                            {"statements", std::to_string(verdict.statements)},
                                            {"events", std::to_string(verdict.events)},
                                            {"comments", std::to_string(verdict.comments)}})
              << "\n";
}

int verify_package(const VerifyQuestion& question, const std::string& log_key) {
  std::optional<archive::TsaRoots> roots;
  if (!question.tsa_roots.empty()) roots = read_tsa_roots(question.tsa_roots);
  const auto verdict = examine(question.file, log_key, roots ? &*roots : nullptr);
  if (question.json)
    std::cout << json_text(archive::encode(verdict)) << "\n";
  else
    print(verdict);
  return verdict.holds() ? 0 : found_something;
}

int answer(const VerifyQuestion& question, JsonObject about,
           const std::vector<archive::PackageFinding>& findings, const std::string& holds) {
  if (question.json) {
    JsonArray against;
    for (const auto& found : findings)
      against.push_back(JsonObject{{"code", found.code}, {"path", found.path}});
    about["holds"] = findings.empty();
    about["findings"] = std::move(against);
    std::cout << json_text(about) << "\n";
  } else {
    print(findings);
    if (findings.empty()) std::cout << holds << "\n";
  }
  return findings.empty() ? 0 : found_something;
}

int verify_excerpt(const VerifyQuestion& question, const archive::Excerpt& excerpt,
                   const std::string& log_key) {
  if (log_key.empty() && !question.json) std::cerr << cli_text("own-log-key", {}) << "\n";
  if (!excerpt.carries_keys && !question.json)
    std::cerr << cli_text("excerpt-without-keys", {}) << "\n";
  const std::string origin = excerpt.log_key.substr(0, excerpt.log_key.find('+'));
  return answer(question,
                {{"kind", "excerpt"},
                 {"matter", excerpt.matter},
                 {"account", excerpt.account},
                 {"origin", origin},
                 {"judges_keys", excerpt.carries_keys},
                 {"records", excerpt.records.size()}},
                archive::verify_excerpt(excerpt, log_key),
                cli_text("excerpt-holds", {{"name", in_one_line(excerpt.name)},
                                           {"account", excerpt.account},
                                           {"title", in_one_line(excerpt.title)},
                                           {"records", std::to_string(excerpt.records.size())},
                                           {"origin", origin}}));
}

/// What the time-stamp says, if one was named and it holds; otherwise what speaks against it.
std::optional<archive::Stamped> stamped(const VerifyQuestion& question, const JsonObject& statement,
                                        std::vector<archive::PackageFinding>& findings) {
  if (question.time_stamp.empty()) return std::nullopt;
  const auto against = [&](archive::TimeStampFault fault) {
    findings.push_back(
        {"time-stamp-" + std::string(archive::code(fault)), question.time_stamp.string(), ""});
    return std::nullopt;
  };
  const archive::TsaRoots roots = read_tsa_roots(question.tsa_roots);
  const auto stamp = archive::TimeStamp::parse(text_of(question.time_stamp));
  if (!stamp) return against(stamp.error());
  const auto good = stamp->verify(text_of(question.signature), roots, std::nullopt);
  if (!good) return against(good.error());
  const Instant made = parse_instant(string_or(statement, "issued_at")).value_or(Instant{});
  if (const auto fault = archive::time_stamp_out_of(good->at, made, db::SystemClock().now()))
    return against(*fault);
  return *good;
}

Json view(const std::optional<archive::Stamped>& stamp) {
  if (!stamp) return nullptr;
  return JsonObject{{"stamped_at", to_string(stamp->at)},
                    {"authority", stamp->authority},
                    {"policy", stamp->policy},
                    {"serial", stamp->serial}};
}

/// The key that was named, taken for the signer's: whose it is and whether it was in force, the
/// register says, which is not here.
std::optional<archive::KnownKey> key_as_given(const VerifyQuestion& question,
                                              const std::string& bytes, const std::string& account,
                                              std::vector<archive::PackageFinding>& findings) {
  auto key = archive::PublicKey::from_pem(text_of(question.signer_key));
  if (!key) {
    findings.push_back({"bad-signer-key", question.signer_key.string(), ""});
    return std::nullopt;
  }
  const archive::KnownKey known{.key = *std::move(key),
                                .account = account,
                                .name = {},
                                .registered = 0,
                                .registered_at = {},
                                .revoked = {},
                                .revoked_at = {},
                                .revoked_by = {},
                                .revocation_reason = {}};
  const auto good = archive::judge(known, bytes, text_of(question.signature), archive::next_place);
  if (!good) {
    const bool is_key = good.error() == archive::SignatureFault::other_key;
    findings.push_back({std::string(archive::code(good.error())),
                        (is_key ? question.signer_key : question.signature).string(), ""});
  }
  return known;
}

/// The key as the ledger has it, judged by where the signature stands.
std::optional<archive::KnownKey> key_as_proved(const VerifyQuestion& question,
                                               const std::string& bytes,
                                               std::vector<archive::PackageFinding>& findings) {
  const auto proof = archive::parse_signing_proof(text_of(question.signing_proof));
  if (!proof) {
    findings.push_back({"bad-signing-proof", question.signing_proof.string(), ""});
    return std::nullopt;
  }
  if (question.log_key.empty() && !question.json) std::cerr << cli_text("own-log-key", {}) << "\n";
  const auto judged =
      archive::judge_signing(*proof, bytes, text_of(question.signature),
                             question.log_key.empty() ? "" : text_of(question.log_key));
  for (auto found : judged.findings) {
    found.path = question.signing_proof.string() + ": " + found.path;
    findings.push_back(std::move(found));
  }
  return judged.key;
}

/// What is said of the key beside the signature that holds.
std::string force_holds(const VerifyQuestion& question,
                        const std::optional<archive::KnownKey>& key) {
  if (!key || question.signing_proof.empty()) return "\n" + cli_text("force-not-judged", {});
  std::string out = "\n" + cli_text("key-in-force", {{"account", key->account},
                                                     {"at", to_string(key->registered_at)}});
  if (key->revoked) out += "\n" + cli_text("revoked-later", {{"at", to_string(key->revoked_at)}});
  return out;
}

/// Of the statement's own words.
int verify_statement(const VerifyQuestion& question, const std::string& bytes,
                     const JsonObject& statement) {
  if (question.signature.empty() ||
      (question.signer_key.empty() && question.signing_proof.empty())) {
    return fail("statement-needs-signature", {{"file", question.file.string()}});
  }
  std::vector<archive::PackageFinding> findings;
  const JsonObject signer = object_in(statement, "signer");
  const auto key = question.signing_proof.empty()
                       ? key_as_given(question, bytes, string_or(signer, "account"), findings)
                       : key_as_proved(question, bytes, findings);
  const std::string id = key ? key->key.id() : "";
  const auto stamp = stamped(question, statement, findings);
  const std::string stamp_holds =
      stamp ? "\n" + cli_text("time-stamp-holds",
                              {{"authority", stamp->authority}, {"at", to_string(stamp->at)}})
            : "";
  return answer(question,
                {{"kind", "statement"},
                 {"matter", string_or(statement, "matter")},
                 {"event", string_or(statement, "event")},
                 {"account", string_or(signer, "account")},
                 {"key", id},
                 {"in_force", question.signing_proof.empty() ? Json() : Json(findings.empty())},
                 {"revoked_at", key && key->revoked ? Json(to_string(key->revoked_at)) : Json()},
                 {"time_stamp", view(stamp)}},
                findings,
                cli_text("statement-holds", {{"name", in_one_line(string_or(signer, "name"))},
                                             {"account", string_or(signer, "account")},
                                             {"title", in_one_line(string_or(statement, "title"))},
                                             {"event", string_or(statement, "event")},
                                             {"key", id}}) +
                    force_holds(question, key) + stamp_holds);
}

int verify(const VerifyQuestion& question) {
  const std::string log_key = question.log_key.empty() ? "" : text_of(question.log_key);
  if (fs::is_directory(question.file) || !begins_as_json(question.file))
    return verify_package(question, log_key);
  const std::string text = text_of(question.file);
  if (const auto excerpt = archive::parse_excerpt(text))
    return verify_excerpt(question, *excerpt, log_key);
  const auto read = parse_json(text);
  const bool is_statement =
      read && read->is_object() && string_or(read->get_object(), "type") == archive::statement_type;
  if (is_statement) return verify_statement(question, text, read->get_object());
  return fail("not-verifiable", {{"file", question.file.string()}});
}

}  // namespace

int verify_file(const VerifyQuestion& question) {
  try {
    return verify(question);
  } catch (const NotStarted& failed) {
    std::cerr << "gavel: " << failed.sentence << "\n";
    return cannot;
  } catch (const fs::filesystem_error& failed) {
    return fail("unreadable-file",
                {{"file", failed.path1().string()}, {"reason", failed.code().message()}});
  }
}

}  // namespace gavel

#include "api/fsck_command.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>

#include <sys/stat.h>
#include <unistd.h>

#include "api/cli_text.hpp"
#include "api/data_source.hpp"
#include "api/file_bytes.hpp"
#include "api/not_started.hpp"
#include "api/privileges.hpp"
#include "api/witness_client.hpp"
#include "db/ledger_examine.hpp"
#include "db/ledger_store.hpp"
#include "db/migrate.hpp"
#include "db/pool.hpp"
#include "engine/base/json.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
constexpr int found_something = 1;
constexpr int cannot = 2;

std::string first_line(std::string text) {
  text.erase(std::min(text.find_first_of("\r\n"), text.size()));
  return text;
}

std::string verifier_key(const FsckQuestion& question) {
  if (!question.log_key.empty()) return first_line(or_give_up(file_bytes(question.log_key)));
  const fs::path file = question.data / "ledger.key";
  if (!fs::exists(file)) give_up(cli_text("fsck-needs-key", {{"file", file.string()}}));
  return archive::verifier_key(or_give_up(db::open_log_key(file, question.origin)));
}

void print(const db::Examined& examined, double seconds) {
  for (const auto& found : examined.findings) {
    std::cout << cli_text("fsck-" + found.what, {{"record", found.detail}}) << " [" << found.what
              << "]\n";
  }
  std::cout << cli_text(examined.findings.empty() ? "fsck-sound" : "fsck-damaged",
                        {{"findings", std::to_string(examined.findings.size())},
                         {"leaves", std::to_string(examined.leaves)},
                         {"rows", std::to_string(examined.rows)},
                         {"seconds", std::to_string(seconds).substr(0, 5)}})
            << "\n";
}

void print_json(const db::Examined& examined, double seconds) {
  JsonArray findings;
  for (const auto& found : examined.findings)
    findings.push_back(JsonObject{{"what", found.what}, {"record", found.detail}});
  std::cout << json_text(JsonObject{{"sound", examined.findings.empty()},
                                    {"findings", std::move(findings)},
                                    {"leaves", examined.leaves},
                                    {"rows", examined.rows},
                                    {"seconds", seconds}})
            << "\n";
}

int examine(const FsckQuestion& question) {
  db::ExamineQuestion asked;
  for (const auto& file : question.checkpoints)
    asked.kept_checkpoints.push_back(or_give_up(file_bytes(file)));
  if (question.database.empty() && fs::exists(question.data)) {
    if (auto left = leave_root(question.user, question.data); !left) give_up(left.error());
  }
  asked.verifier_key = verifier_key(question);
  if (!question.witness_policy.empty())
    asked.policy = read_witness_policy(question.witness_policy, asked.verifier_key);
  asked.most = question.most;
  const DataSource source(question.data, question.database);
  db::require_schema(source.url());
  db::Pool pool(source.url(), 1);
  const auto begun = std::chrono::steady_clock::now();
  const db::Examined examined = db::examine_ledger(pool, asked);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  if (question.json)
    print_json(examined, seconds);
  else
    print(examined, seconds);
  return examined.findings.empty() ? 0 : found_something;
}

}  // namespace

int examine_database(const FsckQuestion& question) {
  try {
    return examine(question);
  } catch (const NotStarted& reason) {
    std::cerr << "gavel: " << reason.sentence << "\n";
  } catch (const std::exception& error) {
    std::cerr << "gavel: " << error.what() << "\n";
  }
  return cannot;
}

}  // namespace gavel

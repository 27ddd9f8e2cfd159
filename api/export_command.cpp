#include "api/export_command.hpp"

#include <fstream>
#include <iostream>

#include <sys/stat.h>
#include <unistd.h>

#include "api/cli_text.hpp"
#include "api/data_source.hpp"
#include "api/not_started.hpp"
#include "api/privileges.hpp"
#include "archive/note.hpp"
#include "archive/seal.hpp"
#include "db/durable_file.hpp"
#include "db/export.hpp"
#include "db/ledger_store.hpp"
#include "db/migrate.hpp"
#include "db/pool.hpp"
#include "embedded/api_assets.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;

constexpr auto readme_file = "README.txt", verify_file = "verify.sh", key_file = "ledger-key.pem";

/// Made by root, the folder goes to whom the data folder belongs: that is who writes.
void make_folder(const ExportQuestion& question) {
  std::error_code failed;
  fs::create_directories(question.folder, failed);
  struct stat owner{};
  if (!failed && geteuid() == 0 && fs::is_empty(question.folder) &&
      ::stat(question.data.c_str(), &owner) == 0 &&
      ::lchown(question.folder.c_str(), owner.st_uid, owner.st_gid) != 0)
    failed = std::error_code(errno, std::generic_category());
  if (failed)
    give_up(cli_text("unwritable-file",
                     {{"file", question.folder.string()}, {"reason", failed.message()}}));
  if (!fs::is_empty(question.folder) && !fs::exists(question.folder / readme_file))
    give_up(cli_text("export-not-empty", {{"folder", question.folder.string()}}));
}

int write_all(const ExportQuestion& question) {
  if (!question.all) give_up(cli_text("export-needs-all", {}));
  make_folder(question);
  if (question.database.empty() && fs::exists(question.data)) {
    if (auto left = leave_root(question.user, question.data); !left) give_up(left.error());
  }
  const fs::path key = question.data / "ledger.key";
  if (!fs::exists(key)) give_up(cli_text("fsck-no-data", {{"folder", question.data.string()}}));
  const auto log_key = or_give_up(db::open_log_key(key, question.origin));
  const DataSource source(question.data, question.database);
  db::require_schema(source.url());
  fs::remove(question.folder / archive::export_seal_file);  // until what it sealed is whole again
  db::replace_file(question.folder / readme_file, asset::export_readme_txt);
  db::replace_file(question.folder / verify_file, asset::export_verify_sh);
  db::replace_file(question.folder / key_file, log_key.public_pem());
  db::Pool pool(source.url(), 1);
  const db::ExportCounts done =
      db::export_all(pool, question.folder, {readme_file, key_file, verify_file});
  db::replace_file(
      question.folder / archive::export_seal_file,
      archive::sign_note(archive::export_seal_body(done.manifest_sha256, done.leaves), log_key));
  std::cout << cli_text("exported", {{"folder", question.folder.string()},
                                     {"files", std::to_string(done.files)},
                                     {"records", std::to_string(done.records)},
                                     {"packages", std::to_string(done.packages)},
                                     {"destroyed", std::to_string(done.destroyed)},
                                     {"documents", std::to_string(done.documents)},
                                     {"leaves", std::to_string(done.leaves)},
                                     {"kept", std::to_string(done.kept)}})
            << "\n";
  return 0;
}

}  // namespace

int export_everything(const ExportQuestion& question) {
  try {
    return write_all(question);
  } catch (const NotStarted& reason) {
    std::cerr << "gavel: " << reason.sentence << "\n";
  } catch (const std::exception& error) {
    std::cerr << "gavel: " << error.what() << "\n";
  }
  return 2;
}

}  // namespace gavel

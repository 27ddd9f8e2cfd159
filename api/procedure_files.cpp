#include "api/procedure_files.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "api/cli_text.hpp"
#include "api/not_started.hpp"
#include "archive/digest.hpp"
#include "engine/soundness/soundness.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up_on(const ProcedureFile& file,
                             const std::vector<Diagnostic>& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics) all += "\n" + to_string(diagnostic);
  give_up(cli_text("procedure-unsound", {{"file", file.name}, {"diagnostics", all}}));
}

void refuse_unsound(const ProcedureFile& file, const std::string& sha256) {
  const auto read = procedure::read(file.xml, file.name, sha256);
  if (read.procedure == nullptr) give_up_on(file, read.diagnostics);
  const auto found = soundness::check(*read.procedure);
  const auto is_error = [](const Diagnostic& d) {
    return d.severity == Diagnostic::Severity::error;
  };
  if (std::ranges::any_of(found, is_error)) give_up_on(file, found);
}

}  // namespace

std::vector<ProcedureFile> read_procedures(const fs::path& folder) {
  std::vector<ProcedureFile> files;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
    if (entry.path().extension() != ".scxml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    files.push_back({entry.path().filename().string(), bytes.str()});
  }
  if (unreadable || files.empty())
    give_up(cli_text("no-procedures", {{"folder", folder.string()}}));
  std::ranges::sort(files, {}, &ProcedureFile::name);
  return files;
}

void install_procedures(db::ProcedureStore& store, const std::vector<ProcedureFile>& files,
                        Instant now) {
  for (const ProcedureFile& file : files) {
    const std::string sha256 = archive::sha256_hex(file.xml);
    if (store.by_sha256(sha256) == nullptr) refuse_unsound(file, sha256);
    const auto installed = store.install(file.xml, file.name, now);
    if (!installed) give_up_on(file, installed.error());
  }
}

}  // namespace gavel

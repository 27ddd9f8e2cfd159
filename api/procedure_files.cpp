#include "api/procedure_files.hpp"

#include <algorithm>
#include <set>

#include <spdlog/spdlog.h>

#include "api/cli_text.hpp"
#include "api/file_bytes.hpp"
#include "api/not_started.hpp"
#include "api/routes/policy_words.hpp"
#include "archive/digest.hpp"
#include "engine/soundness/soundness.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void give_up_on(const ProcedureFile& file,
                             const std::vector<Diagnostic>& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics)
    all += "\n" + in_own_language(in_words(diagnostic));
  give_up(cli_text("procedure-unsound", {{"file", file.name}, {"diagnostics", all}}));
}

/// `name` is that of the file or pack; where several are wrong each fault has its own.
[[noreturn]] void give_up_on_packs(const procedure::PolicyFaults& faults,
                                   const std::string& name = "") {
  std::string all;
  for (const procedure::PolicyFault& fault : faults) {
    const Text words = api::words_of(fault);
    all += "\n" + (name.empty() ? fault.pack : name) + " " + fault.pointer + ": " +
           in_own_language(words);
  }
  give_up(cli_text("policy-wrong", {{"errors", all}}));
}

procedure::PolicyFault one_fault(std::string pointer, std::string code, JsonObject values) {
  return {.pack = "",
          .pointer = std::move(pointer),
          .code = std::move(code),
          .values = std::move(values),
          .from = std::nullopt};
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
    files.push_back({entry.path().filename().string(), or_give_up(file_bytes(entry.path()))});
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

std::vector<procedure::Pack> read_packs(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder / "policy", error)) {
    if (entry.path().extension() == ".json" && entry.path().filename() != "schema.json")
      paths.push_back(entry.path());
  }
  // There may be none; that those there are cannot be read would loosen what they set, unnoticed.
  if (error && error != std::errc::no_such_file_or_directory)
    give_up(cli_text("unreadable-file",
                     {{"file", (folder / "policy").string()}, {"reason", error.message()}}));
  std::ranges::sort(paths);
  std::vector<procedure::Pack> packs;
  for (const fs::path& path : paths) {
    auto pack = procedure::read_pack(or_give_up(file_bytes(path)));
    if (!pack) give_up_on_packs(pack.error(), path.filename().string());
    packs.push_back(std::move(*pack));
  }
  return packs;
}

void refuse_wrong_packs(db::ProcedureStore& store, const std::vector<procedure::Pack>& packs,
                        const std::string& own) {
  std::set<std::string> names;
  for (const procedure::Pack& pack : packs) {
    const auto procedure = store.current(pack.procedure);
    if (procedure == nullptr)
      give_up_on_packs({one_fault("/procedure", "no-such-procedure",
                                  {{"given", pack.procedure}, {"expected", "-"}})},
                       pack.id);
    if (!names.insert(pack.procedure).second) continue;
    procedure::PolicyFaults faults = procedure::check_packs(*procedure, packs);
    // An organ that lags behind the one above it does not take the others off line.
    const auto told = std::ranges::stable_partition(
        faults, [](const procedure::PolicyFault& fault) { return !fault.is_beside; });
    for (const procedure::PolicyFault& fault : told)
      spdlog::warn("policy {} {}: {}", fault.pack, fault.pointer,
                   in_own_language(api::words_meanwhile(fault)));
    faults.erase(told.begin(), told.end());
    if (!faults.empty()) give_up_on_packs(faults);
  }
  if (!own.empty() && std::ranges::find(packs, own, &procedure::Pack::id) == packs.end())
    give_up_on_packs({one_fault("/id", "no-such-pack", {{"given", own}})}, own);
}

void tell_days_not_known(const std::vector<procedure::Pack>& packs,
                         const calendar::Calendar& calendar) {
  for (const procedure::PolicyFault& told : procedure::days_not_known(packs, calendar))
    spdlog::warn("policy {}{}: {}", told.pack, told.pointer, in_own_language(api::words_of(told)));
}

}  // namespace gavel

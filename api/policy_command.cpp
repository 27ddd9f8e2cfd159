// `gavel policy check`: a pack beside its procedure and the packs it extends, without a server.
#include <algorithm>
#include <iostream>
#include <map>

#include "api/cli_text.hpp"
#include "api/commands.hpp"
#include "api/file_bytes.hpp"
#include "api/json_lines.hpp"
#include "api/routes/policy_words.hpp"
#include "archive/digest.hpp"
#include "embedded/api_assets.hpp"
#include "engine/calendar/local_days.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
using procedure::Pack;
using procedure::PolicyFault;

struct PackFile {
  fs::path path;
  std::string text;
  std::optional<Pack> pack;
  procedure::PolicyFaults faults;
  bool is_asked = true;
};

PackFile read_file(const fs::path& path, std::string text) {
  PackFile file{.path = path, .text = std::move(text), .pack = {}, .faults = {}};
  auto read = procedure::read_pack(file.text);
  if (read) {
    file.pack = std::move(*read);
  } else {
    file.faults = std::move(read.error());
  }
  return file;
}

/// Those of the folder that no asked one takes the place of; what is wrong with them is not asked.
void add_known(std::vector<PackFile>& files, const fs::path& folder) {
  std::vector<PackFile> known;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder / "policy", absent)) {
    if (entry.path().extension() != ".json" || entry.path().filename() == "schema.json") continue;
    auto text = file_bytes(entry.path());
    PackFile file = read_file(entry.path(), text.value_or(""));
    const bool is_replaced = file.pack && std::ranges::any_of(files, [&](const PackFile& each) {
                               return each.pack && each.pack->id == file.pack->id;
                             });
    file.is_asked = false;
    if (file.pack && !is_replaced) known.push_back(std::move(file));
  }
  std::ranges::move(known, std::back_inserter(files));
}

using Procedures = std::map<std::string, std::shared_ptr<const procedure::Procedure>>;

Procedures procedures_in(const fs::path& folder) {
  Procedures out;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent)) {
    if (entry.path().extension() != ".scxml") continue;
    const auto text = file_bytes(entry.path());
    if (!text) continue;
    auto read = procedure::read(*text, entry.path().string(), archive::sha256_hex(*text));
    if (read.procedure == nullptr) continue;
    out[read.procedure->name] = read.procedure;
  }
  return out;
}

/// Puts each fault to the file of its pack.
void check_together(std::vector<PackFile>& files, const Procedures& procedures) {
  std::vector<Pack> packs;
  std::string names;
  for (const auto& [name, procedure] : procedures) names += (names.empty() ? "" : ", ") + name;
  for (PackFile& file : files) {
    if (!file.pack) continue;
    packs.push_back(*file.pack);
    if (!procedures.contains(file.pack->procedure)) {
      file.faults.push_back({.pack = file.pack->id,
                             .pointer = "/procedure",
                             .code = "no-such-procedure",
                             .values = {{"given", file.pack->procedure}, {"expected", names}},
                             .from = {}});
    }
  }
  for (const auto& [name, procedure] : procedures) {
    for (PolicyFault& fault : procedure::check_packs(*procedure, packs)) {
      const auto of_pack = [&](const PackFile& file) {
        return file.pack && file.pack->id == fault.pack &&
               (file.pack->procedure == name || fault.code == "second");
      };
      const auto file = std::ranges::find_if(files, of_pack);
      if (file == files.end()) continue;
      file->faults.push_back(std::move(fault));
    }
  }
}

/// Another pack that lags behind is its writer's to put right, and nothing wrong with what is
/// asked.
bool only_warns(const PackFile& file, const PolicyFault& fault) {
  return fault.is_beside && !file.is_asked;
}

/// The line a parser stopped on.
std::size_t line_of_byte(const std::string& text, const std::string& reason) {
  const std::size_t at = reason.rfind("at byte ");
  const std::size_t byte = at == std::string::npos ? 0 : std::stoul(reason.substr(at + 8));
  return 1 + static_cast<std::size_t>(std::count(
                 text.begin(), text.begin() + std::ptrdiff_t(std::min(byte, text.size())), '\n'));
}

void print(const PackFile& file, const procedure::PolicyFaults& faults) {
  const bool is_json = std::ranges::none_of(
      faults, [](const PolicyFault& fault) { return fault.code == "not-json"; });
  const std::optional<JsonLines> lines =
      is_json ? std::optional<JsonLines>(file.text) : std::nullopt;
  std::vector<std::pair<std::size_t, std::string>> said;
  for (const PolicyFault& fault : faults) {
    const std::size_t line = lines ? lines->at(fault.pointer)
                                   : line_of_byte(file.text, string_or(fault.values, "reason"));
    const bool is_warning = only_warns(file, fault);
    const std::string words =
        in_own_language(is_warning ? api::words_meanwhile(fault) : api::words_of(fault));
    said.emplace_back(line, (fault.pointer.empty() ? "" : fault.pointer + ": ") +
                                (is_warning ? cli_text("policy-lags", {{"says", words}}) : words));
  }
  std::ranges::stable_sort(said, {}, &std::pair<std::size_t, std::string>::first);
  for (const auto& [line, words] : said)
    std::cout << file.path.string() << ":" << line << ": " << words << "\n";
}

}  // namespace

int check_policies(const PolicyQuestion& question) {
  constexpr int failed = 1, unreadable = 2;
  std::vector<PackFile> files;
  for (const fs::path& path : question.files) {
    auto text = file_bytes(path);
    if (!text) {
      std::cerr << "gavel: " << text.error() << "\n";
      return unreadable;
    }
    files.push_back(read_file(path, std::move(*text)));
  }
  add_known(files, question.workflows);
  const Procedures procedures = procedures_in(question.workflows);
  if (procedures.empty()) {
    std::cerr << "gavel: " << cli_text("no-procedures", {{"folder", question.workflows.string()}})
              << "\n";
    return unreadable;
  }
  check_together(files, procedures);
  const auto calendar = calendar::Calendar::from_csv(asset::prc_2019_2026_csv).value();
  bool is_right = true;
  for (PackFile& file : files) {
    if (file.pack) {
      const auto counted = calendar::Calendar::from_csv(
          calendar::with_local_days(asset::prc_2019_2026_csv, file.pack->local_days));
      for (PolicyFault& fault : procedure::worked_holidays(*file.pack, counted.value()))
        file.faults.push_back(std::move(fault));
    }
    print(file, file.faults);
    // Not wrong: the days come with the table of their year, which a server may have.
    if (file.pack) print(file, procedure::days_not_known({&*file.pack, 1}, calendar));
    is_right = is_right && std::ranges::all_of(file.faults, [&](const PolicyFault& fault) {
                 return only_warns(file, fault);
               });
    if (file.is_asked && file.faults.empty())
      std::cout << cli_text("policy-right", {{"file", file.path.string()}}) << "\n";
  }
  return is_right ? 0 : failed;
}

}  // namespace gavel

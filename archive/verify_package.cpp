#include "archive/verify_package.hpp"

#include <algorithm>
#include <fstream>

#include "archive/seal.hpp"
#include "archive/tar.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t text_max = 256u << 20;  ///< Of one file that is read whole.

/// Holds a stream of bytes against a file.
class Comparison {
 public:
  explicit Comparison(const fs::path& file) : in_(file, std::ios::binary) {}
  void put(std::string_view bytes) {
    if (different_) return;
    piece_.resize(bytes.size());
    in_.read(piece_.data(), static_cast<std::streamsize>(bytes.size()));
    const std::string_view got(piece_.data(), static_cast<std::size_t>(in_.gcount()));
    if (got == bytes) {
      at_ += bytes.size();
      return;
    }
    const auto first = std::mismatch(got.begin(), got.end(), bytes.begin(), bytes.end()).first;
    different_ = at_ + static_cast<std::uint64_t>(first - got.begin());
  }
  /// Where they part; nothing when they are the same to the end.
  std::optional<std::uint64_t> finish() {
    if (!different_ && in_.peek() != std::ifstream::traits_type::eof()) different_ = at_;
    return different_;
  }

 private:
  std::ifstream in_;
  std::string piece_;
  std::uint64_t at_ = 0;
  std::optional<std::uint64_t> different_;
};

/// Of a tar that is none the whole is to blame.
PackageFinding finding_of(const TarFault& fault) {
  if (fault.path.empty()) return {"not-a-package", "", to_string(fault)};
  return {fault.code, fault.path, fault.detail};
}

/// The time all entries of the tar bear: the package's own.
Instant packaged_at(const fs::path& bag) {
  const std::string text = read_bag_file(bag, "data/metadata/dat46.xml").value_or("");
  constexpr std::string_view element = "<packagedAt";
  const std::size_t open = text.find('>', std::min(text.find(element), text.size()));
  const std::size_t close = text.find('<', std::min(open, text.size()));
  if (open == std::string::npos || close == std::string::npos) return {};
  return parse_instant(text.substr(open + 1, close - open - 1)).value_or(Instant{});
}

}  // namespace

std::optional<std::string> Examination::text(const std::string& path) {
  const auto file = files.find(path);
  if (file == files.end()) {
    say("missing-file", path);
    return std::nullopt;
  }
  if (file->second.size > text_max) {
    say("unreadable", path, "too large for what it is");
    return std::nullopt;
  }
  auto bytes = read_bag_file(bag, path);
  if (!bytes) say("unreadable", path);
  return bytes;
}

PackageVerdict verify_package(const fs::path& bag, const std::string& log_key,
                              const TsaRoots* tsa_roots) {
  PackageVerdict verdict;
  if (!fs::is_directory(fs::symlink_status(bag)) || !fs::exists(bag / "bagit.txt")) {
    verdict.findings.push_back({"not-a-package", bag.string(), ""});
    return verdict;
  }
  Examination about{bag, verdict, {}, {}, {}, {}, {}, tsa_roots, {}, {}, {}, {}};
  examine_names(about);
  examine_manifests(about);
  examine_seal(about, log_key);
  examine_events(about);
  examine_keys(about);
  examine_statements(about);
  examine_time_stamps(about);
  examine_documents(about);
  examine_comments(about);
  examine_metadata(about);
  return verdict;
}

std::expected<UnpackedVerdict, PackageFinding> verify_package_tar(const fs::path& tar,
                                                                  const fs::path& scratch,
                                                                  const std::string& log_key,
                                                                  const TsaRoots* tsa_roots) {
  if (const auto unpacked = extract_tar_file(tar, scratch); !unpacked)
    return std::unexpected(finding_of(unpacked.error()));
  std::vector<fs::path> roots;
  for (const fs::directory_entry& entry : fs::directory_iterator(scratch))
    roots.push_back(entry.path());
  if (roots.size() != 1)
    return std::unexpected(PackageFinding{"not-a-package", "", "not one folder, as a package is"});
  UnpackedVerdict out{verify_package(roots.front(), log_key, tsa_roots), roots.front()};
  const std::string root = roots.front().filename().string();
  auto& findings = out.verdict.findings;
  if (root != out.verdict.archival_code)
    findings.push_back({"unsafe-name", root, "the folder is not named by its archival code"});
  if (!out.verdict.holds()) return out;  // its files are not those of any package of ours
  Comparison comparison(tar);
  write_tar(out.bag, root, packaged_at(out.bag),
            [&](std::string_view bytes) { comparison.put(bytes); });
  if (const auto different = comparison.finish())
    findings.push_back(
        {"tar-not-exact", tar.filename().string(), "byte " + std::to_string(*different)});
  return out;
}

JsonObject encode(const PackageVerdict& verdict) {
  JsonArray findings;
  for (const PackageFinding& found : verdict.findings)
    findings.push_back(
        JsonObject{{"code", found.code}, {"path", found.path}, {"detail", found.detail}});
  return {{"holds", verdict.holds()},
          {"archival_code", verdict.archival_code},
          {"title", verdict.title},
          {"origin", verdict.origin},
          {"files", verdict.files},
          {"bytes", verdict.bytes},
          {"documents", verdict.documents},
          {"statements", verdict.statements},
          {"events", verdict.events},
          {"comments", verdict.comments},
          {"time_stamps", verdict.time_stamps},
          {"findings", std::move(findings)}};
}

}  // namespace gavel::archive

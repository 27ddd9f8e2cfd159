// The reader's side of BagIt: complete and valid as RFC 8493 section 3 has it, and 0.97 where the
// two differ. What a bag says is never trusted with a path: names are compared with what the
// directory holds, so no name can lead outside.
#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>
#include <set>

#include <iconv.h>

#include "archive/bag.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = std::size_t{256} * 1024;
constexpr std::uintmax_t tag_file_max = 64u << 20;  // a manifest of some 500,000 files

const std::map<std::string, DigestKind, std::less<>>& algorithms() {
  static const std::map<std::string, DigestKind, std::less<>> known{
      {"md5", DigestKind::md5},       {"sha1", DigestKind::sha1},
      {"sha224", DigestKind::sha224}, {"sha256", DigestKind::sha256},
      {"sha384", DigestKind::sha384}, {"sha512", DigestKind::sha512}};
  return known;
}

/// Lines by LF, CRLF or CR; a last line without an end counts.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    if (text.starts_with("\r\n")) text.remove_prefix(1);
    if (!text.empty()) text.remove_prefix(1);
  }
  return out;
}

/// `text` in UTF-8; empty when it is not in `encoding` or the encoding is not known.
std::optional<std::string> to_utf8(std::string text, const std::string& encoding) {
  const iconv_t converter = iconv_open("UTF-8", encoding.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out(text.size() * 4 + 4, '\0');
  char* in = text.data();
  char* to = out.data();
  std::size_t left = text.size();
  std::size_t room = out.size();
  const bool failed = iconv(converter, &in, &left, &to, &room) == static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (failed) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

struct ManifestLine {
  std::string digest, path;
};

class Validator {
 public:
  Validator(const fs::path& directory, const Progress& progress)
      : root_(directory), progress_(progress) {}

  std::vector<BagProblem> run() {
    if (!fs::is_directory(fs::symlink_status(root_))) {
      report("no-such-bag", "", "not a directory");
      return std::move(problems_);
    }
    list();
    if (!read_declaration()) return std::move(problems_);
    find_manifests();
    check_fetch();
    check_listing();
    check_oxum();
    check_digests();
    return std::move(problems_);
  }

 private:
  void report(std::string code, std::string path, std::string detail) {
    problems_.push_back({std::move(code), std::move(path), std::move(detail)});
  }

  void list() {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root_)) {
      const std::string path = entry.path().lexically_relative(root_).generic_string();
      const fs::file_status status = entry.symlink_status();
      if (fs::is_directory(status)) continue;
      if (!fs::is_regular_file(status)) {
        report("not-a-regular-file", path, "links and devices have no place in a bag");
        continue;
      }
      sizes_[path] = entry.file_size();
    }
    if (!fs::is_directory(fs::symlink_status(root_ / "data")))
      report("no-payload", "data", "the payload directory is missing");
  }

  /// Decoded to UTF-8; reports and gives nothing when that cannot be done.
  std::optional<std::string> tag_file(const std::string& path) {
    if (sizes_.at(path) > tag_file_max) {
      report("tag-file-too-large", path, std::to_string(sizes_.at(path)) + " bytes");
      return std::nullopt;
    }
    const auto raw = read_bag_file(root_, path);
    if (!raw) {
      report("unreadable", path, "the file cannot be read");
      return std::nullopt;
    }
    auto text = to_utf8(*raw, encoding_);
    if (!text) report("not-in-encoding", path, "not " + encoding_);
    return text;
  }

  /// bagit.txt: two lines, nothing else (RFC 8493 section 2.1.1). Without it nothing can be read.
  bool read_declaration() {
    if (!sizes_.contains("bagit.txt")) {
      report("no-declaration", "bagit.txt", "the bag declaration is missing");
      return false;
    }
    const auto text = tag_file("bagit.txt");
    if (!text) return false;
    const std::vector<std::string> lines = lines_of(*text);
    const std::string_view version_label = "BagIt-Version: ";
    const std::string_view encoding_label = "Tag-File-Character-Encoding: ";
    const bool shaped = lines.size() == 2 && lines[0].starts_with(version_label) &&
                        lines[1].starts_with(encoding_label);
    if (!shaped) {
      report("bad-declaration", "bagit.txt", "not the two lines that a declaration has");
      return false;
    }
    const std::string version = lines[0].substr(version_label.size());
    if (version != "1.0" && version != "0.97" && version != "0.96") {
      report("unknown-version", "bagit.txt", "BagIt version \"" + version + "\"");
      return false;
    }
    strict_ = version == "1.0";
    encoding_ = lines[1].substr(encoding_label.size());
    if (!to_utf8("", encoding_)) {
      report("unknown-encoding", "bagit.txt", "\"" + encoding_ + "\"");
      return false;
    }
    return true;
  }

  void find_manifests() {
    bool any = false;
    for (const auto& [path, size] : sizes_) {
      const bool tag = path.starts_with("tagmanifest-");
      if ((!tag && !path.starts_with("manifest-")) || !path.ends_with(".txt")) continue;
      if (path.find('/') != std::string::npos) continue;
      const std::size_t begin = path.find('-') + 1;
      const std::string name = lower(path.substr(begin, path.size() - begin - 4));
      any = any || !tag;
      const auto algorithm = algorithms().find(name);
      if (algorithm == algorithms().end()) {
        report("unknown-algorithm", path, "cannot check \"" + name + "\"");
        continue;
      }
      read_manifest(path, algorithm->second, tag);
    }
    if (!any) report("no-manifest", "", "no payload manifest");
  }

  /// "digest  path", with the liberties 0.97 allowed: "*path" and "./path".
  std::optional<ManifestLine> parse_line(const std::string& line) {
    const std::size_t end = line.find_first_of(" \t");
    if (end == 0 || end == std::string::npos) return std::nullopt;
    const std::size_t begin = line.find_first_not_of(" \t", end);
    if (begin == std::string::npos) return std::nullopt;
    ManifestLine out{lower(line.substr(0, end)), line.substr(begin)};
    if (!strict_ && out.path.starts_with('*')) out.path.erase(0, 1);
    if (!strict_ && out.path.starts_with("./")) out.path.erase(0, 2);
    out.path = decoded(out.path);
    return out;
  }

  [[nodiscard]] std::string decoded(std::string_view path) const {
    std::string out;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const std::string code = lower(std::string(path.substr(i, 3)));
      const char c = code == "%0a" ? '\n' : code == "%0d" ? '\r' : code == "%25" ? '%' : '\0';
      const bool known = c != '\0' && (strict_ || c != '%');  // 0.97 left % itself alone
      out += known ? c : path[i];
      if (known) i += 2;
    }
    return out;
  }

  void read_manifest(const std::string& manifest, DigestKind kind, bool tag) {
    const auto text = tag_file(manifest);
    if (!text) return;
    const std::size_t digest_size = Digest(kind).finish_hex().size();
    auto& listed = tag ? tag_listed_[manifest] : payload_listed_[manifest];
    for (const std::string& line : lines_of(*text)) {
      if (line.empty()) continue;
      const auto entry = parse_line(line);
      if (!entry || entry->digest.size() != digest_size || !from_hex(entry->digest)) {
        report("bad-manifest-line", manifest, line.substr(0, 200));
        continue;
      }
      const bool in_payload = entry->path.starts_with("data/");
      if (in_payload == tag || (tag && entry->path.starts_with("tagmanifest-"))) {
        report("out-of-scope", entry->path, "listed in " + manifest);
        continue;
      }
      const auto [known, fresh] = listed.emplace(entry->path, entry->digest);
      if (!fresh && (strict_ || known->second != entry->digest))
        report("listed-twice", entry->path, "in " + manifest);
      expected_[entry->path][kind] = entry->digest;
    }
  }

  /// fetch.txt may only name payload files that every manifest lists; nothing is ever fetched.
  void check_fetch() {
    if (!sizes_.contains("fetch.txt")) return;
    const auto text = tag_file("fetch.txt");
    if (!text) return;
    for (const std::string& line : lines_of(*text)) {
      if (line.empty()) continue;
      const std::size_t url = line.find_first_of(" \t");
      const std::size_t length = line.find_first_not_of(" \t", url);
      const std::size_t gap = line.find_first_of(" \t", length);
      const std::size_t begin = line.find_first_not_of(" \t", gap);
      if (begin == std::string::npos) {
        report("bad-fetch-line", "fetch.txt", line.substr(0, 200));
        continue;
      }
      const std::string path = decoded(line.substr(begin));
      if (!path.starts_with("data/"))
        report("out-of-scope", path, "listed in fetch.txt");
      else if (!expected_.contains(path))
        report("fetch-not-listed", path, "in fetch.txt but in no manifest");
    }
  }

  void check_listing() {
    for (const auto& [manifest, listed] : payload_listed_) check_present(manifest, listed);
    for (const auto& [manifest, listed] : tag_listed_) check_present(manifest, listed);
    for (const auto& [path, size] : sizes_) {
      if (!path.starts_with("data/")) continue;
      if (!expected_.contains(path)) {
        report("extra-file", path, "in no manifest");
        continue;
      }
      for (const auto& [manifest, listed] : payload_listed_) {
        if (strict_ && !listed.contains(path)) report("not-in-manifest", path, manifest);
      }
    }
  }

  void check_present(const std::string& manifest,
                     const std::map<std::string, std::string>& listed) {
    for (const auto& [path, digest] : listed) {
      if (!sizes_.contains(path)) report("missing-file", path, "listed in " + manifest);
    }
  }

  /// "Payload-Oxum: bytes.files", checked when bag-info.txt gives it.
  void check_oxum() {
    if (!sizes_.contains("bag-info.txt")) return;
    const auto text = tag_file("bag-info.txt");
    if (!text) return;
    std::uint64_t bytes = 0;
    std::uint64_t files = 0;
    for (const auto& [path, size] : sizes_) {
      if (!path.starts_with("data/")) continue;
      bytes += size;
      ++files;
    }
    const std::string found = std::to_string(bytes) + "." + std::to_string(files);
    for (const std::string& line : lines_of(*text)) {
      if (line.empty() || line.front() == ' ' || line.front() == '\t') continue;  // continued
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) {
        report("bad-info-line", "bag-info.txt", line.substr(0, 200));
        continue;
      }
      std::string label = lower(line.substr(0, colon));
      label.erase(label.find_last_not_of(" \t") + 1);
      if (label != "payload-oxum") continue;
      const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
      const std::string said = begin == std::string::npos ? "" : line.substr(begin);
      if (said != found)
        report("oxum-mismatch", "bag-info.txt", "says " + said + ", found " + found);
    }
  }

  void check_digests() {
    for (const auto& [path, digests] : expected_) {
      if (!sizes_.contains(path)) continue;
      std::map<DigestKind, Digest> running;
      for (const auto& [kind, hex] : digests) running.emplace(kind, Digest(kind));
      if (!feed(path, running)) {
        report("unreadable", path, "the file cannot be read");
        continue;
      }
      for (const auto& [kind, hex] : digests) {
        const std::string found = running.at(kind).finish_hex();
        if (found != hex) report("digest-mismatch", path, "expected " + hex + ", found " + found);
      }
    }
  }

  bool feed(const std::string& path, std::map<DigestKind, Digest>& running) const {
    std::ifstream in(root_ / path, std::ios::binary);
    std::vector<char> piece(piece_size);
    while (in) {
      in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
      const std::string_view got(piece.data(), static_cast<std::size_t>(in.gcount()));
      for (auto& [kind, digest] : running) digest.update(got);
      if (progress_) progress_(got.size());
    }
    return in.eof();
  }

  const fs::path& root_;
  const Progress& progress_;
  bool strict_ = true;
  std::string encoding_ = "UTF-8";
  std::map<std::string, std::uint64_t> sizes_;  ///< Every regular file.
  std::map<std::string, std::map<std::string, std::string>> payload_listed_, tag_listed_;
  std::map<std::string, std::map<DigestKind, std::string>> expected_;
  std::vector<BagProblem> problems_;
};

}  // namespace

std::vector<BagProblem> validate_bag(const fs::path& directory, const Progress& progress) {
  return Validator(directory, progress).run();
}

}  // namespace gavel::archive

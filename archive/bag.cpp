#include "archive/bag.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <set>
#include <system_error>

#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = std::size_t{256} * 1024;
constexpr std::string_view bag_declaration =
    "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

std::system_error disk_error(const fs::path& path) {
  return {errno != 0 ? errno : EIO, std::generic_category(), path.string()};
}

/// All that a bag says of a file's bytes, in one pass over them.
class Digests {
 public:
  void update(std::string_view bytes) {
    sha256_.update(bytes);
    sha512_.update(bytes);
    sm3_.update(bytes);
    size_ += bytes.size();
  }
  BagFile finish(std::string name) {
    return {std::move(name), size_, sha256_.finish_hex(), sha512_.finish_hex(), sm3_.finish_hex()};
  }

 private:
  Digest sha256_{DigestKind::sha256}, sha512_{DigestKind::sha512}, sm3_{DigestKind::sm3};
  std::uint64_t size_ = 0;
};

/// Writes one file and knows its digests when done.
class HashedFile {
 public:
  explicit HashedFile(const fs::path& path) : path_(path) {
    fs::create_directories(path.parent_path());
    errno = 0;
    out_.open(path, std::ios::binary | std::ios::trunc);
    if (!out_) throw disk_error(path_);
  }

  void put(std::string_view bytes) {
    errno = 0;
    if (!out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
      throw disk_error(path_);
    digests_.update(bytes);
  }

  BagFile finish(std::string name) {
    errno = 0;
    out_.close();
    if (!out_) throw disk_error(path_);
    return digests_.finish(std::move(name));
  }

 private:
  fs::path path_;
  std::ofstream out_;
  Digests digests_;
};

BagFile write_file(const fs::path& root, std::string name, std::string_view bytes) {
  HashedFile file(root / name);
  file.put(bytes);
  return file.finish(std::move(name));
}

bool plain_path(std::string_view path) {
  if (path.empty() || path.find('\0') != std::string_view::npos) return false;
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    if (name.empty() || name == "." || name == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

std::string one_line(std::string text) {
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

struct BagWriter::State {
  fs::path directory;
  BagInfo info;
  std::vector<BagFile> files;
  std::set<std::string, std::less<>> names;
  bool finished = false;

  fs::path claim(const std::string& name) {
    ensure(!finished, "a bag is filled before it is finished");
    ensure(plain_path(name), "a payload path is relative and plain");
    ensure(names.insert(name).second, "a payload path is used once: " + name);
    return directory / name;
  }
};

BagWriter::BagWriter(fs::path directory, BagInfo info) : state_(std::make_unique<State>()) {
  fs::create_directories(directory / "data");
  ensure(!fs::exists(directory / "bagit.txt"), "a finished bag is not written over");
  state_->directory = std::move(directory);
  state_->info = std::move(info);
}
BagWriter::BagWriter(BagWriter&&) noexcept = default;
BagWriter& BagWriter::operator=(BagWriter&&) noexcept = default;
BagWriter::~BagWriter() = default;

const BagFile& BagWriter::add(std::string_view path, std::string_view bytes) {
  return add_stream(path, [&](const auto& put) { put(bytes); });
}

const BagFile& BagWriter::add_stream(std::string_view path, const Source& source) {
  const std::string name = "data/" + std::string(path);
  HashedFile file(state_->claim(name));
  source([&](std::string_view bytes) { file.put(bytes); });
  return state_->files.emplace_back(file.finish(name));
}

const BagFile* BagWriter::adopt(std::string_view path, std::string_view sha256) {
  const std::string name = "data/" + std::string(path);
  ensure(plain_path(name), "a payload path is relative and plain");
  if (state_->names.contains(name)) return nullptr;
  auto found = digest_bag_file(state_->directory, name);
  if (!found || found->sha256 != sha256) return nullptr;
  (void)state_->claim(name);
  return &state_->files.emplace_back(std::move(*found));
}

void BagWriter::finish(const std::function<RootFiles(const std::string&)>& more) {
  ensure(!state_->finished, "a bag is finished once");
  state_->finished = true;
  const fs::path& root = state_->directory;
  for (const auto& [path, size] : list_bag_files(root)) {
    if (!state_->names.contains(path)) fs::remove(root / path);
  }
  std::uint64_t bytes = 0;
  for (const BagFile& file : state_->files) bytes += file.size;
  std::string info;
  for (const auto& [label, value] : state_->info) info += label + ": " + one_line(value) + "\n";
  info +=
      "Payload-Oxum: " + std::to_string(bytes) + "." + std::to_string(state_->files.size()) + "\n";

  std::vector<BagFile> tags;
  const auto tag = [&](const char* name, std::string_view text) {
    tags.push_back(write_file(root, name, text));
  };
  tag("bag-info.txt", info);
  tag("manifest-sha256.txt", manifest_text(state_->files, &BagFile::sha256));
  tag("manifest-sha512.txt", manifest_text(state_->files, &BagFile::sha512));
  tag("payload-sm3.txt", manifest_text(state_->files, &BagFile::sm3));
  Digests declaration;
  declaration.update(bag_declaration);
  tags.push_back(declaration.finish("bagit.txt"));
  write_file(root, "tagmanifest-sha256.txt", manifest_text(tags, &BagFile::sha256));
  const std::string tagmanifest = manifest_text(tags, &BagFile::sha512);
  write_file(root, "tagmanifest-sha512.txt", tagmanifest);
  if (more) {
    for (const auto& [name, text] : more(tagmanifest)) write_file(root, name, text);
  }
  write_file(root, "bagit.txt", bag_declaration);
}

const std::vector<BagFile>& BagWriter::files() const { return state_->files; }

std::optional<std::string> read_bag_file(const fs::path& directory, std::string_view path) {
  const fs::path full = directory / path;
  if (!plain_path(path) || !fs::is_regular_file(fs::symlink_status(full))) return std::nullopt;
  std::ifstream in(full, std::ios::binary);
  if (!in) return std::nullopt;
  std::string out(static_cast<std::size_t>(fs::file_size(full)), '\0');
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  if (in.gcount() != static_cast<std::streamsize>(out.size())) return std::nullopt;
  return out;
}

std::vector<std::pair<std::string, std::uint64_t>> list_bag_files(const fs::path& directory) {
  std::vector<std::pair<std::string, std::uint64_t>> out;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
    if (!fs::is_regular_file(entry.symlink_status())) continue;
    out.emplace_back(entry.path().lexically_relative(directory).generic_string(),
                     entry.file_size());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string unsafe_mode(unsigned mode, unsigned unsafe) {
  if ((mode & unsafe) == 0) return "";
  std::string octal;
  for (mode &= 07777; mode != 0; mode /= 8)
    octal.insert(octal.begin(), static_cast<char>('0' + mode % 8));
  return "mode " + octal;
}

// Who may write here, and other names of a file, are the place's: a stick or a share may show every
// file as everybody's, an archive may keep two like files as one, and no byte differs.
std::vector<BagProblem> special_files(const fs::path& directory) {
  std::vector<BagProblem> out;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(directory)) {
    const std::string path = entry.path().lexically_relative(directory).generic_string();
    const fs::file_status status = entry.symlink_status();
    if (fs::is_directory(status)) continue;
    if (!fs::is_regular_file(status)) {
      out.push_back({"not-a-regular-file", path, ""});
      continue;
    }
    const std::string mode = unsafe_mode(static_cast<unsigned>(status.permissions()), special_bits);
    if (!mode.empty()) out.push_back({"unsafe-mode", path, mode});
  }
  return out;
}

std::optional<BagFile> digest_bag_file(const fs::path& root, const std::string& path) {
  const fs::path full = root / path;
  if (!fs::is_regular_file(fs::symlink_status(full))) return std::nullopt;
  std::ifstream in(full, std::ios::binary);
  Digests digests;
  std::string piece(piece_size, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    digests.update({piece.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.eof()) return std::nullopt;
  return digests.finish(path);
}

std::string manifest_text(std::vector<BagFile> files, std::string BagFile::* digest) {
  std::sort(files.begin(), files.end(),
            [](const BagFile& a, const BagFile& b) { return a.path < b.path; });
  std::string out;
  for (const BagFile& file : files) out += file.*digest + "  " + encode_bag_path(file.path) + "\n";
  return out;
}

std::string encode_bag_path(std::string_view path) {
  std::string out;
  for (const char c : path) {
    switch (c) {
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      case '%':
        out += "%25";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace gavel::archive

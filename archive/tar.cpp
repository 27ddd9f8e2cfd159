#include "archive/tar.hpp"

#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

#include "archive/bag.hpp"
#include "archive/digest.hpp"
#include "archive/freed.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;
using LibArchive = struct ::archive;  // the library's handle has this namespace's name
using LibEntry = struct ::archive_entry;

constexpr std::size_t piece_size = std::size_t{256} * 1024;

using Entry = std::unique_ptr<LibEntry, Freed<archive_entry_free>>;

/// What the sink threw may not pass through the C library; it waits here.
struct Outlet {
  const ByteSink& sink;
  std::exception_ptr thrown;

  static la_ssize_t write(LibArchive*, void* self, const void* bytes, std::size_t size) {
    auto& outlet = *static_cast<Outlet*>(self);
    try {
      outlet.sink({static_cast<const char*>(bytes), size});
      return static_cast<la_ssize_t>(size);
    } catch (...) {
      outlet.thrown = std::current_exception();
      return -1;
    }
  }
};

/// Likewise of what the source threw.
struct Inlet {
  const ByteSource& source;
  std::string piece;
  std::exception_ptr thrown;

  static la_ssize_t read(LibArchive* /*tar*/, void* self, const void** bytes) {
    auto& inlet = *static_cast<Inlet*>(self);
    try {
      inlet.piece = inlet.source();
      *bytes = inlet.piece.data();
      return static_cast<la_ssize_t>(inlet.piece.size());
    } catch (...) {
      inlet.thrown = std::current_exception();
      return -1;
    }
  }
};

class TarWriter {
 public:
  explicit TarWriter(const ByteSink& sink) : outlet_{sink, nullptr} {
    // GNU tar's format takes names as bytes; pax would convert them by the process's locale.
    check(archive_write_set_format_gnutar(tar_.get()));
    check(archive_write_set_bytes_in_last_block(tar_.get(), 1));
    check(archive_write_open(tar_.get(), &outlet_, nullptr, &Outlet::write, nullptr));
  }

  void add(const std::string& name, const fs::path& from, std::uint64_t size, Instant modified) {
    const Entry entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), name.ends_with(".sh") ? 0755 : 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_mtime(
        entry.get(), std::chrono::floor<std::chrono::seconds>(modified).time_since_epoch().count(),
        0);
    check(archive_write_header(tar_.get(), entry.get()));
    std::ifstream in(from, std::ios::binary);
    std::vector<char> piece(piece_size);
    std::uint64_t copied = 0;
    while (in) {
      in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
      const auto got = static_cast<std::size_t>(in.gcount());
      if (got == 0) break;
      if (archive_write_data(tar_.get(), piece.data(), got) < 0) check(ARCHIVE_FATAL);
      copied += got;
    }
    if (copied != size) throw std::runtime_error("cannot read all of " + from.string());
  }

  void close() { check(archive_write_close(tar_.get())); }

 private:
  void check(int result) {
    if (outlet_.thrown) std::rethrow_exception(outlet_.thrown);
    if (result >= ARCHIVE_WARN) return;
    const char* why = archive_error_string(tar_.get());
    throw std::runtime_error(std::string("tar: ") + (why == nullptr ? "failed" : why));
  }

  Outlet outlet_;
  std::unique_ptr<LibArchive, Freed<archive_write_free>> tar_{archive_write_new()};
};

bool safe(const fs::path& name) {
  if (name.empty() || name.is_absolute()) return false;
  for (const fs::path& part : name) {
    if (part == "..") return false;
  }
  return true;
}

std::unexpected<TarFault> fault(std::string code, std::string path = "", std::string detail = "") {
  return std::unexpected(TarFault{std::move(code), std::move(path), std::move(detail)});
}

std::expected<void, TarFault> write_out(LibArchive* tar, const fs::path& to,
                                        const std::string& name, const Progress& progress) {
  fs::create_directories(to.parent_path());
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  std::vector<char> piece(piece_size);
  la_ssize_t got = 0;
  while (out && (got = archive_read_data(tar, piece.data(), piece.size())) > 0) {
    out.write(piece.data(), static_cast<std::streamsize>(got));
    if (progress) progress(static_cast<std::size_t>(got));
  }
  out.close();
  if (got < 0) return fault("damaged-tar", name);
  if (!out) return fault("unreadable", name, "cannot be written out");
  return {};
}

using Reader = std::unique_ptr<LibArchive, Freed<archive_read_free>>;

/// What an entry is, before any byte of it is written.
std::expected<void, TarFault> check_entry(LibEntry* entry, const std::string& name) {
  if (!safe(name)) return fault("unsafe-name", name, "leads out of the folder");
  const char* const linked = archive_entry_hardlink(entry);
  if (linked != nullptr) return fault("hard-linked", name, linked);
  const auto type = archive_entry_filetype(entry);
  if (type != AE_IFREG && type != AE_IFDIR) return fault("not-a-regular-file", name);
  // A tar's permissions are its maker's, and those of folders are not unpacked.
  if (type == AE_IFDIR) return {};
  const std::string mode = unsafe_mode(archive_entry_perm(entry), special_bits | written_by_all);
  if (!mode.empty()) return fault("unsafe-mode", name, mode);
  return {};
}

std::expected<void, TarFault> extract(LibArchive* tar, const fs::path& into,
                                      const Progress& progress) {
  fs::create_directories(into);
  LibEntry* entry = nullptr;
  int result = ARCHIVE_OK;
  while ((result = archive_read_next_header(tar, &entry)) == ARCHIVE_OK) {
    const char* stored = archive_entry_pathname(entry);
    if (stored == nullptr) return fault("unsafe-name", "", "a name in no known character set");
    const std::string name = stored;
    if (auto good = check_entry(entry, name); !good) return good;
    if (archive_entry_filetype(entry) == AE_IFDIR) continue;
    if (fs::exists(fs::symlink_status(into / name))) return fault("comes-twice", name);
    if (auto good = write_out(tar, into / name, name, progress); !good) return good;
  }
  if (result != ARCHIVE_EOF) return fault("damaged-tar");
  return {};
}

/// All of an entry; nothing where it breaks off.
std::optional<std::string> read_entry(LibArchive* tar, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t read = 0;
  while (read < size) {
    const la_ssize_t got = archive_read_data(tar, bytes.data() + read, size - read);
    if (got <= 0) return std::nullopt;
    read += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::optional<std::string> find(LibArchive* tar, std::uint64_t size, std::string_view sha256) {
  LibEntry* entry = nullptr;
  while (archive_read_next_header(tar, &entry) == ARCHIVE_OK) {
    if (archive_entry_filetype(entry) != AE_IFREG ||
        std::cmp_not_equal(archive_entry_size(entry), size))
      continue;
    auto bytes = read_entry(tar, size);
    if (bytes && sha256_hex(*bytes) == sha256) return bytes;
  }
  return std::nullopt;
}

}  // namespace

void write_tar(const fs::path& directory, std::string_view root, Instant modified,
               const ByteSink& sink) {
  TarWriter tar(sink);
  for (const auto& [path, size] : list_bag_files(directory))
    tar.add(std::string(root) + "/" + path, directory / path, size, modified);
  tar.close();
}

std::string to_string(const TarFault& fault) {
  std::string out = fault.code;
  if (!fault.path.empty()) out += ": " + fault.path;
  if (!fault.detail.empty()) out += " (" + fault.detail + ")";
  return out;
}

std::expected<void, TarFault> extract_tar_file(const fs::path& tar, const fs::path& into,
                                               const Progress& progress) {
  const Reader reader(archive_read_new());
  archive_read_support_format_tar(reader.get());
  if (archive_read_open_filename(reader.get(), tar.c_str(), piece_size) != ARCHIVE_OK)
    return fault("not-a-tar");
  return extract(reader.get(), into, progress);
}

std::optional<std::string> find_in_tar(const ByteSource& source, std::uint64_t size,
                                       std::string_view sha256) {
  Inlet inlet{.source = source, .piece = {}, .thrown = nullptr};
  const Reader reader(archive_read_new());
  archive_read_support_format_tar(reader.get());
  std::optional<std::string> found;
  if (archive_read_open(reader.get(), &inlet, nullptr, &Inlet::read, nullptr) == ARCHIVE_OK)
    found = find(reader.get(), size, sha256);
  if (inlet.thrown) std::rethrow_exception(inlet.thrown);
  return found;
}

}  // namespace gavel::archive

#include "db/replica_copies.hpp"

#include <spdlog/spdlog.h>

#include "archive/digest.hpp"
#include "db/blob.hpp"
#include "db/destruction.hpp"
#include "db/out_file.hpp"
#include "db/pace.hpp"
#include "db/package_bytes.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

/// Ids are plain; one that is not must not lead out of the folder.
bool is_name(const std::string& id) {
  return !id.empty() && !id.starts_with('.') && id.find('/') == std::string::npos;
}

CopyState state_of(const fs::path& copy, const std::string& sha256) {
  if (!fs::exists(copy)) return CopyState::absent;
  return archive::sha256_hex_of(copy) == sha256 ? CopyState::sound : CopyState::damaged;
}

}  // namespace

std::optional<fs::path> ReplicaCopies::document(const std::string& matter,
                                                const std::string& id) const {
  if (folder_.empty() || !is_name(matter) || !is_name(id)) return std::nullopt;
  return folder_ / "documents" / matter / id;
}

CopyState ReplicaCopies::keep_package(const std::string& matter, const std::string& code,
                                      std::uint64_t size, const std::string& sha256) const {
  const CopyState found = state_of(package(code), sha256);
  if (found == CopyState::damaged) write_package(matter, code, size, sha256);
  return found;
}

CopyState ReplicaCopies::keep_document(const std::string& matter, const std::string& id,
                                       const std::string& sha256) const {
  const auto copy = document(matter, id);
  if (!copy) return CopyState::absent;
  const CopyState found = state_of(*copy, sha256);
  if (found == CopyState::damaged) write_document(*copy, sha256);
  return found;
}

void ReplicaCopies::write_package(const std::string& matter, const std::string& code,
                                  std::uint64_t size, const std::string& sha256) const {
  PackageBytes bytes(pool_, matter, size, sha256);
  OutFile out(package(code));
  Pace pace(bytes_per_second_);
  for (std::size_t written = 0; written < bytes.size() && !stopped_;) {
    const std::string piece = bytes.from(written);
    out.write(piece);
    written += piece.size();
    pace.keep(piece.size());
  }
  if (stopped_) return;  // the unfinished file goes with `out`
  (void)out.finish();
  if (Destructions(pool_).find(code)) fs::remove(package(code));  // while it was copied
}

void ReplicaCopies::write_document(const fs::path& copy, const std::string& sha256) const {
  OutFile out(copy);
  archive::Digest digest(archive::DigestKind::sha256);
  Pace pace(bytes_per_second_);
  (void)read_blob(pool_, sha256, [&](std::string_view piece) {
    digest.update(piece);
    out.write(piece);
    pace.keep(piece.size());
    return !stopped_;
  });
  if (stopped_) return;
  ensure(digest.finish_hex() == sha256, "the bytes of a document are those it was added with");
  (void)out.finish();
}

bool at_replica(const std::string& what, const std::function<void()>& use) {
  try {
    use();
    return true;
  } catch (const std::exception& error) {
    spdlog::error("the replica's copy of {} cannot be used: {}", what, error.what());
    return false;
  }
}

}  // namespace gavel::db

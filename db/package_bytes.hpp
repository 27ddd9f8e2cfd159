#pragma once
// The tar of a stored package, read as it is handed out: a package of gigabytes takes no more
// memory than one stored piece.
#include <memory>
#include <string>

#include "archive/digest.hpp"

namespace gavel::db {

class Pool;

/// The stored piece of that number (4 MiB, the last one shorter) as it is, unverified; empty: there
/// is none.
[[nodiscard]] std::string package_piece(Pool& pool, const std::string& matter, std::size_t number);

class PackageBytes {
 public:
  /// `sha256`: hex, of the whole tar, as the package's row has it.
  PackageBytes(Pool& pool, std::string matter, std::size_t size, std::string sha256);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// From `offset` on to the end of the stored piece it is in (at most 4 MiB); empty at the end.
  /// Read from the beginning in their order, the bytes are digested on the way, and the last of
  /// them are not given (BrokenInvariant) when the whole is not the package that was built.
  [[nodiscard]] std::string from(std::size_t offset);
  [[nodiscard]] std::string whole();

 private:
  void follow(std::size_t offset, const std::string& bytes);

  Pool* pool_;
  std::string matter_;
  std::size_t size_;
  std::string sha256_;
  std::size_t digested_ = 0;  ///< Bytes from the beginning that `digest_` has seen.
  archive::Digest digest_{archive::DigestKind::sha256};
};

}  // namespace gavel::db

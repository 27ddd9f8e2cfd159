#pragma once
// Digests of bytes, whole or in pieces. Bytes travel as std::string and std::string_view.
#include <array>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gavel::archive {

using Hash = std::array<std::uint8_t, 32>;  ///< A SHA-256 value, raw.

/// md5, sha1, sha224 and sha384 only to check bags of others.
enum class DigestKind { sha256, sha512, sm3, md5, sha1, sha224, sha384 };

/// A digest in the making: for what is too large to hold.
class Digest {
 public:
  explicit Digest(DigestKind kind);
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();

  void update(std::string_view bytes);
  /// The raw digest. The object is spent afterwards.
  [[nodiscard]] std::string finish();
  [[nodiscard]] std::string finish_hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Hash sha256(std::string_view bytes);
/// Of the pieces one after the other.
[[nodiscard]] Hash sha256(std::initializer_list<std::string_view> pieces);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
/// Of a file, read in pieces; empty where it cannot be opened.
[[nodiscard]] std::string sha256_hex_of(const std::filesystem::path& file);

/// Lower-case hexadecimal.
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string to_hex(const Hash& hash);
/// Either case; empty when odd in length or not hexadecimal.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

/// RFC 4648 base64 with padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string to_base64(const Hash& hash);
/// Strict: no white space, padding required, no stray bits. Empty when malformed.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

[[nodiscard]] std::string_view bytes_of(const Hash& hash);
/// Empty unless there are exactly 32 bytes.
[[nodiscard]] std::optional<Hash> to_hash(std::string_view bytes);

}  // namespace gavel::archive

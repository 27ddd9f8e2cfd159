#pragma once
// Encryption of personal data at rest (libsodium secretbox: XSalsa20-Poly1305). The key is a file
// of the data folder, never in the database: a copy of the database alone shows no name and no
// contact.
#include <array>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gavel::db {

class PersonalBox {
 public:
  /// Reads the 32-byte key file, or creates it (mode 0600) on first use. The error is one sentence.
  [[nodiscard]] static std::expected<PersonalBox, std::string> open(
      const std::filesystem::path& key_file);

  /// nonce ‖ ciphertext; a fresh random nonce each time.
  [[nodiscard]] std::string seal(std::string_view plain) const;
  /// Empty when it was sealed with another key or has been changed.
  [[nodiscard]] std::optional<std::string> unseal(std::string_view sealed) const;

  /// Tells two keys apart and nothing about them: BLAKE2b of a fixed text under the key, 32 bytes.
  [[nodiscard]] std::string fingerprint() const;

 private:
  explicit PersonalBox(const std::array<unsigned char, 32>& key) : key_(key) {}
  std::array<unsigned char, 32> key_{};
};

}  // namespace gavel::db

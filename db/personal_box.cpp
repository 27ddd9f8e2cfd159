#include "db/personal_box.hpp"

#include <algorithm>

#include <sodium.h>

#include "db/secret_file.hpp"

namespace gavel::db {

static_assert(crypto_secretbox_KEYBYTES == 32);

std::expected<PersonalBox, std::string> PersonalBox::open(const std::filesystem::path& key_file) {
  const auto bytes = secret_file(key_file, [] { return random_bytes(crypto_secretbox_KEYBYTES); });
  if (!bytes) return std::unexpected(bytes.error());
  if (bytes->size() != crypto_secretbox_KEYBYTES) {
    return std::unexpected(key_file.string() + " is damaged: it must hold 32 bytes");
  }
  std::array<unsigned char, 32> key{};
  std::ranges::copy(*bytes, key.begin());
  return PersonalBox(key);
}

std::string PersonalBox::seal(std::string_view plain) const {
  const std::string nonce = random_bytes(crypto_secretbox_NONCEBYTES);
  std::string sealed(crypto_secretbox_MACBYTES + plain.size(), '\0');
  crypto_secretbox_easy(reinterpret_cast<unsigned char*>(sealed.data()),
                        reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                        reinterpret_cast<const unsigned char*>(nonce.data()), key_.data());
  return nonce + sealed;
}

std::optional<std::string> PersonalBox::unseal(std::string_view sealed) const {
  if (sealed.size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) return std::nullopt;
  const std::string_view nonce = sealed.substr(0, crypto_secretbox_NONCEBYTES);
  const std::string_view box = sealed.substr(crypto_secretbox_NONCEBYTES);
  std::string plain(box.size() - crypto_secretbox_MACBYTES, '\0');
  const int opened =
      crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(plain.data()),
                                 reinterpret_cast<const unsigned char*>(box.data()), box.size(),
                                 reinterpret_cast<const unsigned char*>(nonce.data()), key_.data());
  if (opened != 0) return std::nullopt;
  return plain;
}

std::string PersonalBox::fingerprint() const {
  constexpr std::string_view label = "gavel personal key";
  std::string print(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(print.data()), print.size(),
                     reinterpret_cast<const unsigned char*>(label.data()), label.size(),
                     key_.data(), key_.size());
  return print;
}

}  // namespace gavel::db

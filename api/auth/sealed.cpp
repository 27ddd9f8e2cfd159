#include "api/auth/sealed.hpp"

#include <sodium.h>

#include "archive/digest.hpp"
#include "db/secret_file.hpp"

namespace gavel::auth {
namespace {

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

archive::Hash sealing_key(std::string_view key) {
  return archive::sha256("gavel idempotency seal\n" + std::string(key));
}

}  // namespace

std::string idempotency_name(std::string_view key) {
  return archive::sha256_hex("gavel idempotency name\n" + std::string(key));
}

std::string seal(std::string_view key, std::string_view text) {
  const archive::Hash secret = sealing_key(key);
  std::string sealed = db::random_bytes(crypto_secretbox_NONCEBYTES);
  sealed.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
  unsigned char* const nonce = raw(sealed);
  crypto_secretbox_easy(nonce + crypto_secretbox_NONCEBYTES, raw(text), text.size(), nonce,
                        secret.data());
  return archive::to_base64(sealed);
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed) {
  const auto bytes = archive::from_base64(sealed);
  constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (!bytes || bytes->size() < overhead) return std::nullopt;
  const archive::Hash secret = sealing_key(key);
  std::string text(bytes->size() - overhead, '\0');
  const unsigned char* const nonce = raw(std::string_view(*bytes));
  const int failed =
      crypto_secretbox_open_easy(raw(text), nonce + crypto_secretbox_NONCEBYTES,
                                 bytes->size() - crypto_secretbox_NONCEBYTES, nonce, secret.data());
  if (failed != 0) return std::nullopt;
  return text;
}

}  // namespace gavel::auth

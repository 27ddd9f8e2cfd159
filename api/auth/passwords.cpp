#include "api/auth/passwords.hpp"

#include <array>
#include <semaphore>

#include <sodium.h>

#include "db/secret_file.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::auth {
namespace {

/// Each hash holds 64 MiB while it runs; more at once would let a flood of log-ins exhaust memory.
std::counting_semaphore<4> hashing{4};

class Turn {
 public:
  Turn() { hashing.acquire(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { hashing.release(); }
};

void need_sodium() {
  static const bool ready = sodium_init() >= 0;
  ensure(ready, "libsodium initialises");
}

}  // namespace

std::string hash_password(std::string_view password) {
  need_sodium();
  const Turn turn;
  std::array<char, crypto_pwhash_STRBYTES> encoded{};
  const int failed = crypto_pwhash_str_alg(
      encoded.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
      crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
  ensure(failed == 0, "a password can be hashed (64 MiB of memory are free)");
  return encoded.data();
}

bool verify_password(std::string_view encoded, std::string_view password) {
  need_sodium();
  if (password.size() > password_bytes_max) return false;
  const std::string terminated(encoded);
  const Turn turn;
  return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

bool verify_nobody(std::string_view password) {
  static const std::string nobody = hash_password("no account has this password");
  (void)verify_password(nobody, password);
  return false;
}

std::string generate_password() {
  // Crockford's base32: no I, L, O, U. 24 characters of 5 bits.
  static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  const std::string random = db::random_bytes(24);
  std::string password;
  for (const char byte : random) password += letters[static_cast<unsigned char>(byte) & 31u];
  return password;
}

}  // namespace gavel::auth

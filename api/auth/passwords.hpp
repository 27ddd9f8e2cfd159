#pragma once
// Passwords as Argon2id hashes in libsodium's encoded form, which carries salt and cost.
#include <string>
#include <string_view>

namespace gavel::auth {

/// In bytes of UTF-8. Longer than any password in use, short enough that hashing costs the same.
inline constexpr std::size_t password_bytes_max = 1024;
/// In code points, for passwords people choose (NIST SP 800-63B 5.1.1.2).
inline constexpr std::size_t password_length_min = 8;

/// "$argon2id$…"; libsodium's interactive cost: 64 MiB, some 0.1 s.
[[nodiscard]] std::string hash_password(std::string_view password);

/// True when `password` is the one hashed. Takes the same time for a hash that matches nobody.
[[nodiscard]] bool verify_password(std::string_view encoded, std::string_view password);

/// Spends the time of a verification, for accounts that do not exist. False.
bool verify_nobody(std::string_view password);

/// 24 characters that people can copy without mistakes, 120 random bits.
[[nodiscard]] std::string generate_password();

}  // namespace gavel::auth

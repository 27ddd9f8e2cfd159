#pragma once
// Answers kept for an Idempotency-Key may hold secrets (a comment's receipt, a first password).
// They are sealed with a key made from the client's own, of which only a hash is stored: without
// the client's header the stored answer cannot be read.
#include <optional>
#include <string>
#include <string_view>

namespace gavel::auth {

/// What stands for the client's key in the database.
[[nodiscard]] std::string idempotency_name(std::string_view key);
/// Base64 of nonce ‖ ciphertext (XSalsa20-Poly1305).
[[nodiscard]] std::string seal(std::string_view key, std::string_view text);
/// Empty when it was sealed with another key, or changed.
[[nodiscard]] std::optional<std::string> unseal(std::string_view key, std::string_view sealed);

}  // namespace gavel::auth

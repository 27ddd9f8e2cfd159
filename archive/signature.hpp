#pragma once
// Signatures of people are verified here, never made: their private keys are theirs alone
// (Electronic Signature Law art. 13). The one private key the house holds is the ledger's own.
//
// What is accepted, all detached and over the statement's exact bytes:
//   ed25519            RFC 8032, 64 raw bytes
//   ecdsa-p256-sha256  DER, as openssl writes it
//   sm2-sm3            DER; signer id 1234567812345678 (GM/T 0009). OpenSSL's own standard id is
//                      empty and would refuse every other maker's signature.
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "archive/digest.hpp"

struct evp_pkey_st;  // OpenSSL's key; its headers stay in the .cpp

namespace gavel::archive {

enum class SignatureAlgorithm : std::uint8_t { ed25519, ecdsa_p256_sha256, sm2_sm3 };
/// "ed25519", "ecdsa-p256-sha256", "sm2-sm3".
[[nodiscard]] std::string_view name(SignatureAlgorithm algorithm);

inline constexpr std::string_view sm2_signer_id = "1234567812345678";

/// Why a key was not taken, in the order of checking.
enum class KeyError : std::uint8_t {
  too_large,        ///< More than 16 KiB of text: no key of ours.
  private_key,      ///< A private key: it must never leave its owner.
  not_pem,          ///< No "BEGIN PUBLIC KEY" block, or a damaged one.
  unsupported_key,  ///< Neither Ed25519 nor P-256 nor SM2.
};
/// "too-large", "private-key", "not-pem", "unsupported-key".
[[nodiscard]] std::string_view code(KeyError error);

/// A signer's public key. Copies share the key; safe to use from several threads.
class PublicKey {
 public:
  /// One SubjectPublicKeyInfo in PEM.
  [[nodiscard]] static std::expected<PublicKey, KeyError> from_pem(std::string_view pem);

  /// SHA-256 of the SubjectPublicKeyInfo in DER, hexadecimal.
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] SignatureAlgorithm algorithm() const { return algorithm_; }
  /// Written anew, so that one key has one text.
  [[nodiscard]] std::string pem() const;
  /// False for anything but a good signature, malformed ones included.
  [[nodiscard]] bool verify(std::string_view message, std::string_view signature) const;

 private:
  PublicKey() = default;
  std::shared_ptr<evp_pkey_st> key_;
  std::string id_;
  SignatureAlgorithm algorithm_{};
};

/// The ledger's own Ed25519 key pair, for checkpoints and receipts only. Its name is the ledger's
/// origin, "archive.example.gov.cn/ledger": no white space, no '+'.
class LogKey {
 public:
  [[nodiscard]] static LogKey generate(std::string origin);
  /// PKCS #8 PEM as private_pem() wrote it, or `openssl genpkey -algorithm ed25519`.
  [[nodiscard]] static std::expected<LogKey, KeyError> from_pem(std::string origin,
                                                                std::string_view private_pem);

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] std::string private_pem() const;
  [[nodiscard]] std::string public_pem() const;
  [[nodiscard]] std::string public_raw() const;                    ///< 32 bytes.
  [[nodiscard]] std::string sign(std::string_view message) const;  ///< 64 bytes.

 private:
  LogKey() = default;
  std::string origin_;
  std::shared_ptr<evp_pkey_st> key_;
};

/// True when `signature` (64 bytes) is `public_raw`'s (32 bytes) over `message`.
[[nodiscard]] bool verify_ed25519(std::string_view public_raw, std::string_view message,
                                  std::string_view signature);

}  // namespace gavel::archive

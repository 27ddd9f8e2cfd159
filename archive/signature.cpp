#include "archive/signature.hpp"

#include <array>
#include <optional>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "archive/openssl.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::size_t key_text_max = std::size_t{16} * 1024;

using Context = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

/// A key file from outside must never make the library ask a terminal for a passphrase.
int no_passphrase(char*, int, int, void*) { return -1; }

/// EC keys are told apart by their curve: OpenSSL calls P-256 "EC" and SM2 "SM2" or "EC".
std::optional<SignatureAlgorithm> algorithm_of(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return SignatureAlgorithm::ed25519;
  if (EVP_PKEY_is_a(key, "SM2") == 1) return SignatureAlgorithm::sm2_sm3;
  if (EVP_PKEY_is_a(key, "EC") != 1) return std::nullopt;
  std::array<char, 64> group{};
  std::size_t length = 0;
  if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(),
                                     &length) != 1)
    return std::nullopt;
  const std::string_view curve(group.data(), length);
  if (curve == "prime256v1" || curve == "P-256") return SignatureAlgorithm::ecdsa_p256_sha256;
  if (curve == "SM2") return SignatureAlgorithm::sm2_sm3;
  return std::nullopt;
}

std::string spki_der(EVP_PKEY* key) {
  unsigned char* out = nullptr;
  const int length = i2d_PUBKEY(key, &out);
  ensure(length > 0, "a public key that was read can be written");
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(length));
  OPENSSL_free(out);
  return der;
}

const EVP_MD* digest_of(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::ed25519:
      return nullptr;  // hashes by itself (RFC 8032)
    case SignatureAlgorithm::ecdsa_p256_sha256:
      return EVP_sha256();
    case SignatureAlgorithm::sm2_sm3:
      return EVP_sm3();
  }
  return nullptr;
}

bool verify_with(EVP_PKEY* key, SignatureAlgorithm algorithm, std::string_view message,
                 std::string_view signature) {
  const Context context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  if (EVP_DigestVerifyInit(context.get(), &parameters, digest_of(algorithm), nullptr, key) != 1)
    return false;
  if (algorithm == SignatureAlgorithm::sm2_sm3 &&
      EVP_PKEY_CTX_set1_id(parameters, sm2_signer_id.data(),
                           static_cast<int>(sm2_signer_id.size())) != 1)
    return false;
  return EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(message),
                          message.size()) == 1;
}

}  // namespace

std::string_view name(SignatureAlgorithm algorithm) {
  switch (algorithm) {
    case SignatureAlgorithm::ed25519:
      return "ed25519";
    case SignatureAlgorithm::ecdsa_p256_sha256:
      return "ecdsa-p256-sha256";
    case SignatureAlgorithm::sm2_sm3:
      return "sm2-sm3";
  }
  return "";
}

std::string_view code(KeyError error) {
  switch (error) {
    case KeyError::too_large:
      return "too-large";
    case KeyError::private_key:
      return "private-key";
    case KeyError::not_pem:
      return "not-pem";
    case KeyError::unsupported_key:
      return "unsupported-key";
  }
  return "";
}

std::expected<PublicKey, KeyError> PublicKey::from_pem(std::string_view pem) {
  if (pem.size() > key_text_max) return std::unexpected(KeyError::too_large);
  if (pem.find("PRIVATE KEY") != std::string_view::npos)
    return std::unexpected(KeyError::private_key);
  const Bio bio = reading(pem);
  PublicKey out;
  out.key_ = shared(PEM_read_bio_PUBKEY(bio.get(), nullptr, no_passphrase, nullptr));
  if (!out.key_) return std::unexpected(KeyError::not_pem);
  const auto algorithm = algorithm_of(out.key_.get());
  if (!algorithm) return std::unexpected(KeyError::unsupported_key);
  out.algorithm_ = *algorithm;
  out.id_ = sha256_hex(spki_der(out.key_.get()));
  return out;
}

std::string PublicKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  ensure(PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1, "a public key can be written");
  return written(bio.get());
}

bool PublicKey::verify(std::string_view message, std::string_view signature) const {
  return verify_with(key_.get(), algorithm_, message, signature);
}

LogKey LogKey::generate(std::string origin) {
  LogKey out;
  out.origin_ = std::move(origin);
  out.key_ = shared(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  ensure(out.key_ != nullptr, "the crypto library makes Ed25519 keys");
  return out;
}

std::expected<LogKey, KeyError> LogKey::from_pem(std::string origin, std::string_view pem) {
  if (pem.size() > key_text_max) return std::unexpected(KeyError::too_large);
  const Bio bio = reading(pem);
  LogKey out;
  out.origin_ = std::move(origin);
  out.key_ = shared(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  if (!out.key_) return std::unexpected(KeyError::not_pem);
  if (EVP_PKEY_is_a(out.key_.get(), "ED25519") != 1)
    return std::unexpected(KeyError::unsupported_key);
  return out;
}

std::string LogKey::private_pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  ensure(PEM_write_bio_PKCS8PrivateKey(bio.get(), key_.get(), nullptr, nullptr, 0, nullptr,
                                       nullptr) == 1,
         "a private key can be written");
  return written(bio.get());
}

std::string LogKey::public_pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  ensure(PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1, "a public key can be written");
  return written(bio.get());
}

std::string LogKey::public_raw() const {
  std::string out(32, '\0');
  std::size_t length = out.size();
  ensure(EVP_PKEY_get_raw_public_key(key_.get(), reinterpret_cast<unsigned char*>(out.data()),
                                     &length) == 1 &&
             length == 32,
         "an Ed25519 key has 32 bytes");
  return out;
}

std::string LogKey::sign(std::string_view message) const {
  const Context context(EVP_MD_CTX_new());
  std::string out(64, '\0');
  std::size_t length = out.size();
  ensure(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
             EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &length,
                            octets(message), message.size()) == 1 &&
             length == 64,
         "an Ed25519 key signs");
  return out;
}

bool verify_ed25519(std::string_view public_raw, std::string_view message,
                    std::string_view signature) {
  const auto key = shared(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(public_raw),
                                                      public_raw.size()));
  return key && verify_with(key.get(), SignatureAlgorithm::ed25519, message, signature);
}

}  // namespace gavel::archive

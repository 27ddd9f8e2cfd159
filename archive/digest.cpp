#include "archive/digest.hpp"

#include <array>
#include <cstring>
#include <fstream>

#include <openssl/evp.h>

#include "archive/openssl.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const EVP_MD* method(DigestKind kind) {
  switch (kind) {
    case DigestKind::sha256: {
      // Looked up once: for a leaf of 200 bytes the look-up costs as much as the digest.
      static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
      return fetched != nullptr ? fetched : EVP_sha256();
    }
    case DigestKind::sha512:
      return EVP_sha512();
    case DigestKind::sm3:
      return EVP_sm3();
    case DigestKind::md5:
      return EVP_md5();
    case DigestKind::sha1:
      return EVP_sha1();
    case DigestKind::sha224:
      return EVP_sha224();
    case DigestKind::sha384:
      return EVP_sha384();
  }
  return nullptr;
}

constexpr std::array<signed char, 256> nibbles = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < 10; ++i) values['0' + i] = static_cast<signed char>(i);
  for (std::size_t i = 0; i < 6; ++i) {
    values['a' + i] = values['A' + i] = static_cast<signed char>(10 + i);
  }
  return values;
}();

int nibble(char c) { return nibbles[static_cast<unsigned char>(c)]; }

}  // namespace

struct Digest::State {
  Context context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Digest::Digest(DigestKind kind) : state_(std::make_unique<State>()) {
  ensure(EVP_DigestInit_ex(state_->context.get(), method(kind), nullptr) == 1,
         "the crypto library has this digest");
}
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::update(std::string_view bytes) {
  ensure(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1,
         "a digest takes bytes until it is finished");
}

std::string Digest::finish() {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  ensure(EVP_DigestFinal_ex(state_->context.get(), reinterpret_cast<unsigned char*>(out.data()),
                            &length) == 1,
         "a digest is finished once");
  out.resize(length);
  return out;
}

std::string Digest::finish_hex() { return to_hex(finish()); }

Hash sha256(std::string_view bytes) { return sha256({bytes}); }

// A tree's hashes are many and short: one context for each thread, and nothing allocated.
Hash sha256(std::initializer_list<std::string_view> pieces) {
  static thread_local const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  Hash out{};
  bool done = EVP_DigestInit_ex(context.get(), method(DigestKind::sha256), nullptr) == 1;
  for (const std::string_view piece : pieces)
    done = done && EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
  ensure(done && EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1,
         "the crypto library has SHA-256");
  return out;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(sha256(bytes)); }
std::string sha256_hex_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return "";
  Digest digest(DigestKind::sha256);
  std::string piece(std::size_t{1} << 20, '\0');
  while (in.read(piece.data(), std::ssize(piece)), in.gcount() > 0)
    digest.update(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())));
  return digest.finish_hex();
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}
std::string to_hex(const Hash& hash) { return to_hex(bytes_of(hash)); }

std::optional<std::string> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = nibble(text[i]);
    const int low = nibble(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string to_base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // the library writes a final NUL
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), octets(bytes),
                                     static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}
std::string to_base64(const Hash& hash) { return to_base64(bytes_of(hash)); }

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty()) return "";
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), octets(text),
                                     static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2u : text.ends_with('=') ? 1u : 0u;
  out.resize(static_cast<std::size_t>(length) - padding);
  // The library is lenient (white space, stray bits); one value has one spelling here.
  if (to_base64(out) != text) return std::nullopt;
  return out;
}

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::optional<Hash> to_hash(std::string_view bytes) {
  Hash out{};
  if (bytes.size() != out.size()) return std::nullopt;
  std::memcpy(out.data(), bytes.data(), out.size());
  return out;
}

}  // namespace gavel::archive

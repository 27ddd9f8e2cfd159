#include "archive/cosignature.hpp"

#include <algorithm>

#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::size_t time_size = 8;

std::string message(std::string_view body, std::uint64_t unix_seconds) {
  return "cosignature/v1\ntime " + std::to_string(unix_seconds) + "\n" + std::string(body);
}

std::string big_endian(std::uint64_t value) {
  std::string bytes(time_size, '\0');
  for (std::size_t i = time_size; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xff);
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

std::string cosign(std::string_view body, std::uint64_t unix_seconds, const LogKey& witness) {
  ensure(unix_seconds != 0, "a cosignature has a time");
  return signature_line(
      {witness.origin(),
       note_key_id(witness.origin(), witness.public_raw(), NoteKeyType::cosignature),
       big_endian(unix_seconds) + witness.sign(message(body, unix_seconds))});
}

std::expected<std::uint64_t, NoteError> check_cosignature(const SignedNote& note,
                                                          std::string_view verifier_key) {
  const auto key = parse_note_key(verifier_key);
  if (!key || key->type != NoteKeyType::cosignature) return std::unexpected(NoteError::bad_key);
  std::uint64_t newest = 0;
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name != key->name || signature.id != key->id) continue;
    if (signature.bytes.size() <= time_size) return std::unexpected(NoteError::bad_signature);
    const std::uint64_t time = from_big_endian(signature.bytes.substr(0, time_size));
    if (time == 0 || !verify_ed25519(key->public_raw, message(note.body, time),
                                     std::string_view(signature.bytes).substr(time_size)))
      return std::unexpected(NoteError::bad_signature);
    newest = std::max(newest, time);
  }
  if (newest == 0) return std::unexpected(NoteError::not_signed);
  return newest;
}

}  // namespace gavel::archive

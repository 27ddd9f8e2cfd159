#pragma once
// What the rooms that speak to OpenSSL share: its objects are freed, its memory files are read. For
// archive/*.cpp alone.
#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>

#include "archive/freed.hpp"

namespace gavel::archive {

using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

inline const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

/// `text` must outlive it.
inline Bio reading(std::string_view text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

inline std::string written(BIO* bio) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(length)};
}

}  // namespace gavel::archive

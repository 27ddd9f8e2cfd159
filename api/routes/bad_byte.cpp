#include "api/routes/bad_byte.hpp"

#include "engine/base/utf8.hpp"

namespace gavel::api {

std::size_t first_bad_byte(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t here = at;
    if (next_code_point(text, at) == bad_code_point) return here;
  }
  return text.size();
}

}  // namespace gavel::api

#include "api/routes/ids.hpp"

#include <string_view>

#include "db/secret_file.hpp"

namespace gavel::api {

std::string new_id() {
  static constexpr std::string_view letters = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id;
  for (const char byte : db::random_bytes(20))
    id += letters[static_cast<unsigned char>(byte) & 31u];
  return id;
}

}  // namespace gavel::api

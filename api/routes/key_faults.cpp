#include "api/routes/key_faults.hpp"

#include "api/routes/call.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"

namespace gavel::api {

void refuse_key(db::KeyFault fault) {
  const auto bad_key = [](std::string code) {
    return Problem{.type = "invalid-body",
                   .errors = {{.where = "/public_key", .code = std::move(code)}}};
  };
  switch (fault) {
    case db::KeyFault::private_key:
      throw bad_key("private-key");
    case db::KeyFault::malformed:
      throw bad_key("not-pem");
    case db::KeyFault::unsupported:
      throw bad_key("unsupported-key");
    case db::KeyFault::not_possessed:
    case db::KeyFault::taken:
      throw Problem{.type = "key-taken"};
    case db::KeyFault::already_revoked:
      throw Problem{.type = "key-already-revoked"};
    case db::KeyFault::already_possessed:
      throw Problem{.type = "possession-proved-already"};
    case db::KeyFault::no_such_key:
      break;
  }
  throw Problem{.type = "no-such-key"};
}

void ask_for_possession(const std::string& holder, const std::string& pem) {
  const auto key = archive::PublicKey::from_pem(pem);
  const std::string text = key ? archive::possession_bytes(holder, key->id()) : "";
  throw Problem{
      .type = "possession-not-proved", .values = {{"sign", text}}, .members = {{"sign", text}}};
}

}  // namespace gavel::api

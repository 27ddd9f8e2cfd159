// Time-stamps on signatures (RFC 3161). The server asks nobody: whoever sees a signed step takes
// its request to an authority of their choice and hands in the answer, which is kept only if it
// holds.
#include <charconv>

#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "archive/digest.hpp"
#include "archive/time_stamp.hpp"
#include "db/statements.hpp"

namespace gavel::api {
namespace {

/// The statement that is asked about, and the signature over it: problem no-signature without one.
struct Signed {
  db::Statement statement;
  db::Signature signature;
};
Signed signed_statement(Context& context, const Call& call) {
  db::Statement statement = visible_statement(context, call, call.parameter());
  auto signature = context.services.statements.signature(statement.id);
  if (!signature) throw Problem{.type = "no-signature"};
  return {std::move(statement), *std::move(signature)};
}

/// The very bytes for any authority: RFC 3161 3.4 has them posted as they are.
http::Response request_for(Context& context, Call& call) {
  call.query().done();
  const Signed found = signed_statement(context, call);
  std::string request = archive::time_stamp_request(found.signature.bytes);
  const std::string sha256 = archive::sha256_hex(request);
  return file_response(std::move(request), "application/timestamp-query",
                       found.statement.id + ".tsq", sha256);
}

[[noreturn]] void refuse(archive::TimeStampFault fault) {
  throw Problem{
      .type = "bad-time-stamp",
      .errors = {{.where = "", .code = "time-stamp-" + std::string(archive::code(fault))}}};
}

/// What it says, if it holds now.
archive::Stamped verified(Context& context, const archive::TimeStamp& stamp, const Signed& found) {
  if (context.services.tsa_roots == nullptr) throw Problem{.type = "time-stamps-not-taken"};
  const Instant now = context.services.clock.now();
  const auto good = stamp.verify(found.signature.bytes, *context.services.tsa_roots, now);
  if (!good) refuse(good.error());
  if (const auto fault = archive::time_stamp_out_of(good->at, found.statement.created_at, now))
    refuse(*fault);
  return *good;
}

http::Response add(Context& context, Call& call) {
  const Signed found = signed_statement(context, call);
  if (context.services.tsa_roots == nullptr) throw Problem{.type = "time-stamps-not-taken"};
  const auto stamp = archive::TimeStamp::parse(call.request.body);
  if (!stamp) refuse(stamp.error());
  archive::Stamped says = verified(context, *stamp, found);
  const auto added =
      context.services.statements.add_time_stamp({.statement_id = found.statement.id,
                                                  .bytes = stamp->bytes(),
                                                  .sha256 = archive::sha256_hex(stamp->bytes()),
                                                  .chain = std::move(says.chain),
                                                  .stamped_at = says.at,
                                                  .authority = std::move(says.authority),
                                                  .policy = std::move(says.policy),
                                                  .serial = std::move(says.serial),
                                                  .matter = found.signature.matter,
                                                  .account = call.account->account,
                                                  .at = context.services.clock.now()});
  if (!added) throw Problem{.type = "time-stamp-taken"};
  const JsonObject line = view(*added);
  return created(string_or(line, "href"), line);
}

/// Found by its number on the signature.
http::Response bytes(Context& context, Call& call) {
  call.query().done();
  const Signed found = signed_statement(context, call);
  const std::string& text = call.parameter(1);
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  auto stamp =
      is_number ? context.services.statements.time_stamp(found.statement.id, number) : std::nullopt;
  if (!stamp) throw Problem{.type = "no-such-time-stamp"};
  return file_response(std::move(stamp->bytes), "application/timestamp-reply",
                       found.statement.id + "." + std::to_string(number) + ".tsr", stamp->sha256);
}

}  // namespace

void add_time_stamps(Router& router) {
  router.add({"GET", "/v1/statements/{id}/time-stamp-request", for_accounts, request_for});
  router.add({"POST", "/v1/statements/{id}/time-stamps", for_accounts, add});
  router.add({"GET", "/v1/statements/{id}/time-stamps/{number}", for_accounts, bytes});
}

}  // namespace gavel::api

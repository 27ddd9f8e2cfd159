// Time-stamps on signatures (RFC 3161). Whoever sees a signed step may take its request to an
// authority of their choice and hand in the answer, which is kept only if it holds; a server whose
// operator named an authority asks that one by itself (db/time_stamping.hpp), and on demand: once,
// unless another one is wanted.
#include <charconv>

#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "archive/digest.hpp"
#include "archive/time_stamp.hpp"
#include "db/statements.hpp"
#include "db/time_stamping.hpp"

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

http::Response kept(const db::TimeStamp& added) {
  const JsonObject line = view(added);
  return created(string_or(line, "href"), line);
}

http::Response add(Context& context, Call& call) {
  const Signed found = signed_statement(context, call);
  if (context.services.tsa_roots == nullptr) throw Problem{.type = "time-stamps-not-taken"};
  const auto good = db::checked_time_stamp(found.statement, found.signature, call.request.body,
                                           *context.services.tsa_roots, call.account->account,
                                           context.services.clock.now());
  if (!good) refuse(good.error());
  const auto added = context.services.statements.add_time_stamp(*good);
  if (!added) throw Problem{.type = "time-stamp-taken"};
  return kept(*added);
}

/// Of the authority that the operator named, now, where the signature has none yet or another one
/// is asked for expressly; a few at a time, so that a slow authority does not take all threads of
/// the server.
http::Response ask(Context& context, Call& call) {
  Query query = call.query();
  const bool again = query.flag("again");
  query.done();
  const Signed found = signed_statement(context, call);
  // The first is of the earliest time, and so says most.
  const auto is_there = [&] {
    return again ? std::nullopt : context.services.statements.time_stamp(found.statement.id, 1);
  };
  if (const auto first = is_there()) return json_response(200, view(*first));
  db::TimeStamping* const authority = context.services.time_stamping;
  if (authority == nullptr) throw Problem{.type = "no-authority-asked"};
  const auto turn = authority->turn(found.statement.id);
  if (!turn) throw Problem{.type = "authority-busy", .headers = {{"Retry-After", "2"}}};
  if (const auto first = is_there()) return json_response(200, view(*first));  // meanwhile
  const auto added = authority->stamp(found.statement, found.signature, call.account->account);
  if (added) return kept(*added);
  if (added.error().is_there_already) throw Problem{.type = "time-stamp-taken"};
  if (added.error().fault) refuse(*added.error().fault);
  throw Problem{.type = "authority-away", .values = {{"reason", added.error().away}}};
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
  router.add({"POST", "/v1/statements/{id}/time-stamp-request", for_accounts, ask});
  router.add({"POST", "/v1/statements/{id}/time-stamps", for_accounts, add});
  router.add({"GET", "/v1/statements/{id}/time-stamps/{number}", for_accounts, bytes});
}

}  // namespace gavel::api

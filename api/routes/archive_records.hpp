#pragma once
#include <optional>
#include <string>
#include <vector>

#include "api/routes/input.hpp"
#include "api/routes/router.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::api {

/// Single documents of stored packages: searching, handing out, redacted copies.
void add_archive_records(Router& router);

/// What the archive is asked for, which nobody is spared to say; the query has no other parameter.
[[nodiscard]] std::string purpose_of(Query& query);
/// Whoever asks without an account.
[[nodiscard]] matter::Actor anyone();
/// A document that is open to everyone; the hand-out is recorded as the public's.
[[nodiscard]] http::Response open_record(Context& context, Call& call);
/// Whose search it is: the audience and its roles, as db::RecordQuery names them.
struct Searcher {
  std::optional<std::string> audience;
  std::vector<std::string> roles;
};
[[nodiscard]] http::Response search_records(Context& context, Call& call, Searcher by);

}  // namespace gavel::api

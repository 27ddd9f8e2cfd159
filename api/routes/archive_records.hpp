#pragma once
#include <string>

#include "api/routes/input.hpp"
#include "api/routes/router.hpp"

namespace gavel::api {

/// Single documents of stored packages: searching, handing out, redacted copies.
void add_archive_records(Router& router);

/// What the archive is asked for, which nobody is spared to say; the query has no other parameter.
[[nodiscard]] std::string purpose_of(Query& query);

}  // namespace gavel::api

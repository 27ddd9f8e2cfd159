#pragma once
#include "api/routes/router.hpp"

namespace gavel::api {

/// Single documents of stored packages: searching, handing out, redacted copies.
void add_archive_records(Router& router);

}  // namespace gavel::api

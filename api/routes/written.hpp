#pragma once
// What the system wrote from the record, made a document of the dossier: whoever signs or reviews
// it then has the record's own words, under their digest.
#include <string>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::api {

struct Written {
  std::string code, title, extension, media_type, bytes;  ///< extension: ".txt".
};

/// Adds it to the matter that the call's first parameter names: 201 with Location, under If-Match
/// and Idempotency-Key where given. Refusals as of an upload.
[[nodiscard]] http::Response file_written(Context& context, Call& call,
                                          const procedure::Procedure& procedure, Written written);

}  // namespace gavel::api

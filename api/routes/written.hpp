#pragma once
// What the system wrote from the record, made a document of the dossier: whoever signs or reviews
// it then has the record's own words, under their digest.
#include <string>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "engine/desk/desk.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::api {

struct Written {
  std::string code, title, extension, media_type, bytes;  ///< extension: ".txt".
};

/// Of the query, the code under which the procedure files its paper `written`: a fault where the
/// code is another, "not-written-so". Of `any`, a procedure that names no such paper takes any code
/// (earlier versions did not say which are the record and the minutes of a meeting).
enum class Unnamed { none, any };
[[nodiscard]] std::string code_for(Query& query, const procedure::Procedure& procedure,
                                   std::string_view written, Unnamed unnamed = Unnamed::none);

/// Adds it to the matter that the call's first parameter names: 201 with Location, under If-Match
/// and Idempotency-Key where given. Refusals as of an upload.
[[nodiscard]] http::Response file_written(Context& context, Call& call,
                                          const procedure::Procedure& procedure, Written written);

/// The same, where it goes with something else that was asked for. Gives the matter's version then.
[[nodiscard]] std::expected<std::int64_t, desk::Failure> add_written(Context& context,
                                                                     const std::string& matter,
                                                                     const matter::Actor& actor,
                                                                     Written written);

}  // namespace gavel::api

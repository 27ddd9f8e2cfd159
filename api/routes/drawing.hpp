#pragma once
// The drawing of a procedure as an answer.
#include <set>
#include <string>

#include "api/routes/call.hpp"
#include "engine/draw/options.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::api {

/// `?language=zh` or `en`; without it, that of Accept-Language.
[[nodiscard]] draw::Language language_of_drawing(Query& query, const Call& call);

/// An SVG that a page may show in an <img> and a browser on its own: it runs and fetches nothing.
/// 304 without it where the client's If-None-Match names it.
[[nodiscard]] http::Response drawing_response(const Call& call,
                                              const procedure::Procedure& procedure,
                                              const draw::Options& options);

}  // namespace gavel::api

#include "api/routes/classified.hpp"

#include <algorithm>
#include <optional>

#include "api/routes/acting.hpp"
#include "api/routes/circle.hpp"
#include "api/routes/problem.hpp"
#include "api/routes/views.hpp"
#include "db/document_security.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::api {
namespace {

template <class Is>
std::optional<db::SecretDocument> secret(Context& context, const std::string& matter, Is&& is) {
  for (db::SecretDocument& each : db::DocumentSecurity(context.services.pool).secrets(matter)) {
    if (is(each)) return std::move(each);
  }
  return std::nullopt;
}

void refuse(Context& context, const Call& call, const desk::Loaded& loaded,
            const std::optional<db::SecretDocument>& found) {
  if (!found) return;
  const std::vector<std::string>& roles = procedure::circles_in(*loaded.procedure).classified.roles;
  if (!is_in_circle(context, call, loaded, roles))
    throw Problem{.type = "classified-paper",
                  .values = {{"security", found->security},
                             {"roles", JsonArray(roles.begin(), roles.end())}}};
}

}  // namespace

void refuse_classified(Context& context, const Call& call, const desk::Loaded& loaded,
                       const std::string& document) {
  refuse(context, call, loaded,
         secret(context, loaded.snapshot.id,
                [&](const db::SecretDocument& each) { return each.document == document; }));
}

void refuse_classified_written(Context& context, const Call& call, const desk::Loaded& loaded,
                               std::string_view written) {
  refuse(context, call, loaded,
         secret(context, loaded.snapshot.id, [&](const db::SecretDocument& each) {
           const auto type = loaded.procedure->documents.find(each.code);
           return each.is_newest && type != loaded.procedure->documents.end() &&
                  type->second.written == written;
         }));
}

void refuse_classified_to_the_public(Context& context, const std::string& matter,
                                     const std::string& document) {
  if (secret(context, matter,
             [&](const db::SecretDocument& each) { return each.document == document; }))
    throw Problem{.type = "classified-since"};
}

}  // namespace gavel::api

#pragma once
// What the archive destroyed is gone, and whoever asks for it is told when and under which act.
#include <string>

#include "api/routes/context.hpp"
#include "db/destruction.hpp"

namespace gavel::api {

/// Throws the problem "destroyed" (410) where the volume was.
void refuse_destroyed(Context& context, const std::string& archival_code);
/// Where the volume that held the document was.
void refuse_destroyed_document(Context& context, const std::string& document);

[[nodiscard]] JsonObject register_line(const db::Destruction& done);

}  // namespace gavel::api

#pragma once
// A stored volume and the acts on its keeping, as routes tell of them; and why an act is refused.
#include "api/routes/context.hpp"
#include "db/keeping.hpp"

namespace gavel::api {

[[nodiscard]] JsonObject view(const db::KeptVolume& volume);
[[nodiscard]] JsonObject view(const db::KeepingAct& act);

/// Throws the problem "no-such-package".
[[nodiscard]] db::KeptVolume volume_of(Context& context, const std::string& code);

/// It is the archives' that took it over to appraise it (档案法 art. 31), and to destroy it.
void refuse_handed_over(const db::KeptVolume& volume);
[[noreturn]] void refuse(Context& context, db::KeepingFault fault, const std::string& code);

}  // namespace gavel::api

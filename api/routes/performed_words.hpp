#pragma once
// What the sentences of the statement of procedure performed are made with.
#include <string>

#include "api/routes/sentences.hpp"

namespace gavel::api {

/// messages/performed.json
[[nodiscard]] const Sentences& performed_words();

/// One sentence inside another.
[[nodiscard]] std::string without_stop(std::string text);

}  // namespace gavel::api
